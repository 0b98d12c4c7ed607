"""Address books: vCard."""
