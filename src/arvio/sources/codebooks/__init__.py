"""The forms' own codebooks, as the tools write them beside their exports."""
