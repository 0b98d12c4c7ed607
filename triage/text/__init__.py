"""From bytes to lines and records of text: encodings, dialects, byte offsets, bulk parsing and splitting."""
