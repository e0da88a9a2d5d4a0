"""Many runs: which are made, by whom, in which order, and what is renewed when they end."""
