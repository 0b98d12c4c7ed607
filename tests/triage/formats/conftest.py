from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import pytest

from triage import find, read
from triage.core.model import AT, Evidence, Source
from triage.core.summary import Coverage


@dataclass(frozen=True)
class Told:
    """All that reading a file told: its sources, their rows without locators, locators, and the books."""

    evidence: Evidence
    sources: tuple[Source, ...]
    frames: tuple[pl.DataFrame, ...]
    coverage: Coverage

    @property
    def rows(self) -> list[tuple[str | None, ...]]:
        return self.frames[0].drop(AT).rows()

    @property
    def at(self) -> list[int]:
        return self.frames[0][AT].to_list()


Reading = Callable[[Path], Told]


def told_by(path: Path, spool: Path) -> Told:
    evidence = next(each for each in find.evidence([path], spool) if not each.is_container or each.is_read_too)
    sources = tuple(read.identify(evidence))
    batches = [[batch for chunk in read.split(source) for batch in read.batches(chunk)] for source in sources]
    coverage = sum((batch.coverage for each in batches for batch in each), Coverage())
    frames = tuple(pl.concat([batch.frame for batch in each]) for each in batches)
    return Told(evidence, sources, frames, coverage)


@pytest.fixture
def reading(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    spool = tmp_path_factory.mktemp("spool")
    return lambda path: told_by(path, spool)
