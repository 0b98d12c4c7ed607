"""What commands have in common when they print: a document as wide as the terminal, or a new file."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from triage.core.errors import UsageError
from triage.core.keys import KeyFrom
from triage.core.safe import printable
from triage.report import formats

if TYPE_CHECKING:
    from triage.app.report_case import ScanResult


@dataclass(frozen=True, slots=True)
class Delivery:
    """How a report is handed over: `output` is its file, or null for standard output."""

    form: str
    output: Path | None = None
    is_brief: bool = False


def report_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of a command that hands over a report: format, file, brief."""
    for option in (
        click.option("--brief", "is_brief", is_flag=True, help="Only the answers, without their details."),
        click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="A new file to write."),
        click.option("--format", "form", type=click.Choice(formats()), default="table", show_default=True),
    ):
        command = option(command)
    return command


def check_new(output: Path | None, evidence: Sequence[Path] = ()) -> None:
    """Raise `UsageError` if the file is there or would lie in the evidence: said before a long scan, not after it."""
    if output is not None and os.path.lexists(output):
        message = f"{output} exists, and nothing is written over: name a new file with -o"
        raise UsageError(message)
    if output is not None and evidence:
        from triage.app.evidence_paths import check_outside  # noqa: PLC0415

        check_outside(output, evidence)


def check_place(case: Path, output: Path | None, key: KeyFrom | None) -> None:
    """Raise `UsageError` if a file or folder to be written for a case would lie inside its evidence."""
    from triage.app.evidence_paths import check_outside_of  # noqa: PLC0415

    check_outside_of(case, output, key)


def deliver(result: ScanResult, how: Delivery, key: KeyFrom | None = None) -> None:
    """Print a report, or write it into its file and note that in the audit trail of its case."""
    from triage import report as reports  # noqa: PLC0415
    from triage.app.report_case import noted  # noqa: PLC0415

    document = result.document

    chosen = reports.brief(document) if how.is_brief else document
    if how.output is None:
        print_document(chosen, how.form)
    else:
        write_new(how.output, reports.render(chosen, how.form))
        noted(result.case, how.output, how.form, key)


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

    Raises `UsageError` if it is, and where it cannot be written.
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
    """Columns of the terminal; 120 if there is none."""
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
