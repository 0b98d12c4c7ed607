"""`triage report`: the answers of a case, in any format."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from triage.cli.output import Delivery, check_place, deliver, report_options
from triage.cli.program import FOLDER, SOME_UNREAD, key_option
from triage.core.keys import KeyFrom


@click.command("report")
@click.argument("case", type=FOLDER)
@report_options
@click.option(
    "--reveal",
    is_flag=True,
    help="Show names of files as they are, with persons' names and numbers in them. The audit trail notes it.",
)
@key_option
def command(case: Path, key: KeyFrom | None, *, reveal: bool, **options: Any) -> int:
    """Print the report of a case again, in another format."""
    from triage.app import scan as pipeline  # noqa: PLC0415

    check_place(case, options["output"], key)
    result = pipeline.report(case, key, reveal=reveal)
    deliver(result, Delivery(**options), key)
    return 0 if result.complete else SOME_UNREAD
