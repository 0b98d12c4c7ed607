"""The same texts and the same tables in many containers: each writer makes one file of what it is given.

Plain files of the standard library, openpyxl and pyarrow; PDF pages are written by hand with the font every reader has,
and hold Latin letters only.
"""

from __future__ import annotations

import csv
import gzip
import html
import io
import json
import sqlite3
import zipfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from email.message import EmailMessage

import openpyxl
import pyarrow as pa
from pyarrow import parquet

Rows = Sequence[Sequence[str]]
TableWriter = Callable[[Sequence[str], Rows], bytes]
TextWriter = Callable[[Sequence[str]], bytes]

_PDF_LINES = 50
_PDF_WIDTH = 96


def delimited(delimiter: str) -> TableWriter:
    """CSV, or another delimiter; a table without headers has no first line of names."""

    def write(headers: Sequence[str], rows: Rows) -> bytes:
        out = io.StringIO()
        writer = csv.writer(out, delimiter=delimiter)
        writer.writerows([headers, *rows] if any(headers) else rows)
        return out.getvalue().encode()

    return write


def keys(headers: Sequence[str]) -> list[str]:
    """Return the headers, or col1, col2 ... where there are none: most containers cannot do without."""
    return [header or f"col{i}" for i, header in enumerate(headers, 1)]


def _objects(headers: Sequence[str], rows: Rows) -> list[dict[str, str]]:
    return [dict(zip(keys(headers), row, strict=True)) for row in rows]


def json_array(headers: Sequence[str], rows: Rows) -> bytes:
    """One array of objects."""
    return json.dumps(_objects(headers, rows), ensure_ascii=False, indent=1).encode()


def ndjson(headers: Sequence[str], rows: Rows) -> bytes:
    """One object a line, letters beyond ASCII escaped as most programs do."""
    return "".join(json.dumps(each) + "\n" for each in _objects(headers, rows)).encode()


def xml(headers: Sequence[str], rows: Rows) -> bytes:
    """One element a row, one a cell; names of elements are what XML allows of a header."""
    names = ["".join(sign if sign.isalnum() else "_" for sign in key) for key in keys(headers)]
    cells = ["".join(f"<{n}>{html.escape(c)}</{n}>" for n, c in zip(names, row, strict=True)) for row in rows]
    body = "\n".join(f" <row>{each}</row>" for each in cells)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<rows>\n{body}\n</rows>\n'.encode()


def sqlite(headers: Sequence[str], rows: Rows) -> bytes:
    """Return a database of one table."""
    with closing(sqlite3.connect(":memory:")) as base:
        names = ", ".join(f'"{key}" text' for key in keys(headers))
        base.execute(f"create table data ({names})")
        base.executemany(f"insert into data values ({', '.join('?' * len(headers))})", rows)  # noqa: S608 - our own
        base.commit()
        return base.serialize()


def sql_dump(headers: Sequence[str], rows: Rows) -> bytes:
    """As MySQL dumps a table."""
    names = ", ".join(f"`{key}` text" for key in keys(headers))
    quoted = [", ".join("'" + cell.replace("\\", "\\\\").replace("'", "''") + "'" for cell in row) for row in rows]
    values = ",\n".join(f"({each})" for each in quoted)
    return f"CREATE TABLE `data` ({names});\nINSERT INTO `data` VALUES\n{values};\n".encode()


def xlsx(headers: Sequence[str], rows: Rows) -> bytes:
    """Return a workbook of one sheet."""
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in [headers, *rows] if any(headers) else rows:
        book.active.append(list(row))
    book.save(out)
    return out.getvalue()


def arrow_parquet(headers: Sequence[str], rows: Rows) -> bytes:
    """Return a Parquet file."""
    out = io.BytesIO()
    columns = {key: [row[i] for row in rows] for i, key in enumerate(keys(headers))}
    parquet.write_table(pa.table(columns), out)
    return out.getvalue()


