"""Tables as SQL clients, shells and R print them, read as the tables that they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.triage.formats.conftest import told_by
from triage.records.printed_lines import unmarked

NAMES = ("name", "cnic", "mobile")
PEOPLE = [(f"Gulsher Bozdar{'a' * (i % 3)}", f"35202-12345{i:02}-1", f"0300-12345{i:02}") for i in range(9)]
WIDTHS = (22, 16, 13)


def line(cells: tuple[str, ...], gap: str = " ") -> str:
    return gap.join(cell.ljust(width) for cell, width in zip(cells, WIDTHS, strict=True)).rstrip() + "\n"


def ruled(sign: str = "-", gap: str = " ", page: int = 99) -> str:
    head = line(NAMES, gap) + gap.join(sign * width for width in WIDTHS) + "\n"
    return "\n".join(
        head + "".join(line(row, gap) for row in PEOPLE[at : at + page]) for at in range(0, len(PEOPLE), page)
    )


def aligned() -> str:
    right = [f"{row[0]:>22}{row[1]:>18}{row[2]:>16}\n" for row in [NAMES, *PEOPLE]]
    return right[0] + f"{'----':>22}{'----':>18}{'------':>16}\n" + "".join(right[1:])


def boxed() -> str:
    lines = [f"│ {row[0]:<22} │ {row[1]:<16} │ {row[2]:<13} │\n" for row in [NAMES, *PEOPLE]]
    rulers = [f"{a}{'─' * 24}{b}{'─' * 18}{b}{'─' * 15}{c}\n" for a, b, c in ("┌┬┐", "├┼┤", "└┴┘")]
    return rulers[0] + lines[0] + rulers[1] + "".join(lines[1:]) + rulers[2]


def by_r() -> str:
    rows = [f'"{i}" "{row[0]}" "{row[1]}" "{row[2]}"\n' for i, row in enumerate(PEOPLE, 1)]
    return '"name" "cnic" "mobile"\n' + "".join(rows)


@pytest.mark.parametrize(
    "text",
    [
        ruled() + "\n9 rows selected.\n",
        ruled(page=4) + "\n9 rows selected.\n",
        "SQL> select name from people;\n\n" + ruled(),
        ruled() + "\n(9 rows affected)\n",
        "\n" + ruled() + "\n  9 record(s) selected.\n\n",
        ruled(sign="="),
        ruled(gap="  "),
        aligned(),
        boxed() + "9 rows in set (0.01 sec)\n",
    ],
)
def test_a_printed_table_has_its_rows_and_nothing_else(text: str, tmp_path: Path) -> None:
    path = tmp_path / "spool.lst"
    path.write_text(text, encoding="utf-8")
    told = told_by(path, tmp_path)

    assert told.sources[0].columns == NAMES
    assert told.rows == PEOPLE
    assert told.coverage.balances(path.stat().st_size)


def test_what_was_asked_above_a_table_stays_where_it_has_numbers(tmp_path: Path) -> None:
    path = tmp_path / "spool.lst"
    path.write_text("SQL> select * from people where cnic = '35202-7654321-1';\n" + ruled())

    assert told_by(path, tmp_path).rows[0][0] == "SQL> select * from people where cnic = '35202-7654321-1';"


def test_a_record_of_psql_over_several_lines_is_one(tmp_path: Path) -> None:
    path = tmp_path / "psql.txt"
    path.write_text(
        " name |       address       |      cnic\n"
        "------+---------------------+-----------------\n"
        " Sana | House 12           +| 35202-1234567-1\n"
        "      | Street 4           +| \n"
        "      | Lahore              | \n"
        " Omar | Karachi             | 42101-1234567-1\n"
        "(2 rows)\n"
    )

    assert told_by(path, tmp_path).rows == [
        ("Sana", "House 12 Street 4 Lahore", "35202-1234567-1"),
        ("Omar", "Karachi", "42101-1234567-1"),
    ]


def test_a_table_of_r_has_its_index(tmp_path: Path) -> None:
    path = tmp_path / "people.txt"
    path.write_text(by_r())
    told = told_by(path, tmp_path)

    assert told.sources[0].columns == ("", *NAMES)
    assert [row[1:] for row in told.rows] == PEOPLE


@pytest.mark.parametrize("sign", ["\0", "\x1c", "\x1d", "\x1e", "\x1f"])
def test_controls_are_between_cells(sign: str, tmp_path: Path) -> None:
    path = tmp_path / "people.txt"
    path.write_text("".join(sign.join(row) + "\n" for row in [NAMES, *PEOPLE]))
    told = told_by(path, tmp_path)

    assert told.sources[0].columns == NAMES
    assert told.rows == PEOPLE


@pytest.mark.parametrize("sign", ["\0", "\x1e"])
def test_controls_are_between_records(sign: str, tmp_path: Path) -> None:
    path = tmp_path / "people.txt"
    path.write_text("".join(",".join(row) + sign for row in [NAMES, *PEOPLE]))

    assert told_by(path, tmp_path).rows == PEOPLE


@pytest.mark.parametrize(
    "text",
    [
        'set "name" to "value"\nset "other" to "thing"\n' * 9,
        'He said "yes" to all\nthen "no" again\nand so on\n' * 9,
        "Chapter one\n-----------\nThe text goes on here.\n" * 9,
        "Dear Sir\n---- ----\nit is all in one line without a gap-in-it-anywhere.\n",
    ],
)
def test_prose_with_dashes_and_quotes_is_text(text: str, tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text(text)

    assert told_by(path, tmp_path).sources[0].is_text


def test_marks_of_markdown_are_no_part_of_a_name(tmp_path: Path) -> None:
    lines = [
        f"| **Sana Mir** | `35202-12345{i:02}-1` | [030012345{i:02}](https://wa.me/9230012345{i:02}) |"
        for i in range(9)
    ]
    (tmp_path / "a.md").write_text("\n".join(["| Name | CNIC | Mobile |", "| --- | --- | --- |", *lines]) + "\n")

    assert told_by(tmp_path / "a.md", tmp_path).rows == [
        ("Sana Mir", f"35202-12345{i:02}-1", f"030012345{i:02}") for i in range(9)
    ]
    assert unmarked("[office](https://example.com)") == "office https://example.com"
