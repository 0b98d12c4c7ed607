"""Evidence -> Source -> Chunk -> batches of strings, one format a file."""
