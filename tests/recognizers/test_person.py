from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.recognizers import fold_column, load
from triage.recognizers.person import first_word, gender, known_words, last_word
from triage.rules import load as load_rules

RULES = load_rules()
WORDS = sorted(
    {row["word"].upper() for row in RULES.table("names") if row["word"].isalpha() and row["kind"] == "given"}
)


def one(value: str | None, expression: pl.Expr) -> object:
    frame = pl.DataFrame({"name": [value]}, schema={"name": pl.String})
    return frame.select(expression.alias("so")).item()


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("MUHAMMAD ALI", "MUHAMMAD ALI"),
        ("muhammad ali", "MUHAMMAD ALI"),
        ("  Muhammad   Ali ", "MUHAMMAD ALI"),
        ('"Muhammad Ali"', "MUHAMMAD ALI"),
        ("M. ABDUL GHAFOOR", "M ABDUL GHAFOOR"),
        ("Ch. Muhammad Akram", "CH MUHAMMAD AKRAM"),
        ("Qurat-ul-Ain", "QURAT-UL-AIN"),
        ("Mst. Shazia Bibi", "SHAZIA BIBI"),
        ("MST SHAZIA BIBI W/O AKRAM", "SHAZIA BIBI"),
        ("Dr. Haji Abdul Ghani", "ABDUL GHANI"),
        ("HAFIZ ULLAH", "HAFIZ ULLAH"),
        ("HAFIZ UMAR", "UMAR"),
        ("IMRAN KHAN S/O AKRAM KHAN", "IMRAN KHAN"),
        ("KHAN/IMRAN MR", "IMRAN KHAN"),
        ("BIBI / SHAZIA MRS.", "SHAZIA BIBI"),
        ("IMRAN KHAN S / O AKRAM KHAN", "IMRAN KHAN"),
        ("IMRAN KHAN SO AKRAM KHAN", "IMRAN KHAN"),
        ("IMRAN KHAN SON OF AKRAM", "IMRAN KHAN"),
        ("S/O AKRAM KHAN", "AKRAM KHAN"),
        ("ALI AHMED AND/OR SANA ALI", "ALI AHMED"),
        ("AKRAM KHAN (LATE)", "AKRAM KHAN"),
        ("Name: Imran Khan, Lahore", "IMRAN KHAN"),
        ("محمد اکرم ولد محمد اسلم", "محمد اکرم"),
        ("مسماۃ نسرین بی بی", "نسرین بی بی"),
        ("محمد علي", "محمد علی"),
        ("Biroosh Lazadah", "BIROOSH LAZADAH"),
    ],
)
def test_name_is_read_as_written(value, cell: str, name: str):
    assert value("PERSON")([cell]) == [name]


@pytest.mark.parametrize(
    "cell",
    ["", " ", "-", "A", "N/A", "nil", "NULL", "ALI 123", "03001000001", "a@example.org", "****", "ALI ****",
     "#REF!", "one two three four five six seven eight nine", "HTTP://EXAMPLE.ORG", None],
)  # fmt: skip
def test_cell_that_cannot_be_a_name_has_none(value, cell: str | None):
    assert value("PERSON")([cell]) == [None]


@pytest.mark.parametrize(
    ("name", "is_valid"),
    [
        ("MUHAMMAD ALI", True),
        ("ALI", True),
        ("SAIFULLAH", True),
        ("ABDULREHMAN", True),
        ("عبدالرحمٰن", True),
        ("مصطفیٰ", True),
        ("BIROOSH LAZADAH", True),
        ("LAZADAH", False),
        ("RAJPUT", False),
        ("ALI RAJPUT", True),
        ("ACTIVE", False),
        ("SUZUKI MEHRAN", False),
        ("ALI TRADERS", False),
        ("SOFTWARE ENGINEER", False),
        ("COLLECTION CENTRE", False),
        (None, None),
    ],
)
def test_name_is_valid_where_it_reads_like_one(valid, name: str | None, is_valid: bool | None):  # noqa: FBT001
    assert valid("PERSON")([name]) == [is_valid]


