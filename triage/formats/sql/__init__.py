"""SQL dumps of all databases."""
