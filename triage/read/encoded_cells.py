"""Decode columns in base64, base32 or hex, and web tokens: decided on a sample, done for each cell that is text then.

A cell that does not decode to text stays as it is. A column is decoded only if nearly all of its cells decode to
printable text: by chance a word of eight letters does once in three hundred.
"""

from __future__ import annotations

import json
import re
from base64 import b32decode, urlsafe_b64decode
from collections.abc import Mapping, Sequence
from dataclasses import replace

import polars as pl

from triage.core.model import Source

_OPTION = "encoded"
_TOKENS = "web tokens"
_SIGNED = r"\beyJ[A-Za-z0-9_-]{5,500}\.(eyJ[A-Za-z0-9_-]{5,})(?:\.[A-Za-z0-9_-]*)?"
"""Pattern of a signed token of a web program: a header, what it states (the group), a signature. Source: RFC 7519.

A header is short: without a limit a text of "-eyJ" would be searched to its end from each of them.
"""

_KINDS = {
    "base64": re.compile(r"(?=.*[A-Za-z])[A-Za-z0-9+/_-]{7,}={0,2}"),
    "base32": re.compile(r"(?:[A-Z2-7]{8})*[A-Z2-7]{2,8}={0,6}"),
    "hex": re.compile(r"(?:0x)?(?:(?:\\x)?[0-9A-Fa-f]{2}){6,}"),
    _TOKENS: re.compile(rf"(?s).*{_SIGNED}.*"),
}
_FIRST, _SOME = 9, 200
"""Cells by which most columns are recognised as ordinary, and those that are searched for a token."""

_NEARLY_ALL = 0.95
_LEAST_VALUES = 3
"""Fewest distinct cells of a column that is decoded: fewer may become text by chance."""

_TIMES = 2
"""How many encodings on top of each other are decoded."""

_NEXT = "[89ab][0-9a-f]"
_PRINTED = rf"^(?:00|09|0a|0d|[2-6][0-9a-f]|7[0-9a-e]|(?:c[2-9a-f]|d[0-9a-f]){_NEXT}|e[1-9a-cef](?:{_NEXT}){{2}})+$"
"""Printable text in UTF-8, in hex; zero bytes are between the letters of UTF-16."""

