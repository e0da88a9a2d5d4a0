"""Pages about reports: the list of an audience, and how persons were protected."""
