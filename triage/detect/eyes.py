"""The compiled expressions of recognizers and signals, built once per process."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypeVar

import polars as pl

from triage.core.observe import Fields, Observation, Observer, Shown
from triage.detect.finds import Kept, Sought
from triage.recognizers import Recognizer, narrow
from triage.recognizers.few import FEW
from triage.recognizers.form import at_once
from triage.recognizers.narrow import is_ascii

T = TypeVar("T")

_REMEMBERED = ("remembered",)

TEXT = "TEXT"
"""Entity of a column of free text."""


@dataclass(frozen=True)
class Eyes:
    """Compiled expressions of recognizers (by entity) and of signals' observers (by name).

    Entities in `swept` are searched in every cell, those in `free` also in free text and in columns of unknown kind.
    Expressions are built once and cached: patterns of thousands of words take longer to build than to run.
    """

    recognizers: Mapping[str, Recognizer]
    observers: Mapping[str, Observer]
    swept: tuple[str, ...]
    free: tuple[str, ...] = ()
    finds: dict[Sought, Kept] = field(default_factory=dict)
    """What is kept of the cells of small sources (`triage.detect.together`), by what was searched."""
    _built: dict[tuple[str, ...], Any] = field(default_factory=dict)

    def values(self, entity: str, cells: pl.Series) -> pl.DataFrame:
        """Return, for a column's folded cells, "value" (String, null = no candidate) and "valid" (Boolean)."""
        if (known := self._known(entity, cells)) is not None:
            return known
        value, valid = self.suited(cells).judged(entity)
        return pl.DataFrame({"cell": cells}).select(value).with_columns(valid)

    def remember(self, cells: pl.Series, values: Mapping[str, pl.DataFrame]) -> None:
        """Keep the values of the cells of many small tables, by entity, until others are kept.

        These tables are looked at again, one by one, to be counted: there the start of each pattern would cost more
        than all their cells did together. A value is that of its cell alone, so nothing is told that is not computed.
        """
        places = {cell: place for place, cell in enumerate(cells.to_list())}
        held = {name: each for name, each in values.items() if each["value"].null_count() < each.height}
        self._built[_REMEMBERED] = places, held

    def _known(self, entity: str, cells: pl.Series) -> pl.DataFrame | None:
        """Return the kept values of a few cells; null if not all of them are kept."""
        if cells.len() > FEW or _REMEMBERED not in self._built:
            return None
        places, values = self._built[_REMEMBERED]
        if entity not in values:
            return None
        at = [places.get(cell) for cell in cells.to_list()]
        return None if None in at else values[entity][at]

    def judged(self, entity: str) -> tuple[pl.Expr, pl.Expr]:
        """Return the expressions of "value", of a column "cell", and of "valid", of a column "value"."""
        return self._once(("values", entity), lambda: self._judged(self.recognizers[entity]))

    def suited(self, cells: pl.Series) -> Eyes:
        """Return the eyes that find the same in these cells, soonest: of cells in ASCII those with narrow patterns."""
        return self._narrow if is_ascii(cells) else self

    @cached_property
    def _narrow(self) -> Eyes:
        """The same expressions with patterns for ASCII."""
        return replace(self, recognizers=narrow(self.recognizers), _built={})

    @staticmethod
    def _judged(recognizer: Recognizer) -> tuple[pl.Expr, pl.Expr]:
        value = recognizer.value(pl.col("cell")).alias("value")
        return value, recognizer.valid(pl.col("value")).alias("valid")

    def check(self) -> None:
        """Raise `RuleError` for a rule from which no expression can be made."""
        with at_once():
            for recognizer in self.recognizers.values():
                self._judged(recognizer)

    def prepare(self) -> None:
        """Build every expression of values, on no cells."""
        for entity in self.recognizers:
            self.values(entity, pl.Series("cell", [], pl.String))

    def parts(self, entity: str, column: str) -> pl.Expr | None:
        """Return the closed-domain parts of a column's canonical values as one struct; null if they have none."""
        return self._once(("parts", entity, column), lambda: self.recognizers[entity].all_parts(pl.col(column)))

    def wanted(self, present: frozenset[str]) -> Mapping[tuple[str, str], Observation]:
        """Return what the signals request of a table with these fields, by signal and name."""
        return self._once(("wanted", *sorted(present)), lambda: self._asked(Fields(present)))

    def shown(self, present: frozenset[str]) -> Mapping[str, pl.Expr]:
        """Return the columns that what signals ask is made of."""
        return {
            name: expr
            for each in self.wanted(present).values()
            if isinstance(each, Shown)
            for name, expr in each.columns.items()
        }

    def _asked(self, fields: Fields) -> dict[tuple[str, str], Observation]:
        asked = {signal: observer(fields) for signal, observer in self.observers.items()}
        return {(signal, name): each for signal, observed in asked.items() for name, each in observed.items()}

    def _once(self, key: tuple[str, ...], build: Callable[[], T]) -> T:
        if key not in self._built:
            self._built[key] = build()
        built: T = self._built[key]
        return built
