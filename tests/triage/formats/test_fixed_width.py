from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.triage.formats.conftest import told_by
from triage.core.model import Evidence
from triage.formats import fixed_width

PEOPLE = [("Sana Tariq", "35202-1000001-2", "Lahore"), ("Bilal Ahmed Khan", "42101-1000002-1", "Karachi")] * 20


def fixed(rows: list[tuple[str, ...]]) -> str:
    return "".join(f"{a:<24}{b:<18}{c:<12}\n" for a, b, c in rows)


def box(rows: list[tuple[str, ...]]) -> str:
    ruler = "+" + "-" * 26 + "+" + "-" * 20 + "+" + "-" * 14 + "+\n"
    lines = [f"| {a:<24} | {b:<18} | {c:<12} |\n" for a, b, c in [("name", "cnic", "city"), *rows]]
    return ruler + lines[0] + ruler + "".join(lines[1:]) + ruler


def markdown(rows: list[tuple[str, ...]]) -> str:
    lines = [f"| {a} | {b} | {c} |\n" for a, b, c in [("name", "cnic", "city"), *rows]]
    return lines[0] + "|---|---|---|\n" + "".join(lines[1:])


@pytest.mark.parametrize("write", [fixed, box, markdown])
def test_columns_are_told_by_their_places(write, tmp_path: Path) -> None:
    path = tmp_path / "dump.txt"
    path.write_text(write(PEOPLE), encoding="utf-8")
    told = told_by(path, tmp_path)

    assert told.sources[0].reader == "fixed_width"
    assert told.rows == PEOPLE
    assert told.coverage.balances(path.stat().st_size)


def test_a_header_of_fixed_columns_is_one(tmp_path: Path) -> None:
    path = tmp_path / "dump.txt"
    path.write_text(fixed([("NAME", "CNIC_NO", "CITY"), *PEOPLE]))
    told = told_by(path, tmp_path)

    assert told.sources[0].columns == ("NAME", "CNIC_NO", "CITY")
    assert told.rows == PEOPLE


@pytest.mark.parametrize("sign", ["::", "@@", "¦", "،", "\x1f", "$$"])
def test_odd_delimiters_are_told(sign: str, tmp_path: Path) -> None:
    path = tmp_path / "dump.txt"
    path.write_text("".join(sign.join(row) + "\n" for row in PEOPLE), encoding="utf-8")
    told = told_by(path, tmp_path)

    assert told.rows == PEOPLE


