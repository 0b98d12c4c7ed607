"""Nouns and services that every room may use: no stage knows another, all know these."""
