"""Two exports behind each other in one file are two tables; a key that some objects lack makes none."""

from __future__ import annotations

import json
from pathlib import Path

from tests.triage.formats.conftest import Reading
from triage.formats.json.line_shapes import table_of, tables

CLIENTS = [{"name": f"Sana {i}", "cnic": f"35202-12345{i:02}-1", "mobile": f"030012345{i:02}"} for i in range(20)]
STAFF = [{"customer": {"full_name": f"Aftab {i}"}, "nic_no": f"35202-76543{i:02}-1", "cell": "x"} for i in range(20)]
EVENTS = [{"index": {"_index": "kyc", "_id": str(i)}} for i in range(20)]


def written(path: Path, objects: list[dict[str, object]]) -> Path:
    path.write_text("".join(json.dumps(each) + "\n" for each in objects))
    return path


def test_objects_of_unlike_shape_are_tables(reading: Reading, tmp_path: Path) -> None:
    mixed = [each for pair in zip(CLIENTS, STAFF, strict=True) for each in pair]
    told = reading(written(tmp_path / "a.jsonl", mixed))

    assert sorted(source.columns[:-1] for source in told.sources) == [
        ("customer.full_name", "nic_no", "cell"),
        ("name", "cnic", "mobile"),
    ]
    assert [frame.height for frame in told.frames] == [20, 20]
    assert told.coverage.balances(told.evidence.size_bytes)


def test_objects_that_lack_a_key_are_of_one_table(reading: Reading, tmp_path: Path) -> None:
    lacking = [{key: each[key] for key in list(each)[: 2 + i % 2]} for i, each in enumerate(CLIENTS)]

    assert len(reading(written(tmp_path / "a.jsonl", lacking)).sources) == 1
    assert len(reading(written(tmp_path / "b.jsonl", [*CLIENTS, STAFF[0]])).sources) == 1
    bulk = [each for pair in zip(EVENTS, CLIENTS, strict=True) for each in pair]
    assert len(reading(written(tmp_path / "c.jsonl", bulk)).sources) == 1


def test_an_object_is_of_the_table_with_most_of_its_keys() -> None:
    known = tables([["name", "cnic"]] * 9 + [["cell", "nic_no", "id"]] * 9)

    assert known == [("cell", "id", "nic_no"), ("cnic", "name")]
    assert table_of(["name", "id", "cnic"], known) == 1
    assert table_of(["unknown"], known) == 0
