"""Plain populations that the trained estimator takes for invented: the corners of the family of worlds `adverse`.

    python benchmarks/genuineness/adverse.py --seconds 60 [--keep 24]

Draws manners of plain populations (`triage.simulate.families.plain.Manner`), lets the estimator judge genuine records
of each, and writes those with the least share consistent with genuine to triage/simulate/families/adverse.csv.
"""

from __future__ import annotations

import argparse
import csv
import sys
import time
from dataclasses import asdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from triage import rules as rulebook
from triage import score
from triage.detect import Detector
from triage.detect.evidence import many
from triage.score import estimator
from triage.score.estimator.boost import Seen
from triage.score.estimator.rows import complete
from triage.score.estimator.settling import settled
from triage.simulate.ask import Ask
from triage.simulate.draw import stream
from triage.simulate.extracts import LABELS
from triage.simulate.families.plain import Manner, population_of
from triage.simulate.keeping import as_file
from triage.simulate.nuisance import Writing, drawn
from triage.simulate.population import Population

TABLE = Path(__file__).parents[2] / "triage" / "simulate" / "families" / "adverse.csv"
FIRST = 80_000_000
"""Seeds of the search begin here: no training and no evaluation comes so far."""

KINDS = ("bank", "job_applicants", "telecom", "bisp")
_HEAD = "# Manners of plain populations that a trained estimator took for invented, the worst first.\n\
# Source: benchmarks/genuineness/adverse.py, models of {model}. Read {date}.\n"


def judged(detector: Detector, seed: int) -> tuple[float, Manner]:
    """Return the least estimate of genuine records in a manner, over the kinds of files, and the manner."""
    rng = stream(FIRST + seed, "manner")
    manner, writing = drawn(Manner, rng, plain=False), drawn(Writing, rng, plain=True)
    shares = []
    for kind in KINDS:
        ask = Ask(kind, 400, 400, FIRST + seed, Population())
        frame = as_file(ask, population_of(ask, rng, manner, writing), writing, rng).drop(LABELS)
        evidence = settled(complete(many({0: frame}, detector)))
        shares.append(estimator.estimate(Seen.of(evidence, evidence.height), "common").share)
    return min(shares), manner


def main() -> None:
    """Search for some seconds and write the worst."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--keep", type=int, default=24)
    asked = parser.parse_args()
    rules = rulebook.load()
    detector = Detector(rules, {"records": score.observers(rules)["records"]}, "off")
    began, found = time.monotonic(), list[tuple[float, Manner]]()
    while time.monotonic() - began < asked.seconds:
        found.append(judged(detector, len(found)))
    worst = sorted(found, key=lambda each: each[0])[: asked.keep]
    with TABLE.open("w", newline="", encoding="utf-8") as file:
        file.write(_HEAD.format(model=estimator.models.digest()[:12], date=time.strftime("%Y-%m-%d")))
        out = csv.DictWriter(file, list(asdict(worst[0][1])), lineterminator="\n")
        out.writeheader()
        out.writerows({name: round(value, 4) for name, value in asdict(each).items()} for _, each in worst)
    print(f"{len(found)} manners, least shares {[round(share, 3) for share, _ in worst]}")


if __name__ == "__main__":
    main()
