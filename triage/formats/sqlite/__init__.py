"""SQLite databases, including damaged ones."""
