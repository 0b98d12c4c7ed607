"""Workbooks: Excel of every age, OpenDocument."""
