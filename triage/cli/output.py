"""What commands have in common when they print: a document as wide as the terminal, or a new file."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from triage.core.errors import UsageError
from triage.core.safe import printable


def print_document(document: Mapping[str, Any], form: str) -> None:
    """Print a document in a format; a table as wide as the terminal."""
    from triage import report as reports  # noqa: PLC0415

    if form == "table":
        from triage.report import table  # noqa: PLC0415

        text = table.render(document, _width(), color=_wants_color())
    else:
        text = reports.render(document, form)
    click.echo(text, nl=False, color=True)


def write_new(path: Path, text: str) -> None:
    """Write a file that is not there yet, for its owner alone.

    Raises `UsageError` where it is, and where it cannot be written.
    """
    try:
        made = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(made, "w", encoding="utf-8", newline="") as file:
            file.write(text)
    except FileExistsError as error:
        message = f"{path} exists, and nothing is written over: name a new file with -o"
        raise UsageError(message) from error
    except OSError as error:
        message = f"{path} cannot be written: {error.strerror}"
        raise UsageError(message) from error


def _width() -> int:
    """Columns of the terminal; 120 where there is none."""
    from shutil import get_terminal_size  # noqa: PLC0415

    return get_terminal_size((120, 24)).columns


def _wants_color() -> bool:
    """See https://no-color.org: colour on a terminal only, and not where NO_COLOR is set."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def print_facts(facts: Mapping[str, Mapping[str, str]]) -> None:
    """Print facts by heading and name, in two columns."""
    for heading, rows in facts.items():
        click.echo(heading)
        wide = max(map(len, rows), default=0)
        for name, value in rows.items():
            click.echo(printable(f"  {name:{wide}}  {value}").rstrip())
