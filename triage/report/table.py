"""The answer for a terminal: one line per dump, what was not read, what the numbers mean, where the case lies."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from triage.report.document import words

WIDTH = 100
"""Columns where nobody says how wide the terminal is."""

_WIDE = 130
"""From here on every fact has its own column; below, two share one."""

_NAMES = ("Fabricated, at least", "Consistent with genuine")
_SHORT_NAMES = ("Fabricated \N{GREATER-THAN OR EQUAL TO}", "Genuine-like")
"""What the two numbers are called, where there is room and where there is not."""

_STYLES = {
    "genuine": "green",
    "mostly_genuine": "green",
    "mixed": "yellow",
    "mostly_fabricated": "red",
    "fabricated": "red",
    "undetermined": "dim",
}


def render(document: Mapping[str, Any], width: int = WIDTH, *, color: bool = False) -> str:
    """Text of this width; with ANSI colours only when asked."""
    out = io.StringIO()
    console = Console(
        file=out,
        width=width,
        force_terminal=color,
        color_system="standard" if color else None,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
        no_color=not color,
    )
    dumps = document["dumps"]
    console.print(_answers(dumps, width) if dumps else Text("No dump was found."))
    console.print(*_gaps(dumps), *_notes(document, width), sep="\n")
    return "\n".join(line.rstrip() for line in out.getvalue().strip("\n").splitlines()) + "\n"


def _answers(dumps: Sequence[Mapping[str, Any]], width: int) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, expand=False, header_style="bold", padding=(0, 1))
    columns = _wide() if width >= _WIDE else _narrow()
    for title, right, _ in columns:
        table.add_column(title, justify="right" if right else "left", overflow="fold", vertical="top")
    for dump in dumps:
        table.add_row(*(cell(dump) for _, _, cell in columns))
    return table


def _wide() -> Sequence[tuple[str, bool, Any]]:
    return (
        ("Dump", False, _name),
        ("Kind", False, lambda dump: Text(words.kind(dump))),
        ("Rows", True, _rows),
        ("People", True, _people),
        ("Personal data", False, lambda dump: Text(words.personal_data(dump))),
        ("Fabricated,\nat least", True, lambda dump: Text(words.fabricated(dump))),
        ("Consistent\nwith genuine", True, lambda dump: Text(words.consistent(dump))),
        ("Looks", False, _verdict),
    )


def _narrow() -> Sequence[tuple[str, bool, Any]]:
    return (
        ("Dump\nkind", False, lambda dump: _two(_name(dump), Text(words.kind(dump), "dim"))),
        ("Rows\npeople", True, lambda dump: _two(_rows(dump), _people(dump))),
        ("Personal data", False, lambda dump: Text(words.personal_data(dump))),
        (
            f"{_SHORT_NAMES[0]}\n{_SHORT_NAMES[1].lower()}",
            True,
            lambda dump: _two(Text(words.fabricated(dump)), Text(words.consistent(dump))),
        ),
        ("Looks", False, _verdict),
    )


def _two(above: Text, below: Text) -> Text:
    return Text("\n").join([above, below])


def _name(dump: Mapping[str, Any]) -> Text:
    mark = "" if dump["coverage"]["complete"] else " !"
    return Text(dump["dump"], "bold").append(mark, "bold yellow")


def _rows(dump: Mapping[str, Any]) -> Text:
    return Text(f"{dump['coverage']['rows_read']:,}")


def _people(dump: Mapping[str, Any]) -> Text:
    return Text(words.people(dump))


def _verdict(dump: Mapping[str, Any]) -> Text:
    return Text(words.verdict(dump).removeprefix("looks "), _STYLES[dump["genuineness"]["verdict"]])


def _gaps(dumps: Sequence[Mapping[str, Any]]) -> Iterator[RenderableType]:
    for dump in dumps:
        reasons = words.not_read(dump)
        if dump["coverage"]["complete"] and not reasons:
            continue
        head = Text.assemble(("! ", "bold yellow"), (dump["dump"], "bold"), ": ", words.lost(dump) or "all bytes read")
        yield Group(Text(), head, *(Padding(Text(reason), (0, 0, 0, 4)) for reason in reasons))


def _notes(document: Mapping[str, Any], width: int) -> Iterator[RenderableType]:
    yield Text()
    for name, meaning in zip(_NAMES if width >= _WIDE else _SHORT_NAMES, words.LEGEND, strict=True):
        yield Text(f"{name}: {meaning}", "dim")
    yield Text()
    yield Text.assemble("Case: ", (document["case"]["path"], "bold"))
