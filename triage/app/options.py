"""The options of a scan."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from triage.app import quick as looks
from triage.app import shards
from triage.app.quick import Quick
from triage.app.report_case import FAMILIES, versions
from triage.app.shards import WHOLE, Shard, Share
from triage.case import now
from triage.core.address import joined
from triage.core.errors import UsageError
from triage.core.isolation import Call
from triage.core.keys import KeyFrom
from triage.core.model import Evidence
from triage.core.names import shown_file
from triage.find import BUDGET, Budget, Opening
from triage.rules.model import Rules
from triage.run import Runner, runner
from triage.run.children import Limits


@dataclass(frozen=True, slots=True)
class Options:
    """The options of a scan.

    `case` null = a new folder under `cases/`; `jobs` 0 = one per core; `isolate` reads in separate processes;
    `families` is the list of fabricators that verdicts assume. `key` is the file of the case's key, created if missing;
    null = a new one in the user's state folder. `shard` is the part of the evidence to read, `hashes` are older ones to
    compute besides SHA-256. `quick` are the settings of a quick look; null = everything is read.
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
    key: KeyFrom | None = None
    shard: Shard = WHOLE
    hashes: tuple[str, ...] = ()
    quick: Quick | None = None
    engine: str = ""
    scheduler: str = ""

    def runner(self, jobs: int) -> Runner:
        """Return the runner for `jobs` chunks at a time. Raises `UsageError` for a scheduler without an engine."""
        if self.scheduler and not self.engine:
            message = "--scheduler is of an engine: name it too, --engine dask"
            raise UsageError(message)
        return runner(jobs, isolate=self.isolate, engine=self.engine, scheduler=self.scheduler)

    def opening(self, call: Call, is_known: Callable[[Evidence], bool], wants: Callable[[Path], bool]) -> Opening:
        """Return the settings for opening containers in this scan."""
        return Opening(self.budget, self.passwords, call, is_known, wants, self.hashes)


def kept_of(paths: Sequence[Path], options: Options, rules: Rules, share: Share) -> dict[str, str]:
    """Return the settings that a case keeps of its scan."""
    return {
        **versions(rules),
        "paths": joined(paths),
        "rules_folders": os.pathsep.join(str(folder.resolve()) for folder in options.rules),
        "ner": options.ner,
        "families": options.families,
        "started": now(),
        "quick": looks.kept(options.quick),
        **shards.facts(share, paths, options.budget),
    }


def new_folder(evidence: Path) -> Path:
    """Return the folder of a case that nobody named: it is called after its evidence, without persons, and the time."""
    called = shown_file(evidence.resolve().name).replace("*", "x")
    return Path("cases") / f"{called}-{time.strftime('%Y%m%d-%H%M%S')}"
