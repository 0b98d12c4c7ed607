"""Columnar files: Arrow, Parquet, ORC."""
