"""Documents written by real libraries and programs are read whole; what is wrong with one is a reason."""

from __future__ import annotations

import contextlib
import subprocess
import zipfile
from email.message import EmailMessage
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.triage.formats.conftest import told_by
from tests.triage.formats.damage import CASES
from triage import find, read
from triage.core.errors import EvidenceError
from triage.core.model import Batch, Source

URDU = "ثنا طارق، لاہور"

LINES = ["Sana Tariq", URDU, "CNIC 35202-1000001-2"]


def read_all(path: Path) -> list[tuple[Source, list[Batch]]]:
    """Every source of a file with its batches; the books of each object balance."""
    spool = path.parent / "spool"
    evidence = next(find.evidence([path], spool))
    told = [
        (source, [batch for chunk in read.split(source) for batch in read.batches(chunk)])
        for source in read.identify(evidence)
    ]
    books = sum((batch.coverage for _, batches in told for batch in batches), start=told[0][1][0].coverage - ZERO)
    assert books.bytes_read + books.bytes_rejected <= evidence.size_bytes
    assert books.rows_read + books.rows_rejected == books.records_found
    return told


class _Zero:
    def __rsub__(self, other: object) -> object:
        return type(other)()


ZERO = _Zero()


def texts(path: Path) -> list[str]:
    return [
        cell
        for source, batches in read_all(path)
        if source.is_text
        for batch in batches
        for cell in batch.frame["0"].to_list()
    ]


def tables(path: Path) -> dict[str, list[tuple[str | None, ...]]]:
    return {
        source.table.partition(":")[0]: [row for batch in batches for row in batch.frame.drop("at").rows()]
        for source, batches in read_all(path)
        if not source.is_text
    }


def reasons(path: Path) -> set[str]:
    return {reason for _, batches in read_all(path) for batch in batches for reason in batch.coverage.reasons}


HTML = f"""<!DOCTYPE html><html><head><title>List</title><script>var api_key="x";</script></head><body>
<p>{LINES[0]}</p><p>{URDU}<br>{LINES[2]}</p><a href="https://wa.me/923001000001">chat</a>
<table><tr><th>name</th><th>cnic</th></tr><tr><td>Sana</td><td>35202-1000001-2</td></tr>
<tr><td>Bilal</td><td>35202-1000002-1</td></tr></table><!-- a comment --></body></html>"""


def test_html_is_texts_and_tables(tmp_path: Path):
    path = tmp_path / "a.html"
    path.write_text(HTML, encoding="utf-8")
    said = texts(path)

    assert [line for line in said if line in LINES] == LINES
    assert {"href: https://wa.me/923001000001", "a comment"} <= set(said)
    assert any("api_key" in line for line in said)
    assert tables(path)["table 1"] == [("Sana", "35202-1000001-2"), ("Bilal", "35202-1000002-1")]


def test_deep_html_is_read_in_time(tmp_path: Path):
    path = tmp_path / "a.html"
    path.write_text("<html>" + "<div>" * 100_000 + "Sana Tariq", encoding="utf-8")

    assert "Sana Tariq" in texts(path)


def convert(command: list[str], path: Path) -> None:
    subprocess.run([*command, "--outdir", str(path.parent), str(path)], check=True, capture_output=True, timeout=120)


@pytest.mark.programs("lowriter")
@pytest.mark.parametrize("ending", ["docx", "odt", "rtf", "doc", "pdf"])
def test_what_an_office_program_writes_is_read(ending: str, tmp_path: Path):
    page = tmp_path / "a.html"
    page.write_text(HTML, encoding="utf-8")
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile"]
    filters = {
        "docx": "docx:MS Word 2007 XML",
        "odt": "odt:writer8",
        "rtf": "rtf:Rich Text Format",
        "doc": "doc:MS Word 97",
    }
    first = "odt" if ending == "pdf" else ending
    convert([*command, "--infilter=HTML (StarWriter)", "--convert-to", filters[first]], page)
    if ending == "pdf":
        convert([*command, "--convert-to", "pdf"], tmp_path / "a.odt")
    said = " ".join(texts(tmp_path / f"a.{ending}"))

    assert "Sana Tariq" in said
    assert "35202-1000001-2" in said + str(tables(tmp_path / f"a.{ending}"))
    assert ending == "pdf" or URDU in said


