"""Files beside a report: its tables as data, and the whole of it for a word processor, all from what the page shows."""
