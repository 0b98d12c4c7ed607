from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.text.encoding import is_utf8


@given(st.binary(max_size=12), st.sampled_from([0, 1 << 16]))
def test_utf8_is_told_as_python_tells_it_whatever_the_length(ending: bytes, before: int) -> None:
    data = "ی".encode() * before + ending
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        assert not is_utf8(data)
    else:
        assert is_utf8(data)


@pytest.mark.parametrize("bad", [b"\xff", b"\xed\xa0\x80", b"\xc0\xaf", b"\xf4\x90\x80\x80", b"\xdb"])
def test_a_single_bad_letter_shows_in_a_large_text(bad: bytes) -> None:
    assert not is_utf8(b"a" * (1 << 17) + bad)
