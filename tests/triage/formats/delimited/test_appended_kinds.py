"""Tables that were written one after the other into one text stay tables of their own."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage import find, read
from triage.formats.delimited.appended import parts

PEOPLE = [(f"Gulsher Khan {'abcdefghijkl'[i]}", f"35202-12345{i:02}-1", f"0300-12345{i:02}") for i in range(9)]
HEADS = [("Name", "CNIC", "Mobile"), ("NIC", "MSISDN", "Customer Name"), ("phone", "name", "city", "cnic")]


def table(number: int, sign: str, *, header: bool = True) -> str:
    """Return a table of these people in the order of one of the headers."""
    orders = [lambda n, c, m: (n, c, m), lambda n, c, m: (c, m, n), lambda n, c, m: (m, n, "Lahore", c)]
    rows = [orders[number](*person) for person in PEOPLE]
    return "".join(sign.join(row) + "\n" for row in ([HEADS[number]] if header else []) + rows)


def tables(path: Path, folder: Path) -> list[tuple[tuple[str, ...], list[tuple[str | None, ...]]]]:
    """Return columns and rows of each table of a file."""
    found = []
    for each in find.evidence([path], folder / "spool"):
        if not each.is_container:
            for source in read.identify(each):
                rows = [r for c in read.split(source) for b in read.batches(c) for r in b.frame.drop("at").rows()]
                found.append((source.columns, rows))
    return found


def names(columns: tuple[str, ...], rows: list[tuple[str | None, ...]]) -> list[str | None]:
    (place,) = [i for i, name in enumerate(columns) if name.lower() in {"name", "customer name"}]
    return [row[place] for row in rows]


@pytest.mark.parametrize("between", ["", "\n", "\n\n", "second list\n"])
@pytest.mark.parametrize("signs", [",;|", ",,,", "\t,;", "|\t|", ";;\t"])
def test_each_table_keeps_its_columns(tmp_path: Path, signs: str, between: str) -> None:
    path = tmp_path / "all.csv"
    path.write_text(between.join(table(number, sign) for number, sign in enumerate(signs)), encoding="utf-8")

    found = tables(path, tmp_path)

    assert [columns for columns, _ in found] == HEADS
    assert [names(*each) for each in found] == [[person[0] for person in PEOPLE]] * 3


@pytest.mark.parametrize("ending", ["txt", "dat", "log"])
def test_the_name_of_the_file_does_not_matter(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"all.{ending}.gz"
    path.write_bytes(gzip.compress((table(0, ",") + table(1, ";")).encode()))

    assert [columns for columns, _ in tables(path, tmp_path)] == HEADS[:2]


def test_rows_without_a_header_are_a_table_by_their_delimiter(tmp_path: Path) -> None:
    path = tmp_path / "all.csv"
    path.write_text(table(0, ",") + table(2, ";", header=False) + table(0, ",", header=False))

    (first, rows), (_, others) = tables(path, tmp_path)

    assert (first, len(rows)) == (HEADS[0], 18)
    assert [row[1] for row in others] == [person[0] for person in PEOPLE]


def test_a_list_of_users_and_passwords_behind_a_table_is_a_table(tmp_path: Path) -> None:
    path = tmp_path / "all.csv"
    path.write_text(table(0, ",") + "".join(f"user{i}@example.com:Secret{i}x\n" for i in range(6)))

    assert tables(path, tmp_path)[1][1][0] == ("user0@example.com", "Secret0x")


@pytest.mark.parametrize(
    "text",
    [
        table(0, ",") * 3,
        "Name,CNIC,Mobile\nnaam,shanakhti card,number\n" + table(0, ",", header=False),
        "List of customers\nName,CNIC,Mobile\n" + table(0, ",", header=False),
        "\n".join(table(0, ",", header=False).split("\n")[:2]) + "\n" + table(0, ","),
        table(0, ",") + 'Sana,35202-1234567-1,"Name,City,Phone\nSana,Lahore,1\nGul,Lahore,2\n"\n' + table(0, ",")[17:],
        table(0, ",") + table(0, ";", header=False) + table(0, ",", header=False),
        table(0, ",") + "Gul Sher;35202-1234599-1;0300-1234599\n",
        "name,type\nmobile,text\nNumber of the house,text\n" * 2,
    ],
    ids=["again", "named twice", "title", "late header", "in a cell", "as wide", "one other row", "dictionary"],
)
def test_one_table_is_not_taken_apart(tmp_path: Path, text: str) -> None:
    path = tmp_path / "one.csv"
    path.write_text(text)

    assert len(parts(path, len(text.encode()), ",")) == 1


@given(st.lists(st.sampled_from([*'abN,;|\t\n" 1', "Name", "CNIC", "name;cnic;city\n", "1,2,3\n"]), max_size=60))
def test_the_parts_are_all_bytes_in_order(tmp_path_factory: pytest.TempPathFactory, pieces: list[str]) -> None:
    data = "".join(pieces).encode()
    path = tmp_path_factory.mktemp("parts") / "a.csv"
    path.write_bytes(data)

    found = parts(path, len(data), ",")

    assert b"".join(data[part.start : part.stop] for part in found) == data


def test_a_border_far_behind_the_start_is_found(tmp_path: Path) -> None:
    path = tmp_path / "all.csv"
    path.write_text(table(0, ",") + table(0, ",", header=False) * 30 + table(1, ",") + table(2, "|"))

    assert [(columns, len(rows)) for columns, rows in tables(path, tmp_path)] == [
        (HEADS[0], 31 * len(PEOPLE)),
        (HEADS[1], len(PEOPLE)),
        (HEADS[2], len(PEOPLE)),
    ]
