"""Versions of a report by what they mean: what is kept of each when it goes out, and how two of them differ."""
