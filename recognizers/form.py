"""Match written forms: which part of a cell a rule's patterns take for the value.

A pattern of the form "^(...)$" takes a whole cell: one pass without captures recognises it (25 ns a cell, measured), so
the clean forms of most cells cost little. Only the remaining cells go through the other patterns, leftmost first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, cached_property, partial

import polars as pl

from triage.recognizers.few import found
from triage.rules.model import Pattern, Rule

Step = Callable[[pl.Expr], pl.Expr]
PolarsType = pl.DataType | type[pl.DataType]

_MANY = 1024
"""Texts from which on it pays to find out which are the same."""

_KEPT = 8192
"""Texts from which on what is kept of few is dropped, and kept anew."""

_NAMED = re.compile(r"\(\?P?<[^=!]")
"""The beginning of a named group."""


def many_digits(least: int) -> str:
    """Return a pattern of at least so many digits, or letters for them, with at most four signs between two of them."""
    return f"[0-9OoIl](?:[^A-Za-z0-9]{{0,4}}[0-9OoIl]){{{least - 1}}}"


def digits(hit: pl.Expr) -> pl.Expr:
    """Return the ASCII digits of a hit, in order; of a number in scientific notation those before its exponent."""
    return hit.str.replace(r"[Ee]\+?[0-9]+$", "").str.replace_all("[^0-9]", "")


LETTERS = {"O": "0", "o": "0", "I": "1", "l": "1"}
"""Letters that are typed, or read by OCR, in place of digits."""


def repaired(hit: pl.Expr) -> pl.Expr:
    """Return a hit with such letters replaced by digits; null if it has more of these letters than digits."""
    is_mixed = hit.str.contains("[OoIl]")
    digit_rich = hit.str.count_matches("[0-9]") >= hit.str.count_matches("[OoIl]")
    mended = hit.str.replace_many(list(LETTERS), list(LETTERS.values()))
    return pl.when(is_mixed.not_()).then(hit).when(digit_rich).then(mended)


def without_dashes(cell: pl.Expr) -> pl.Expr:
    """Return a clean cell without its dashes."""
    return cell.str.replace_all("-", "", literal=True)


def first(text: pl.Expr, rule: Rule) -> pl.Expr:
    """Return the first hit in a cell as written: String, null = no hit."""
    return read(text, rule, lambda cell: cell)


def read(text: pl.Expr, rule: Rule, whole: Step, *part: Step, sign: str = "") -> pl.Expr:
    """Return canonical values: `whole` of the cells that a whole-cell pattern takes, `part` of the first hit in others.

    `part` are steps as in `sparse`. All are row-wise, from String to String. `sign` is a cheap pattern that every cell
    with a value matches: other cells are skipped (names and dates are most cells of a table).
    """
    clean_forms, other_forms = _split(rule.patterns)

    def other(rest: pl.Expr) -> pl.Expr:
        if not other_forms:
            return nothing(rest)
        could = pl.when(rest.str.contains(sign)).then(rest) if sign else rest
        return sparse(could, *_leftmost(other_forms), *part)

    if not clean_forms:
        return other(text)
    return parted(text, "|".join(clean_forms), whole, other)


def sparse(value: pl.Expr, *steps: Step, dtype: PolarsType = pl.String) -> pl.Expr:
    """Return the result of the steps, each applied to the result of the one before, for rows with a value; else null.

    Polars computes an expression anew wherever it is named, and for rows without a value too. Here each step is
    computed once per batch, and none if no row has a value (measured on dates in words: a tenth of the time).
    """
    done = partial(_of_present, steps=_Steps(steps), dtype=dtype)
    return value.map_batches(done, return_dtype=dtype, is_elementwise=True)


def distinct(*steps: Step) -> Step:
    """Return one step that does all these, String in, String out, of each different text once: for steps that are slow.

    What few texts gave is kept for the next ones: of two rows the search costs as much as of a thousand.
    """
    done = _Distinct(steps)
    return lambda value: value.map_batches(done.of, return_dtype=pl.String, is_elementwise=True)


def parted(value: pl.Expr, pattern: str, of_alike: Step, of_others: Step) -> pl.Expr:
    """Return one step of the texts that match a pattern, and another step of those that do not; null stays null.

    String in, String out. The pattern is searched once, and each step gets only its own texts: most columns are all of
    one kind, and a step without texts is skipped.
    """
    done = partial(_of_parts, pattern=pattern, alike=_Steps((of_alike,)), others=_Steps((of_others,)))
    return value.map_batches(done, return_dtype=pl.String, is_elementwise=True)


def nothing(text: pl.Expr) -> pl.Expr:
    """Return null for every text."""
    return pl.when(text.is_null()).then(text)


def as_it_is(text: pl.Expr) -> pl.Expr:
    """Return a text unchanged."""
    return text


def is_whole(pattern: str) -> bool:
    """Return true if group 1 of the pattern spans a whole text, from its first character to its last."""
    if not (pattern.startswith("^(") and pattern.endswith(")$")):
        return False
    starts, ends = groups(pattern)
    return starts == [1] and ends == [len(pattern) - 2]


@cache
def groups(pattern: str) -> tuple[list[int], list[int]]:
    """Return the offsets at which the capturing groups begin and end, in the order in which they begin.

    It scans the characters: compiling the patterns of all rules would take a tenth of a second.
    """
    starts, ends, depth = list[int](), dict[int, int](), list[int]()
    at, in_class = 0, False
    while at < len(pattern):
        sign = pattern[at]
        if sign == "\\":
            at += 1
        elif in_class:
            in_class = sign != "]"
        elif sign == "[":
            in_class = True
            at += pattern[at + 1 : at + 2] == "^"
            at += pattern[at + 1 : at + 2] == "]"  # the first sign of a class stands for itself
        elif sign == "(":
            if pattern[at + 1 : at + 2] != "?" or _NAMED.match(pattern, at):
                starts.append(at)
            depth.append(at)
        elif sign == ")" and depth:
            ends[depth.pop()] = at
        at += 1
    return starts, [ends.get(start, -1) for start in starts]


class _Steps:
    """Steps, whose expressions are built when the first text goes through them: most texts go through few."""

    def __init__(self, steps: tuple[Step, ...]) -> None:
        self._steps = steps
        if _AT_ONCE.get():
            self.built  # noqa: B018 - what is wrong with a rule is said now

    @cached_property
    def built(self) -> list[pl.Expr]:
        """Return an expression a step, of a column "it"."""
        return [step(pl.col("it")).alias("it") for step in self._steps if step is not as_it_is]

    def of(self, texts: pl.Series) -> pl.Series:
        """Return the steps of some texts, one on the result of the other."""
        frame = texts.to_frame("it")
        for expr in self.built:
            frame = frame.select(expr)
        return frame["it"]


class _Distinct:
    """Steps whose results are kept by text."""

    def __init__(self, steps: tuple[Step, ...]) -> None:
        self._steps = _Steps(steps)
        self._kept: dict[str, str | None] = {}

    def of(self, texts: pl.Series) -> pl.Series:
        """Return the steps of some texts."""
        if texts.len() <= _MANY:
            return self._of_few(texts)
        each = texts.drop_nulls().unique()
        told = pl.DataFrame({"it": each, "made": self._steps.of(each)}, {"it": pl.String, "made": pl.String})
        return texts.alias("it").to_frame().join(told, on="it", how="left", maintain_order="left")["made"]

    def _of_few(self, texts: pl.Series) -> pl.Series:
        wanted, kept = texts.to_list(), self._kept
        told = {text: kept[text] for text in wanted if text in kept}
        if new := [text for text in dict.fromkeys(wanted) if text is not None and text not in told]:
            made = dict(zip(new, self._steps.of(pl.Series("it", new, pl.String)).to_list(), strict=True))
            told |= made
            if len(kept) > _KEPT:
                kept = self._kept = {}  # another thread may read the old ones
            kept.update(made)
        return pl.Series("it", [None if text is None else told[text] for text in wanted], pl.String)


_AT_ONCE: ContextVar[bool] = ContextVar("_AT_ONCE", default=False)


@contextmanager
def at_once() -> Iterator[None]:
    """Build expressions at once inside this context, so that a wrong rule is reported before any evidence is read."""
    before = _AT_ONCE.set(True)
    try:
        yield
    finally:
        _AT_ONCE.reset(before)


def _of_present(value: pl.Series, steps: _Steps, dtype: PolarsType) -> pl.Series:
    if value.null_count() == value.len():
        return pl.repeat(None, value.len(), dtype=dtype, eager=True)
    present = steps.of(value.drop_nulls())
    return present if present.len() == value.len() else present.gather(_places(value.is_not_null()))


def _of_parts(value: pl.Series, pattern: str, alike: _Steps, others: _Steps) -> pl.Series:
    is_alike = found(value, pattern)
    many, all_ = int(is_alike.sum()), value.len() - value.null_count()
    if many in {0, all_}:
        return _of_present(value, alike if many else others, pl.String)
    is_other = is_alike.not_()
    mine, theirs = alike.of(value.filter(is_alike)), others.of(value.filter(is_other))
    whole = pl.when(is_alike).then(mine.gather(_places(is_alike))).otherwise(theirs.gather(_places(is_other)))
    return pl.select(whole).to_series()


def _places(is_there: pl.Series) -> pl.Series:
    """Return, by row, the index among the rows that are present; null for the others."""
    return pl.select(pl.when(is_there).then(is_there.cum_sum() - 1)).to_series()


@cache
def _split(patterns: tuple[Pattern, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    whole = tuple(each.regex for each in patterns if is_whole(each.regex))
    return whole, tuple(each.regex for each in patterns if each.regex not in whole)


def _leftmost(patterns: tuple[str, ...]) -> tuple[Step, Step]:
    """Return steps that take group 1 of the pattern that matches first; of two at one offset the first in the list."""
    union = "|".join(f"(?:{each})" for each in patterns)
    counts = [len(groups(each)[0]) for each in patterns]
    taken = [str(1 + sum(counts[:index])) for index in range(len(counts))]
    return (
        lambda text: text.str.extract_groups(union),
        lambda found: pl.coalesce([found.struct.field(group) for group in taken]),
    )
