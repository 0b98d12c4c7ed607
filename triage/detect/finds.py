"""What is searched in cells, and what was found there: the nouns of the sweep."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

_FOUND = {"row": pl.UInt32, "value": pl.String}


@dataclass(frozen=True, slots=True)
class Sought:
    """What is searched in cells.

    `own` is the entity of their column ("" = none): it is searched first and needs no context word. `doubted` are
    entities whose bare numbers need one, likely or not, because the column has too many unlikely ones.
    """

    entities: tuple[str, ...]
    own: str = ""
    doubted: tuple[str, ...] = ()


Finds = Mapping[str, pl.DataFrame]
"""Valid finds by entity: "row" (UInt32, the index of the cell in its series) and "value" (canonical, String)."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Finds in cells: by cell and entity each value, with its place in the order in which all were found.

    `turn` are the entities, in the order in which they were searched.
    """

    turn: tuple[str, ...]
    cells: Mapping[str, Mapping[str, Sequence[tuple[int, str]]]]

    def of(self, cells: pl.Series) -> Finds | None:
        """Return the finds in a few cells, as a sweep of them alone returns them; null if not all cells are kept."""
        found: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        for row, cell in enumerate(cells.to_list()):
            if cell is None:
                continue
            if cell not in self.cells:
                return None
            for entity, own in self.cells[cell].items():
                found[entity] += [(place, row, value) for place, value in own]
        return {each: _framed(found[each]) for each in self.turn if each in found}


def _framed(found: list[tuple[int, int, str]]) -> pl.DataFrame:
    rows = [(row, value) for _, row, value in sorted(found)]
    return pl.DataFrame(rows, schema=_FOUND, orient="row")
