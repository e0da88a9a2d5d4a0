"""One report: executed, laid ready, put in place, or why not."""
