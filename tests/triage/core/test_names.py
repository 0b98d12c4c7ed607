from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from tests.triage.formats.conftest import told_by
from triage.app.scan import Options, scan
from triage.core import names
from triage.core.names import is_value, shown, shown_file
from triage.core.persons_in_names import Kind
from triage.core.progress import Silent

VALUES = {
    "ZUBAIDA QALANDARI": "Z*** Q***",
    "Sana Tariq": "S*** T***",
    "tbl_ali_raza": "T*** A*** R***",
    "Mst. Shazia Bibi": "M*** S*** B***",
    "علی رضا": "ع*** ر***",
    "House 9 Street 3 Model Town Lahore": "***",
    "35202-1234567-1": "*****-*******-*",
    "sim 0300 1234567": "sim **** *******",
    "chat Gulmakai Wazirzada 03001234567": "chat *** *** ***********",
    "0300 1234567 (Ali)": "**** ******* (***)",
    "invented@example.org": "*",
    "Name: ZUBAIDA": "Name: ***",
    "CNIC = 3520276543219": "CNIC = ***",
}

NAMES = [
    "Customer Name", "Father Name", "Name of Father", "CNIC No", "Mobile No.", "Address 1", "Address Line 2",
    "Street Address", "House No", "Sim Owner", "Account Title", "District", "City", "Bank Name", "Model Town",
    "Shah Jahan Road", "2024-06-01", "users_20240101", "backup_20240101_101500", "2023-24", "2023-2024",
    "Date: DD/MM/YYYY", "Gender (M/F)", "Phone: (home)", "Total Amount", "Person ID", "column 1", "", "x",
    "شناختی کارڈ نمبر", "نام", "والد کا نام",
]  # fmt: skip


@pytest.mark.parametrize("name", VALUES)
def test_names_that_are_values_are_told_and_masked(name: str) -> None:
    assert is_value(name)
    assert shown(name) == VALUES[name]


@pytest.mark.parametrize(
    ("path", "right"),
    [
        ("Imran Shahzad.(key)", "I*** S***.(key)"),
        ("people.Imran Shahzad[2].cnic", "people.I*** S***[2].cnic"),
        ("Profile.Profile Information.ProfileMap.userName", "Profile.Profile Information.ProfileMap.userName"),
    ],
)
def test_a_key_in_a_path_that_is_a_value_is_masked(path: str, right: str) -> None:
    assert shown(path) == right


@pytest.mark.parametrize("name", NAMES)
def test_names_that_are_names_stay(name: str) -> None:
    assert not is_value(name)
    assert shown(name) == name


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("35202-1234567-1 list.pdf", "*****-*******-* list.pdf"),
        ("calls/923001234567.csv", "calls/************.csv"),
        ("a@example.org.vcf", "*@*******.***.***"),
        ("PK36SCBL0000001123456702.txt", "************************.txt"),
        ("data/3001234567_sims.csv", "data/**********_sims.csv"),
        ("0300 123 4567.csv", "**** *** ****.csv"),
        ("352-78-123456 old.csv", "***-**-****** old.csv"),
        ("AB1234567_passport.pdf", "*********_passport.pdf"),
        ("imei 356938035643809.csv", "imei ***************.csv"),
        ("PK36SCBL0000AB1123456702.txt", "************************.txt"),
        ("backup_20240601123045.sql", "backup_20240601123045.sql"),
        ("msgs/c1059123456789012345.json", "msgs/c1059123456789012345.json"),
        ("IMG-20240601-WA0001.jpg", "IMG-20240601-WA0001.jpg"),
        ("export_2024-06-01.csv", "export_2024-06-01.csv"),
        ("Sana Tariq 35202-1234567-1.xlsx", "S*** T*** *****-*******-*.xlsx"),
        ("Sana 35202-1234567-1.xlsx", "S*** *****-*******-*.xlsx"),
        ("Zubaida Qalandari.csv.gz", "Z*** Q***.csv.gz"),
        ("Zubaida Qalandari 35202-1234567-1", "Z*** Q*** *****-*******-*"),
        ("sana_tariq.xlsx", "s***_t***.xlsx"),
        ("SanaTariq.zip > Muhammad Umar data.csv", "S***T***.zip > M*** U*** data.csv"),
        ("cases/Mst. Shazia Bibi/list.csv", "cases/M***. S*** B***/list.csv"),
        ("علی رضا.xlsx", "ع*** ر***.xlsx"),
        ("فاطمہ بی بی.xlsx", "ف*** ب*** ب***.xlsx"),
        ("Gulmakai Wazirzada 0300-1234567.csv", "G*** W*** ****-*******.csv"),
        ("Wadero_35202-1234567-1.txt", "W***_*****-*******-*.txt"),
        ("WhatsApp Chat with +92 300 1234567.txt", "WhatsApp Chat with +** *** *******.txt"),
        ("call records of 03001234567 new final.xlsx", "call records of *********** new final.xlsx"),
        ("Lahore_jazz_03001234567.csv", "Lahore_jazz_***********.csv"),
    ],
)
def test_names_of_files_show_no_person(name: str, right: str) -> None:
    assert shown_file(name) == right
    with names.revealed():
        assert shown_file(name) == name


