"""`triage report`: the answers of a case, in any format."""

from __future__ import annotations

from pathlib import Path

import click

from triage.cli.output import print_document, write_new
from triage.cli.program import FOLDER, SOME_UNREAD, key_option
from triage.report import formats


@click.command("report")
@click.argument("case", type=FOLDER)
@click.option("--format", "form", type=click.Choice(formats()), default="table", show_default=True)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="A new file to write.")
@key_option
def command(case: Path, form: str, output: Path | None, key: Path | None) -> int:
    """Tell the answers of a case again, in another format."""
    from triage.app import scan as pipeline  # noqa: PLC0415
    from triage.report import render  # noqa: PLC0415

    result = pipeline.report(case, key)
    if output is None:
        print_document(result.document, form)
    else:
        write_new(output, render(result.document, form))
    return 0 if result.complete else SOME_UNREAD
