"""SQLite databases, also damaged ones."""
