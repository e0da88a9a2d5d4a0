"""What an export is: its form, the tool that wrote it, and the codebook beside it."""
