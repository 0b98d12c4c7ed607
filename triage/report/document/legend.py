"""Explain weights and verdicts, and decide which dumps have a verdict that needs an explanation, or none."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from triage.core.people import KINDS

DECIBANS = (
    "Decibans weigh a sign: +10 is ten times likelier in a genuine list than in a fabricated one, -10 the other way "
    "round, 0 says nothing. Every sign can have the innocent explanations beside it."
)
"""Explanation of the weight beside a sign."""

POWER = (
    'Verdict "no sign" or "few signs": nothing, or little, in these records looks made up. That is no proof: {passed}. '
    "Where the range of real records begins near 0, the dump could be such a fake as a whole."
)
"""Explanation of these verdicts beside a wide range."""

UNDETERMINED = (
    'Verdict "undetermined" beside an estimate: of too few records, of columns that could not be checked against each '
    "other, or with signs that do not suffice to say that a part is made up."
)
"""Explanation of that verdict, for a report with a dump that has it and an estimate."""

ALTERED = (
    'Verdict "altered?": another dump of this case has its people under other numbers. One of the two was altered, and '
    "the files cannot show which, so neither passes for genuine."
)
"""Explanation of that verdict, for a report with a dump that has it."""

_MANY_COPIES = 0.1
"""Share of copied rows that is told beside the answer: records are counted with their copies."""

_OF_A_PERSON = ("PERSON", *KINDS)
"""Entities of which one tells of a person, in text too, where no rows are judged."""


NOT_JUDGED = "not judged"
"""What stands in place of a verdict where persons were found and no record of them was judged."""


def nothing_judged(dump: Mapping[str, Any]) -> str:
    """Return why a dump has no verdict, in at most twelve characters; "" if records of it were judged."""
    if dump["headline"]["records"]["of"]:
        return ""
    books = dump["coverage"]
    if not (books["complete"] or books["rows_read"]):
        return "not read"
    found = (dump["entities"].get(name, {"valid": 0})["valid"] for name in _OF_A_PERSON)
    return NOT_JUDGED if any(found) else "no person"


def copies(dump: Mapping[str, Any]) -> str:
    """Return how many rows repeat others cell by cell, in one phrase; "" if few do."""
    told = dump["genuineness"]
    share = told["novelty"].get("exact_duplicate_rows", 0.0)
    if share < _MANY_COPIES:
        return ""
    left = f"{told['distinct_rows']:,} of {told['rows']:,}"
    return f"{share:.0%} of the rows are copies of others; without them there are {left}"


def of_verdicts(dumps: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return the explanations of verdicts that a report with these dumps needs."""
    power = {share for dump in dumps if (share := dump["genuineness"]["power"]) is not None}
    return [
        *([POWER.format(passed=passed(power))] if power else []),
        *([UNDETERMINED] if any(map(is_open, dumps)) else []),
    ]


def passed(noticed: Collection[float]) -> str:
    """Return how many careful fakes passed the same tests, in one phrase, of the shares of them that were noticed."""
    missed = sorted({round(100 * (1 - share)) for share in noticed})
    most = f"{missed[0]} to {missed[-1]}" if len(missed) > 1 else f"{missed[0]}"
    return f"of 100 careful fakes made to test this program, {most} looked the same"


def untold(dumps: Sequence[Mapping[str, Any]]) -> list[tuple[Mapping[str, Any], str]]:
    """Return the dumps without an estimate that hold records, or persons that no record tells of, with the reason."""
    heads = [(dump, dump["headline"]) for dump in dumps if dump["headline"]["gate"]]
    told = [(dump, f"no estimate: {head['gate']}") for dump, head in heads if head["records"]["of"]]
    return told + [(dump, f"not judged: {head['gate']}") for dump, head in heads if nothing_judged(dump) == NOT_JUDGED]


def is_open(dump: Mapping[str, Any]) -> bool:
    """Return true for a dump with an estimate that supports no verdict."""
    return dump["genuineness"]["verdict"] == "undetermined" and dump["headline"]["records"]["estimate"] is not None


def altered_against(dump: Mapping[str, Any]) -> list[str]:
    """Return the dumps with the people of an undetermined one under other numbers, the most first."""
    told = dump["genuineness"]
    if told["verdict"] != "undetermined":
        return []
    return [each["dump"] for each in sorted(told["shared_with"], key=lambda each: -each["altered"]) if each["altered"]]
