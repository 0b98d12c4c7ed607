"""`triage score`: verdicts anew from the sums of a case."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from triage.cli.output import Delivery, check_place, deliver, report_options
from triage.cli.program import FOLDER, SOME_UNREAD, families_option, key_option
from triage.core.keys import KeyFrom


@click.command("score", short_help="Judge a case anew from its stored sums.")
@click.argument("case", type=FOLDER)
@families_option
@report_options
@key_option
def command(case: Path, families: str | None, key: KeyFrom | None, **options: Any) -> int:
    """Judge a case anew from its stored sums, with the rules and models of today. The evidence is not touched."""
    from triage.app import scan as pipeline  # noqa: PLC0415

    check_place(case, options["output"], key)
    result = pipeline.scored(case, families or "", key)
    document = result.document
    for note in document["case"]["notes"]:
        click.echo(f"triage: {note}", err=True)
    deliver(result, Delivery(**options), key)
    return 0 if result.complete else SOME_UNREAD
