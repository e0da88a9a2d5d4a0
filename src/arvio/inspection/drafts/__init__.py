"""A mapping to start from, made so that it reads the export as it is."""
