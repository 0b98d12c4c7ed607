"""Recognizers: one module per entity, whose Polars expressions serve columns and, through Presidio, free text."""

from triage.recognizers.base import Recognizer, load, narrow
from triage.recognizers.text import fold, fold_column

__all__ = ["Recognizer", "fold", "fold_column", "load", "narrow"]
