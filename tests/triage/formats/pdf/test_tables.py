from __future__ import annotations

from pathlib import Path

import pytest

from tests.triage.formats.conftest import Told, told_by
from tests.triage.formats.pdf.pages import Placed, pages, rows, seen

NAMES = ("Sr", "Name", "CNIC", "Mobile", "Address")
LEFTS = (20, 60, 180, 290, 380)
TOWNS = ("Model Town, Lahore", "Saddar, Karachi", "Gulgasht, Multan")


def people(first: int, count: int) -> list[tuple[str, ...]]:
    return [
        (str(i), ("Sana Tariq", "Bilal Ahmed Khan", "Ali Raza")[i % 3], f"35202-{1234500 + i}-1", f"03001{234500 + i}",
         TOWNS[i % 3])
        for i in range(first, first + count)
    ]  # fmt: skip


def read(data: bytes, folder: Path) -> Told:
    (folder / "a.pdf").write_bytes(data)
    told = told_by(folder / "a.pdf", folder)
    assert told.coverage.balances(len(data))
    return told


def table(told: Told) -> list[tuple[str | None, ...]]:
    """Return the rows of the one table, whose names are these."""
    (made,) = told.sources[1:]
    assert made.columns == NAMES
    return told.frames[1].drop("at").rows()


def texts(told: Told) -> list[str | None]:
    return told.frames[0]["0"].to_list()


def test_cells_without_lines_are_columns_and_the_rest_is_text(tmp_path: Path) -> None:
    title: list[Placed] = [(20, 780, "List of the customers of the branch of the bank in the town of Lahore")]
    told = read(pages([title + rows([NAMES, *people(1, 20)], LEFTS)]), tmp_path)

    assert table(told) == people(1, 20)
    assert texts(told) == [title[0][2]]


def test_a_table_goes_on_over_pages_with_its_names_on_each(tmp_path: Path) -> None:
    shown = [[*rows([NAMES, *people(n, 20)], LEFTS), (280, 30, f"Page {n // 20 + 1} of 3")] for n in (1, 21, 41)]
    told = read(pages(shown), tmp_path)

    assert table(told) == people(1, 60)
    assert texts(told) == ["Page 1 of 3", "Page 2 of 3", "Page 3 of 3"]


def test_a_last_page_with_one_record_belongs_to_the_table(tmp_path: Path) -> None:
    shown = [rows([NAMES, *people(1, 20)], LEFTS), rows(people(21, 1), LEFTS)]

    assert table(read(pages(shown), tmp_path)) == people(1, 21)


def wrapped(cells: tuple[str, ...]) -> tuple[str, ...]:
    number, name, cnic, mobile, address = cells
    return number, name.replace(" ", "\n", 1), cnic.replace("-", "-\n", 1), f"{mobile[:10]}\n{mobile[10:]}", address


def test_lines_of_a_cell_are_one_value_and_broken_numbers_are_whole(tmp_path: Path) -> None:
    shown = [rows([NAMES, *map(wrapped, people(n, 15))], LEFTS) for n in (1, 16)]

    assert table(read(pages(shown), tmp_path)) == people(1, 30)


def test_drawn_lines_tell_records_whose_cells_stand_in_the_middle(tmp_path: Path) -> None:
    placed: list[Placed] = rows([NAMES], LEFTS, top=765)
    for i, (number, name, cnic, mobile, address) in enumerate(people(1, 15)):
        middle = 742 - 30 * i
        placed += [(20, middle, number), (60, middle, name), (290, middle, mobile), (380, middle, address)]
        placed += [(180, middle + 5, cnic[:6]), (180, middle - 5, cnic[6:])]
    levels = [(15, 757 - 30 * i, 580, 757 - 30 * i) for i in range(16)]
    uprights = [(x - 3, 775, x - 3, 300) for x in LEFTS]

    assert table(read(pages([placed], [*levels, *uprights]), tmp_path)) == people(1, 15)


def test_a_record_that_goes_on_over_the_page_is_one(tmp_path: Path) -> None:
    *before, last = people(1, 12)
    shown = [
        rows([NAMES, *before, (*last[:4], "Model Town, near the")], LEFTS),
        rows([NAMES, ("", "", "", "", "old mosque, Lahore"), *people(13, 5)], LEFTS),
    ]

    assert table(read(pages(shown), tmp_path)) == [
        *before, (*last[:4], "Model Town, near the old mosque, Lahore"), *people(13, 5)
    ]  # fmt: skip


def test_names_over_several_columns_and_sums_are_no_records(tmp_path: Path) -> None:
    above: list[Placed] = [(100, 770, "Personal details of applicants"), (320, 770, "Contact of applicants")]
    below: list[Placed] = [(20, 466, "Total: 20"), (20, 452, "*** End of list ***")]
    told = read(pages([above + rows([NAMES, *people(1, 20)], LEFTS, top=758) + below]), tmp_path)

    assert table(told) == people(1, 20)
    assert texts(told)[-2:] == ["Total: 20", "*** End of list ***"]


def test_a_cell_that_reaches_into_the_next_is_cut_where_that_begins(tmp_path: Path) -> None:
    long = [(number, "Muhammad Bilal Ahmed Khan", *rest) for number, _, *rest in people(1, 2)]
    told = read(pages([rows([NAMES, *long, *people(3, 30)], (20, 60, 176, 290, 380))]), tmp_path)

    assert table(told) == [*long, *people(3, 30)]


@pytest.mark.parametrize(
    "shown",
    [
        [(left, 760 - 12 * i, f"of the road that leads past the town {i}") for i in range(30) for left in (20, 310)],
        [(left, 760 - 14 * i, cell) for i in range(30) for left, cell in ((20, "Cable"), (200, str(i)), (300, "7.50"))],
        [(20, 760 - 14 * i, f"Call Sana Tariq on 0300-12345{i:02} about the house in Model Town") for i in range(30)],
    ],
    ids=["two columns of prose", "prices", "sentences"],
)
def test_what_names_nobody_or_has_no_columns_stays_text(shown: list[Placed], tmp_path: Path) -> None:
    assert [source.is_text for source in read(pages([shown]), tmp_path).sources] == [True]


def test_letters_of_urdu_are_read_from_the_right(tmp_path: Path) -> None:
    words = [(200, 700, seen("علی")), (150, 700, seen("محمد")), (200, 680, seen("سلیم")[::-1])]
    told = read(pages([[(20, 760, "List")]], urdu=words), tmp_path)

    assert {"علی", "محمد"} <= {word for text in texts(told) for word in (text or "").split()}
