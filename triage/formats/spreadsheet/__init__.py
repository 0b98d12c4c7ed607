"""Workbooks: Excel of all versions, OpenDocument."""
