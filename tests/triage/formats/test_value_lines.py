"""Values on a line each, in a cycle, are records."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.triage.formats.conftest import Reading, told_by
from triage import read
from triage.core.format_info import Claim
from triage.formats.value_lines import Records, claims, cycle_of

PEOPLE = [
    {
        "name": f"Sana {word}",
        "father": f"Gul {word}",
        "cnic": f"35202-12345{i:02}-1",
        "mobile": f"0300-12345{i:02}",
        "address": f"House {i}, Street 2, Lahore",
        "email": f"user{i}@example.com",
        "city": "Lahore",
    }
    for i, word in enumerate("Khan Mirza Butt Dar Gill Rana Awan Malik Abbasi".split())
]
CYCLES = [
    "name cnic mobile",
    "name cnic",
    "mobile name",
    "name father cnic mobile",
    "cnic name address",
    "name father cnic mobile address",
    "email name",
    "name cnic address city mobile",
]


def written(keys: Sequence[str], between: str = "") -> str:
    return between.join("".join(f"{person[key]}\n" for key in keys) for person in PEOPLE)


@pytest.mark.parametrize("between", ["", "\n", "\n\n"])
@pytest.mark.parametrize("cycle", CYCLES)
def test_each_cycle_is_a_record(tmp_path: Path, reading: Reading, cycle: str, between: str) -> None:
    keys = cycle.split()
    (tmp_path / "a.csv").write_text(written(keys, between))
    told = reading(tmp_path / "a.csv")

    assert [row[:-1] for row in told.rows] == [tuple(person[key] for key in keys) for person in PEOPLE]
    assert told.coverage.balances(told.evidence.size_bytes)


def test_names_of_columns_may_stand_above(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Name\nCNIC\nMobile\n" + written(["name", "cnic", "mobile"]))
    told = told_by(tmp_path / "a.txt", tmp_path)

    assert told.sources[0].columns == ("Name", "CNIC", "Mobile", "(other text)")
    assert len(told.rows) == len(PEOPLE)


@pytest.mark.parametrize("number", ["{}. ", "{}) ", "({}) "])
def test_records_may_be_numbered(tmp_path: Path, number: str) -> None:
    parts = [number.format(i + 1) + f"{each['name']}\n{each['cnic']}\n" for i, each in enumerate(PEOPLE)]
    (tmp_path / "a.txt").write_text("".join(parts))

    assert [row[0] for row in told_by(tmp_path / "a.txt", tmp_path).rows] == [each["name"] for each in PEOPLE]


@pytest.mark.parametrize("lost", ["father", "mobile", "cnic"])
def test_a_lacking_line_moves_no_other_value(tmp_path: Path, lost: str) -> None:
    keys = ["cnic", "father", "mobile"] if lost == "father" else ["name", "cnic", "mobile"]
    lines = "".join(f"{each[key]}\n" for i, each in enumerate(PEOPLE) for key in keys if (i, key) != (4, lost))
    (tmp_path / "a.txt").write_text(lines)
    rows = told_by(tmp_path / "a.txt", tmp_path).rows

    assert rows[4][:3] == tuple(None if key == lost else PEOPLE[4][key] for key in keys)
    assert [row[:3] for row in rows[5:]] == [tuple(each[key] for key in keys) for each in PEOPLE[5:]]


def test_an_empty_line_is_a_value_where_few_are() -> None:
    keys = ["name", "father", "cnic"]
    text = written(keys).replace(PEOPLE[3]["father"], "")
    cycle = cycle_of(text.splitlines())
    assert cycle is not None
    records = Records(cycle)
    for at, line in enumerate(text.splitlines()):
        records.add(at, line)

    assert records.frame().drop("at").rows()[3] == (PEOPLE[3]["name"], None, PEOPLE[3]["cnic"], None)


@pytest.mark.parametrize(
    "text",
    [
        written(["cnic"]),
        written(["name"]),
        "".join(f"Name: {each['name']}\nCNIC: {each['cnic']}\n{each['mobile']}\n" for each in PEOPLE),
        "Salam, call me on\n0300-1234567\nand not on\nthe other number\nof mine\n0300-1234568\nor write\nto\n" * 2,
        "".join(f'"{each["name"]}","House 1\nStreet 2\nLahore","{each["cnic"]}"\n' for each in PEOPLE),
        "".join(f'{each["name"]};{each["cnic"]};"House 1\nStreet 2\nLahore"\n' for each in PEOPLE),
        written(["name", "cnic", "mobile"])[:60],
        written(["name", "cnic", "mobile"]).replace("\n", "\x1d"),
        written(["name", "cnic", "mobile"]).replace("\n", "\x1c"),
    ],
)
def test_other_lines_are_no_cycle(text: str) -> None:
    assert claims(text.encode(), "a.txt") == Claim.NONE


def test_chunks_are_cut_between_records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("triage.formats.key_value_blocks._CHUNK", 1 << 16)
    (tmp_path / "a.txt").write_text(written(["name", "cnic", "address"]) * 300)
    told = told_by(tmp_path / "a.txt", tmp_path)

    assert len(list(read.split(told.sources[0]))) > 1
    assert [row[:3] for frame in told.frames for row in frame.rows()] == [
        (each["name"], each["cnic"], each["address"]) for each in PEOPLE * 300
    ]
