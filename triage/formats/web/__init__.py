"""Recordings of the web by browsers and crawlers."""
