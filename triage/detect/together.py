"""Look at the cells of many small sources at once, and keep what they hold until each source is counted by itself.

A search, or the start of a language model, costs the same for one line as for a thousand. What is kept is what the
search of each cell alone would find, so that nothing is told that is not computed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import polars as pl

from triage.core.model import Role, Source
from triage.detect.eyes import TEXT, Eyes
from triage.detect.finds import Finds, Kept, Sought
from triage.detect.sweep import ASKED, sweep
from triage.detect.text import TextLook
from triage.recognizers import fold_column
from triage.recognizers.few import FEW

LEAST_SOURCES = 8
"""Fewest small sources that are looked at together."""


def sought_in(role: Role, eyes: Eyes) -> Sought:
    """Return what is searched in the cells of a column that no recognizer reads as a whole: texts, unknown values.

    Article numbers have the form of old NICs: under a header of goods these are not searched.
    """
    known = (each for each in ASKED if each in eyes.recognizers and each not in role.doubted)
    asked = () if role.entity == TEXT else tuple(known)
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
