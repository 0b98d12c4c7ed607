"""One scan of many traps, each made in a few lines: each has the reason it must have, and what can be read is read."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import os
import sqlite3
import stat
import tarfile
import time
import zipfile
import zlib
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import lz4.frame
import py7zr
import pytest
import zstandard

from triage.app.scan import Options, scan
from triage.core.progress import Silent
from triage.find import Budget
from triage.report import table
from triage.run.children import Limits

MEGABYTE = 1024 * 1024
ZEROS = bytes(8 * MEGABYTE)
SECRET = "SecretOfTheMachine"  # noqa: S105 - what must not be read
OFFICE = "http://schemas.openxmlformats.org"
PERSON = "Sana Tariq,35202-1000001-2\n"


@dataclass(frozen=True)
class Trap:
    """`make(path)` writes it; `reasons` it must have, all of them and no others; `rows` that must be read."""

    name: str
    make: Callable[[Path], object]
    reasons: set[str]
    rows: int | None = None


def text(content: str) -> Callable[[Path], object]:
    return lambda path: path.write_text(content, encoding="utf-8")


def raw(content: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(content)


def external(path: Path) -> str:
    """Return a document type that would bring a file of this machine into the text."""
    secret = path.parents[2] / "secret.txt"
    secret.write_text(SECRET)
    return f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'


def workbook(path: Path, sheet: str, head: str = "") -> None:
    main = f"{OFFICE}/spreadsheetml/2006/main"
    links = f"{OFFICE}/officeDocument/2006/relationships"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("[Content_Types].xml", "<Types/>")
        book.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{main}" xmlns:r="{links}"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets>'
            "</workbook>",
        )
        book.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{OFFICE}/package/2006/relationships"><Relationship Id="r1" Target="s.xml"/>'
            "</Relationships>",
        )
        book.writestr("xl/s.xml", f'{head}<worksheet xmlns="{main}"><sheetData>{sheet}</sheetData></worksheet>')


def xlsx_with_entity(path: Path) -> None:
    workbook(path, '<row><c t="inlineStr"><is><t>&x;</t></is></c></row>', external(path))


def document_with_entity(part: str, body: str) -> Callable[[Path], object]:
    def make(path: Path) -> None:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("[Content_Types].xml", "<x/>")
            archive.writestr(part, external(path) + body)

    return make


def xml_with_entity(path: Path) -> None:
    path.write_text(external(path) + "<a><r><x>&x;</x></r><r><x>1</x></r></a>")


def far_cells(path: Path) -> None:
    workbook(path, '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>')


def bomb_7z(path: Path) -> None:
    with py7zr.SevenZipFile(path, "w") as archive:
        archive.writestr(ZEROS, "zeros")


def bomb_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros", ZEROS)


def bomb_tar(path: Path) -> None:
    with tarfile.open(path, "w:gz") as archive:
        info = tarfile.TarInfo("zeros")
        info.size = len(ZEROS)
        archive.addfile(info, io.BytesIO(ZEROS))


def many_members(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for i in range(30):
            archive.writestr(f"{i}.csv", PERSON)


def in_itself_twelve_times(path: Path) -> None:
    data = PERSON.encode()
    for _ in range(12):
        data = gzip.compress(data)
    path.write_bytes(data)


def wide_window(path: Path) -> None:
    """Write a frame that asks its reader for a gigabyte."""
    asked = zstandard.ZstdCompressionParameters.from_level(1, window_log=30)
    machine = zstandard.ZstdCompressor(compression_params=asked).compressobj()
    path.write_bytes(machine.compress(PERSON.encode()) + machine.flush())


def wide_dictionary(path: Path) -> None:
    """Write a stream that asks its reader for four gigabytes."""
    made = lzma.compress(PERSON.encode(), filters=[{"id": lzma.FILTER_LZMA2, "dict_size": 4096}])
    at = made.index(b"\x21\x01") + 2  # the filter's id, the size of its properties, and the dictionary
    head = bytearray(made[: 12 + (made[12] + 1) * 4])
    head[at] = 40
    head[-4:] = zlib.crc32(bytes(head[12:-4])).to_bytes(4, "little")
    path.write_bytes(bytes(head) + made[len(head) :])


def database_with_log(path: Path) -> None:
    """One row in the file, and two in the log that its writer never put there."""
    base = sqlite3.connect(path)
    base.execute("pragma journal_mode = wal")
    base.execute("create table t (name, cnic)")
    base.execute("insert into t values ('Sana', '35202-1000001-2')")
    base.commit()
    base.execute("pragma wal_checkpoint(truncate)")
    base.executemany("insert into t values (?, ?)", [("Bilal", "35202-1000002-2"), ("Ali", "35202-1000003-2")])
    base.commit()
    kept = {each: each.read_bytes() for each in (path, path.with_name(path.name + "-wal"))}
    base.close()
    for each, data in kept.items():
        each.write_bytes(data)
    path.with_name(path.name + "-shm").unlink(missing_ok=True)


def endless_view(path: Path) -> None:
    with sqlite3.connect(path) as base:
        base.execute("create table t (x)")
        base.execute("insert into t values ('kept')")
        base.execute("create view v as with recursive r(n) as (select 1 union all select n + 1 from r) select n from r")
    base.close()


def slow_patterns() -> str:
    """Lines that make a careless pattern go back and forth."""
    parts = ["0" * 5_000, "1-" * 3_000, "a" * 5_000 + "!", "a@" * 3_000, "+92 " * 1_500, "PK" * 3_000, "((" * 3_000]
    return "\n".join([*parts, "35202-1000001-2"])


TRAPS = [
    Trap("number.json", text(json.dumps([{"n": 1, "cnic": "x"}] * 3).replace("1", "7" * 400_000)), set(), 3),
    Trap("deep.json", text("[" * 100_000), {"nested_too_deep"}),
    Trap("half.json", raw(b'[{"a": "\\ud800"}, {"a": "\\udc00 b"}]'), set(), 2),
    Trap("several.json", text('{"a": 1}{"a": 2} {"a": 3}'), set(), 3),
    Trap("bomb.gz", raw(gzip.compress(ZEROS)), {"over_budget"}),
    Trap("bomb.bz2", raw(bz2.compress(ZEROS)), {"over_budget"}),
    Trap("bomb.xz", raw(lzma.compress(ZEROS, preset=0)), {"over_budget"}),
    Trap("bomb.zst", raw(zstandard.compress(ZEROS)), {"over_budget"}),
    Trap("bomb.lz4", raw(lz4.frame.compress(ZEROS)), {"over_budget"}),
    Trap("bomb.7z", bomb_7z, {"over_budget"}),
    Trap("bomb.zip", bomb_zip, {"over_budget"}),
    Trap("bomb.tgz", bomb_tar, {"over_budget"}),
    Trap("many.zip", many_members, {"too_many_members"}, 20),
    Trap("twelve.gz", in_itself_twelve_times, {"too_deep"}),
    Trap("window.zst", wide_window, {"damaged_container"}),
    Trap("dictionary.xz", wide_dictionary, {"damaged_container"}),
    Trap("entity.xlsx", xlsx_with_entity, {"document_type_refused"}, 0),
    Trap("entity.docx", document_with_entity("word/document.xml", "<w>&x;</w>"), {"document_type_refused"}),
    Trap("entity.pptx", document_with_entity("ppt/slides/slide1.xml", "<w>&x;</w>"), {"document_type_refused"}),
    Trap("entity.xml", xml_with_entity, {"document_type_refused"}),
    Trap("nested.xml", text("<a>" + "<b>" * 200_000 + "03001000001"), {"nested_too_deep"}, 1),
    Trap("nested.html", text("<html>" + "<div>" * 200_000 + "03001000001"), set(), 1),
    Trap("far.xlsx", far_cells, set(), 2),
    Trap("log.db", database_with_log, set(), 3),
    Trap("view.db", endless_view, set(), 1),
    Trap("letters.txt", raw(b"03001000001 " + b64encode(Random(1).randbytes(300_000))), set(), 1),
    Trap("slow.txt", text(slow_patterns()), set(), 8),
    Trap("\x1b[2J\u202efdp.csv", text("name,cnic\n" + PERSON * 3), set(), 3),
    Trap("-rf\n.csv", text("name,cnic\n" + PERSON * 3), set(), 3),
    Trap("null", lambda path: os.mknod(path, stat.S_IFCHR | 0o600, os.makedev(1, 3)), {"device"}),
]


@dataclass(frozen=True)
class Scanned:
    """What one scan of all traps told, by the name of the trap as it is on the disk."""

    document: dict[str, Any]
    books: dict[str, dict[str, Any]]
    seconds: float
    left: set[str]


@pytest.fixture(scope="module")
def scanned(tmp_path_factory: pytest.TempPathFactory) -> Scanned:
    folder = tmp_path_factory.mktemp("traps")
    seized = folder / "seized"
    made = {}
    for number, trap in enumerate(TRAPS):
        home = seized / f"{number:02}"
        home.mkdir(parents=True)
        try:
            trap.make(home / trap.name)
        except PermissionError:
            continue
        made[f"{number:02}"] = trap.name
    before = {each.relative_to(seized).as_posix() for each in seized.rglob("*")}
    options = Options(
        case=folder / "case",
        jobs=2,
        budget=Budget(depth=10, members=20, total_bytes=4 * MEGABYTE),
        limits=Limits(memory_bytes=400 * MEGABYTE, seconds=60),
    )
    started = time.process_time()
    document = scan([seized], options, Silent()).document
    seconds = time.process_time() - started
    books: dict[str, Any] = {}
    for dump in document["dumps"]:  # the trap comes before what lies beside it: what was read comes first
        books.setdefault(made[dump["dump"].split("/")[0]], dump["coverage"])
    return Scanned(document, books, seconds, {e.relative_to(seized).as_posix() for e in seized.rglob("*")} ^ before)


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: ascii(trap.name))
def test_a_trap_has_its_reason(trap: Trap, scanned: Scanned):
    if trap.name not in scanned.books:
        pytest.skip("only root makes a device")
    book = scanned.books[trap.name]

    assert {each["reason"] for each in book["reasons"]} == trap.reasons
    assert book["complete"] == (not trap.reasons)
    assert trap.rows in (None, book["rows_read"])


def test_nothing_is_left_in_the_evidence_and_nothing_of_the_machine_in_the_report(scanned: Scanned):
    assert not scanned.left
    assert SECRET not in json.dumps(scanned.document)


def test_names_that_act_are_shown_and_do_not_act(scanned: Scanned):
    shown = table.render(scanned.document) + json.dumps(scanned.document, ensure_ascii=False)

    assert r"\x1b[2J" in shown
    assert not {"\x1b", "\u202e"} & set(shown)
    assert "-rf\n.csv" not in shown


def test_the_traps_together_take_little_time_of_this_process(scanned: Scanned):
    assert scanned.seconds < 90  # of processor time, about 55 where nothing hangs
