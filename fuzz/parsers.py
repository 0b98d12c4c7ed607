"""Coverage-guided fuzzing of the parsers that are our own code: bytes nobody thought of, and no finding but a reason.

    python fuzz/parsers.py splitter                 one parser until it is stopped
    python fuzz/parsers.py --seconds 600            every parser for ten minutes each

Each begins with the small files of its format that `tests/damage/samples.py` makes. A finding is an exception that is
no `EvidenceError`, a lost line or byte, or an input that takes ten seconds. libFuzzer writes the input beside the
program (`crash-...`, `timeout-...`); add it to the tests of the parser.
Needs atheris (the development lock has it) and Linux.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import atheris
import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))  # the samples are in tests/

with atheris.instrument_imports(include=["triage.formats", "triage.text", "triage.records"]):
    from triage.core.errors import EvidenceError
    from triage.core.model import Evidence
    from triage.formats import chat, fixed_width, matched_lines, program_text, text_with_tables
    from triage.formats.app import certificate
    from triage.formats.contacts import reader as card_reader
    from triage.formats.contacts import unfold as unfolded
    from triage.formats.dbf import header as dbf_layout
    from triage.formats.dbf import reader as dbf_reader
    from triage.formats.delimited import proof
    from triage.formats.delimited import repair as mended
    from triage.formats.json import document as json_whole
    from triage.formats.json import reader as json_reader
    from triage.formats.report_xml import reader as report_reader
    from triage.formats.spreadsheet import biff
    from triage.formats.sql import bulk_rows, statements
    from triage.formats.sql import records as sql_records
    from triage.formats.sqlite import log
    from triage.formats.web import saved_page
    from triage.records import key_values as blocks
    from triage.text import clean_lines
    from triage.text.record_splitter import records as split_records

from tests.damage.samples import MAKERS
from triage.core import accounting
from triage.core.budget import Spool
from triage.core.summary import Coverage


def splitter(data: bytes) -> None:
    """Every line belongs to one record, and lines that are read together are those read one by one."""
    text = data.decode("utf-8", "replace")
    lines = text.split("\n")
    taken = sum(record.lines for record in split_records(lines, ",", 3))
    assert taken == len(lines)
    found = clean_lines.lines_of(text.encode())
    together = mended.mend(found.data, ",", 3)
    alone = mended.one_by_one(found, np.zeros(len(found), bool), ",", 3)
    assert together.frame.equals(alone.frame)
    assert together.line.tolist() == alone.line.tolist()
    assert together.wrong == alone.wrong
    if proven := proof.parse(found.data, ",", 3):
        assert proven.frame.equals(alone.frame)


def sql(data: bytes) -> None:
    """Ranges do not overlap, and records lie in them."""
    text = data.decode("latin-1")
    for slashed in (True, False):
        tables, strange = statements.walk(text, slashed=slashed)
        ranges = sorted((start, stop) for table in tables.values() for start, stop, _ in table.ranges)
        assert strange <= len(text)
        assert all(a[1] <= b[0] for a, b in pairwise(ranges))
        for table in tables.values():
            for start, stop, begins in table.ranges:
                how = {"slashed": slashed, "begins": begins, "columns": table.columns}
                alone = []
                for begin, end, cells in sql_records.records(text[start:stop], table.name, **how):
                    assert 0 <= begin <= end <= stop - start
                    alone.append((begin, cells))
                assert alone == _together(text[start:stop], table, slashed=slashed, begins=begins)


def _together(
    text: str, table: statements.Table, *, slashed: bool, begins: tuple[str, ...]
) -> list[tuple[int, list[str | None] | None]]:
    """Return the records of some statements, as many as possible read together."""
    bulk_rows.FEWEST = 1
    found = []
    for each in sql_records.parts(bulk_rows.Runs(text, slashed), table.name, begins=begins, columns=table.columns):
        if isinstance(each, bulk_rows.Run):
            found.extend(zip(each.starts.tolist(), map(list, each.frame.rows()), strict=True))
        else:
            found.append((each[0], each[2]))
    return found


def dbf(data: bytes) -> None:
    """Read a table, or end with a reason."""
    try:
        dbf_layout.parse(data)
    except EvidenceError:
        pass
    _read(dbf_reader, "f.dbf", data)


def cards(data: bytes) -> None:
    """Every line is a property or a line that is none."""
    found = card_reader.Records(("name", "phone", card_reader.OTHER))
    for line in unfolded.lines(io.BytesIO(data), "utf-8"):
        found.add(line)
    found.close()
    found.frame()
    _read(card_reader, "f.vcf", data)


def key_values(data: bytes) -> None:
    """Any text goes through."""
    lines = data.decode("utf-8", "replace").split("\n")
    columns = blocks.table(lines) or ("Name", "CNIC", blocks.OTHER)
    blocks.rows(lines, range(len(lines)), columns)


def chats(data: bytes) -> None:
    """Any line is a head or none."""
    for line in data.decode("utf-8", "replace").split("\n"):
        chat.head(line)
        chat.head_of_unknown_build(line)
    _read(chat, "_chat.txt", data)


def reports(data: bytes) -> None:
    """Read XML of a dialect that is known, or end with a reason."""
    if report_reader.claims(data[:65_536], "report.xml"):
        _read(report_reader, "report.xml", data)


def signers(data: bytes) -> None:
    """Read a signature, or end with a reason."""
    _read(certificate, "CERT.RSA", data)


def json(data: bytes) -> None:
    """Read a document as a whole and cut at the borders of its elements, or end with a reason."""
    try:
        json_whole.parse(data.decode("utf-8", "surrogateescape"))
    except EvidenceError:
        pass
    json_reader.WHOLE = 0
    _read(json_reader, "f.json", data)


def sheets(data: bytes) -> None:
    """Read the records of an old sheet, or end with a reason."""
    _read(biff, "f.xls", data)


def printed(data: bytes) -> None:
    """Read a table as programs print it, if the reader claims it."""
    if fixed_width.claims(data[:65_536], "f.lst"):
        _read(fixed_width, "f.lst", data)


def programs(data: bytes) -> None:
    """Read the records of a program's text, or end with a reason."""
    _read(program_text, "f.js", data)


