"""`triage handover`: tokens of people for a list of others to be matched with."""

from __future__ import annotations

import os
from pathlib import Path

import click

from triage.cli.output import check_new
from triage.cli.program import FOLDER
from triage.core.errors import UsageError
from triage.core.people import FIELDS


@click.command("handover")
@click.argument("case", type=FOLDER)
@click.option(
    "--key",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="The key that the case was made with, and that the recipient has too.",
)
@click.option(
    "--kind", "kinds", type=click.Choice(FIELDS), multiple=True, help="Only these identifiers.  [default: all]"
)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True, help="A new file (CSV)."
)
def command(case: Path, key: Path, kinds: tuple[str, ...], output: Path) -> None:
    """Write keyed tokens with counts, for an operator or authority that has the same key to match.

    No value leaves: who lacks the key learns how many there are. The audit trail notes it. See docs/security.md.
    """
    from triage.app.handover import handed_over  # noqa: PLC0415

    check_new(output)
    lines = handed_over(case, key, kinds or FIELDS)
    first = next(lines)
    try:
        made = os.open(output, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(made, "w", encoding="ascii", newline="") as file:
            file.write(first)
            file.writelines(lines)
    except OSError as error:
        message = f"{output} cannot be written: {error.strerror}"
        raise UsageError(message) from error
    click.echo(f"Written: {output}")