@pytest.mark.programs("soffice")
@pytest.mark.parametrize("ending", ["xls", "ods", "fods", "xlsb"])
def test_other_spreadsheets_are_read(ending: str, tmp_path: Path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["name", "cnic", "mobile"])
    sheet.append([URDU, 3520210000012, "03001000001"])
    sheet.append(["Bilal", 3520210000021, "03001000002"])
    book.create_sheet("hidden").append(["x", "y"])
    book["hidden"].sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", ending]
    done = subprocess.run(
        [*command, "--outdir", str(tmp_path), str(tmp_path / "a.xlsx")], check=True, capture_output=True, timeout=120
    )
    if not (tmp_path / f"a.{ending}").exists():
        pytest.skip(f"this office program does not write it: {done.stdout!r}")
    told = tables(tmp_path / f"a.{ending}")

    assert told["Sheet"] == [(URDU, "3520210000012", "03001000001"), ("Bilal", "3520210000021", "03001000002")]
    assert "hidden" in told


def test_a_letter_is_a_record(tmp_path: Path):
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = "Sana <a@example.com>", "b@example.com", URDU
    letter["Date"] = "Mon, 01 Jan 2024 10:00:00 +0500"
    letter.set_content(f"my CNIC is 35202-1000001-2\n{URDU}\n")
    (tmp_path / "a.eml").write_bytes(letter.as_bytes())
    (row,) = tables(tmp_path / "a.eml")[""]
    box = b"".join(b"From a@example.com Mon Jan  1 10:00:00 2024\n" + letter.as_bytes() + b"\n" for _ in range(700))
    (tmp_path / "a.mbox").write_bytes(box)

    assert row[1:3] == ("Sana <a@example.com>", "b@example.com")
    assert row[4] == URDU
    assert "35202-1000001-2" in (row[5] or "")
    assert len(tables(tmp_path / "a.mbox")[""]) == 700


CARDS = (
    "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:;=D8=AB=D9=86=D8=A7;;;\r\n"
    "TEL;CELL:0300-1000001\r\nTEL;HOME:042-35710001\r\nbroken line\r\nEND:VCARD\r\n"
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Bilal Ah\r\n med\r\nitem1.EMAIL;TYPE=INTERNET:b@example.com\r\n"
    "ADR:;;House 1\\, Street 2;Lahore;;54000;Pakistan\r\nEND:VCARD\r\n"
)


def test_cards_are_records_whatever_is_wrong_with_one(tmp_path: Path):
    path = tmp_path / "a.vcf"
    path.write_text(CARDS, encoding="utf-8", newline="")
    first, second = tables(path)[""]

    assert (first[1], first[2], first[-1]) == ("ثنا", "0300-1000001; 042-35710001", ": broken line")
    assert (second[0], second[3]) == ("Bilal Ahmed", "b@example.com")
    assert second[4] == "House 1, Street 2 Lahore 54000 Pakistan"
    assert reasons(path) == {"not_understood"}


