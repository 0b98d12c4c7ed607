"""`triage lookup`: is this number in the case, and where?"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from triage.cli.program import CALLED_WRONGLY, FOLDER, key_option
from triage.core.errors import UsageError
from triage.core.keys import KeyFrom
from triage.core.plurals import count_of

_SEARCHED = (
    "Searched: records, contact points of sellers, numbers of sellers, customers and those asked for. Not searched: "
    "what was not read, pictures, names, and user names (triage sellers lists these, masked)."
)


@click.command("lookup", short_help="Look a number up: which dumps and columns contain it.")
@click.argument("case", type=FOLDER)
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@key_option
def command(case: Path, form: str, key: KeyFrom | None) -> int:
    """Look a number up: which dumps, tables and columns hold it, and how often.

    The number (CNIC, old NIC, passport, mobile, e-mail or IBAN) is asked for, or read from standard input, one a line:
    what is in a command line is seen by others and kept by the shell. The audit trail states that one was looked up.
    Ends with 2 if a line is none of these.
    """
    from triage.app.lookup import look_up  # noqa: PLC0415

    asked = click.prompt("Number", prompt_suffix=": ") if sys.stdin.isatty() else sys.stdin.read()
    numbers = [line.strip() for line in asked.splitlines() if line.strip()]
    if not numbers:
        message = "no number was given: write one a line to standard input"
        raise UsageError(message)
    answers = look_up(case, numbers, key)
    if form == "table" and not any(answer["may_be"] for answer in answers):
        message = "what was given is no CNIC, old NIC, passport, mobile number, e-mail address or IBAN"
        raise UsageError(message)
    click.echo(json.dumps(answers, indent=2) if form == "json" else "\n".join(_lines(answers)))
    return 0 if all(answer["may_be"] for answer in answers) else CALLED_WRONGLY


def _lines(answers: list[dict[str, Any]]) -> Iterator[str]:
    for number, answer in enumerate(answers, 1):
        what = ", ".join(f"{entity} {masked}" for entity, masked in answer["may_be"].items())
        if not what:
            yield f"{number}. no CNIC, old NIC, passport, mobile number, e-mail address or IBAN"
        else:
            times = count_of(sum(each["count"] for each in answer["places"]), "time")
            yield f"{number}. {what}: {f'{times} in records' if answer['places'] else 'in no record of this case'}"
            yield from (f"   {_place(each)}" for each in answer["places"])
            yield from (f"   {_place(each)}: {each['role']}" for each in answer["elsewhere"])
    if any(answer["may_be"] for answer in answers):
        yield _SEARCHED


def _place(place: Mapping[str, Any]) -> str:
    where = " / ".join(each for each in (place["dump"], place["member"], place["table"]) if each)
    count = "perhaps" if place["count"] is None else f"{place['count']:,}"
    return f"{count:>9}  {where}, {place['column']}"
