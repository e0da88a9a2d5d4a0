"""Dividing a file that several organisations share, as `python -m arvio.sources.partitioning ROOT`."""
