"""`triage compare`: how many persons, and which dump is a copy, a part or a later edition of which."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from triage.cli.program import FOLDER, key_option
from triage.core.keys import KeyFrom

_MOST = 60
"""Lines of a list in the terminal; JSON has them all."""


_ENDS = ("one", "other")


@click.command("compare", short_help="Compare dumps: overlaps, copies, persons over all.")
@click.argument("cases", nargs=-1, required=True, type=FOLDER)
@click.option("--known", type=FOLDER, help="A folder of earlier cases of the same key, to be compared with.")
@click.option("--names", is_flag=True, help="Match names without a number across dumps too (extra: linkage).")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@key_option
def command(cases: tuple[Path, ...], known: Path | None, form: str, key: KeyFrom | None, *, names: bool) -> None:
    """Compare dumps: persons over all of them, overlaps in both directions, copies, parts, editions, and why.

    Several cases are compared where they were made with one key (`triage scan --key FILE`). Records with a name and no
    number are counted as nobody; with --names the likely ones are listed apart, and no count changes.
    """
    from triage.app.compare import compare  # noqa: PLC0415

    told = compare(cases, known, key, names=names)
    click.echo(json.dumps(told, indent=2) if form == "json" else "\n".join(_lines(told)))


def _lines(told: Mapping[str, Any]) -> Iterator[str]:
    from triage.report.document import people_words as people  # noqa: PLC0415
    from triage.report.document.relation_words import first_of_equal, lineage  # noqa: PLC0415

    comparison = told["comparison"]
    firsts = first_of_equal(comparison)
    pairs, altered = (
        [each for each in comparison[what] if all(firsts.get(each[end], each[end]) == each[end] for end in _ENDS)]
        for what in ("pairs", "altered")
    )
    yield from people.persons(told["persons"])
    yield ""
    yield from _cut([people.dump(each) for each in comparison["dumps"]])
    if pairs:
        yield ""
        yield from _cut([people.pair(each, comparison["dumps"]) for each in pairs])
    if altered:
        yield ""
        yield from _cut([people.altered(each) for each in altered])
    if comparison["lineage"]:
        yield ""
        yield from _cut(lineage(comparison))
    if "names" in told:
        yield ""
        yield from _cut(list(people.names(told["names"])))
    yield from (f"Note: {each}" for each in told["notes"])


def _cut(lines: list[str]) -> list[str]:
    more = len(lines) - _MOST
    return lines if more <= 0 else [*lines[:_MOST], f"... and {more:,} more: see --format json"]
