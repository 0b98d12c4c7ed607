"""Turn nested or loosely written values into rows: key-value blocks, paragraphs, header rows, nested objects."""
