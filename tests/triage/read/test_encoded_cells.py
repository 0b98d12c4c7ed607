"""Cells in base64 and hex, decoded where nearly all of a column are."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import triage.rules
from triage import find, read
from triage.core.model import AT, Source
from triage.read import encoded_cells

CNICS = [f"35202-12345{i:02}-{i % 9 + 1}" for i in range(30)]


def b64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def source_of(frame: pl.DataFrame) -> Source:
    return encoded_cells.told(Source(None, "delimited", "", tuple(frame.columns)), frame)  # type: ignore[arg-type]


WAYS: dict[str, Callable[[str], str]] = {
    "base64": b64,
    "base64 without padding": lambda text: b64(text).rstrip("="),
    "base64 twice": lambda text: b64(b64(text)),
    "base64 of UTF-16": lambda text: base64.b64encode(text.encode("utf-16-le")).decode(),
    "base32": lambda text: base64.b32encode(text.encode()).decode(),
    "base32 without padding": lambda text: base64.b32encode(text.encode()).decode().rstrip("="),
    "hex": lambda text: text.encode().hex(),
    "hex in capitals": lambda text: "0x" + text.encode().hex().upper(),
    "hex by bytes": lambda text: "".join(f"\\x{byte:02x}" for byte in text.encode()),
}


@pytest.mark.parametrize("way", WAYS)
def test_an_encoded_column_is_read_as_what_it_says(way: str, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("id,cnic\n" + "".join(f"{i},{WAYS[way](cnic)}\n" for i, cnic in enumerate(CNICS)))
    (evidence,) = find.evidence([path], tmp_path)
    (source,) = read.identify(evidence)
    source, sample = read.opened(source, triage.rules.load())
    (batch,) = (batch for chunk in read.split(source) for batch in read.batches(chunk))

    assert sample["1"].to_list() == batch.frame["1"].to_list() == CNICS
    assert batch.frame[AT].is_sorted()
    assert batch.coverage.balances(evidence.size_bytes)
    assert source.notes[-1].startswith("column 2 is written in ")


@pytest.mark.parametrize(
    "cells",
    [
        [hashlib.md5(cnic.encode(), usedforsecurity=False).hexdigest() for cnic in CNICS],
        [f"4{i:015}" for i in range(30)],
        [f"Muhammad{i}" for i in range(30)],
        CNICS,
        [b64(CNICS[0])] * 30,
        [*map(b64, CNICS[:14]), *CNICS[14:]],
    ],
)
def test_an_ordinary_column_is_left_alone(cells: list[str]) -> None:
    assert encoded_cells.of(source_of(pl.DataFrame({"0": cells}))) == {}


def test_cells_that_are_not_encoded_stay_as_they_are() -> None:
    frame = pl.DataFrame({"0": ["n/a", None, *map(b64, CNICS)]})
    source = source_of(frame)

    assert encoded_cells.decoded(frame, encoded_cells.of(source))["0"].to_list() == ["n/a", None, *CNICS]


@given(texts=st.lists(st.text(st.characters(codec="utf-8", categories=("L", "N", "Zs", "Po")), min_size=6), max_size=9))
def test_what_is_decoded_was_encoded(texts: list[str]) -> None:
    frame = pl.DataFrame({"0": list(map(b64, texts))}, schema={"0": pl.String})
    told = encoded_cells.decoded(frame, {"0": ["base64"]})["0"].to_list()

    assert all(cell in {text, b64(text)} for cell, text in zip(told, texts, strict=True))


def token(number: int) -> str:
    """Return a signed token that states a person."""
    parts = ('{"alg": "HS256"}', f'{{"sub": "{CNICS[number]}", "name": "Sana Tariq"}}', "signature")
    return ".".join(base64.urlsafe_b64encode(part.encode()).decode().rstrip("=") for part in parts)


def test_a_column_of_web_tokens_states_what_each_states_beside_it() -> None:
    frame = pl.DataFrame({"0": [token(number) for number in range(12)]})
    cells = encoded_cells.decoded(frame, encoded_cells.of(source_of(frame)))["0"]

    assert cells[3] == f'{{"token": "{token(3)}", "sub": "{CNICS[3]}", "name": "Sana Tariq"}}'


def test_web_tokens_among_other_lines_of_a_log_are_read() -> None:
    lines = [line for n in range(8) for line in ("GET / 200", "GET / 404", f"Authorization: Bearer {token(n)} ok")]
    frame = pl.DataFrame({"0": lines})
    cells = encoded_cells.decoded(frame, encoded_cells.of(source_of(frame)))["0"].to_list()

    assert cells[0] == "GET / 200"
    assert cells[2] == f'Authorization: Bearer {token(0)} ok {{"sub": "{CNICS[0]}", "name": "Sana Tariq"}}'


def test_words_that_begin_as_a_web_token_are_none() -> None:
    frame = pl.DataFrame({"0": ["eyJafjallajokull.eyJolfur.island", "eyJo.eyJo", "eyJ"] * 5})

    assert encoded_cells.of(source_of(frame)) == {}


def test_a_text_of_begins_of_tokens_is_searched_to_its_end_once() -> None:
    frame = pl.DataFrame({"0": ["-eyJ" * 40_000, f"Bearer {token(1)}", f"Bearer {token(2)}", f"Bearer {token(3)}"]})
    cells = encoded_cells.decoded(frame, encoded_cells.of(source_of(frame)))["0"]

    assert cells[0] == "-eyJ" * 40_000
    assert cells[2].endswith(f'"{CNICS[2]}", "name": "Sana Tariq"}}')
