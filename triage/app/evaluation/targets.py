"""What is aimed at, what was reached, and the worst cell: the table by which an evaluation is judged.

A cell is what made a dump's rows up, else its world, else its kind. Worst cells are of `FEW` dumps and more, if there
are any.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from statistics import fmean

from triage.app.evaluation.judged import ACCUSED, FEW, PARTLY, Judged
from triage.score.noticed import SILENT

Figure = Callable[[Judged], float]

_LEAVES_MARKS = ("llm_", "faker_", "mimesis_", "mockaroo_", "random_digits", "sequential", "stride", "valid_series",
                 "spreadsheet", "template")  # fmt: skip
"""Beginnings of the names of fabricators that are generators, sequences or language models."""

_SHUFFLES = ("shuffle", "block_shuffle")
_ROWS, _FIELDS = 1000, 4
"""Size and fields from which an answer is expected."""

_SURE = 0.5
"""Power from which a verdict without a sign was said to be worth something."""


def targets(judged: Sequence[Judged]) -> list[dict[str, str]]:
    """Return a line a figure: its name, its target, what was reached, and the worst cell."""
    made = [each for each in judged if each.told.made_by]
    known = [each for each in judged if each.low is not None]
    genuine = [each for each in judged if each.genuine == 1]
    partly = [each for each in made if each.genuine < PARTLY]
    silent = [each for each in partly if _is_silent(each)]
    weak = [each for each in silent if (each.told.power or 0) < _SURE]
    wide = [each for each in judged if each.rows >= _ROWS and each.told.schema.count("+") + 1 >= _FIELDS]
    accused = sum(map(_is_accused, genuine))
    wary = sum(each.told.wary_high is not None and each.told.wary_high < ACCUSED for each in genuine)
    above = sum(not each.is_bound_valid for each in judged)
    return [
        error("error, generators, sequences and language models", 0.05, _made_by(made, _LEAVES_MARKS)),
        error("error, shuffles", 0.03, _made_by(made, _SHUFFLES)),
        error("error, all who made rows up", 0.10, made),
        error("error, nothing made up", 0.05, genuine),
        _line("95 % range holds", ".95 / .90", known, lambda each: float(each.is_held or False), is_high_bad=False),
        _line("range lies above the truth", "at most .04", known, lambda each: float((each.low or 0) > each.genuine)),
        _line("range lies below the truth", "at most .04", known, lambda each: float((each.high or 0) < each.genuine)),
        _told("genuine dumps accused by the head line or number A", "0 of 600", f"{accused} of {len(genuine)}"),
        _told("genuine dumps accused by `adversarial`", "0 of 600", f"{wary} of {len(genuine)}"),
        _told("number A above the truth", "0 of 2,000", f"{above} of {len(judged)}"),
        _line("under 80 % genuine without a sign of fabrication", "at most .05", partly, _is_silent),
        _told("of these, stated power is under .5", "all", f"{len(weak)} of {len(silent)}"),
        _line(f"undetermined, {_ROWS:,} rows and {_FIELDS} fields or more", "at most .30", wide, _is_open),
    ]  # fmt: skip


def error(figure: str, target: float, judged: Sequence[Judged]) -> dict[str, str]:
    """Return the line of a mean error, over dumps with an estimate; how many have none is said."""
    told = [each for each in judged if each.estimate is not None]
    line = _line(figure, f"{target:.2f}", told, lambda each: abs((each.estimate or 0) - each.genuine))
    without = len(judged) - len(told)
    return line | ({"reached": f"{line['reached']}, {without} without an estimate"} if without and told else {})


def text(lines: Sequence[Mapping[str, str]]) -> list[str]:
    """Return the lines in columns."""
    rows = [("Figure", "Target", "Reached", "Worst cell"), *(tuple(each.values()) for each in lines)]
    wide = [max(len(row[column]) for row in rows) for column in range(4)]
    told = ["  ".join(cell.ljust(width) for cell, width in zip(row, wide, strict=True)).rstrip() for row in rows]
    return [told[0], "-" * len(told[0]), *told[1:]]


def markdown(lines: Sequence[Mapping[str, str]]) -> list[str]:
    """Return the lines as a table of Markdown."""
    return ["| figure | target | reached | worst cell |", "|---|---|---|---|",
            *(f"| {' | '.join(each.values())} |" for each in lines)]  # fmt: skip


def _told(figure: str, target: str, reached: str, worst: str = "") -> dict[str, str]:
    return {"figure": figure, "target": target, "reached": reached, "worst": worst}


def _line(
    figure: str, target: str, judged: Sequence[Judged], of: Figure, *, is_high_bad: bool = True
) -> dict[str, str]:
    if not judged:
        return _told(figure, target, "-")
    cells: dict[str, list[float]] = {}
    for each in judged:
        cells.setdefault(_cell(each), []).append(of(each))
    known = {cell: own for cell, own in cells.items() if len(own) >= FEW} or cells
    worst = (max if is_high_bad else min)(sorted(known), key=lambda cell: fmean(known[cell]))
    return _told(
        figure, target, f"{fmean(map(of, judged)):.3f} ({len(judged)})",
        f"{worst} {fmean(known[worst]):.3f} ({len(known[worst])})",
    )  # fmt: skip


def _cell(each: Judged) -> str:
    return each.told.made_by or each.told.world or each.told.kind or "-"


def _made_by(made: Sequence[Judged], beginnings: tuple[str, ...]) -> list[Judged]:
    """Return the dumps all of whose fabricators have a name that begins so."""
    return [each for each in made if all(name.startswith(beginnings) for name in each.told.made_by.split("+"))]


def _is_silent(each: Judged) -> bool:
    return each.verdict in SILENT


def _is_open(each: Judged) -> bool:
    return each.verdict == "undetermined"


def _is_accused(each: Judged) -> bool:
    return each.at_least > 1 - ACCUSED or (each.high is not None and each.high < ACCUSED)
