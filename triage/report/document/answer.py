"""Phrase the headline: how many records and people are consistent with real people, of a dump and of a case.

No sentence here states that so many people are exposed: the numbers are what a dump *can* show, with their range.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN
from typing import Any

from triage.core.plurals import count_of
from triage.report.document import verification, words
from triage.report.document.numbers import count_at_least, count_at_most, short, significant

_REAL = "consistent with real people"


def records(dump: Mapping[str, Any]) -> str:
    """Return the headline of a dump, in records.

    "About 490 (390 to 560) of 1,000 records are consistent with real people; at most 720 can be."
    """
    head = dump["headline"]
    counts = head["records"]
    if not counts["of"]:
        return words.sentence(f"no record was judged: {head['gate']}") if head["gate"] else "No record was judged."
    if counts["estimate"] is None:
        can_be = f"of {count_of(counts['of'], 'record')} at most {_most(counts)} can be of real people"
        why = f" ({head['gate']})" if head["gate"] else ""
        return words.sentence(f"{can_be}; how many are is not determined{why}")
    return words.sentence(f"{_about(counts)} of {counts['of']:,} records are {_REAL}; at most {_most(counts)} can be")


def people(dump: Mapping[str, Any]) -> str:
    """Return the same in people, counted by their numbers; "" without a number to count by."""
    counts = dump["headline"]["people"]
    if not counts["of"]:
        return ""
    return _people(counts, f"distinct {words.entity(counts['by'])} numbers")


def answer(dump: Mapping[str, Any]) -> str:
    """Return the whole answer of a dump: records, people, and what was verified."""
    return " ".join(each for each in (records(dump), people(dump), *verification.sentences(dump)) if each)


def total(counts: Mapping[str, Any], name: str = "") -> str:
    """Return the answer of a case, or of a folder of this name, over all of its dumps."""
    told, open_ones = counts["records"], counts["undetermined"]
    where = f"{name or 'Case'}, {count_of(counts['dumps'], 'dump')}"
    said = []
    if told["estimate"] is not None:
        said.append(f"{_about(told)} of {told['of']:,} records are {_REAL}")
    if open_ones["records"]:
        dumps = count_of(open_ones["dumps"], "dump")
        real = "" if said else f" of how many are {_REAL}"
        said.append(f"no estimate for {count_of(open_ones['records'], 'record')} in {dumps}{real}")
    if not said:
        return f"{where}: no record of a person was judged."
    of = told["of"] + open_ones["records"]
    said.append(f"of all {of:,} at most {_most({'at_most': told['at_most'], 'of': of})} can be")
    lost = f"Not all was read of {count_of(counts['incomplete'], 'dump')}." if counts["incomplete"] else ""
    sentences = (f"{where}: {'; '.join(said)}.", _all_people(counts), _checked(counts), _once(counts), lost)
    return " ".join(each for each in sentences if each)


def _checked(counts: Mapping[str, Any]) -> str:
    """Return number C of all dumps of which the authority checked a sample; "" without one."""
    told = counts.get("verified")
    if not told:
        return ""
    of = f"the {told['records']:,} distinct records of {count_of(told['dumps'], 'dump')}"
    return (
        f"By samples that the authority checked, {_about(told['genuine'] | {'of': told['records']})} of {of} are "
        "genuine; where this and the numbers before it differ, the checked samples govern."
    )


def _all_people(counts: Mapping[str, Any]) -> str:
    if not counts["people"]["of"]:
        return ""
    open_of = counts["undetermined"].get("people", 0)
    of = "distinct numbers"
    if open_of and counts["people"]["estimate"] is not None:
        of = f"{of} ({open_of:,} of them in dumps without an estimate)"
    return _people(counts["people"], of)


def _once(counts: Mapping[str, Any]) -> str:
    """Return that shared content is counted once, and by how much that reduces the sum of the dumps' lines."""
    if counts["dumps"] < 2:
        return ""
    if not counts.get("counted_once", True):
        return "What several dumps hold is counted in each of them: it is not known what that is."
    again = counts.get("again", {"records": 0, "people": 0})  # an older report names none
    less = [
        count_of(again[what], name) for what, name in (("records", "record"), ("people", "person")) if again[what] > 0
    ]
    return f"What several dumps hold is counted once: {' and '.join(less)} fewer than in their lines." if less else ""


def real(counts: Mapping[str, Any]) -> str:
    """Return estimate and range for a narrow column: "490 (390-560)"; a dash without an estimate."""
    if counts["estimate"] is None:
        return words.NOTHING
    low, high = short(counts["low"], ROUND_FLOOR), _short_most(counts["high"], counts["of"])
    return f"{_short_most(counts['estimate'], counts['of'], ROUND_HALF_EVEN)} ({low}\N{EN DASH}{high})"


def at_most(counts: Mapping[str, Any]) -> str:
    """Return the upper limit for a narrow column; a dash if there is nothing to limit."""
    return _short_most(counts["at_most"], counts["of"]) if counts["of"] else words.NOTHING


def numbers(dump: Mapping[str, Any]) -> str:
    """Return how many distinct numbers of persons a dump holds, real or not: "2,914 CNICs"."""
    counted = dump["people"]
    return words.NOTHING if counted["distinct"] is None else f"{words.count(counted)} {words.entity(counted['by'])}"


def _short_most(count: int, of: int, rounding: str = ROUND_CEILING) -> str:
    """Return a rounded count that never exceeds the whole, which is known exactly."""
    return f"{of:,}" if count == of < 10_000 else short(count, rounding)


def _people(counts: Mapping[str, Any], of: str) -> str:
    of = of.replace("numbers", "number", 1) if counts["of"] == 1 else of
    if counts["estimate"] is None:
        return f"People: at most {_most(counts)}, of {counts['of']:,} {of}."
    return f"People: about {_range(counts)}, of {counts['of']:,} {of}; at most {_most(counts)}."


def _about(counts: Mapping[str, Any]) -> str:
    return f"about {_range(counts)}"


def _range(counts: Mapping[str, Any]) -> str:
    low, high = count_at_least(counts["low"]), min(count_at_most(counts["high"]), counts["of"])
    return f"{min(max(significant(counts['estimate']), low), high):,} ({low:,} to {high:,})"


def _most(counts: Mapping[str, Any]) -> str:
    return f"{min(count_at_most(counts['at_most']), counts['of']):,}"
