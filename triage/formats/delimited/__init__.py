"""Delimited text: CSV, TSV and all their dialects and kinds of damage."""
