"""Several tables in one text."""
