from __future__ import annotations

from pathlib import Path

import polars as pl

from triage.app.reading import detector
from triage.core.model import Evidence, Source

TABLES = {
    "people": {"name": ["Sana Tariq", "Bilal Khan"], "cnic": ["35202-1234567-1", "42101-7654321-2"]},
    "numbers": {"contact": ["0300-1234567", None, "0321 7654321"], "note": ["x", "call 0333-1112223 now", ""]},
    "empty": {"a": [], "b": []},
    "stamps": {"created": ["1600000000000", "1600000000001"]},
}


def sampled() -> list[tuple[Source, pl.DataFrame]]:
    found = []
    for name, columns in TABLES.items():
        path = Path(name)
        source = Source(Evidence(name, path, (), path, 1, "00"), "delimited", "", tuple(columns))
        cells = {str(i): pl.Series(each, dtype=pl.String) for i, each in enumerate(columns.values())}
        frame = pl.concat([pl.DataFrame({index: column}) for index, column in cells.items()], how="horizontal")
        found.append((source, frame))
    return found


def test_tables_are_decided_in_company_as_alone() -> None:
    look = detector((), "off")

    assert look.decide_all(sampled()) == [look.decide(source, sample) for source, sample in sampled()]
