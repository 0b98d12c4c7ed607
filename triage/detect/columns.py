"""Column door: a batch -> `TableSum`, by expressions, values first and aggregates second.

Every cell is looked at: a column whose entity is known by that entity's expressions, every other cell that could hold
an identifier by all of them (the sweep), so that a CNIC in a remarks column is found, and counted there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

import polars as pl

from recognizers import Recognizer, fold_column
from triage.core.model import AT, Batch, Role, Source
from triage.core.observe import HASH_SEED, SEGMENT_COLUMN, Fields, Observation, Observer, Rows
from triage.core.summary import ColumnSum, EntityTally, TableSum
from triage.core.sums import BottomK
from triage.detect.marks import marks, selected

T = TypeVar("T")

_Values = Mapping[int, pl.DataFrame]
"""Frames of `Eyes.values` by column index."""

TEXT = "TEXT"

COLUMN_ONLY = 0.1
"""Score below which a pattern says something only of a column whose header names its entity."""

_WORDY = ("LOCATION", "PERSON", "PK_ADDRESS")
"""Entities beside which an identifier may stand in the same cell."""


@dataclass(frozen=True)
class Eyes:
    """What a scan looks with: recognizers by entity, signals' observers by name.

    `swept` are looked for in every cell, `free` in free text and in columns of no known kind too.

    Expressions are built once and kept: patterns of thousands of words take longer to write than to run.
    """

    recognizers: Mapping[str, Recognizer]
    observers: Mapping[str, Observer]
    swept: tuple[str, ...]
    free: tuple[str, ...] = ()
    _built: dict[tuple[str, ...], Any] = field(default_factory=dict)

    def values(self, entity: str, cells: pl.Series) -> pl.DataFrame:
        """Of a column's folded cells: "value" (String, null = no candidate) and "valid" (Boolean)."""
        value, valid = self._once(("values", entity), lambda: self._judged(self.recognizers[entity]))
        return pl.DataFrame({"cell": cells}).select(value).with_columns(valid)

    @staticmethod
    def _judged(recognizer: Recognizer) -> tuple[pl.Expr, pl.Expr]:
        value = recognizer.value(pl.col("cell")).alias("value")
        return value, recognizer.valid(pl.col("value")).alias("valid")

    def prepare(self) -> None:
        """Builds every expression of values, on no cells."""
        for entity in self.recognizers:
            self.values(entity, pl.Series("cell", [], pl.String))

    def parts(self, entity: str, column: str) -> Mapping[str, pl.Expr]:
        """Closed-domain parts of a column's canonical values."""
        return self._once(("parts", entity, column), lambda: self.recognizers[entity].parts(pl.col(column)))

    def wanted(self, present: frozenset[str]) -> Mapping[tuple[str, str], Observation]:
        """What the signals ask of a table with these fields, by signal and name."""
        return self._once(("wanted", *sorted(present)), lambda: self._asked(Fields(present)))

    def _asked(self, fields: Fields) -> dict[tuple[str, str], Observation]:
        asked = {signal: observer(fields) for signal, observer in self.observers.items()}
        return {(signal, name): each for signal, observed in asked.items() for name, each in observed.items()}

    def _once(self, key: tuple[str, ...], build: Callable[[], T]) -> T:
        if key not in self._built:
            self._built[key] = build()
        built: T = self._built[key]
        return built


def observe(source: Source, batch: Batch, eyes: Eyes) -> TableSum:
    """The sums of one batch. Additive over any cut on segment borders."""
    # One piece per column: a pattern is compiled again for every piece.
    cells = {role.column: fold_column(batch.frame[str(role.column)]).rechunk() for role in source.roles}
    values = _values(source, cells, eyes)
    columns = {str(role.column): _column(role, cells[role.column], values, eyes) for role in source.roles}
    seen = _observed(source, batch, cells, values)
    sampled = seen.filter(_is_sampled(source)).rechunk() if source.keep_one_in > 1 else seen
    _count_parts(source, sampled, columns, eyes)
    told = marks(source, seen, sampled, eyes.wanted(_present(seen)))
    return TableSum(rows=batch.frame.height, rows_sampled=sampled.height, columns=columns, marks=told)


def observed_rows(source: Source, batch: Batch, eyes: Eyes) -> pl.DataFrame:
    """What signals ask of rows, of every row of a batch: no block is left out."""
    cells = {role.column: fold_column(batch.frame[str(role.column)]).rechunk() for role in source.roles}
    seen = _observed(source, batch, cells, _values(source, cells, eyes))
    wanted = eyes.wanted(_present(seen))
    return selected(source, seen, next(each for each in wanted.values() if isinstance(each, Rows)))


def sketch(values: pl.Series) -> BottomK:
    """The bottom-k sketch of a column's values; null is left out."""
    kept = values.drop_nulls()
    return BottomK.of(kept.hash(HASH_SEED).to_numpy()) if kept.len() else BottomK.empty()


