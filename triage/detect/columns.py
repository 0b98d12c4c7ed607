"""Turn a batch into a `TableSum` with expressions: values first, aggregates second.

Every cell of every column is examined: with the expressions of the column's own entity, and, after its own value is
removed, for all identifiers (the sweep). The role of a column determines what is summed, and excludes no cell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from triage.core.messages import SUBJECT, Placing, of
from triage.core.model import AT, Batch, Role, Source
from triage.core.observe import HASH_SEED, SEGMENT_COLUMN, Rows
from triage.core.people import KINDS
from triage.core.summary import ColumnSum, EntityTally, TableSum
from triage.detect.alike_columns import WORDY, is_any_cell, search_of, swept_alike
from triage.detect.eyes import Eyes
from triage.detect.finds import Finds
from triage.detect.marks import marks, selected
from triage.detect.other_people import fields_of_others
from triage.detect.sweep import sketch, tally
from triage.detect.values import Cells, Values, values_of
from triage.recognizers.person import known_words

_TIMES = ".times"
"""Name of the column that says how often a value is there."""

_NAME = "PERSON"
_WORDS = r"^[\pL\pM]{2,}[.]?(?:[ .'-]+[\pL\pM]+){1,4}\s*$"
"""Pattern of cells that may be a name: two to five words, no digit."""

_ROOM_OF_WORDS = 3
"""Fewest bytes of a cell besides its own value that could hold another name or place."""


@dataclass(frozen=True, slots=True)
class Look:
    """What was found in a batch: its sums, the frame for signals, and the finds in its columns.

    `found` has the valid identifiers of people that are not the column's own field, by column and entity. `others` are
    the same rows by the fields of the other people in them, one frame each ("driver", "nominee").
    """

    table: TableSum
    seen: pl.DataFrame
    found: Mapping[int, Finds]
    others: tuple[pl.DataFrame, ...] = ()


def observe(source: Source, batch: Batch, eyes: Eyes) -> Look:
    """Return what is in one batch. The sums are additive over any cut on segment borders."""
    cells, values, looks = in_columns(source, batch, eyes)
    columns = {str(role.column): _sum(role, cells[role.column], *looks[role.column][:2]) for role in source.roles}
    seen = shown_rows(source, batch, (cells, values), eyes)
    sampled = seen.filter(_is_sampled(source)).rechunk() if source.keep_one_in > 1 else seen
    _count_parts(source, sampled, columns, eyes)
    told = marks(source, seen, sampled, eyes.wanted(present(seen)))
    table = TableSum(rows=batch.frame.height, rows_sampled=sampled.height, columns=columns, marks=told)
    found = {column: people for column, (_, _, people) in looks.items()}
    return Look(table, seen, found, other_fields(source, cells, values))


Looks = Mapping[int, tuple[pl.DataFrame | None, Finds, Finds]]
"""By column: the candidates for its own entity, all other finds, and the finds that identify people."""


def in_columns(source: Source, batch: Batch, eyes: Eyes) -> tuple[Cells, Values, Looks]:
    """Return the folded cells and the values of every column, and what is found in it."""
    cells, values = values_of(source, batch.frame, eyes)
    swept = swept_alike({role.column: search_of(role, cells, values, eyes) for role in source.roles}, eyes)
    looks = {
        role.column: _found(role, cells[role.column], (values.get(role.column), swept[role.column]), eyes)
        for role in source.roles
    }
    return cells, values, looks


def shown_rows(source: Source, batch: Batch, told: tuple[Cells, Values], eyes: Eyes) -> pl.DataFrame:
    """Return the frame for signals, with the columns that what they ask is made of."""
    return with_shown(_observed(source, batch, *told), eyes)


def other_fields(source: Source, cells: Cells, values: Values) -> tuple[pl.DataFrame, ...]:
    """Return the rows by the fields of the other people in them, one frame each."""
    return tuple(_of_fields(fields, cells, values) for fields in fields_of_others(source).values())


def observed_rows(source: Source, batch: Batch, eyes: Eyes) -> pl.DataFrame:
    """Return what signals request per row, for every row of a batch, without sampling blocks."""
    return rows_of(source, observed_fields(source, batch, eyes), eyes)


def observed_fields(source: Source, batch: Batch, eyes: Eyes) -> pl.DataFrame:
    """Return the values of every row of a batch by field, as signals use them: see `triage.core.observe.Fields`."""
    return _observed(source, batch, *values_of(source, batch.frame, eyes))


def rows_of(source: Source, seen: pl.DataFrame, eyes: Eyes) -> pl.DataFrame:
    """Return what signals request per row, for every row of `observed_fields`."""
    wanted = eyes.wanted(present(seen))
    return selected(source, with_shown(seen, eyes), next(each for each in wanted.values() if isinstance(each, Rows)))


def with_shown(seen: pl.DataFrame, eyes: Eyes) -> pl.DataFrame:
    """Return the observed frame with the columns that what signals ask is made of, each computed once."""
    shown = eyes.shown(present(seen))
    return seen.lazy().with_columns(**shown).collect() if shown else seen


def _found(
    role: Role, cells: pl.Series, told: tuple[pl.DataFrame | None, Finds], eyes: Eyes
) -> tuple[pl.DataFrame | None, Finds, Finds]:
    """Return what is in a column (`Looks`).

    `told` are the values of the column's entity (null = it has none), and what the sweep found.
    """
    own, finds = _in_column(role, cells, told, eyes)
    people = {entity: found for entity, found in finds.items() if entity in KINDS}
    if own is not None and role.entity in KINDS and not role.field:
        good = own.with_row_index("row").filter("valid").select("row", "value")
        people[role.entity] = pl.concat([good, people[role.entity]]) if role.entity in people else good
    return own, finds, people


def _sum(role: Role, cells: pl.Series, own: pl.DataFrame | None, finds: Finds) -> ColumnSum:
    """Return the sum of a column."""
    tallies = {entity: tally(found["value"]) for entity, found in finds.items()}
    if own is not None:
        tallies = {role.entity: _own_tally(own) + tallies.pop(role.entity, EntityTally()), **tallies}
    return ColumnSum(cells.len() - cells.null_count(), tallies)


def in_column(role: Role, cells: pl.Series, values: Values, eyes: Eyes) -> tuple[pl.DataFrame | None, Finds]:
    """Return each cell's candidate for the column's own entity (null = none), and all other finds.

    The candidates are a frame of "value" and "valid", one row per cell; "row" of the finds is the index of their cell.
    """
    search = search_of(role, {role.column: cells}, values, eyes)
    swept = swept_alike({role.column: search}, eyes)[role.column]
    return _in_column(role, cells, (values.get(role.column), swept), eyes)


def _in_column(
    role: Role, cells: pl.Series, told: tuple[pl.DataFrame | None, Finds], eyes: Eyes
) -> tuple[pl.DataFrame | None, Finds]:
    own, finds = told
    if own is None:
        return None, finds
    if role.entity in WORDY:
        return own, {**finds, **_further(role, cells, own, eyes)}
    if is_any_cell(role.entity, eyes):
        return _without(own, finds), finds
    if role.entity in finds:
        finds = {**finds, role.entity: _beyond_the_first(finds[role.entity], own["value"])}
    return own, {**_names_astray(role, cells, own, eyes), **finds}


def _names_astray(role: Role, cells: pl.Series, own: pl.DataFrame, eyes: Eyes) -> Finds:
    """Return the names in a column of people's numbers: from some row on, two columns of a list changed places."""
    if role.entity not in KINDS or _NAME not in eyes.recognizers or not own["value"].null_count():
        return {}
    places = (own["value"].is_null() & cells.str.contains(_WORDS)).fill_null(value=False).arg_true()
    if not places.len():
        return {}
    told = eyes.values(_NAME, cells.gather(places)).with_columns(places.cast(pl.UInt32).alias("row"))
    known, _ = known_words(pl.col("value"), eyes.recognizers[_NAME].rules)
    good = told.filter(pl.col("valid") & (known > 0)).select("row", "value")
    return {_NAME: good} if good.height else {}


