"""Phrase persons and the comparison of dumps: one line each, the same in every format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from triage.core.plurals import count_of

_MOST_COMBINATIONS = 12
"""Most combinations of data that are listed; JSON has them all."""


_MOST_DISTRICTS = 8
"""Districts that are named in a line; JSON has them all."""

_MOST_DUMPS = 3

_CONFLICTS = {
    "cnic with several names": "CNICs with several written names",
    "mobile with several cnics": "Mobile numbers with several CNICs",
    "cnic with five or more mobiles": "CNICs with five mobile numbers or more (a CNIC may hold five SIMs for calls)",
    "cnic with over eight mobiles": "CNICs with more than eight mobile numbers (the limit, with SIMs for data)",
}
_AGAINST = {
    "cnic with several names": "written names, masked",
    "mobile with several cnics": "CNICs",
    "cnic with five or more mobiles": "mobile numbers",
    "cnic with over eight mobiles": "mobile numbers",
}
"""What a contradicted number has several of."""


def persons(told: Mapping[str, Any]) -> Iterator[str]:
    """Yield the number of persons, counted once, and of how many each combination of data is known."""
    yield f"People, counted once over all dumps: {told['distinct']:,}; distinct records: {told['records']:,}."
    if told["of_known_sex"]:
        yield f"Women: {told['women']:,} of {told['of_known_sex']:,} people whose sex is known."
    yield from known(told)
    for field, count in told["conflicts"].items():
        values = count_of(count, f"value of {field} was", f"values of {field} were")
        yield f"{values} seen with several people and joined nobody."
    yield from conflicts(told)
    if nameless := told["records_without_number"]:
        yield f"{count_of(nameless, 'record has', 'records have')} a name and no number: counted as nobody here."
    for each in told["known"][:_MOST_COMBINATIONS]:
        yield f"{each['persons']:>12,}  {combination(each['data'])}"
    if len(told["known"]) > _MOST_COMBINATIONS:
        rest = sum(each["persons"] for each in told["known"][_MOST_COMBINATIONS:])
        yield f"{rest:>12,}  other combinations ({len(told['known']) - _MOST_COMBINATIONS})"


def known(told: Mapping[str, Any]) -> Iterator[str]:
    """Yield of how many what is known, how many are minors, of whom what harms most is known, and their districts."""
    kinds = Counter[str]()
    for each in told.get("known", []):
        kinds.update(dict.fromkeys(each["data"], each["persons"]))
    if kinds:
        counted = (
            f"{combination([name])} {count:,}" for name, count in sorted(kinds.items(), key=lambda k: (-k[1], k[0]))
        )
        yield f"Known of these people: {', '.join(counted)}."
    if told.get("of_known_age"):
        yield f"Minors: {told['minors']:,} of {told['of_known_age']:,} people whose age is known."
    special = [f"{name} {count:,}" for name, count in told.get("special", {}).items() if count]
    if special:
        yield f"People of whom special categories are known: {', '.join(special)}."
    named = [each for each in told.get("districts", []) if each["district"]]
    if named:
        rest = sum(each["persons"] for each in named[_MOST_DISTRICTS:])
        shown = [f"{each['district']} {each['persons']:,}" for each in named[:_MOST_DISTRICTS]]
        more = f", {len(named) - _MOST_DISTRICTS:,} others {rest:,}" if rest else ""
        yield f"People by district: {', '.join(shown)}{more}."


def conflicts(told: Mapping[str, Any], most: int = 10) -> Iterator[str]:
    """Yield how many numbers contradict themselves, and the most contradicted, masked; JSON lists more."""
    found = told.get("contradicted", {"counts": {}, "listed": []})
    for kind, count in found["counts"].items():
        if count:
            yield f"{_CONFLICTS[kind]}: {count:,}."
            listed = [each for each in found["listed"] if each["kind"] == kind]
            yield from (f"  {conflict(each)}" for each in listed[:most])


def conflict(told: Mapping[str, Any]) -> str:
    """Return one contradicted number, masked, with what is against each other and where."""
    what = _AGAINST.get(told["kind"], "others")
    # Spellings of one name look the same when they are masked: such a one is printed once.
    others = ", ".join(dict.fromkeys(told["others"]) if told["kind"] == "cnic with several names" else told["others"])
    return f"{told['value']}: {told['number']:,} {what} ({others}) in {', '.join(told['dumps'][:_MOST_DUMPS])}"


def altered(told: Mapping[str, Any]) -> str:
    """Return how many people have other numbers in another dump."""
    fields = ", ".join(f"{name} {count:,}" for name, count in told["fields"].items())
    return (
        f"{told['one']} | {told['other']}: {told['rows']:,} of {told['of']:,} records have another number beside the "
        f"same {told['by']} ({fields})"
    )


def names(told: Mapping[str, Any]) -> Iterator[str]:
    """Yield which records with a name and no number are likely of people of another dump: apart from all counts."""
    least = f"{told['least_probability']:.0%}"
    if not told["pairs"]:
        yield f"Names without a number: none is likely ({least}) of somebody in another dump."
        return
    yield (
        f"Distinct names with a father, birth or address and no number that are likely ({least} and more) of somebody "
        "in another dump; counted as nobody:"
    )
    for each in told["pairs"]:
        about = "about " * each["is_scaled"]
        numbered = f", {about}{each['with_number']:,} of them beside a number" if each["with_number"] else ""
        yield f"{each['of']} in {each['among']}: {about}{each['rows']:,} of {each['records']:,}{numbered}"


def combination(data: Sequence[str]) -> str:
    """Return a combination of kinds of data: "CNIC + mobile + birth date"."""
    return " + ".join(_KINDS.get(each, each.replace("_", " ")) for each in data)


_KINDS = {
    **{name: name.upper() for name in ("cnic", "iban", "imei", "imsi", "iccid", "ntn", "ip")},
    "old_nic": "old NIC",
    "email": "e-mail",
    "dob": "birth date",
    "father": "father or husband",
}


def dump(told: Mapping[str, Any]) -> str:
    """Return what a dump contributes."""
    flags = f" [{', '.join(told['flags'])}]" if told["flags"] else ""
    earlier = " (earlier case)" if told["earlier_case"] else ""
    if not told["persons"] and not told["records"]:
        return f"{told['dump']}{earlier}: nobody with a number"
    own = f"{count_of(told['persons'], 'person')}, {_only_here(told['persons_only_here'], told['persons'])}"
    records = (
        f"{count_of(told['records'], 'distinct record')}, {_only_here(told['records_only_here'], told['records'])}"
    )
    return f"{told['dump']}{earlier}{flags}: {own}; {records}"


def _only_here(count: int, of: int) -> str:
    """Return how many of some people or records stand in no other dump."""
    if not of or count == of:
        return "in no other dump"
    return f"{count:,} of them in no other dump" if count else "all of them in other dumps too"


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
    """Return one sentence on the persons of a case; null if there are none, or an older report counted none."""
    told = case.get("persons")
    if not told or not told["distinct"]:
        return None
    counted = (case.get("total") or {}).get("people", {}).get("of")
    apart = " The answer above counts one kind of number in each dump, and only what is judged."
    return (
        f"Everybody with a number, real or made up, judged or not, counted once by all kinds of numbers together: "
        f"{count_of(told['distinct'], 'person')} in {count_of(told['records'], 'distinct record')}."
        f"{apart if counted != told['distinct'] else ''}"
    )
