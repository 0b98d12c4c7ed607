from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.triage.formats.conftest import told_by
from triage import find, read
from triage.formats import key_value_blocks
from triage.records import key_values

BOT = """🔹 *Name:* Sana Tariq
🔹 CNIC : 35202-1000001-2
🔹 Number → 03001000001
🔹 Address = House 1, Street 2, Lahore

----------------
🔹 *Name:* Bilal Ahmed
🔹 CNIC : 35202-1000002-1
a remark
🔹 Number → 03001000002
🔹 Address = House 2, Karachi
"""

URDU = """نام: ثنا طارق
شناختی کارڈ نمبر: ۳۵۲۰۲-۱۰۰۰۰۰۱-۲
پتہ: مکان نمبر ۱، لاہور

نام: بلال
شناختی کارڈ نمبر: ۳۵۲۰۲-۱۰۰۰۰۰۲-۱
پتہ: کراچی
"""


def told(text: str) -> list[dict[str, str]]:
    lines = text.split("\n")
    columns = key_values.table(lines)
    frame = key_values.rows(lines, range(len(lines)), columns)
    return [
        {columns[int(key)]: value for key, value in row.items() if value is not None}
        for row in frame.drop("at").to_dicts()
    ]


def test_answers_of_a_bot_are_records():
    assert told(BOT) == [
        {"Name": "Sana Tariq", "CNIC": "35202-1000001-2", "Number": "03001000001",
         "Address": "House 1, Street 2, Lahore"},
        {"Name": "Bilal Ahmed", "CNIC": "35202-1000002-1", "Number": "03001000002", "Address": "House 2, Karachi",
         "(other text)": "a remark"},
    ]  # fmt: skip


def test_urdu_keys_are_keys():
    assert [row["نام"] for row in told(URDU)] == ["ثنا طارق", "بلال"]


def box(person: tuple[str, str, str], line: str, ruler: str) -> str:
    rows = zip(("MSISDN", "OWNER", "CNIC"), person, strict=True)
    return "\n".join([ruler, *(line.format(label, value) for label, value in rows), ruler, ""])


BOXED = [("923001000001", "Sana Tariq", "35202-1000001-2"), ("923001000002", "Bilal Ahmed", "35202-1000002-1")] * 3


@pytest.mark.parametrize(
    ("line", "ruler"),
    [
        ("| {:8} | {} |", "+------+------+"),
        ("| {:8} | {:20} |", ""),
        ("\u2502 {:8} \u2502 {:20} \u2502", "\u250c\u2500\u2500\u252c\u2500\u2500\u2510"),
    ],
    ids=["ruled", "bars alone", "box-drawing"],
)
@pytest.mark.parametrize("above", ["", "Result of your query\n"], ids=["alone", "with a line above"])
def test_answers_drawn_as_boxes_are_records(line: str, ruler: str, above: str, tmp_path: Path) -> None:
    path = tmp_path / "answers.txt"
    path.write_text("".join(above + box(person, line, ruler) for person in BOXED))
    told = told_by(path, tmp_path)

    assert told.sources[0].columns == ("MSISDN", "OWNER", "CNIC", "(other text)")
    assert [row[:3] for row in told.rows] == BOXED


def test_a_drawn_table_of_two_columns_is_no_box_of_labels(tmp_path: Path) -> None:
    rows = [("name", "cnic"), *((name, cnic) for _, name, cnic in BOXED)]
    path = tmp_path / "table.txt"
    path.write_text("+---+---+\n" + "".join(f"| {name:12} | {cnic} |\n" for name, cnic in rows) + "+---+---+\n")

    assert told_by(path, tmp_path).rows == rows[1:]


WRITTEN = [
    "[{}]   {}",
    "[{}]: {}",
    "<{}>: {}",
    "<{}> {}",
    "{{{}}} {}",
    "*{}* {}",
    "**{}** {}",
    "`{}` {}",
    "_{}_ {}",
    "\u3010{}\u3011{}",
    "{} -> {}",
    "{} => {}",
    "{} --> {}",
    "{} | {}",
    "{} > {}",
    "{} >> {}",
    "{} ~ {}",
    "{}........ {}",
    "\U0001f464 {}: {}",
    "\U0001f464 [{}] {}",
    "\u2551 {}: {} \u2551",
    "\u2502 {} : {}",
    "\u2514\u2500 {} : {}",
    "\u2570\u27a4 {} \u27a4 {}",
    "[+] {}: {}",
    "| {} : {} |",
]


@pytest.mark.parametrize("between", ["", "\n", "```\n```\n", "\u2550\u2550\u2550\u2550\u2550\n"])
@pytest.mark.parametrize("way", WRITTEN)
def test_keys_may_be_in_brackets_or_behind_marks(way: str, between: str) -> None:
    people = [
        {"NAME": f"SANA {each}", "NIC": f"352020000{i}003", "MOB": f"0300123450{i}"} for i, each in enumerate("ABCD")
    ]
    text = between.join("".join(way.format(*pair) + "\n" for pair in person.items()) for person in people)

    assert [{key: row.get(key) for key in person} for row, person in zip(told(text), people, strict=True)] == people


