"""The phrases of a report: short, honest, the same in every format."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from triage.core.plurals import count_of
from triage.core.sums import K
from triage.report.document import legend, verification
from triage.report.document.numbers import percent_at_least, share_with_range, significant, size
from triage.report.document.reasons import told

NOTHING = "\N{EN DASH}"
"""Text shown if there is nothing to show."""

DOT = " \N{MIDDLE DOT} "
"""Separator between things of one kind."""

VERDICTS = {
    "genuine": "no sign of fabrication",
    "mostly_genuine": "few signs of fabrication",
    "mixed": "looks partly fabricated",
    "mostly_fabricated": "looks mostly fabricated",
    "fabricated": "looks fabricated",
    "undetermined": "undetermined",
}

_LOOKS = {"genuine": "show no sign of fabrication", "fabricated": "look made up", "unclear": "are mixed or unclear"}

_EVEN = 3.0
"""Decibans within which two explanations are about equally likely: a likelihood ratio of 2."""

_NAMED = 10.0
"""Decibans from which on a method of fabrication is named: moderate support."""

_NEAR_0 = 0.1
"""Share below which the low end of a range says that all may be made up."""

_SUPPORT = (
    (40.0, "very strong support"),
    (30.0, "strong support"),
    (20.0, "moderately strong support"),
    (10.0, "moderate support"),
    (_EVEN, "weak support"),
    (-_EVEN, "about as likely as all other ways together"),
)

FABRICATED = "Fabricated, at least"

LEGEND = (
    "cannot come from a genuine population, whoever made it (99% sure).",
    "best estimate (95% range) under the listed methods of fabrication; only a checked sample can verify.",
)
"""Meaning of the two numbers, to follow their names."""

_SHORT = {
    "PK_CNIC": "CNIC",
    "PK_NIC_OLD": "old NIC",
    "PK_MOBILE_NUMBER": "mobile",
    "PK_LANDLINE_NUMBER": "landline",
    "PK_MOBILE_OPERATOR": "operator",
    "PERSON": "name",
    "EMAIL_ADDRESS": "e-mail",
    "IBAN_CODE": "IBAN",
    "CREDIT_CARD": "card",
    "DATE_OF_BIRTH": "birth date",
    "LOCATION": "place",
    "IMEI": "IMEI",
    "IMSI": "IMSI",
    "TEXT": "free text",
    "OPAQUE_NUMBER": "other number",
}
"""Short names for a table; any other entity is shown by its own name, in lower case."""

_UNCOUNTED = ("PERSON", "PK_ADDRESS", "LOCATION", "DATE_OF_BIRTH", "GENDER", "AGE", "PK_MOBILE_OPERATOR", "PK_POSTCODE")
"""Entities whose number of distinct values means little: only named, after the counted ones."""


def entity(name: str | None) -> str:
    """Return the short name of an entity."""
    return _SHORT.get(name or "", (name or NOTHING).removeprefix("PK_").replace("_", " ").lower())


def personal_data(dump: Mapping[str, Any], room: int = 70) -> str:
    """Return what was found, in about `room` characters: "CNIC 2,914 · mobile 3,000 · name".

    Counts are of distinct values.
    """
    found = {name: tally for name, each in dump["entities"].items() if (tally := each["whose"].get("data_subject", {}))}
    least = "\N{GREATER-THAN OR EQUAL TO}" if dump["sample"] else ""
    said = [
        f"{entity(name)} {least}{count(found[name])}" if name not in _UNCOUNTED else entity(name)
        for name in by_weight(found)
    ]
    fits = max(1, sum(len(DOT.join(said[:n])) <= room for n in range(1, len(said) + 1)))
    rest = [f"{len(said) - fits} more"] if len(said) > fits else []
    return DOT.join([*said[:fits], *rest]) or NOTHING


def by_weight(found: Mapping[str, Mapping[str, int]]) -> list[str]:
    """Return the entities found: counted ones first, the most frequent first."""
    return sorted(
        found,
        key=lambda name: (_UNCOUNTED.index(name) if name in _UNCOUNTED else -1, -found[name]["distinct"], name),
    )


def count(tally: Mapping[str, int]) -> str:
    """Return the number of distinct values, to three digits if it is an estimate of a full sketch."""
    return f"{tally['distinct']:,}" if tally["distinct"] < K else f"~{significant(tally['distinct']):,}"


def kind(dump: Mapping[str, Any]) -> str:
    """Return the kind of dump."""
    return dump["dump_type"]["title"] or NOTHING


def fabricated(dump: Mapping[str, Any]) -> str:
    """Return number A."""
    return percent_at_least(dump["genuineness"]["fabricated_at_least"]["value"])


def consistent(dump: Mapping[str, Any]) -> str:
    """Return number B with its range, or a dash if none is offered."""
    return _share(dump["genuineness"]["consistent_with_genuine"])


def _share(share: Mapping[str, Any]) -> str:
    return share_with_range(share) or NOTHING


def verdict(dump: Mapping[str, Any]) -> str:
    """Return the verdict: of a sample checked by the authority, else never stronger than "looks".

    Number B alone is never called "genuine".
    """
    if nothing := legend.nothing_judged(dump):
        return nothing
    if checked := verification.verdict(dump):
        return checked
    if others := legend.altered_against(dump):
        more = f" and {count_of(len(others) - 1, 'more dump')}" if len(others) > 1 else ""
        return f"undetermined: its people have other numbers in {others[0]}{more}; one of them was altered"
    return f"{VERDICTS[dump['genuineness']['verdict']]}{power(dump)}"


def power(dump: Mapping[str, Any]) -> str:
    """Return what few or no signs are worth, in brackets; "" for other verdicts.

    " (no proof: of 100 careful fakes made to test this program, 38 looked the same; so the range begins near 0)"
    """
    told, low = dump["genuineness"]["power"], dump["genuineness"]["consistent_with_genuine"]["low"]
    why = "; so the range begins near 0" if low is not None and low < _NEAR_0 else ""
    return "" if told is None else f" (no proof: {legend.passed({told})}{why})"


def stretch(where: Mapping[str, Any]) -> str:
    """Return a stretch in one phrase: "rows 1-12,000 look made up".

    Its ends have three digits if they are estimates.
    """
    about, first, last = where["about"], where["first"], where["last"]
    ends = (significant(first), significant(last)) if about else (first, last)
    rows = f"row {ends[0]:,}" if first == last else f"rows {ends[0]:,}\N{EN DASH}{ends[1]:,}"
    return f"{'about ' * about}{rows} {_LOOKS[where['looks']]}"


def stretches(found: Sequence[Mapping[str, Any]]) -> str:
    """Return the stretches of a table in one phrase: "rows 1-12,000 look made up; 12,001-80,000 are mixed"."""
    first, *others = (str(each["statement"]) for each in found)
    return "; ".join([first, *(each.removeprefix("about ").removeprefix("rows ") for each in others)])


def sentence(phrase: str) -> str:
    """Return a phrase with an initial capital and a full stop."""
    return f"{phrase[:1].upper()}{phrase[1:]}."


def strips(dump: Mapping[str, Any]) -> list[list[Mapping[str, Any]]]:
    """Return the stretches of each table whose rows do not all look alike, in the order of the tables."""
    tables: dict[tuple[str, str | None], list[Mapping[str, Any]]] = {}
    for each in dump["genuineness"]["where"]:
        tables.setdefault((each["member"], each["table"]), []).append(each)
    return [found for found in tables.values() if len(found) > 1]


def changes(dump: Mapping[str, Any], room: int = 3) -> str:
    """Return which rows look fabricated, at most `room` stretches, and by which method; "" if all rows look alike."""
    tables = strips(dump)
    if not tables:
        return ""
    made = [each for found in tables for each in found if each["looks"] == "fabricated"]
    if not made:
        return "; ".join(_placed(each) for each in tables[0][:room])
    more = [count_of(len(made) - room, "more such place")] if len(made) > room else []
    ways = dump["genuineness"]["hypotheses"]
    way: str = next((each["title"] for each in ways if each["decibans"] >= _NAMED), "")
    return "; ".join([*(_placed(each) for each in made[:room]), *more]) + (
        f": {way[:1].lower()}{way[1:]}" if way else ""
    )


def _placed(where: Mapping[str, Any]) -> str:
    return f"{where['statement']}{' in ' * bool(where['table'])}{where['table'] or ''}"


def support(decibans: float) -> str:
    """Return a likelihood ratio against all other methods together, in words.

    Source: the scale of words in ENFSI, "Guideline for evaluative reporting in forensic science", 2015.
    """
    if decibans < -_EVEN:
        return "the other ways together are likelier"
    return next(word for least, word in _SUPPORT if decibans >= least)


def other(share: Mapping[str, Any] | None) -> str:
    """Return an alternative to number B with its range; a dash if there is none."""
    return NOTHING if share is None else _share(share)


def not_read(dump: Mapping[str, Any]) -> list[str]:
    """Return why not everything was read, one line per reason; empty if everything was."""
    return [_reason(each) for each in dump["coverage"]["reasons"]]


def lost(dump: Mapping[str, Any]) -> str:
    """Return how much was not read, in one phrase; "" if everything was."""
    books = dump["coverage"]
    said = [f"{size(books[f'bytes_{how}'])} {how}" for how in ("unread", "rejected") if books[f"bytes_{how}"]]
    rows = books["rows_rejected"]
    return ", ".join(said + ([f"{count_of(rows, 'row')} rejected"] if rows else []))


def gap(dump: Mapping[str, Any]) -> str:
    """Return the phrase for reasons without lost bytes of the dump itself."""
    return "all bytes read" if dump["coverage"]["complete"] else "not all of it could be looked into"


def unfinished(document: Mapping[str, Any]) -> str:
    """Return the banner for a report of an interrupted scan; "" if it was completed."""
    how = document["case"].get("unfinished")
    if not how:
        return ""
    found = f"{count_of(how['files_found'], 'file')} found ({size(how['bytes_found'])})"
    read = f"Of {found}, {count_of(how['files_listed'], 'was', 'were')} listed and {how['files_read']:,} read"
    if absent := how["missing_shards"]:
        which = ("shard " if len(absent) == 1 else "shards ") + ", ".join(map(str, absent))
        why = f"INCOMPLETE: {which} of {how['shards']} {'is' if len(absent) == 1 else 'are'} missing."
    else:
        why = "UNFINISHED: the scan was stopped before its end."
    return f"{why} {read}; what is said here is of these only. To go on: {how['command']}"


def audit(document: Mapping[str, Any]) -> str:
    """Return the state of the audit chain, to be noted down; "" if the report was made without a case."""
    kept = document["case"].get("audit")
    if not kept:
        return ""
    signer = f", signed with the key {kept['public_key']}" if kept["public_key"] else ", not signed"
    first = kept.get("first_public_key")
    signer += f", another than the case began with ({first})" if first and first != kept["public_key"] else ""
    return f"Audit chain verified: {count_of(kept['links'], 'link')}, head {kept['head']}{signer}."


def era(dump: Mapping[str, Any]) -> str:
    """Return the period a dump can be from, in one phrase: "2019 to 2022"; "undetermined" if unknown."""
    first, last = dump["era"]["first"], dump["era"]["last"]
    if first is None:
        return "undetermined" if last is None else f"{last} or before"
    if last is None:
        return f"{first} or after"
    return str(first) if first == last else f"{first} to {last}"


def facts(known: Mapping[str, str]) -> str:
    """Return what an examiner added, in one line: "exhibit P-3, platform Telegram"; "" if nothing."""
    return ", ".join(f"{plain(name)} {value}" for name, value in known.items())


def plain(word: str) -> str:
    """Return an identifier as words: "truncated_member" -> "truncated member"."""
    return word.replace("_", " ")


def _reason(reason: Mapping[str, Any]) -> str:
    first, times = reason["first"], reason["count"]
    said = told(reason["reason"])
    at = f" at {first['unit']} {first['offset']:,}" if first["offset"] else ""
    if times == 1:
        return f"{said}: {first['member']}{at}"
    return f"{said}: {times:,} times, first in {first['member']}{at}"
