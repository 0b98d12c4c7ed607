"""Populations, extracts and fabricators: labelled synthetic dumps."""
