"""Keys of any words are keys where they come in turn; speakers, levels of logs, cards and lists are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.triage.formats.conftest import told_by
from triage.records.key_values import OTHER, table

NAMES = ("Sana Tariq", "Bilal Ahmed", "Usman Khan", "Ayesha Malik", "Imran Shah")


def blocks(*lines: str) -> str:
    return "\n".join("\n".join(lines).format(n=number, name=name) + "\n" for number, name in enumerate(NAMES, 1))


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        (blocks("Sr: {n}", "Remarks: {name} came today with CNIC 35202-100000{n}-1"), ("Sr", "Remarks")),
        (blocks("col1: {name}", "col2: 35202-100000{n}-1"), ("col1", "col2")),
        (blocks("a={name}", "b=35202-100000{n}-1", "c=x"), ("a", "b", "c")),
        (blocks("a: {name}", "b: 35202-100000{n}-1", "c: x").replace("\n\n", "\n"), ("a", "b", "c")),
        (blocks("Entry {n}", "Ident : 35202-100000{n}-1", "Reach : 0300100000{n}"), ("Ident", "Reach")),
        (blocks("Ident: 35202-100000{n}-1", "Detail: House {n},", "   Street 4, Lahore"), ("Ident", "Detail")),
        (blocks("الف: {name}", "ب: 35202-100000{n}-1", "---"), ("الف", "ب")),
    ],
)
def test_keys_in_turn_are_columns(text: str, keys: tuple[str, ...]) -> None:
    assert table(text.splitlines()) == (*keys, OTHER)


def test_a_key_may_be_missing() -> None:
    text = blocks("Ident: 35202-100000{n}-1", "Extra: {n}", "Reach: 0300100000{n}").replace("Extra: 2\n", "")

    assert table(text.splitlines()) == ("Ident", "Extra", "Reach", OTHER)


@pytest.mark.parametrize(
    "text",
    [
        "Ali: salam\n\nSara: wasalam\n\n" * 5,
        "Sana Tariq: salam\n\nBilal Ahmed: wasalam\n\n" * 5,
        "jan99: salam\nkhi_boy: hi\nkhi_boy: how are you\njan99: fine\njan99: ok\n" * 5,
        "INFO: started\nWARN: slow\n" * 5,
        "BEGIN:X\nVERSION:3.0\nFN:Ali\nEND:X\n" * 5,
        blocks("one: {n}", "two: {n}", "and a sentence about number {n}", "and one more about {name}"),
        "\n".join(f"{name}: 35202-1000001-1" for name in NAMES),
        "one: 1\ntwo: 2\n",
        "LISTS\nOrder: 0300-9990001\nBank: Meezan\nSpeed: high\n\n" * 5,
    ],
)
def test_what_does_not_come_in_turn_is_no_block(text: str) -> None:
    assert table(text.splitlines()) == ()


def test_a_value_goes_on_where_lines_are_set_in(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(blocks("Ident: {n}", "Detail: {name}", "   House {n}, Lahore"))
    told = told_by(tmp_path / "a.txt", tmp_path)

    assert told.sources[0].columns == ("Ident", "Detail", OTHER)
    assert told.rows[1][:2] == ("2", "Bilal Ahmed\nHouse 2, Lahore")


@pytest.mark.parametrize("title", ["{name}", "[{name}]", "{n}. {name}"])
@pytest.mark.parametrize("foot", ["", "Powered by nobody\n", "\nPowered by nobody\n"])
def test_a_title_above_a_record_belongs_to_it(title: str, foot: str, tmp_path: Path) -> None:
    text = blocks(title, "CNIC: 35202-100000{n}-1", "Mobile: 0300100000{n}").replace("\n\n", f"\n{foot}\n")
    (tmp_path / "a.txt").write_text(text)
    told = told_by(tmp_path / "a.txt", tmp_path)

    assert told.sources[0].columns == ("CNIC", "Mobile", OTHER)
    assert [str(row[2]).split("\n")[0] for row in told.rows] == [*NAMES]


@pytest.mark.parametrize(
    "text",
    [
        "Sr: 6\nRemarks: Sana Tariq came with 35202-1234567-1\nSr: 7\nRemarks: Bilal Ahmed came, too\n",
        "Time: 10:30\nAddress: Lahore\nCall: 0300-1234567\n",
    ],
)
def test_a_few_pairs_are_no_table_cut_at_colons(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(text)

    assert [(each.reader, each.has_header) for each in told_by(tmp_path / "a.txt", tmp_path).sources] == [
        ("lines", False)
    ]


@pytest.mark.parametrize("section", ["[[people]]", "[people {n}]", "['people']"])
def test_settings_are_blocks_and_no_json(section: str, tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(blocks(section, 'name = "{name}"', 'cnic = "35202-100000{n}-1"'))
    told = told_by(tmp_path / "a.toml", tmp_path)

    assert [(each.reader, each.columns) for each in told.sources] == [("blocks", ("name", "cnic", OTHER))]
    assert [str(row[1]).strip('"') for row in told.rows] == [f"35202-100000{number}-1" for number in range(1, 6)]
