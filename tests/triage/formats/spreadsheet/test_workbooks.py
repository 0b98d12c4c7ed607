"""Workbooks as many programs write them, and damaged ones: each is made here from parts."""

from __future__ import annotations

import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.triage.formats.conftest import told_by
from triage import find, read
from triage.core.errors import EvidenceError
from triage.core.model import AT, Evidence
from triage.formats.spreadsheet import xls

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINKS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'


def sheet(rows: str) -> str:
    return f"<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>"


def row(*cells: str) -> str:
    return "<row>" + "".join(f"<c t='inlineStr'><is><t>{cell}</t></is></c>" for cell in cells) + "</row>"


NAMES = ("office", "table", "text")
PEOPLE = row("cnic", "name") + row("35202-1234567-1", "ALI RAZA") + row("35202-7654321-2", "SANA BIBI")


def parts(*sheets: str) -> dict[str, str]:
    listed = "".join(f'<sheet name="S{i}" sheetId="{i}" r:id="r{i}"/>' for i in range(len(sheets)))
    links = "".join(f'<Relationship Id="r{i}" Target="worksheets/sheet{i}.xml"/>' for i in range(len(sheets)))
    return {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f"<Relationships {LINKS}>{links}</Relationships>",
        **{f"xl/worksheets/sheet{i}.xml": text for i, text in enumerate(sheets)},
    }


