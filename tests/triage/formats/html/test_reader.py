"""Pages: what a reader sees, what tags say, and nothing lost to nesting, damage or wrong encodings."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from tests.triage.formats.conftest import Reading, told_by
from tests.triage.formats.damage import CASES, Change, damaged
from triage.core.format_info import Claim
from triage.formats.html import reader as html_reader

URDU = "ثنا طارق"


def written(path: Path, body: str, encoding: str = "utf-8") -> Path:
    page = path / "a.html"
    page.write_bytes(f"<html><body>{body}</body></html>".encode(encoding))
    return page


def texts(reading: Reading, page: Path) -> list[str]:
    return reading(page).frames[0]["0"].to_list()


def tables(reading: Reading, page: Path) -> dict[str, list[tuple[str | None, ...]]]:
    told = reading(page)
    return {source.table: frame.drop("at").rows() for source, frame in zip(told.sources, told.frames, strict=True)}


def test_tables_with_the_same_columns_are_one(reading: Reading, tmp_path: Path):
    each = "<table><tr><th>name</th><th>cnic</th></tr><tr><td>Sana</td><td>35202-100{:04}-2</td></tr></table>"
    told = tables(reading, written(tmp_path, "".join(each.format(i) for i in range(300))))

    assert list(told) == ["", "table 1"]
    assert told["table 1"] == [("Sana", f"35202-100{i:04}-2") for i in range(300)]


def test_tables_of_keys_and_values_are_records(reading: Reading, tmp_path: Path):
    row = "<tr><td>{}</td><td>{}</td></tr>"
    one = "<table>" + row.format("Name:", "Sana") + row.format("CNIC", "35202-1000001-2") + "</table>"
    told = reading(written(tmp_path, one * 3))

    assert told.sources[1].columns == ("Name", "CNIC", "(other text)")
    assert told.frames[1].drop("at").rows() == [("Sana", "35202-1000001-2", None)] * 3


@pytest.mark.parametrize("pairs_in_row", [1, 2])
def test_labels_may_stand_behind_their_values(pairs_in_row: int, reading: Reading, tmp_path: Path) -> None:
    """Right-to-left pages have the label in the last column."""
    pairs = [("علی رضا", "نام"), ("محمد عثمان", "والد کا نام"), ("34603-5730320-9", "شناختی نمبر"), ("Lahore", "شہر")]
    cells = [f"<td>{value}</td><th>{label}</th>" for value, label in pairs]
    rows = ["".join(cells[i : i + pairs_in_row]) for i in range(0, len(cells), pairs_in_row)]
    told = reading(written(tmp_path, ("<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>") * 3))

    assert told.sources[1].columns[:-1] == tuple(label for _, label in pairs)
    assert told.frames[1].drop("at").rows() == [(*(value for value, _ in pairs), None)] * 3


def test_a_page_has_a_bounded_number_of_sources(reading: Reading, tmp_path: Path):
    each = "<table><tr><td>a{0}</td><td>b{0}</td></tr><tr><td>1111</td><td>2222</td></tr></table>"
    told = reading(written(tmp_path, "".join(each.format("x" * i) for i in range(1, 60))))

    assert len(told.sources) < 30
    assert sum(frame.height for frame in told.frames) >= 59


def test_spans_keep_cells_under_their_column(reading: Reading, tmp_path: Path):
    page = written(
        tmp_path,
        "<table><tr><th>city</th><th>name</th><th>cnic</th></tr><tr><td rowspan=2>Lahore</td><td>Sana</td>"
        "<td>35202</td></tr><tr><td>Bilal</td><td>35203</td></tr><tr><td colspan=2>both</td>"
        "<td>35204</td></tr></table>",
    )

    assert tables(reading, page)["table 1"] == [
        ("Lahore", "Sana", "35202"),
        ("Lahore", "Bilal", "35203"),
        ("both", None, "35204"),
    ]


def test_a_table_in_a_cell_ends_no_row(reading: Reading, tmp_path: Path):
    inner = "<table><tr><td>x1</td><td>y1</td><td>z1</td></tr></table>"
    page = written(tmp_path, f"<table><tr><td>before {inner} after</td><td>last</td></tr></table>")
    told = reading(page)
    rows = {tuple(row) for frame in told.frames[1:] for row in frame.drop("at").rows()}

    assert rows == {("before\nafter", "last"), ("x1", "y1", "z1")}


def test_what_no_reader_sees_is_text(reading: Reading, tmp_path: Path):
    page = written(
        tmp_path,
        '<input type=hidden name=cnic value="35202-1000001-2"><p data-phone="03001000001" '
        "onclick=\"show('a@example.com')\">x</p><style>.a{}</style><script>\nvar k = 'secret';\n</script>"
        "<!-- kept --><img src='cnic-35202.jpg' alt='card'>",
    )

    assert {
        "cnic: 35202-1000001-2", "data-phone: 03001000001", "onclick: show('a@example.com')", "var k = 'secret';",
        "kept", "src: cnic-35202.jpg", "alt: card",
    } <= set(texts(reading, page))  # fmt: skip


def test_lines_of_the_source_are_no_lines_of_the_page(reading: Reading, tmp_path: Path):
    assert texts(reading, written(tmp_path, "<p>Sana\n   Tariq</p><pre>a\nb</pre>")) == ["Sana Tariq", "a", "b"]


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("utf-8", ""), ("utf-8", "windows-1252"), ("cp1256", "windows-1256"), ("utf-16", ""), ("cp1252", "utf-8")],
)
def test_the_encoding_is_what_the_bytes_show(encoding: str, declared: str, reading: Reading, tmp_path: Path):
    text = "café ali" if encoding == "cp1252" else "ثنا طارق"
    page = tmp_path / "a.html"
    page.write_bytes(f"<html><head><meta charset='{declared}'></head><p>{text}</p></html>".encode(encoding))

    assert text in texts(reading, page)


def test_bytes_that_are_no_text_are_shown_and_counted(reading: Reading, tmp_path: Path):
    page = tmp_path / "a.html"
    page.write_bytes(f"<html><p>{URDU * 20}</p><p>35202\xff-1</p></html>".encode().replace(b"\xc3\xbf", b"\xff"))
    told = reading(page)

    assert "35202\\xff-1" in told.frames[0]["0"].to_list()
    assert set(told.coverage.reasons) == {"undecodable_bytes"}


def test_a_page_that_ends_in_a_tag_is_told(reading: Reading, tmp_path: Path):
    page = tmp_path / "a.html"
    page.write_bytes(b"<html><p>Sana</p><p cla")

    assert set(reading(page).coverage.reasons) == {"truncated"}


@pytest.mark.parametrize("tag", ["div", "table", "table><tr><td", "b", "font"])
def test_deep_nesting_is_read_in_time(tag: str, reading: Reading, tmp_path: Path):
    page = written(tmp_path, f"<{tag}>" * 30_000 + "Sana Tariq")
    told = reading(page)

    assert any("Sana Tariq" in (cell or "") for frame in told.frames for row in frame.rows() for cell in row[:-1])


@pytest.mark.parametrize(
    ("head", "name", "claim"),
    [
        (b"<!DOCTYPE html><p>", "x", Claim.SIGNATURE),
        (b"\xef\xbb\xbf\n<table>", "x.txt", Claim.SIGNATURE),
        (b"<p>a,b,c\n", "a.htm", Claim.SIGNATURE),
        (b"id,text\n1,<br>\n2,<p>x</p>\n", "a.csv", Claim.NONE),
        (b"INSERT INTO a VALUES ('<html>');", "a.sql", Claim.NONE),
        (b"", "a.html", Claim.NONE),
    ],
)
def test_only_pages_are_claimed(head: bytes, name: str, claim: Claim):
    assert html_reader.claims(head, name) == claim


SAMPLE = (
    b"<p>my number<br>0300-1000001</p><table><tr><th>name<th>cnic<tr><td rowspan=2>Sana<td>35202-1000001-2"
    b"<tr><td>1</table>"
)


def test_damage_loses_no_byte_from_the_books(tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("damage")

    @settings(max_examples=CASES)
    @given(damaged())
    def holds(change: Change) -> None:
        page = folder / "a.html"
        page.write_bytes(b"<html>" + change(SAMPLE))
        told = told_by(page, folder / "spool")

        assert told.coverage.balances(told.evidence.size_bytes)

    holds()


@pytest.mark.parametrize("begin", ["<style>td{x:y}</style>", '<meta charset="utf-8">'], ids=["style", "meta"])
def test_a_table_that_a_web_site_exports_as_a_workbook_is_a_table(begin: str, tmp_path: Path) -> None:
    rows = "".join(f"<tr><td>35202-{i:07}-1</td><td>ALI</td></tr>" for i in range(9))
    (tmp_path / "users.xls").write_text(f"{begin}<table><tr><th>cnic</th><th>name</th></tr>{rows}</table>")
    told = told_by(tmp_path / "users.xls", tmp_path)

    assert told.sources[-1].columns == ("cnic", "name")
    assert told.frames[-1].height == 9


@pytest.mark.parametrize("wide", [2, 4])
def test_a_list_of_people_is_no_card(wide: int, reading: Reading, tmp_path: Path) -> None:
    header = ("Guardian", "Contact No", "Guardian CNIC", "Residence")[:wide]
    names = ("Zeeshan Haider", "Nadia Parveen", "Hina Rauf", "Zeeshan Haider")
    people = [
        (name, f"0300-100000{i}", f"35202-100000{i}-1", f"House {i}, Lahore")[:wide] for i, name in enumerate(names)
    ]
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in [header, *people])

    told = reading(written(tmp_path, f"<table>{rows}</table>"))

    assert told.sources[1].columns == header
    assert tables(reading, tmp_path / "a.html")[told.sources[1].table] == people


def test_one_card_is_a_record(reading: Reading, tmp_path: Path) -> None:
    card = {"Name": "Zeeshan Haider", "CNIC": "35202-1000001-1", "Mobile": "0300-1000001", "Tax Office": "RTO"}
    rows = "".join(f"<tr><td>{key}</td><td>{value}</td></tr>" for key, value in card.items())

    told = reading(written(tmp_path, f"<table>{rows}</table>"))

    assert told.sources[1].columns[:4] == tuple(card)


ROWS = "<tr><th>Name</th><th>CNIC</th></tr>" + "<tr><td>Gulsher</td><td>35202-1234567-1</td></tr>" * 3


@pytest.mark.parametrize(
    ("above", "name"),
    [
        ("<h2>Customers of Lahore:</h2><table>", "table 1: Customers of Lahore"),
        ("<table><caption>Customers</caption>", "table 1: Customers"),
        ("<p>Data of Sana Mirza</p><table>", "table 1"),
        ("<p>0300-1234567</p><table>", "table 1"),
        (f"<p>{'This is what was found there. ' * 9}</p><table>", "table 1"),
        ("<table>", "table 1"),
    ],
)
def test_the_text_right_above_a_table_is_its_title(above: str, name: str, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(f"<html><body>{above}{ROWS}</table></body></html>")
    told = told_by(tmp_path / "a.html", tmp_path)

    assert [source.table for source in told.sources if source.table] == [name]
