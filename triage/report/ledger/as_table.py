"""The ledger as text: totals, kinds of platforms, and mismatches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from triage.core.plurals import count_of

_MOST = 40
"""Most entries of a kind that are listed."""


def render(document: Mapping[str, Any]) -> str:
    """Return paragraphs: totals first, then kinds of platforms, then mismatches."""
    return "\n".join(_lines(document)) + "\n"


def _lines(document: Mapping[str, Any]) -> Iterator[str]:
    yield from _totals(document["totals"])
    yield ""
    for kind in document["platforms"]:
        yield _kind(kind)
    by_line = {each["line"]: each for each in document["entries"]}
    yield from _section(
        "Listed and not seized", [f"{_entry(by_line[line])}: line {line}" for line in document["not_seized"]]
    )
    yield from _section("Seized and not listed", document["not_listed"])
    yield from _section(
        "Listed twice", [f"{_entry(each)}: lines {_lines_of(each)}" for each in document["listed_twice"]]
    )
    yield from _section(
        "In several entries of the list",
        [f"{each['dump']}: lines {_lines_of(each)}" for each in document["in_several_entries"]],
    )


def _totals(totals: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Yield a line for the total, and for each kind whose stated number differs from the list's."""
    *kinds, whole = totals
    yield f"{count_of(whole['listed'], 'platform is', 'platforms are')} listed{_twice(whole)}{_stated(whole)}."
    if whole["stated_by_kind"] is not None:
        yield f"The numbers that are stated by kind add up to {whole['stated_by_kind']:,}{_against(whole)}."
    for each in kinds:
        if each["stated"] is not None and each["stated"] != each["listed"]:
            yield f"  {each['kind']}: {each['listed']:,} listed{_stated(each)}"


def _twice(total: Mapping[str, Any]) -> str:
    return f", {total['distinct']:,} of them different" if total["distinct"] != total["listed"] else ""


def _stated(total: Mapping[str, Any]) -> str:
    if total["stated"] is None:
        return ""
    apart = total["listed"] - total["stated"]
    if not apart:
        return f"; {total['stated']:,} are stated"
    return f"; {total['stated']:,} are stated: {abs(apart):,} {'fewer' if apart > 0 else 'more'} than listed"


def _against(whole: Mapping[str, Any]) -> str:
    if whole["stated"] is None or whole["stated"] == whole["stated_by_kind"]:
        return ""
    return f", and not to the {whole['stated']:,} that are stated for all"


def _kind(kind: Mapping[str, Any]) -> str:
    data = ", ".join(f"{count:,} {_WORDS[name]}" for name, count in kind["data"].items() if count)
    cheated = [f"{count:,} with {_CHEATED[name]}" for name, count in kind["with_complaints"].items() if count]
    said = "; ".join([part for part in (data, *cheated) if part])
    return f"{kind['title']}: {kind['listed']:,} listed, {kind['seized']:,} seized" + (f": {said}" if said else "")


_WORDS = {
    "genuine": "with data consistent with genuine",
    "mixed": "with genuine and fabricated data",
    "fabricated": "with fabricated data",
    "undetermined": "undetermined",
    "no data": "without records",
}
_CHEATED = {
    "undelivered": "customers who say that they paid and got nothing",
    "invented": "customers who say that they got invented data",
}


def _section(title: str, names: Sequence[str]) -> Iterator[str]:
    if names:
        yield ""
        yield f"{title} ({len(names):,}):"
        yield from (f"  {name}" for name in names[:_MOST])
        if len(names) > _MOST:
            yield f"  and {len(names) - _MOST:,} more (--format csv lists them)"


def _entry(entry: Mapping[str, Any]) -> str:
    shown = [entry["kind"], entry["name"], entry["address"], entry.get("exhibit", "")]
    return ", ".join(part for part in shown if part)


def _lines_of(each: Mapping[str, Any]) -> str:
    return ", ".join(map(str, each["lines"]))
