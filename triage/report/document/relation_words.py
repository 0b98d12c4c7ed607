"""Phrase the relations of dumps in sentences, the same in every format."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    "padded": _Words("", "{1} looks like {0} with fabricated records added"),
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


def lineage(comparison: Mapping[str, Any]) -> list[str]:
    """Return sentences on all relations of dumps, the most certain first.

    Equal relations of a dump share a sentence.
    """
    groups: dict[tuple[str, ...], list[Mapping[str, Any]]] = {}
    for number, each in enumerate(comparison.get("lineage", [])):
        end = _RELATIONS[each["relation"]].by
        key = (each["relation"], each[end]) if end else (each["relation"], "", str(number))
        groups.setdefault(key, []).append(each)
    return [_sentence(found) for _, found in sorted(groups.items(), key=lambda group: _SURE.index(group[0][0]))]


def _sentence(found: Sequence[Mapping[str, Any]]) -> str:
    first = found[0]
    words = _RELATIONS[first["relation"]]
    said = words.directed if first["directed"] else words.undirected
    why = first["reason"] if len({each["reason"] for each in found}) == 1 else f"of the first: {first['reason']}"
    return f"{said.format(_names([each['from'] for each in found]), first['to'])} ({why})."


def _names(names: Sequence[str]) -> str:
    shown = [*names[:_MOST_NAMED], *([f"{len(names) - _MOST_NAMED:,} more"] if len(names) > _MOST_NAMED else [])]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
