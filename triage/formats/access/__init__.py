"""Microsoft Access databases."""
