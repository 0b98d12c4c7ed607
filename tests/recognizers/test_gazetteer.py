from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.recognizers.alphabet import URDU
from triage.recognizers.gazetteer import (
    district_in,
    district_of,
    district_of_cnic_code,
    gazetteer,
    names_place,
    place,
    province_of,
    same_district,
)
from triage.recognizers.text import fold
from triage.rules import load as load_rules

RULES = load_rules()
DISTRICTS = [row["district"] for row in RULES.table("districts")]
CODES = [row["district_code"] for row in RULES.table("cnic_districts")]
PROVINCES = {row["province"] for row in RULES.table("districts")}


def each(texts: list[str | None], expression: pl.Expr) -> list[object]:
    frame = pl.DataFrame({"it": [None if text is None else fold(text) for text in texts]}, schema={"it": pl.String})
    return frame.select(expression.alias("so")).to_series().to_list()


@pytest.mark.parametrize(
    ("address", "district"),
    [
        ("HOUSE 12, STREET 45, F-10/2, ISLAMABAD", "Islamabad"),
        ("VPO CHAK 77 GB TEHSIL JARANWALA DIST FAISALABAD", "Faisalabad"),
        ("VPO CHAK 77 GB TEHSIL JARANWALA", "Faisalabad"),
        ("KARACHI ROAD, LAHORE", "Lahore"),
        ("LAHORE, NEAR KARACHI ROAD", "Lahore"),
        ("FLAT 3, MODEL TOWN, LAHORE, PUNJAB, PAKISTAN", "Lahore"),
        ("H NO 3 T.T. SINGH", "Toba Tek Singh"),
        ("h no 3 r.y.khan", "Rahim Yar Khan"),
        ("GALI 3 DERA GHAZI KHAN", "Dera Ghazi Khan"),
        ("VILL DHERI DIST LOWER DIR", "Lower Dir"),
        ("GOTH SAMPLE MIRPUR KHAS", "Mirpur Khas"),
        ("BLOCK 3 NORTH KARACHI", "Karachi Central"),
        ("BLOCK 3 NORTH KARACHI KARACHI", "Karachi"),
        ("KASUR KASUR", "Kasur"),
        ("مکان نمبر 3، تحصیل چونیاں، ضلع قصور", "Kasur"),
        ("محلہ اسلام پورہ، فیصل آباد", "Faisalabad"),
        ("LAHOREWALA MOHALLA", None),
        ("SADDAR", None),
        ("TEHSIL KHANPUR", None),
        ("", None),
        (None, None),
    ],
)
def test_last_mention_tells_the_district(address: str | None, district: str | None):
    assert each([address], district_in(pl.col("it"), RULES)) == [district]


def test_every_district_is_told_by_its_own_name():
    addresses: list[str | None] = [f"HOUSE NO 3 GALI NO 4, ZILA {name.upper()}" for name in DISTRICTS]

    assert each(addresses, district_in(pl.col("it"), RULES)) == DISTRICTS


def test_every_district_is_a_place_in_itself():
    assert each(list(DISTRICTS), place(pl.col("it"), RULES)) == DISTRICTS
    assert each(list(DISTRICTS), district_of(pl.col("it"), RULES)) == DISTRICTS


def test_every_district_lies_in_its_province():
    expected = [row["province"] for row in RULES.table("districts")]

    assert each(list(DISTRICTS), province_of(pl.col("it"), RULES)) == expected


def test_every_place_of_the_tables_is_told_in_every_spelling():
    known = gazetteer(RULES).place
    spellings: list[str | None] = [row["urdu"].split("|")[0] for row in RULES.table("places") if row["urdu"]]

    assert None not in each(spellings, place(pl.col("it"), RULES))
    assert {row["place"] for row in RULES.table("places")} <= set(known.values())


def test_every_district_of_the_code_table_is_known():
    assert {row["district"] for row in RULES.table("cnic_code_districts")} <= {*DISTRICTS, "Karachi"}


def test_every_listed_code_has_a_district():
    assert {row["district_code"] for row in RULES.table("cnic_code_districts")} == set(CODES)
    assert None not in each(list(CODES), district_of_cnic_code(pl.col("it"), RULES))


def test_every_district_has_a_code():
    assert set(DISTRICTS) <= {row["district"] for row in RULES.table("cnic_code_districts")}


def test_a_code_and_its_own_district_agree():
    own = district_of_cnic_code(pl.col("it"), RULES)

    assert all(each(list(CODES), same_district(pl.col("it"), own, RULES)))


def test_a_code_and_its_district_lie_in_one_province():
    provinces = {
        row["district_code"]: row["province"].removesuffix(" (ex-FATA)") for row in RULES.table("cnic_districts")
    }
    own = district_of_cnic_code(pl.col("it"), RULES)

    assert each(list(provinces), province_of(own, RULES)) == list(provinces.values())


@pytest.mark.parametrize(
    ("code", "name", "agree"),
    [
        ("331", "Faisalabad", True),
        ("331", "Jaranwala", True),
        ("331", "Lahore", False),
        ("374", "Murree", True),
        ("341", "Wazirabad", True),
        ("150", "Lower Dir", True),
        ("221", "Lakki Marwat", True),
        ("420", "Malir", True),
        ("425", "Karachi", True),
        ("425", "Hyderabad", False),
        ("999", "Lahore", None),
        ("331", "Saddar", None),
        (None, "Lahore", None),
        ("331", None, None),
    ],
)
def test_code_and_district_agree_within_the_parent_district(code: str | None, name: str | None, agree: bool | None):  # noqa: FBT001
    frame = pl.DataFrame({"code": [code], "name": [name]}, schema={"code": pl.String, "name": pl.String})

    assert frame.select(same_district(pl.col("code"), pl.col("name"), RULES)).item() is agree


@pytest.mark.parametrize(
    ("name", "province"),
    [("Punjab", "Punjab"), ("Jaranwala", "Punjab"), ("Karachi", "Sindh"), ("Saddar", None), ("Nowhere", None)],
)
def test_province_of_any_place(name: str, province: str | None):
    assert each([name], province_of(pl.col("it"), RULES)) == [province]


def test_place_is_named_as_a_whole_word():
    texts: list[str | None] = ["GOTH X SANGHAR", "SANGHARPUR", "D.G. KHAN", "ضلع قصور", "قصوری", "MODEL TOWN", None]

    assert each(texts, names_place(pl.col("it"), RULES)) == [True, False, True, True, False, False, None]


SPELLINGS = sorted(gazetteer(RULES).mentions, key=len, reverse=True)
ALL = "|".join(spelling.replace(" ", "[ .-]+") for spelling in SPELLINGS)
WORDS = st.sampled_from(SPELLINGS) | st.sampled_from(["X", "18", "HAZARI", "\x01", "\x02", "5", "DERA", "KHAN"])


@given(st.lists(st.tuples(WORDS, st.sampled_from(["", " ", ".", " - ", ",", "\x02 \x01"])), max_size=4))
def test_places_are_told_as_one_pattern_of_all_spellings_tells_them(pieces: list[tuple[str, str]]):
    text = "".join(word + sign for word, sign in pieces)
    pattern = f"(?:^|[^A-Z{URDU}])(?:{ALL})(?:[^A-Z{URDU}]|$)"

    assert each([text], names_place(pl.col("it"), RULES)) == each([text], pl.col("it").str.contains(pattern))
