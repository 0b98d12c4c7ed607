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

import numpy as np
import polars as pl

sys.path.insert(0, str(Path(__file__).parents[2]))

from benchmarks.genuineness.observed import results
from training.genuineness.draw import HARD
from triage.app.cells import FEW, PARTLY
from triage.score.estimator import models
from triage.score.noticed import SILENT

DOCUMENT = Path(__file__).parents[2] / "docs" / "validation.md"
MARKS = re.compile(r"(<!-- tables[^\n]*-->\n).*?(<!-- end of tables -->)", re.DOTALL)

ROUNDED = 5e-4
"""Shares of a report are rounded."""

ACCUSED = 0.95

_PARTS = (
    ("Sellers held out, worlds held out, 300 to 3,000 rows", "strangers"),
    ("Sellers of the training, worlds held out, 300 to 3,000 rows", "known"),
    ("Nothing made up, worlds held out, 200 to 3,000 rows", "genuine"),
    ("Sizes, sellers and worlds held out", "sizes"), ("Few columns, sellers and worlds held out", "schemas"),
)  # fmt: skip
_TEXTUAL = ("llm_pages", "llm_personas", "llm_weighted", "faker_js_ur", "mockaroo_like", "stride", "valid_series")
"""Held-out generators, sequences and language models: what a file can show."""


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
    made = frame.filter(pl.col("part").is_in(["strangers", "genuine"]))
    for title, by in (("By world", "world"), ("By kind of file", "kind"), ("By how it was written", "form")):
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
    part = {name: frame.filter(pl.col("part") == name) for _, name in _PARTS}
    strangers, genuine = part["strangers"], part["genuine"]
    every = pl.concat([strangers, genuine, part["known"]])
    yield "| figure | target | reached | worst cell |"
    yield "|---|---|---|---|"
    shown = strangers.filter(pl.col("cell").is_in(_TEXTUAL))
    yield _target("error, generators, sequences and language models held out", 0.05, shown)
    yield _target("error, all sellers held out", 0.10, strangers)
    yield _target("error, sellers held out that the preset `common` lists", 0.10, _listed(strangers))
    yield _rate("95 % range holds, sellers held out and nothing made up", ".95 / .90", every, _held)
    yield _rate("range lies above the truth", "at most .04", every, _too_high, is_worst_high=True)
    yield _rate("range lies below the truth", "at most .04", every, _too_low, is_worst_high=True)
    accused = genuine.filter((pl.col("high") < ACCUSED) | (pl.col("at_least") > 1 - ACCUSED)).height
    wary = genuine.filter(pl.col("wary_high") < ACCUSED).height
    by = "by the head line or number A; by `adversarial`"
    yield f"| genuine dumps accused ({by}) | 0 of 600 | {accused}; {wary} of {genuine.height} | |"
    yield f"| number A above the truth | 0 of 2,000 | {_above(frame)} of {frame.height} | |"
    partly = strangers.filter(pl.col("truth") < PARTLY)
    silent = partly.filter(pl.col("label").is_in(SILENT))
    weak = silent.filter(pl.col("power") < 0.5).height
    yield (
        f"| dumps under 80 % genuine without a sign of fabrication | 5 in 100, stated power under .5 | "
        f"{silent.height} of {partly.height}, in {weak} of them the power is under .5 | {_worst(partly, _is_silent)} |"
    )
    wide = pl.concat([strangers, genuine]).filter((pl.col("rows") >= 1000) & (pl.col("schema") == "all"))
    yield _rate("undetermined, 1,000 rows and more, all columns", "at most .30", wide, _open, is_worst_high=True)


def _listed(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.filter(~pl.col("cell").is_in(HARD))


def _target(name: str, target: float, rows: pl.DataFrame) -> str:
    told = rows.filter(pl.col("estimate").is_not_null())
    if not told.height:
        return f"| {name} | {target:.2f} | | |"
    error = (told["estimate"] - told["truth"]).abs()
    return f"| {name} | {target:.2f} | {_f(error)} ({told.height} dumps) | {_worst(told, _error)} |"


def _rate(name: str, target: str, rows: pl.DataFrame, of: pl.Expr, *, is_worst_high: bool = False) -> str:
    told = rows.filter(pl.col("estimate").is_not_null()) if of is not _open else rows
    if not told.height:
        return f"| {name} | {target} | | |"
    return f"| {name} | {target} | {_f(told.select(of).to_series())} | {_worst(told, of, is_low=not is_worst_high)} |"


def _worst(rows: pl.DataFrame, of: pl.Expr, *, is_low: bool = False) -> str:
    """Return the worst cell of enough dumps, of any if no cell has enough."""
    cells = rows.group_by("cell").agg(of.cast(pl.Float64).mean().alias("f"), pl.len().alias("n")).sort("f", "cell")
    known = cells.filter(pl.col("n") >= FEW)
    cells = known if known.height else cells
    if not cells.height:
        return ""
    at = 0 if is_low else -1
    return f"{cells['cell'][at]} {cells['f'][at]:.3f} ({cells['n'][at]})"


_error = (pl.col("estimate") - pl.col("truth")).abs()
_too_high = pl.col("low") > pl.col("truth") + ROUNDED
_too_low = pl.col("high") < pl.col("truth") - ROUNDED
_held = ~(_too_high | _too_low)
_open = pl.col("label") == "undetermined"
_is_silent = pl.col("label").is_in(SILENT)


if __name__ == "__main__":
    main()
