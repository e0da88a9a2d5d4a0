"""From a run to a page that may be handed over: execute, export, write, catalogue."""
