"""What an export is: its format, its columns, a mapping to start from, and what changed since last year."""
