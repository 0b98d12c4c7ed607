from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.triage.formats.conftest import told_by
from triage.text.dialect import dialect, is_text
from triage.text.uncommon_quotes import quote_of

PEOPLE = [("Ali Raza", "35202-2869979-2", "0300-3658875"), ("Sara Bibi", "42101-2877898-5", "0301-3763604")] * 5


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize(("delimiter", "quote"), [("\x14", "\u00fe"), ("|", "\u00fe"), ("\x14", ""), ("\x07", "")])
def test_load_files_of_lawyers_are_tables(delimiter: str, quote: str, encoding: str, tmp_path: Path) -> None:
    rows = [("Name", "CNIC", "Mobile"), *PEOPLE]
    text = "".join(delimiter.join(f"{quote}{cell}{quote}" for cell in row) + "\r\n" for row in rows)
    path = tmp_path / "load.dat"
    path.write_bytes(text.encode(encoding))
    told = told_by(path, tmp_path)

    assert told.sources[0].columns == ("Name", "CNIC", "Mobile")
    assert told.rows == PEOPLE
    assert told.coverage.balances(path.stat().st_size)


@pytest.mark.parametrize(
    ("sign", "columns"),
    [
        *((sign, columns) for sign in ("|", "\t", "||", "~", "#", ":", "*") for columns in ((2, 0, 1, 3), (2, 1, 3))),
        *((sign, (0, 1, 2, 3)) for sign in (";", "^", "$", "@", "/")),
        *((sign, (3, 2)) for sign in ("|", ";", "~", "$")),
    ],
)
def test_commas_of_addresses_are_no_delimiters(sign: str, columns: tuple[int, ...], tmp_path: Path) -> None:
    rows = [(*person, f"House No {i}, Street {i + 3}, Baghbanpura, Lahore") for i, person in enumerate(PEOPLE)]
    cells = [tuple(row[i] for i in columns) for row in rows]
    path = tmp_path / "part2.txt"
    path.write_text("".join(f"{sign.join(row)}\n" for row in cells))

    assert told_by(path, tmp_path).rows == cells


@pytest.mark.parametrize(
    "link",
    ["https://wa.me/92{0}", "wa.me/92{0}", "92{0}@s.whatsapp.net", "https://t.me/s/92{0}/7", "/sdcard/92{0}/a.jpg"],
)
def test_signs_inside_links_and_paths_part_no_cells(link: str, tmp_path: Path) -> None:
    rows = [(str(number), link.format(f"300{number:07}")) for number in range(9)]
    path = tmp_path / "links.csv"
    path.write_text("id,link\n" + "".join(f"{','.join(row)}\n" for row in rows))
    told = told_by(path, tmp_path)

    assert told.sources[0].columns == ("id", "link")
    assert told.rows == rows


def test_common_quotes_in_cells_between_thorns_stay(tmp_path: Path) -> None:
    path = tmp_path / "load.dat"
    path.write_text("".join(f'þ{i}þ\x14þthe "big" houseþ\x14þ0300{i:07}þ\n' for i in range(9)), encoding="utf-8")

    assert told_by(path, tmp_path).rows[2] == ("2", 'the "big" house', "03000000002")


@pytest.mark.parametrize(
    "line",
    [
        "\x02CUST|Ali Raza|35202-2869979-2|0300-3658875\x03U\r\n",
        "[12:01] <\x02\x0304seller\x0f> rate \x1dlist\x1d: CNIC 35202-2869979-2\n",
        "\x02\x0304,01 SIM DATA \x03\x02 call 0300-3658875\n",
        "\x1b[31mred\x1b[0m 0300-3658875\x07\n",
    ],
)
def test_text_marked_with_controls_is_text(line: str) -> None:
    assert is_text(line.encode() * 40)


def test_noise_is_no_text() -> None:
    chance = random.Random(7)

    assert not any(is_text(chance.randbytes(size)) for size in range(40, 4_000, 40))


@pytest.mark.parametrize("size", [12, 100, 5_000])
def test_small_numbers_are_no_text(size: int) -> None:
    assert not is_text(bytes(1 + i % 7 for i in range(size)))


def test_colours_are_no_delimiters() -> None:
    assert dialect("\x02Ali\x02 sells lists\n" * 20) == ""