@pytest.mark.parametrize(
    "name",
    ["customers.csv", "Lahore list.xlsx", "Rahim Yar Khan.csv", "Dera Ghazi Khan voters 2018.csv", "Ali.csv",
     "NADRA data 2022.csv", "Model Town list.csv", "khan_brothers_leads.csv", "Jazz Cash users.csv", "umar list.csv",
     "Gulberg Johar Town.csv", "sim_owners_full.csv.zip", "whatsapp_chat.txt", "nohead_ur.csv", "rs_us.txt"],
)  # fmt: skip
def test_ordinary_names_of_files_stay(name: str) -> None:
    assert shown_file(name) == name


FIRST_LINES = [
    "House 9 Street 3 Model Town Lahore,Zubaida Qalandari,secretpass\nx,y,z\nq,r,s\n",
    "Sana Tariq,Lahore,open\n",
    "Sana Tariq,N/A,Lahore\nAli Raza,0300-1234567,Karachi\n",
]


@pytest.mark.parametrize("text", FIRST_LINES)
def test_values_in_the_first_line_are_a_row(text: str, tmp_path: Path) -> None:
    path = tmp_path / "dump.csv"
    path.write_text(text, encoding="utf-8")
    told = told_by(path, tmp_path)

    assert not told.sources[0].has_header
    assert told.rows == [tuple(line.split(",")) for line in text.splitlines()]


def test_a_header_without_rows_is_one(tmp_path: Path) -> None:
    path = tmp_path / "dump.csv"
    path.write_text("name,cnic,mobile\n", encoding="utf-8")
    told = told_by(path, tmp_path)

    assert (told.sources[0].columns, told.rows) == (("name", "cnic", "mobile"), [])


def answered(seized: Path, case: Path, *rules: Path) -> str:
    result = scan([seized], Options(case=case, jobs=1, rules=rules), Silent())
    return json.dumps(result.document["dumps"], ensure_ascii=False)


def test_no_name_of_a_dump_file_key_or_column_shows_a_person(tmp_path: Path) -> None:
    seized = tmp_path / "seized"
    (seized / "0300-1234567").mkdir(parents=True)
    (seized / "0300-1234567" / "35202-1234567-1.json").write_text(
        '{"people": [{"name": "Ali", "3520276543219": 1}, {"name": "Bano", "3520276543219": 2}]}', encoding="utf-8"
    )
    said = answered(seized, tmp_path / "case")

    assert not [each for each in ("0300-1234567", "35202-1234567-1", "3520276543219") if each in said]


LABELS = """id: ward_number
entity: PK_WARD
title: Number of a ward
patterns:
  - {name: W and digits, regex: '(W[0-9]{4})', score: 0.4}
context: [halqa]
fields:
  - name: ward_number
    title: Number of a ward
    headers: {en: [zqhalqa]}
  - name: ward_officer
    title: Officer of a ward
    headers: {en: [zqafsar]}
examples:
  - {text: "W1234", value: "W1234"}
  - {text: "W1235", value: "W1235"}
  - {text: "W1236", value: "W1236"}
counter_examples:
  - {text: "W12", note: two digits}
  - {text: "X1234", note: another letter}
  - {text: "1234", note: no letter}
references:
  - {title: "example", read: "2026-11-23"}
"""


def test_blocks_are_told_by_the_rules_of_the_scan(tmp_path: Path) -> None:
    (tmp_path / "own" / "entities").mkdir(parents=True)
    (tmp_path / "own" / "entities" / "ward_number.yaml").write_text(LABELS, encoding="utf-8")
    path = tmp_path / "dump.txt"
    pairs = [(f"zqhalqa: W12{i}", f"zqafsar: number {i}") for i in range(10, 40)]
    turned = (pair if i % 3 else pair[::-1] for i, pair in enumerate(pairs))
    path.write_text("".join(f"{one}\n{other}\n\n" for one, other in turned), encoding="utf-8")
    names.use([])
    ours = json.loads(answered(path, tmp_path / "ours"))
    own = json.loads(answered(path, tmp_path / "case", tmp_path / "own"))
    names.use([])

    assert ours[0]["tables"][0]["format"] != "blocks"
    assert own[0]["tables"][0]["format"] == "blocks"
    assert own[0]["coverage"]["rows_read"] == 30


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("id 3 5 2 0 2 1 2 3 4 5 6 7 1.csv", "id * * * * * * * * * * * * *.csv"),
        ("35202\u20131234567\u20131.csv", "*****\u2013*******\u2013*.csv"),
        ("۳۵۲۰۲-۱۲۳۴۵۶۷-۱.csv", "*****-*******-*.csv"),
        ("tel 0300.123.4567 ZUBAIDA QALANDARI.csv", "tel ****.***.**** Z*** Q***.csv"),
        ("+92 (300) 123 4567.csv", "+** (***) *** ****.csv"),
        ("92 (0)300 1234567.csv", "** (*)*** *******.csv"),
        ("３００１２３４５６７.csv", "**********.csv"),
        ("House 9 Street 3 Model Town Lahore.txt", "House * Street * Model Town Lahore.txt"),
        ("7 Sana Tariq.csv", "7 S*** T***.csv"),
        ("AB1234567.pdf", "*********.pdf"),
        ("invented(at)example.org", "********(**)*******.***"),
    ],
)
def test_numbers_in_names_of_files_are_masked_in_any_signs(name: str, right: str) -> None:
    assert shown_file(name) == right


