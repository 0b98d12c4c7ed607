"""Paths -> Evidence: walk, hash, open containers."""
