"""Words for persons and for the comparison of dumps: one line each, the same in every format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from triage.core.plurals import count_of

_MOST_COMBINATIONS = 12
"""Combinations of data that are listed; JSON has them all."""


def persons(told: Mapping[str, Any]) -> Iterator[str]:
    """Yield how many persons, counted once, and what is known of how many."""
    yield f"People, counted once over all dumps: {told['distinct']:,}; distinct records: {told['records']:,}."
    if told["of_known_sex"]:
        yield f"Women: {told['women']:,} of {told['of_known_sex']:,} people whose sex is known."
    for field, count in told["conflicts"].items():
        values = count_of(count, f"value of {field} was", f"values of {field} were")
        yield f"{values} seen with several people and joined nobody."
    if nameless := told["records_without_number"]:
        yield f"{count_of(nameless, 'record has', 'records have')} a name and no number: counted as nobody here."
    for each in told["known"][:_MOST_COMBINATIONS]:
        yield f"{each['persons']:>12,}  {' + '.join(each['data'])}"
    if len(told["known"]) > _MOST_COMBINATIONS:
        rest = sum(each["persons"] for each in told["known"][_MOST_COMBINATIONS:])
        yield f"{rest:>12,}  other combinations ({len(told['known']) - _MOST_COMBINATIONS})"


def dump(told: Mapping[str, Any]) -> str:
    """Return what a dump adds."""
    flags = f" [{', '.join(told['flags'])}]" if told["flags"] else ""
    earlier = " (earlier case)" if told["earlier_case"] else ""
    own = f"{count_of(told['persons'], 'person')}, {told['persons_only_here']:,} of them in no other dump"
    records = f"{count_of(told['records'], 'distinct record')}, {told['records_only_here']:,} in no other"
    return f"{told['dump']}{earlier}{flags}: {own}; {records}"


def pair(told: Mapping[str, Any], dumps: Sequence[Mapping[str, Any]]) -> str:
    """Return what two dumps share, as shares of each."""
    sizes = {each["dump"]: each for each in dumps}
    one, other = sizes[told["one"]], sizes[told["other"]]
    shares = [
        f"{told[what]:,} {what} ({_share(told[what], one[what])} and {_share(told[what], other[what])} of theirs)"
        for what in ("persons", "records")
        if told[what]
    ]
    return f"{told['one']} | {told['other']}: {'; '.join(shares)}"


def _share(part: int, whole: int) -> str:
    if not whole:
        return "none"
    share = part / whole
    return f"{share:.0%}" if part == whole or 0.01 <= share < 0.995 else "under 1%" if share < 0.01 else "over 99%"


def head(case: Mapping[str, Any]) -> str | None:
    """Return one sentence on the persons of a case; null if none are named, or an older report counted none."""
    told = case.get("persons")
    if not told or not told["distinct"]:
        return None
    return (
        f"Persons named, real or made up, each counted once: {told['distinct']:,}; distinct records of persons: "
        f"{told['records']:,}."
    )
