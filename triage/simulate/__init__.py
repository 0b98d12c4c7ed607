"""Simulate labelled dumps: populations, extracts and fabricators, the same for the same seed.

  family of worlds -> kind of extract -> (fabricators) -> layout -> columns -> style -> write

To add a family of worlds, a kind of extract, a fabricator or a format, add one file in `families/`, `extracts/`,
`fabricators/` or `writers/`.

All people are invented from public tables; a notice beside the data states it, never the data itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import polars as pl

from triage.core.errors import UsageError
from triage.simulate.desk import desk
from triage.simulate.draw import stream
from triage.simulate.dumps import DumpSpec, LabelledDump, dump
from triage.simulate.extracts import LABELS, extract, kind, kinds
from triage.simulate.fabricators import fabricate, fabricator, fabricators
from triage.simulate.families import families, family
from triage.simulate.layouts import LAYOUTS
from triage.simulate.numbers import mobiles, text
from triage.simulate.population import People, Population, population
from triage.simulate.style import Style
from triage.simulate.world import World, draw_world
from triage.simulate.writers import formats, write_file, writer

__all__ = [
    "LABELS",
    "LAYOUTS",
    "DumpSpec",
    "LabelledDump",
    "People",
    "Population",
    "Style",
    "World",
    "bulk",
    "catalogue",
    "draw_world",
    "dump",
    "extract",
    "fabricate",
    "fabricators",
    "families",
    "formats",
    "kinds",
    "population",
    "simulate",
    "write_file",
]

NOTICE = """# Synthetic data

Everything here was made by `triage simulate`. No person, number or address is real; any likeness is chance.

{description}

`dump/` is what to scan; `labels.csv` is the truth, one line a record in the order of the dump.
"""


def simulate(spec: DumpSpec, out: Path, form: str = "csv") -> Path:
    """Write a dump, its labels and a notice into a new folder; return the path of the dump's file.

    `out/dump/NAME` is the dump, `out/labels.csv` the truth by row (from 1), `out/README.md` states what it is. Raises
    `UsageError` for an unknown name, and if `out` is not empty.
    """
    suffix = writer(form).SUFFIX
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise UsageError(f"{out} is not empty, and nothing is written over: name a new folder")
    made = dump(spec)
    folder = out / "dump"
    folder.mkdir(parents=True)
    path = folder / f"{spec.kind}_data_{spec.people.year}{suffix}"
    write_file(made.as_written, form, path, {"seed": spec.seed, "header": made.has_header})
    made.labels.with_row_index("row", offset=1).write_csv(out / "labels.csv")
    (out / "README.md").write_text(NOTICE.format(description=f"`{spec}`"), encoding="utf-8")
    return path


def catalogue() -> dict[str, dict[str, str]]:
    """Return every name that a `DumpSpec` accepts, with its meaning: families, kinds, fabricators, layouts, formats."""
    return {
        "Families of worlds": {name: str(family(name).TITLE) for name in families()},
        "Kinds of dumps": {name: str(kind(name).TITLE) for name in kinds()},
        "Fabricators": {name: str(fabricator(name).TITLE) for name in fabricators()},
        "Layouts": {name: (each.__doc__ or "").split("\n")[0] for name, each in LAYOUTS.items()},
        "Formats": {name: (writer(name).__doc__ or "").split("\n")[0] for name in formats()},
    }


def bulk(rows: int, seed: int, columns: Sequence[str]) -> pl.DataFrame:
    """Return many clean canonical records for benchmarks, without empty cells.

    `columns` are any of name, father, cnic, mobile, address, email, dob, gender, district. Raises `UsageError` for
    others.
    """
    people = population(Population(), seed, rows)
    rng = stream(seed, "bulk")
    at = desk(people, rng.permutation(rows), rng)
    ways: dict[str, Callable[[], pl.Series]] = {
        "name": at.names, "father": at.fathers, "cnic": at.cnics, "email": at.emails, "gender": at.genders,
        "district": at.districts, "address": lambda: at.addresses("bank"), "dob": lambda: at.people["dob"],
        "mobile": lambda: "0" + text(mobiles(rng, rows, people.world, people.year).number, 10),
    }  # fmt: skip
    unknown = [name for name in columns if name not in ways]
    if unknown:
        raise UsageError(f"no column {', '.join(unknown)}; there are {', '.join(ways)}")
    return pl.DataFrame({name: ways[name]() for name in columns})
