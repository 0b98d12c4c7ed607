"""Makes the estimator of genuineness: `python -m training.genuineness`.

Simulates dumps of the families of worlds by the fabricators that are not held out, trains both presets, calibrates
their intervals on dumps that no tree has seen (some of a world and of sellers that no tree has seen), makes the bands
of number A, and writes all of it into the package. About fifteen minutes on two cores; `--smoke` makes a tiny estimator
elsewhere, to show that the command works.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from training.genuineness import bands, save
from training.genuineness.corpus import corpus
from training.genuineness.draw import (
    CALIBRATING,
    CALIBRATING_FAMILY,
    HARD,
    HELD_OUT,
    HELD_OUT_FAMILIES,
    Draw,
    training_fabricators,
    training_families,
)
from training.genuineness.fit import Fit, Labelled, fit
from triage.score.estimator import models

APART = 1_000_000
"""Distance of seeds between families."""

_FIRST = {"households": 0, "perturbed": 1, "processes": 2, "tables": 3, "plain": 4, "offices": 5, "adverse": 6}
"""Index of a family among the seeds; a family that is not named gets one from its name."""

GENUINE = 500_000
"""First seed of the populations of number A within those of a family."""

APART_FOR_RANGES = 0.2
"""Share of the dumps of families and fabricators that trees do see which only calibrate."""


@dataclass(frozen=True, slots=True)
class Size:
    """How many dumps of each family, how many genuine populations of each, how many rounds of trees."""

    dumps: int = 480
    populations: int = 120
    rounds: int = 140


def dumps_of(family: str, size: Size, *, home: str = "train") -> list[Labelled]:
    """Return the labelled dumps of one family of worlds."""
    first = APART * _place(family)
    draw = Draw(training_fabricators(), (family,), rows=(50, 3000))
    return corpus(f"{home}-{family}", draw.spec, range(first, first + size.dumps))


def populations_of(family: str, size: Size, *, home: str = "genuine") -> list[Labelled]:
    """Return the genuine dumps of one family."""
    first = APART * _place(family) + GENUINE
    draw = Draw((), (family,), rows=(400, 900), narrow=0.0)
    return corpus(f"{home}-{family}", draw.spec, range(first, first + size.populations))


def _place(family: str) -> int:
    return _FIRST.get(family, 10 + crc32(family.encode()) % 20)


def is_common(each: Labelled) -> bool:
    """Return true if no fabricator of the dump is one of those that leave hardly a mark."""
    return not set(each.fabricator.split("+")) & set(HARD)


def parted(dumps: Sequence[Labelled]) -> tuple[list[Labelled], list[Labelled]]:
    """Return dumps that trees learn from, and dumps that calibrate: strangers are among the latter alone."""
    cut = round(len(dumps) * (1 - APART_FOR_RANGES))
    learning = [each for each in dumps[:cut] if not is_stranger(each)]
    return learning, [*(each for each in dumps[:cut] if is_stranger(each)), *dumps[cut:]]


def is_stranger(each: Labelled) -> bool:
    """Whether no tree may see a dump: its world or one of its fabricators only calibrates."""
    return each.world == CALIBRATING_FAMILY or bool(set(each.fabricator.split("+")) & set(CALIBRATING))


PRESETS: dict[str, tuple[Callable[[Labelled], bool], int]] = {"common": (is_common, 1), "adversarial": (bool, 1)}
"""By preset, which dumps it learns from, and the step in them: more dumps make no estimator surer of perfect fakes."""


def main() -> None:
    """Train and write the estimator."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=Path(str(models.HOME)))
    parser.add_argument("--smoke", action="store_true", help="a few dumps, ten rounds: to show that it works")
    asked = parser.parse_args()
    size = Size(48, 8, 10) if asked.smoke else Size()
    home = "smoke-" if asked.smoke else ""
    started = time.monotonic()
    learning: list[Labelled] = []
    calibrating: list[Labelled] = []
    for family in training_families():
        own, rest = parted(dumps_of(family, size, home=f"{home}train"))
        learning += own
        calibrating += rest
        _say(f"{family}: {len(own)} + {len(rest)} dumps", started)
    about = {
        "families_of_worlds": list(training_families()),
        "only_calibrating": [CALIBRATING_FAMILY, *CALIBRATING],
        "held_out": [*HELD_OUT_FAMILIES, *HELD_OUT],
        "seeds": f"{APART} apart, {size.dumps} each",
    }
    fits: dict[str, Fit] = {}
    for preset, (keep, every) in PRESETS.items():
        own, rest = ([each for each in dumps if keep(each)] for dumps in (learning[::every], calibrating))
        made_by = sorted({name for each in own for name in each.fabricator.split("+") if name})
        fits[preset] = fit(own, rest, size.rounds)
        told = {"preset": preset, "dumps": len(own), "calibrating": len(rest), "fabricators": made_by}
        save.save(fits[preset], asked.out / preset, {**told, **about})
        _say(f"{preset}: {len(own)} dumps", started)
    genuine = [each for family in training_families() for each in populations_of(family, size, home=f"{home}genuine")]
    found = bands.bands(genuine, fits["common"].boosters["rows"], least=1 if asked.smoke else bands.WORLDS_LEAST)
    bands.save(found, asked.out / "common" / "band.json", about)
    _say(f"{len(found)} bands of {len(genuine)} populations", started)


def _say(text: str, started: float) -> None:
    sys.stdout.write(f"{text}, {time.monotonic() - started:.0f} s\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
