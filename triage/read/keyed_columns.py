"""Share what modules need that turn what is inside cells into columns, one for each key.

Such a module keeps one option of a source: "own", the number of columns that the reader gives, and "cells", for each
opened column the index of the new column of each key.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace

import polars as pl

from triage.core.messages import of
from triage.core.model import Source


def has(source: Source, option: str) -> bool:
    """Return whether the source has this option: a quick look, because every chunk is asked."""
    return f'"{option}"' in source.options


def own(source: Source, option: str) -> int:
    """Return the number of columns that the reader gives; 0 if none was added."""
    return int(source.option(option)["own"]) if has(source, option) else 0


def anew(source: Source, option: str, how: Mapping[str, object], made: tuple[Sequence[str], str]) -> Source:
    """Return the source with its own columns, unnamed, before those that are made of its rows, and a note on it.

    `how` is what is needed to make them; `made` are the names of the new columns, and the note.
    """
    own, (names, note) = len(source.columns), made
    return replace(
        source,
        columns=(*(f"column {index + 1}" for index in range(own)), *names),
        has_header=True,
        options=json.dumps({**json.loads(source.options), option: {"own": own, **how}}),
        notes=(*source.notes, note),
    )


def before_locators(frame: pl.DataFrame) -> pl.DataFrame:
    """Return a frame with its numbered columns in order, and then the others."""
    first = [str(index) for index in range(len(frame.columns)) if str(index) in frame.columns]
    return frame.select(*first, *(name for name in frame.columns if name not in first))


def placed(source: Source, option: str) -> Source:
    """Return the source with each new column held by whoever the column belongs to that it was made of."""
    if not (source.placing and has(source, option)):
        return source
    placing = of(source)
    origins = {index: int(name) for name, keys in source.option(option)["cells"].items() for index in keys.values()}
    whose = {index: placing.columns[origin] for index, origin in origins.items() if origin in placing.columns}
    return replace(source, placing=replace(placing, columns={**placing.columns, **whose}).to_text())