_FIVE_BITS = {letter: f"{number:05b}" for number, letter in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")}
_FOUR_BITS = {f"{number:04b}": f"{number:x}" for number in range(16)}
"""The bits of a letter of base32, and the hex digit of four bits; all have one length, so that none overlap."""

How = Mapping[str, Sequence[str]]
"""Encodings of the cells by number of the column as text, outermost first."""


def of(source: Source) -> How:
    """Return which columns of a source are decoded, and from what."""
    how: How = json.loads(source.options).get(_OPTION, {}) if f'"{_OPTION}"' in source.options else {}
    return how


def told(source: Source, sample: pl.DataFrame) -> Source:
    """Return the source with the encodings found in the columns of its sample, and a note on each."""
    how: dict[str, list[str]] = {}
    for name in sample.columns:
        cells = sample[name]
        while len(how.get(name, ())) < _TIMES and _TOKENS not in how.get(name, ()) and (kind := _kind(cells)):
            how.setdefault(name, []).append(kind)
            cells = cells.to_frame(name).select(_decoded(name, kind))[name]
    if not how:
        return source
    options = {**json.loads(source.options), _OPTION: how}
    notes = (
        f"column {int(name) + 1} is written in {' of '.join(kinds)}, and was decoded" for name, kinds in how.items()
    )
    return replace(source, options=json.dumps(options), notes=(*source.notes, *notes))


def decoded(frame: pl.DataFrame, how: How) -> pl.DataFrame:
    """Return a frame with encoded cells decoded to text."""
    for time in range(_TIMES):
        frame = frame.with_columns(_decoded(name, kinds[time]) for name, kinds in how.items() if len(kinds) > time)
    return frame


def _kind(cells: pl.Series) -> str:
    """Return the encoding of nearly all cells of a column; "" if they are not encoded."""
    filled = cells.drop_nulls()
    some = filled.head(_SOME).to_list()
    for kind, pattern in _KINDS.items():
        # Lines of a log without a token are none by chance, as cells that decode to no text would be.
        first = [cell for cell in some if "eyJ" in cell] if kind == _TOKENS else some[:_FIRST]
        if 2 * sum(pattern.fullmatch(cell.strip()) is not None and _says(cell, kind) for cell in first) > len(first):
            values = filled.unique()
            changed = values.to_frame("0").select(_text("0", kind))["0"]
            least = 0.0 if kind == _TOKENS else _NEARLY_ALL
            if changed.drop_nulls().n_unique() >= _LEAST_VALUES and changed.count() >= least * values.len():
                return kind
    return ""


def _says(cell: str, kind: str) -> bool:
    """Return true for a cell that decodes to text; used on the first cells, before all are checked."""
    try:
        if kind == "hex":
            raw = bytes.fromhex(cell.strip().replace("\\x", "").removeprefix("0x"))
        elif kind == "base32":
            letters = cell.strip().rstrip("=")
            raw = b32decode(letters + "=" * (-len(letters) % 8))
        else:
            cell = match[1] if (match := re.search(_SIGNED, cell)) else cell
            raw = urlsafe_b64decode(cell.strip().rstrip("=").replace("+", "-").replace("/", "_") + "==")
    except ValueError:
        return False
    return re.match(_PRINTED, raw.hex()) is not None


def _decoded(name: str, kind: str) -> pl.Expr:
    return pl.coalesce(_text(name, kind), pl.col(name)).alias(name)


def _text(name: str, kind: str) -> pl.Expr:
    """Return the decoded text of cells; null for cells that are not encoded text."""
    cell = pl.col(name).str.strip_chars()
    if kind == _TOKENS:
        stated = _of_base64(cell.str.extract(_SIGNED))
        is_alone = cell.str.contains(f"^{_SIGNED}$") & stated.str.starts_with('{"')
        keyed = pl.concat_str(pl.lit('{"token": "'), cell, pl.lit('", '), stated.str.slice(1))
        return pl.when(is_alone).then(keyed).otherwise(cell + " " + stated).alias(name)
    if kind == "hex":
        digits = cell.str.replace_all(r"\\x|^0x", "").str.to_lowercase()
        raw = pl.when(digits.str.contains(_PRINTED)).then(digits).str.decode("hex", strict=False)
    elif kind == "base32":
        letters = cell.str.strip_chars_end("=")
        bits = pl.when(letters.str.contains("^[A-Z2-7]{8,}$")).then(letters).str.replace_many(_FIVE_BITS)
        whole = bits.str.head(bits.str.len_bytes() // 8 * 8)  # what is left of the last letter is padding
        digits = whole.str.replace_many(_FOUR_BITS)
        raw = pl.when(digits.str.contains(_PRINTED)).then(digits).str.decode("hex", strict=False)
    else:
        return _of_base64(cell).alias(name)
    return _plain(raw).alias(name)


def _of_base64(cell: pl.Expr) -> pl.Expr:
    letters = cell.str.strip_chars_end("=").str.replace_all("-", "+", literal=True)
    letters = letters.str.replace_all("_", "/", literal=True)
    padding = pl.lit("===").str.slice(0, (4 - letters.str.len_bytes() % 4) % 4)
    whole = pl.when(letters.str.contains(r"^[A-Za-z0-9+/]{7,}$")).then(letters + padding)
    found = whole.str.decode("base64", strict=False)
    return _plain(pl.when(found.bin.encode("hex").str.contains(_PRINTED)).then(found))


def _plain(raw: pl.Expr) -> pl.Expr:
    """Return bytes as text, without the empty bytes between the letters of UTF-16."""
    return raw.cast(pl.String, strict=False).str.replace_all("\0", "", literal=True)
