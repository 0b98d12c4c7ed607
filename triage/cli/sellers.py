"""`triage sellers`: which places of a case belong to one seller, and what says so."""

from __future__ import annotations

from pathlib import Path

import click

from triage.cli.output import check_place, write_new
from triage.cli.program import FOLDER, key_option
from triage.core.keys import KeyFrom
from triage.report.sellers import FORMATS, render


@click.command("sellers", short_help="Join places into sellers, with the evidence of each link.")
@click.argument("case", type=FOLDER)
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)
@click.option("--reveal", is_flag=True, help="Contact points in clear; the audit trail of the case notes it.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="A new file to write.")
@key_option
def command(case: Path, form: str, reveal: bool, output: Path | None, key: KeyFrom | None) -> None:  # noqa: FBT001
    """Join the places of a case into sellers, by contact points, accounts and wordings that they share.

    Links that only may mean something (reposts, shared agents, public numbers) are listed apart and join nothing.
    """
    from triage.app import sellers  # noqa: PLC0415

    check_place(case, output, key)
    text = render(sellers.of_case(case, key, reveal=reveal), form)
    if output is None:
        click.echo(text, nl=False)
    else:
        write_new(output, text)
