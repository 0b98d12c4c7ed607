"""Look at the cells of many small sources at once, and keep what they hold until each source is counted by itself.

A search, or the start of a language model, costs the same for one line as for a thousand. What is kept is what the
search of each cell alone would find, so that nothing is told that is not computed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from triage.core.model import Role, Source
from triage.detect.eyes import TEXT, Eyes
from triage.detect.sweep import ASKED, Finds, Sought, sweep
from triage.detect.text import TextLook
from triage.recognizers import fold_column
from triage.recognizers.few import FEW

LEAST_SOURCES = 8
"""Fewest small sources that are looked at together."""

_FOUND = {"row": pl.UInt32, "value": pl.String}


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


def sought_in(role: Role, eyes: Eyes) -> Sought:
    """Return what is searched in the cells of a column that no recognizer reads as a whole: texts, unknown values."""
    asked = () if role.entity == TEXT else tuple(each for each in ASKED if each in eyes.recognizers)
    return Sought((*eyes.swept, *eyes.free, *asked), doubted=role.doubted)


def finds_in(cells: pl.Series, sought: Sought, eyes: Eyes) -> Finds:
    """Return every valid value in these folded cells, as `sweep` does; of cells that are kept without a search."""
    kept = eyes.finds.get(sought) if cells.len() <= FEW else None
    known = kept.of(cells) if kept else None
    return sweep(cells, sought, eyes) if known is None else known


def keep(decided: Sequence[tuple[Source, pl.DataFrame]], eyes: Eyes, look: TextLook) -> None:
    """Search the cells of the small ones of these sources, and keep the finds until others are kept."""
    small = [(source, sample) for source, sample in decided if 0 < sample.height <= FEW]
    wanted: dict[Sought, list[pl.Series]] = defaultdict(list)
    texts = []
    for source, sample in small if len(small) >= LEAST_SOURCES else []:
        for role in source.roles:
            if role.entity not in eyes.recognizers and not role.parts:
                cells = fold_column(sample[str(role.column)])
                wanted[sought_in(role, eyes)].append(cells.alias("cell"))
                texts += [cells] if role.entity == TEXT else []
    eyes.finds.clear()
    eyes.finds.update({each: _kept(pl.concat(columns), each, eyes) for each, columns in wanted.items()})
    look.keep([text for cells in texts for text in cells.to_list() if text])


def _kept(cells: pl.Series, sought: Sought, eyes: Eyes) -> Kept:
    each = cells.drop_nulls().unique(maintain_order=True)
    texts = each.to_list()
    by_cell: dict[str, dict[str, list[tuple[int, str]]]] = {text: {} for text in texts}
    finds = sweep(each, sought, eyes)
    for entity, found in finds.items():
        for place, (row, value) in enumerate(found.select("row", "value").iter_rows()):
            by_cell[texts[row]].setdefault(entity, []).append((place, value))
    return Kept(tuple(finds), by_cell)


def _framed(found: list[tuple[int, int, str]]) -> pl.DataFrame:
    rows = [(row, value) for _, row, value in sorted(found)]
    return pl.DataFrame(rows, schema=_FOUND, orient="row")
