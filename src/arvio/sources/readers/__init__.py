"""One module for each format, none knowing another."""
