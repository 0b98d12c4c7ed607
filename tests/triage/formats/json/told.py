"""Records as the tests write them in JSON, and as they are read back."""

from __future__ import annotations

import json
from pathlib import Path

from tests.triage.formats.conftest import told_by


def as_array(rows: list[dict[str, object]]) -> str:
    return json.dumps(rows)


def as_pretty(rows: list[dict[str, object]]) -> str:
    return json.dumps({"status": "ok", "data": rows}, indent=2, ensure_ascii=True)


def as_lines(rows: list[dict[str, object]]) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


def as_keyed(rows: list[dict[str, object]]) -> str:
    return json.dumps({f"id{i}": row for i, row in enumerate(rows)})


SHAPES = [as_array, as_pretty, as_lines, as_keyed]


def tables(path: Path) -> dict[str, list[dict[str, str]]]:
    """Return records by table, without the column of other keys."""
    told = told_by(path, path.parent)
    assert told.coverage.balances(path.stat().st_size)
    return {
        source.table: [
            {name: cell for name, cell in zip(source.columns, row, strict=True) if cell is not None}
            for row in frame.drop("at").rows()
        ]
        for source, frame in zip(told.sources, told.frames, strict=True)
    }


def rows_of(text: str, tmp_path: Path, name: str = "dump.json") -> list[dict[str, str]]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    told = told_by(path, tmp_path)
    return [
        {source.columns[int(key)]: value for key, value in row.items() if key != "at" and value}
        for source, frame in zip(told.sources, told.frames, strict=True)
        for row in frame.to_dicts()
    ]


PHONES = ["0300-1234567", "0301-1234568"]
