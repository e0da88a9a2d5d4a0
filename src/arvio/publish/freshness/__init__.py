"""Whether a report still shows what it would show if it were made now."""
