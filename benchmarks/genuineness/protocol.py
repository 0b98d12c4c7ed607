"""The evaluation of genuineness: worlds and sellers that no training saw, in files and containers, through a scan.

    python benchmarks/genuineness/protocol.py [--each 20] [--jobs 1] [--part strangers ...] [--models DIR ...]
                                               [--through scan] [--draw] [--seconds 600]

Parts: strangers (sellers held out, in worlds held out), genuine (nothing made up, in worlds held out, thirty times as
many as a seller has), known (sellers of the training, in worlds held out), sizes (50 to 10,000 rows), schemas (few
columns), calibrating (sellers that only calibrate, and nothing made up, in worlds of the training: thresholds are
fitted on these, never on the rest), careful (those of them who leave hardly a mark: power is measured on these).
Without options the first two are measured on rows whose columns are known. Every dump is a line of
build/genuineness/results for each of the models (folders; those of the package if none is named); at the end the table
of targets is printed, and `tables.py` makes all tables of docs/validation.md. Seeds are fixed. Through scans dumps are
written as CSV, JSON, SQL, a chat and so on, some of them packed, and scanned into a case.

What is observed of a dump, or the case of a scan, is kept (`observed.py`), so that other models, thresholds and rules
of judging are tried on the same dumps in a fraction of the time; `--draw` only draws them.
"""

from __future__ import annotations

import argparse
import gzip
import json
import shutil
import sys
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache, partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
import polars as pl

sys.path.insert(0, str(Path(__file__).parents[2]))

import triage
from benchmarks.genuineness import tables
from benchmarks.genuineness.observed import RESULTS, kept_for, observed, results, truth_of
from training.genuineness.draw import (
    CALIBRATING,
    HARD,
    HELD_OUT,
    HELD_OUT_FAMILIES,
    SCHEMAS,
    Draw,
    training_fabricators,
    training_families,
)
from triage import rules as rulebook
from triage import score, simulate
from triage.app import scan as scanning
from triage.core.model import Verdict
from triage.rules.model import Rules
from triage.score.estimator import band, models
from triage.score.noticed import cell_of
from triage.simulate import DumpSpec
from triage.simulate.draw import stream
from triage.simulate.writers import formats, writer

FIRST = 40_000_000
"""Seeds of the evaluation begin here: no training comes so far."""

EDITION = 50_000_000
"""Added to the seeds of what is held out: dumps of an edition that was looked at decide nothing and are not used again.

It is raised before each measurement that follows a change of rules.
"""

ROWS = (300, 10_000)
"""Least and most rows of what is held out; log-uniform."""

GENUINE = 30
"""Genuine dumps for each dump of a seller."""

_START = {
    "strangers": EDITION, "known": EDITION + 1_000_000, "calibrating": 5_000_000, "careful": 7_000_000,
}  # fmt: skip
"""Where the seeds of parts begin that are drawn seller by seller."""

SIZES = (50, 200, 1000, 10_000)
TOGETHER = 20
"""Dumps scanned as one case."""

_PACKED = 5
"""One of so many dumps is in a zip, another in a gzip."""


@dataclass(frozen=True, slots=True)
class Case:
    """One dump to be judged, and the cell of the tables that it belongs to."""

    part: str
    cell: str
    spec: DumpSpec


def cases(each: int, parts: list[str]) -> Iterator[Case]:
    """All dumps of these parts, `each` a cell."""
    for part in parts:
        yield from PARTS[part](each)


def strangers(each: int) -> Iterator[Case]:
    """Yield every seller that was held out, in worlds that were held out."""
    yield from _sellers("strangers", HELD_OUT, each, _sold(HELD_OUT_FAMILIES, ROWS))


def known(each: int) -> Iterator[Case]:
    """Yield the sellers of the training, in worlds that were held out."""
    yield from _sellers("known", training_fabricators(), each, _sold(HELD_OUT_FAMILIES, ROWS))


def calibrating(each: int) -> Iterator[Case]:
    """Yield sellers that no tree has seen, and as many genuine dumps, in worlds of the training."""
    yield from _sellers("calibrating", CALIBRATING, 3 * each, _sold(training_families()))
    draw = Draw((), training_families(), rows=(200, 3000), narrow=0.2)
    for i in range(10 * each):
        spec = draw.spec(FIRST + 6_000_000 + i)
        yield Case("calibrating", "", spec)


def careful(each: int) -> Iterator[Case]:
    """Yield the sellers that no tree has seen and who leave hardly a mark, in worlds of the training."""
    yield from _sellers("careful", [name for name in CALIBRATING if name in HARD], 5 * each, _sold(training_families()))


