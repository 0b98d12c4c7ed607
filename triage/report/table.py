"""The answer for a terminal: one line per dump, what was not read, what the numbers mean, where the case lies."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
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

_LEAST = 78
"""Below this every column is as narrow as it gets."""

_KIND_WIDTH = 18
_NAME_SHARE = 0.28
_VERDICT_WIDTH = 12
"""What a dump's name and kind, and the verdict, are given where room is short."""

_NO_BREAK = "\ue000"
"""Keeps words together until the lines are made. It stands in no document, because it is not printable."""

_ONE_LINE = 36
"""Characters of personal data that leave a dump on one line of 160."""

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
    if banner := words.unfinished(document):
        console.print(Text(f"! {banner}\n", "bold yellow"))
    nothing = "No dump was reached." if banner else "No dump was found."
    console.print(_answers(dumps, width) if dumps else Text(nothing))
    console.print(*_changes(dumps), *_gaps(dumps), *_notes(document, width), sep="\n")
    text = out.getvalue().strip("\n").replace(_NO_BREAK, " ")
    return "\n".join(line.rstrip() for line in text.splitlines()) + "\n"


def _answers(dumps: Sequence[Mapping[str, Any]], width: int) -> Table:
    is_wide = width >= _WIDE
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold", leading=0 if is_wide else 1)
    columns = _wide() if is_wide else _narrow()
    for title, right, _ in columns:
        table.add_column(title, justify="right" if right else "left", overflow="fold", no_wrap=right)
    if _LEAST <= width < _WIDE:
        longest = max(cell_len(_name(dump).plain) for dump in dumps)
        table.columns[0].width = max(_KIND_WIDTH, min(int(width * _NAME_SHARE), longest))
        table.columns[-1].width = _VERDICT_WIDTH
    for dump in dumps:
        table.add_row(*(cell(dump) for _, _, cell in columns))
    return table


def _wide() -> Sequence[tuple[str, bool, Any]]:
    return (
        ("Dump", False, _name),
        ("Kind", False, lambda dump: Text(words.kind(dump))),
        ("Rows", True, _rows),
        ("People", True, _people),
        ("Personal data", False, lambda dump: _personal_data(dump, _ONE_LINE)),
        ("Fabricated,\nat least", True, lambda dump: Text(words.fabricated(dump))),
        ("Consistent\nwith genuine", True, lambda dump: Text(words.consistent(dump))),
        ("Verdict", False, _verdict),
    )


def _narrow() -> Sequence[tuple[str, bool, Any]]:
    return (
        ("Dump\nkind", False, lambda dump: _two(_name(dump), Text(words.kind(dump), "dim"))),
        ("Rows\npeople", True, lambda dump: _two(_rows(dump), _people(dump))),
        ("Personal data", False, _personal_data),
        (
            f"{_SHORT_NAMES[0]}\n{_SHORT_NAMES[1].lower()}",
            True,
            lambda dump: _two(Text(words.fabricated(dump)), Text(words.consistent(dump))),
        ),
        ("Verdict", False, _verdict),
    )


def _two(above: Text, below: Text) -> Text:
    return Text("\n").join([above, below])


def _personal_data(dump: Mapping[str, Any], room: int = 70) -> Text:
    """Broken between entities only, not between a name and its count."""
    found = words.personal_data(dump, room).split(words.DOT)
    return Text(f"{_NO_BREAK}{words.DOT.strip()} ".join(each.replace(" ", _NO_BREAK) for each in found))


def _name(dump: Mapping[str, Any]) -> Text:
    mark = "" if dump["coverage"]["complete"] else " !"
    return Text(dump["dump"], "bold").append(mark, "bold yellow")


def _rows(dump: Mapping[str, Any]) -> Text:
    return Text(f"{dump['coverage']['rows_read']:,}")


def _people(dump: Mapping[str, Any]) -> Text:
    return Text(words.people(dump))


def _verdict(dump: Mapping[str, Any]) -> Text:
    return Text(words.verdict(dump).removeprefix("looks "), _STYLES[dump["genuineness"]["verdict"]])


def _changes(dumps: Sequence[Mapping[str, Any]]) -> Iterator[RenderableType]:
    """One line for each dump whose rows change their look."""
    told = [(dump["dump"], said) for dump in dumps if (said := words.changes(dump))]
    if told:
        yield Text()
    for name, said in told:
        yield Text.assemble((name, "bold"), ": ", said)


def _gaps(dumps: Sequence[Mapping[str, Any]]) -> Iterator[RenderableType]:
    for dump in dumps:
        reasons = words.not_read(dump)
        if dump["coverage"]["complete"] and not reasons:
            continue
        head = Text.assemble(("! ", "bold yellow"), (dump["dump"], "bold"), ": ", words.lost(dump) or words.gap(dump))
        yield Group(Text(), head, *(Padding(Text(reason), (0, 0, 0, 4)) for reason in reasons))


def _notes(document: Mapping[str, Any], width: int) -> Iterator[RenderableType]:
    yield Text()
    for name, meaning in zip(_NAMES if width >= _WIDE else _SHORT_NAMES, words.LEGEND, strict=True):
        yield Text(f"{name}: {meaning}", "dim")
    yield Text()
    yield from (Text(f"Note: {note}") for note in document["case"]["notes"])
    yield Text.assemble("Case: ", (document["case"]["path"], "bold"))
