"""Machine-readable lines of passports, whose family names hold a mark each."""

from __future__ import annotations

from pathlib import Path

from tests.damage.marks import ROWS, Sample, in_order


def sample(folder: Path) -> Sample:
    """Return forty passports, each followed by a line with its mark."""
    del folder
    two = "P<PAKTARIQ<<SANA<<<<<<<<<<<<<<<<<<<<<<<<<<<<\nAB12345678PAK9203144F28011533520212345672<88\n"
    return in_order("a.txt", "".join(f"{two}{' '.join(row)}\n" for row in ROWS).encode())
