"""XML: which elements are records, in whatever they stand; and what they are called."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.triage.formats.conftest import told_by

TABLES = """<mysqldump><database name="s">
<table_data name="a"><row><field name="cnic">1</field><field name="name">x</field></row></table_data>
<table_data name="b"><row><field name="cnic">2</field></row><row><field name="cnic">3</field></row></table_data>
<table_data name="c"><row><field name="cnic">4</field></row><row><field name="cnic">5</field></row></table_data>
</database></mysqldump>"""


def records(text: str, folder: Path) -> list[tuple[str, dict[str, str]]]:
    """(table, cells) of every record, and of the texts that no record holds."""
    path = folder / "dump.xml"
    path.write_text(f'<?xml version="1.0"?>{text}', encoding="utf-8")
    told = told_by(path, folder)
    return [
        (source.table, {source.columns[int(key)]: value for key, value in row.items() if key != "at" and value})
        for source, frame in zip(told.sources, told.frames, strict=True)
        for row in frame.to_dicts()
    ]


def of_tables(text: str, folder: Path) -> list[dict[str, str]]:
    return [row for table, row in records(text, folder) if table != "(other text)"]


def person(number: int, more: str = "") -> str:
    return f"<person><name>Sana {number}</name><cnic>35202-123456{number}-1</cnic>{more}</person>"


def test_tables_of_a_dump_are_tables_whatever_their_number_of_rows(tmp_path: Path) -> None:
    found = records(TABLES, tmp_path)
    rows = [row for table, row in found if table.endswith("/row")]

    assert sorted(row["cnic"] for row in rows) == ["2", "3", "4", "5"]
    assert {row["(table_data.@name)"] for row in rows} == {"b", "c"}
    assert {"@name": "cnic", "text": "1", "(table_data.@name)": "a", "(database.@name)": "s"} in [
        row for _, row in found
    ]
    assert "(other text)" not in {table for table, _ in found}


def test_a_container_without_records_tells_its_attributes(tmp_path: Path) -> None:
    text = f'<r><list name="a">{person(1)}{person(2)}</list><list name="b"/></r>'

    assert ("(other text)", {"path": "r/list@name", "text": "b"}) in records(text, tmp_path)


@pytest.mark.parametrize("holder", ['<list name="{}">', "<list>", "<group><list>"])
def test_containers_are_no_records(holder: str, tmp_path: Path) -> None:
    closing = "</list></group>" if "group" in holder else "</list>"
    text = "".join(f"{holder.format(i)}{person(2 * i)}{person(2 * i + 1)}{closing}" for i in range(3))
    found = records(f"<r>{text}</r>", tmp_path)
    rows = [row for _, row in found]

    assert {table.rpartition("/")[2] for table, _ in found} == {"person"}
    assert [row["cnic"] for row in rows] == [f"35202-123456{i}-1" for i in range(6)]


def test_what_belongs_to_a_person_stays_with_the_person(tmp_path: Path) -> None:
    phones = '<phones><phone type="a"><no>03001234567</no></phone><phone type="b"><no>03011234568</no></phone></phones>'
    rows = of_tables(f"<r>{person(1, phones)}{person(2, phones)}</r>", tmp_path)

    assert [row["phones.phone.no"] for row in rows] == ["03001234567; 03011234568"] * 2
    assert [row["name"] for row in rows] == ["Sana 1", "Sana 2"]


def test_many_records_inside_an_element_with_a_name_are_the_records(tmp_path: Path) -> None:
    branch = f"<branch><title>Lahore</title>{''.join(person(i % 9) for i in range(30))}</branch>"
    found = records(f"<bank>{branch * 2}</bank>", tmp_path)

    assert len([row for table, row in found if table == "bank/branch/person"]) == 60
    assert [row["text"] for table, row in found if table == "(other text)"] == ["Lahore"] * 2


def test_keys_and_values_in_turn_are_fields(tmp_path: Path) -> None:
    one = "<dict><key>cnic</key><string>{}</string><key>old</key><true/><key>by</key>"
    one += "<dict><key>x</key><real>1</real></dict></dict>"
    rows = of_tables(f"<plist><array>{one.format(1)}{one.format(2)}</array></plist>", tmp_path)

    assert rows == [{"cnic": str(i), "old": "true", "by.x": "1"} for i in (1, 2)]


def test_one_list_of_keys_is_one_record_and_a_number_as_key_is_a_value(tmp_path: Path) -> None:
    text = (
        "<plist><dict><key>03001234567</key><string>Sana</string><key>city</key><string>Lahore</string></dict></plist>"
    )

    assert of_tables(text, tmp_path) == [{"(key)": "03001234567", "value": "Sana", "city": "Lahore"}]


def test_settings_of_android_are_one_record(tmp_path: Path) -> None:
    text = """<map><string name="cnic">35202-1234567-1</string><long name="last" value="5" />
    <string name="user">Sana</string><set name="all"><string>a</string><string>b</string></set></map>"""

    assert of_tables(text, tmp_path) == [
        {"cnic": "35202-1234567-1", "last": "5", "user": "Sana", "set.@name": "all", "set.string": "a; b"}
    ]


def test_a_person_whose_name_is_an_attribute_is_no_column(tmp_path: Path) -> None:
    rows = of_tables('<r><contact name="Sana">0300</contact><contact name="Ali">0301</contact></r>', tmp_path)

    assert rows == [{"@name": "Sana", "text": "0300"}, {"@name": "Ali", "text": "0301"}]


PERSONS = [(f"{name}_Mirza", f"35202-12345{i:02}-1") for i, name in enumerate(["Sana", "Ayesha", "Bilal", "Kamran"])]


@pytest.mark.parametrize(
    "each",
    ["<{}>{}</{}>", "<p {}='{}'/>", "<{}><cnic>{}</cnic></{}>", "<x>text</x><{}>{}</{}>"],
)
def test_a_person_by_whom_an_element_is_named_is_a_value(each: str, tmp_path: Path) -> None:
    found = records("<r>" + "".join(each.format(name, cnic, name) for name, cnic in PERSONS) + "</r>", tmp_path)
    said = [set(row.values()) for _, row in found]

    assert all({name.replace("_", " "), cnic} <= {*set().union(*said)} for name, cnic in PERSONS)
    assert all(any({name.replace("_", " "), cnic} <= row for row in said) for name, cnic in PERSONS)
    assert not any("Mirza" in column for _, row in found for column in row)


def test_words_of_headers_are_no_persons(tmp_path: Path) -> None:
    row = "<row><Father_Name>a</Father_Name><CityName>b</CityName><e-mail>c</e-mail></row>"

    assert of_tables(f"<r>{row * 2}</r>", tmp_path) == [{"Father_Name": "a", "CityName": "b", "e-mail": "c"}] * 2
