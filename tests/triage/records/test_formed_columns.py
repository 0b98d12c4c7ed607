"""Columns of fixed width that numbers of known form mark, where no blank stands between them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.triage.formats.conftest import told_by
from triage.records.formed_columns import formed

PEOPLE = [
    (
        f"{first.upper()} {last.upper()}",
        f"35202-{1234567 + i}-{i % 10}",
        f"0300{1234567 + i}",
        f"HOUSE {i}, STREET {i * 7}, {city}",
    )
    for i, (first, last, city) in enumerate(
        (first, last, city)
        for first, city in [("Sana", "LAHORE"), ("Bilal", "KASUR"), ("Muhammad Usman", "OKARA"), ("Ali", "SWAT")]
        for last in ("Gul", "Mirza", "Chaudhry")
    )
]
HEAD = ("NAME", "CNIC", "MOBILE", "ADDRESS")


def table(gap: str, *, is_headed: bool = False, is_bare: bool = False) -> str:
    rows = [(n, c.replace("-", "") if is_bare else c, m, a) for n, c, m, a in PEOPLE]
    widths = [24, len(rows[0][1]), 11, 50]
    told = [HEAD, *rows] if is_headed else rows
    return "".join(gap.join(cell.ljust(size) for cell, size in zip(row, widths, strict=True)) + "\n" for row in told)


@pytest.mark.parametrize("gap", ["", " ", "  ", "     "])
@pytest.mark.parametrize("is_headed", [False, True])
@pytest.mark.parametrize("is_bare", [False, True])
def test_touching_columns_are_cut_where_numbers_begin_and_end(
    gap: str,
    is_headed: bool,  # noqa: FBT001
    is_bare: bool,  # noqa: FBT001
    tmp_path: Path,
) -> None:
    (tmp_path / "a.txt").write_text(table(gap, is_headed=is_headed, is_bare=is_bare))
    told = told_by(tmp_path / "a.txt", tmp_path)

    assert told.rows == [(n, c.replace("-", "") if is_bare else c, m, a) for n, c, m, a in PEOPLE]
    assert told.sources[0].columns == HEAD or not is_headed


def test_a_number_that_ends_the_line_is_a_column(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("".join(f"{name:<24}{cnic}{mobile}\n" for name, cnic, mobile, _ in PEOPLE))

    assert told_by(tmp_path / "a.txt", tmp_path).rows == [row[:3] for row in PEOPLE]


@pytest.mark.parametrize(
    "line",
    [
        "{1},{2},{0}",
        "{1};{2};{0}",
        "cnic={1} mobile={2} {0}",
        "CNIC {1} Mobile {2} {0}",
        "{1}\t{2}\t{0}",
        "{0} {1} {2}",
        '"{1}","{2}","{0}"',
    ],
)
def test_delimited_and_labelled_lines_are_none(line: str) -> None:
    assert formed([line.format(*row) for row in PEOPLE]) == []


def test_numbers_of_things_are_no_columns_of_people() -> None:
    assert formed([f"2024-05-{i:02} 10:00:00 ORDER {i:08} {i * 7919:012} done" for i in range(1, 20)]) == []


def test_few_lines_are_not_enough() -> None:
    assert formed([f"{name:<24}{cnic}{mobile}" for name, cnic, mobile, _ in PEOPLE[:7]]) == []
