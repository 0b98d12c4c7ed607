"""Transliterate Latin words roughly into Urdu letters, for words whose Urdu spelling is in no table."""

# ruff: noqa: RUF001 - Urdu letters are meant
from __future__ import annotations

import polars as pl

_PAIRS = {
    "MUHAMMAD": "محمد", "BIBI": "بی بی", "BEGUM": "بیگم", "KHATOON": "خاتون", "BANO": "بانو", "MAI": "مائی",
    "KH": "خ", "GH": "غ", "SH": "ش", "CH": "چ", "ZH": "ژ", "TH": "ٹ", "DH": "دھ", "PH": "ف", "AA": "ا", "EE": "ی",
    "OO": "و", "AI": "ے", "A": "ا", "B": "ب", "C": "ک", "D": "د", "E": "ی", "F": "ف", "G": "گ", "H": "ہ", "I": "ی",
    "J": "ج", "K": "ک", "L": "ل", "M": "م", "N": "ن", "O": "و", "P": "پ", "Q": "ق", "R": "ر", "S": "س", "T": "ت",
    "U": "و", "V": "و", "W": "و", "X": "کس", "Y": "ی", "Z": "ز", "-": " ", "'": "", ".": "",
}  # fmt: skip


def in_urdu(words: pl.Series) -> pl.Series:
    """Return the words in Urdu, letter by letter, groups of letters first."""
    return words.str.to_uppercase().str.replace_many(list(_PAIRS), list(_PAIRS.values()), leftmost=True)
