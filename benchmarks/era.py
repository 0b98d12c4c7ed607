"""From when simulated dumps are, against the years for which they were made: share right, and width of the intervals.

    python benchmarks/era.py [--rows 600] [--seed 1]

Lists of 2004 to 2026 with births (bank, applicants), with dates of what was done (telecom, vehicles, a shop) and with
neither (voters). Their files are written in September 2026, and their names lie. A telecom list is right if its
interval holds the year of the list or that of its last date, the one before. The organisation of a list is right if the
one that keeps such a register is among the three that are named; the shop's lists have columns of an operator.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

import numpy as np
import polars as pl

from triage.app.options import Options
from triage.app.scan import scan
from triage.core.progress import Silent
from triage.simulate import DumpSpec, dump
from triage.simulate.population import Population

WRITTEN = 1_790_000_000
KINDS = ("bank", "telecom", "job_applicants", "vehicle", "shop", "voter_roll")
DATED = frozenset({"bank", "job_applicants", "vehicle", "shop"})
"""Kinds with dated evidence: births of adults, or dates of what was done; an operator's list may have such a column."""
ORGANISATIONS = {
    "bank": "a bank",
    "telecom": "a mobile operator",
    "job_applicants": "a testing agency",
    "vehicle": "a provincial excise and taxation department",
    "voter_roll": "Election Commission of Pakistan",
}
"""Who keeps the register that a kind of list is an extract of."""

FORMS = ("%Y-%m-%d %H:%M:%S", "%d/%m/%Y", "%d-%b-%y")


def made(kind: str, year: int, rows: int, seed: int) -> pl.DataFrame:
    """Return a list of a year. A shop has customers by the day they came, in a form of the shop's own."""
    spec = DumpSpec("telecom" if kind == "shop" else kind, rows, seed=seed, people=Population(year=year))
    frame = dump(spec).frame
    if kind != "shop":
        return frame
    rng = np.random.default_rng(seed)
    since, until = (np.datetime64(f"{at}-01-01", "s").astype(int) for at in (max(year - 7, 2000), year))
    days = pl.Series("created_at", np.sort(rng.integers(since, until + 200 * 86_400, frame.height))).cast(pl.Int64)
    told = pl.from_epoch(days).dt.strftime(FORMS[seed % len(FORMS)])
    wanted = [name for name in frame.columns if name not in ("activation_date", "Activation Date")]
    return frame.select(wanted).with_columns(created_at=told)


def trial(rows: int, seed: int) -> pl.DataFrame:
    """Return a row a dump: its kind, its year, and from when it was told to be."""
    years = range(2004, 2027)
    specs = [(KINDS[number % len(KINDS)], year) for number, year in enumerate([*years, *years][: 2 * len(years) - 10])]
    dated: list[bool] = []
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / "in"
        folder.mkdir()
        for number, (kind, year) in enumerate(specs):
            file = folder / f"{number:02} {kind} {2026 - number % 5}.csv"
            frame = made(kind, year, rows, seed + number)
            dated.append(kind in DATED or any("activation" in name.lower() for name in frame.columns))
            frame.write_csv(file)
            os.utime(file, (WRITTEN, WRITTEN))
        told = scan([folder], Options(case=Path(home) / "case", jobs=1, ner="off"), Silent()).document
    eras = {each["dump"]: each["era"] for each in told["dumps"]}
    return pl.DataFrame(
        [
            {
                "kind": kind,
                "year": year,
                "first": each["first"],
                "last": each["last"],
                "dated": dated[number],
                "why": "; ".join(each["evidence"]),
                "named": ORGANISATIONS[kind] in each["sources"] if kind in ORGANISATIONS else None,
            }
            for number, (kind, year) in enumerate(specs)
            for name, each in eras.items()
            if name.startswith(f"{number:02} ")
        ]
    )


def main() -> None:
    """Print the trial: every dump, then shares."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=600)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    told = trial(asked.rows, asked.seed).with_columns(
        right=(pl.col("first") <= pl.col("year")) & (pl.col("year") <= pl.col("last")),
        years=pl.col("last") - pl.col("first") + 1,
    )
    with pl.Config(tbl_rows=-1, tbl_cols=-1, fmt_str_lengths=90, tbl_width_chars=200):
        print(told.drop("dated"))
        share = told.group_by("dated", "kind").agg(
            pl.len(), pl.col("right").mean().round(2), pl.col("years").median(), pl.col("years").max().alias("widest")
        )
        print(share.sort("dated", "kind"))
        held = told.filter("dated")
        narrow = (held["right"] & (held["years"] <= 2)).fill_null(value=False)
        shares = f"{held['right'].mean():.2f} right, {narrow.mean():.2f} right within two calendar years"
        print(f"With dated evidence, {held.height} dumps: {shares}")
        sources = told["named"].drop_nulls()
        print(f"Organisation among the three named: {sources.mean():.2f} of {sources.len()} dumps (.90)")


if __name__ == "__main__":
    main()
