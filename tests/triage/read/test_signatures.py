from __future__ import annotations

import pytest

from triage.read.signatures import OCTETS, known, media_types, reason


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0" + bytes(64), "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\x02\0\0\0" + bytes(64), "image/png"),
        (b"GIF89a\1\0\1\0" + bytes(64), "image/gif"),
        (b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + bytes(64), "video/mp4"),
        (b"RIFF\x24\0\0\0WAVEfmt " + bytes(64), "audio/x-wav"),
    ],
)
def test_libmagic_and_our_list_name_a_file_alike(head: bytes, kind: str):
    assert known(head) == kind
    assert list(media_types(head)) == [kind]


def test_noise_has_no_name():
    assert list(media_types(b"\x81\x92\x03\xf4" * 400)) == [OCTETS]


@pytest.mark.parametrize(
    ("kind", "word"),
    [("image/jpeg", "needs_ocr"), ("video/mp4", "unsupported:video/mp4"), (OCTETS, "unknown_binary")],
)
def test_every_kind_has_its_counted_word(kind: str, word: str):
    assert reason(kind) == word
