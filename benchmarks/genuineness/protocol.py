"""The evaluation of genuineness: dumps that no training saw, through detection and verdict as in a scan.

    python benchmarks/genuineness/protocol.py [--each 24] [--jobs 2] [--part fabricators ...]

Parts: fabricators (each alone, 1,000 rows), genuine (nothing made up), sizes (50 to 10,000 rows), schemas (few
columns), eras (years that no training had), clever (samplers of statistics alone). Every dump is one line of
build/genuineness/results.parquet; `tables.py` makes the tables of docs/validation.md from it. Seeds are fixed.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

sys.path.insert(0, str(Path(__file__).parents[2]))

from training.genuineness.draw import SCHEMAS, Draw, adversarial, all_families, common
from triage import rules as rulebook
from triage import score, simulate
from triage.core.summary import Summary
from triage.detect import Detector
from triage.detect.evidence import batch_of, source_of
from triage.score.estimator import explain
from triage.score.estimator.boost import em, sigmoid
from triage.score.estimator.interval import raw
from triage.score.estimator.models import model
from triage.simulate import DumpSpec

RESULTS = Path("build/genuineness/results.parquet")
FIRST = 40_000_000
"""Seeds of the evaluation begin here: no training comes so far."""

SIZES = (50, 200, 1000, 10_000)


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


def fabricators(each: int) -> Iterator[Case]:
    """Every fabricator by itself."""
    for number, name in enumerate(adversarial()):
        draw = Draw((name,), all_families(), rows=(1000, 1000), whole=(0.0, 0.15), two=0.0, narrow=0.0)
        for i in range(each):
            yield Case("fabricators", name, draw.spec(FIRST + 10_000 * number + i))


def genuine(each: int) -> Iterator[Case]:
    """Nothing made up, whatever the schema: many, for accusations must be rare."""
    draw = Draw((), all_families(), rows=(200, 3000), narrow=0.2)
    for i in range(25 * each):
        spec = draw.spec(FIRST + 1_000_000 + i)
        yield Case("genuine", spec.family, spec)


def sizes(each: int) -> Iterator[Case]:
    """Yield listed fabricators, in dumps of a fixed size."""
    for number, rows in enumerate(SIZES):
        draw = Draw(common(), all_families(), rows=(rows, rows), narrow=0.0)
        for i in range(each if rows > 1000 else 2 * each):
            yield Case("sizes", str(rows), draw.spec(FIRST + 2_000_000 + 100_000 * number + i))


def schemas(each: int) -> Iterator[Case]:
    """Few columns."""
    for number, schema in enumerate(SCHEMAS):
        draw = Draw(common(), all_families(), rows=(1000, 1000), narrow=0.0)
        for i in range(each):
            spec = draw.spec(FIRST + 4_000_000 + 10_000 * number + i)
            yield Case("schemas", "+".join(schema), replace(spec, columns=schema, kind=_kind(schema, spec.seed)))


def eras(each: int) -> Iterator[Case]:
    """Years that no training had."""
    draw = Draw(common(), all_families(), rows=(1000, 1000), narrow=0.0, years=(2004, 2007))
    for i in range(2 * each):
        yield Case("eras", "2004 to 2007", draw.spec(FIRST + 6_000_000 + i))


def clever(each: int) -> Iterator[Case]:
    """Yield a seller who draws all from public statistics, in pairs."""
    draw = Draw(("statistics_clever",), all_families(), rows=(300, 3000), whole=(0.0, 1.0), two=0.0, narrow=0.0)
    for i in range(2 * each):
        yield Case("clever", "statistics_clever", draw.spec(FIRST + 8_000_000 + i))


PARTS: dict[str, Callable[[int], Iterator[Case]]] = {
    "fabricators": fabricators, "genuine": genuine, "sizes": sizes, "schemas": schemas, "eras": eras, "clever": clever,
}  # fmt: skip


def _kind(schema: tuple[str, ...], seed: int) -> str:
    having = [name for name in simulate.kinds() if sum(c in _columns(name) for c in schema) * 2 >= len(schema)]
    return having[seed % len(having)]


@cache
def _columns(kind: str) -> tuple[str, ...]:
    from triage.simulate.extracts import kind as module  # noqa: PLC0415

    return tuple(module(kind).COLUMNS)


@cache
def _detector() -> Detector:
    book = rulebook.load()
    return Detector(book, score.observers(book), "off")


def judged(case: Case) -> dict[str, Any]:
    """Truth, numbers and the answers of simpler methods for one dump."""
    made = simulate.dump(case.spec)
    detector = _detector()
    source = source_of(tuple(made.frame.columns), detector, str(case.spec.seed))
    written = made.as_written
    table = detector.observe(source, batch_of(written.rename(dict(zip(written.columns, source.columns, strict=True)))))
    verdict = score.judge(Summary({source.key: table}), detector.rules)
    truth = (made.labels["label_identity"] == "genuine") & (made.labels["label_linkage"] == "genuine")
    share = float(truth.mean() or 0.0)
    told: dict[str, Any] = {
        "part": case.part, "cell": case.cell, "seed": case.spec.seed, "world": case.spec.family,
        "kind": case.spec.kind, "rows": case.spec.rows, "layout": case.spec.layout, "truth": share,
        "at_least": verdict.fabricated_at_least, "estimate": verdict.estimate, "low": verdict.low,
        "high": verdict.high, "gate": verdict.gate, "label": verdict.label,
        "clever_said": any("imitates public statistics" in each for each in verdict.limits),
    }  # fmt: skip
    for name in ("adversarial", "by_checks"):
        interval = getattr(verdict, name)
        for end in ("estimate", "low", "high"):
            told[f"{name}_{end}"] = getattr(interval, end) if interval else None
    seen = score._seen(score.Scope.of(Summary({source.key: table})))  # noqa: SLF001 - the peers look at the same rows
    if seen is not None:
        trained = model("common")
        said = raw(trained.boosters, seen)
        one, two = sigmoid(said.one), sigmoid(said.two)
        at = seen.evidence["at"].to_numpy()
        real = truth.to_numpy()[at]
        ratio = explain.ratios(seen.first)
        told |= {
            "peer_bayes": float(sigmoid(ratio.sum(axis=1) * np.log(10)).mean()),
            "peer_threshold": float((one > 0.5).mean()),
            "peer_em": em(one),
            "brier": float(((two - real) ** 2).mean()),
            "auc": _auc(two, real),
            "wrongly": float((two[real] < 0.05).mean()) if real.any() else None,
            "bins": np.histogram(two, 10, (0, 1))[0].tolist(),
            "bins_p": np.histogram(two, 10, (0, 1), weights=two)[0].tolist(),
            "bins_real": np.histogram(two, 10, (0, 1), weights=real.astype(float))[0].tolist(),
        }
    return told


def _auc(p: np.ndarray, real: np.ndarray) -> float | None:
    good, bad = int(real.sum()), int((~real).sum())
    if not good or not bad:
        return None
    ranks = pl.Series(p).rank("average").to_numpy()
    return float((ranks[real].sum() - good * (good + 1) / 2) / (good * bad))


def main() -> None:
    """Judges all dumps and keeps the results."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--each", type=int, default=24)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--part", nargs="*", default=list(PARTS), choices=PARTS)
    asked = parser.parse_args()
    todo = list(cases(asked.each, asked.part))
    started = time.monotonic()
    with ProcessPoolExecutor(asked.jobs, mp_context=get_context("spawn")) as pool:
        found = list(pool.map(judged, todo, chunksize=20))
    frame = pl.DataFrame(found, infer_schema_length=None)
    if RESULTS.exists():
        kept = pl.read_parquet(RESULTS).filter(~pl.col("part").is_in(asked.part))
        frame = pl.concat([kept, frame], how="diagonal_relaxed")
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    frame.write_parquet(RESULTS)
    print(f"{len(found):,} dumps in {time.monotonic() - started:.0f} s: {RESULTS}")


if __name__ == "__main__":
    main()
