"""Documents: Word, OpenDocument text, slides, rich text, and the files embedded in them."""
