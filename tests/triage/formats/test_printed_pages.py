"""Lists as mainframes print them: pages with titles, names of columns, rulers and sums between the records."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.triage.formats.conftest import Told, told_by

NAMES = ("ACCOUNT NO", "TITLE OF ACCOUNT", "CNIC", "CELL NO", "BALANCE PKR")
PEOPLE = [
    (f"0411{i:010d}", name, f"35202-100{i:04d}-{i % 9 + 1}", f"0300100{i:04d}", f"{i * 7 + 11},{i % 900 + 100:03d}.00")
    for i, name in enumerate(["SANA TARIQ", "BILAL AHMED KHAN", "HINA BIBI", "IMRAN LATIF"] * 9, 1)
]


def line(cells: tuple[str, ...]) -> str:
    a, b, c, d, e = cells
    return f"{a:<18}{b:<28}{c:<18}{d:<16}{e:>14}"


def page(number: int, people: list[tuple[str, ...]], head: str = "{}") -> list[str]:
    title = "RUN DATE: 14-MAR-2022".ljust(80) + f"PAGE NO: {number:4d}"
    return [
        "", "HABIB RURAL BANK LIMITED".center(94), f"DEPOSITORS OF BRANCH 041{number}".center(94), title, "=" * 94,
        *([] if number > 1 and "{}" not in head else [line(NAMES)]), "-" * 94, *map(line, people), "-" * 94,
        f"SUB TOTAL BRANCH 041{number}".ljust(80) + "4,482,955.00",
    ]  # fmt: skip


def printed(head: str = "{}", end: str = "*** END OF REPORT ***") -> list[str]:
    pages = [page(number, PEOPLE[12 * number - 12 : 12 * number], head) for number in (1, 2, 3)]
    return [*(each for part in pages for each in part), end.center(94)]


def read(lines: list[str], tmp_path: Path) -> Told:
    path = tmp_path / "deposit.txt"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    told = told_by(path, tmp_path)
    assert told.coverage.balances(path.stat().st_size)
    return told


@pytest.mark.parametrize("head", ["{}", "names on the first page alone"])
def test_what_belongs_to_pages_is_no_record(tmp_path: Path, head: str) -> None:
    told = read(printed(head), tmp_path)

    assert told.sources[0].reader == "fixed_width"
    assert told.sources[0].columns == NAMES
    assert told.rows == PEOPLE


def test_a_record_without_numbers_is_one(tmp_path: Path) -> None:
    lines, lacking = printed(), ("04110000009999", "ZUBAIDA KHATOON", "", "", "1,200.00")
    told = read([*lines[:12], line(lacking), *lines[12:]], tmp_path)

    assert len(told.rows) == len(PEOPLE) + 1
    assert lacking[:2] in {row[:2] for row in told.rows}


@pytest.mark.parametrize(
    "foot", ["BRANCH MANAGER: ZAHID MEHMOOD QURESHI, CELL 0321-1000777", "complaints to zahid.q@habib-rural.example"]
)
def test_whoever_stands_on_each_page_is_kept(tmp_path: Path, foot: str) -> None:
    lines = printed()
    told = read([*lines[:18], foot, *lines[18:30], foot, *lines[30:]], tmp_path)

    assert sum(foot in "".join(filter(None, row)) or foot == row[0] for row in told.rows) == 2


def test_a_list_without_numbers_of_people_is_told_by_its_blanks(tmp_path: Path) -> None:
    rows = [f"{name:<28}{a:>14}   {b:>14}" for _, name, _, _, a in PEOPLE for b in ["12,00,345.50"]]
    path = tmp_path / "dues.txt"
    path.write_text("\n".join(rows) + "\n")
    told = told_by(path, tmp_path)

    assert told.rows == [(name, a, "12,00,345.50") for _, name, _, _, a in PEOPLE]
