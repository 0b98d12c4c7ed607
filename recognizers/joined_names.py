"""Spell names of places in Urdu with and without the blank before their last part, as people write both."""

from __future__ import annotations

import re
from collections.abc import Iterable

_ENDINGS = "پور|پورہ|آباد|والا|والہ|گڑھ|نگر|کوٹ"
_APART = re.compile(rf"(\S{{2,}}) ({_ENDINGS})(?=\s|$)")
_GLUED = re.compile(rf"(\S{{3,}})({_ENDINGS})(?=\s|$)")


def joined(names: Iterable[str]) -> list[str]:
    """Return names, each also with its parts joined and apart.

    >>> joined(["حیدرآباد", "کبیر والا"])
    ['حیدرآباد', 'کبیر والا', 'کبیروالا', 'حیدر آباد']
    """
    given = list(names)
    glued = (_APART.sub(r"\1\2", name) for name in given)
    apart = (_GLUED.sub(r"\1 \2", name) for name in given)
    return list(dict.fromkeys([*given, *glued, *apart]))
