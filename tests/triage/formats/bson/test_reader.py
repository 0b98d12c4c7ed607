"""BSON: written by PyMongo's `bson`, damaged by Hypothesis."""

from __future__ import annotations

import datetime as dt
import struct
from pathlib import Path

import bson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.triage.formats.conftest import told_by
from tests.triage.formats.damage import CASES, damaged
from triage.core.errors import EvidenceError
from triage.records.json_pairs import repaired

texts = st.text(st.characters(exclude_categories=("Cs",), include_characters="علی\"'\n\0;,"), max_size=12)
documents = st.lists(st.fixed_dictionaries({"name": st.none() | texts, "note": texts}), min_size=1, max_size=15)
PEOPLE = [{"_id": i, "name": f"علی {i}", "at": {"cnic": f"35202-10{i:05}-1"}} for i in range(60)]
quiet = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def write(path: Path, rows: list[dict[str, object]]) -> None:
    path.write_bytes(b"".join(map(bson.encode, rows)))


@given(documents)
@quiet
def test_documents_are_read_back(tmp_path: Path, rows: list[dict[str, object]]) -> None:
    path = tmp_path / "people.bson"
    write(path, rows)

    told = told_by(path, tmp_path)
    names = told.sources[0].columns
    shown = [{name: cell for name, cell in zip(names, row, strict=True) if cell is not None} for row in told.rows]
    assert shown == [{name: repaired(cell) for name, cell in row.items() if cell is not None} for row in rows]
    assert not told.coverage.reasons
    assert told.coverage.balances(path.stat().st_size)


SEEN = {
    "a": (3520210000011.0, "3520210000011"),
    "b": (bson.Int64(2**62), str(2**62)),
    "c": (bson.ObjectId("5f" * 12), "5f" * 12),
    "d": (dt.datetime(2020, 1, 2, 3, 4, 5), "2020-01-02T03:04:05"),  # noqa: DTZ001
    "e": (bson.Decimal128("12.50"), "12.50"),
    "f": (b"\xff\x00", "0xff00"),
    "g": (["x", "y"], "x; y"),
    "h": (True, "true"),
    "i": (bson.Regex("^a"), "^a"),
    "j": (bson.Timestamp(7, 1), "7"),
    "k": (bson.Code("f()"), "f()"),
}


def test_types_are_as_a_person_sees_them(tmp_path: Path) -> None:
    path = tmp_path / "types.bson"
    write(path, [{name: value for name, (value, _) in SEEN.items()}])

    told = told_by(path, tmp_path)
    assert dict(zip(told.sources[0].columns, told.rows[0], strict=True)) == {
        **{name: text for name, (_, text) in SEEN.items()},
        "(other keys)": None,
    }


def test_a_key_that_stands_twice_is_kept_twice(tmp_path: Path) -> None:
    path = tmp_path / "twice.bson"
    path.write_bytes(bson.encode({"aa": "x", "ab": "y"}).replace(b"ab\0", b"aa\0"))

    told = told_by(path, tmp_path)
    assert told.sources[0].columns == ("aa", "aa (2)", "(other keys)")
    assert told.rows == [("x", "y", None)]


@pytest.mark.parametrize("size", [0, -1, 2**31 - 1, 70])
def test_a_wrong_length_costs_its_own_document(tmp_path: Path, size: int) -> None:
    parts = list(map(bson.encode, PEOPLE))
    parts[10] = struct.pack("<i", size) + parts[10][4:]
    path = tmp_path / "people.bson"
    path.write_bytes(b"".join(parts))

    told = told_by(path, tmp_path)
    assert len(told.rows) >= 58
    assert sum(each.count for each in told.coverage.reasons.values()) >= 1
    assert told.coverage.balances(path.stat().st_size)


def test_bad_utf8_is_escaped_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "people.bson"
    path.write_bytes(b"".join(map(bson.encode, PEOPLE)).replace("علی 7".encode(), b"\xff\xfe" + b"lixx 7"))

    told = told_by(path, tmp_path)
    assert len(told.rows) == 60
    assert told.coverage.reasons["bad_utf8"].count == 1


