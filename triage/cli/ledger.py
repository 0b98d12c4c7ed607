"""`triage ledger`: the investigators' list of platforms, held against what was seized."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from triage.cli.output import check_place, write_new
from triage.cli.program import FOLDER, key_option
from triage.core.keys import KeyFrom
from triage.report.ledger import FORMATS, render


@click.command("ledger")
@click.argument("case", type=FOLDER)
@click.option(
    "--import",
    "imported",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The list: CSV or YAML with kind, name, address and exhibit of each platform. It is kept in the case.",
)
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)
@click.option("--reveal", is_flag=True, help="Persons and numbers of the list in clear; the audit trail notes it.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="A new file to write.")
@key_option
def command(case: Path, imported: Path | None, key: KeyFrom | None, *, reveal: bool, **written: Any) -> None:
    """Compare the list of platforms with the dumps of a case.

    States what is listed and not seized, seized and not listed, and counted twice; where stated totals and the list
    differ; and by kind of platform what the data is and where customers were cheated.
    """
    from triage.app import ledger  # noqa: PLC0415

    output: Path | None = written["output"]
    check_place(case, output, key)
    text = render(ledger.of_case(case, key, imported, reveal=reveal), written["form"])
    if output is None:
        click.echo(text, nl=False)
    else:
        write_new(output, text)