def test_a_quote_is_told_only_where_no_other_stands() -> None:
    assert quote_of("þaþ|þbþ\n" * 3, "|") == "þ"
    assert quote_of('"a"|"þbþ"\n' * 3, "|") == ""


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_stands_in_quotes_over_lines_hides_no_delimiter(delimiter: str, end: str, tmp_path: Path) -> None:
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:Ali {0}\nTEL;type=CELL;waid=92300{0}:+92 300 {0}\nEND:VCARD"
    rows = [(str(i), card.format(1_000_000 + i)) for i in range(40)]
    path = tmp_path / "cards.csv"
    path.write_bytes(
        f"id{delimiter}vcard{end}".encode() + "".join(f'{i}{delimiter}"{c}"{end}' for i, c in rows).encode()
    )
    told = told_by(path, tmp_path)

    assert told.sources[0].columns == ("id", "vcard")
    assert told.rows == rows


def _details(cell: str, outer: str, sign: str) -> str:
    parts = ["Gul Sher Khan", "35202-1777986-8", "03006626965", "House No 5, Street 3, Gulberg, Lahore; Punjab"]
    return f"id{outer}details\n" + "".join(f"{i}{outer}" + cell.format(sign.join(parts)) + "\n" for i in range(20))


@pytest.mark.parametrize("outer", [",", ";", "\t"])
@pytest.mark.parametrize("sign", [" | ", "|", " ~ ", "\t", " # ", "; "])
def test_signs_inside_quoted_cells_are_no_delimiters(outer: str, sign: str) -> None:
    if outer not in sign:
        assert dialect(_details('"{}"', outer, sign)) == outer


@pytest.mark.parametrize("sign", [" | ", " ~ "])
def test_signs_inside_bare_cells_are_no_delimiters_where_the_first_line_has_another(sign: str) -> None:
    text = "id,details\n" + f"7,Sana Tariq{sign}35202-1777986-8{sign}03006626965\n" * 20

    assert dialect(text) == ","


@pytest.mark.parametrize(
    "text",
    [
        "name|cnic|address\n" + 'Sana Tariq|35202-1777986-8|"House 5, Street 3, Lahore"\n' * 20,
        "name | cnic | address\n" + 'Sana Tariq | 35202-1777986-8 | "House 5, Street 3, Lahore"\n' * 20,
    ],
)
def test_lists_between_bars_stay_lists(text: str) -> None:
    assert "|" in dialect(text)


STATEMENTS = [
    "{0} s/o Gul Khan r/o House 1, Street 2, Lahore bearing CNIC No.{1} cell {2}",
    "FIR No. 1 dated 03.04.2021. Complainant {0} S/O Gul Khan, caste Awan, R/O House 1, CNIC # {1}, Mobile # {2}",
    "Mr. {0}, resident of House 1, Lahore, holder of CNIC number {1} and user of mobile number {2}",
]


@pytest.mark.parametrize("header", ["", "Detail\n", "Statement of the accused\n"])
@pytest.mark.parametrize("statement", STATEMENTS)
@pytest.mark.parametrize("ending", ["csv", "txt"])
def test_a_statement_with_commas_stays_one_cell(tmp_path: Path, statement: str, header: str, ending: str) -> None:
    path = tmp_path / f"a.{ending}"
    path.write_text(header + "".join(statement.format(*person) + "\n" for person in PEOPLE))
    rows = told_by(path, tmp_path).rows

    assert rows[-10:] == [(statement.format(*person),) for person in PEOPLE]


@pytest.mark.parametrize(
    "row",
    ["{0}, {1}, {2}", "{0}, {1}, asked for his brother on {2} again", "{0}, House 1 Street 2 Lahore Ph {2}, {1}"],
)
def test_columns_with_a_blank_after_each_comma_stay_columns(row: str) -> None:
    lines = "".join(row.format(*person) + "\n" for person in PEOPLE)

    assert dialect("Name, CNIC, Remarks\n" + lines) == ","


def test_a_list_of_short_cells_needs_no_header() -> None:
    assert dialect("".join(f"{name}, {cnic}, {mobile}\n" for name, cnic, mobile in PEOPLE)) == ","
