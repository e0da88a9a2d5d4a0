"""The page of a report: from the cells of an executed notebook to finished HTML."""
