"""What is observed of simulated dumps, kept on disk: it depends on no model, no threshold and no rule of judging.

A dump is drawn and observed once for each state of the code that decides what is observed; trials of other models then
judge the same dumps. Delete build/genuineness/observed to be rid of them.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import polars as pl

from triage import rules as rulebook
from triage import score, simulate
from triage.core.summary import Summary
from triage.detect import Detector
from triage.detect.evidence import batch_of, source_of
from triage.simulate import DumpSpec, LabelledDump

HOME = Path("build/genuineness/observed")
RESULTS = Path("build/genuineness/results")

_ROOT = Path(score.__file__).parents[1]
_DECIDING = ("detect", "recognizers", "rules/entities", "rules/tables", "score/signals", "simulate")
"""Folders whose files decide what is drawn and observed."""
_SCANNING = (*_DECIDING, "app", "core", "formats", "rules", "run", "text")
"""The same for a scan of files."""
_NOT = ("noticed.csv", "verdict.yaml")
"""Files that decide only what is said: the measured power, which is made from these dumps, and the thresholds."""


def observed(spec: DumpSpec, part: str) -> tuple[float, Summary]:
    """Return the truth of a dump and the sums of its rows."""
    kept = HOME / state(_DECIDING) / f"{part}-{spec.fabricator}-{spec.seed}.pickle"
    if kept.exists():
        found: tuple[float, Summary] = pickle.loads(kept.read_bytes())  # noqa: S301 - written by this program
        return found
    made, detector = simulate.dump(spec), _detector()
    source = source_of(tuple(made.frame.columns), detector, str(spec.seed))
    frame = made.as_written
    table = detector.observe(source, batch_of(frame.rename(dict(zip(frame.columns, source.columns, strict=True)))))
    told = truth_of(made), Summary({source.key: table})
    kept.parent.mkdir(parents=True, exist_ok=True)
    part_written = kept.with_suffix(".part")
    part_written.write_bytes(pickle.dumps(told))
    part_written.rename(kept)
    return told


def results() -> pl.DataFrame:
    """Return all answers that were kept: a line for each dump and each of the models."""
    return pl.concat([pl.read_parquet(path) for path in sorted(RESULTS.glob("*.parquet"))], how="diagonal_relaxed")


def truth_of(made: LabelledDump) -> float:
    """Return the true share of genuine rows: the person and what leads to it are true."""
    truth = (made.labels["label_identity"] == "genuine") & (made.labels["label_linkage"] == "genuine")
    return float(truth.mean() or 0.0)


def kept_for(specs: Sequence[DumpSpec]) -> Path:
    """Return the folder of the case of these dumps, scanned together."""
    together = hashlib.sha256(repr(specs).encode()).hexdigest()[:16]
    return HOME / f"scan-{state(_SCANNING)}" / together


@cache
def state(deciding: tuple[str, ...]) -> str:
    """Return a digest of the code and the tables in these folders, which decide what is drawn and observed."""
    sums = hashlib.sha256()
    for folder in deciding:
        for path in sorted((_ROOT / folder).rglob("*")):
            if path.suffix in {".py", ".csv", ".yaml"} and path.name not in _NOT:
                sums.update(path.relative_to(_ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return sums.hexdigest()[:16]


@cache
def _detector() -> Detector:
    book = rulebook.load()
    return Detector(book, score.observers(book), "off")
