"""BSON, as MongoDB dumps its collections."""
