"""Reports that somebody signed: found ready, gone out, held back."""
