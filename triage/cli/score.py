"""`triage score`: verdicts anew from the sums of a case."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from triage.cli.output import print_document, write_new
from triage.cli.program import FOLDER, SOME_UNREAD, families_option, key_option
from triage.report import formats


@click.command("score")
@click.argument("case", type=FOLDER)
@families_option
@click.option("--format", "form", type=click.Choice(formats()), default="table", show_default=True)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="A new file to write.")
@key_option
def command(case: Path, form: str, output: Path | None, **options: Any) -> int:
    """Judge a case anew from its stored sums, with the rules and models of today. The evidence is not touched."""
    from triage.app import scan as pipeline  # noqa: PLC0415
    from triage.report import render  # noqa: PLC0415

    result = pipeline.scored(case, options["families"] or "", options["key"])
    document = result.document
    for note in document["case"]["notes"]:
        click.echo(f"triage: {note}", err=True)
    if output is None:
        print_document(document, form)
    else:
        write_new(output, render(document, form))
    return 0 if result.complete else SOME_UNREAD
