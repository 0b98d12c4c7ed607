"""Stored values are read, whatever wrote them, and nothing in them is run."""

from __future__ import annotations

import json
import pickle
import plistlib
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.triage.formats.conftest import told_by
from triage import find
from triage.core.errors import EvidenceError
from triage.core.format_info import Claim
from triage.formats.pickled_values import _pickled, opens

PEOPLE = [{"name": f"Sana Tariq {i}", "cnic": f"35202-12345{i:02}-1"} for i in range(9)]
ROWS = [(each["name"], each["cnic"]) for each in PEOPLE]


class Runs:
    """Something whose pickle runs a command when it is loaded."""

    def __init__(self, target: Path) -> None:
        self.target = target

    def __reduce__(self) -> tuple[Callable[..., object], tuple[str, str]]:
        return (open, (str(self.target), "w"))


@pytest.mark.parametrize("protocol", range(6))
def test_every_protocol_gives_the_same_rows(protocol: int, tmp_path: Path) -> None:
    (tmp_path / "a.pkl").write_bytes(pickle.dumps(PEOPLE, protocol))
    told = told_by(tmp_path / "a.pkl", tmp_path)

    assert [row[:2] for row in told.rows] == ROWS
    assert told.coverage.balances(told.evidence.size_bytes)


def test_a_binary_property_list_gives_its_rows(tmp_path: Path) -> None:
    (tmp_path / "a.plist").write_bytes(plistlib.dumps({"people": PEOPLE}, fmt=plistlib.FMT_BINARY, sort_keys=False))

    assert [row[:2] for row in told_by(tmp_path / "a.plist", tmp_path).rows] == ROWS


def test_classes_are_read_by_their_state_and_never_loaded(tmp_path: Path) -> None:
    target = tmp_path / "made by the pickle"
    data = pickle.dumps([OrderedDict(PEOPLE[0]), date(2024, 5, 1), Runs(target), *PEOPLE[1:]], 4)
    (tmp_path / "a.pkl").write_bytes(data)
    text = next(each for each in find.evidence([tmp_path / "a.pkl"], tmp_path / "s") if each.members).data.read_text()

    assert not target.exists()
    assert all(value in text for row in ROWS for value in row)
    assert "datetime.date" in text


def test_what_was_made_before_damage_is_kept_and_the_damage_told(tmp_path: Path) -> None:
    data = pickle.dumps(PEOPLE, 2)
    (tmp_path / "a.pkl").write_bytes(data[: data.index(b"Sana Tariq 7")])
    members = [each for each in find.evidence([tmp_path / "a.pkl"], tmp_path / "s") if each.members]

    assert all(row[1] in members[0].data.read_text() for row in ROWS[:7])
    assert [each.unread for each in members if each.unread] == ["damaged_container"]


def test_values_that_contain_themselves_are_a_reason(tmp_path: Path) -> None:
    again: list[object] = ["x"]
    again.append(again)
    (tmp_path / "a.pkl").write_bytes(pickle.dumps(again, 2))

    assert "damaged_container" in {each.unread for each in find.evidence([tmp_path / "a.pkl"], tmp_path / "s")}


@pytest.mark.parametrize("head", [b"\x80\x04name,cnic\n", b"(lp0\nhello world\n", b"\x80\x02", b"bplis", b""])
def test_other_files_are_not_claimed(head: bytes) -> None:
    assert opens(head, "a.bin") == Claim.NONE


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    ),
    st.integers(0, 5),
)
def test_values_are_those_that_were_stored(value: object, protocol: int) -> None:
    assert [*_pickled(pickle.dumps(value, protocol))] == [value]


@pytest.mark.parametrize("protocol", [2, 4, 5])
def test_a_table_of_pandas_gives_its_rows_whatever_its_columns_are_kept_in(protocol: int, tmp_path: Path) -> None:
    frame = pd.DataFrame(PEOPLE)
    frame["old"] = frame["cnic"].astype(object)
    frame["plain"] = pd.array(frame["cnic"], dtype="string[python]")
    frame["kind"] = pd.Categorical(frame["cnic"])
    frame["count"] = range(len(frame))
    frame["seen"] = pd.to_datetime("2024-05-01")
    frame["gone"] = pd.array([None, *frame["count"][1:]], dtype="Int64")
    (tmp_path / "a.pkl").write_bytes(pickle.dumps(frame, protocol))
    rows = told_by(tmp_path / "a.pkl", tmp_path).rows

    assert [row[:5] for row in rows] == [(name, cnic, cnic, cnic, cnic) for name, cnic in ROWS]
    assert [row[5] for row in rows] == [str(i) for i in range(9)]
    assert {str(row[6])[:10] for row in rows} == {"2024-05-01"}
    assert [row[7] for row in rows] == [None, *map(str, range(1, 9))]


def test_a_table_of_pandas_keeps_its_index(tmp_path: Path) -> None:
    frame = pd.DataFrame(PEOPLE).set_index("cnic")
    (tmp_path / "a.pkl").write_bytes(pickle.dumps(frame))

    assert [row[:2] for row in told_by(tmp_path / "a.pkl", tmp_path).rows] == [(b, a) for a, b in ROWS]


def test_an_array_of_numpy_gives_its_values(tmp_path: Path) -> None:
    (tmp_path / "a.pkl").write_bytes(pickle.dumps({"cnic": np.array([b for _, b in ROWS]), "one": np.arange(3)}))
    text = next(each for each in find.evidence([tmp_path / "a.pkl"], tmp_path / "s") if each.members).data.read_text()

    assert json.loads(text)["cnic"]["(items)"] == [b for _, b in ROWS]
    assert json.loads(text)["one"]["(items)"] == [0, 1, 2]


@given(at=st.integers(0, 10_000), new=st.integers(0, 255))
def test_a_changed_byte_of_a_table_raises_no_unknown_error(at: int, new: int) -> None:
    data = bytearray(pickle.dumps(pd.DataFrame(PEOPLE), 5))
    data[at % len(data)] = new
    with suppress(EvidenceError):
        assert isinstance(list(_pickled(bytes(data))), list)


def test_every_part_of_a_state_is_kept() -> None:
    class_and_state = b"\x80\x02cdecimal\nDecimal\n)\x81X\x01\x00\x00\x00aX\x01\x00\x00\x00b\x86b."

    assert list(_pickled(class_and_state)) == [{"(class)": "decimal.Decimal", "(state)": ["a", "b"]}]
