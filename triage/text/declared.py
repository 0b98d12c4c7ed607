"""Decode texts that say which encoding they are in, as letters do: often it is another, or bytes of it are damaged."""

from __future__ import annotations

from triage.text.encoding import decide

_LARGER = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "us-ascii": "utf-8",
    "iso-8859-1": "cp1252",
    "iso-8859-6": "cp1256",
    "iso-8859-9": "cp1254",
    "unicode-1-1-utf-7": "utf-7",
}
"""Encodings by the names of smaller ones that programs declare in their stead, as browsers take them (WHATWG)."""

_NARROW = ("cp125", "windows-125", "iso-8859", "latin")
"""Encodings in which any bytes are letters; no text in them is UTF-8 by chance."""

_GOOD = 4
"""How many letters beyond ASCII must be right for each damaged one, to take a text for damaged, not for another."""


def decoded(raw: bytes, charset: str) -> str:
    r"""Return the text of bytes that are said to be in an encoding ("" = nothing is said).

    Bytes that are no letters of the encoding that fits are written as escapes (`\xd1`), so that none is lost.
    """
    if raw.isascii() and not charset.lower().startswith(("utf-7", "unicode-1-1-utf-7", "iso-2022", "hz")):
        return raw.decode("ascii")
    said = _LARGER.get(charset.lower(), charset)
    codecs = ("utf-8", said) if said.lower().startswith(_NARROW) else (said, "utf-8")
    for codec in codecs:
        try:
            return raw.decode(codec)
        except (UnicodeError, LookupError, ValueError):
            continue
    for codec in (*codecs, decide(raw)[0]):
        if codec and _fits(raw, codec):
            return raw.decode(codec, "backslashreplace")
    return raw.decode("cp1252", "backslashreplace")


def _fits(raw: bytes, codec: str) -> bool:
    """Return true if an encoding reads nearly all letters beyond ASCII."""
    try:
        text = raw.decode(codec, "replace")
    except (LookupError, UnicodeError):
        return False
    bad = text.count("\ufffd")
    return len(text) - len(text.encode("ascii", "ignore")) - bad > _GOOD * bad
