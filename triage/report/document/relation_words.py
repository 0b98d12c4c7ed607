"""Phrase the relations of dumps in sentences, the same in every format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

_MOST_NAMED = 6
"""Most dumps that a sentence names; JSON has all."""


class _Words(NamedTuple):
    """A relation without and with a direction; `by` is the end that several relations of one sentence share."""

    undirected: str
    directed: str = ""
    by: str = ""


_RELATIONS = {
    "same files": _Words("{0} and {1} are the same files"),
    "copy": _Words("{0} and {1} hold the same records"),
    "re-sorted": _Words("{0} and {1} hold the same records"),
    "merged": _Words("", "{1} is put together of {0}", "to"),
    "padded": _Words("", "{1} looks like {0} with fabricated records added", "to"),
    "subset": _Words("", "{1} is a part of {0}", "to"),
    "teaser": _Words("", "{1} is a teaser (a short part) of {0}", "to"),
    "altered copy": _Words("{0} and {1} hold the same people under other numbers: one is an altered copy"),
    "other numbers": _Words("{0} and {1} hold the same people under other numbers: new ones, or an altered copy"),
    "same persons": _Words("{0} and {1} name the same persons"),
    "later edition": _Words("{0} and {1} look like editions of one list", "{1} looks like a later edition of {0}"),
    "part": _Words("", "{1} names only people of {0}", "to"),
    "overlap": _Words("{0} and {1} have people in common"),
}
"""The relations, the most certain first. {0} is the older or the larger, {1} was made from it."""

_SURE = list(_RELATIONS)


_FILES, _EQUAL = "same files", ("copy", "re-sorted")
"""Relations of dumps that are or hold the same: several such dumps are one group, in one sentence."""

_ENDS = ("from", "to")


def lineage(comparison: Mapping[str, Any]) -> list[str]:
    """Return sentences on all relations of dumps, the most certain first.

    Equal relations of a dump share a sentence, and so do more than two dumps that are the same files or hold the same
    records. What such dumps are to another one is said of the first of them.
    """
    relations = comparison.get("lineage", [])
    of_files = _firsts([each for each in relations if each["relation"] == _FILES])
    of_both = first_of_equal(comparison)
    alone = [each for each in relations if all(of_files.get(each[end], each[end]) == each[end] for end in _ENDS)]
    told = [
        *_equal([each for each in relations if each["relation"] == _FILES], of_files),
        *_equal([each for each in alone if each["relation"] in _EQUAL], of_both),
        *_others(relations, of_both),
    ]
    return [sentence for _, sentence in sorted(told, key=lambda each: _SURE.index(each[0]))]


FLAGS = {
    "recycled": ("recycled", "all of it is in another dump"),
    "duplicate": ("duplicate", "another dump holds the same; which was first is not known"),
    "aggregated": ("merged", "it is put together of several other dumps"),
}
"""The flags of a dump: the word that is printed beside its verdict, and what it means."""


def flags(comparison: Mapping[str, Any]) -> dict[str, str]:
    """Return the words that stand beside the verdict, by dump; dumps without any are left out."""
    dumps = comparison.get("dumps", [])
    return {each["dump"]: ", ".join(FLAGS[flag][0] for flag in each["flags"]) for each in dumps if each["flags"]}


def flags_told(comparison: Mapping[str, Any]) -> Iterator[str]:
    """Yield what the flags of these dumps mean, in one sentence; none without flags."""
    used = {flag for each in comparison.get("dumps", []) for flag in each["flags"]}
    if used:
        meanings = "; ".join(f'"{word}": {meaning}' for flag, (word, meaning) in FLAGS.items() if flag in used)
        yield f"Beside a verdict {meanings}."


def first_of_equal(comparison: Mapping[str, Any]) -> dict[str, str]:
    """Return for each dump that holds the same as others the first of them, which is its own first."""
    return _firsts([each for each in comparison.get("lineage", []) if each["relation"] in (_FILES, *_EQUAL)])


def _firsts(relations: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Return for each dump in some relations the first dump that they join it with."""
    firsts: dict[str, str] = {}
    for each in relations:
        one, other = (firsts.setdefault(each[end], each[end]) for end in _ENDS)
        for name, first in firsts.items():
            firsts[name] = one if first == other else first
    return firsts


def _equal(relations: Sequence[Mapping[str, Any]], firsts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield a sentence for each group of dumps that hold the same, with the least certain of their relations."""
    groups: dict[str, list[Mapping[str, Any]]] = {}
    for each in relations:
        groups.setdefault(firsts[each["from"]], []).append(each)
    for found in groups.values():
        names = list(dict.fromkeys(each[end] for each in found for end in _ENDS))
        word = max((each["relation"] for each in found), key=_SURE.index)
        why = _reason([each for each in found if each["relation"] == word])
        what = "are the same files" if word == _FILES else "hold the same records"
        yield word, _sentence(found) if len(names) == 2 else f"{len(names):,} dumps {what}: {_names(names)} ({why})."


def _others(relations: Sequence[Mapping[str, Any]], firsts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the sentences on dumps that do not hold the same; each group is represented by its first dump."""
    groups: dict[tuple[str, ...], list[Mapping[str, Any]]] = {}
    known = set()
    for number, each in enumerate(relations):
        ends = {end: firsts.get(each[end], each[end]) for end in _ENDS}
        same = (each["relation"], *ends.values())
        if each["relation"] in (_FILES, *_EQUAL) or same in known:
            continue
        known.add(same)
        end = _RELATIONS[each["relation"]].by
        key = (each["relation"], each[end]) if end else (each["relation"], "", str(number))
        groups.setdefault(key, []).append(each)
    yield from ((key[0], _sentence(found)) for key, found in groups.items())


def _sentence(found: Sequence[Mapping[str, Any]]) -> str:
    first = found[0]
    words = _RELATIONS[first["relation"]]
    said = words.directed if first["directed"] else words.undirected
    return f"{said.format(_names([each['from'] for each in found]), first['to'])} ({_reason(found)})."


def _reason(found: Sequence[Mapping[str, Any]]) -> str:
    """Return the reason that some relations share, or that of the first."""
    reason: str = found[0]["reason"]
    return reason if len({each["reason"] for each in found}) == 1 else f"of the first: {reason}"


def _names(names: Sequence[str]) -> str:
    shown = [*names[:_MOST_NAMED], *([f"{len(names) - _MOST_NAMED:,} more"] if len(names) > _MOST_NAMED else [])]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
