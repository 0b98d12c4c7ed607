"""The figures of an evaluation cell by cell: by kind of dump, size, fields, world and who made rows up.

Means over all dumps hide where answers are wrong. Cells of fewer than `FEW` dumps are marked: their rates say little.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from statistics import fmean, median
from typing import Any

from triage.app.evaluation.judged import ACCUSED, FEW, PARTLY, Judged, Told
from triage.core.safe import printable
from triage.score.noticed import SILENT

_SIZES = (100, 1000, 10_000)
_FAMILY = re.compile(r"family='([a-z_]+)'")
_FIELDS = ("name", "father", "cnic", "mobile", "address", "gender", "dob", "email", "iban")


def told(dump: Mapping[str, Any], top: Path, made_by: Sequence[str]) -> Told:
    """Return what is told of a dump of a report; `top` is the folder of a simulated one, whose notice has its world."""
    genuineness = dump["genuineness"]
    found = {column["field"] for table in dump["tables"] for column in table["columns"] if column.get("field")}
    notice = top / "README.md"
    world = _FAMILY.search(notice.read_text(encoding="utf-8")) if top.is_dir() and notice.is_file() else None
    wary = genuineness["adversarial"]
    return Told(
        kind=dump["dump_type"]["name"],
        schema="+".join(name for name in _FIELDS if name in found),
        world=world[1] if world else "",
        made_by="+".join(sorted(filter(None, made_by))),
        wary_high=wary["high"] if wary else None,
        power=genuineness["power"],
    )


def cells(judged: Sequence[Judged]) -> list[dict[str, Any]]:
    """Return the figures of every cell: all dumps together, then by each way to part them, the largest cells first."""
    return [each for by, parts in _parted(judged) for each in _lines(by, parts)]


def _parted(judged: Sequence[Judged]) -> Iterator[tuple[str, Mapping[str, list[Judged]]]]:
    ways: dict[str, Callable[[Judged], str]] = {
        "all": lambda _: "all", "kind": lambda each: each.told.kind, "size": lambda each: _size(each.rows),
        "schema": lambda each: each.told.schema, "world": lambda each: each.told.world,
        "made by": lambda each: each.told.made_by or ("nobody" if each.genuine == 1 else ""),
    }  # fmt: skip
    for by, key in ways.items():
        parts: dict[str, list[Judged]] = {}
        for each in judged:
            parts.setdefault(key(each) or "-", []).append(each)
        yield by, parts


def _size(rows: int) -> str:
    return next((f"under {most:,}" for most in _SIZES if rows < most), f"{_SIZES[-1]:,} and more")


def _lines(by: str, parts: Mapping[str, list[Judged]]) -> Iterator[dict[str, Any]]:
    for cell, own in sorted(parts.items(), key=lambda item: (-len(item[1]), item[0])):
        yield {"by": by, "cell": printable(cell), "few": len(own) < FEW, **figures(own)}


def figures(own: Sequence[Judged]) -> dict[str, Any]:
    """Return the figures of some dumps; null if no dump has what a figure is of."""
    errors = [each.estimate - each.genuine for each in own if each.estimate is not None]
    ranges = [(each.low, each.high, each.genuine) for each in own if each.low is not None and each.high is not None]
    genuine = [each for each in own if each.genuine == 1]
    partly = [each for each in own if each.genuine < PARTLY]
    powers = [each.told.power for each in own if each.told.power is not None]
    wary = [each.told.wary_high for each in genuine if each.told.wary_high is not None]
    return {
        "dumps": len(own),
        "error": _mean([abs(each) for each in errors]),
        "bias": _mean(errors),
        "holds": _mean([float(low <= truth <= high) for low, high, truth in ranges]),
        "above": _mean([float(low > truth) for low, _, truth in ranges]),
        "below": _mean([float(high < truth) for _, high, truth in ranges]),
        "width": round(median(high - low for low, high, _ in ranges), 4) if ranges else None,
        "undetermined": _mean([float(each.verdict == "undetermined") for each in own]),
        "noticed": _mean([float(each.verdict not in SILENT) for each in partly]),
        "power": _mean(powers),
        "bound_wrong": sum(not each.is_bound_valid for each in own),
        "genuine_dumps": len(genuine),
        "accused": sum(
            each.at_least > 1 - ACCUSED or (each.high is not None and each.high < ACCUSED) for each in genuine
        ),
        "accused_by_adversarial": sum(high < ACCUSED for high in wary),
    }


def _mean(values: Sequence[float]) -> float | None:
    return round(fmean(values), 4) if values else None


_HEAD = {
    "cell": "Cell", "dumps": "Dumps", "error": "Error", "bias": "Bias", "holds": "Holds", "above": "Too high",
    "below": "Too low", "width": "Width", "undetermined": "Undeterm.", "noticed": "Noticed", "power": "Stated",
    "bound_wrong": "A wrong", "accused": "Accused", "accused_by_adversarial": "(advers.)",
}  # fmt: skip


def table(found: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return the cells for a person; `*` marks a cell of few dumps."""
    rows = [tuple(_HEAD.values()), *(_row(each) for each in found)]
    wide = [max(len(row[i]) for row in rows) for i in range(len(_HEAD))]
    text = [
        "  ".join([row[0].ljust(wide[0]), *(cell.rjust(width) for cell, width in zip(row[1:], wide[1:], strict=True))])
        for row in rows
    ]
    return [text[0], "-" * len(text[0]), *text[1:], "", *_LEGEND]


_LEGEND = (
    f"* fewer than {FEW} dumps. Too high, too low: the range lies above, below the truth. Noticed: dumps less than",
    f"{PARTLY:.0%} genuine with another verdict than no or few signs of fabrication; Stated: the power that reports",
    "gave. Accused: of genuine dumps.",
)


def _row(cell: Mapping[str, Any]) -> tuple[str, ...]:
    name = f"{cell['by']}: {cell['cell']}" if cell["by"] != "all" else "all"
    told = [f"{name}{' *' if cell['few'] else ''}", str(cell["dumps"])]
    for key in list(_HEAD)[2:]:
        value = cell[key]
        of = f"/{cell['genuine_dumps']}" if key.startswith("accused") else ""
        told.append("-" if value is None else f"{value}{of}" if isinstance(value, int) else f"{value:.3f}")
    return tuple(told)