def test_an_unknown_key_in_brackets_is_one_beside_known_ones() -> None:
    text = "".join(f"[NAME] SANA {each}\n[NIC] 352020000{i}003\n[NETW] JAZZ\n" for i, each in enumerate("ABC"))

    assert [row["NETW"] for row in told(text)] == ["JAZZ"] * 3


@pytest.mark.parametrize("between", ["\n", ""])
def test_fields_with_their_length_are_pairs(between: str) -> None:
    text = "made by hand<EOH>\n" + between.join(f"<NAME:6>SANA {i}<CNIC:13>352020000{i}003<eor>" for i in range(5))

    assert [(row["NAME"], row["CNIC"]) for row in told(text)] == [(f"SANA {i}", f"352020000{i}003") for i in range(5)]


@pytest.mark.parametrize("gap", ["", "\n", "\n\n", "======\n"])
def test_several_pairs_stand_on_a_line(gap: str):
    text = gap.join(f"Name: A{i} | CNIC: 35202-100000{i}-1 | Mobile: 0300100000{i}\n" for i in range(5))

    assert [row["Mobile"] for row in told(text)] == [f"0300100000{i}" for i in range(5)]


@pytest.mark.parametrize(
    "text",
    [
        "<Ali> salam\n<Sara> wasalam\n<Ali> how are you\n<Sara> fine\n" * 5,
        "[INFO] started\n[WARN] slow\n[INFO] done\n" * 5,
        "Ali: salam\nSara: wasalam\nAli: how are you\nSara: fine\n" * 5,
        "INFO: started\nWARN: slow\nINFO: done\n" * 5,
        "a,b,c\n1,2,3\n" * 5,
        '{"name": "x"}\n' * 5,
        "Dear Sir,\nplease find the list.\nRegards\n" * 5,
        "",
    ],
)
def test_what_is_no_block_is_none(text: str):
    assert key_values.table(text.split("\n")) == ()


def test_a_file_of_blocks_is_a_table(tmp_path: Path):
    path = tmp_path / "answers.txt"
    path.write_text(BOT * 20, encoding="utf-8")
    (evidence,) = find.evidence([path], tmp_path)
    (source,) = read.identify(evidence)
    made = [batch for chunk in read.split(source) for batch in read.batches(chunk)]

    assert (source.reader, source.is_text, source.columns[:2]) == ("blocks", False, ("Name", "CNIC"))
    assert sum(batch.frame.height for batch in made) == 40
    assert sum(batch.coverage.bytes_read for batch in made) == path.stat().st_size


def test_chunks_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "answers.txt"
    path.write_text(BOT * 3_000, encoding="utf-8")
    (evidence,) = find.evidence([path], tmp_path)
    (source,) = read.identify(evidence)
    whole = [row for chunk in read.split(source) for batch in read.batches(chunk) for row in batch.frame.rows()]
    monkeypatch.setattr(key_value_blocks, "_CHUNK", 65_536)
    cut = [row for chunk in read.split(source) for batch in read.batches(chunk) for row in batch.frame.rows()]

    assert len(list(read.split(source))) > 3
    assert cut == whole


@given(st.text(max_size=300))
def test_any_text_goes_through(text: str):
    columns = key_values.table(text.split("\n")) or ("Name", "CNIC", key_values.OTHER)
    lines = text.split("\n")
    frame = key_values.rows(lines, range(len(lines)), columns)
    kept = "".join(str(cell) for row in frame.drop("at").rows() for cell in row if cell)

    assert all(
        key_values.same(line)[:20] in key_values.same(kept) or ":" in line or "=" in line
        for line in lines
        if line.isalpha()
    )


@pytest.mark.parametrize("order", [("Name", "CNIC", "Number", "Address"), ("CNIC", "Name", "Number", "Address")])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_one_block_is_a_record_and_no_header(order: tuple[str, ...], end: str, tmp_path: Path) -> None:
    values = {"Name": "ZUBAIDA", "CNIC": "3520276543219", "Number": "03017654321", "Address": "HOUSE 77, LAHORE"}
    path = tmp_path / "rec.txt"
    path.write_bytes(end.join(f"{key}: {values[key]}" for key in order).encode())
    (evidence,) = find.evidence([path], tmp_path)
    (source,) = read.identify(evidence)
    (batch,) = (batch for chunk in read.split(source) for batch in read.batches(chunk))

    assert source.columns[:-1] == order
    assert batch.frame.drop("at").rows() == [(*(values[key] for key in order), None)]


