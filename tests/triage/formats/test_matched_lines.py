"""What a search printed is read as the files in which it was found."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from triage import find, read
from triage.formats.matched_lines import opens

ROWS = [f"Gulsher {i},35202-12345{i:02}-1,0300-12345{i:02}" for i in range(20)]
LIST = ["name,cnic,mobile", *ROWS]


def members(text: str, folder: Path) -> dict[str, str]:
    """Return the text of each member by its name."""
    path = folder / "found.txt"
    path.write_text(text)
    return {each.name: each.data.read_text() for each in find.evidence([path], folder / "spool") if each.members}


WAYS = {
    "grep -n": [f"data/list.csv:{i}:{line}" for i, line in enumerate(LIST, 1)],
    "cat -n": [f"{i:6}\t{line}" for i, line in enumerate(LIST, 1)],
    "an editor": [f"{i:4}  {line}" for i, line in enumerate(LIST, 7)],
    "bat": [f"{i:4} | {line}" for i, line in enumerate(LIST, 1)],
    "a list": [f"{i}. {line}" for i, line in enumerate(LIST, 1)],
    "a list with brackets": [f"{i}) {line}" for i, line in enumerate(LIST, 1)],
    "a mail": [f"> {line}" for line in LIST],
    "a mail in a mail": [f">> {line}" for line in LIST],
    "grep": [f"list.csv:{line}" for line in LIST],
    "findstr": [rf"C:\data\list.csv:{i}:{line}" for i, line in enumerate(LIST, 1)],
    "grep -C": [f"list.csv{'-:'[i % 2]}{i}{'-:'[i % 2]}{line}" for i, line in enumerate(LIST, 1)],
}


@pytest.mark.parametrize("way", WAYS)
def test_lines_are_those_of_their_file(way: str, tmp_path: Path) -> None:
    (text,) = members("".join(f"{line}\n" for line in WAYS[way]), tmp_path).values()

    assert text == "".join(f"{line}\n" for line in LIST)


def test_lines_numbered_without_a_file_are_read_by_their_own_header(tmp_path: Path) -> None:
    (tmp_path / "found.txt").write_text("".join(f"{i}:{line}\n" for i, line in enumerate(LIST, 1)))
    evidence = [each for each in find.evidence([tmp_path / "found.txt"], tmp_path / "spool") if each.members]
    (source,) = read.identify(evidence[0])

    assert source.columns == ("name", "cnic", "mobile")


def test_each_file_is_a_member_whatever_is_between_them(tmp_path: Path) -> None:
    lines = [f"a.sql:{i}:INSERT INTO c VALUES ({i});" for i in range(9)] + ["--", "Binary file b.db matches"]
    lines += [f"c.json:{i}:{json.dumps({'n': i})}" for i in range(9)]

    told = members("".join(f"{line}\n" for line in lines), tmp_path)

    assert [*told] == ["a.sql", "c.json"]
    assert told["c.json"].startswith('{"n": 0}\n')
    assert "Binary file b.db matches" in told["a.sql"]


@pytest.mark.parametrize(
    "lines",
    [
        [f"user{i}@mail.com:pass{i}" for i in range(20)],
        [f"https://site{i}.com:user:pass{i}" for i in range(20)],
        [f"site{i}.html:user{i}:pass" for i in range(20)],
        [f"{i}:user{i}:pass{i}" for i in range(20)],
        [f"10:{i:02}:00 call" for i in range(20)],
        [f"2023-10-{i + 10} call" for i in range(20)],
        ["name: Sana", "cnic: 35202-1234567-1"] * 9,
        LIST,
        ["list.csv: three lines follow", *LIST],
        [],
    ],
)
def test_other_lines_are_left_alone(lines: list[str]) -> None:
    assert not opens("".join(f"{line}\n" for line in lines).encode(), "a.txt")


@pytest.mark.parametrize("sign", ["\t", "  ", " | ", ","])
def test_a_column_of_running_numbers_stays(sign: str) -> None:
    lines = [sign.join([str(i), *line.split(",")]) for i, line in enumerate(ROWS, 1)]

    assert opens("".join(f"{line}\n" for line in lines).encode(), "a.txt") == 0
