"""`triage calibrate`: rates of genuine rows from a lawful sample."""

from __future__ import annotations

from pathlib import Path

import click

from triage.cli.program import FOLDER, key_option
from triage.core.keys import KeyFrom
from triage.core.plurals import count_of


@click.command("calibrate", short_help="Judge a case by the rates of a lawful reference sample.")
@click.argument("case", type=FOLDER)
@click.option(
    "--reference",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A lawful sample of genuine records, 1,000 at least, of the kind that the dumps are said to be of.",
)
@key_option
def command(case: Path, reference: Path, key: KeyFrom | None) -> None:
    """Judge a case by how often genuine rows of a lawful REFERENCE fail each check, instead of by our judgement.

    Nothing of the reference is kept but two counts for each check, in the audit chain of the case.
    """
    from triage.app.calibration import calibrate  # noqa: PLC0415

    told = calibrate(case, reference, key)
    click.echo(f"Calibrated by {count_of(told.records, 'record')}:")
    for name, rate in sorted(told.rates.items()):
        low, high = rate.ends
        seen = f"{rate.failed:,} of {count_of(rate.rows, 'row')} fail"
        click.echo(f"  {name}: {seen}; genuine from now on {low:.2%} to {high:.2%}")
    click.echo("The next report of the case is made with these rates, and says so.")
