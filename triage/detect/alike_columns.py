"""Sweep the columns of a batch that are searched for the same as one.

A search costs its start for every pattern, however few the cells: a table of twenty thousand columns and two rows would
start a million. What is found in a cell does not depend on the cells beside it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from triage.core.model import Role
from triage.detect.eyes import Eyes
from triage.detect.finds import Finds, Sought
from triage.detect.sweep import ASKED
from triage.detect.together import finds_in, sought_in

FEW_CELLS = 1_024
"""Most cells of a column that is swept with others: of a longer one the start costs nothing."""

WORDY = ("LOCATION", "PERSON", "PK_ADDRESS", "URL")
"""Entities whose values contain other values: the whole cell is swept."""

_ROOM = 6
"""Fewest bytes of a cell besides its own value that could hold another: no identifier is shorter."""

_BARE = r"^[0-9]*(?:\.[0-9]*)?$|^0[0-9]{3} [0-9]{3} [0-9]{4}$"
"""Pattern of cells that are ignored in a column of other numbers."""

_COLUMN, _ROW = "column", "row"


@dataclass(frozen=True, slots=True)
class Search:
    """The folded cells of a column, which of them are searched (null = all), and for what."""

    cells: pl.Series
    chosen: pl.Series | None
    sought: Sought


def search_of(role: Role, cells: Mapping[int, pl.Series], values: Mapping[int, pl.DataFrame], eyes: Eyes) -> Search:
    """Return what is searched in which cells of a column, besides the values of its own entity."""
    own_cells = cells[role.column]
    if role.column not in values:
        rest = own_cells.str.contains(_BARE).not_() if role.is_opaque else None
        return Search(own_cells, rest, sought_in(role, eyes))
    if role.entity in WORDY:
        others = tuple(each for each in eyes.swept if each != role.entity)
        return Search(own_cells, None, Sought(others, doubted=role.doubted))
    if is_any_cell(role.entity, eyes):
        return Search(own_cells, None, Sought(eyes.swept, doubted=role.doubted))
    # Beside a value only cells with room for more are swept.
    has_room = own_cells.str.len_bytes() > values[role.column]["value"].str.len_bytes().fill_null(0) + _ROOM
    asked = tuple(each for each in ASKED if each in eyes.recognizers)
    return Search(own_cells, has_room, Sought((*eyes.swept, *eyes.free, *asked), role.entity, role.doubted))


def is_any_cell(entity: str, eyes: Eyes) -> bool:
    """Return whether any text could be one (a password, a user name), so that a more specific find in it wins."""
    rule = eyes.recognizers[entity].rule
    return rule.in_text == "free" and not rule.column.telling


def swept_alike(searches: Mapping[int, Search], eyes: Eyes) -> dict[int, Finds]:
    """Return the finds of each search, by its column; their "row" is the index of the cell in its column."""
    alike: dict[Sought | int, list[int]] = defaultdict(list)
    found: dict[int, Finds] = {}
    for column, each in searches.items():
        alike[each.sought if each.cells.len() <= FEW_CELLS else column].append(column)
    for sought, columns in alike.items():
        if isinstance(sought, int) or len(columns) == 1:
            found[columns[0]] = _alone(searches[columns[0]], eyes)
        else:
            found |= _together({column: searches[column] for column in columns}, sought, eyes)
    return found


def _alone(search: Search, eyes: Eyes) -> Finds:
    if search.chosen is None:
        return finds_in(search.cells, search.sought, eyes)
    places = search.chosen.fill_null(value=False).arg_true()
    if not places.len():
        return {}
    finds = finds_in(search.cells.filter(search.chosen), search.sought, eyes)
    return {entity: told.with_columns(places.gather(told[_ROW]).alias(_ROW)) for entity, told in finds.items()}


def _together(searches: Mapping[int, Search], sought: Sought, eyes: Eyes) -> dict[int, Finds]:
    sizes = np.array([each.cells.len() for each in searches.values()], np.int64)
    columns = np.repeat(np.array(list(searches), np.int64), sizes)
    rows = np.arange(len(columns)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    cells = pl.concat([each.cells.rename("cell") for each in searches.values()]).rechunk()
    whole = [
        pl.repeat(value=True, n=each.cells.len(), dtype=pl.Boolean, eager=True) if each.chosen is None else each.chosen
        for each in searches.values()
    ]
    places = pl.concat([each.rename("chosen") for each in whole]).fill_null(value=False).arg_true()
    finds = finds_in(cells.gather(places), sought, eyes)
    found: dict[int, dict[str, pl.DataFrame]] = {column: {} for column in searches}
    at = pl.DataFrame({_COLUMN: columns, "own": rows.astype(np.uint32)})[places]
    for entity, column, told in _parted(finds, at):
        found[column][entity] = told
    return dict(found)


def _parted(finds: Finds, at: pl.DataFrame) -> Iterator[tuple[str, int, pl.DataFrame]]:
    """Yield the finds of each entity in each column, in order, with the rows of the column."""
    for entity, told in finds.items():
        placed = told.hstack(at[told[_ROW]]).with_columns(pl.col("own").alias(_ROW)).drop("own")
        for key, own in placed.partition_by(_COLUMN, maintain_order=True, as_dict=True, include_key=False).items():
            yield entity, int(key[0]), own
