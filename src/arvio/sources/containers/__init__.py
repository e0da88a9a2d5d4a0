"""What holds tables: text files, workbooks, archives and databases, opened so that none of them can do harm."""
