"""The column door against Presidio's `BatchAnalyzerEngine`, same recognizers, same cells, one run.

    python benchmarks/presidio.py [ROWS]        rows for Presidio, default 1000; the column door runs them 100 times

Prints cells per second of processor time of both (all threads are counted), the ratio, the cells on which they differ,
and whether both found the same values in the same cells.
"""

from __future__ import annotations

import sys
import time
import warnings

import data
import polars as pl

from triage import rules as rulebook
from triage.recognizers import fold_column, load

ENTITIES = ("PK_CNIC", "PK_MOBILE_NUMBER", "EMAIL_ADDRESS")
REPEATS = 100


def by_columns(cells: pl.Series) -> dict[str, pl.Series]:
    """Return valid values by entity, null where the cell holds none."""
    found = {}
    folded = pl.DataFrame({"cell": fold_column(cells)})
    for entity, recognizer in load(rulebook.load()).items():
        if entity in ENTITIES:
            value = folded.select(recognizer.value(pl.col("cell")).alias("v"))
            found[entity] = value.select(pl.when(recognizer.valid(pl.col("v"))).then(pl.col("v")))["v"]
    return found


def by_presidio(cells: list[str]) -> dict[str, pl.Series]:
    """Return the same through Presidio's batch engine: spans, put through the same canonical form."""
    from presidio_analyzer import BatchAnalyzerEngine  # noqa: PLC0415 - seconds of imports

    from triage.recognizers.presidio import analyzer  # noqa: PLC0415

    engine = BatchAnalyzerEngine(analyzer_engine=analyzer(model=None))
    results = engine.analyze_iterator(cells, language="en", entities=list(ENTITIES))
    recognizers = load(rulebook.load())
    found = {}
    for entity in ENTITIES:
        spans = [
            next((cell[r.start : r.end] for r in sorted(each, key=lambda r: r.start) if r.entity_type == entity), None)
            for cell, each in zip(cells, results, strict=True)
        ]
        frame = pl.DataFrame({"cell": fold_column(pl.Series(spans, dtype=pl.String))})
        found[entity] = frame.select(recognizers[entity].value(pl.col("cell")).alias("v"))["v"]
    return found


def main(rows: int) -> None:
    warnings.simplefilter("ignore")
    frame = data.cells(rows).select("cnic", "mobile", "email", "name")
    cells = pl.concat([frame[name].rename("cell") for name in frame.columns]).drop_nulls()
    many = pl.concat([cells] * REPEATS)
    by_columns(cells)
    by_presidio(cells.head(5).to_list())
    start = time.process_time()
    ours = by_columns(many)
    column_rate = many.len() / (time.process_time() - start)
    start = time.process_time()
    peer = by_presidio(cells.to_list())
    presidio_rate = cells.len() / (time.process_time() - start)
    differing = [
        (entity, cell)
        for entity in ENTITIES
        for cell, one, other in zip(cells, ours[entity], peer[entity], strict=False)
        if one != other
    ]
    # In free text a bare number from a place that no list has needs a word beside it; a column needs none.
    left = [cell for entity, cell in differing if entity == "PK_CNIC" and cell.isdigit()]
    same = len(left) == len(differing)
    print(f"column door {column_rate:,.0f} cells/s | BatchAnalyzerEngine {presidio_rate:,.0f} cells/s")
    print(f"ratio {column_rate / presidio_rate:,.0f} (target 500) | same findings in every other cell: {same}")
    print(f"bare CNICs that the text door leaves to context: {len(left)} of {cells.len()} cells")
    sys.exit(not same)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000)
