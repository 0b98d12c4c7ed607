"""`triage case show` and `triage case set`: the facts of a case and of its dumps."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from triage.cli.output import print_facts
from triage.cli.program import FOLDER, key_option
from triage.core.errors import UsageError
from triage.core.keys import KeyFrom


@click.group("case", short_help="Show or set the facts of a case and of its dumps.")
def command() -> None:
    """Show or set what an examiner knows of a case: number, examiner, exhibit, platform, notes."""


@command.command("show")
@click.argument("case", type=FOLDER)
@key_option
def show(case: Path, key: KeyFrom | None) -> None:
    """Show the facts of a case, and of each of its dumps."""
    from triage.app.facts import shown  # noqa: PLC0415

    _print(shown(case, key))


@command.command("set")
@click.argument("case", type=FOLDER)
@click.argument("facts", nargs=-1, metavar="[NAME=VALUE]...")
@click.option("--dump", help="The dump that the facts are about, as a report names it.  [default: the case]")
@click.option(
    "--facts",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A table (CSV) with the columns dump, exhibit, platform, seller, obtained, notes.",
)
@key_option
def change(case: Path, facts: tuple[str, ...], dump: str | None, file: Path | None, key: KeyFrom | None) -> None:
    """Set facts, as number=..., examiner=...; an empty value takes one out.

    Of a case: number, examiner, agency, notes. Of a dump (--dump): exhibit, platform, seller, obtained, notes.
    """
    from triage.app.facts import Change, from_csv, set_facts  # noqa: PLC0415

    if not facts and file is None:
        message = "nothing to set: give NAME=VALUE or --facts FILE"
        raise UsageError(message)
    told = set_facts(case, from_csv(file), key) if file else {}
    if facts:
        pairs = dict(map(_pair, facts))
        told = set_facts(case, Change(dumps={dump: pairs}) if dump else Change(case=pairs), key)
    _print(told)


def _pair(text: str) -> tuple[str, str]:
    name, is_pair, value = text.partition("=")
    if not is_pair:
        message = f"{text}: a fact is written NAME=VALUE"
        raise UsageError(message)
    return name.strip().lower(), value.strip()


def _print(facts: Mapping[str, Mapping[str, Mapping[str, str]]]) -> None:
    from triage.core.names import shown_file  # noqa: PLC0415

    dumps = {f"Dump {shown_file(name)}": dict(own) for name, own in facts["dumps"].items()}
    print_facts({"Case": {name: str(value) for name, value in facts["case"].items()}, **dumps})
