"""Measure on the sampled cells of columns how many match each entity, and how many only resemble it.

Patterns of thousands of words take longer to compile than to run on a small table: the cells of all columns of many
tables are matched at once, and the results are summed by column. The result for a column does not depend on the others.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from triage.detect.by_column import ByColumn
from triage.detect.eyes import Eyes
from triage.detect.sweep import MANY, doubted, has_bare_number
from triage.detect.tells import Seen, abroad, opaque, tells
from triage.detect.wholeness import beside, is_sentence, wholeness
from triage.recognizers import fold_column
from triage.rules.model import ColumnRule

_LISTED, _LISTED_PLACES = 0.2, 5
"""Share of numbers with a Pakistani prefix, and fewest different places, from which on a column of bare digits is

accepted: half of it may be invented.
"""

_SHORTEST = 6
"""Fewest characters of a bare number of any entity."""

_MANY_COLUMNS, _FEW_CELLS = 8, 65_536
"""Fewest columns, and most cells, of which the values are kept for the look at each table."""

_LETTER = 2
"""Most characters of a letter, with a point."""


@dataclass(frozen=True, slots=True)
class Content:
    """Measurements on the sampled cells of one column. Rates in [0, 1] over non-empty cells.

    `found` and `valid` are of cells that are a value of the entity, except for a label; `held_found` and `held_valid`
    of cells that have one beside a few words, for a column whose header names the entity. `sentences` are cells of
    several words, or with an identifier among words; `decimal` are numbers with a point. `doubted` are entities as in
    `triage.core.model.Role`. `abroad` is the sign that the people live in another country; "" = no sign.
    """

    cells: int
    found: Mapping[str, float]
    valid: Mapping[str, float]
    held_found: Mapping[str, float]
    held_valid: Mapping[str, float]
    sentences: float
    doubted: tuple[str, ...]
    distinct: float
    mean_chars: float
    numeric: float
    decimal: float
    opaque: str
    abroad: str
    rules: Mapping[str, ColumnRule]

    @property
    def is_one_letter(self) -> bool:
        """True if all cells are the same single letter: M is a mobile, a month or a metre too."""
        return self.mean_chars <= _LETTER and round(self.distinct * self.cells) == 1

    def best(self) -> list[str]:
        """Return the entities whose valid rate is as high as required without a header, the most specific first."""
        able = [entity for entity, rule in self.rules.items() if self.valid.get(entity, 0.0) >= rule.alone]
        return sorted(able, key=lambda entity: (-self.rules[entity].telling, -self.valid[entity], entity))


@dataclass(frozen=True, slots=True)
class Asked:
    """A table's sampled cells, and the entities that its headers name.

    Entities that cells alone cannot identify are searched only if a header names them.
    """

    sample: pl.DataFrame
    named: Collection[str] = ()


def look(tables: Sequence[Asked], eyes: Eyes) -> list[list[Content]]:
    """Return the measurements of each table's columns, in the order of the columns."""
    samples = [asked.sample[name] for asked in tables for name in asked.sample.columns]
    named = [asked.named for asked in tables for _ in asked.sample.columns]
    cells, columns = _filled(samples, eyes)
    seen = _seen(cells, columns, named, eyes)
    said = iter(_contents(seen, named, eyes))
    return [[next(said) for _ in asked.sample.columns] for asked in tables]


def doubt(entity: str, content: Content, kind: str) -> str:
    """Return why a column of bare digits is not accepted as identifiers; "" if it may be."""
    listed = content.valid.get(f"{entity}.listed")
    if content.valid.get(f"{entity}.shaped", 0.0) >= 0.5 and not (kind and listed is not None and listed < _LISTED):
        return ""
    if kind:
        return f"the header names a {kind}, and the cells are bare digits"
    if (
        listed is None
        or listed >= 0.5
        or (listed >= _LISTED and content.valid.get(f"{entity}.places", 0) >= _LISTED_PLACES)
    ):
        return ""
    return f"digits of the right length, but only {listed:.0%} begin as numbers of Pakistan do, and no header says so"


