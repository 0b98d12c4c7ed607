"""A small file of every format, each with forty marks, and how far into the file each mark needs it to be whole.

A mark is a word such as `Mark07x` in the seventh record. What reads in a stream must give every mark that stands before
the first damaged byte, whatever follows. The files are made here, but for those that no library writes: they are kept
in `tests/data/damage/`, written by LibreOffice from the same marks. A format of its own adds `kinds/NAME.py`.
"""

from __future__ import annotations

import base64
import bz2
import gzip
import io
import json
import lzma
import sqlite3
import struct
import tarfile
import warnings
import zipfile
import zlib
from collections.abc import Callable
from email.message import EmailMessage
from importlib import import_module
from pathlib import Path

import bson
import dbf
import libarchive
import lz4.frame
import openpyxl
import py7zr
import pyarrow as pa
import pyarrow.feather
import pyarrow.orc
import pyarrow.parquet
import pypdfium2
import zstandard

from tests.damage.marks import COUNT, HEAD, MARKS, ROWS, Sample, in_order, scattered
from tests.triage.formats.archive.packers import in_lzip

KEPT = Path(__file__).parents[1] / "data" / "damage"


def _csv() -> bytes:
    lines = [",".join(HEAD), *(",".join(f'"{cell}"' for cell in row) for row in ROWS)]
    return ("\r\n".join(lines) + "\r\n").encode()


def _tsv() -> bytes:
    return "".join("\t".join(row) + "\n" for row in (HEAD, *ROWS)).encode()


def _fixed() -> bytes:
    return "".join(f"{m:<10}{c:<18}{a:<30}\n" for m, _, c, a in ROWS).encode()


def _box() -> bytes:
    rule = "+" + "-" * 12 + "+" + "-" * 20 + "+\n"
    rows = "".join(f"| {m:<10} | {c:<18} |\n" for m, _, c, _ in (HEAD, *ROWS))
    head, rest = rows.split("\n", 1)
    return (rule + head + "\n" + rule + rest + rule).encode()


def _blocks() -> bytes:
    return "\n\n".join(f"Name : {m}\nCNIC : {c}\nNumber : 03001{i:06}\nAddress : {a}"
                       for i, (m, _, c, a) in enumerate(ROWS)).encode()  # fmt: skip


def _chat() -> bytes:
    return "".join(
        f"{i % 28 + 1:02}/01/2024, 10:{i:02} - Sana: {m} {c}\n" for i, (m, _, c, _) in enumerate(ROWS)
    ).encode()


def _text() -> bytes:
    return "".join(f"Dear {m}, your number {c} is at {a}.\n" for m, _, c, a in ROWS).encode()


def _objects() -> list[dict[str, str]]:
    return [dict(zip(HEAD, row, strict=True)) for row in ROWS]


def _sql() -> bytes:
    def values(row: tuple[str, ...]) -> str:
        return "(" + ",".join(f"'{cell}'" for cell in row) + ")"

    head = "-- MySQL dump 10.13\nCREATE TABLE `t` (" + ", ".join(f"`{name}` text" for name in HEAD) + ");\n"
    parts = [",".join(map(values, ROWS[at : at + 10])) for at in range(0, COUNT, 10)]
    return (head + "".join(f"INSERT INTO `t` VALUES {part};\n" for part in parts) + "-- Dump completed\n").encode()


def _copy() -> bytes:
    lines = "".join("\t".join(row) + "\n" for row in ROWS)
    return f"-- PostgreSQL database dump\nCOPY public.t ({', '.join(HEAD)}) FROM stdin;\n{lines}\\.\n-- done\n".encode()


def _xml() -> bytes:
    rows = "".join(
        "<r>" + "".join(f"<{n}>{c}</{n}>" for n, c in zip(HEAD, row, strict=True)) + "</r>\n" for row in ROWS
    )
    return f'<?xml version="1.0" encoding="utf-8"?>\n<people>\n{rows}</people>'.encode()


def _html() -> bytes:
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>\n" for row in (HEAD, *ROWS))
    return f"<!DOCTYPE html><html><body><p>list</p><table>\n{rows}</table></body></html>".encode()


def _cards() -> bytes:
    return "".join(
        f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{m}\r\nTEL;TYPE=CELL:03001{i:06}\r\nEND:VCARD\r\n"
        for i, (m, *_) in enumerate(ROWS)
    ).encode()


