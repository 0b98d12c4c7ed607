"""Dumps that the evaluation of genuineness draws, part by part, from fixed seeds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

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
from triage import simulate
from triage.simulate import DumpSpec

FIRST = 40_000_000
"""Seeds of the evaluation begin here: no training comes so far."""

EDITION = 90_000_000
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

SHUFFLES = ("shuffle", "shuffle_shift", "shuffle_within_city")
"""Who shuffle over all (the first two) or within a place; only the second was held out from the training."""

SHUFFLED = ("name", "father", "cnic", "address")
"""Columns of the dumps of the part "shuffles"."""

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


def shuffles(each: int) -> Iterator[Case]:
    """Yield shuffles over all and within a place, of 1,000 rows with name, father, card and address."""
    for number, name in enumerate(SHUFFLES):
        draw = Draw((name,), HELD_OUT_FAMILIES, rows=(1000, 1000), whole=(0.0, 0.15), two=0.0, narrow=0.0)
        for i in range(each):
            spec = draw.spec(FIRST + EDITION + 5_000_000 + 10_000 * number + i)
            yield Case("shuffles", name, replace(spec, columns=SHUFFLED, kind=_kind(SHUFFLED, spec.seed)))


PARTS: dict[str, Callable[[int], Iterator[Case]]] = {
    "strangers": strangers, "genuine": genuine, "known": known, "sizes": sizes, "schemas": schemas,
    "shuffles": shuffles, "calibrating": calibrating, "careful": careful,
}  # fmt: skip


def _kind(schema: tuple[str, ...], seed: int) -> str:
    having = [name for name in simulate.kinds() if sum(c in _columns(name) for c in schema) * 2 >= len(schema)]
    return having[seed % len(having)]


@cache
def _columns(kind: str) -> tuple[str, ...]:
    from triage.simulate.extracts import kind as module  # noqa: PLC0415

    return tuple(module(kind).COLUMNS)
