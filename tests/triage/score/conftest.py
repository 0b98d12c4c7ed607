from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import numpy as np
import polars as pl
import pytest

import triage.recognizers
from triage import rules as rulebook
from triage import score
from triage.core.model import Reason, Verdict
from triage.core.observe import SEGMENT_COLUMN, Count, Fields, Histogram, Observation, Shown, Sketch
from triage.core.plugins import modules
from triage.core.summary import Marks, Summary, TableSum
from triage.core.sums import BottomK
from triage.rules.model import Rules
from triage.score import signals

Cells = Mapping[str, Sequence[str | None]]
"""Canonical values by field."""


@pytest.fixture(scope="session")
def rules() -> Rules:
    return rulebook.load()


@pytest.fixture(scope="session")
def look(rules: Rules) -> Callable[[str, Cells], Reason | None]:
    """Return what one signal says of a table."""

    def looked(signal: str, cells: Cells) -> Reason | None:
        module = modules(signals.__name__, "judge")[signal]
        frame = observed(pl.DataFrame(cells), rules)
        observer = modules(signals.__name__, "observe")[getattr(module, "MARKS", signal)]
        found = observer.observe(Fields(present(frame)), rules)
        reason: Reason | None = module.judge(marks(frame, found), rules.signals[signal])
        return reason

    return looked


@pytest.fixture(scope="session")
def verdict(rules: Rules) -> Callable[[Cells], Verdict]:
    """Return what all signals say of a table together."""

    def judged(cells: Cells) -> Verdict:
        return score.judge(summary(pl.DataFrame(cells), rules), rules)

    return judged


def summary(values: pl.DataFrame, rules: Rules) -> Summary:
    frame = observed(values, rules)
    fields = Fields(present(frame))
    found = {name: marks(frame, observe(fields)) for name, observe in score.observers(rules).items()}
    return Summary({"table": TableSum(frame.height, frame.height, marks=found)})


def observed(values: pl.DataFrame, rules: Rules) -> pl.DataFrame:
    """Return the frame that signals see.

    Values, validity, cells as written (the values), a row's hash, segments of 500.
    """
    known = triage.recognizers.load(rules)
    entity = {field.name: rule.entity for rule in rules.entities.values() for field in rule.fields}
    columns = []
    for name in values.columns:
        value = pl.col(name).cast(pl.String)
        valid = known[entity[name]].valid(value) if entity.get(name) in known else value.is_not_null()
        columns += [value, valid.alias(f"{name}.valid"), value.alias(f"{name}.raw")]
    segment = (pl.int_range(pl.len(), dtype=pl.UInt64) // 500).alias(SEGMENT_COLUMN)
    return values.select(*columns, pl.struct(values.columns).hash(1).alias("row"), segment)


def present(frame: pl.DataFrame) -> frozenset[str]:
    return frozenset(name for name in frame.columns if "." not in name and name != SEGMENT_COLUMN)


def marks(frame: pl.DataFrame, wanted: Mapping[str, Observation]) -> Marks:
    counts: Counter[str] = Counter()
    sketches: dict[str, BottomK] = {}
    shown = {name: expr for each in wanted.values() if isinstance(each, Shown) for name, expr in each.columns.items()}
    frame = frame.with_columns(**shown)
    for name, each in wanted.items():
        if isinstance(each, Count):
            counts[name] += int(frame.select(each.where.fill_null(value=False).sum()).item())
        elif isinstance(each, Histogram):
            seen = frame.select(each.of.alias("of"))["of"].drop_nulls()
            counts.update(f"{name}={value}" for value in seen.to_list())
        elif isinstance(each, Sketch):
            kept = pl.when(each.of.is_not_null()).then(each.of.hash(1))
            sketches[name] = BottomK.of(frame.select(kept.alias("of"))["of"].drop_nulls().to_numpy().astype(np.uint64))
    return Marks(counts, sketches)
