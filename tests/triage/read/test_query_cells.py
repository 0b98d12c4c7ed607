"""Queries of addresses in cells: a column for each key, nothing lost, nothing twice."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qsl, quote, urlencode

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import triage.rules
from triage import find, read
from triage.core.messages import of
from triage.core.model import AT, Source
from triage.read import query_cells

PEOPLE = [(f"Gulsher {word}", f"35202-12345{i:02}-1") for i, word in enumerate("Khan Mirza Butt Dar Gill".split())]


def source_of(frame: pl.DataFrame, *, is_text: bool = False) -> Source:
    columns = tuple(frame.columns)
    return query_cells.told(Source(None, "delimited", "", columns, is_text=is_text), frame)  # type: ignore[arg-type]


def opened(cells: list[str | None]) -> tuple[tuple[str, ...], pl.DataFrame]:
    frame = pl.DataFrame({"0": cells}, schema={"0": pl.String})
    source = source_of(frame)
    return source.columns[1:], query_cells.opened(source, frame)


WAYS = {
    "plus": lambda name, cnic: "/find?" + urlencode({"name": name, "cnic": cnic}),
    "percent": lambda name, cnic: f"https://a.pk/find?cnic={cnic}&name={quote(name)}",
    "amp": lambda name, cnic: f"/find?name={quote(name)}&amp;cnic={cnic}",
    "without its address": lambda name, cnic: f"name={quote(name)}&cnic={cnic}",
    "in a request": lambda name, cnic: f"GET /find?id=7&name={quote(name)}&cnic={cnic} HTTP/1.1",
}


@pytest.mark.parametrize("way", WAYS)
def test_each_key_is_a_column(way: str) -> None:
    columns, frame = opened([None, "/about", *(WAYS[way](*person) for person in PEOPLE)])

    assert frame[str(1 + columns.index("name"))].to_list() == [None, None, *(name for name, _ in PEOPLE)]
    assert frame[str(1 + columns.index("cnic"))].to_list() == [None, None, *(cnic for _, cnic in PEOPLE)]
    assert not frame["0"].str.contains("35202").any()


@pytest.mark.parametrize(
    "cells",
    [
        ["/a?utm_source=x&utm_medium=y"] * 9,
        ["a=b", "c=d", "if (a == b && c == d)"],
        ["cats&dogs", "R&D = fun & more"] * 3,
        ["/find?name=Sana&cnic=35202-1234567-1", *["nothing"] * 9],
        [None, None],
    ],
)
def test_other_cells_stay_as_they_are(cells: list[str | None]) -> None:
    columns, frame = opened(cells)

    assert columns == ()
    assert frame["0"].to_list() == cells


def test_lines_of_text_stay_whole() -> None:
    frame = pl.DataFrame({"0": [WAYS["plus"](*person) for person in PEOPLE]})

    assert query_cells.own(source_of(frame, is_text=True)) == 0


KEYS, VALUES = st.sampled_from(["name", "cnic", "q"]), st.from_regex(r"[a-z0-9]{1,9}", fullmatch=True)


@given(st.lists(st.lists(st.tuples(KEYS, VALUES), min_size=2, max_size=5), min_size=2, max_size=5))
def test_no_value_is_lost_or_told_twice(queries: list[list[tuple[str, str]]]) -> None:
    columns, frame = opened([f"/find?{urlencode(pairs)}" for pairs in queries])

    for pairs, row in zip(queries, frame.rows(), strict=True):
        left = parse_qsl(row[0].partition("?")[2])
        cut = [(key, value) for key, value in zip(columns, row[1:], strict=True) if value is not None]
        assert sorted([*left, *cut]) == sorted(pairs)


def test_a_log_of_a_web_server_is_read_by_its_queries(tmp_path: Path) -> None:
    path = tmp_path / "access.log"
    line = '10.0.0.1 - - [10/Oct/2023:13:55:01 +0500] "GET {} HTTP/1.1" 200 23 "-" "Mozilla/5.0"\n'
    path.write_text("".join(line.format(WAYS["plus"](*person)) for person in PEOPLE))
    (evidence,) = find.evidence([path], tmp_path)
    (source,) = read.identify(evidence)
    source, sample = read.opened(source, triage.rules.load())
    (batch,) = (batch for chunk in read.split(source) for batch in read.batches(chunk))
    name = str(source.columns.index("name"))

    assert sample[name].to_list() == batch.frame[name].to_list() == [name for name, _ in PEOPLE]
    assert batch.frame.columns[-1] == AT
    assert batch.coverage.balances(evidence.size_bytes)
    assert of(source).columns[int(name)] == of(source).columns[source.columns.index("request")]


@pytest.mark.parametrize(
    "line",
    [
        "curl 'https://a.pk/find?name={}&cnic={}'",
        "https://a.pk/find?name={}&cnic={}",
        "name={}&cnic={}",
        'wget -q "http://a.pk/?name={}&cnic={}" -O a.html',
        "2024-01-02 10:11:12 POST /save name={}&cnic={}",
    ],
)
def test_the_lines_of_a_text_are_queries_too(line: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("".join(line.format(quote(name), cnic) + "\n" for name, cnic in PEOPLE))
    (evidence,) = find.evidence([tmp_path / "a.txt"], tmp_path)
    (source,) = read.identify(evidence)
    source, rows = read.opened(source, triage.rules.load())

    assert rows[str(source.columns.index("name"))].to_list() == [name for name, _ in PEOPLE]
    assert not source.is_text
