"""Genuine lists that look odd for innocent reasons, each scanned in a file of some format: nobody may be accused.

    python benchmarks/genuineness/innocent.py [--only NAME ...] [--seed 1] [--rows 600] [--table] [--keep DIR]

Every list (`innocent_lists/`) is written as another format in turn, and all are scanned as one case. A list is
accused if the range of the head line or of `adversarial` ends below 0.95, or number A is above 0.05; number A is above
the truth if it is above 0. Ends with 1 if a list is accused. `--table` prints the table of docs/validation.md; with
`--keep` the case stays in that folder, and rules of judging are tried on it without another scan.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from inspect import isfunction
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
import polars as pl

sys.path.insert(0, str(Path(__file__).parents[2]))

from benchmarks.genuineness.innocent_lists import (
    communities,
    extracts,
    families,
    groups,
    handling,
    homes,
    numbers,
    offices,
    registers,
)
from triage.app import scan as pipeline
from triage.core.progress import Silent
from triage.simulate import write_file
from triage.simulate.writers import writer

FORMS = ("csv", "xlsx", "sql", "sqlite", "json", "chat", "telegram", "ndjson")
LISTS = {
    name: each
    for module in (homes, offices, numbers, communities, handling, registers, extracts, families, groups)
    for name, each in vars(module).items()
    if isfunction(each) and each.__module__ == module.__name__ and not name.startswith("_")
}
"""The functions that draw a list, by name."""

ACCUSED = 0.95
ROUNDED = 5e-4


def drawn(name: str, seed: int, rows: int) -> pl.DataFrame:
    """Return the list of this name; the same seed gives the same list."""
    made: pl.DataFrame = LISTS[name](np.random.default_rng([seed, crc32(name.encode())]), rows)
    return made


def scanned(
    frames: Mapping[str, pl.DataFrame], seed: int, keep: Path | None = None
) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield each list's name, its format, and its dump in the report of one scan of all.

    The case stays in the folder `keep`; what is there already is judged again, and not scanned.
    """
    forms = {name: FORMS[(at + seed) % len(FORMS)] for at, name in enumerate(frames)}
    with tempfile.TemporaryDirectory() as passing:
        folder = keep or Path(passing)
        seized, case = folder / "seized", folder / "case"
        if case.exists():
            document = pipeline.scored(case, key=folder / "case.key").document
        else:
            seized.mkdir(parents=True)
            for name, frame in frames.items():
                write_file(frame, forms[name], seized / f"{name}{writer(forms[name]).SUFFIX}", {"seed": seed})
            options = pipeline.Options(case=case, jobs=1, key=folder / "case.key")
            document = pipeline.scan([seized], options, Silent()).document
        found = {Path(dump["dump"]).name.split(".")[0]: dump for dump in document["dumps"]}
    for name, form in forms.items():
        yield name, form, found[name]


def accused(dump: Mapping[str, Any]) -> list[str]:
    """Return which numbers say of a genuine list that a part is made up."""
    told = dump["genuineness"]
    share, wary, bound = told["consistent_with_genuine"], told["adversarial"], told["fabricated_at_least"]["value"]
    ends = {"head line": share["high"], "adversarial": wary and wary["high"]}
    by = [name for name, high in ends.items() if high is not None and high < ACCUSED]
    return [*by, *(["number A"] if bound > 1 - ACCUSED else ["A above 0"] if bound > ROUNDED else [])]


def main() -> None:
    """Print a line for each list, and end with 1 if one is accused."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="*", default=list(LISTS), choices=LISTS)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rows", type=int, default=600)
    parser.add_argument("--table", action="store_true")
    parser.add_argument("--keep", type=Path)
    asked = parser.parse_args()
    wrong = 0
    if asked.table:
        print("| list | written as | records | estimate | range | A | word | accused by |\n|" + "---|" * 8)
    frames = {name: drawn(name, asked.seed, asked.rows) for name in asked.only}
    for name, form, dump in scanned(frames, asked.seed, asked.keep):
        by = accused(dump)
        wrong += bool(by)
        print(line(name, form, dump, by, is_table=asked.table), flush=True)
    print(f"\n{wrong} of {len(asked.only)} genuine lists accused")
    sys.exit(bool(wrong))


def line(name: str, form: str, dump: Mapping[str, Any], by: Sequence[str] = (), *, is_table: bool = False) -> str:
    """Return what a report says of one list, as a line or as a row of a table."""
    told = dump["genuineness"]
    share = told["consistent_with_genuine"]
    middle = "-" if share["estimate"] is None else f"{share['estimate']:.2f}"
    ends = "-" if share["low"] is None else f"{share['low']:.2f} to {share['high']:.2f}"
    cells = (name.replace("_", " "), form, str(dump["headline"]["records"]["of"]), middle, ends,
             f"{told['fabricated_at_least']['value']:.2f}", told["verdict"].replace("_", " "),
             ", ".join(by))  # fmt: skip
    if is_table:
        return f"| {' | '.join(cells)} |"
    return " ".join(cell.ljust(width) for cell, width in zip(cells, (26, 9, 6, 5, 13, 5, 18, 12), strict=True)).rstrip()


if __name__ == "__main__":
    main()
