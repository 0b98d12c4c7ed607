"""Find numbers whose groups are in separate columns, as on forms: a CNIC in three, a mobile number in two.

Which columns belong together is decided once, before any cut. Their cells are joined into the first of them, which is
then a column like any other; the others are its pieces and are not searched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial

import polars as pl

from triage.core.model import Role, Source
from triage.detect.eyes import Eyes
from triage.detect.headers import Vocabulary
from triage.recognizers import Recognizer, fold_column
from triage.recognizers.cnic import listed_prefix
from triage.recognizers.mobile import prefix
from triage.recognizers.setting import words as texts_of

_SETTING = "split_columns"
"""Setting of a rule that states how many digits of its number are in each column."""

_LEAST_VALID, _LEAST_LISTED = 0.8, 0.5
"""Share of rows that must be a valid number, and of numbers that must have a known prefix if that is required."""

_LEAST_ROWS = 5
"""Fewest rows by which columns without telling headers are joined."""

_LEAST_PREFIXES = 5
"""Fewest different prefixes of mobile numbers without their zero: area codes abroad are of one town."""

_AS_A_DATE = 8
"""Digits of a group that could be a date next to a code: then all its headers must name the number."""

_FLOAT = 2
"""Characters that numbers gain by conversion to floating point: ".0"."""


@dataclass(frozen=True, slots=True)
class Joined:
    """Columns from `column` on that hold an entity's number in groups of `parts` digits."""

    column: int
    entity: str
    parts: tuple[int, ...]

    @property
    def columns(self) -> range:
        """Return the numbers of all its columns."""
        return range(self.column, self.column + len(self.parts))


_Look = tuple[Eyes, Vocabulary, Callable[[str], str]]


def joined_columns(source: Source, sample: pl.DataFrame, eyes: Eyes, words: Vocabulary) -> list[Joined]:
    """Return the columns that belong together, from left to right, none twice."""
    forms = list(_forms(eyes.recognizers.values()))
    widths = _widths(sample) if sample.width > 1 and sample.height else []
    named = cache(partial(_entity_named, words))  # a column is looked at as each digit of a number in turn
    found: list[Joined] = []
    for column in range(len(widths)):
        if found and column in found[-1].columns:
            continue
        able = (Joined(column, entity, parts) for entity, parts in forms if _fits(parts, widths[column:]))
        found += [each for each in able if _is_one(each, source, sample, (eyes, words, named))][:1]
    return found


def put_together(frame: pl.DataFrame, joined: Sequence[Joined]) -> pl.DataFrame:
    """Return a frame of columns "0", "1", ... with whole numbers in the first columns, and null in their pieces."""
    whole = [cells_of(frame, Role(each.column, parts=each.parts)).alias(str(each.column)) for each in joined]
    pieces = [str(column) for each in joined for column in each.columns[1:]]
    return frame.with_columns(*whole, *(pl.lit(None, pl.String).alias(name) for name in pieces))


def cells_of(frame: pl.DataFrame, role: Role) -> pl.Series:
    """Return the folded cells of a column, joined with those of the next columns if these are pieces of its numbers."""
    # One chunk per column: Polars compiles a pattern again for every chunk.
    if not role.parts:
        return fold_column(frame[str(role.column)]).rechunk()
    groups = [_group(frame[str(role.column + i)], width) for i, width in enumerate(role.parts)]
    sign = "-" if max(role.parts) > 1 else ""
    whole = pl.concat_str(groups, separator=sign, ignore_nulls=True)
    return pl.select(pl.when(whole != "").then(whole).alias(str(role.column))).to_series().rechunk()


def with_pieces(roles: Sequence[Role], joined: Sequence[Joined]) -> list[Role]:
    """Return the roles, with joined columns and their pieces marked in the reasons."""
    told = list(roles)
    for each in joined:
        others = ", ".join(str(column + 1) for column in each.columns[1:])
        first = told[each.column]
        told[each.column] = replace(
            first, parts=each.parts, reasons=(*first.reasons, f"put together with column {others}")
        )
        why = f"a piece of the numbers in column {each.column + 1}"
        for column in each.columns[1:]:
            told[column] = Role(column, confidence=first.confidence, reasons=(why,), is_opaque=True)
    return told


def _group(cells: pl.Series, width: int) -> pl.Series:
    """Return the digits of a group with the leading zeros that a spreadsheet removed; null if there are none."""
    bare = fold_column(cells).str.strip_chars().str.replace(r"\.0+$", "")
    return pl.select(pl.when(bare != "").then(bare.str.zfill(width))).to_series()


def _forms(recognizers: Iterable[Recognizer]) -> Iterator[tuple[str, tuple[int, ...]]]:
    for each in recognizers:
        if _SETTING in each.rule.settings:
            for form in texts_of(each.rule, _SETTING):
                yield each.entity, tuple(int(width) for width in form.split())


def _widths(sample: pl.DataFrame) -> list[float]:
    """Return the median length of each column's cells; 0 if it has none."""
    return [each or 0.0 for each in sample.select(pl.all().str.len_chars().median()).row(0)]


def _fits(parts: tuple[int, ...], widths: Sequence[float]) -> bool:
    """Return whether columns are as wide as a number's groups; the first may lack a zero or have a country code."""
    if len(widths) < len(parts):
        return False
    is_first = parts[0] - 1 <= widths[0] <= parts[0] + _FLOAT
    behind = zip(parts[1:], widths[1 : len(parts)], strict=True)
    return is_first and all(width in {part, part + _FLOAT} for part, width in behind)


def _is_one(joined: Joined, source: Source, sample: pl.DataFrame, look: _Look) -> bool:
    eyes, words, named_by = look
    names = [source.columns[column] if source.has_header else "" for column in joined.columns]
    named = [named_by(name) for name in names]
    if any(entity not in {"", joined.entity} for entity in named):
        return False
    could_be_date = joined.parts[-1] == _AS_A_DATE
    is_named = all(named) if could_be_date else any(named)
    is_other = could_be_date or any(map(words.kind_of_number, names)) or sample.height < _LEAST_ROWS
    if is_other and not is_named:
        return False
    cells = cells_of(sample, Role(joined.column, parts=joined.parts)).drop_nulls()
    judged = eyes.values(joined.entity, cells.rename("cell"))
    good = judged["value"].filter(judged["valid"])
    if not good.len() or good.len() < cells.len() * _LEAST_VALID:
        return False
    return (is_named and joined.entity == "PK_CNIC") or _is_ours(good, joined, sample, eyes)


def _entity_named(words: Vocabulary, name: str) -> str:
    """Return the entity that a header names; "" if none."""
    found = words.exact(name) or words.partial(name)
    return found[0] if found else ""


def _is_ours(good: pl.Series, joined: Joined, sample: pl.DataFrame, eyes: Eyes) -> bool:
    """Return whether numbers begin as Pakistani ones do: CNICs that no header names, and all mobile numbers.

    Area codes abroad are in a column of their own too, next to "phone".
    """
    values = pl.DataFrame({"value": good})
    if joined.entity == "PK_CNIC":
        rules = eyes.recognizers[joined.entity].rules
        listed = values.select(listed_prefix(pl.col("value"), rules)).to_series()
        return int(listed.sum()) >= listed.len() * _LEAST_LISTED
    first = fold_column(sample[str(joined.column)].drop_nulls()).str.contains(r"^ *(?:0|\+|92)")
    codes = values.select(prefix(pl.col("value")).n_unique()).item()
    return codes >= _LEAST_PREFIXES or int(first.sum()) >= first.len() * _LEAST_LISTED
