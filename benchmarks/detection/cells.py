"""CNIC and mobile numbers in the columns of simulated dumps, cell by cell, in every format; and look-alikes.

    python benchmarks/detection/cells.py [ROWS] [SEED ...]        default: 3000 rows, seeds 901 902

Precision and recall over all cells of all dumps of a format: a hit is a cell of a column decided as the entity whose
canonical value is the one that the simulator wrote. Peers on the same cells of the CSV: one plain regular expression
over every column, as with ripgrep.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from triage import find, read, simulate
from triage import rules as rulebook
from triage.core.model import AT, Source
from triage.detect import Detector
from triage.recognizers import fold_column, load

ENTITIES = {"PK_CNIC": "cnic", "PK_MOBILE_NUMBER": "mobile"}
PLAIN = {"PK_CNIC": r"[0-9]{5}-?[0-9]{7}-?[0-9]", "PK_MOBILE_NUMBER": r"03[0-9]{2}-?[0-9]{7}"}
KINDS = ("bank", "bisp", "job_applicants", "telecom", "vehicle", "voter_roll")
CONTAINERS = {"csv": {}, "ndjson": {}, "json": {}, "xlsx": {}, "sqlite": {}, "sql": {}}
DIALECTS = {
    "csv ;": {"delimiter": ";"},
    "csv tab": {"delimiter": "\t", "newline": "\r\n"},
    "csv no header": {"header": False},
    "csv titles": {"titles": ("List of subscribers", "Confidential")},
    "csv utf-16": {"encoding": "utf-16-le", "bom": True},
    "csv quoted": {"quote": "all"},
    "csv gzip": {"container": "gzip"},
    "csv zip": {"container": "zip"},
}
RULES = rulebook.load()
RECOGNIZERS = load(RULES)
DETECTOR = Detector(RULES, {}, "off")


@dataclass
class Score:
    """Cells found rightly, found wrongly, missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def line(self) -> str:
        """Precision and recall as text."""
        precision = self.right / max(1, self.right + self.wrong)
        recall = self.right / max(1, self.right + self.missed)
        return f"{precision:.4f} {recall:.4f} ({self.right:,} right, {self.wrong} wrong, {self.missed} missed)"


def tables(path: Path, spool: Path) -> list[tuple[Source, pl.DataFrame]]:
    """Every table of a dump, decided, with its cells."""
    found = []
    for evidence in find.evidence([path], spool):
        if not evidence.is_container:
            for source in read.identify(evidence):
                frames = [batch.frame for chunk in read.split(source) for batch in read.batches(chunk)]
                found.append((DETECTOR.decide(source, read.sample(source)), pl.concat(frames).drop(AT)))
    return found


def values(source: Source, frame: pl.DataFrame, entity: str) -> Counter[str]:
    """Return valid canonical values in the columns that were decided as this entity."""
    seen: Counter[str] = Counter()
    for role in source.roles:
        if role.entity == entity:
            cells = pl.DataFrame({"cell": fold_column(frame[str(role.column)])})
            value = cells.select(RECOGNIZERS[entity].value(pl.col("cell")).alias("cell"))
            seen.update(value.filter(RECOGNIZERS[entity].valid(pl.col("cell")))["cell"].to_list())
    return seen


def plain(frame: pl.DataFrame, entity: str) -> Counter[str]:
    """Return what one regular expression finds in all cells."""
    cells = pl.concat([frame[name].rename("cell") for name in frame.columns]).drop_nulls()
    hits = cells.str.extract(PLAIN[entity], 0).drop_nulls().str.replace_all("-", "", literal=True)
    return Counter(hits.to_list())


def count(found: Counter[str], truth: Counter[str], score: Score) -> None:
    """Add one dump's cells to a score."""
    right = (found & truth).total()
    score.right += right
    score.wrong += found.total() - right
    score.missed += truth.total() - right


def evaluate(rows: int, seeds: list[int]) -> None:
    """Print a line per format and entity."""
    scores: dict[tuple[str, str], Score] = {}
    ways = {name: (name, options) for name, options in CONTAINERS.items()} | {
        n: ("csv", o) for n, o in DIALECTS.items()
    }
    for seed in seeds:
        for kind in KINDS:
            made = simulate.dump(simulate.DumpSpec(kind=kind, rows=rows, seed=seed))
            for name, (form, options) in ways.items():
                with tempfile.TemporaryDirectory() as folder:
                    path = Path(folder, f"dump.{form}")
                    simulate.write_file(made.as_written, form, path, {"seed": seed, **options})
                    (written,) = Path(folder).iterdir()
                    for entity, field in ENTITIES.items():
                        if field not in made.frame.columns:
                            continue
                        truth = Counter(made.frame[field].drop_nulls().to_list())
                        score = scores.setdefault((entity, name), Score())
                        for source, frame in tables(written, Path(folder, "spool")):
                            count(values(source, frame, entity), truth, score)
                            if name == "csv":
                                peer = scores.setdefault((entity, "csv, plain regular expression"), Score())
                                count(plain(frame, entity), truth, peer)
    for (entity, name), score in sorted(scores.items()):
        print(f"{entity:18} {name:30} precision, recall {score.line()}")


def lookalikes(columns: int) -> None:
    """How many columns of other numbers are called CNIC."""
    rng = random.Random(11)  # noqa: S311 - a benchmark
    wrong = 0
    for index in range(columns):
        start = rng.randrange(10**12, 9 * 10**12)
        cells = [
            [str(1_262_304_000_000 + rng.randrange(6 * 10**11)) for _ in range(300)],
            [str(start + i) for i in range(300)],
            [ean13(f"896{rng.randrange(10**9):09}") for _ in range(300)],
            [f"0400{rng.randrange(10**9):09}" for _ in range(300)],
            [str(rng.randrange(10**12, 10**13)) for _ in range(300)],
        ][index % 5]
        header = ["", "id", "order_id", "timestamp", "account_no", "value"][index % 6]
        evidence = next(find.evidence([Path(__file__)], Path("spool")))
        source = Source(evidence, "delimited", "", (header,), has_header=bool(header))
        role = DETECTOR.decide(source, pl.DataFrame({"0": cells})).roles[0]
        wrong += role.entity == "PK_CNIC"
    print(f"columns of epoch milliseconds, order ids, bar codes, account numbers called PK_CNIC: {wrong} of {columns}")


def ean13(body: str) -> str:
    """Twelve digits with the check digit of a bar code."""
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(body))
    return f"{body}{-total % 10}"


if __name__ == "__main__":
    given = [int(each) for each in sys.argv[1:]]
    evaluate(given[0] if given else 3_000, given[1:] or [901, 902])
    lookalikes(300)
