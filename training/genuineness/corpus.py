"""Keep the evidence of simulated dumps on disk, so that many trainings and tests use the same dumps."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from itertools import pairwise
from pathlib import Path

import numpy as np
import polars as pl

from training.genuineness.fit import Labelled
from training.genuineness.make import make
from triage import rules as rulebook
from triage import score
from triage.detect import Detector
from triage.score.estimator import context, rows
from triage.score.estimator.boost import Seen
from triage.score.estimator.settling import settled
from triage.simulate import LABELS, DumpSpec

SHARD = 120
"""Dumps per file."""

HOME = Path("build/genuineness")


def corpus(name: str, spec: Callable[[int], DumpSpec], seeds: Sequence[int]) -> list[Labelled]:
    """Return the dumps of these seeds: read from disk if they were kept, else made and kept."""
    found: list[Labelled] = []
    detector: Detector | None = None
    for start in range(0, len(seeds), SHARD):
        path = HOME / name / f"{start:06}.parquet"
        if not path.exists():
            detector = detector or _detector()
            _keep(path, [spec(seed) for seed in seeds[start : start + SHARD]], detector)
        found.extend(_read(path))
    return found


def _detector() -> Detector:
    book = rulebook.load()
    observers = score.observers(book)
    return Detector(book, {"records": observers["records"]}, "off")


def _keep(path: Path, specs: Sequence[DumpSpec], detector: Detector) -> None:
    made = make(specs, detector)
    path.parent.mkdir(parents=True, exist_ok=True)
    frame = pl.concat([rows.complete(made.rows), made.rows.select(LABELS)], how="horizontal")
    part = path.with_suffix(".part")
    frame.write_parquet(part, compression="zstd")
    path.with_suffix(".json").write_text(json.dumps([asdict(each) for each in specs]), encoding="utf-8")
    part.rename(path)


def _read(path: Path) -> Iterator[Labelled]:
    frame = pl.read_parquet(path)
    specs = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    truth = ((frame["label_identity"] == "genuine") & (frame["label_linkage"] == "genuine")).to_numpy().astype(float)
    starts = np.searchsorted(frame["table"].to_numpy(), np.arange(len(specs) + 1))
    whole = frame.drop(LABELS)
    evidence = pl.concat([settled(whole[int(a) : int(b)]) for a, b in pairwise(starts)])
    features = pl.concat([rows.features(evidence), context.features(evidence)], how="horizontal")
    for number, spec in enumerate(specs):
        own = slice(int(starts[number]), int(starts[number + 1]))
        dump = evidence[own]
        yield Labelled(
            Seen.of(dump, dump.height, features[own]),
            truth[own],
            world=spec["family"],
            fabricator="+".join(sorted(filter(None, (spec["fabricator"], spec["second"])))),
            kind=spec["kind"],
            layout=spec["layout"],
            seed=spec["seed"],
            schema=",".join(spec["columns"]),
        )
