"""A small file of every format, each with forty marks, and how far into the file each mark needs it to be whole.

A mark is a word such as `Mark07x` in the seventh record. What reads in a stream must give every mark that stands before
the first damaged byte, whatever follows. The files are made here, but for those that no library writes: they are kept
in `tests/data/damage/`, written by LibreOffice from the same marks. A format of its own adds `kinds/NAME.py`.
"""

from __future__ import annotations

import gzip
import json
import zipfile
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pyarrow.feather
import pyarrow.orc
import pyarrow.parquet

from tests.damage.documents import docx, flat_sheet, ods, odt, pdf_page, pdf_with_file, pptx, workbook, zipped
from tests.damage.marks import Sample, in_order, scattered
from tests.damage.packed import (
    archive_members,
    by_member,
    compressed_streams,
    cpio,
    iso,
    rar,
    seven_zip,
    tar,
    tar_sample,
)
from tests.damage.stores import (
    arrow_file,
    arrow_stream,
    arrow_table,
    bson_documents,
    dbf_table,
    feather,
    mongodump,
    sqlite_base,
    written,
)
from tests.damage.texts import (
    attachment,
    bare_sheet,
    boxed_table,
    calendar,
    cards,
    chat_text,
    csv_table,
    excel_2003,
    fixed_table,
    har_recording,
    html_page,
    inline_file,
    json_objects,
    mbox,
    plain_text,
    rtf,
    sql_copy,
    sql_inserts,
    tab_table,
    text_blocks,
    warc_records,
    web_requests,
    xml_records,
)

KEPT = Path(__file__).parents[1] / "data" / "damage"


MAKERS: dict[str, Callable[[Path], Sample]] = {
    "access": lambda _: Sample("a.mdb", b"\0\1\0\0Standard Jet DB\0" + bytes(8192), has_marks=False),
    "arrow": lambda _: arrow_stream(),
    "arrow (file)": lambda _: scattered("a.arrow", arrow_file()),
    "arrow (Feather 1)": lambda _: scattered("a.feather", feather()),
    "bare_excel": lambda _: in_order("a.xls", bare_sheet()),
    "blocks": lambda _: in_order("a.txt", text_blocks()),
    "bson": lambda _: in_order("a.bson", bson_documents()),
    "bson (archive)": lambda _: in_order("a.archive", mongodump()),
    "cards": lambda _: in_order("a.vcf", cards()),
    "cards (calendar)": lambda _: in_order("a.ics", calendar()),
    "chat": lambda _: in_order("a.txt", chat_text()),
    "dbf": lambda folder: in_order("a.dbf", dbf_table(folder)),
    "delimited": lambda _: in_order("a.csv", csv_table()),
    "delimited (tabs)": lambda _: in_order("a.tsv", tab_table()),
    "docx": lambda _: scattered("a.docx", docx()),
    "excel": lambda _: scattered("a.xlsx", workbook()),
    "fixed_width": lambda _: in_order("a.txt", fixed_table()),
    "fixed_width (box)": lambda _: in_order("a.txt", boxed_table()),
    "html": lambda _: in_order("a.html", html_page()),
    "json_document": lambda _: in_order("a.json", json.dumps(json_objects(), indent=1, ensure_ascii=False).encode()),
    "json_document (by id)": lambda _: in_order(
        "a.json", json.dumps({"data": dict(enumerate(json_objects()))}).encode()
    ),
    "lines": lambda _: in_order("a.txt", plain_text()),
    "mail (mbox)": lambda _: in_order("a.mbox", mbox()),
    "mail": lambda _: scattered("a.eml", attachment()),
    "ndjson": lambda _: in_order("a.ndjson", "".join(json.dumps(each) + "\n" for each in json_objects()).encode()),
    "ods": lambda _: scattered("a.ods", ods()),
    "ods (one file)": lambda _: in_order("a.fods", flat_sheet().encode()),
    "ods (Excel 2003)": lambda _: in_order("a.xls", excel_2003()),
    "odt": lambda _: scattered("a.odt", odt()),
    "old_excel": lambda _: scattered("a.xls", (KEPT / "a.xls").read_bytes()),
    "old_office": lambda _: scattered("a.doc", (KEPT / "a.doc").read_bytes()),
    "orc": lambda _: scattered("a.orc", written(lambda sink: pyarrow.orc.write_table(arrow_table(), sink))),
    "parquet": lambda _: scattered(
        "a.parquet", written(lambda sink: pyarrow.parquet.write_table(arrow_table(), sink, row_group_size=10))
    ),
    "pdf": lambda _: scattered("a.pdf", pdf_page()),
    "pdf_parts": lambda folder: scattered("a.pdf", pdf_with_file(folder)),
    "rtf": lambda _: in_order("a.rtf", rtf()),
    "slides": lambda _: scattered("a.pptx", pptx()),
    "sql_dump": lambda _: in_order("a.sql", sql_inserts()),
    "sql_dump (COPY)": lambda _: in_order("a.sql", sql_copy()),
    "sqlite": lambda folder: scattered("a.db", sqlite_base(folder)),
    "har": lambda _: scattered("a.har", har_recording()),
    "warc": lambda _: in_order("a.warc", warc_records()),
    "inline_files": lambda _: in_order("a.html", html_page().replace(b"<body>", b"<body>" + inline_file())),
    "inline_files (RTF)": lambda _: scattered("a.rtf", b"{\\rtf1 x{\\*\\objdata " + csv_table().hex().encode() + b"}}"),
    "weblog": lambda _: in_order("a.log", web_requests()),
    "xml_records": lambda _: in_order("a.xml", xml_records()),
    "archives (tar)": lambda _: tar_sample(),
    "archives (cpio)": lambda _: by_member("a.cpio", cpio(), b"070707"),
    "archives (RAR)": lambda _: scattered("a.rar", rar()),
    "archives (ISO)": lambda folder: scattered("a.iso", iso(folder)),
    "attached": lambda folder: scattered("a.exe", b"MZ" + bytes(500) + seven_zip(folder)),
    "archives (7z)": lambda folder: scattered("a.7z", seven_zip(folder)),
    "volumes": lambda folder: scattered("a.7z.001", seven_zip(folder)),
    "streams (tar.gz)": lambda _: scattered("a.tar.gz", gzip.compress(tar(), mtime=0)),
    "mixed_text": lambda _: in_order("a.csv", csv_table().replace(b"Lahore", b"Lahore\0\0\0")),
    "mixed_text (UTF-16)": lambda _: scattered("a.csv", csv_table() + csv_table().decode().encode("utf-16-le")),
    "office": lambda _: scattered(
        "a.docx", zipped({"[Content_Types].xml": "<x/>", "word/embeddings/list.csv": csv_table().decode()})
    ),
    "zip_archive": lambda _: by_member("a.zip", zipped(archive_members()), b"PK\x03\x04"),
    "zip_archive (stored)": lambda _: by_member("a.zip", zipped(archive_members(), zipfile.ZIP_STORED), b"PK\x03\x04"),
    **{f"streams ({each.name})": lambda _, each=each: each for each in compressed_streams()},  # type: ignore[misc]
    **{
        path.stem: import_module(f"tests.damage.kinds.{path.stem}").sample
        for path in sorted(Path(__file__).with_name("kinds").glob("*.py"))
    },
}
"""By the module that reads it, with a word for the kind where there are several."""
