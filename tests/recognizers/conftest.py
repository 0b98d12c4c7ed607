"""The column door of an entity, as a function of written texts."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl
import pytest

from triage import rules as rulebook
from triage.recognizers import fold_column, load
from triage.rules.model import Rules

Door = Callable[[list[str | None]], list[str | None]]


@pytest.fixture(scope="session")
def rules() -> Rules:
    return rulebook.load()


@pytest.fixture(scope="session")
def value(rules: Rules) -> Callable[[str], Door]:
    """Of an entity: cells -> candidates, valid or not."""
    recognizers = load(rules)

    def of(entity: str) -> Door:
        def door(cells: list[str | None]) -> list[str | None]:
            frame = pl.DataFrame({"cell": fold_column(pl.Series(cells, dtype=pl.String))})
            return frame.select(recognizers[entity].value(pl.col("cell"))).to_series().to_list()

        return door

    return of


@pytest.fixture(scope="session")
def valid(rules: Rules) -> Callable[[str], Callable[[list[str | None]], list[bool | None]]]:
    """Of an entity: canonical values -> whether they pass."""
    recognizers = load(rules)

    def of(entity: str) -> Callable[[list[str | None]], list[bool | None]]:
        def check(values: list[str | None]) -> list[bool | None]:
            frame = pl.DataFrame({"value": values}, schema={"value": pl.String})
            return frame.select(recognizers[entity].valid(pl.col("value"))).to_series().to_list()

        return check

    return of


@pytest.fixture(scope="session")
def parts(rules: Rules) -> Callable[[str, str], dict[str, object]]:
    """Of an entity and a canonical value: its parts."""
    recognizers = load(rules)

    def of(entity: str, one: str) -> dict[str, object]:
        frame = pl.DataFrame({"value": [one]})
        named = recognizers[entity].parts(pl.col("value"))
        return frame.select(expr.alias(name) for name, expr in named.items()).row(0, named=True)

    return of