def test_prose_is_no_table(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Sir,\nplease find the list that you asked for.\nRegards\n" * 20)

    assert told_by(path, tmp_path).sources[0].is_text


def test_bytes_that_stand_for_no_letter_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "dump.csv"
    path.write_bytes(b"name,city\n" + "Café,Málaga\n".encode("cp1252") * 30 + b"a\x81b,c\n")
    told = told_by(path, tmp_path)

    assert told.coverage.reasons["undecodable_bytes"].count == 1
    assert told.rows[-1] == ("a\\x81b", "c")


@pytest.mark.parametrize("codec", ["cp1252", "latin-1"])
def test_letters_that_were_encoded_twice_are_put_right(codec: str, tmp_path: Path) -> None:
    rows = [("ثنا طارق", "لاہور"), ("بلال", "کراچی"), ("Bilal", "Lahore")] * 10
    raw = "".join(f"{a},{b}\n" for a, b in rows).encode()
    path = tmp_path / "dump.csv"
    again = raw.decode("latin-1").encode() if codec == "latin-1" else _through_1252(raw)
    path.write_bytes(b"name,city\n" + again)
    told = told_by(path, tmp_path)

    assert told.rows == rows
    assert told.coverage.balances(path.stat().st_size)


def _through_1252(raw: bytes) -> bytes:
    """Return what a program makes of UTF-8 that it takes for Windows-1252; bytes without a letter go through."""
    return "".join(bytes([byte]).decode("cp1252") if byte not in UNDEFINED else chr(byte) for byte in raw).encode()


UNDEFINED = {0x81, 0x8D, 0x8F, 0x90, 0x9D}


PSQL = """   name    |      cnic       |    mobile
-----------+-----------------+--------------
 Ali Raza  | 35202-2869979-2 | 0300-3658875
           | 42101-2877898-5 | 0301-3763604
 Sara Bibi | 42101-2877898-6 |
(3 {rows})

"""


@pytest.mark.parametrize("rows", ["rows", "Zeilen", "قطار"])
def test_what_psql_draws_is_a_table(rows: str, tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    path.write_text(PSQL.format(rows=rows), encoding="utf-8")
    told = told_by(path, tmp_path)

    assert told.sources[0].columns == ("name", "cnic", "mobile")
    assert told.rows == [
        ("Ali Raza", "35202-2869979-2", "0300-3658875"),
        (None, "42101-2877898-5", "0301-3763604"),
        ("Sara Bibi", "42101-2877898-6", None),
    ]
    assert told.coverage.balances(path.stat().st_size)


@pytest.mark.parametrize(
    ("rule", "said"), [("--- | --- | ---", ""), (":--|:-:|--:", ""), ("----|----|------", "\n(3 rows affected)\n")]
)
def test_rulers_and_counts_are_no_rows(rule: str, said: str, tmp_path: Path) -> None:
    rows = [("Ali Raza", "35202-2869979-2", "0300-3658875"), (None, "42101-2877898-5", "0301-3763604")] * 3
    lines = ["name|cnic|mobile", rule, *("|".join(cell or "" for cell in row) for row in rows)]
    path = tmp_path / "out.txt"
    path.write_text("\n".join(lines) + said, encoding="utf-8")
    told = told_by(path, tmp_path)

    assert told.sources[0].columns == ("name", "cnic", "mobile")
    assert told.rows == rows


@pytest.mark.parametrize("text", ["", "\n", " \n \n"])
def test_a_text_without_lines_is_a_table_without_rows(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(text)
    evidence = Evidence("a", tmp_path / "a.txt", (), tmp_path / "a.txt", len(text), "")

    assert [source.columns for source in fixed_width.sources(evidence)] == [()]


@pytest.mark.parametrize("day", ["%Y%m%d", "%d%m%Y", "%Y-%m-%d"])
@pytest.mark.parametrize("serial", ["{:05}", "{:03}", ""])
def test_a_running_number_and_a_date_may_touch_their_neighbours(tmp_path: Path, serial: str, day: str) -> None:
    born = [dt.date(1980, 1 + i % 12, 1 + i) for i in range(20)]
    people = [(f"Gulsher {chr(65 + i)}han", f"35202100{i:02}0031", f"0300123{i:04}") for i in range(20)]
    lines = [
        f"{serial.format(i)}{name:<25}{cnic:<15}{mobile}{date:{day}}\n"
        for i, ((name, cnic, mobile), date) in enumerate(zip(people, born, strict=True))
    ]
    (tmp_path / "a.dat").write_text("".join(lines))
    told = told_by(tmp_path / "a.dat", tmp_path)

    assert told.sources[0].reader == "fixed_width"
    assert [row[-4:-1] for row in told.rows] == people
    assert [row[-1] for row in told.rows] == [f"{date:{day}}" for date in born]


WRAPPED = [
    (f"Sana {i}", "Tariq", f"35202-12345{i:02}-1", f"House {i}, Street 7,", "Gulberg, Lahore") for i in range(12)
]


@pytest.mark.parametrize("gap", ["", "\n"], ids=["no gap", "empty lines"])
@pytest.mark.parametrize(
    "top", ["", "LIST OF MEMBERS\n", f"{'Name':10}{'CNIC':18}Address\n"], ids=["bare", "title", "header"]
)
@pytest.mark.parametrize("last", [2, 1], ids=["all go on", "one does not"])
def test_cells_go_on_in_the_next_line(gap: str, top: str, last: int, tmp_path: Path) -> None:
    lines = [
        [f"{first:10}{cnic:18}{begin}", f"{second:28}{end}"][: last if i == 5 else 2]
        for i, (first, second, cnic, begin, end) in enumerate(WRAPPED)
    ]
    (tmp_path / "layout.txt").write_text(top + "".join(f"{chr(10).join(each)}\n{gap}" for each in lines))
    told = told_by(tmp_path / "layout.txt", tmp_path)
    rows = [(f"{a} {b}", cnic, f"{c} {d}") for a, b, cnic, c, d in WRAPPED]
    rows[5] = rows[5] if last > 1 else (WRAPPED[5][0], WRAPPED[5][2], WRAPPED[5][3])

    assert [row for row in told.rows if row[1]] == rows
    assert told.coverage.balances(told.evidence.size_bytes)


def test_sentences_below_each_other_are_not_joined(tmp_path: Path) -> None:
    (tmp_path / "chat.txt").write_text("call  0301-1000007 of 35202-1000007-3\nand a@example.org now\n" * 20)
    told = told_by(tmp_path / "chat.txt", tmp_path)

    assert len(told.rows) == 40
