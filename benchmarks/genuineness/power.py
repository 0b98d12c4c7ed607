"""How many careful fakes would have been noticed: results of `protocol.py` -> the table `rules/tables/noticed.csv`.

    python benchmarks/genuineness/protocol.py --through rows --part careful
    python benchmarks/genuineness/power.py

Of dumps less than 80 % genuine, by sellers who leave hardly a mark and whom no tree has seen: one counts as noticed
unless its verdict is "no sign" or "few signs" of fabrication. Careless sellers would make the share look better than it
is for those whom an officer must fear. The sellers only calibrate, so that those of docs/validation.md test the table.
"""

from __future__ import annotations

import csv
import sys
import time
from pathlib import Path

import polars as pl

sys.path.insert(0, str(Path(__file__).parents[2]))

from benchmarks.genuineness.observed import results
from training.genuineness.draw import CALIBRATING, HARD
from triage.app.evaluation.judged import PARTLY
from triage.score.estimator import models
from triage.score.noticed import SILENT, SMALL

TABLE = Path("rules/tables/noticed.csv")

_HEAD = """\
# Simulated dumps, partly or wholly made up with care, and how many got another verdict than no or few signs.
# Source: benchmarks/genuineness/power.py, sellers whom no tree saw ({sellers}), models {model}. Read {date}.
# checks: checks between two fields that could be made, 3 = three or more. rows: at most so many records, 0 = any.
"""


def main() -> None:
    """Write the table from the results of the models of this package."""
    careful = [name for name in CALIBRATING if name in HARD]
    told = results().filter(
        pl.col("part").is_in(["calibrating", "careful"])
        & pl.col("cell").is_in(careful)
        & (pl.col("truth") < PARTLY)
        & pl.col("checks").is_not_null()
        & (pl.col("models") == str(models.HOME))
    )
    small = pl.when(pl.col("rows_read") <= SMALL).then(SMALL).otherwise(0).alias("rows")
    cells = told.group_by("checks", small).agg(
        pl.len().alias("dumps"), (~pl.col("label").is_in(SILENT)).sum().alias("noticed")
    )
    with TABLE.open("w", newline="", encoding="utf-8") as file:
        file.write(_HEAD.format(date=time.strftime("%Y-%m-%d"), model=models.digest()[:12], sellers=" ".join(careful)))
        out = csv.writer(file, lineterminator="\n")
        out.writerow(("checks", "rows", "dumps", "noticed"))
        out.writerows(cells.select("checks", "rows", "dumps", "noticed").sort("checks", "rows").rows())


if __name__ == "__main__":
    main()
