"""`triage simulate`: a synthetic dump with its labels."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from triage.cli.program import FOLDER
from triage.core.safe import printable


def _names() -> Iterator[str]:
    """Every name that the options take, with what it is."""
    from triage import simulate as maker  # noqa: PLC0415

    for title, known in maker.catalogue().items():
        yield f"{title}:"
        width = max(len(name) for name in known)
        yield from (f"  {name:<{width}}  {what}" for name, what in known.items())


def _list(context: click.Context, parameter: click.Parameter, value: object) -> None:
    del parameter
    if value and not context.resilient_parsing:
        for line in _names():
            click.echo(line)
        context.exit()


@click.command("simulate", short_help="Write a synthetic dump with its labels.")
@click.argument("out", type=FOLDER)
@click.option(
    "--list", is_flag=True, is_eager=True, expose_value=False, callback=_list, help="Show every name that is known."
)
@click.option("--kind", default="telecom", show_default=True, help="The kind of dump; see --list for all names.")
@click.option("--rows", type=click.IntRange(min=1), default=1000, show_default=True)
@click.option("--family", default="households", show_default=True, help="The family of worlds of the genuine rows.")
@click.option("--fabricator", default="", help="Who makes up rows.  [default: nobody]")
@click.option("--fraction", type=click.FloatRange(0, 1), help="Share of rows made up.  [default: 1 with a fabricator]")
@click.option("--second", default="", help="Who makes up some of these rows instead.  [default: nobody]")
@click.option(
    "--second-share", type=click.FloatRange(0, 1), default=0.5, show_default=True, help="Share of the second in them."
)
@click.option("--layout", default="append", show_default=True, help="How made-up rows lie among the others.")
@click.option("--column", "columns", multiple=True, help="A column to keep; may be given again.  [default: all]")
@click.option("--no-header", is_flag=True, help="Write no header line (delimited text).")
@click.option("--script", default="", help="latin or urdu.  [default: that of the kind]")
@click.option("--seller", default="drawn", show_default=True, help="drawn (by the seed) or typical.")
@click.option("--format", "form", default="csv", show_default=True)
@click.option("--seed", type=int, default=0, show_default=True, help="The same seed makes the same dump.")
@click.option("--year", type=click.IntRange(1990, 2100), default=2022, show_default=True, help="Year of the dump.")
@click.option("--district", "districts", multiple=True, help="Where its people live.  [default: drawn by the seed]")
def command(out: Path, form: str, **options: Any) -> None:
    """Write a synthetic dump with its labels into a new folder. Nobody in it is real."""
    from triage import simulate as maker  # noqa: PLC0415

    fabricator, fraction = options["fabricator"], options["fraction"]
    same = ("kind", "rows", "layout", "seed", "family", "columns", "second", "second_share", "seller")
    spec = maker.DumpSpec(
        fabricator=fabricator,
        fraction=float(bool(fabricator)) if fraction is None else fraction,
        people=maker.Population(options["year"], options["districts"], script=options["script"]),
        header=not options["no_header"],
        **{name: options[name] for name in same},
    )
    click.echo(printable(str(maker.simulate(spec, out, form))))
