"""What single signals say of simulated dumps: of genuine ones by family of worlds, and of half made-up ones by seller.

    python benchmarks/genuineness/signals.py [--each 5] [--rows 1000] [--sellers NAME ...]

Sellers are those that a training may see; no held-out one. A signal speaks if it gives a reason, and speaks against if
its decibans are below -1. Features of the estimator that are printed beside them are means. Seeds are fixed.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[2]))

from training.genuineness.draw import training_fabricators, training_families
from triage import rules as rulebook
from triage import score, simulate
from triage.core.summary import Summary
from triage.detect import Detector
from triage.detect.evidence import batch_of, source_of
from triage.score.one_kind import evidence
from triage.score.scope import Kinds
from triage.score.signals import email_letter, landline_area, relation_digit
from triage.simulate import DumpSpec, families

SIGNALS = {"landline_area": landline_area, "relation_digit": relation_digit, "email_letter": email_letter}
FEATURES = ("together_least", "hand_spread", "beyond_tehsil", "mean_closed_home", "mean_email_named")
FIRST = 60_000_000
_AGAINST = -1.0


@dataclass(slots=True)
class Row:
    """A line of the table: dumps, those in which each signal speaks and speaks against, values of features."""

    name: str
    dumps: int = 0
    speaks: dict[str, int] = field(default_factory=lambda: dict.fromkeys(SIGNALS, 0))
    against: dict[str, int] = field(default_factory=lambda: dict.fromkeys(SIGNALS, 0))
    values: dict[str, list[float]] = field(default_factory=lambda: {name: [] for name in FEATURES})

    def add(self, summary: Summary) -> None:
        """Count one dump."""
        book = rulebook.load()
        self.dumps += 1
        for scope in Kinds.of(summary).judged:
            for name, module in SIGNALS.items():
                reason = module.judge(scope.marks[name], book.signals[name]) if name in scope.marks else None
                self.speaks[name] += reason is not None
                self.against[name] += reason is not None and reason.decibans < _AGAINST
            if seen := evidence(scope):
                for name in FEATURES:
                    self.values[name].append(seen.whole[name])

    def __str__(self) -> str:
        told = " ".join(f"{self.speaks[name]:>7}{self.against[name]:>8}" for name in SIGNALS)
        return f"{self.name:<28}{self.dumps:>4} {told} " + " ".join(_mean(self.values[name]) for name in FEATURES)


def _mean(values: Sequence[float]) -> str:
    known = [each for each in values if np.isfinite(each)]
    return f"{np.mean(known):>9.2f}{min(known):>6.2f}{max(known):>6.2f}" if known else f"{'-':>21}"


def specs(name: str, each: int, rows: int) -> Iterator[DumpSpec]:
    """Yield dumps of a family of worlds ("family"), or half made up by a seller, over kinds and worlds."""
    kinds, worlds = simulate.kinds(), training_families()
    for i in range(each):
        seed, kind = FIRST + i, kinds[i % len(kinds)]
        if name in families():
            yield DumpSpec(kind, rows, seed=seed, family=name)
        else:
            yield DumpSpec(kind, rows, name, 0.5, seed=seed, family=worlds[i % len(worlds)])


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--each", type=int, default=5)
    parser.add_argument("--rows", type=int, default=1000)
    parser.add_argument("--sellers", nargs="*", default=list(training_fabricators()))
    asked = parser.parse_args()
    book = rulebook.load()
    observers = {name: each for name, each in score.observers(book).items() if name in {"records", *SIGNALS}}
    detector = Detector(book, observers, "off")
    sys.stdout.write(
        f"{'':<32} " + " ".join(f"{name[:15]:>15}" for name in SIGNALS) + f" (speaks, against) {FEATURES}\n"
    )
    for name in (*families(), *asked.sellers):
        row = Row(name)
        for spec in specs(name, asked.each, asked.rows):
            made = simulate.dump(spec)
            source = source_of(tuple(made.frame.columns), detector)
            frame = made.as_written
            frame = frame.rename(dict(zip(frame.columns, source.columns, strict=True)))
            total = detector.observe(source, batch_of(frame))
            row.add(Summary({source.key: total}))
        sys.stdout.write(f"{row}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
