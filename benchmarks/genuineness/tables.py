"""Results of `protocol.py` -> the tables of docs/validation.md, beside the target figures.

    python benchmarks/genuineness/tables.py [--write] [--models DIR]

`--write` puts them between the marks of docs/validation.md; `--models` chooses among models that were compared.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

sys.path.insert(0, str(Path(__file__).parents[2]))

from benchmarks.genuineness.observed import results
from training.genuineness.draw import HARD
from triage.app.evaluation import targets
from triage.app.evaluation.judged import FEW, PARTLY, Judged, Told
from triage.score.estimator import models
from triage.score.noticed import SILENT

DOCUMENT = Path(__file__).parents[2] / "docs" / "validation.md"
MARKS = re.compile(r"(<!-- tables[^\n]*-->\n).*?(<!-- end of tables -->)", re.DOTALL)

ROUNDED = 5e-4
"""Shares of a report are rounded."""

ACCUSED = 0.95

_PARTS = (
    ("Sellers held out, worlds held out, 300 to 10,000 rows", "strangers"),
    ("Sellers of the training, worlds held out, 300 to 10,000 rows", "known"),
    ("Nothing made up, worlds held out, 300 to 10,000 rows", "genuine"),
    ("Sizes, sellers and worlds held out", "sizes"), ("Few columns, sellers and worlds held out", "schemas"),
    ("Shuffles of 1,000 rows with name, father, card and address, worlds held out", "shuffles"),
)  # fmt: skip
_ALL = ("name", "father", "cnic", "address")
"""Fields of a dump that shows every column, at the least."""


def main() -> None:
    """Print the tables, or write them into the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--models", default="")
    asked = parser.parse_args()
    text = "\n".join(_all(results().filter(pl.col("models") == (asked.models or str(models.HOME)))))
    if not asked.write:
        print(text)
        return
    whole = DOCUMENT.read_text(encoding="utf-8")
    DOCUMENT.write_text(MARKS.sub(lambda found: f"{found[1]}\n{text}\n{found[2]}", whole), encoding="utf-8")


def reached(frame: pl.DataFrame, through: str) -> list[str]:
    """Return the table of targets of one way through, as Markdown."""
    return list(_targets(frame.filter(pl.col("through") == through)))


def _all(frame: pl.DataFrame) -> Iterator[str]:
    """Yield the tables of rows with known columns, then those of files that were scanned."""
    yield from _document(frame.filter(pl.col("through") == "rows"))
    scans = frame.filter(pl.col("through") == "scan")
    if scans.height:
        yield "## The same through scans of files\n"
        yield from _document(scans)


def _document(frame: pl.DataFrame) -> Iterator[str]:
    yield "### Target, reached, worst cell\n"
    yield from _targets(frame)
    yield ""
    for title, part in _PARTS:
        own = frame.filter(pl.col("part") == part)
        if own.height:
            yield f"### {title}\n"
            yield from _cells(own, "cell")
            yield ""
    made = frame.filter(pl.col("part").is_in(["strangers", "genuine"])).with_columns(_size.alias("size"))
    for title, by in (
        ("By size", "size"),
        ("By world", "world"),
        ("By kind of file", "kind"),
        ("By how it was written", "form"),
    ):
        if made[by].n_unique() > 1:
            yield f"### {title}: sellers held out, and nothing made up\n"
            yield from _cells(made, by)
            yield ""


def _cells(own: pl.DataFrame, by: str) -> Iterator[str]:
    yield (
        "| cell | dumps | no estimate | mean error | bias | range holds | range too high | range too low | width "
        "| undetermined | wary range holds | noticed | A above truth | genuine accused | by adversarial |"
    )
    yield "|" + "---|" * 15
    for (cell,), rows in sorted(own.group_by(by), key=lambda item: _order(str(item[0][0]))):
        yield _line(f"{cell}{' *' if rows.height < FEW else ''}", rows)
    yield _line("**all**", own)


