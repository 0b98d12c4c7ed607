"""What a JSON text is split into: a value small enough to be parsed as a whole, or many elements of one array."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from triage.formats.json.by_column import Columns


@dataclass(frozen=True, slots=True)
class Frame:
    """An object or array whose members are units: its kind ("{" or "["), and its path."""

    kind: str
    path: str


@dataclass(frozen=True, slots=True)
class Unit:
    """One value in [start, stop) of the file, inside `frames`, with its `key` if it is a member of an object.

    `start` is the offset of its key. `reason` is what is wrong ("" = nothing); a unit with bytes and a reason is
    rejected, one without bytes only reports the reason.
    """

    start: int
    stop: int
    frames: tuple[Frame, ...]
    value: Any = None
    key: str | None = None
    reason: str = ""

    @property
    def path(self) -> str:
        """Return the path of the object or array around it."""
        return self.frames[-1].path if self.frames else ""


@dataclass(frozen=True, slots=True)
class Run:
    """Consecutive elements of one array, with the place of each in the file; plain records are dictionaries."""

    frames: tuple[Frame, ...]
    values: list[Any]
    places: list[tuple[int, int]]
    columns: Columns | None = None
    """The plain records as columns; then `values` has the others alone, and null for these."""

    @property
    def path(self) -> str:
        """Return the path of the array."""
        return self.frames[-1].path

    @property
    def start(self) -> int:
        """Return the offset of the first element."""
        return self.places[0][0]

    def units(self) -> Iterator[Unit]:
        """Yield the elements one by one."""
        for value, (start, stop) in zip(self.values, self.places, strict=True):
            yield Unit(start, stop, self.frames, value)
