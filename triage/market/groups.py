"""Groups of names that are joined step by step (union-find)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence


class Groups:
    """Groups of names that belong together; a name that was never joined is a group of its own."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def head(self, name: str) -> str:
        """Return the representative name of a name's group."""
        while (above := self._above.get(name, name)) != name:
            name = above
        return name

    def join(self, names: Sequence[str]) -> None:
        """Join the groups of these names into one; its alphabetically first name represents it."""
        heads = sorted({self.head(name) for name in names})
        self._above.update((head, heads[0]) for head in heads[1:])

    def of(self, names: Sequence[str]) -> list[list[str]]:
        """Return the groups of these names, the largest first."""
        members: dict[str, list[str]] = defaultdict(list)
        for name in sorted(names):
            members[self.head(name)].append(name)
        return sorted(members.values(), key=lambda group: (-len(group), group))
