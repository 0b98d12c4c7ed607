"""Treat values that were typed because nothing was known as empty: zeros, one repeated digit, digits counted up.

A field that must not be empty is filled with them in genuine lists too. They are missing values, and no sign of
fabrication: signals never see them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from triage.core.known_marks import fields_of, has_mark
from triage.core.observe import Fields, Shown
from triage.rules.model import Rules

KIND = "filler"
"""The kind of such forms in the table of marks."""


@dataclass(frozen=True)
class FilledFields(Fields):
    """The fields of a table with fillers treated as empty cells; `shown` has the columns that they are read from."""

    rules: Rules

    def value(self, name: str) -> pl.Expr:
        """Return the canonical value of a field: String, null = no candidate, or a filler."""
        return pl.col(f".{name}" if name in self._tests else name)

    def valid(self, name: str) -> pl.Expr:
        """Return whether a field is valid: Boolean, null if there is no candidate, or a filler."""
        return pl.col(f".{name}.valid" if name in self._tests else f"{name}.valid")

    def shown(self) -> Shown:
        """Return the columns without fillers, so that fillers are searched once per cell."""
        columns = {}
        for name, test in self._tests.items():
            columns[f".{name}"] = pl.when(test.not_()).then(pl.col(name))
            columns[f".{name}.valid"] = pl.when(test.not_()).then(pl.col(f"{name}.valid"))
        return Shown(columns)

    @cached_property
    def _tests(self) -> Mapping[str, pl.Expr]:
        known = {name: has_mark(self.rules, KIND, name, pl.col(name)) for name in fields_of(self.rules, KIND)}
        return {name: test for name, test in known.items() if test is not None and name in self.present}
