"""Search and look up few texts in Python, many by Polars: the same answers, without a long start.

Polars compiles a long pattern, and hashes a table, anew for each small batch (20 ms for all words of names): nothing
for a column, too much for one sentence. Up to `FEW` texts are searched by patterns that are compiled once per process.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache, partial

import polars as pl

from triage.recognizers.narrow import suited

FEW = 24
"""Most texts that are searched in Python: from here on, Polars' start costs less."""

LONG = 20_000
"""Most characters of these texts: Polars searches longer ones in time that grows with them, Python in its square."""

_BOUNDARY = r"(?:(?<![0-9A-Za-z_])(?=[0-9A-Za-z_])|(?<=[0-9A-Za-z_])(?![0-9A-Za-z_]))"
"""Boundary of an ASCII word, which Python writes so and Rust `(?-u:\b)`."""

Search = Callable[[str], object]

_COMPILED_AFTER = 4
"""Times that a pattern is left to Polars before it is compiled for Python."""

_asked: Counter[str] = Counter()
"""How often few texts were searched for each pattern in this process."""


def contains(text: pl.Expr, pattern: str) -> pl.Expr:
    """Return whether texts match a pattern, as `text.str.contains(pattern)` does: Boolean, null for null."""
    return text.map_batches(partial(found, pattern=pattern), return_dtype=pl.Boolean, is_elementwise=True)


def found(texts: pl.Series, pattern: str) -> pl.Series:
    """Return which texts of a series match a pattern."""
    some = [] if texts.len() > FEW or _is_new(pattern) else texts.to_list()
    if not some or sum(len(text) for text in some if text) > LONG:
        return texts.str.contains(suited(pattern, texts))
    search = searcher(pattern)
    told = [None if text is None else search(text) is not None for text in some]
    return pl.Series(texts.name, told, dtype=pl.Boolean)


def looked_up(text: pl.Expr, table: Mapping[str, str]) -> pl.Expr:
    """Return the entries of a table for texts: String, null for a text that it does not have."""
    return text.map_batches(partial(_entries, table=table), return_dtype=pl.String, is_elementwise=True)


def _entries(texts: pl.Series, table: Mapping[str, str]) -> pl.Series:
    if texts.len() > FEW:
        return texts.replace_strict(table, default=None, return_dtype=pl.String)
    own = [None if text is None else table.get(text) for text in texts.to_list()]
    return pl.Series(texts.name, own, dtype=pl.String)


def _is_new(pattern: str) -> bool:
    """Return whether a pattern was hardly ever asked for: Python compiles it in ten times the time of Polars."""
    _asked[pattern] += 1
    return _asked[pattern] <= _COMPILED_AFTER


@cache
def searcher(pattern: str) -> Search:
    """Return the search for a pattern, compiled once per process."""
    import regex  # noqa: PLC0415 - columns do without it

    search: Search = regex.compile(in_python(pattern)).search
    return search


def in_python(pattern: str) -> str:
    r"""Return a pattern of Rust's for Python's `regex`; a `$` is the end of a text only, as in Rust.

    >>> in_python("A$")
    'A\\Z'
    """
    import regex  # noqa: PLC0415 - as above

    ended = regex.sub(r"(\\.|\[(?:\\.|[^\]\\])*\])|\$", lambda match: match[1] or r"\Z", pattern)
    pointed = regex.sub(r"\\x\{([0-9A-Fa-f]+)\}", lambda match: f"\\u{int(match[1], 16):04x}", ended)
    return str(pointed.replace(r"(?-u:\b)", _BOUNDARY).replace(r"\pC", r"\p{C}"))