@pytest.mark.parametrize("name", [
    "IMG_20230514_101112.jpg", "31-12-2023_01.csv", "export_1684063512.json", "part-00012345.csv", "messages2.html",
    "2019 2020 2021 2022.csv", "a8f5f167f44f4964e6c998dee827110c", "20230514-1.csv", "NA-120 PP-145.xlsx",
])  # fmt: skip
def test_dates_serials_and_digests_tell_files_apart(name: str) -> None:
    assert shown_file(name) == name


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("Customer Sana Tariq", "Customer S*** T***"),
        ("t38 Dr Sana Tariq final", "t38 D*** S*** T*** f***"),
        ("Mst. Sana Tariq W/O Imran Shahzad", "Mst. S*** T*** W/O I*** S***"),
    ],
)
def test_a_person_among_the_words_of_a_table_or_key_is_masked(name: str, right: str) -> None:
    assert shown(name) == right


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("Zarghuna Bibi.jpg", "Z*** B***.jpg"),
        ("Gulwarin.jpg", "G***.jpg"),
        ("Begi Khan.pdf", "B*** K***.pdf"),
        ("Gulwarin Baloch (2).jpg", "G*** B*** (2).jpg"),
        ("sana_gulwarin_1.jpg", "s***_g***_1.jpg"),
        ("WhatsApp Chat with Shamroz Khel.txt", "WhatsApp Chat with S*** K***.txt"),
        ("WhatsApp Chat with Begal.txt", "WhatsApp Chat with B***.txt"),
        ("WhatsApp Chat with Family Group.txt", "WhatsApp Chat with Family Group.txt"),
        ("Gulwarin data.xlsx", "G*** data.xlsx"),
        ("foodpanda_orders.csv", "foodpanda_orders.csv"),
        ("affidavit.docx", "affidavit.docx"),
        ("kirayanama.pdf", "kirayanama.pdf"),
        ("tafseelat mobail.xlsx", "tafseelat mobail.xlsx"),
        ("msgstore.db", "msgstore.db"),
        ("simdata_db.sql", "simdata_db.sql"),
        ("a_jids.csv", "a_jids.csv"),
        ("a8beb1d7.md5", "a8beb1d7.md5"),
    ],
)
def test_rare_names_of_people_are_told_by_their_letters(name: str, right: str) -> None:
    assert shown_file(name) == right


@pytest.mark.parametrize("name", ["Gulwarin", "Shamroz Khel", "tbl_gulwarin"])
def test_a_sheet_a_chat_or_a_column_that_is_called_as_a_rare_name_is_masked(name: str) -> None:
    for kind in (Kind.FILE, Kind.COLUMN, Kind.TITLE):
        assert "***" in shown(name, kind)


@pytest.mark.parametrize("name", ["msisdn", "cust_typ", "father_name", "geohash", "khewat", "wp_usermeta", "nsccb"])
def test_columns_of_databases_stay(name: str) -> None:
    assert shown(name, Kind.COLUMN) == name


def test_names_beside_names_are_names() -> None:
    group = ["Sana.jpg", "Begal.jpg", "Gulwarin.jpg", "Shamroz.jpg", "list.csv"]
    alone = [shown_file(name) for name in group]
    names.tell_by_siblings([group])
    together = [shown_file(name) for name in group]
    names.tell_by_siblings([])

    assert alone == ["Sana.jpg", "Begal.jpg", "G***.jpg", "S***.jpg", "list.csv"]
    assert together == ["S***.jpg", "B***.jpg", "G***.jpg", "S***.jpg", "list.csv"]


def test_one_person_among_ordinary_names_tells_nothing_of_the_others() -> None:
    group = ["Sana.csv", "jazz.csv", "customers.csv", "lahore.csv", "orders.csv"]
    names.tell_by_siblings([group])
    told = [shown_file(name) for name in group]
    names.tell_by_siblings([])

    assert told == group


def test_no_rare_name_of_a_key_sheet_or_member_is_in_a_report(tmp_path: Path) -> None:
    seized = tmp_path / "seized"
    seized.mkdir()
    people = ["Gulwarin", "Shamroz", "Begal", "Zarwali"]
    row = {"cnic": "35202-1234567-1", "mobile": "0300-1234567"}
    (seized / "keyed.json").write_text(json.dumps({"list": [dict.fromkeys(people, 1) | row] * 3}), encoding="utf-8")
    with zipfile.ZipFile(seized / "photos.zip", "w") as packed:
        for each in people:
            packed.writestr(f"album/{each}.csv", "cnic\n35202-1234567-1\n")
    said = answered(seized, tmp_path / "case")

    assert not [each for each in people if each in said]
    assert "keyed.json" in said
    assert "mobile" in said