def _sold(worlds: tuple[str, ...], rows: tuple[int, int] = (300, 3000)) -> Draw:
    """Return the draw of dumps of one seller, who is still to be named."""
    return Draw((), worlds, rows=rows, whole=(0.0, 0.15), two=0.0, narrow=0.1)


def _sellers(part: str, names: Sequence[str], each: int, draw: Draw) -> Iterator[Case]:
    for number, name in enumerate(names):
        own = replace(draw, fabricators=(name,))
        for i in range(each):
            yield Case(part, name, own.spec(FIRST + _START[part] + 10_000 * number + i))


def genuine(each: int) -> Iterator[Case]:
    """Nothing made up, whatever the schema: many, for accusations must be rare."""
    draw = Draw((), HELD_OUT_FAMILIES, rows=ROWS, narrow=0.2)
    for i in range(GENUINE * each):
        spec = draw.spec(FIRST + EDITION + 2_000_000 + i)
        yield Case("genuine", spec.family, spec)


def sizes(each: int) -> Iterator[Case]:
    """Yield strangers in dumps of a fixed size."""
    for number, rows in enumerate(SIZES):
        draw = Draw(HELD_OUT, HELD_OUT_FAMILIES, rows=(rows, rows), narrow=0.0)
        for i in range(each):
            yield Case("sizes", str(rows), draw.spec(FIRST + EDITION + 3_000_000 + 100_000 * number + i))


def schemas(each: int) -> Iterator[Case]:
    """Few columns."""
    for number, schema in enumerate(SCHEMAS):
        draw = Draw(HELD_OUT, HELD_OUT_FAMILIES, rows=(1000, 1000), narrow=0.0)
        for i in range(each):
            spec = draw.spec(FIRST + EDITION + 4_000_000 + 10_000 * number + i)
            yield Case("schemas", "+".join(schema), replace(spec, columns=schema, kind=_kind(schema, spec.seed)))


PARTS: dict[str, Callable[[int], Iterator[Case]]] = {
    "strangers": strangers, "genuine": genuine, "known": known, "sizes": sizes, "schemas": schemas,
    "calibrating": calibrating, "careful": careful,
}  # fmt: skip


def _kind(schema: tuple[str, ...], seed: int) -> str:
    having = [name for name in simulate.kinds() if sum(c in _columns(name) for c in schema) * 2 >= len(schema)]
    return having[seed % len(having)]


@cache
def _columns(kind: str) -> tuple[str, ...]:
    from triage.simulate.extracts import kind as module  # noqa: PLC0415

    return tuple(module(kind).COLUMNS)


def written(case: Case, folder: Path) -> tuple[str, str, float]:
    """Write a dump into a folder; its file's name, how it is written, and its true share of genuine rows."""
    made = simulate.dump(case.spec)
    how = stream(case.spec.seed, "file")
    form = formats()[int(how.integers(0, len(formats())))]
    path = folder / f"{case.part}_{case.spec.seed}{writer(form).SUFFIX}"
    simulate.write_file(made.as_written, form, path, {"seed": case.spec.seed, "header": made.has_header})
    packed = _packed(path, int(how.integers(0, _PACKED)))
    return packed.name, f"{form}{packed.suffix if packed != path else ''}", truth_of(made)


def _packed(path: Path, how: int) -> Path:
    """Return the file, or a container that holds it in its place."""
    if how > 1:
        return path
    packed = path.with_name(path.name + (".zip", ".gz")[how])
    if how == 0:
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as out:
            out.write(path, path.name)
    else:
        packed.write_bytes(gzip.compress(path.read_bytes()))
    path.unlink()
    return packed


@contextmanager
def models_of(home: Path) -> Iterator[None]:
    """Judge by the models of a folder."""
    kept = models.HOME
    for cached in (models.model, models.digest, band.known):
        cached.cache_clear()
    models.HOME = home
    try:
        yield
    finally:
        models.HOME = kept
        for cached in (models.model, models.digest, band.known):
            cached.cache_clear()


def of_rows(group: Sequence[Case], homes: Sequence[Path]) -> list[dict[str, Any]]:
    """Return the same as `scanned` for rows that are in no file and whose columns are known: ten times faster.

    What a reader or the decision on columns loses is not in these figures.
    """
    seen = [(case, *observed(case.spec, case.part)) for case in group]
    lines, rules = [], rulebook.load()
    for home in homes:
        with models_of(home):
            for case, truth, summary in seen:
                verdict = score.judge(summary, rules)
                lines.append(_told(case, "rows", truth, str(home)) | _of_verdict(verdict, rules))
    return lines


