"""Compressed streams that hold one file: gzip, bzip2, xz, zstandard, lz4, lzip, .Z."""