EXPANDED = """-[ RECORD 1 ]---------
name   | Ali Raza
cnic   | 35202-2869979-2
mobile | 0300-3658875
-[ RECORD 2 ]---------
name   | Sara | Bibi
cnic   | 42101-2877898-5
mobile |
-[ RECORD 3 ]---------
cnic   | 42101-2877898-6
mobile | 0300-3658876
"""

VERTICAL = """*************************** 1. row ***************************
  name: Ali Raza
  cnic: 35202-2869979-2
*************************** 2. row ***************************
  cnic: 42101-2877898-5
*************************** 3. row ***************************
  name: Bilal
"""


def test_records_of_sql_clients_are_records():
    assert told(EXPANDED) == [
        {"name": "Ali Raza", "cnic": "35202-2869979-2", "mobile": "0300-3658875"},
        {"name": "Sara | Bibi", "cnic": "42101-2877898-5"},
        {"cnic": "42101-2877898-6", "mobile": "0300-3658876"},
    ]
    assert told(VERTICAL) == [
        {"name": "Ali Raza", "cnic": "35202-2869979-2"},
        {"cnic": "42101-2877898-5"},
        {"name": "Bilal"},
    ]


def test_what_a_bot_writes_around_each_answer_hides_no_block():
    around = "SIM DATA\nPlease wait\nLoading\n{}Thank you\nJoin us\nShare\nEnjoy\n\n"
    text = "".join(around.format(f"NAME : Ali\nCNIC : 35202-100000{i}-1\n") for i in range(9))

    assert len(told(text)) == 9


ADS = [
    "Order: 0300-9990001\nPayment: JazzCash\nBank: Meezan\nEmail: a@example.com\nWhatsApp: 0300-9990001\n",
    "Mobile: 0300-9990001\nEmail: a@example.com\nAddress: Saddar, Karachi\n" * 4,
]


@pytest.mark.parametrize("text", ADS)
def test_an_advertisement_is_no_record(text: str):
    assert key_values.table(text.split("\n")) == ()


@pytest.mark.parametrize("sign", [",", "\t", ";", ", ", " | "])
def test_one_record_that_stands_on_its_side_is_a_record(sign: str, tmp_path: Path) -> None:
    values = {"Name": "ZUBAIDA", "CNIC": "3520276543219", "Mobile": "03017654321", "Address": "HOUSE 77, LAHORE"}
    path = tmp_path / "rec.csv"
    path.write_text("".join(f"{key}{sign}{value}\n" for key, value in values.items()), encoding="utf-8")
    (evidence,) = find.evidence([path], tmp_path)
    (source,) = read.identify(evidence)
    (batch,) = (batch for chunk in read.split(source) for batch in read.batches(chunk))

    assert source.columns[:-1] == tuple(values)
    assert batch.frame.drop("at").rows() == [(*values.values(), None)]


@pytest.mark.parametrize(
    "text", ["Name,CNIC\nAli,35202\nBano,42101\n", "Name,Father,CNIC\nName,City,Mobile\nAli,Khan,1\nB,C,2\nD,E,3\n"]
)
def test_a_list_is_no_record_on_its_side(text: str) -> None:
    assert key_values.table(text.split("\n")) == ()


def test_a_label_that_names_whose_it_is_is_two(tmp_path: Path) -> None:
    people = [("Sana Mirza", "17301 0637806 7"), ("Ahmed Ali", "35201_5635072_5"), ("Hina Bibi", "42401.2175249.6")]
    (tmp_path / "a.txt").write_text("".join(f"CNIC of {name}: {number}\n" for name, number in people))
    told = told_by(tmp_path / "a.txt", tmp_path)

    assert told.sources[0].columns[:2] == ("Name", "CNIC")
    assert [row[:2] for row in told.rows] == people
    assert key_values.pairs("Date of Birth: 12-03-1980") == [("Date of Birth", "12-03-1980")]
    assert key_values.pairs("Name of Father: Akram") == [("Name of Father", "Akram")]


SLIP = """Pay Slip for the month of January 2023

Pers #: 3000071{0}       Buckle:
Name: {1}            JUNIOR CLERK
CNIC: 35202-100000{0}-2        GPF Interest Applied
"""


def test_what_stands_far_behind_a_name_is_no_part_of_it():
    names = ["GHULAM SHEIKH", "NAVEED FAROOQ", "SANA TARIQ"]
    records = told("\n".join(SLIP.format(number, name) for number, name in enumerate(names)))

    assert [each["Name"] for each in records] == names
    assert all("JUNIOR CLERK" in each[key_values.OTHER] for each in records)


def test_the_parts_of_an_address_stay_together_however_far_apart():
    (record, *_) = told("Name: Sana Tariq\nAddress: House 1      Street 2      Lahore\n\n" * 2)

    assert record["Address"].split() == ["House", "1", "Street", "2", "Lahore"]