def _of_verdict(verdict: Verdict, rules: Rules) -> dict[str, Any]:
    wary = verdict.adversarial
    return {
        "rows_read": verdict.records, "at_least": verdict.fabricated_at_least, "estimate": verdict.estimate,
        "low": verdict.low, "high": verdict.high, "gate": verdict.gate, "label": verdict.label,
        "power": verdict.noticed, "checks": cell_of(verdict, rules)[0],
        "wary_estimate": wary.estimate if wary else None, "wary_low": wary.low if wary else None,
        "wary_high": wary.high if wary else None,
    }  # fmt: skip


def scanned(group: Sequence[Case], homes: Sequence[Path]) -> list[dict[str, Any]]:
    """Return truth and answers of dumps that are scanned together, by each of the models; the case is kept."""
    kept = kept_for(tuple(each.spec for each in group))
    if not (kept / "truth.json").exists():
        shutil.rmtree(kept, ignore_errors=True)
        (kept / "seized").mkdir(parents=True)
        made = {name: (form, truth) for each in group for name, form, truth in [written(each, kept / "seized")]}
        triage.scan([kept / "seized"], case=kept / "case", jobs=1)
        (kept / "truth.json").write_text(json.dumps(made), encoding="utf-8")
    known = json.loads((kept / "truth.json").read_text(encoding="utf-8"))
    by_name = dict(zip(known, group, strict=True))
    lines = []
    for home in homes:
        with models_of(home):
            document = scanning.scored(kept / "case").document
        for dump in document["dumps"]:
            name = Path(dump["dump"]).name
            lines.append(_line(dump, by_name[name], *known[name], str(home)))
    return lines


def _line(dump: dict[str, Any], case: Case, form: str, truth: float, home: str) -> dict[str, Any]:
    told = dump["genuineness"]
    share, wary = told["consistent_with_genuine"], told["adversarial"] or {}
    return _told(case, form, truth, home) | {
        "rows_read": told["rows"], "at_least": told["fabricated_at_least"]["value"], "estimate": share["estimate"],
        "low": share["low"], "high": share["high"], "gate": share["gate"], "label": told["verdict"],
        "power": told["power"], "wary_estimate": wary.get("estimate"), "wary_low": wary.get("low"),
        "wary_high": wary.get("high"),
    }  # fmt: skip


def _told(case: Case, form: str, truth: float, home: str) -> dict[str, Any]:
    spec = case.spec
    return {
        "models": home, "through": "rows" if form == "rows" else "scan",
        "part": case.part, "cell": case.cell, "seed": spec.seed, "world": spec.family,
        "kind": spec.kind, "rows": spec.rows, "form": form, "layout": spec.layout,
        "schema": "+".join(spec.columns) or "all", "truth": truth,
    }  # fmt: skip


THROUGH = {"scan": scanned, "rows": of_rows}


def main() -> None:
    """Judges all dumps and keeps the results."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--each", type=int, default=20)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--part", nargs="*", default=["strangers", "genuine"], choices=PARTS)
    parser.add_argument("--models", nargs="*", type=Path, default=[Path(str(models.HOME))])
    parser.add_argument("--through", default="rows", choices=THROUGH)
    parser.add_argument("--seconds", type=float, default=np.inf, help="begin no more dumps after so long")
    parser.add_argument("--draw", action="store_true", help="only keep what is observed of each dump")
    asked = parser.parse_args()
    todo = list(cases(asked.each, asked.part))
    np.random.default_rng(1).shuffle(todo)  # type: ignore[arg-type]
    groups = [todo[at : at + TOGETHER] for at in range(0, len(todo), TOGETHER)]
    ask = partial(THROUGH[asked.through], homes=[] if asked.draw else asked.models)
    started, found = time.monotonic(), list[dict[str, Any]]()
    with ProcessPoolExecutor(asked.jobs, mp_context=get_context("spawn")) as pool:
        for at in range(0, len(groups), asked.jobs):
            if time.monotonic() - started > asked.seconds:
                break
            for lines in pool.map(ask, groups[at : at + asked.jobs]):
                found += lines
            if found:
                _keep(found)
            done = min(TOGETHER * (at + asked.jobs), len(todo))
            print(f"{done:,} dumps, {len(found):,} answers in {time.monotonic() - started:.0f} s", flush=True)
    if not asked.draw:
        told = results().filter(pl.col("models") == str(asked.models[0]))
        print("\n".join(tables.reached(told, asked.through)))


def _keep(found: list[dict[str, Any]]) -> None:
    """Write the results: a file for each part, way through and models, so that parts can be judged side by side."""
    RESULTS.mkdir(parents=True, exist_ok=True)
    frame = pl.DataFrame(found, infer_schema_length=None)
    for (part, through, home), rows in frame.group_by("part", "through", "models"):
        path = RESULTS / f"{part}-{through}-{crc32(str(home).encode()):08x}.parquet"
        rows.write_parquet(path.with_suffix(".part"))
        path.with_suffix(".part").rename(path)


if __name__ == "__main__":
    main()
