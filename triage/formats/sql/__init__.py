"""SQL dumps of every database."""
