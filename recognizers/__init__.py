"""WHAT a value is: one module per entity, Polars expressions and a Presidio recognizer of one truth."""

from triage.recognizers.base import Recognizer, load
from triage.recognizers.text import fold, fold_column

__all__ = ["Recognizer", "fold", "fold_column", "load"]
