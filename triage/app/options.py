"""How a scan is run."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from triage.app.report_case import FAMILIES
from triage.app.shards import WHOLE, Shard
from triage.find import BUDGET, Budget
from triage.run.children import Limits


@dataclass(frozen=True, slots=True)
class Options:
    """How a scan is run.

    `case` null = a new folder under `cases/`; `jobs` 0 = one per core; `isolate` reads in processes of their own;
    `families` names the list of fabricators that heads the verdicts. `key` is the file of the case's key, made where
    there is none; null = one of its own in the user's state folder. `shard` is the part of the evidence that is read.
    """

    case: Path | None = None
    jobs: int = 0
    rules: tuple[Path, ...] = ()
    ner: str = "sample"
    isolate: bool = False
    passwords: tuple[bytes, ...] = ()
    budget: Budget = BUDGET
    limits: Limits = field(default_factory=Limits)
    families: str = FAMILIES
    key: Path | None = None
    shard: Shard = WHOLE
