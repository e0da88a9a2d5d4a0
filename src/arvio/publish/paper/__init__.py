"""Reports as PDF, printed from their pages by a browser that is on this machine."""
