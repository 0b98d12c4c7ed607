"""Answers -> a document, one format a file."""