def _order(cell: str) -> tuple[int, str]:
    return (int(cell), "") if cell.isdecimal() else (0, cell)


def _line(cell: str, rows: pl.DataFrame) -> str:
    told = rows.filter(pl.col("estimate").is_not_null())
    error, (holds, above, below) = told["estimate"] - told["truth"], _sides(told, "low", "high")
    wary = _sides(rows.filter(pl.col("wary_low").is_not_null()), "wary_low", "wary_high")[0]
    genuine = rows.filter(pl.col("truth") > 1 - ROUNDED)
    accused = genuine.filter((pl.col("high") < ACCUSED) | (pl.col("at_least") > 1 - ACCUSED)).height
    by_wary = genuine.filter(pl.col("wary_high") < ACCUSED).height
    of = f" of {genuine.height}" if genuine.height else ""
    width = f"{(told['high'] - told['low']).median():.3f}" if told.height else ""
    figures = (
        f"{rows.height}", f"{rows.height - told.height}", _f(error.abs()), _f(error), _f(holds), _f(above), _f(below),
        width, _f(rows["label"] == "undetermined"), _f(wary), _f(_noticed(rows)), f"{_above(rows)}",
        f"{accused}{of}" if of else "", f"{by_wary}{of}" if of else "",
    )  # fmt: skip
    return f"| {cell} | " + " | ".join(figures) + " |"


def _sides(told: pl.DataFrame, low: str, high: str) -> tuple[pl.Series, pl.Series, pl.Series]:
    """Whether ranges hold the truth, lie above it, lie below it."""
    above, below = told[low] > told["truth"] + ROUNDED, told[high] < told["truth"] - ROUNDED
    return ~(above | below), above, below


def _noticed(rows: pl.DataFrame) -> pl.Series:
    """Whether dumps that are made up in part got another verdict than no or few signs of fabrication."""
    return ~rows.filter(pl.col("truth") < PARTLY)["label"].is_in(SILENT)


def _above(rows: pl.DataFrame) -> int:
    return rows.filter(pl.col("at_least") > 1 - pl.col("truth") + ROUNDED).height


def _f(values: pl.Series) -> str:
    return f"{np.mean(values.cast(pl.Float64).to_numpy()):.3f}" if len(values) else ""


def _targets(frame: pl.DataFrame) -> Iterator[str]:
    """Yield the table that `triage evaluate` prints too, with the sellers whom the preset `common` lists beside."""
    parts = frame.filter(pl.col("part").is_in(["strangers", "genuine"]))
    listed = parts.filter((pl.col("part") == "strangers") & ~pl.col("cell").is_in(HARD))
    name = "error, sellers that the preset `common` lists"
    head, *others = targets.targets([_judged(each) for each in parts.iter_rows(named=True)])
    named = targets.error(name, 0.10, [_judged(each) for each in listed.iter_rows(named=True)])
    yield from targets.markdown([head, named, *others])


_size = pl.when(pl.col("rows") < 1000).then(pl.lit("under 1,000")).when(pl.col("rows") < 3000).then(
    pl.lit("under 3,000")).otherwise(pl.lit("3,000 to 10,000"))  # fmt: skip


def _judged(row: dict[str, Any]) -> Judged:
    """Return a kept answer as `triage evaluate` has it."""
    made_by = row["cell"] if row["part"] == "strangers" else ""
    schema = "+".join(_ALL) if row["schema"] == "all" else row["schema"]
    own = Told(row["kind"], schema, row["world"], made_by, row["wary_high"], row["power"])
    return Judged(
        str(row["seed"]), row["rows"], row["truth"], row["at_least"], row["estimate"], row["low"], row["high"],
        row["label"], row["gate"] or "", np.zeros(0, dtype=np.bool_), np.zeros(0), told=own,
    )  # fmt: skip


if __name__ == "__main__":
    main()
