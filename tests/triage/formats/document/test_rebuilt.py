"""Documents that are cut: what remains of their parts is a document again, with its tables, names and rows."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

import triage.rules
from tests.triage.formats.spreadsheet.test_workbooks import parts, row, sheet
from tests.triage.read.test_form_rows import CONTAINERS
from triage import find, read
from triage.core.model import Evidence
from triage.core.summary import Coverage

PEOPLE = [(f"Sana Tariq {i}", f"35202-{i * 7919 % 10**7:07}-1", f"House {i * 104729 % 997}") for i in range(300)]
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def xlsx(path: Path, *, are_shared: bool = False) -> Path:
    made = parts(sheet(row("name", "cnic", "address") + "".join(row(*each) for each in PEOPLE)))
    listed = made.pop("xl/worksheets/sheet0.xml")
    if are_shared:
        cells = [cell for each in [("name", "cnic", "address"), *PEOPLE] for cell in each]
        rows = (
            f"<row>{''.join(f'<c t=chr><v>{i + j}</v></c>' for j in range(3))}</row>" for i in range(0, len(cells), 3)
        )
        listed = sheet("".join(rows).replace("t=chr", 't="s"'))
        made["xl/sharedStrings.xml"] = "<sst>" + "".join(f"<si><t>{cell}</t></si>" for cell in cells) + "</sst>"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, text in {**made, "xl/worksheets/sheet0.xml": listed}.items():
            book.writestr(name, text)
    return path


def docx(path: Path) -> Path:
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    rows = "".join(f"<w:tr>{''.join(map(cell.format, each))}</w:tr>" for each in [("name", "cnic", "address"), *PEOPLE])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("[Content_Types].xml", "<Types/>")
        book.writestr(
            "word/document.xml", f'<w:document xmlns:w="{W}"><w:body><w:tbl>{rows}</w:tbl></w:body></w:document>'
        )
    return path


def ods(path: Path) -> Path:
    made = CONTAINERS["ods"]([("name", "cnic"), *(each[:2] for each in PEOPLE)], path.parent)
    with zipfile.ZipFile(made) as plain, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name in plain.namelist():
            book.writestr(name, plain.read(name))
    made.unlink()
    return path


MAKERS = {"xlsx": xlsx, "docx": docx, "ods": ods}


def rows_of(path: Path, spool: Path) -> tuple[list[tuple[str | None, ...]], list[Evidence]]:
    """Return the rows of all tables in which a header names the people, and all evidence."""
    found, rows = list(find.evidence([path], spool)), list[tuple[str | None, ...]]()
    for evidence in found:
        if "rebuilt" not in evidence.name:
            continue
        books = Coverage()
        for each in read.identify(evidence):
            source, _ = read.opened(each, triage.rules.load())
            for chunk in read.split(source):
                for batch in read.batches(chunk):
                    books += batch.coverage
                    if source.columns[:2] == ("name", "cnic"):
                        rows += batch.frame.drop("at").rows()
        assert books.balances(evidence.size_bytes)
    return rows, found


@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.parametrize("share", [0.5, 0.7, 0.9])
def test_rows_before_the_cut_keep_their_columns(kind: str, share: float, tmp_path: Path) -> None:
    whole = MAKERS[kind](tmp_path / f"list.{kind}")
    data = whole.read_bytes()
    whole.unlink()
    cut = tmp_path / f"cut.{kind}"
    cut.write_bytes(data[: int(share * len(data))])
    rows, found = rows_of(cut, tmp_path / "spool")

    assert len(rows) > 0.5 * share * len(PEOPLE)
    assert [each[:2] for each in rows[:-1]] == [each[:2] for each in PEOPLE[: len(rows) - 1]]
    assert all(
        told is None or right.startswith(told) for told, right in zip(rows[-1], PEOPLE[len(rows) - 1], strict=False)
    )
    assert any(each.unread for each in found)
    assert f"cut (rebuilt).{kind}" in {each.name for each in found}


def test_a_rebuilt_document_is_the_same_each_time(tmp_path: Path) -> None:
    data = xlsx(tmp_path / "list.xlsx").read_bytes()
    (tmp_path / "cut.xlsx").write_bytes(data[:-200])
    seals = [
        {each.name: each.sha256 for each in find.evidence([tmp_path / "cut.xlsx"], tmp_path / str(time))}
        for time in (1, 2)
    ]

    assert seals[0] == seals[1]


def test_texts_of_a_lost_part_are_told(tmp_path: Path) -> None:
    whole = zipfile.ZipFile(xlsx(tmp_path / "list.xlsx", are_shared=True))
    with whole, zipfile.ZipFile(tmp_path / "less.xlsx", "w") as book:
        for name in whole.namelist():
            if "shared" not in name:
                book.writestr(name, whole.read(name))
    (evidence,) = (each for each in find.evidence([tmp_path / "less.xlsx"], tmp_path))
    (source,) = read.identify(evidence)
    books = sum((batch.coverage for chunk in read.split(source) for batch in read.batches(chunk)), Coverage())

    assert books.reasons["shared_texts_missing"].count == 3 * (len(PEOPLE) + 1)
