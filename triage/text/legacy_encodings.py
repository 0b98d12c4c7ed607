"""Guess a pre-Unicode encoding from character statistics; "" if unsure.

Runs of non-ASCII characters are of another script than Latin, and their encoding can be detected; single ones among
ASCII are Latin, whose encodings are too similar.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from functools import lru_cache
from string import ascii_letters, digits

WIDE = ("gb18030", "big5", "big5hkscs", "cp932", "shift_jis_2004", "euc_jp", "euc_jis_2004", "cp949", "johab")
"""Multi-byte encodings, some of which look like ASCII: text in them is converted to UTF-8 before it is read."""

EBCDIC = "cp037"
"""Encoding of mainframes: letters, digits and spaces stand nowhere where ASCII has them."""

_NARROW = (
    "cp1252", "cp1256", "mac_arabic", "cp720", "cp864", "cp1251", "koi8_r", "koi8_u", "cp866", "cp855", "iso8859_5",
    "mac_cyrillic", "cp1253", "iso8859_7", "cp737", "cp1255", "iso8859_8", "cp862", "cp874", "cp1254",
)  # fmt: skip
_OF_ARABIC = ("cp1256", "iso8859_6")
_URDU = "\u0679\u067e\u0686\u0688\u0691\u0698\u06a9\u06af\u06ba\u06be\u06c1\u06d2"
ARABIC = re.compile(f"[\u0621-\u063a\u0641-\u064a{_URDU}]")
_ALEF = "\u0627"
_RUN = re.compile(rb"[\x80-\xff]+")
_LOOKED_AT = 1 << 14
_FEWEST = 8
"""Fewest non-ASCII bytes for a guess."""

_VARIED = 16
"""Fewest different non-ASCII bytes in a varied text; fewer are a word or two that repeat."""

_LETTERS = (ascii_letters + digits).encode(EBCDIC)
_ON_MAINFRAMES = _LETTERS + " \t\r\n\x85,.;:|/-_()'\"&@#+*=<>%".encode(EBCDIC)

_SHIFTED = re.compile(rb"\+[A-Za-z0-9+/]{3,}-?")
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a]")


@lru_cache(maxsize=16)
def guess(head: bytes) -> str:
    """Return the Python codec of a text that is not UTF-8; "" if its characters do not decide it."""
    lines = b"\n".join(line for line in head[:-1].split(b"\n") if not line.isascii())[:_LOOKED_AT]
    runs = _RUN.findall(lines)
    high = b"".join(runs)
    if len(high) < _FEWEST or len(high) < 1.4 * len(runs) or 50 * len(_CONTROLS.findall(lines)) > len(lines):
        return ""
    arabic, has_alef = _arabic(high)
    is_of_pairs = len(runs) >= _FEWEST and all(len(run) % 2 == 0 for run in runs)
    if has_alef and not is_of_pairs:
        return arabic
    other = _other(lines)
    return arabic if arabic == "cp1256" and other not in WIDE and len(set(high)) < _VARIED else other


def wide(head: bytes) -> str:
    """Return the codec of a text that must be converted to UTF-8 before it is read, by its first bytes.

    "" for any other text. EBCDIC is converted too: its line ends are no line ends elsewhere.
    """
    begins = head[:1024].lower()
    if begins.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<") and re.search(rb"encoding=|charset=", begins):
        return ""  # the document declares its encoding, and its reader uses that
    if head.isascii():
        return next((codec for codec, signs in _SEVEN_BIT.items() if signs(head) and _holds(head, codec)), "")
    if _holds(head, "utf-8"):
        return ""
    if _is_ebcdic(head):
        return EBCDIC
    codec = guess(head)
    return codec if codec in WIDE else ""


def _is_ebcdic(head: bytes) -> bool:
    """Return true if nearly all bytes are letters, digits, signs and line ends of a mainframe."""
    letters = len(head) - len(head.translate(None, _LETTERS))
    return letters > 0.3 * len(head) and len(head.translate(None, _ON_MAINFRAMES)) < 0.03 * len(head)


def _arabic(high: bytes) -> tuple[str, bool]:
    """Return the codec that decodes most bytes as Arabic letters, and whether alef is as frequent as in any text."""
    texts = {codec: high.decode(codec, "replace") for codec in _OF_ARABIC}
    letters = {codec: len(ARABIC.findall(text)) for codec, text in texts.items()}
    best = max(letters, key=lambda codec: letters[codec])
    if letters[best] <= 0.7 * len(high):
        return "", False
    return best, texts[best].count(_ALEF) > 0.06 * len(high)


def _other(lines: bytes) -> str:
    """Return the codec that charset_normalizer detects; "" if it cannot decode every byte or the letters are Latin."""
    import charset_normalizer  # noqa: PLC0415 - seldom needed

    said = charset_normalizer.from_bytes(lines, cp_isolation=[*_NARROW, *WIDE]).best()
    codec = said.encoding if said else ""
    if codec in {"cp1252", "cp1254", ""} or not _holds(lines, codec):
        return ""
    letters = [each for each in lines.decode(codec, "ignore") if each > "\x7f"]
    foreign = sum(each.isalpha() and each > "\u036f" for each in letters)
    return codec if foreign > 0.6 * len(letters) else ""


def _holds(head: bytes, codec: str) -> bool:
    """Return true if the codec decodes every byte, except for a character cut off at the end."""
    try:
        codecs.getincrementaldecoder(codec)("strict").decode(head)
    except UnicodeDecodeError:
        return False
    return True


def _is_shifted(head: bytes) -> bool:
    """Return true for UTF-7: what follows the plus signs decodes to letters, which telephone numbers do not."""
    runs = _SHIFTED.findall(head)
    if len(runs) < _FEWEST // 2 or not _holds(head, "utf-7"):
        return False
    letters = "".join(run.decode("utf-7", "ignore") for run in runs)
    known = sum(each.isalpha() and "\x7f" < each < "\u0700" for each in letters)
    return known > 0.8 * sum(each > " " for each in letters)


_SEVEN_BIT: dict[str, Callable[[bytes], bool]] = {
    "iso2022_jp_2": lambda head: b"\x1b$B" in head or b"\x1b$@" in head,
    "iso2022_kr": lambda head: b"\x1b$)C" in head,
    "hz": lambda head: head.count(b"~{") > 1 and b"~}" in head,
    "utf-7": _is_shifted,
}
