"""What is proven clean, and what is mended, is what reading line by line gives."""

from __future__ import annotations

import csv
import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.formats.delimited.proof import parse
from triage.formats.delimited.repair import dirty, mend
from triage.text.bulk_parse import Signs
from triage.text.byte_offsets import count, places
from triage.text.clean_lines import are_clean, lines_of


@pytest.mark.parametrize(
    "data",
    [
        b"a,b\nc,\xff\n",
        b"a,b\nc\n",
        b"a,b\nc,d,e\n",
        b'a,"b\nc,d\n',
        b'a,b"\nc,d\n',
        b'a,"b"\rc\nd,e\n',
        b"a,b\n\n",
        b"a,b\r\n\r\n",
        b"a,b\nc\n\n",
        b"a,b\rc,d\n",
        b'a,"' + b"\n" * 64 + b'"\n',
    ],
    ids=[
        "not utf-8",
        "short",
        "long",
        "open quote",
        "quote inside",
        "return behind a quote",
        "blank line",
        "blank line with a return",
        "short and blank",
        "lone return",
        "too many lines",
    ],
)
def test_no_proof_for_what_is_not_clean(data: bytes) -> None:
    assert parse(data, ",", 2) is None


@pytest.mark.parametrize(
    ("data", "starts"),
    [(b"a,b\nc,d\n", [0, 4]), (b"a,b\nc,d", [0, 4]), (b'"a\n,",b\nc,"d"\n', [0, 8]), (b'"a""b",c\nd,e\n', [0, 9])],
    ids=["plain", "no last newline", "newline in quotes", "doubled quote"],
)
def test_proof_gives_the_starts_of_records(data: bytes, starts: list[int]) -> None:
    proven = parse(data, ",", 2)

    assert proven is not None
    assert starts == proven.starts.tolist()


strange = st.text(st.sampled_from('a,"\n\r\\|\0ع \ufeff'), max_size=40)
"""Letters of which delimited text is made, in any order."""


Cells = tuple[str | None, ...]


def one_by_one(data: bytes, delimiter: str, width: int) -> tuple[list[Cells], list[int], dict[str, list[int]]]:
    """Rows, the line of each, and what was wrong on which line, without any look at many lines together."""
    lines, at = lines_of(data), 0
    rows: list[Cells] = []
    begins: list[int] = []
    wrong: dict[str, list[int]] = {}
    while at < len(lines):
        if not lines.text(at, at + 1)[0].removesuffix("\r"):
            at += 1
            continue
        found, taken = dirty(lines, at, delimiter, width)
        for cells, reason in found:
            rows.append(tuple(cells))
            begins.append(at)
            if reason:
                wrong.setdefault(reason, []).append(at)
        at += taken
    return rows, begins, wrong


@given(strange, st.integers(1, 3), st.sampled_from([",", "|", "||"]))
def test_mended_text_is_what_one_by_one_gives(text: str, width: int, delimiter: str) -> None:
    data = text.encode()
    mended = mend(data, delimiter, width)

    assert (mended.frame.rows(), mended.line.tolist(), mended.wrong) == one_by_one(data, delimiter, width)


@given(st.lists(strange.map(lambda line: line.replace("\n", "")), max_size=6), st.integers(1, 3))
def test_a_line_is_clean_whatever_stands_beside_it(found: list[str], width: int) -> None:
    lines = lines_of("".join(f"{line}\n" for line in found).encode())
    alone = [are_clean(lines_of(f"{line}\n".encode()), Signs(","), width).tolist() for line in found]

    assert are_clean(lines, Signs(","), width).tolist() == [each for line in alone for each in line]


@given(strange, st.integers(1, 3))
def test_what_is_proven_is_what_one_by_one_gives(text: str, width: int) -> None:
    data = text.encode()
    proven = parse(data, ",", width)
    if proven is not None:
        rows, begins, wrong = one_by_one(data, ",", width)
        assert proven.frame.rows() == rows
        assert proven.starts.tolist() == lines_of(data).starts[begins].tolist()
        assert not wrong


plain = st.text(st.sampled_from("abc علی,;\"|\n\t '5.0"), max_size=6).filter(lambda cell: cell == cell.strip("\n"))


@given(st.lists(st.lists(plain, min_size=2, max_size=2), min_size=1), st.sampled_from(["\n", "\r\n"]))
def test_what_a_writer_writes_is_proven(rows: list[list[str]], end: str) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator=end).writerows(rows)

    assert parse(text.getvalue().encode(), ",", 2) is not None


@given(st.binary(max_size=300), st.sampled_from(b'\n"\0\xff'))
def test_places_are_where_a_byte_stands(data: bytes, byte: int) -> None:
    raw = np.frombuffer(data * 3, np.uint8)

    assert places(raw, byte).tolist() == [at for at, each in enumerate(data * 3) if each == byte]
    assert count(raw, byte) == (data * 3).count(byte)
