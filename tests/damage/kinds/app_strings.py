"""Strings of a native library."""

from __future__ import annotations

from pathlib import Path

from tests.damage.marks import ROWS, Sample, scattered


def sample(folder: Path) -> Sample:
    """Return forty addresses among bytes."""
    del folder
    said = (f"\0https://records.example/{mark}\0\x01\x02".encode() for mark, *_ in ROWS)
    return scattered("libapp.so", b"\x7fELF\x02\x01\x01\0" + b"".join(said) + bytes(range(256)))