def written(path: Path, made: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w") as book:
        for name, text in made.items():
            book.writestr(name, text)
    return path


def test_a_damaged_sheet_costs_what_is_behind_the_damage(tmp_path: Path) -> None:
    cut = sheet(PEOPLE).partition("SANA")[0]
    told = told_by(written(tmp_path / "a.xlsx", parts(cut, sheet(PEOPLE))), tmp_path)

    assert [frame.drop(AT).rows() for frame in told.frames] == [
        [("35202-1234567-1", "ALI RAZA"), ("35202-7654321-2", None)],
        [("35202-1234567-1", "ALI RAZA"), ("35202-7654321-2", "SANA BIBI")],
    ]
    assert told.coverage.reasons["damaged_spreadsheet"].count == 1
    assert told.coverage.balances(told.evidence.size_bytes)


@pytest.mark.parametrize(
    "change",
    [
        lambda name: name.replace("/", "\\"),
        lambda name: name.replace("worksheets/sheet", "Worksheets/Sheet"),
        lambda name: name.replace("xl/_rels/workbook", "xl/_rels/lost"),
        lambda name: name.replace("xl/workbook", "xl/lost"),
    ],
    ids=["backslashes", "capitals", "no_links", "no_list"],
)
def test_sheets_are_found_however_parts_are_called(change, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    made = {change(name): text for name, text in parts("", sheet(PEOPLE)).items() if not name.endswith("sheet0.xml")}
    told = told_by(written(tmp_path / "a.xlsx", made), tmp_path)

    assert ("35202-7654321-2", "SANA BIBI") in [row for frame in told.frames for row in frame.drop(AT).rows()]


def test_a_sheet_that_the_workbook_does_not_list_is_read_and_told(tmp_path: Path) -> None:
    made = parts(sheet(PEOPLE)) | {"xl/worksheets/removed.xml": sheet(PEOPLE)}
    told = told_by(written(tmp_path / "a.xlsx", made), tmp_path)

    assert told.sources[1].table == "xl/worksheets/removed.xml"
    assert told.sources[1].notes == ("the workbook does not list the sheet",)
    assert told.frames[1].height == 2


def test_a_document_type_in_a_sheet_is_a_reason(tmp_path: Path) -> None:
    bad = '<!DOCTYPE w [<!ENTITY x "y">]>' + sheet(row("&x;", "b") * 3)
    told = told_by(written(tmp_path / "a.xlsx", parts(bad, sheet(PEOPLE))), tmp_path)

    assert set(told.coverage.reasons) == {"document_type_refused"}
    assert told.frames[1].height == 2


def test_odd_cells_are_kept(tmp_path: Path) -> None:
    rows = (
        '<row r="9"><c r="A9"><v>1E999</v></c><c r="b9"><v>12.x</v></c><c r="ZZZZ9" t="str"><v>far</v></c></row>'
        '<row r="0"><c s="1"><v>0</v></c><c s="x"><v>3</v></c></row>'
        '<row r="2"><c r="A2"><v>1</v></c><c r="A2"><v>2</v></c></row>'
    )
    made = parts(sheet(rows))
    made["xl/styles.xml"] = f'<styleSheet {MAIN}><cellXfs><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs></styleSheet>'
    told = told_by(written(tmp_path / "a.xlsx", made), tmp_path)

    assert told.rows == [("1E999", "12.x", "far"), ("00:00:00", "3", None), ("1; 2", None, None)]
    assert told.at == [8, 1, 1]
    assert told.coverage.balances(told.evidence.size_bytes)


def test_a_text_inside_a_cell_comes_before_its_formula(tmp_path: Path) -> None:
    said = "<is><t>0301-1234567</t></is>"
    cells = (
        f'<c r="A1" t="inlineStr"><f>CONCATENATE(B1,C1)</f>{said}</c><c r="B1" t="inlineStr"><v>4</v>{said}</c>'
        f'<c r="C1" t="str"><f>A1</f>{said}</c><c r="D1" t="inlineStr"><v>Sana Bibi</v></c>'
    )
    told = told_by(written(tmp_path / "a.xlsx", parts(sheet(f'<row r="1">{cells}</row>'))), tmp_path)

    assert told.rows == [("0301-1234567", "0301-1234567; 4", "0301-1234567", "Sana Bibi")]


def test_lost_shared_texts_are_a_reason_and_the_others_are_read(tmp_path: Path) -> None:
    cells = "".join(f'<row><c t="s"><v>{i}</v></c><c><v>{i}</v></c></row>' for i in range(3))
    made = parts(sheet(cells)) | {"xl/sharedStrings.xml": f"<sst {MAIN}><si><t>ALI</t></si><si><t>SA"}
    told = told_by(written(tmp_path / "a.xlsx", made), tmp_path)

    assert told.rows == [("ALI", "0"), (None, "1"), (None, "2")]
    assert told.coverage.reasons["damaged_spreadsheet"].count == 1


def test_rows_of_an_old_workbook_may_begin_far_down(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cells = [["cnic", "name"], ["35202-1234567-1", "ALI RAZA"], ["35202-7654321-2", "SANA BIBI"]]
    page = SimpleNamespace(start=(40, 0), to_python=lambda **_: cells)
    book = SimpleNamespace(
        sheets_metadata=[SimpleNamespace(name="S", visible="Visible")], get_sheet_by_name=lambda _: page
    )
    monkeypatch.setattr(xls, "_book", lambda _: book)
    item = Evidence("a.xls", tmp_path, (), tmp_path, 9, "")
    (source,) = xls.sources(item)
    batches = [batch for chunk in read.split(source) for batch in read.batches(chunk)]

    assert [at for batch in batches for at in batch.frame[AT]] == [41, 42]
    assert not any(batch.coverage.reasons for batch in batches)


@pytest.mark.parametrize("kind", ["ChartSheet", "Vba", "WorkSheet"])
def test_a_sheet_that_cannot_be_read_costs_no_other(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cells = [["cnic", "name"], ["35202-1234567-1", "ALI RAZA"], ["35202-7654321-2", "SANA BIBI"]]
    page = SimpleNamespace(start=(0, 0), to_python=lambda **_: cells)

    def opened(name: str) -> SimpleNamespace:
        if name == "bad":
            raise OSError("failed to fill whole buffer")
        return page

    sheets = [SimpleNamespace(name=name, visible="Visible", typ=f"SheetTypeEnum.{kind}") for name in ("a", "bad", "c")]
    book = SimpleNamespace(sheets_metadata=sheets, get_sheet_by_name=opened)
    monkeypatch.setattr(xls, "_book", lambda _: book)
    found, wrong = [], ""
    try:
        for source in xls.sources(Evidence("a.xls", tmp_path, (), tmp_path, 9, "")):
            found.append(source.table)  # noqa: PERF401 - those before the error count
    except EvidenceError as error:
        wrong = error.reason

    assert wrong == ("damaged_spreadsheet" if kind == "WorkSheet" else "")
    assert found == ["a", "c"]


def test_a_damaged_workbook_was_not_read_whole(tmp_path: Path) -> None:
    cut = sheet(PEOPLE).partition("SANA")[0]
    spaces = " ".join(f'xmlns:{each}="urn:oasis:names:tc:opendocument:xmlns:{each}:1.0"' for each in NAMES)
    (tmp_path / "a.fods").write_text(
        f'<office:document {spaces} office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><table:table>'
        "<table:table-row><table:table-cell><text:p>35202-1234567-1</text:p></table:table-cell></table:table-row><tab"
    )
    books = [
        told_by(path, tmp_path).coverage for path in (written(tmp_path / "a.xlsx", parts(cut)), tmp_path / "a.fods")
    ]

    assert [each.breaks for each in books] == [1, 1]


def test_of_a_workbook_that_was_cut_the_sheets_are_read(tmp_path: Path) -> None:
    path = written(tmp_path / "a.xlsx", parts(sheet(PEOPLE), sheet(PEOPLE)))
    path.write_bytes(path.read_bytes()[:-400])
    workbook, *members = find.evidence([path], tmp_path / "spool")
    (rebuilt,) = (item for item in members if not item.unread)
    tables = [
        batch.frame.drop(AT).rows()
        for source in read.identify(rebuilt)
        for chunk in read.split(source)
        for batch in read.batches(chunk)
    ]

    assert workbook.is_read_too
    assert tables == [[("35202-1234567-1", "ALI RAZA"), ("35202-7654321-2", "SANA BIBI")]] * 2
    assert "damaged_container" in {item.unread for item in members}


def test_a_workbook_of_excel_2003_is_read_in_columns(tmp_path: Path) -> None:
    def line(*cells: str) -> str:
        return "<Row>" + "".join(f"<Cell><Data ss:Type='String'>{cell}</Data></Cell>" for cell in cells) + "</Row>"

    name = "urn:schemas-microsoft-com:office:spreadsheet"
    gap = "<Row ss:Index='9'><Cell><Data>35202-1-1</Data></Cell><Cell ss:Index='3'><Data>Lahore</Data></Cell></Row>"
    first = line("cnic", "name", "city") + line("35202-1234567-1", "ALI <B>RAZA</B>", "Multan") + gap
    sheets = "".join(
        f"<Worksheet ss:Name='{i}'><Table>{rows}</Table></Worksheet>" for i, rows in enumerate([first] * 2)
    )
    path = tmp_path / "a.xls"
    path.write_text(f"<?xml version='1.0'?><Workbook xmlns='{name}' xmlns:ss='{name}'>{sheets}</Workbook>")
    told = told_by(path, tmp_path)

    assert [source.table for source in told.sources] == ["0", "1"]
    assert told.sources[0].columns == ("cnic", "name", "city")
    assert told.rows == [("35202-1234567-1", "ALI RAZA", "Multan"), ("35202-1-1", None, "Lahore")]
    assert told.at == [1, 8]
    assert told.coverage.balances(told.evidence.size_bytes)


def test_cells_of_a_row_far_down_are_read(tmp_path: Path) -> None:
    spaces = " ".join(f'xmlns:{each}="urn:oasis:names:tc:opendocument:xmlns:{each}:1.0"' for each in NAMES)

    def line(width: int) -> str:
        cell = "<table:table-cell><text:p>35202-1234567-1</text:p></table:table-cell>"
        return f"<table:table-row>{cell * width}</table:table-row>"

    (tmp_path / "a.fods").write_text(
        f'<office:document {spaces} office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><table:table>'
        + line(2) * 2_500
        + line(3)
        + "</table:table></office:document>"
    )

    assert told_by(tmp_path / "a.fods", tmp_path).rows[-1] == ("35202-1234567-1",) * 3


@pytest.mark.parametrize(
    ("line", "rows", "note"),
    [
        ("List of subscribers", 2, "1 title line above the header"),
        ("join t.me/dataplace", 3, "1 line above the header read as rows"),
    ],
)
def test_lines_above_the_header_are_told(line: str, rows: int, note: str, tmp_path: Path) -> None:
    (told,) = [told_by(written(tmp_path / "a.xlsx", parts(sheet(row(line) + PEOPLE))), tmp_path)]
    (source,) = read.identify(told.evidence)

    assert source.notes == (note,)
    assert sum(frame.height for frame in told.frames) == rows


def test_rows_of_empty_cells_are_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [["name", "mobile"], *[["", ""]] * 1_000, ["SANA BIBI", 0.0], ["", False]]
    page = SimpleNamespace(start=(0, 0), to_python=lambda **_: rows)
    book = SimpleNamespace(
        sheets_metadata=[SimpleNamespace(name="S", visible="Visible")], get_sheet_by_name=lambda _: page
    )
    monkeypatch.setattr(xls, "_book", lambda _: book)
    (source,) = xls.sources(Evidence("a.xls", tmp_path, (), tmp_path, 9, ""))
    (batch,) = (batch for chunk in read.split(source) for batch in read.batches(chunk))

    assert batch.frame.rows() == [("SANA BIBI", "0", 1_001), (None, "FALSE", 1_002)]
    assert batch.coverage.bytes_read == 9
