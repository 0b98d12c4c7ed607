"""Several numbers of one card are one person, however they are written: five SIMs are not five people."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from triage.app.scan import Options, scan
from triage.core.progress import Silent

CARDS = {
    "61101-2316632-5": ("03255544721", "03447080734", "03258663301"),
    "61101-2316633-7": ("03255544722", "03447080735"),
}


def blocks(line: str, head: str = "CNIC: {}\nName: Farhan Rana\nTotal SIMs: 5") -> str:
    """Return a block for each card, its numbers one on a line."""
    return "\n\n".join(
        "\n".join([head.format(cnic), *(line.format(n, number) for n, number in enumerate(numbers, 1))])
        for cnic, numbers in CARDS.items()
    )


def rows(joint: str) -> str:
    """Return a table with all numbers of a card in one cell."""
    lines = (f'Farhan Rana,{cnic},"{joint.join(numbers)}"' for cnic, numbers in CARDS.items())
    return "\n".join(["name,cnic,mobile", *lines])


WRITTEN = {
    "numbered.txt": blocks("{0}) {1} - Jazz"),
    "bare.txt": blocks("{1} Zong Active", "CNIC: {}"),
    "dashed.txt": blocks("- {1}", "CNIC: {}\nName: Farhan Rana\nNumbers:"),
    "one_card.txt": blocks("{0}. {1} Ufone").split("\n\n", 1)[0],
    "list.json": json.dumps([{"cnic": cnic, "sims": list(numbers)} for cnic, numbers in CARDS.items()]),
    "commas.csv": rows(", "),
    "slashes.csv": rows(" / "),
    "columns.csv": "cnic,mobile1,mobile2\n" + "\n".join(",".join([cnic, *CARDS[cnic][:2]]) for cnic in CARDS),
    "line.txt": "\n".join(f"{cnic} has {', '.join(numbers)}" for cnic, numbers in CARDS.items()),
}


def scanned(home: Path, files: dict[str, str]) -> dict[str, Any]:
    """Return the report of some files."""
    (home / "seized").mkdir()
    for name, text in files.items():
        (home / "seized" / name).write_text(text + "\n", "utf-8")
    return scan([home / "seized"], Options(case=home / "case", jobs=1, key=home / "a.key"), Silent()).document


def test_numbers_of_a_card_are_one_person_in_every_writing(tmp_path: Path) -> None:
    document = scanned(tmp_path, WRITTEN)
    counted = {each["dump"]: each["people"]["distinct"] for each in document["dumps"]}

    assert document["case"]["persons"]["distinct"] == len(CARDS)
    assert counted == {**dict.fromkeys(WRITTEN, 2), "one_card.txt": 1}


@pytest.mark.parametrize("name", ["numbered.txt", "list.json", "commas.csv", "columns.csv", "line.txt"])
def test_a_second_number_alone_in_another_dump_is_the_person_of_the_card(name: str, tmp_path: Path) -> None:
    alone = "name,mobile\nFarhan Rana,0344-7080734\n"
    document = scanned(tmp_path, {name: WRITTEN[name], "alone.csv": alone})

    assert document["case"]["persons"]["distinct"] == 2


def test_the_number_of_another_is_not_of_the_card(tmp_path: Path) -> None:
    guardian = "cnic,mobile,guardian mobile\n61101-2316632-5,03255544721,03447080734\n"
    document = scanned(tmp_path, {"pupils.csv": guardian, "alone.csv": "name,mobile\nFarhan Rana,0344-7080734\n"})

    assert document["case"]["persons"]["distinct"] == 2


def test_lists_of_numbers_without_a_card_are_as_many_people(tmp_path: Path) -> None:
    document = scanned(tmp_path, {"numbers.txt": "\n".join(f"{n}) 0300-100000{n} - Jazz" for n in range(1, 6))})

    assert document["case"]["persons"]["distinct"] == 5
