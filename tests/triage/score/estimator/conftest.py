from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from triage import rules as rulebook
from triage import score, simulate
from triage.core.model import Verdict
from triage.core.summary import Summary
from triage.detect import Detector
from triage.detect.evidence import batch_of, source_of
from triage.score.estimator import Seen, see
from triage.simulate import DumpSpec

Summed = Callable[[DumpSpec], Summary]


@cache
def detector() -> Detector:
    book = rulebook.load()
    return Detector(book, score.observers(book), "off")


@cache
def summed(spec: DumpSpec) -> Summary:
    made = simulate.dump(spec)
    source = source_of(tuple(made.frame.columns), detector(), str(spec.seed))
    written = made.as_written.rename(dict(zip(made.as_written.columns, source.columns, strict=True)))
    return Summary({source.key: detector().observe(source, batch_of(written))})


@pytest.fixture(scope="session")
def judged() -> Callable[..., Verdict]:
    """Return the verdict on a simulated dump, as a scan would give it."""
    return lambda spec, families="common": score.judge(summed(spec), detector().rules, families)


@pytest.fixture(scope="session")
def seen() -> Callable[[DumpSpec], Seen]:
    """Return the evidence of a simulated dump with its features."""

    def looked(spec: DumpSpec) -> Seen:
        (table,) = summed(spec).tables.values()
        found = see(table.marks["records"].rows, table.rows)
        assert found is not None
        return found

    return looked
