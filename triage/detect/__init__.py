"""Batch -> Summary: columns by expressions, free text by Presidio."""
