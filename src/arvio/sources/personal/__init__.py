"""What identifies persons: found wherever it stands, and kept only as keys that nobody can reverse."""
