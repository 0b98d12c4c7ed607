"""Results of `protocol.py` -> the tables of docs/validation.md, beside simpler methods and the target figures.

    python benchmarks/genuineness/tables.py [--write]

`--write` puts them between the marks of docs/validation.md.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import polars as pl

sys.path.insert(0, str(Path(__file__).parents[2]))

from training.genuineness.draw import HARD

RESULTS = Path("build/genuineness/results.parquet")
DOCUMENT = Path(__file__).parents[2] / "docs" / "validation.md"
MARKS = re.compile(r"(<!-- tables[^\n]*-->\n).*?(<!-- end of tables -->)", re.DOTALL)

SLACK = 1e-9
NO_GENERATORS = ("shuffle", "shuffle_names", "shuffle_shift", "mutate_digits", "recycled")
"""Listed fabricators whose rows come from true ones."""
PEERS = {
    "estimate": "this tool", "by_checks_estimate": "explained checks alone (first version)",
    "peer_em": "EM on a classifier's posteriors (SLD)", "peer_threshold": "one classifier, rows above 0.5",
    "peer_bayes": "naive Bayes, textbook error rates",
}  # fmt: skip


def main() -> None:
    """Print the tables, or write them into the page."""
    frame = pl.read_parquet(RESULTS)
    text = "\n".join(_document(frame))
    if "--write" not in sys.argv:
        print(text)
        return
    whole = DOCUMENT.read_text(encoding="utf-8")
    DOCUMENT.write_text(MARKS.sub(lambda found: f"{found[1]}\n{text}\n{found[2]}", whole), encoding="utf-8")


def _document(frame: pl.DataFrame) -> Iterable[str]:
    parts = [
        ("Each fabricator by itself, 1,000 rows", "fabricators"), ("Nothing made up, 200 to 3,000 rows", "genuine"),
        ("Sizes, listed fabricators", "sizes"), ("Few columns, listed fabricators, 1,000 rows", "schemas"),
        ("Years that no training had", "eras"),
        ("A seller who draws all from public statistics", "clever"), ("Left out of the training", "left_out"),
    ]  # fmt: skip
    for title, part in parts:
        own = frame.filter(pl.col("part") == part)
        if own.height:
            yield f"### {title}\n"
            yield from _cells(own)
            if part == "clever":
                said, none = int(own["clever_said"].sum()), int((own["at_least"] == 0).sum())
                yield f"\nThe warning stands in {said} of {own.height} reports; number A is 0 (U = 1) in {none}."
            yield ""
    if not (frame["part"] == "fabricators").any():
        return
    yield "### Beside simpler methods\n"
    yield from _peers(frame)
    yield ""
    yield "### Rows\n"
    yield "Of dumps of 1,000 rows by fabricators that `common` lists.\n"
    yield from _rows(frame.filter((pl.col("part") == "fabricators") & ~pl.col("cell").is_in(HARD)))


def _cells(own: pl.DataFrame) -> Iterable[str]:
    yield (
        "| cell | dumps | no estimate | mean error | bias | 95 % range holds | median width | adversarial range holds "
        "| its width | A holds | A short by | genuine-only accused |"
    )
    yield "|" + "---|" * 12
    for (cell,), rows in sorted(own.group_by("cell"), key=lambda item: _order(str(item[0][0]))):
        yield _line(str(cell), rows)
    if own["cell"].is_in(HARD).any() and own["cell"].n_unique() > 1:
        yield _line("**generators**", own.filter(~pl.col("cell").is_in([*HARD, *NO_GENERATORS])))
        yield _line("**listed by the preset `common`**", own.filter(~pl.col("cell").is_in(HARD)))
        yield _line("**only by `adversarial`**", own.filter(pl.col("cell").is_in(HARD)))
    else:
        yield _line("**all**", own)


def _order(cell: str) -> tuple[int, str]:
    return (int(cell), "") if cell.isdecimal() else (0, cell)


def _line(cell: str, rows: pl.DataFrame) -> str:
    told = rows.filter(pl.col("estimate").is_not_null())
    truth, low, high = (told[name].to_numpy() for name in ("truth", "low", "high"))
    error = told["estimate"].to_numpy() - truth
    made = 1 - rows["truth"].to_numpy()
    at_least = rows["at_least"].to_numpy()
    genuine = rows.filter(pl.col("truth") > 1 - SLACK)
    accused = genuine.filter((pl.col("high") < 0.95) | (pl.col("at_least") > 0.05)).height
    holds = ((low - SLACK <= truth) & (truth <= high + SLACK)).mean() if len(truth) else np.nan
    width = f"{np.median(high - low):.3f}" if len(truth) else ""
    figures = (
        f"{rows.height}", f"{rows.height - told.height}", _f(np.abs(error)), _f(error), f"{holds:.3f}",
        width, *_adversarial(rows), f"{(at_least <= made + SLACK).mean():.3f}",
        _f(made - at_least), f"{accused} of {genuine.height}" if genuine.height else "",
    )  # fmt: skip
    return f"| {cell} | " + " | ".join(figures) + " |"


def _adversarial(rows: pl.DataFrame) -> tuple[str, str]:
    if "adversarial_low" not in rows.columns:
        return "", ""
    told = rows.filter(pl.col("adversarial_low").is_not_null())
    if not told.height:
        return "", ""
    truth, low, high = (told[name].to_numpy() for name in ("truth", "adversarial_low", "adversarial_high"))
    holds = ((low - SLACK <= truth) & (truth <= high + SLACK)).mean()
    return f"{holds:.3f}", f"{np.median(high - low):.3f}"


def _f(values: np.ndarray) -> str:
    return f"{values.mean():.3f}" if len(values) else ""


def _peers(frame: pl.DataFrame) -> Iterable[str]:
    own = frame.filter(
        pl.col("part").is_in(["fabricators", "genuine"])
        & ~pl.col("cell").is_in(HARD)
        & pl.col("estimate").is_not_null()
    )
    yield "Fabricators that `common` lists, and dumps with nothing made up.\n"
    yield "| method | dumps | mean absolute error | worst fabricator at 1,000 rows |"
    yield "|---|---|---|---|"
    for column, title in PEERS.items():
        told = own.filter(pl.col(column).is_not_null())
        by_cell = (
            told.filter(pl.col("part") == "fabricators")
            .group_by("cell")
            .agg((pl.col(column) - pl.col("truth")).abs().mean().alias("error"))
            .sort("error", "cell")
        )
        worst = f"{by_cell['cell'][-1]} {by_cell['error'][-1]:.3f}" if by_cell.height else ""
        error = float((told[column] - told["truth"]).abs().mean() or 0.0)  # type: ignore[arg-type]
        yield f"| {title} | {told.height:,} | {error:.3f} | {worst} |"


def _rows(frame: pl.DataFrame) -> Iterable[str]:
    told = frame.filter(pl.col("brier").is_not_null())
    bins, p, real = (np.array(told[name].to_list()).sum(axis=0) for name in ("bins", "bins_p", "bins_real"))
    filled = bins > 0
    ece = float((np.abs(p[filled] - real[filled])).sum() / bins.sum())
    yield "| figure | value |"
    yield "|---|---|"
    yield f"| AUC within a dump, mean | {told['auc'].drop_nulls().mean():.3f} |"
    yield f"| Brier | {told['brier'].mean():.3f} |"
    yield f"| expected calibration error, ten bins | {ece:.4f} |"
    yield f"| genuine rows below 0.05 | {told['wrongly'].drop_nulls().mean():.4f} |"


if __name__ == "__main__":
    main()
