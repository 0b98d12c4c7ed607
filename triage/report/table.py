"""The answer for a terminal: one line per dump, one for the case, what was not read, and what the numbers mean."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from triage.core.plurals import count_of
from triage.report.document import answer, legend, people_words, places, relation_words, trade, verification, words
from triage.report.document.fitting import GAP, LEAST_NAME, Column, fitted, shortened, widths_of
from triage.report.document.other_evidence import other_evidence

WIDTH = 100
"""Columns if the width of the terminal is unknown."""

_WIDE = 130
"""Columns from which on there is room for the kind of dump and its personal data."""

_AT = 4
"""The column of verdicts."""

_NAME_BESIDE_FLAGS = 20
"""Columns to which names may be shortened for flags."""

_MOST_GAPS, _MOST_REASONS = 12, 3
"""Most dumps whose reasons are listed, and most reasons of each; the page lists all."""

_VERDICTS = {
    "genuine": "no sign",
    "mostly_genuine": "few signs",
    "mixed": "partly fabr.",
    "mostly_fabricated": "mostly fabr.",
    "fabricated": "fabricated",
    "undetermined": "undetermined",
}
"""The verdict in at most twelve characters: signs of fabrication, or what it looks like."""

_ALTERED = "altered?"
"""The verdict of a dump whose people have other numbers in another dump."""

_STYLES = {
    "genuine": "green",
    "mostly_genuine": "green",
    "mixed": "yellow",
    "mostly_fabricated": "red",
    "fabricated": "red",
    "undetermined": "dim",
}

_LEGEND = (
    "Records: those judged. Real, about: best estimate (95% range) of the records consistent with real people, under "
    "the listed methods of fabrication; only a checked sample can verify. At most: the others cannot come from a "
    "genuine population, whoever made them (99% sure)."
)


def render(document: Mapping[str, Any], width: int = WIDTH, *, color: bool = False) -> str:
    """Return text of this width; with ANSI colours only if requested."""
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
    if changed := other_evidence(document):
        console.print(*(Text(f"! {line}", "bold red") for line in changed), "", sep="\n")
    nothing = "No dump was reached." if banner else "No dump was found."
    console.print(_answers(document, width) if dumps else Text(nothing))
    if dumps:
        console.print(*_totals(document), sep="\n")
    shown = (
        *_places(dumps),
        *_untold(dumps),
        *_verified(dumps),
        *_altered(dumps),
        *_changes(dumps),
        *_trade(document),
        *_gaps(dumps, width),
    )
    for line in () if document.get("brief") else shown:
        console.print(line)
    console.print(*_notes(document), sep="\n")
    text = out.getvalue().strip("\n")
    return "\n".join(line.rstrip() for line in text.splitlines()) + "\n"


def _answers(document: Mapping[str, Any], width: int) -> Group:
    """Return one row a dump. Flags are beside verdicts if names keep room for them; else sentences alone say it."""
    dumps, comparison = document["dumps"], document["case"].get("comparison") or {}
    flags = relation_words.flags(comparison)
    table = Table(box=SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False, header_style="bold")
    columns = _columns(is_wide=width >= _WIDE)
    cells = [[column.cell(dump) for column in columns] for dump in dumps]
    flagged = [
        [*row[:_AT], Text.assemble(row[_AT], f", {flag}" if flag else ""), *row[_AT + 1 :]]
        for row, flag in zip(cells, (flags.get(dump["dump"], "") for dump in dumps), strict=True)
    ]
    wanted = widths_of(columns, flagged)
    widths = fitted(wanted, width)
    has_room = sum(widths) + GAP * (len(widths) - 1) <= width and widths[0] >= min(wanted[0], _NAME_BESIDE_FLAGS)
    if not has_room:
        widths = fitted(widths_of(columns, cells), width)
    for column, room in zip(columns, widths, strict=True):
        table.add_column(
            column.title, justify="right" if column.is_number else "left", width=room, overflow="fold", no_wrap=True
        )
    for row in flagged if has_room else cells:
        own, *others = row
        for cell, room in zip(others, widths[1:], strict=True):
            cell.truncate(room, overflow="ellipsis")
        table.add_row(shortened(own, widths[0]), *others)
    meanings = relation_words.flags_told(comparison) if has_room else ()
    return Group(table, *(Text(f"\n{each}", "dim") for each in meanings))


def _columns(*, is_wide: bool) -> Sequence[Column]:
    head = (
        Column("Dump", is_number=False, cell=_name),
        Column("Records", is_number=True, cell=_records),
        Column("Real,\nabout", is_number=True, cell=lambda dump: Text(answer.real(dump["headline"]["records"]))),
        Column("At\nmost", is_number=True, cell=lambda dump: Text(answer.at_most(dump["headline"]["records"]))),
        Column("Verdict", is_number=False, cell=_verdict),
    )
    if not is_wide:
        return head
    return (
        *head,
        Column("Kind", is_number=False, cell=lambda dump: Text(words.kind(dump))),
        Column("Personal data", is_number=False, cell=lambda dump: Text(words.personal_data(dump, 60))),
    )


def _name(dump: Mapping[str, Any]) -> Text:
    return Text(dump["dump"] if dump["coverage"]["complete"] else f"! {dump['dump']}", "bold")


def _records(dump: Mapping[str, Any]) -> Text:
    judged = dump["headline"]["records"]["of"]
    least = "\N{GREATER-THAN OR EQUAL TO}" if dump["sample"] else ""
    return Text(f"{least}{judged:,}" if judged else words.NOTHING)


def _verdict(dump: Mapping[str, Any]) -> Text:
    verdict = dump["genuineness"]["verdict"]
    if checked := verification.short_verdict(dump):
        return Text(checked, "bold")
    if nothing := legend.nothing_judged(dump):
        return Text(nothing, "dim")
    if legend.altered_against(dump):
        return Text(_ALTERED, _STYLES["mixed"])
    return Text(_VERDICTS[verdict], _STYLES[verdict])


def _totals(document: Mapping[str, Any]) -> Iterator[RenderableType]:
    """Yield the line for the case, after one for each folder of several dumps."""
    yield Text()
    for folder in document["case"]["folders"]:
        yield Text(answer.total(folder, folder["folder"]))
    yield Text(answer.total(document["case"]["total"]), "bold")
    if said := people_words.head(document["case"]):
        yield Text(said)
        persons = document["case"]["persons"]
        yield from (Text(each) for each in (*people_words.known(persons), *people_words.conflicts(persons, 0)))
    relations = relation_words.lineage(document["case"].get("comparison", {}))
    yield from (Text(each) for each in relations[:_MOST_GAPS])
    if len(relations) > _MOST_GAPS:
        yield Text(f"{count_of(len(relations) - _MOST_GAPS, 'more relation')} of dumps: see `triage compare`.")


def _places(dumps: Sequence[Mapping[str, Any]]) -> Iterator[RenderableType]:
    """Yield the places of each dump, and whose data it holds besides that of people in records."""
    for dump in dumps:
        if said := places.sentences(dump):
            yield Text()
            yield Text(dump["dump"], "bold")
            yield from (Text(f"    {line}") for line in said)


def _altered(dumps: Sequence[Mapping[str, Any]]) -> Iterator[RenderableType]:
    """Yield one line for each dump whose people another dump has under other numbers."""
    told = [dump for dump in dumps if legend.altered_against(dump) and not verification.share(dump)]
    if told:
        yield Text()
    yield from (Text.assemble((dump["dump"], "bold"), f": {words.verdict(dump)}.") for dump in told)


def _changes(dumps: Sequence[Mapping[str, Any]]) -> Iterator[RenderableType]:
    """Yield a line for each dump with many copied rows, and for each whose rows do not all look alike."""
    told = [(dump["dump"], said) for dump in dumps for said in (legend.copies(dump), words.changes(dump)) if said]
    if told:
        yield Text()
    for name, said in told:
        yield Text.assemble((name, "bold"), ": ", said)


def _verified(dumps: Sequence[Mapping[str, Any]]) -> Iterator[RenderableType]:
    """Yield one line for each dump of which the authority has checked a sample."""
    checked = [dump for dump in dumps if verification.share(dump)]
    if checked:
        yield Text()
    for dump in checked:
        yield Text.assemble((dump["dump"], "bold"), ": ", " ".join(verification.sentences(dump)))


def _untold(dumps: Sequence[Mapping[str, Any]]) -> Iterator[RenderableType]:
    """Yield why no estimate is offered, for each dump with records or persons and without one."""
    told = [
        Text.assemble((dump["dump"], "bold"), f": {why}. Found: {words.personal_data(dump)}.")
        for dump, why in legend.untold(dumps)
    ]
    more = [Text(f"{len(told) - _MOST_GAPS:,} more: other formats name each.")] if len(told) > _MOST_GAPS else []
    yield from (Text(), *told[:_MOST_GAPS], *more) if told else ()


def _trade(document: Mapping[str, Any]) -> Iterator[RenderableType]:
    """Yield what dumps offer for sale, and the sellers that several dumps share."""
    trading = [dump for dump in document["dumps"] if "trade" in dump]
    if trading:
        yield Text("\nOffered for sale:")
    for dump in trading:
        yield Text.assemble((dump["dump"], "bold"), ": ", "; ".join(trade.lines(dump["trade"])))
    if trading:
        yield from (Text(f"Sellers: {line}") for line in trade.sellers(document["sellers"]))


def _gaps(dumps: Sequence[Mapping[str, Any]], width: int) -> Iterator[RenderableType]:
    """Yield one line for each dump of which not everything was read."""
    flawed = [dump for dump in dumps if not dump["coverage"]["complete"] or dump["coverage"]["reasons"]]
    if flawed:
        yield Text()
    for dump in flawed[:_MOST_GAPS]:
        reasons = words.not_read(dump)
        more = len(reasons) - _MOST_REASONS
        said = [*reasons[:_MOST_REASONS], *([count_of(more, "more reason")] if more > 0 else [])]
        name = shortened(Text(dump["dump"], "bold"), max(LEAST_NAME, width // 3))
        told = ": ".join([words.lost(dump) or words.gap(dump), *(["; ".join(said)] if said else [])])
        yield Text.assemble(("! ", "bold yellow"), name, f": {told}")
    if len(flawed) > _MOST_GAPS:
        yield Text(
            f"! {count_of(len(flawed) - _MOST_GAPS, 'more dump')} of which not all was read: see the page.",
            "bold yellow",
        )


def _notes(document: Mapping[str, Any]) -> Iterator[RenderableType]:
    yield Text()
    yield Text(_LEGEND, "dim")
    altered = [legend.ALTERED] if any(map(legend.altered_against, document["dumps"])) else []
    yield from (Text(each, "dim") for each in (*altered, *legend.of_verdicts(document["dumps"])))
    yield Text()
    yield from (Text(f"Note: {note}") for note in document["case"]["notes"])
    if audit := words.audit(document):
        yield Text(audit, "dim")
    yield from (
        Text.assemble((dump["dump"], "bold"), f": {words.facts(dump['facts'])}")
        for dump in document["dumps"]
        if dump["facts"] and not document.get("brief")
    )
    if document["case"]["facts"]:
        yield Text(f"Case: {words.facts(document['case']['facts'])}")
    yield Text.assemble("Case folder: ", (document["case"]["path"], "bold"))