def test_events_are_records(tmp_path: Path):
    path = tmp_path / "a.ics"
    path.write_text(
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Visit\r\nDTSTART:20240101T100000Z\r\nATTENDEE:mailto:a@example.com\r\n"
        "BEGIN:VALARM\r\nACTION:DISPLAY\r\nEND:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )

    assert tables(path)[""][0][:2] == ("Visit", "20240101T100000Z")


XML = """<?xml version="1.0"?><people source="x"><person id="1"><name>Sana</name><phone>03001000001</phone>
<phone>03001000002</phone></person><person id="2"><name>Bilal</name></person><note>kept</note></people>"""


def test_xml_records_are_rows_and_nothing_else_is_lost(tmp_path: Path):
    path = tmp_path / "a.xml"
    path.write_text(XML)
    (source, _), *_ = read_all(path)
    told = tables(path)

    assert source.columns == ("@id", "name", "phone", "(other parts)")
    assert told["people/person"] == [("1", "Sana", "03001000001; 03001000002", None), ("2", "Bilal", None, None)]
    assert ("people/note", "kept") in told["(other text)"]


def test_xml_of_mysqldump_is_rows(tmp_path: Path):
    path = tmp_path / "a.xml"
    row = '<row><field name="name">Sana</field><field name="cnic">3520210000012</field></row>'
    path.write_text(f'<?xml version="1.0"?><mysqldump><table_data name="t">{row * 3}</table_data></mysqldump>')

    assert tables(path)["mysqldump/table_data[t]/row"][0] == ("t", "3520210000012", "Sana", None)


def test_entities_of_xml_are_refused(tmp_path: Path):
    path = tmp_path / "a.xml"
    path.write_text('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a><r><x>&b;</x></r><r><x>1</x></r></a>')

    with pytest.raises(EvidenceError, match="document_type_refused"):
        read_all(path)


def test_a_document_type_in_an_office_file_is_refused(tmp_path: Path):
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        archive.writestr("word/document.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a/>')

    assert reasons(tmp_path / "a.docx") == {"document_type_refused"}


SAMPLES = {
    "a.html": HTML.encode(),
    "a.vcf": CARDS.encode(),
    "a.xml": XML.encode(),
    "a.rtf": rb"{\rtf1\ansi Sana \u1579? Tariq\par}",
}
blows = st.lists(st.tuples(st.sampled_from("cut flip drop double".split()), st.floats(0, 1)), min_size=1, max_size=3)


@pytest.mark.parametrize("name", SAMPLES)
def test_damage_is_never_more_than_a_reason(name: str, tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("damage")

    @settings(max_examples=CASES, deadline=None)
    @given(blows)
    def holds(how: list[tuple[str, float]]) -> None:
        data = SAMPLES[name]
        for kind, where in how:
            at = int(where * len(data))
            data = {
                "cut": data[: max(1, at)],
                "flip": data[:at] + bytes(each ^ 0x41 for each in data[at : at + 3]) + data[at + 3 :],
                "drop": data[:at] + data[at + 5 :],
                "double": data[:at] + data[at : at + 40] * 2 + data[at + 40 :],
            }[kind]
        path = folder / name
        path.write_bytes(data or b"x")
        with contextlib.suppress(EvidenceError):
            read_all(path)

    holds()


def test_texts_and_comments_between_records_are_kept(tmp_path: Path):
    person = "<person><name>N {0}</name><cnic>35202-{0}</cnic></person>said {0}<!-- call {0} -->"
    people = "".join(person.format(i) for i in range(9))
    (tmp_path / "people.xml").write_text(f"<people>{people}<last>x</last></people>")
    told = told_by(tmp_path / "people.xml", tmp_path)
    texts = " ".join(cell or "" for frame in told.frames[1:] for row in frame.drop("at").rows() for cell in row)

    assert told.frames[0].height == 9
    assert all(f"said {i}" in texts and f"call {i}" in texts for i in range(9))


def test_xml_behind_a_comment_is_read(tmp_path: Path):
    path = tmp_path / "messages.xml"
    records = "".join(f"<sms number='0300123456{each}'/>" for each in range(5))
    path.write_text(f"<?xml version='1.0'?><!-- a backup --><smses>{records}</smses><!-- end -->")

    assert sum(len(rows) for rows in tables(path).values()) == 5


def test_what_stands_beside_the_body_of_rich_text_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.rtf").write_text(
        r"{\rtf1\ansi{\fonttbl{\f0 Arial;}}{\info{\author Ali Raza}{\title List}}{\headerf Head 1}{\footer Foot 2}"
        r"Body 3{\footnote Note 4} more{\*\annotation Remark 5}"
        r'{\field{\*\fldinst HYPERLINK "https://example.org/6"}{\fldrslt link 7}}\par}'
    )
    said = " ".join(row[0] or "" for row in told_by(tmp_path / "a.rtf", tmp_path).rows)
    wanted = ["Ali Raza", "List", "Head 1", "Foot 2", "Body 3", "Note 4", "more", "Remark 5", "example.org/6", "link 7"]

    assert [each for each in wanted if each not in said] == []
    assert "Arial" not in said
