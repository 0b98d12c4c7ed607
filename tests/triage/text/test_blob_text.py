"""Bytes in a cell are the text that they hold, however it is written or packed; pictures are no text."""

from __future__ import annotations

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.text import blob_text

TEXT = "ثنا طارق CNIC 35202-1234567-1, 0300-1234567"


@pytest.mark.parametrize(
    "raw",
    [
        TEXT.encode(),
        TEXT.encode() + b"\0",
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16"),
        zlib.compress(TEXT.encode()),
        zlib.compress(TEXT.encode("utf-16-le"), 9),
        gzip.compress(TEXT.encode(), mtime=0),
        len(TEXT).to_bytes(4, "little") + zlib.compress(TEXT.encode()),
        b"8\x11n\x94\xff" + TEXT.encode() + b"\0\xff\x01",
        b"\x94\xff\xff" + TEXT.encode("utf-16-le") + b"\xff\xff\xd8",
        b"bplist00\xd1\x01\x02\xff" + b"\0\0" + TEXT[9:].encode("utf-16-be") + b"\xd8\xff",
    ],
)
def test_text_is_found_in_bytes(raw: bytes) -> None:
    text, is_cut = blob_text.of(raw)

    assert "CNIC 35202-1234567-1, 0300-1234567" in text
    assert not is_cut


@pytest.mark.parametrize(
    "raw", [b"\xff\xd8\xff\xe0JFIF letters by chance\xff", bytes([255, 0, 254, 7]), b"\x78\x9c\xff\xff"]
)
def test_what_holds_no_text_is_shown_as_it_is(raw: bytes) -> None:
    assert blob_text.of(raw) == ("0x" + raw.hex(), False)


def test_what_is_left_out_is_told() -> None:
    bomb = zlib.compress(bytes(64 << 20))

    assert blob_text.of(b"x" * (blob_text.SHOWN + 1)) == ("x" * blob_text.SHOWN, True)
    assert blob_text.of(bomb)[1]


@given(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0\ufeff")))
def test_text_in_utf_8_is_itself(text: str) -> None:
    assert blob_text.of(text.encode()) == (text, False)


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_hex(raw: bytes) -> None:
    text, is_cut = blob_text.of(raw)

    assert not is_cut
    assert isinstance(text, str)