@pytest.mark.parametrize(
    ("name", "sex"),
    [
        ("MUHAMMAD ASLAM", "M"),
        ("MOHD ASLAM", "M"),
        ("M ASLAM", "M"),
        ("محمد اسلم", "M"),
        ("SHAZIA BIBI", "F"),
        ("نسرین بی بی", "F"),
        ("FATIMA", "F"),
        ("SANA KHAN", "F"),
        ("MST AKRAM", "F"),
        ("ZAIB UN NISA", "F"),
        ("QURAT-UL-AIN", "F"),
        ("NOOR FATIMA", "F"),
        ("GHULAM FATIMA", "F"),
        ("SAIFULLAH", "M"),
        ("ABDUL GHAFOOR", "M"),
        ("IMRAN KHAN", "M"),
        ("MALIK FATIMA", "F"),
        ("RANA TAHIR", "M"),
        ("PIR SABIR SHAH", "M"),
        ("MALIK", None),
        ("ABU BAKAR", "M"),
        ("UMM-E-KULSOOM", "F"),
        ("ام کلثوم", "F"),
        ("ALLAH DITTA", "M"),
        ("GHULAM RASOOL", "M"),
        ("SANA", "F"),
        ("KIRAN ALI", None),
        ("NOOR AHMED", None),
        ("MUHAMMAD BIBI", None),
        ("BIROOSH LAZADAH", None),
        (None, None),
    ],
)
def test_gender_is_told_where_the_name_tells_it(name: str | None, sex: str | None):
    assert one(name, gender(pl.col("name"), RULES)) == sex


def test_gender_is_a_part(parts):
    assert parts("PERSON", "SHAZIA BIBI") == {"gender": "F"}


@pytest.mark.parametrize(
    ("name", "known", "total"),
    [("MUHAMMAD ALI", 2, 2), ("MUHAMMAD XYLO", 1, 2), ("BIROOSH", 0, 1), ("محمد علی", 2, 2), ("KHAIRULLAH", 1, 1)],
)
def test_known_words_are_counted(name: str, known: int, total: int):
    counted = known_words(pl.col("name"), RULES)

    assert (one(name, counted[0]), one(name, counted[1])) == (known, total)


def test_first_and_last_word():
    assert one("MUHAMMAD ALI KHAN", first_word(pl.col("name"))) == "MUHAMMAD"
    assert one("MUHAMMAD ALI KHAN", last_word(pl.col("name"))) == "KHAN"
    assert one("ALI", last_word(pl.col("name"))) == "ALI"


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4), st.sampled_from([str.lower, str.title, str.upper]))
def test_names_of_known_words_are_found_and_valid(words: list[str], write):
    person = load(RULES)["PERSON"]
    cells = pl.DataFrame({"cell": fold_column(pl.Series([write(" ".join(words))]))})
    found = cells.select(person.value(pl.col("cell")).alias("value"))

    assert found.item() == " ".join(words)
    assert found.select(person.valid(pl.col("value"))).item() is True


@given(st.text(max_size=80))
def test_value_of_a_value_is_itself(text: str):
    person = load(RULES)["PERSON"]
    once = pl.DataFrame({"cell": fold_column(pl.Series([text]))}).select(person.value(pl.col("cell")).alias("cell"))
    twice = once.select(person.value(pl.col("cell")).alias("cell"))

    assert once.item() is None or once.item() == once.item().strip()
    assert twice.item() == once.item()


def test_names_of_a_generator_are_names_that_the_tables_do_not_know(value, valid):
    faker = pytest.importorskip("faker").Faker("en_PK")
    faker.seed_instance(1)
    names = value("PERSON")([faker.name() for _ in range(500)])
    known, words = known_words(pl.col("name"), RULES)
    share = pl.DataFrame({"name": names}).select(known.sum() / words.sum()).item()

    assert None not in names
    assert sum(filter(None, valid("PERSON")(names))) > 450
    assert share < 0.4


@pytest.mark.parametrize(
    "name",
    ["الهه ڏنو", "علي نواز ميمڻ", "ٻچل شاهه", "ګلالۍ بی بی", "Gurpreet Singh", "Ramesh Meghwar", "Emmanuel Masih",
     "Cyrus Cowasjee", "M. Aslam", "S. M. Zafar"],
)  # fmt: skip
def test_names_of_every_community_are_names(name: str) -> None:
    person = load(RULES)["PERSON"]
    cells = pl.DataFrame({"name": fold_column(pl.Series([name]))})

    assert cells.select(person.valid(person.value(pl.col("name")))).item() is True


@pytest.mark.parametrize(
    "name",
    [
        "عبدالغني ڀٽو",
        "امينه ٻگھيو",
        "زاهد حسين ڄاموٽ",
        "شبانه ڪلهوڙو",
        "علي نواز ٿيٻو",
        "ګل خان اڅکزی",
        "زرغونه يوسفزۍ",
        "ډاکټر نجيب",
    ],
)
def test_names_in_letters_of_sindhi_and_pashto_are_names(name: str) -> None:
    person = load(RULES)["PERSON"]
    told = pl.DataFrame({"cell": fold_column(pl.Series([name]))}).select(person.value(pl.col("cell")).alias("name"))

    assert told.select(person.valid(pl.col("name"))).to_series().to_list() == [True]
