"""Notebooks as documents: where they lie, their parameters, their shape."""