def _values(source: Source, cells: Mapping[int, pl.Series], eyes: Eyes) -> _Values:
    """Value and validity of every recognised column, by its index."""
    known = [role for role in source.roles if role.entity in eyes.recognizers]
    return {role.column: eyes.values(role.entity, cells[role.column]) for role in known}


def _column(role: Role, cells: pl.Series, values: _Values, eyes: Eyes) -> ColumnSum:
    filled = cells.len() - cells.null_count()
    entities: dict[str, EntityTally] = {}
    rest: pl.Series | None = cells
    if role.column in values:
        value = values[role.column]["value"]
        good = value.filter(values[role.column]["valid"])
        entities[role.entity] = EntityTally(
            found=value.len() - value.null_count(), valid=good.len(), distinct=sketch(good)
        )
        if role.entity not in _WORDY:
            rest = cells.filter(value.is_null()) if value.null_count() > cells.null_count() else None
    if rest is not None and not role.is_opaque:
        sought = eyes.swept if role.column in values else (*eyes.swept, *eyes.free)
        for entity, tally in sweep(rest, sought, eyes).items():
            entities[entity] = entities.get(entity, EntityTally()) + tally
    return ColumnSum(non_empty=filled, entities=entities)


def sweep(cells: pl.Series, sought: tuple[str, ...], eyes: Eyes) -> dict[str, EntityTally]:
    """Identifiers in cells of another kind (names, addresses, remarks): every valid one, several per cell."""
    signs = {entity: eyes.recognizers[entity].rule.sign for entity in sought}
    if all(signs.values()):
        cells = cells.filter(cells.str.contains("|".join(sorted(set(signs.values())))))
    tallies = {}
    for entity, sign in signs.items():
        could = cells.filter(cells.str.contains(sign)) if sign and cells.len() else cells
        if could.len() and (good := all_in(could, entity, eyes)).len():
            tallies[entity] = EntityTally(found=good.len(), valid=good.len(), distinct=sketch(good))
    return tallies


def all_in(texts: pl.Series, entity: str, eyes: Eyes) -> pl.Series:
    """Every valid value of an entity in these folded texts, in no particular order, as canonical values.

    A match takes one character on either side, so of two values with one character between them the second is found
    in a second pass over what the first left.
    """
    found = []
    for pattern in eyes.recognizers[entity].rule.patterns:
        if pattern.score < COLUMN_ONLY:
            continue
        rest = texts
        for _ in range(2):
            hits = rest.str.extract_all(pattern.regex)
            found.append(hits.explode().drop_nulls().rename("hit"))
            rest = rest.filter(hits.list.len() > 0).str.replace_all(pattern.regex, "  ")
    hits = pl.concat(found)
    judged = eyes.values(entity, hits)
    return judged["value"].filter(judged["valid"])


def _observed(source: Source, batch: Batch, cells: Mapping[int, pl.Series], values: _Values) -> pl.DataFrame:
    """The frame that signals see: per field `field`, `field.valid`, `field.raw`; `row` (hash of all cells); place."""
    columns = [(batch.frame[AT] // source.segment).alias(SEGMENT_COLUMN), batch.frame[AT].alias(f".{AT}")]
    for role in source.roles:
        if role.field and role.column in values:
            columns += [
                values[role.column]["value"].alias(role.field),
                values[role.column]["valid"].alias(f"{role.field}.valid"),
                cells[role.column].alias(f"{role.field}.raw"),
            ]
    if len(source.roles) > 1:
        rows = batch.frame.select(pl.struct(str(role.column) for role in source.roles).hash(HASH_SEED).alias("row"))
        columns.append(rows["row"])
    return pl.DataFrame(columns)


def _is_sampled(source: Source) -> pl.Expr:
    return pl.col(SEGMENT_COLUMN).hash(HASH_SEED) % source.keep_one_in == 0


def _count_parts(source: Source, sampled: pl.DataFrame, columns: dict[str, ColumnSum], eyes: Eyes) -> None:
    for role in source.roles:
        if not role.field or role.field not in sampled.columns:
            continue
        parts = eyes.parts(role.entity, role.field)
        if not parts:
            continue
        good = sampled.filter(pl.col(f"{role.field}.valid"))
        seen = good.select(expr.alias(name) for name, expr in parts.items())
        counted = {name: _counter(seen[name]) for name in parts}
        own = columns[str(role.column)]
        own.entities[role.entity] = own.entities[role.entity] + EntityTally(parts=counted)


def _present(seen: pl.DataFrame) -> frozenset[str]:
    return frozenset(name for name in seen.columns if "." not in name and name != SEGMENT_COLUMN)


def _counter(values: pl.Series) -> Counter[str]:
    kept = values.drop_nulls()
    if not kept.len():
        return Counter()
    table = kept.rename("value").value_counts(name="count")
    return Counter(dict(zip(table["value"].cast(pl.String).to_list(), table["count"].to_list(), strict=True)))