def _calendar() -> bytes:
    events = "".join(f"BEGIN:VEVENT\r\nSUMMARY:{m}\r\nDTSTART:20240101T1000{i:02}Z\r\nEND:VEVENT\r\n"
                     for i, m in enumerate(MARKS))  # fmt: skip
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n".encode()


def _letter(text: str) -> bytes:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "Sana <a@example.com>", "b@example.com", "hello"
    made["Date"] = "Mon, 01 Jan 2024 10:00:00 +0500"
    made.set_content(text)
    return made.as_bytes()


def _mbox() -> bytes:
    return b"".join(b"From a@example.com Mon Jan  1 10:00:00 2024\n" + _letter(m) + b"\n" for m in MARKS)


def _attachment() -> bytes:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "Sana <a@example.com>", "b@example.com", "list"
    made.set_content("see below")
    made.add_attachment(_csv(), maintype="text", subtype="csv", filename="list.csv")
    return made.as_bytes()


def _rtf() -> bytes:
    return ("{\\rtf1\\ansi\n" + "".join(f"{m} {c}\\par\n" for m, _, c, _ in ROWS) + "}").encode()


def _bson() -> bytes:
    return b"".join(map(bson.encode, _objects()))


def _mongodump() -> bytes:
    """Return an archive as `mongodump --archive` writes it: heads, then one namespace with its documents."""
    end = b"\xff" * 4
    head = bson.encode({"concurrent_collections": 4, "version": "0.1", "server_version": "6", "tool_version": "100"})
    about = bson.encode({"db": "leak", "collection": "t", "metadata": "{}", "size": 0, "type": "collection"})
    space = bson.encode({"db": "leak", "collection": "t", "EOF": False, "CRC": 0})
    last = bson.encode({"db": "leak", "collection": "t", "EOF": True, "CRC": 0})
    return struct.pack("<I", 0x8199E26D) + head + about + end + space + _bson() + end + last + end


def _dbf(folder: Path) -> bytes:
    path = folder / "made.dbf"
    table = dbf.Table(str(path), "mark C(10); cnic C(20); born D; many N(8,2)", codepage="cp1252")
    table.open(dbf.READ_WRITE)
    for m, _, c, _ in ROWS:
        table.append((m, c, dbf.Date(1990, 5, 17), 12.5))
    table.close()
    return path.read_bytes()


def _sqlite(folder: Path) -> bytes:
    path = folder / "made.db"
    base = sqlite3.connect(path)
    with base:
        base.execute(f"CREATE TABLE t ({', '.join(HEAD)})")
        base.executemany("INSERT INTO t VALUES (?, ?, ?, ?)", [(*row[:3], row[3] * 20) for row in ROWS])
    base.close()
    return path.read_bytes()


def _table(rows: tuple[tuple[str, ...], ...] = ROWS) -> pa.Table:
    return pa.table({name: [row[i] for row in rows] for i, name in enumerate(HEAD)})


