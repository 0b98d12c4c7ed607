"""Forty marks in office documents and PDF."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path

import openpyxl
import pypdfium2

from tests.damage.marks import HEAD, MARKS, ROWS
from tests.damage.stores import (
    written,
)
from tests.damage.texts import (
    csv_table,
)


def workbook() -> bytes:
    book = openpyxl.Workbook()
    for row in (HEAD, *ROWS):
        book.active.append(row)
    return written(book.save)


def zipped(parts: dict[str, str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", method) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), text, compress_type=method)
    return sink.getvalue()


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


A = "http://schemas.openxmlformats.org/drawingml/2006/main"


T = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"


B = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"


O = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"  # noqa: E741 - the letter that its files use


def docx() -> bytes:
    body = "".join(f"<w:p><w:r><w:t>{m} {c}</w:t></w:r></w:p>" for m, _, c, _ in ROWS)
    document = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return zipped({"[Content_Types].xml": "<x/>", "word/document.xml": document})


def pptx() -> bytes:
    slides = {
        f"ppt/slides/slide{i + 1}.xml": f'<s xmlns:a="{A}"><a:p><a:r><a:t>{m}</a:t></a:r></a:p></s>'
        for i, m in enumerate(MARKS)
    }
    return zipped({"[Content_Types].xml": "<x/>", **slides})


def odt() -> bytes:
    body = "".join(f"<t:p>{m} {c}</t:p>" for m, _, c, _ in ROWS)
    content = f'<c xmlns:t="{T}">{body}</c>'
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def flat_sheet() -> str:
    rows = "".join(
        "<b:table-row>"
        + "".join(f'<b:table-cell o:value-type="string"><t:p>{cell}</t:p></b:table-cell>' for cell in row)
        + "</b:table-row>"
        for row in (HEAD, *ROWS)
    )
    space = f'xmlns:t="{T}" xmlns:b="{B}" xmlns:o="{O}"'
    return (
        f'<o:document {space} o:mimetype="application/vnd.oasis.opendocument.spreadsheet"><o:body><o:spreadsheet>'
        f'<b:table b:name="s">{rows}</b:table></o:spreadsheet></o:body></o:document>'
    )


def ods() -> bytes:
    return zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": flat_sheet()})


def pdf_with_file(folder: Path) -> bytes:
    document = pypdfium2.PdfDocument(pdf_page())
    document.new_attachment("a.csv").set_data(csv_table())
    document.save(folder / "made.pdf")
    return (folder / "made.pdf").read_bytes()


def pdf_page() -> bytes:
    lines = "".join(f"BT /F1 9 Tf 20 {800 - 18 * i} Td ({m}) Tj ET\n" for i, m in enumerate(MARKS)).encode()
    packed = zlib.compress(lines)
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 840]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Filter/FlateDecode/Length %d>>stream\n" % len(packed) + packed + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]  # fmt: skip
    data, places = b"%PDF-1.4\n", []
    for i, part in enumerate(parts, 1):
        places.append(len(data))
        data += b"%d 0 obj" % i + part + b"endobj\n"
    table = b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % at for at in places)
    return data + table + b"trailer<</Root 1 0 R/Size 6>>\nstartxref\n%d\n%%%%EOF" % len(data)
