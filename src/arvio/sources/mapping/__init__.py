"""From cells as found to canonical tables, by the mapping in params."""
