"""The sample data: one module per organisation, over people and files."""
