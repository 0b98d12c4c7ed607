"""Distinguish cells that are a value from cells that contain one: a column of numbers or a column of sentences."""

from __future__ import annotations

import polars as pl

from triage.detect.by_column import COLUMN, ByColumn
from triage.detect.eyes import Eyes
from triage.recognizers import Recognizer
from triage.recognizers.person import ANOTHER
from triage.recognizers.text import fold
from triage.rules.model import Rules

_WORDS = ("LOCATION", "PERSON", "PK_ADDRESS")
"""Entities that consist of words."""

_IDENTIFIERS = ("PK_CNIC", "PK_MOBILE_NUMBER", "EMAIL_ADDRESS", "IBAN_CODE")
"""Entities of which one in a cell of words makes it a text, not a name or address."""

_OF_WORDS = 0.5
"""Share of a cell that a name or a place must fill for the cell to be one."""

_PEOPLE = 4
"""How many times as long as the first name a cell of several people may be."""

_BESIDE, _NAMED_BESIDE = 2, 3
"""Most words next to a value, apart from labels: in a cell that is one (if the words repeat in other cells), and

in one under a header that names it.
"""

_AGAIN = 0.05
"""Share of the cells with words from which on repeated words are a label: "Ufone", "call me"."""

_SENTENCE, _TEXT = 5, 2
"""Fewest words of a sentence, and of one with an identifier."""


def beside(cells: pl.Series, values: pl.DataFrame, eyes: Eyes) -> pl.DataFrame:
    """Return, for each entity of `values` that is not words, the words next to its values in each cell, without labels.

    One string per cell, null if the cell has no value or nothing next to it. For many columns at once: patterns take
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
        near = cells.filter(has_more)
        words = pl.DataFrame({"cell": near}).select(_words_beside(eyes.suited(near).recognizers[entity]))["cell"]
        place = pl.select(pl.when(has_more).then(has_more.cum_sum() - 1)).to_series()
        told[entity] = words.gather(place)
    return pl.DataFrame(told)


def wholeness(
    cells: pl.Series, columns: ByColumn, values: pl.DataFrame, words: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return per entity whether each cell is a value, and whether it is one or has one next to few words. Never null.

    `words` are those next to the values. Words that repeat must do so within one column.
    """
    has_identifier = _has_identifier(values)
    always = pl.repeat(value=True, n=cells.len(), dtype=pl.Boolean, eager=True)
    is_one, holds = {}, {}
    for entity in values.columns:
        if entity in _WORDS:
            is_most = values[entity].str.len_chars() >= _own_chars(cells, values[entity], entity) * _OF_WORDS
            holds[entity] = is_most.fill_null(value=False)
            is_one[entity] = holds[entity] & has_identifier.not_()
        elif words[entity].null_count() == cells.len():
            is_one[entity] = holds[entity] = always
        else:
            is_one[entity], holds[entity] = _few(words[entity], _has_identifier(values.drop(entity)), columns)
    return pl.DataFrame(is_one), pl.DataFrame(holds)


def _own_chars(cells: pl.Series, values: pl.Series, entity: str) -> pl.Series:
    """Return the characters of cells, of a cell of a few people those of the first."""
    chars = cells.str.len_chars()
    if entity != "PERSON" or not values.len():
        return chars
    is_few = (chars <= values.str.len_chars() * _PEOPLE) & (chars * _OF_WORDS > values.str.len_chars())
    first = cells.set(is_few.fill_null(value=False).not_(), None).str.replace(ANOTHER, "").str.len_chars()
    return pl.select(pl.coalesce(first, chars)).to_series()


def is_sentence(cells: pl.Series, values: pl.DataFrame) -> pl.Series:
    """Return whether cells are several words, or an identifier among words. Boolean, never null."""
    words = cells.str.count_matches(r"\p{L}{2,}")
    return (words >= _SENTENCE) | ((words >= _TEXT) & _has_identifier(values))


def _has_identifier(values: pl.DataFrame) -> pl.Series:
    has = pl.repeat(value=False, n=values.height, dtype=pl.Boolean, eager=True)
    for entity in _IDENTIFIERS:
        has = has | values[entity].is_not_null() if entity in values.columns else has
    return has


def _few(words: pl.Series, others: pl.Series, columns: ByColumn) -> tuple[pl.Series, pl.Series]:
    """Return whether nothing or a label is next to a value, and whether nothing or few words are.

    `others` are cells with an identifier of another kind: words next to both are not a label.
    """
    count = (words.str.count_matches(" ", literal=True) + (words != "")).fill_null(0)
    table = pl.DataFrame({COLUMN: columns.numbers, "words": words.fill_null(""), "count": count, "others": others})
    often = pl.len().over(COLUMN, "words")
    is_again = (often > 1) & (often >= (pl.col("count") > 0).sum().over(COLUMN) * _AGAIN)
    is_label = (pl.col("count") <= _BESIDE) & is_again & pl.col("others").not_()
    told = table.select(is_one=(pl.col("count") == 0) | is_label, holds=pl.col("count") <= _NAMED_BESIDE)
    return told["is_one"], told["holds"]


def _words_beside(recognizer: Recognizer) -> pl.Expr:
    """Return the words of a cell without values and labels, separated by spaces."""
    rest = pl.col("cell")
    for pattern in recognizer.rule.patterns:
        rest = rest.str.replace_all(pattern.regex, "  ")
    known = [*_labels(recognizer.rules), *" ".join(fold(word).lower() for word in recognizer.rule.context).split()]
    words = rest.str.to_lowercase().str.extract_all(r"\p{L}{2,}")
    return words.list.eval(pl.element().filter(pl.element().is_in(known).not_())).list.join(" ")


def _labels(rules: Rules) -> list[str]:
    """Return the words that state whose or which a value is, not what it is."""
    return [fold(row["word"]).lower() for row in rules.table("header_words") if row["role"] in {"same", "whose"}]
