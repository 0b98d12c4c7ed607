"""Families of worlds: independently written ways of making genuine records, one per file or folder.

A module defines `genuine(ask) -> DataFrame`: `ask.rows` records of a kind in the order of the file, canonical values,
all String, with the labels of `extracts`; and the constant TITLE. Families share the reference tables of `rules`, the
map (`places`), the arithmetic of check digits and the functions of `draw`, but no way of drawing a person.
"""

from __future__ import annotations

from types import ModuleType

import polars as pl

from triage.core.errors import UsageError
from triage.core.plugins import modules
from triage.simulate.ask import Ask


def families() -> tuple[str, ...]:
    """Return the families of worlds, by name."""
    return tuple(modules(__name__, "genuine"))


def family(name: str) -> ModuleType:
    """Return the module of a family. Raises `UsageError` if there is none."""
    found = modules(__name__, "genuine")
    if name not in found:
        raise UsageError(f"no family of worlds {name!r}; there are {', '.join(found)}")
    return found[name]


def genuine(name: str, ask: Ask) -> pl.DataFrame:
    """Return genuine records of this family, labelled."""
    frame: pl.DataFrame = family(name).genuine(ask)
    return frame
