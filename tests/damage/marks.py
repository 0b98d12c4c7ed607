"""What every damage sample is made of: forty marks in forty rows, and how much of a file each mark needs."""

from __future__ import annotations

from dataclasses import dataclass

COUNT = 40
MARKS = tuple(f"Mark{i:02}x" for i in range(COUNT))


@dataclass(frozen=True)
class Sample:
    """A file: its name, its bytes, and for each mark how many of its first bytes must be whole for it to be read.

    `needs` is empty for a format that cannot be read in a stream: its directory stands at its end, or its rows are
    scattered over pages. Of Access there is a head alone: nothing free writes one.
    """

    name: str
    data: bytes
    needs: tuple[int, ...] = ()
    has_marks: bool = True


def _row(i: int) -> tuple[str, str, str, str]:
    return (MARKS[i], f"ثنا طارق {i}", f"35202-10000{i:02}-{i % 9 + 1}", f"House {i}, Street 2; Lahore")


ROWS = tuple(map(_row, range(COUNT)))
HEAD = ("mark", "name", "cnic", "address")


def in_order(name: str, data: bytes) -> Sample:
    """Return a format whose records follow each other: mark i must be read if the file is whole up to mark i + 2."""
    places = [data.index(mark.encode()) for mark in MARKS] + [len(data)] * 2
    return Sample(name, data, tuple(places[i + 2] for i in range(COUNT)))


def scattered(name: str, data: bytes) -> Sample:
    """Return a format that cannot be read in a stream: no mark is sure once a byte is damaged."""
    return Sample(name, data)
