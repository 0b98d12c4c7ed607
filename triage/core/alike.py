"""Tell dumps apart whose names are shown alike: both "Khalid Khan.csv" and "Kashif Khan.csv" are "K*** K***.csv"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from types import MappingProxyType

_SHOWN: ContextVar[Mapping[str, str]] = ContextVar("dumps whose names are shown alike", default=MappingProxyType({}))


def tell_apart(digests: Mapping[str, str], shown: Callable[[str], str]) -> None:
    """Show each of these dumps, from now on in this context, by a name of its own.

    `digests` are their SHA-256 by name, `shown` gives the masked name. Those that come out alike get the first digits
    of their digest, and those of equal digests a number too.
    """
    _SHOWN.set({})
    alike = defaultdict[str, list[str]](list)
    for name in sorted(digests):
        alike[shown(name)].append(name)
    told, taken = dict[str, str](), set(alike)
    for mask, names in alike.items():
        for name in names if len(names) > 1 else ():
            told[name] = _free(mask, digests[name][:8], taken)
            taken.add(told[name])
    _SHOWN.set(told)


def own_name(name: str) -> str | None:
    """Return what a dump is shown as; null if its masked name tells it apart already."""
    return _SHOWN.get().get(name)


def _free(mask: str, digest: str, taken: set[str]) -> str:
    """Return the masked name with a digest before its ending, and with a number if that is taken."""
    stem, dot, ending = mask.rpartition(".")
    number, body = 1, stem if dot else mask
    while (name := f"{body} [{digest}{f' {number}' if number > 1 else ''}]{dot}{ending if dot else ''}") in taken:
        number += 1
    return name
