"""`triage simulate`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from triage.cli.program import FOLDER
from triage.safe import printable


@click.command()
@click.argument("out", type=FOLDER)
@click.option(
    "--kind", default="telecom", show_default=True, help="The kind of dump; a wrong name lists the right ones."
)
@click.option("--rows", type=click.IntRange(min=1), default=1000, show_default=True)
@click.option(
    "--fabricator", default="", help="Who makes up rows; a wrong name lists the right ones.  [default: nobody]"
)
@click.option("--fraction", type=click.FloatRange(0, 1), help="Share of rows made up.  [default: 1 with a fabricator]")
@click.option("--layout", default="append", show_default=True, help="How made-up rows lie among the others.")
@click.option("--format", "form", default="csv", show_default=True)
@click.option("--seed", type=int, default=0, show_default=True, help="The same seed makes the same dump.")
@click.option("--year", type=click.IntRange(1990, 2100), default=2022, show_default=True, help="Year of the dump.")
@click.option("--district", "districts", multiple=True, help="Where its people live.  [default: drawn by the seed]")
def simulate(out: Path, form: str, **options: Any) -> None:
    """Write a synthetic dump with its labels into a new folder. Nobody in it is real."""
    from triage import simulate as maker  # noqa: PLC0415

    fabricator, fraction = options["fabricator"], options["fraction"]
    spec = maker.DumpSpec(
        kind=options["kind"],
        rows=options["rows"],
        fabricator=fabricator,
        fraction=float(bool(fabricator)) if fraction is None else fraction,
        layout=options["layout"],
        seed=options["seed"],
        people=maker.Population(options["year"], options["districts"]),
    )
    click.echo(printable(str(maker.simulate(spec, out, form))))
