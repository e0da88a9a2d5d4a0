"""What stands in the columns of an export, and of which kind each is."""
