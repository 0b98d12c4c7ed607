from __future__ import annotations

import pytest

from triage.text.declared import decoded

URDU = "نام: سنا بی بی، پتا: مکان نمبر 5، گلی 3، لاہور"
RUSSIAN = "Добрый день, вот обещанный список"
CHINESE = "我把镜头拉近些，你们看看这个是什么"


@pytest.mark.parametrize(
    ("text", "codec", "said"),
    [
        (URDU, "utf-8", "utf-8"),
        (URDU, "utf-8", "iso-8859-1"),
        (URDU, "utf-8", "windows-1252"),
        (URDU, "utf-8", "unknown-8bit"),
        (URDU, "utf-8", ""),
        (CHINESE + "镕", "gbk", "gb2312"),
        (RUSSIAN, "koi8_r", "koi8-r"),
        ("نام: ثنا طارق، مکان نمبر پانچ، گلبرگ، پشاور، ڈاک خانہ چوک", "cp1256", ""),
        ("Grüße aus Köln", "cp1252", "utf-8"),
        ("Grüße aus Köln", "cp1252", "us-ascii"),
        ("“Ali Raza”", "cp1252", "iso-8859-1"),
        ("plain", "ascii", "no-such-code"),
    ],
)
def test_a_text_is_read_in_its_encoding_whatever_is_said(text: str, codec: str, said: str) -> None:
    assert decoded(text.encode(codec), said) == text


@pytest.mark.parametrize("said", ["utf-8", "", "windows-1252"])
def test_a_damaged_byte_costs_itself(said: str) -> None:
    head, tail = URDU[:20].encode(), URDU[20:].encode()

    assert decoded(head + b"\xd1f." + tail, said) == f"{URDU[:20]}\\xd1f.{URDU[20:]}"


def test_every_byte_is_kept() -> None:
    raw = bytes(range(256))

    assert len(decoded(raw, "utf-8")) >= len(raw)
