"""The answer as Markdown, for a ticket or notes: the table, then for each dump the evidence for and against it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from triage.report.document import answer, legend, people_words, places, relation_words, trade, words
from triage.report.document.other_evidence import other_evidence

_ACTS = re.compile(r"[!#$&*<>@\[\\\]_`|~]|:(?=//)|(?<=www)\.", re.IGNORECASE)
"""Pattern of punctuation with which evidence could form a link, picture, element, formula or table cell."""

_HEAD = ("Dump", "Kind", "Records", "Consistent with real people", "At most", "Personal data", "Numbers", "Verdict")
_ALIGN = (":--", ":--", "--:", "--:", "--:", ":--", "--:", ":--")
_LIMITS = ('Records above "at most"', "Consistent with real people")


def render(document: Mapping[str, Any]) -> str:
    """Return CommonMark with tables."""
    return "\n".join(_lines(document)) + "\n"


def text(evidence: str) -> str:
    """Return a text of the evidence that Markdown shows literally.

    Source: CommonMark 0.31.2, section 2.4 (any ASCII punctuation may be escaped by a backslash), read 2026-11-23.
    """
    return _ACTS.sub(r"\\\g<0>", evidence)


def _lines(document: Mapping[str, Any]) -> Iterator[str]:
    yield from _head(document)
    yield _row(_HEAD)
    yield _row(_ALIGN)
    for dump in document["dumps"]:
        counts = dump["headline"]["records"]
        of = f"{counts['of']:,}"
        facts = (words.kind(dump), of, answer.real(counts), answer.at_most(counts), words.personal_data(dump))
        yield _row((_name(dump), *(text(each) for each in (*facts, answer.numbers(dump), words.verdict(dump)))))
    yield ""
    for name, meaning in zip(_LIMITS, words.LEGEND, strict=True):
        yield f"* {name}: {meaning}"
    if not document.get("brief"):
        yield f"* {legend.DECIBANS}"
    yield from (f"* {each}" for each in legend.of_verdicts(document["dumps"]))
    if not document.get("brief"):
        for dump in document["dumps"]:
            yield from _dump(dump)
    yield from _foot(document)


def _head(document: Mapping[str, Any]) -> Iterator[str]:
    """Yield what precedes the table: the answer of the case and of its folders."""
    yield "# Triage report"
    yield ""
    if banner := words.unfinished(document):
        yield f"> **{text(banner)}**"
        yield ""
    if changed := other_evidence(document):
        yield "\n>\n".join(f"> **{text(line)}**" for line in changed)
        yield ""
    if document["case"]["facts"]:
        yield f"Case: {text(words.facts(document['case']['facts']))}"
        yield ""
    yield f"**{text(answer.total(document['case']['total']))}**"
    yield ""
    for folder in document["case"]["folders"]:
        yield f"* {text(answer.total(folder, folder['folder']))}"
    if said := people_words.head(document["case"]):
        yield f"* {said}"
        persons = document["case"]["persons"]
        yield from (f"* {text(each)}" for each in (*people_words.known(persons), *people_words.conflicts(persons, 0)))
    yield from (f"* {text(each)}" for each in relation_words.lineage(document["case"].get("comparison", {})))
    yield ""


def _foot(document: Mapping[str, Any]) -> Iterator[str]:
    """Yield what follows the dumps: sellers, notes, and the audit chain."""
    yield ""
    if "sellers" in document:
        yield from ("## Sellers", "", *(f"* {text(line)}" for line in trade.sellers(document["sellers"])), "")
    for note in document["case"]["notes"]:
        yield f"Note: {text(note)}"
        yield ""
    if audit := words.audit(document):
        yield audit
        yield ""
    yield f"Case: {text(document['case']['path'])}. Rules: `{document['tool']['rules_sha256']}`."


def _dump(dump: Mapping[str, Any]) -> Iterator[str]:
    yield ""
    yield f"## {text(dump['dump'])}"
    yield ""
    yield f"**{text(answer.answer(dump))}**"
    yield ""
    if dump["facts"]:
        yield f"* {text(words.facts(dump['facts']))}"
    for place in places.sentences(dump):
        yield f"* {text(place)}"
    yield f"* Data can be from: {words.era(dump)}{text(''.join(f'; {each}' for each in dump['era']['evidence']))}"
    if dump["era"]["sources"]:
        yield f"* May be an extract of: {text(', '.join(dump['era']['sources']))} ({text(dump['era']['why'])})"
    yield f"* Verdict: {words.verdict(dump)}"
    if copies := legend.copies(dump):
        yield f"* {copies}."
    for reason in dump["genuineness"]["evidence"]:
        innocent = f" Innocent: {text('; '.join(reason['innocent']))}." if reason["innocent"] else ""
        seen = f"Observed {text(reason['observed'])}, expected {text(reason['expected'])}."
        yield f"* {reason['decibans']:+.1f} decibans: {text(reason['statement'])} {seen}{innocent}"
    yield from _where_and_how(dump)
    if "trade" in dump:
        yield from (f"* For sale: {text(line)}" for line in trade.lines(dump["trade"]))
    for limit in dump["genuineness"]["limits"]:
        yield f"* Limit: {text(limit)}"
    for gap in words.not_read(dump):
        yield f"* Not read as it should: {text(gap)}"
    yield f"* SHA-256: `{dump['sha256'] or words.NOTHING}`"


def _where_and_how(dump: Mapping[str, Any]) -> Iterator[str]:
    """Yield alternatives to number B, stretches of tables, and methods of fabrication."""
    genuineness = dump["genuineness"]
    if genuineness["adversarial"]:
        second = text(words.other(genuineness["adversarial"]))
        yield f"* Consistent with genuine, if sellers who leave hardly a mark are considered too: {second}"
    if genuineness["by_checks"]:
        yield f"* Consistent with genuine, by the checks above alone: {text(words.other(genuineness['by_checks']))}"
    if genuineness["explanation"]:
        groups = (f"{words.plain(group)} {weight:+.1f}" for group, weight in genuineness["explanation"].items())
        yield f"* Mean weight of a row, in decibans: {text(', '.join(groups))}"
    for stretches in words.strips(dump):
        place = " / ".join(each for each in (stretches[0]["member"], stretches[0]["table"]) if each)
        yield f"* Where, in {text(place)}: {text(words.stretches(stretches))}"
    for way in genuineness["hypotheses"]:
        tell = f"; {way['tell']}" if way["tell"] else ""
        said = f"{way['title']}: {words.support(way['decibans'])} ({way['decibans']:+.1f} decibans){tell}"
        yield f"* Rows that look made up may be: {text(said)}"


def _name(dump: Mapping[str, Any]) -> str:
    return text(dump["dump"]) + ("" if dump["coverage"]["complete"] else " (not all was read)")


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"