@pytest.mark.parametrize("depth", [50, 2000, 20_000])
def test_deep_nesting_is_read_or_a_reason(tmp_path: Path, depth: int) -> None:
    deep = bson.encode({"a": "x"})
    for _ in range(depth):
        deep = struct.pack("<i", len(deep) + 8) + b"\x03a\0" + deep + b"\0"
    path = tmp_path / "deep.bson"
    path.write_bytes(bson.encode({"a": "x"}) + deep + bson.encode({"a": "y"}))

    told = told_by(path, tmp_path)
    assert len(told.rows) == (3 if depth == 50 else 2)
    assert told.coverage.balances(path.stat().st_size)


@given(change=damaged())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_dump_in_chunks_is_the_same(tmp_path: Path, change) -> None:
    path = tmp_path / "people.bson"
    path.write_bytes(change(b"".join(map(bson.encode, PEOPLE))))
    with pytest.MonkeyPatch.context() as patch:
        try:
            whole = told_by(path, tmp_path)
        except EvidenceError:
            return
        patch.setattr("triage.formats.bson.reader._CHUNK_BYTES", 700)
        told = told_by(path, tmp_path)
    assert told.coverage == whole.coverage
    if whole.sources[0].reader == "bson":
        assert told.frames[0].equals(whole.frames[0])


def archive() -> bytes:
    """As `mongodump --archive` writes: head, metadata, then two collections in turns."""
    end = b"\xff\xff\xff\xff"

    def turn(collection: str, rows: list[dict[str, object]], **more: object) -> bytes:
        header = bson.encode({"db": "d", "collection": collection, "EOF": not rows, "CRC": bson.Int64(0), **more})
        return header + b"".join(map(bson.encode, rows)) + end

    head = bson.encode({"version": "0.1"}) + bson.encode({"db": "d", "collection": "a", "metadata": "{}"}) + end
    parts = [turn("a", PEOPLE[:5]), turn("b", PEOPLE[20:24]), turn("a", PEOPLE[5:9]), turn("a", []), turn("b", [])]
    return b"\x6d\xe2\x99\x81" + head + b"".join(parts)


def test_collections_of_an_archive_are_tables(tmp_path: Path) -> None:
    path = tmp_path / "dump.archive"
    path.write_bytes(archive())

    told = told_by(path, tmp_path)
    assert [source.table for source in told.sources] == ["d.a", "d.b"]
    assert [frame.height for frame in told.frames] == [9, 4]
    assert not told.coverage.reasons
    assert told.coverage.balances(path.stat().st_size)


def test_noise_so_named_is_a_reason(tmp_path: Path) -> None:
    path = tmp_path / "noise.bson"
    path.write_bytes(bytes(range(1, 256)) * 400)

    with pytest.raises(EvidenceError, match="damaged"):
        told_by(path, tmp_path)


@pytest.mark.parametrize("whole", [b"".join(map(bson.encode, PEOPLE)), archive()], ids=["dump", "archive"])
@given(change=damaged())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=CASES)
def test_damage_is_a_reason_or_balances(tmp_path: Path, whole: bytes, change) -> None:
    path = tmp_path / "people.bson"
    path.write_bytes(change(whole))
    try:
        told = told_by(path, tmp_path)
    except EvidenceError:
        return
    assert told.coverage.balances(path.stat().st_size)


@pytest.mark.parametrize(
    "document",
    [{"b": False}, {"a": bson.Regex("", "")}, {"abc": None}, {"name of the man": None, "his number": None}],
    ids=["truth", "pattern", "nothing", "nothing twice"],
)
@pytest.mark.parametrize("count", [1, 2])
def test_short_documents_are_no_text_with_empty_bytes(document: dict[str, object], count: int, tmp_path: Path) -> None:
    write(tmp_path / "a.bson", [document] * count)

    assert told_by(tmp_path / "a.bson", tmp_path).sources[0].reader == "bson"
