"""From nested or loose values to rows: key-value blocks, paragraphs, header rows, nested objects."""