def _further(role: Role, cells: pl.Series, own: pl.DataFrame, eyes: Eyes) -> Finds:
    """Return the other valid values in cells of several: two people in a cell of names."""
    texts = eyes.recognizers[role.entity].further(pl.col("text"))
    has_room = cells.str.len_bytes() > own["value"].str.len_bytes() + _ROOM_OF_WORDS
    rows = pl.DataFrame({"row": pl.int_range(cells.len(), dtype=pl.UInt32, eager=True), "text": cells})
    rows = rows.filter(has_room.fill_null(value=False))
    if texts is None or not rows.height:
        return {}
    more = rows.select("row", texts).explode("text").filter(pl.col("text").str.len_chars() > _ROOM_OF_WORDS)
    told = more.select("row").hstack(eyes.values(role.entity, more["text"].rename("cell")))
    # "Mr & Mrs Khan" are one name.
    good = told.filter(pl.col("valid") & (pl.col("value") != own["value"].gather(told["row"]))).select("row", "value")
    return {role.entity: good} if good.height else {}


def _own_tally(own: pl.DataFrame) -> EntityTally:
    """Return the tally of the first candidates of cells."""
    good = own["value"].filter(own["valid"])
    return EntityTally(found=own.height - own["value"].null_count(), valid=good.len(), distinct=sketch(good))


