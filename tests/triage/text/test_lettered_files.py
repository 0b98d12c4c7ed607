"""Files in letters: base64 of any width, escaped as in JSON, and uuencode; hashes, keys and words are none."""

from __future__ import annotations

import base64
import binascii
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.text.lettered_files import found

TABLE = b"name,cnic\n" + b"".join(b"Sana Tariq,35202-%07d-1\n" % number for number in range(1_000_000, 1_000_040))


def wrapped(data: bytes, width: int, end: bytes = b"\n") -> bytes:
    letters = base64.b64encode(data)
    return end.join(letters[at : at + width] for at in range(0, len(letters), width))


@pytest.mark.parametrize("width", [60, 64, 76, 100, 10**6])
@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\\r\\n", b"\\n", b"\n    "])
def test_base64_of_any_width_is_a_file(width: int, end: bytes) -> None:
    text = b"see below\n" + wrapped(TABLE, width, end) + b"\nregards\n"

    assert [each.data for each in found(text)] == [TABLE]


def test_strokes_that_json_escapes_are_letters() -> None:
    data = b"PK\3\4" + bytes(range(256)) * 8
    text = b'{"file":"' + base64.b64encode(data).replace(b"/", b"\\/") + b'","more":1}'

    assert [each.data for each in found(text)] == [data]


def test_uuencode_is_a_file_with_its_name() -> None:
    lines = b"".join(binascii.b2a_uu(TABLE[at : at + 45]) for at in range(0, len(TABLE), 45))
    (file,) = found(b"hello\nbegin 644 list.csv\n" + lines + b"`\nend\nbye\n")

    assert (file.name, file.data) == ("list.csv", TABLE)


@pytest.mark.parametrize(
    "text",
    [
        hashlib.sha512(b"1").hexdigest().encode(),
        base64.b64encode(hashlib.sha512(b"2").digest()),
        b"-" * 200,
        b"_" * 200,
        b"a" * 200,
        b"/home/user/projects/some/long/folder/without/any/sign/in/its/name/but/strokes",
        b"begin\n  update t set a = 1;\nend\n",
        b"pneumonoultramicroscopicsilicovolcanoconiosis" * 2,
        b"PK_THIS_IS_A_VERY_LONG_CONSTANT_OF_SOME_PROGRAM_WITH_MANY_WORDS_IN_ITS_NAME",
    ],
)
def test_hashes_keys_and_words_are_no_files(text: bytes) -> None:
    assert list(found(text)) == []


@given(st.integers(0, 3 << 20), st.integers(1, 3000))
def test_a_file_is_found_wherever_it_stands(before: int, size: int) -> None:
    data = (TABLE * 4)[:size] + b"\n"
    text = (b"x y " * ((3 << 18) + 1))[:before] + b"\n" + base64.b64encode(data) + b"\n"

    assert [each.data for each in found(text)] == ([data] if len(base64.b64encode(data).rstrip(b"=")) >= 48 else [])


@pytest.mark.parametrize("before", [b"0x", b"\\x", b"\\\\x", b"X'", b" "])
def test_files_in_hex_are_files_and_hashes_are_none(before: bytes) -> None:
    data = b"PK\3\4" + bytes(range(256))

    assert [each.data for each in found(b"values (1, " + before + data.hex().encode() + b"');")] == [data]
    assert list(found(before + bytes(range(100)).hex().encode())) == []
