"""From bytes to lines and records of text: encoding, dialect, offsets, bulk parsing, splitting."""