def _arrow_stream() -> Sample:
    """Four batches of ten rows: a mark needs its batch and the head of what follows."""
    sink, ends = io.BytesIO(), []
    with pa.ipc.new_stream(sink, _table().schema) as writer:
        for at in range(0, COUNT, 10):
            writer.write_table(_table(ROWS[at : at + 10]))
            ends.append(sink.tell())
    return Sample("a.arrows", sink.getvalue(), tuple(ends[i // 10] + 8 for i in range(COUNT)))


def _har() -> bytes:
    contents = [{"mimeType": "text/plain", "text": " ".join(row)} for row in ROWS]
    return json.dumps({"log": {"entries": [{"response": {"content": each}} for each in contents]}}).encode()


def _warc() -> bytes:
    made = b""
    for row in ROWS:
        content = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n" + " ".join(row).encode()
        kind = "Content-Type: application/http; msgtype=response"
        made += f"WARC/1.0\r\n{kind}\r\nContent-Length: {len(content)}\r\n\r\n".encode() + content + b"\r\n\r\n"
    return made


def _inline() -> bytes:
    return b'<a href="data:text/csv;base64,' + base64.b64encode(_csv()) + b'">x</a>'


def _written(write: Callable[[io.BytesIO], object]) -> bytes:
    sink = io.BytesIO()
    write(sink)
    return sink.getvalue()


def _feather() -> bytes:
    with warnings.catch_warnings(action="ignore"):  # an old format is what is wanted
        return _written(lambda sink: pyarrow.feather.write_feather(_table(), sink, version=1))


def _arrow_file() -> bytes:
    sink = io.BytesIO()
    with pa.ipc.new_file(sink, _table().schema) as writer:
        writer.write_table(_table(), max_chunksize=10)
    return sink.getvalue()


def _workbook() -> bytes:
    book = openpyxl.Workbook()
    for row in (HEAD, *ROWS):
        book.active.append(row)
    return _written(book.save)


def _zip(parts: dict[str, str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
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


def _docx() -> bytes:
    body = "".join(f"<w:p><w:r><w:t>{m} {c}</w:t></w:r></w:p>" for m, _, c, _ in ROWS)
    document = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return _zip({"[Content_Types].xml": "<x/>", "word/document.xml": document})


def _pptx() -> bytes:
    slides = {
        f"ppt/slides/slide{i + 1}.xml": f'<s xmlns:a="{A}"><a:p><a:r><a:t>{m}</a:t></a:r></a:p></s>'
        for i, m in enumerate(MARKS)
    }
    return _zip({"[Content_Types].xml": "<x/>", **slides})


def _odt() -> bytes:
    body = "".join(f"<t:p>{m} {c}</t:p>" for m, _, c, _ in ROWS)
    content = f'<c xmlns:t="{T}">{body}</c>'
    return _zip({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def _sheet() -> str:
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


def _ods() -> bytes:
    return _zip({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": _sheet()})


def _pdf_with_file(folder: Path) -> bytes:
    document = pypdfium2.PdfDocument(_pdf())
    document.new_attachment("a.csv").set_data(_csv())
    document.save(folder / "made.pdf")
    return (folder / "made.pdf").read_bytes()


def _pdf() -> bytes:
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


def _compressed(name: str, data: bytes, unpacked: Callable[[bytes], int]) -> Sample:
    """Return a stream of the table in CSV.

    A mark needs as much of the stream as gives the table until the second after it.
    """
    needs = in_order("", _csv()).needs
    reach = [unpacked(data[:end]) for end in range(len(data) + 1)]
    return Sample(name, data, tuple(next(end for end, got in enumerate(reach) if got >= need) for need in needs))


def _by(make: Callable[[], object]) -> Callable[[bytes], int]:
    return lambda data: len(make().decompress(data))  # type: ignore[attr-defined]


def _in_frames(pack: Callable[[bytes], bytes]) -> bytes:
    """Ten streams one behind the other, as `cat` makes of compressed files: a stream is often one block."""
    data = _csv()
    step = len(data) // 10 + 1
    return b"".join(pack(data[at : at + step]) for at in range(0, len(data), step))


def _whole_frames(pack: Callable[[bytes], bytes]) -> Callable[[bytes], int]:
    """Bytes of the table in those of the ten streams that are whole."""
    data = _csv()
    step = len(data) // 10 + 1
    pieces = [data[at : at + step] for at in range(0, len(data), step)]
    ends = [sum(len(pack(piece)) for piece in pieces[: i + 1]) for i in range(len(pieces))]
    return lambda part: sum(len(piece) for piece, end in zip(pieces, ends, strict=True) if end <= len(part))


def _streams() -> list[Sample]:
    packers: dict[str, Callable[[bytes], bytes]] = {
        "bz2": bz2.compress, "xz": lzma.compress, "lz": in_lzip,
        "zst": zstandard.ZstdCompressor().compress, "lz4": lz4.frame.compress,
    }  # fmt: skip
    return [
        _compressed("a.csv.gz", gzip.compress(_csv(), mtime=0), _by(lambda: zlib.decompressobj(31))),
        *(_compressed(f"a.csv.{end}", _in_frames(pack), _whole_frames(pack)) for end, pack in packers.items()),
    ]


def _members() -> dict[str, str]:
    return {f"{i}.csv": ",".join(HEAD) + "\n" + "\n".join(",".join(row) for row in ROWS[i : i + 10]) + "\n"
            for i in range(0, COUNT, 10)}  # fmt: skip


def _by_member(name: str, data: bytes, heads: bytes) -> Sample:
    """Return an archive whose members stand one behind the other: a mark needs all until the head after its member."""
    starts = [at for at in range(len(data)) if data.startswith(heads, at)]
    ends = [*starts, len(data)]
    return Sample(name, data, tuple(ends[i // 10 + 1] + 1 if i < 30 else len(data) for i in range(COUNT)))


def _tar() -> bytes:
    sink = io.BytesIO()
    with tarfile.open(fileobj=sink, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for name, text in _members().items():
            info = tarfile.TarInfo(name)
            info.size = len(text.encode())
            archive.addfile(info, io.BytesIO(text.encode()))
    return sink.getvalue()


def _tar_sample() -> Sample:
    data = _tar()
    ends = [data.index(f"{i}.csv\0".encode()) + 512 for i in (10, 20, 30)] + [len(data)]
    return Sample("a.tar", data, tuple(ends[i // 10] for i in range(COUNT)))


def _cpio() -> bytes:
    def entry(name: str, body: bytes) -> bytes:
        head = (
            f"070707{1:06o}{1:06o}{0o100644:06o}{0:06o}{0:06o}{1:06o}{0:06o}{0:011o}{len(name) + 1:06o}{len(body):011o}"
        )
        return head.encode() + name.encode() + b"\0" + body

    return b"".join(entry(name, text.encode()) for name, text in _members().items()) + entry("TRAILER!!!", b"")


def _rar() -> bytes:
    """RAR 4 with stored members."""

    def block(kind: int, flags: int, body: bytes, data: bytes = b"") -> bytes:
        head = struct.pack("<BHH", kind, flags, 7 + len(body)) + body
        return struct.pack("<H", zlib.crc32(head) & 0xFFFF) + head + data

    made = b"Rar!\x1a\x07\x00" + block(0x73, 0, bytes(6))
    for name, text in _members().items():
        data = text.encode()
        fields = (len(data), len(data), 3, zlib.crc32(data), 0, 20, 0x30, len(name), 0o100644)
        made += block(0x74, 0x8000, struct.pack("<IIBIIBBHI", *fields) + name.encode(), data)
    return made + block(0x7B, 0x4000, b"")


def _7z(folder: Path) -> bytes:
    path = folder / "made.7z"
    with py7zr.SevenZipFile(path, "w") as archive:
        for name, text in _members().items():
            archive.writestr(text, name)
    return path.read_bytes()


def _iso(folder: Path) -> bytes:
    path = folder / "made.iso"
    with libarchive.file_writer(str(path), "iso9660") as archive:
        for name, text in _members().items():
            archive.add_file_from_memory(name, len(text.encode()), text.encode())
    return path.read_bytes()


def _bare_sheet() -> bytes:
    def cell(row: int, column: int, text: bytes) -> bytes:
        return struct.pack("<6H", 0x204, 8 + len(text), row, column, 0, len(text)) + text

    cells = [cell(i, j, text.encode()) for i, row in enumerate([HEAD, *ROWS]) for j, text in enumerate(row)]
    return struct.pack("<6H", 0x809, 8, 0, 0x10, 0, 0) + b"".join(cells) + struct.pack("<2H", 10, 0)


def _excel_2003() -> bytes:
    name = "urn:schemas-microsoft-com:office:spreadsheet"
    cells = ["".join(f"<Cell><Data>{cell}</Data></Cell>" for cell in row) for row in [HEAD, *ROWS]]
    rows = "".join(f"<Row>{row}</Row>" for row in cells)
    sheet = f'<Worksheet xmlns:s="{name}" s:Name="a"><Table>{rows}</Table></Worksheet>'
    return f'<?xml version="1.0"?><Workbook xmlns="{name}">{sheet}</Workbook>'.encode()


def _requests() -> bytes:
    begin = '203.0.113.7 - - [10/Oct/2024:13:55:36 +0500] "GET /?name='
    return "".join(f'{begin}{mark} HTTP/1.1" 200 5 "-" "curl/8"\n' for mark in MARKS).encode()


MAKERS: dict[str, Callable[[Path], Sample]] = {
    "access": lambda _: Sample("a.mdb", b"\0\1\0\0Standard Jet DB\0" + bytes(8192), has_marks=False),
    "arrow": lambda _: _arrow_stream(),
    "arrow (file)": lambda _: scattered("a.arrow", _arrow_file()),
    "arrow (Feather 1)": lambda _: scattered("a.feather", _feather()),
    "bare_excel": lambda _: in_order("a.xls", _bare_sheet()),
    "blocks": lambda _: in_order("a.txt", _blocks()),
    "bson": lambda _: in_order("a.bson", _bson()),
    "bson (archive)": lambda _: in_order("a.archive", _mongodump()),
    "cards": lambda _: in_order("a.vcf", _cards()),
    "cards (calendar)": lambda _: in_order("a.ics", _calendar()),
    "chat": lambda _: in_order("a.txt", _chat()),
    "dbf": lambda folder: in_order("a.dbf", _dbf(folder)),
    "delimited": lambda _: in_order("a.csv", _csv()),
    "delimited (tabs)": lambda _: in_order("a.tsv", _tsv()),
    "docx": lambda _: scattered("a.docx", _docx()),
    "excel": lambda _: scattered("a.xlsx", _workbook()),
    "fixed_width": lambda _: in_order("a.txt", _fixed()),
    "fixed_width (box)": lambda _: in_order("a.txt", _box()),
    "html": lambda _: in_order("a.html", _html()),
    "json_document": lambda _: in_order("a.json", json.dumps(_objects(), indent=1, ensure_ascii=False).encode()),
    "json_document (by id)": lambda _: in_order("a.json", json.dumps({"data": dict(enumerate(_objects()))}).encode()),
    "lines": lambda _: in_order("a.txt", _text()),
    "mail (mbox)": lambda _: in_order("a.mbox", _mbox()),
    "mail": lambda _: scattered("a.eml", _attachment()),
    "ndjson": lambda _: in_order("a.ndjson", "".join(json.dumps(each) + "\n" for each in _objects()).encode()),
    "ods": lambda _: scattered("a.ods", _ods()),
    "ods (one file)": lambda _: in_order("a.fods", _sheet().encode()),
    "ods (Excel 2003)": lambda _: in_order("a.xls", _excel_2003()),
    "odt": lambda _: scattered("a.odt", _odt()),
    "old_excel": lambda _: scattered("a.xls", (KEPT / "a.xls").read_bytes()),
    "old_office": lambda _: scattered("a.doc", (KEPT / "a.doc").read_bytes()),
    "orc": lambda _: scattered("a.orc", _written(lambda sink: pyarrow.orc.write_table(_table(), sink))),
    "parquet": lambda _: scattered(
        "a.parquet", _written(lambda sink: pyarrow.parquet.write_table(_table(), sink, row_group_size=10))
    ),
    "pdf": lambda _: scattered("a.pdf", _pdf()),
    "pdf_parts": lambda folder: scattered("a.pdf", _pdf_with_file(folder)),
    "rtf": lambda _: in_order("a.rtf", _rtf()),
    "slides": lambda _: scattered("a.pptx", _pptx()),
    "sql_dump": lambda _: in_order("a.sql", _sql()),
    "sql_dump (COPY)": lambda _: in_order("a.sql", _copy()),
    "sqlite": lambda folder: scattered("a.db", _sqlite(folder)),
    "har": lambda _: scattered("a.har", _har()),
    "warc": lambda _: in_order("a.warc", _warc()),
    "inline_files": lambda _: in_order("a.html", _html().replace(b"<body>", b"<body>" + _inline())),
    "inline_files (RTF)": lambda _: scattered("a.rtf", b"{\\rtf1 x{\\*\\objdata " + _csv().hex().encode() + b"}}"),
    "weblog": lambda _: in_order("a.log", _requests()),
    "xml_records": lambda _: in_order("a.xml", _xml()),
    "archives (tar)": lambda _: _tar_sample(),
    "archives (cpio)": lambda _: _by_member("a.cpio", _cpio(), b"070707"),
    "archives (RAR)": lambda _: scattered("a.rar", _rar()),
    "archives (ISO)": lambda folder: scattered("a.iso", _iso(folder)),
    "attached": lambda folder: scattered("a.exe", b"MZ" + bytes(500) + _7z(folder)),
    "archives (7z)": lambda folder: scattered("a.7z", _7z(folder)),
    "volumes": lambda folder: scattered("a.7z.001", _7z(folder)),
    "streams (tar.gz)": lambda _: scattered("a.tar.gz", gzip.compress(_tar(), mtime=0)),
    "mixed_text": lambda _: in_order("a.csv", _csv().replace(b"Lahore", b"Lahore\0\0\0")),
    "mixed_text (UTF-16)": lambda _: scattered("a.csv", _csv() + _csv().decode().encode("utf-16-le")),
    "office": lambda _: scattered(
        "a.docx", _zip({"[Content_Types].xml": "<x/>", "word/embeddings/list.csv": _csv().decode()})
    ),
    "zip_archive": lambda _: _by_member("a.zip", _zip(_members()), b"PK\x03\x04"),
    "zip_archive (stored)": lambda _: _by_member("a.zip", _zip(_members(), zipfile.ZIP_STORED), b"PK\x03\x04"),
    **{f"streams ({each.name})": lambda _, each=each: each for each in _streams()},  # type: ignore[misc]
    **{
        path.stem: import_module(f"tests.damage.kinds.{path.stem}").sample
        for path in sorted(Path(__file__).with_name("kinds").glob("*.py"))
    },
}
"""By the module that reads it, with a word for the kind where there are several."""
