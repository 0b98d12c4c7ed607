"""Tables whose columns change their order without a header: each order is a table of its own, no row is lost."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.triage.formats.conftest import Reading, told_by
from triage.core.model import AT
from triage.formats.delimited import appended

FIRST, LAST = ("Ahmed", "Sana", "Bilal", "Hina", "Kashif"), ("Raza", "Tariq", "Khan", "Butt")
PEOPLE = [
    (f"{FIRST[i % 5]} {LAST[i % 4]}", f"35202-{1000000 + i}-{1 + i % 9}", f"0300{2000000 + i}", f"a{i}@mail.pk")
    for i in range(60)
]
Order = Sequence[int]


def rows(order: Order, people: Sequence[tuple[str, ...]] = PEOPLE) -> list[tuple[str, ...]]:
    return [tuple(person[i] for i in order) for person in people]


def written(path: Path, parts: Sequence[Sequence[tuple[str, ...]]], sign: str = ",", end: str = "\n") -> Path:
    path.write_text("".join(sign.join(row) + end for part in parts for row in part), newline="")
    return path


CHOOSE = random.Random(3)
MIXED = [row for pair in zip(rows((0, 1, 2)), rows((2, 0, 1)), strict=True) for row in CHOOSE.sample(pair, 2)] * 9


@pytest.mark.parametrize("sign", [",", "|", "\t", ";"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("header", [[], [("Name", "CNIC", "Mobile")]], ids=["no header", "header"])
def test_each_order_of_columns_is_a_table(sign: str, end: str, header: list[tuple[str, ...]], tmp_path: Path) -> None:
    parts = [header, rows((0, 1, 2), PEOPLE[:12]), rows((2, 0, 1), PEOPLE[12:25])]
    told = told_by(written(tmp_path / "a.csv", parts, sign, end), tmp_path)

    assert told.coverage.balances(told.evidence.size_bytes)
    assert [source.has_header for source in told.sources] == [bool(header), False]
    assert [frame.drop(AT).rows() for frame in told.frames] == parts[1:]


def test_an_order_that_comes_again_is_the_same_table(tmp_path: Path, reading: Reading) -> None:
    parts = [[("Name", "CNIC", "Mobile")], rows((0, 1, 2)), rows((1, 0, 2)), rows((0, 1, 2))]
    told = reading(written(tmp_path / "a.csv", parts))

    assert [frame.drop(AT).rows() for frame in told.frames] == [parts[1] * 2, parts[2]]


def test_another_order_may_have_another_width(tmp_path: Path, reading: Reading) -> None:
    told = reading(written(tmp_path / "a.csv", [rows((0, 1, 2)), rows((1, 0, 3, 2))]))

    assert [frame.drop(AT).rows() for frame in told.frames] == [rows((0, 1, 2)), rows((1, 0, 3, 2))]


@pytest.mark.parametrize(
    "parts",
    [
        [rows((0, 1, 2))],
        [[(name, cnic, "", mobile) for name, cnic, mobile, _ in PEOPLE], rows((0, 1, 2, 2))],
        [[(name, cnic, mobile, "") for name, cnic, mobile, _ in PEOPLE],
         [(name, cnic, "042-35761234", mobile) for name, cnic, mobile, _ in PEOPLE]],
        [rows((0, 1, 2)), [("total", "60", "")]],
        [MIXED],
    ],
    ids=["one order", "a second number", "a number for a landline", "a sum", "rows in mixed order"],
)  # fmt: skip
def test_other_tables_stay_whole(parts: Sequence[Sequence[tuple[str, ...]]], tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", parts)

    assert appended.parts(path, path.stat().st_size, ",") == [appended.Part(0, path.stat().st_size)]


@settings(max_examples=25)
@example([((0, 2, 1), 1), ((0, 1, 2), 5), ((0, 2, 1), 7), ((0, 1, 2), 5)])
@example([((0, 1, 2), 1), ((0, 2, 1), 5), ((0, 1, 2), 5)])
@example([((0, 1, 2), 1), ((0, 1, 2), 1), ((0, 1, 2), 7), ((0, 2, 1), 5), ((0, 1, 2), 5)])
@given(st.lists(st.tuples(st.permutations((0, 1, 2)), st.integers(1, 30)), min_size=1, max_size=6))
def test_no_row_is_lost_whatever_follows_what(
    tmp_path_factory: pytest.TempPathFactory, blocks: list[tuple[Order, int]]
) -> None:
    folder = tmp_path_factory.mktemp("turns")
    parts = [rows(order, PEOPLE[:count]) for order, count in blocks]
    told = told_by(written(folder / "a.csv", parts), folder)
    found = [(at, row) for frame in told.frames for at, row in zip(frame[AT], frame.drop(AT).rows(), strict=True)]

    assert told.coverage.balances(told.evidence.size_bytes)
    assert [row for _, row in sorted(found)] == [row for part in parts for row in part]
