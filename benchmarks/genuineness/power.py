"""How many fakes would have been noticed: the table `rules/tables/noticed.csv`, by checks and size.

    python benchmarks/genuineness/power.py --seconds 50 [--start 0]    # judges dumps, adds them to build/genuineness
    python benchmarks/genuineness/power.py --write                     # writes the table from all that were judged

A dump of which 20 to 100 % is made up counts as noticed unless its verdict is "no sign" or "few signs" of fabrication.
Every fabricator is drawn alike: the third of them that the preset `common` does not list are strangers to it.
"""

from __future__ import annotations

import argparse
import csv
import sys
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from training.genuineness.draw import Draw, adversarial, all_families
from triage import rules as rulebook
from triage import score, simulate
from triage.core.summary import Summary
from triage.detect import Detector
from triage.detect.evidence import batch_of, source_of
from triage.score.noticed import SILENT, cell_of

RESULTS, TABLE = Path("build/genuineness/power.csv"), Path("rules/tables/noticed.csv")
FIRST = 60_000_000
"""Seeds of this measurement begin here: no training comes so far."""

_HEAD = """\
# Simulated dumps, partly or wholly made up, and how many got another verdict than no or few signs of fabrication.
# Source: benchmarks/genuineness/power.py, fabricators and worlds of triage/simulate drawn alike. Read {date}.
# checks: checks between two fields that could be made, 3 = three or more. rows: at most so many records, 0 = any.
"""


def judged(detector: Detector, seed: int) -> tuple[int, int, bool]:
    """Return the cell of the table of one dump, and whether its fabrication was noticed."""
    names = adversarial()
    draw = Draw((names[seed % len(names)],), all_families(), rows=(60, 2000), whole=(0.0, 0.2), two=0.0, narrow=0.5)
    spec = draw.spec(FIRST + seed)
    made = simulate.dump(replace(spec, fraction=max(spec.fraction, 0.2)))
    source = source_of(tuple(made.frame.columns), detector, str(spec.seed))
    frame = made.as_written
    table = detector.observe(source, batch_of(frame.rename(dict(zip(frame.columns, source.columns, strict=True)))))
    verdict = score.judge(Summary({source.key: table}), detector.rules)
    return *cell_of(verdict, detector.rules), verdict.label not in SILENT


def write() -> None:
    """Write the table from all results."""
    with RESULTS.open(newline="", encoding="utf-8") as file:
        rows = list({row[0]: row for row in csv.reader(file)}.values())
    dumps = Counter((checks, size) for _, checks, size, _ in rows)
    noticed = Counter((checks, size) for _, checks, size, is_noticed in rows if is_noticed == "True")
    with TABLE.open("w", newline="", encoding="utf-8") as file:
        file.write(_HEAD.format(date=time.strftime("%Y-%m-%d")))
        out = csv.writer(file, lineterminator="\n")
        out.writerow(("checks", "rows", "dumps", "noticed"))
        out.writerows((*cell, dumps[cell], noticed[cell]) for cell in sorted(dumps))


def main() -> None:
    """Judge dumps for some seconds, or write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=50)
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    if asked.write:
        write()
        return
    rules = rulebook.load()
    detector = Detector(rules, score.observers(rules), "off")
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    began, seed = time.monotonic(), asked.start
    with RESULTS.open("a", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        while time.monotonic() - began < asked.seconds:
            out.writerow((seed, *judged(detector, seed)))
            seed += 1
    print(f"next: --start {seed}")


if __name__ == "__main__":
    main()
