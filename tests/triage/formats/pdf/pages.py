"""PDF with words at given places, and with lines, for tests of tables."""

from __future__ import annotations

from collections.abc import Sequence

Placed = tuple[float, float, str]
"""Left edge and baseline in points, and a text."""

_LETTERS = "علیمحدخانسرب"
"""Letters of the codes from "A" on in the second font."""


def rows(table: Sequence[Sequence[str]], lefts: Sequence[float], top: float = 760, step: float = 14) -> list[Placed]:
    """Return the cells of a table at their places; a cell with line breaks goes on 10 points further down."""
    placed = []
    for cells in table:
        for left, cell in zip(lefts, cells, strict=True):
            placed += [(left, top - 10 * i, line) for i, line in enumerate(cell.split("\n"))]
        top -= step + 10 * max(cell.count("\n") for cell in cells)
    return placed


def pages(
    shown: Sequence[Sequence[Placed]], lines: Sequence[tuple[float, ...]] = (), urdu: Sequence[Placed] = ()
) -> bytes:
    """Return a PDF of these pages, of 600 by 800 points; `lines` (x, y, x, y) are drawn on each of them."""
    drawn = b"".join(b"%d %d m %d %d l S\n" % tuple(map(int, line)) for line in lines)
    kids = b" ".join(b"%d 0 R" % (6 + 2 * i) for i in range(len(shown)))
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(shown)),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 5 0 R>>",
        _stream(_map()),
    ]
    for words in shown:
        texts = [_text(b"F1", *word) for word in words] + [_text(b"F2", *word) for word in urdu]
        parts.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents %d 0 R" % (len(parts) + 2)
            + b"/Resources<</Font<</F1 3 0 R/F2 4 0 R>>>>>>"
        )
        parts.append(_stream(drawn + b"".join(texts)))
    data, at = b"%PDF-1.7\n", []
    for i, part in enumerate(parts, 1):
        at.append(len(data))
        data += b"%d 0 obj" % i + part + b"endobj\n"
    places = b"".join(b"%010d 00000 n \n" % each for each in at)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1) + places
    return data + table + b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF" % (len(parts) + 1, len(data))


def seen(word: str) -> str:
    """Return the codes of an Urdu word with its last letter first, as programs write what they have laid out."""
    return "".join(chr(65 + _LETTERS.index(letter)) for letter in reversed(word))


def _text(font: bytes, left: float, height: float, text: str) -> bytes:
    written = text.encode("cp1252").replace(b"(", rb"\(").replace(b")", rb"\)")
    return b"BT /%s 9 Tf %.1f %.1f Td (%s) Tj ET\n" % (font, left, height, written)


def _stream(data: bytes) -> bytes:
    return b"<</Length %d>>stream\n" % len(data) + data + b"\nendstream"


def _map() -> bytes:
    pairs = b"".join(b"<%02X> <%04X>\n" % (65 + i, ord(letter)) for i, letter in enumerate(_LETTERS))
    return (
        b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange\n"
        b"%d beginbfchar\n%sendbfchar endcmap end" % (len(_LETTERS), pairs)
    )