def _without(own: pl.DataFrame, finds: Finds) -> pl.DataFrame:
    """Return the candidates, null for the cells in which something else was found."""
    if not finds:
        return own
    taken = pl.concat([each["row"] for each in finds.values()])
    is_taken = pl.int_range(pl.len(), dtype=pl.UInt32).is_in(taken.implode())
    return own.with_columns(pl.when(is_taken).then(None).otherwise(pl.all()).name.keep())


def _beyond_the_first(finds: pl.DataFrame, first: pl.Series) -> pl.DataFrame:
    """Return the finds without one per row that equals the row's first candidate, which is counted already."""
    told = finds.with_columns((pl.col("value") == first.gather(finds["row"])).fill_null(value=False).alias("is_first"))
    is_again = pl.int_range(pl.len()).over("row", "is_first") > 0
    return told.filter(is_again | pl.col("is_first").not_()).drop("is_first")


def _observed(source: Source, batch: Batch, cells: Cells, values: Values) -> pl.DataFrame:
    """Return the frame for signals: per field `field`, `field.valid`, `field.raw`.

    It also has `row` (a hash of all cells), the segment and the locator.
    """
    columns = [(batch.frame[AT] // source.segment).alias(SEGMENT_COLUMN), batch.frame[AT].alias(f".{AT}")]
    placing = of(source)
    roles = [role for role in source.roles if placing.whose_is(role.column) == SUBJECT]
    columns += _of_fields({role.field: role.column for role in roles if role.field}, cells, values).get_columns()
    if len(roles) > 1:
        columns.append(_whole_rows(batch.frame, [str(role.column) for role in roles], placing))
    return pl.DataFrame(columns)


def _of_fields(fields: Mapping[str, int], cells: Cells, values: Values) -> pl.DataFrame:
    """Return value, validity and cell of some fields, given by their columns."""
    columns = []
    for field, column in fields.items():
        if column in values:
            columns += [
                values[column]["value"].alias(field),
                values[column]["valid"].alias(f"{field}.valid"),
                cells[column].alias(f"{field}.raw"),
            ]
    return pl.DataFrame(columns)


def _whole_rows(frame: pl.DataFrame, names: list[str], placing: Placing) -> pl.Series:
    """Return a hash of all cells of each row; null for a message without any data of people."""
    whole = pl.struct(names).hash(HASH_SEED)
    if placing.rule:
        whole = pl.when(pl.any_horizontal(pl.col(name).is_not_null() for name in names)).then(whole)
    return frame.select(whole.alias("row"))["row"]


def _is_sampled(source: Source) -> pl.Expr:
    return pl.col(SEGMENT_COLUMN).hash(HASH_SEED) % source.keep_one_in == 0


def _count_parts(source: Source, sampled: pl.DataFrame, columns: dict[str, ColumnSum], eyes: Eyes) -> None:
    """Count the parts of the valid values of the sampled rows, each different value looked at once."""
    for role in source.roles:
        if not role.field or role.field not in sampled.columns:
            continue
        parts = eyes.parts(role.entity, role.field)
        if parts is None:
            continue
        good = sampled[role.field].filter(sampled[f"{role.field}.valid"])
        seen = good.value_counts(name=_TIMES).select(parts.alias("parts"), _TIMES).unnest("parts")
        counted = {name: _counter(seen.select(name, _TIMES)) for name in seen.columns if name != _TIMES}
        own = columns[str(role.column)]
        own.entities[role.entity] = own.entities[role.entity] + EntityTally(parts=counted)


def present(seen: pl.DataFrame) -> frozenset[str]:
    """Return the fields of an observed frame."""
    return frozenset(name for name in seen.columns if "." not in name and name != SEGMENT_COLUMN)


def _counter(told: pl.DataFrame) -> Counter[str]:
    """Return how often each value of the first column is there."""
    kept = told.drop_nulls()
    table = kept.group_by(kept.columns[0]).agg(pl.col(_TIMES).sum())
    return Counter(dict(zip(table.to_series().cast(pl.String).to_list(), table[_TIMES].to_list(), strict=True)))
