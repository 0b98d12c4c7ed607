"""PDF documents, and the files attached to them."""
