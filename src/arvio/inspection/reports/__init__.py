"""What was found out, or what changed since last year, in words."""
