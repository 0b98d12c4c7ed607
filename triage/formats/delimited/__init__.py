"""Delimited text: CSV, TSV and every dialect and decay of them."""