def _filled(samples: Sequence[pl.Series], eyes: Eyes) -> tuple[pl.Series, ByColumn]:
    """Return the folded cells that are neither blank nor a word for "empty", and their columns."""
    present = [sample.drop_nulls().rename("cell") for sample in samples]
    cells = fold_column(pl.concat([pl.Series("cell", [], pl.String), *present]).rechunk())
    empty = {row["word"] for each in eyes.recognizers.values() for row in each.rules.table("empty_words")}
    said = cells.str.strip_chars().str.to_lowercase()
    is_said = (said != "") & said.is_in(list(empty)).not_()
    sizes = ByColumn.of([each.len() for each in present]).sums(is_said)
    return cells.filter(is_said).rechunk(), ByColumn.of(sizes)


def _is_able(entity: str, named: Collection[str], eyes: Eyes) -> bool:
    return eyes.recognizers[entity].rule.column.alone <= 1 or entity in named


def _seen(cells: pl.Series, columns: ByColumn, named: Sequence[Collection[str]], eyes: Eyes) -> Seen:
    values, good, alone = {}, {}, {}
    for entity in eyes.recognizers:
        able = [_is_able(entity, each, eyes) for each in named]
        if not any(able) and named:
            continue
        found = alone[entity] = eyes.values(entity, cells)
        if not all(able):
            is_asked = pl.Series(np.repeat(np.array(able), columns.sizes))
            found = found.select(pl.when(is_asked).then(pl.all()))
        values[entity], good[entity] = found["value"], found["valid"]
    if len(named) >= _MANY_COLUMNS and cells.len() <= _FEW_CELLS:
        eyes.remember(cells, alone)
    told = pl.DataFrame(values)
    return Seen(cells, columns, told, pl.DataFrame(good), beside(cells, told, eyes), eyes.recognizers)


def _contents(seen: Seen, named: Sequence[Collection[str]], eyes: Eyes) -> list[Content]:
    cells, columns = seen.cells, seen.columns
    asked = {name: each.rule.column for name, each in eyes.recognizers.items()}
    is_one, is_held = wholeness(cells, columns, seen.values, seen.words)
    is_found = seen.values.select(pl.all().is_not_null())
    rates = [_shares(said, where, columns) for where in (is_one, is_held) for said in (is_found, seen.good)]
    told, doubts, opaques = tells(seen), _doubted(cells, columns, eyes), opaque(cells, columns)
    signs = abroad(cells, columns, eyes)
    sentences = columns.shares(is_sentence(cells, seen.values))
    numeric = columns.shares(cells.str.contains(r"^[0-9][0-9 .\-]*$"))
    decimal = columns.shares(cells.str.contains(r"^-?[0-9]{1,12}[.,][0-9]{1,12}$"))
    chars, distinct = columns.sums(cells.str.len_chars()), columns.distinct(cells)
    contents = []
    for number, size in enumerate(columns.sizes.tolist()):
        if not size:
            contents.append(Content(0, {}, {}, {}, {}, 0.0, (), 0.0, 0.0, 0.0, 0.0, "", "", asked))
            continue
        able = [entity for entity in seen.values.columns if _is_able(entity, named[number], eyes)]
        found, valid, held_found, held_valid = ({entity: each[entity][number] for entity in able} for each in rates)
        contents.append(
            Content(
                cells=size,
                found=found,
                valid=valid | {name: each[number] for name, each in told.items()},
                held_found=held_found,
                held_valid=held_valid,
                sentences=sentences[number],
                doubted=doubts[number],
                distinct=distinct[number] / size,
                mean_chars=chars[number] / size,
                numeric=numeric[number],
                decimal=decimal[number],
                opaque=opaques[number],
                abroad=signs[number],
                rules=asked,
            )
        )
    return contents


def _shares(said: pl.DataFrame, where: pl.DataFrame, columns: ByColumn) -> dict[str, list[float]]:
    return {entity: columns.shares(said[entity] & where[entity]) for entity in said.columns}


def _doubted(cells: pl.Series, columns: ByColumn, eyes: Eyes) -> list[tuple[str, ...]]:
    """Return the entities whose bare numbers are doubted in each column; hardly any column has enough of them."""
    sizes = cells.str.len_chars()
    room = {
        entity: columns.sums(sizes * has_bare_number(cells, entity, eyes).fill_null(value=False).cast(pl.UInt32))
        for entity in eyes.swept
    }
    return [
        doubted(own, tuple(entity for entity in eyes.swept if room[entity][number] >= MANY * _SHORTEST), eyes)
        for number, own in enumerate(columns.of_each(cells))
    ]