def logs(data: bytes) -> None:
    """Restore the pages of a log of SQLite, or end with a reason."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.db-wal")
        path.write_bytes(data)
        if log.is_one(path):
            with suppress(EvidenceError):
                log.as_database(path, Path(folder, "a.db"))


def pages(data: bytes) -> None:
    """Open a saved page."""
    _open(saved_page, data)


def found(data: bytes) -> None:
    """Open what a search printed."""
    _open(matched_lines, data)


def drawn(data: bytes) -> None:
    """Open a text with tables; its members are all its bytes."""
    assert sum(_open(text_with_tables, data)) in {0, len(data)}


def _open(opener: ModuleType, data: bytes) -> list[int]:
    """Return the sizes of the members of a container, if the opener claims it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.txt")
        path.write_bytes(data)
        container = Evidence("f", path, (), path, len(data), "")
        if not opener.opens(data[:65_536], path.name):
            return []
        return [each.size_bytes for each in opener.members(container, Spool(container, Path(folder, "spool")))]


def _read(reader: ModuleType, name: str, data: bytes) -> None:
    """Read a file with one reader; its accounting balances, or there is a reason."""
    with tempfile.NamedTemporaryFile(suffix=name) as file:
        file.write(data)
        file.flush()
        path = Path(file.name)
        evidence = Evidence("f", path, (), path, len(data), "")
        total = Coverage()
        try:
            sources = list(reader.sources(evidence))
            for source in sources:
                for chunk in reader.split(source):
                    for batch in reader.batches(chunk):
                        assert accounting.UNBALANCED not in accounting.checked(chunk, batch).reasons
                        total += batch.coverage
        except EvidenceError:
            return
        assert not sources or total.balances(len(data)), total


TARGETS: dict[str, Callable[[bytes], None]] = {
    "splitter": splitter, "sql": sql, "dbf": dbf, "cards": cards, "key_values": key_values, "chats": chats,
    "json": json, "sheets": sheets, "programs": programs, "printed": printed, "reports": reports,
    "signers": signers, "logs": logs, "pages": pages, "found": found, "drawn": drawn,
}  # fmt: skip

BEGINNINGS = {
    "splitter": "delimited", "sql": "sql_dump", "dbf": "dbf", "cards": "cards", "key_values": "blocks",
    "chats": "chat", "json": "json_document", "sheets": "bare_excel", "programs": "program_text",
    "printed": "printed_table", "reports": "report_xml", "signers": "app_signer",
    "logs": "sqlite_log", "pages": "saved_page", "found": "matched_lines", "drawn": "text_with_tables",
}  # fmt: skip
"""Target -> the reader whose samples it begins with."""


def beginnings(target: str, folder: Path) -> None:
    """Put samples of a target's format into a folder."""
    for number, (kind, make) in enumerate(MAKERS.items()):
        if kind.split(" ", 1)[0] == BEGINNINGS[target]:
            with tempfile.TemporaryDirectory() as workshop:
                (folder / str(number)).write_bytes(make(Path(workshop)).data)


def main(arguments: list[str]) -> int:
    """One target in this process, or each in one of its own for so many seconds."""
    if "--seconds" in arguments:
        seconds = arguments[arguments.index("--seconds") + 1]
        failed = 0
        for name in TARGETS:
            command = [sys.executable, __file__, name, f"-max_total_time={seconds}", "-timeout=10", "-verbosity=0"]
            done = subprocess.run(command, check=False)
            print(f"{name}: {'nothing found' if done.returncode == 0 else 'a FINDING'}", flush=True)
            failed += done.returncode != 0
        return failed
    with tempfile.TemporaryDirectory() as folder:
        beginnings(arguments[0], Path(folder))
        atheris.Setup([sys.argv[0], *arguments[1:], folder], TARGETS[arguments[0]])
        atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