def html_table(headers: Sequence[str], rows: Rows) -> bytes:
    """Return a page with one table."""
    lines = ["<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in rows]
    if any(headers):
        lines.insert(0, "<tr>" + "".join(f"<th>{html.escape(header)}</th>" for header in headers) + "</tr>")
    return ("<!DOCTYPE html><html><body><table>\n" + "\n".join(lines) + "\n</table></body></html>").encode()


def blocks(headers: Sequence[str], rows: Rows) -> bytes:
    """`Key: value` lines, a blank line between people."""
    lines = ["\n".join(f"{key}: {cell}" for key, cell in zip(keys(headers), row, strict=True)) for row in rows]
    return ("\n\n".join(lines) + "\n").encode()


def packed(write: TableWriter, suffix: str) -> TableWriter:
    """Return the file in a zip."""

    def zipped(headers: Sequence[str], rows: Rows) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(f"folder/data{suffix}", write(headers, rows))
        return out.getvalue()

    return zipped


def attached(write: TableWriter, suffix: str) -> TableWriter:
    """Return the file as the attachment of a message that says nothing."""

    def mailed(headers: Sequence[str], rows: Rows) -> bytes:
        message = _message("see file")
        message.add_attachment(
            write(headers, rows), maintype="application", subtype="octet-stream", filename=f"d{suffix}"
        )
        return message.as_bytes()

    return mailed


def _message(body: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@box.example", "b@box.example", "data"
    message["Date"] = "Mon, 05 Jun 2023 10:00:00 +0500"
    message.set_content(body, cte="base64" if not body.isascii() else "quoted-printable")
    return message


TABLES: Mapping[str, tuple[str, TableWriter]] = {
    "CSV": (".csv", delimited(",")),
    "TSV": (".tsv", delimited("\t")),
    "semicolons": (".txt", delimited(";")),
    "CSV in gz": (".csv.gz", lambda h, r: gzip.compress(delimited(",")(h, r))),
    "CSV in zip": (".zip", packed(delimited(","), ".csv")),
    "CSV attached": (".eml", attached(delimited(","), ".csv")),
    "JSON": (".json", json_array),
    "NDJSON": (".ndjson", ndjson),
    "XML": (".xml", xml),
    "SQLite": (".db", sqlite),
    "SQL dump": (".sql", sql_dump),
    "XLSX": (".xlsx", xlsx),
    "XLSX in zip": (".zip", packed(xlsx, ".xlsx")),
    "Parquet": (".parquet", arrow_parquet),
    "HTML table": (".html", html_table),
    "key: value": (".txt", blocks),
}
"""Containers of tables: how the file is called, and its writer."""


def in_column(write: TableWriter) -> TextWriter:
    """Texts as cells of a column beside a running number."""
    return lambda texts: write(("id", "remarks"), [(str(i), text) for i, text in enumerate(texts, 1)])


def whatsapp(texts: Sequence[str]) -> bytes:
    """Return an exported chat of two people."""
    lines = [
        f"0{1 + i % 9}/06/2023, 10:{i % 60:02} - {('Guddu', 'Pinky')[i % 2]}: {text}" for i, text in enumerate(texts)
    ]
    return ("\n".join(lines) + "\n").encode()


def telegram_json(texts: Sequence[str]) -> bytes:
    """`result.json` of an exported chat."""
    said = [
        {"id": i, "type": "message", "date": "2023-06-05T10:00:00", "date_unixtime": "1685941200", "from": "Pinky",
         "from_id": "user77", "text": text, "text_entities": [{"type": "plain", "text": text}]}
        for i, text in enumerate(texts, 1)
    ]  # fmt: skip
    chat = {"name": "Group", "type": "private_group", "id": 4321, "messages": said}
    return json.dumps(chat, ensure_ascii=False, indent=1).encode()


def telegram_html(texts: Sequence[str]) -> bytes:
    """`messages.html` of an exported chat."""
    said = [
        f'<div class="message default clearfix" id="message{i}"><div class="body">'
        f'<div class="pull_right date details" title="05.06.2023 10:00:00 UTC+05:00">10:00</div>'
        f'<div class="from_name">Pinky</div><div class="text">{html.escape(text)}</div></div></div>'
        for i, text in enumerate(texts, 1)
    ]
    return (
        '<!DOCTYPE html><html><head><meta charset="utf-8"/><title>Exported Data</title></head><body>'
        '<div class="page_wrap"><div class="page_body chat_page"><div class="history">\n'
        + "\n".join(said)
        + "\n</div></div></div></body></html>"
    ).encode()


def page(texts: Sequence[str]) -> bytes:
    """Return a page of paragraphs."""
    said = "\n".join(f"<p>{html.escape(text)}</p>" for text in texts)
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>{said}</body></html>'.encode()


def plain(texts: Sequence[str]) -> bytes:
    """Paragraphs."""
    return ("\n\n".join(texts) + "\n").encode()


def mailbox(texts: Sequence[str]) -> bytes:
    """Return a mailbox, one message a text."""
    said = (_message(text + "\n").as_bytes() for text in texts)
    return b"".join(b"From - Mon Jun  5 10:00:00 2023\n" + each + b"\n" for each in said)


def pdf(texts: Sequence[str]) -> bytes:
    """Pages of lines, a blank line between texts."""
    lines = [line for text in texts for line in [*_wrapped(text), ""]]
    pages = [lines[i : i + _PDF_LINES] for i in range(0, len(lines), _PDF_LINES)]
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    for lines_of_page in pages:
        shown = "".join(f"({_escaped(line)}) '\n" for line in lines_of_page)
        stream = f"BT /F1 9 Tf 14 TL 40 800 Td\n{shown}ET".encode("latin-1")
        objects.append(b"<< /Length %d >>\nstream\n%b\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
    kids = b" ".join(b"%d 0 R" % (5 + 2 * i) for i in range(len(pages)))
    objects[1] = b"<< /Type /Pages /Kids [%b] /Count %d >>" % (kids, len(pages))
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def _wrapped(text: str) -> list[str]:
    lines, line = [], ""
    for word in text.split(" "):
        if line and len(line) + len(word) >= _PDF_WIDTH:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [*lines, line]


def _escaped(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


TEXTS: Mapping[str, tuple[str, TextWriter]] = {
    "CSV cell": (".csv", in_column(delimited(","))),
    "TSV cell": (".tsv", in_column(delimited("\t"))),
    "JSON": (".json", in_column(json_array)),
    "NDJSON": (".ndjson", in_column(ndjson)),
    "XML": (".xml", in_column(xml)),
    "SQLite": (".db", in_column(sqlite)),
    "SQL dump": (".sql", in_column(sql_dump)),
    "XLSX": (".xlsx", in_column(xlsx)),
    "Parquet": (".parquet", in_column(arrow_parquet)),
    "HTML table": (".html", in_column(html_table)),
    "CSV in zip": (".zip", in_column(packed(delimited(","), ".csv"))),
    "CSV attached": (".eml", in_column(attached(delimited(","), ".csv"))),
    "plain text": (".txt", plain),
    "text in gz": (".txt.gz", lambda texts: gzip.compress(plain(texts))),
    "WhatsApp": (".txt", whatsapp),
    "Telegram JSON": (".json", telegram_json),
    "Telegram HTML": (".html", telegram_html),
    "web page": (".html", page),
    "mail": (".mbox", mailbox),
    "PDF": (".pdf", pdf),
}
"""Containers of texts: how the file is called, and its writer."""
