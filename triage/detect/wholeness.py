"""Whether a cell is a value, or only has one in it: the difference between a column of numbers and one of sentences."""

from __future__ import annotations

import polars as pl

from triage.detect.by_column import COLUMN, ByColumn
from triage.detect.eyes import Eyes
from triage.recognizers import Recognizer
from triage.recognizers.text import fold
from triage.rules.model import Rules

_WORDS = ("LOCATION", "PERSON", "PK_ADDRESS")
"""Entities that are words themselves."""

_IDENTIFIERS = ("PK_CNIC", "PK_MOBILE_NUMBER", "EMAIL_ADDRESS", "IBAN_CODE")
"""Entities of which one in a cell of words makes it a text and no name or address."""

_OF_WORDS = 0.5
"""Share of a cell that a name or a place takes where the cell is one."""

_BESIDE, _NAMED_BESIDE = 2, 3
"""Most words beside a value, labels not counted: in a cell that is one (where the words come again in other cells), and
in one under a header that names it."""

_AGAIN = 0.05
"""Share of the cells with words from which on the same words are a label: "Ufone", "call me"."""

_SENTENCE, _TEXT = 5, 2
"""Words of a sentence, and of one that has an identifier."""


def beside(cells: pl.Series, values: pl.DataFrame, eyes: Eyes) -> pl.DataFrame:
    """By entity of `values` that is no word itself: the words beside its values in each cell, labels left out.

    One string a cell, null if a cell has no value or nothing beside it. For many columns in one go: patterns take
    longer to compile than to run.
    """
    sizes = cells.str.len_bytes()
    nothing = pl.repeat(None, cells.len(), dtype=pl.String, eager=True)
    told = {}
    for entity in values.columns:
        has_more = (sizes > values[entity].str.len_bytes() + 2).fill_null(value=False)
        recognizer = eyes.recognizers[entity]
        if entity in _WORDS or not recognizer.rule.patterns or not has_more.any():
            told[entity] = nothing
            continue
        words = pl.DataFrame({"cell": cells.filter(has_more)}).select(_words_beside(recognizer))["cell"]
        place = pl.select(pl.when(has_more).then(has_more.cum_sum() - 1)).to_series()
        told[entity] = words.gather(place)
    return pl.DataFrame(told)


def wholeness(
    cells: pl.Series, columns: ByColumn, values: pl.DataFrame, words: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """By entity of `values`: whether each cell is one; whether it is one or has one beside few words. Never null.

    `words` are what is `beside` the values. Words that come again do so in one column.
    """
    has_identifier = _has_identifier(values)
    always = pl.repeat(value=True, n=cells.len(), dtype=pl.Boolean, eager=True)
    is_one, holds = {}, {}
    for entity in values.columns:
        if entity in _WORDS:
            is_most = values[entity].str.len_chars() >= cells.str.len_chars() * _OF_WORDS
            holds[entity] = is_most.fill_null(value=False)
            is_one[entity] = holds[entity] & has_identifier.not_()
        elif words[entity].null_count() == cells.len():
            is_one[entity] = holds[entity] = always
        else:
            is_one[entity], holds[entity] = _few(words[entity], _has_identifier(values.drop(entity)), columns)
    return pl.DataFrame(is_one), pl.DataFrame(holds)


def is_sentence(cells: pl.Series, values: pl.DataFrame) -> pl.Series:
    """Whether cells are several words, or an identifier among words. Boolean, never null."""
    words = cells.str.count_matches(r"\p{L}{2,}")
    return (words >= _SENTENCE) | ((words >= _TEXT) & _has_identifier(values))


def _has_identifier(values: pl.DataFrame) -> pl.Series:
    has = pl.repeat(value=False, n=values.height, dtype=pl.Boolean, eager=True)
    for entity in _IDENTIFIERS:
        has = has | values[entity].is_not_null() if entity in values.columns else has
    return has


def _few(words: pl.Series, others: pl.Series, columns: ByColumn) -> tuple[pl.Series, pl.Series]:
    """Whether nothing or a label is beside a value; nothing or few words.

    `others` are cells with an identifier of another kind: words beside both are no label.
    """
    count = (words.str.count_matches(" ", literal=True) + (words != "")).fill_null(0)
    table = pl.DataFrame({COLUMN: columns.numbers, "words": words.fill_null(""), "count": count, "others": others})
    often = pl.len().over(COLUMN, "words")
    is_again = (often > 1) & (often >= (pl.col("count") > 0).sum().over(COLUMN) * _AGAIN)
    is_label = (pl.col("count") <= _BESIDE) & is_again & pl.col("others").not_()
    told = table.select(is_one=(pl.col("count") == 0) | is_label, holds=pl.col("count") <= _NAMED_BESIDE)
    return told["is_one"], told["holds"]


def _words_beside(recognizer: Recognizer) -> pl.Expr:
    """Return the words of a cell without the values and without labels, with blanks between them."""
    rest = pl.col("cell")
    for pattern in recognizer.rule.patterns:
        rest = rest.str.replace_all(pattern.regex, "  ")
    known = [*_labels(recognizer.rules), *" ".join(fold(word).lower() for word in recognizer.rule.context).split()]
    words = rest.str.to_lowercase().str.extract_all(r"\p{L}{2,}")
    return words.list.eval(pl.element().filter(pl.element().is_in(known).not_())).list.join(" ")


def _labels(rules: Rules) -> list[str]:
    """Words that say whose or which a value is, not what."""
    return [fold(row["word"]).lower() for row in rules.table("header_words") if row["role"] in {"same", "whose"}]
