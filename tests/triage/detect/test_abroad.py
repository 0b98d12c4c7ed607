from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

import triage.rules
from triage.core.model import Evidence, Source
from triage.detect.eyes import Eyes
from triage.detect.finds import Sought
from triage.detect.headers import Vocabulary
from triage.detect.roles import decide
from triage.detect.sweep import doubted, sweep
from triage.recognizers import fold_column, load

RULES = triage.rules.load()
EYES = Eyes(load(RULES), {}, ())
WORDS = Vocabulary(RULES)
PLACES = [row["prefix"] for row in RULES.table("cnic_tehsils")]
EVIDENCE = Evidence("d", Path("d.csv"), (), Path("d.csv"), 1, "0" * 64)
N = 120


def entities(table: dict[str, list[str]]) -> list[str]:
    frame = pl.DataFrame({str(place): cells for place, cells in enumerate(table.values())})
    return [role.entity for role in decide(Source(EVIDENCE, "delimited", "", tuple(table)), frame, EYES, WORDS).roles]


def digits(r: random.Random, count: int) -> str:
    return "".join(r.choices("0123456789", k=count))


def made(cell: Callable[[random.Random], str]) -> list[str]:
    r = random.Random(7)
    return [cell(r) for _ in range(N)]


BANGLADESHI = made(
    lambda r: f"{r.choice(('26', '33', '15', '61', '82'))}{r.choice('1245')}{r.randrange(11, 99)}{digits(r, 8)}"
)
ROMANIAN = made(
    lambda r: f"{r.choice('12')}{r.randrange(50, 99)}{r.randrange(1, 13):02}{r.randrange(11, 29)}{digits(r, 6)}"
)
SOUTH_AFRICAN = made(lambda r: f"{r.randrange(50, 89)}{r.randrange(1, 13):02}{r.randrange(11, 29)}{digits(r, 7)}")
THAI = made(lambda r: f"{r.randrange(1, 9)}{digits(r, 2)}{r.randrange(1, 10)}{digits(r, 9)}")
INVENTED = made(lambda r: f"{r.randrange(1, 8)}{digits(r, 12)}")
OURS = made(lambda r: f"{r.choice(PLACES)}{digits(r, 8)}")
MOBILES = made(lambda r: f"030{r.randrange(10)}{digits(r, 7)}")


@pytest.mark.parametrize("numbers", [BANGLADESHI, ROMANIAN, SOUTH_AFRICAN, THAI])
@pytest.mark.parametrize("header", ["nid", "National ID", "ID No", "identity number", "smart card no"])
def test_thirteen_digits_of_another_country_are_no_cnic_under_a_header_of_any_country(
    numbers: list[str], header: str
) -> None:
    assert entities({header: numbers}) == [""]


@pytest.mark.parametrize(
    ("header", "sign"),
    [
        ("phone", made(lambda r: f"+8801{r.choice('35789')}{digits(r, 8)}")),
        ("phone", made(lambda r: f"01{r.choice('35789')}{digits(r, 8)}")),
        ("country", ["Bangladesh"] * N),
        ("balance (taka)", made(lambda r: str(r.randrange(9000)))),
        ("upazila", ["Savar"] * N),
    ],
)
def test_signs_of_another_country_beside_them_make_it_so_under_a_header_of_ours(header: str, sign: list[str]) -> None:
    assert entities({"cnic": BANGLADESHI, header: sign})[0] == ""


def test_numbers_that_begin_as_ours_are_ours_under_any_header_and_beside_any_sign() -> None:
    assert entities({"nid": OURS, "country": ["Bangladesh"] * N})[0] == "PK_CNIC"


def test_invented_numbers_are_ours_where_the_header_says_cnic_or_mobiles_of_ours_stand_beside_them() -> None:
    assert entities({"CNIC No": INVENTED}) == ["PK_CNIC"]
    assert entities({"national id": INVENTED, "mobile": MOBILES}) == ["PK_CNIC", "PK_MOBILE_NUMBER"]


def test_ten_digits_of_italy_are_no_mobiles_and_ours_without_their_zero_are() -> None:
    italian = made(lambda r: f"3{r.choice('2348')}{digits(r, 8)}")

    assert entities({"phone": italian}) == [""]
    assert entities({"phone": [number[1:] for number in MOBILES]}) == ["PK_MOBILE_NUMBER"]


def test_numbers_of_cases_that_look_like_cards_are_none() -> None:
    cases = made(lambda r: f"{digits(r, 5)}-{digits(r, 7)}-{digits(r, 1)}")

    assert entities({"ticket": cases}) == [""]
    assert entities({"ticket": [f"{case}x" for case in cases]}) == [""]
    assert entities({"": [f"{number[:5]}-{number[5:12]}-{number[12]}" for number in OURS]}) == ["PK_CNIC"]


@pytest.mark.parametrize(
    "cells",
    [
        made(lambda r: f"{r.choice(('EK', 'QR', 'TK'))} {r.randrange(100, 999)}"),
        made(lambda r: f"{r.choice(('CSE', 'MTH', 'PHY'))} {r.randrange(100, 499)}"),
        made(lambda r: f"TQ {r.randrange(100, 999)} {r.randrange(100, 999)}"),
        made(lambda r: "".join(r.choices("CDEFGHIJMNOPSTUVWXYZ", k=2)) + f"-{r.randrange(100, 9999)}"),
    ],
)
def test_codes_of_letters_and_digits_are_no_plates(cells: list[str]) -> None:
    assert entities({"what": cells}) == [""]


def test_plates_of_the_usual_series_are_plates_without_a_header() -> None:
    plates = made(lambda r: f"{r.choice('ABKL')}{''.join(r.choices('ABCDEFGH', k=2))}-{r.randrange(100, 999)}")

    assert entities({"what": plates}) == ["PK_VEHICLE_REGISTRATION"]


@pytest.mark.parametrize("words", [("Austin, TX", "Boise, ID", "Reno, NV"), ("Merlot Reserve", "Pinot Grigio")])
def test_words_that_no_table_of_names_knows_are_no_persons(words: tuple[str, ...]) -> None:
    assert entities({"what": made(lambda r: r.choice(words))}) == [""]


def test_names_are_persons_without_a_header() -> None:
    names = made(lambda r: f"{r.choice(('Bilal', 'Asma', 'Tariq'))} {r.choice(('Khan', 'Noor', 'Ahmed', 'Aslam'))}")

    assert entities({"what": names}) == ["PERSON"]


def test_of_many_bare_numbers_of_eleven_digits_the_few_that_look_like_mobiles_are_chance() -> None:
    r = random.Random(5)
    lines = fold_column(pl.Series([f"job {r.randrange(10**10, 10**11)} ran" for _ in range(300)]))
    found = Sought(("PK_MOBILE_NUMBER",), doubted=doubted(lines, ("PK_MOBILE_NUMBER",), EYES))
    texts = pl.Series(["job 03001234567 ran", "call 03001234567 now", "x 0300-1234567 y", "x +923001234567 y"])

    assert found.doubted == ("PK_MOBILE_NUMBER",)
    assert sweep(texts, found, EYES)["PK_MOBILE_NUMBER"]["row"].to_list() == [1, 2, 3]


def test_mobiles_among_other_numbers_of_eleven_digits_are_not_doubted() -> None:
    r = random.Random(5)
    lines = pl.Series([f"TID {r.randrange(10**10, 10**11)} to 0300{digits(r, 7)}" for _ in range(20)] * 9)

    assert doubted(lines, ("PK_MOBILE_NUMBER",), EYES) == ()


def test_a_place_that_is_ours_too_does_not_make_a_table_of_another_country_ours() -> None:
    phones = made(lambda r: f"01{r.randrange(3, 10)}{digits(r, 8)}")
    table = {"NID": BANGLADESHI, "Phone": phones, "Upazila": ["Mirpur"] * N}

    assert entities(table)[0] == ""


@pytest.mark.parametrize(("name", "header"), [("Nome", "Cellulare"), ("Nombre", "Celular"), ("Vorname", "Handynummer")])
def test_ten_digits_below_words_of_another_country_are_no_mobiles_of_ours(name: str, header: str) -> None:
    numbers = made(lambda r: f"3{r.randrange(20, 50)}{digits(r, 7)}")

    assert entities({name: ["Mario Rossi"] * N, header: numbers})[1] == ""
    assert entities({name: ["Mario Rossi"] * N, header: MOBILES})[1] == "PK_MOBILE_NUMBER"


@pytest.mark.parametrize(
    "header", ["value", "Reading", "raw_value", "total_amount", "bytes", "last balance", "checksum"]
)
def test_ten_digits_below_a_header_of_measurements_are_no_mobiles(header: str) -> None:
    numbers = made(lambda r: f"3{r.randrange(50)}{digits(r, 8)}"[:10])

    assert entities({"id": [str(each) for each in range(N)], header: numbers}) == ["", ""]
    assert entities({"id": [str(each) for each in range(N)], header: MOBILES})[1] == "PK_MOBILE_NUMBER"


def test_ten_digits_of_two_columns_of_measurements_are_no_mobiles() -> None:
    bare = made(lambda r: f"3{r.randrange(0, 50):02}{digits(r, 7)}")

    assert entities({"bytes_in": bare, "bytes_out": bare[::-1]}) == ["", ""]


def test_a_value_beside_people_is_a_mobile() -> None:
    names = ["Ahmed Raza", "Sana Bibi", "Muhammad Ali", "Nadia Khan"] * (N // 4)
    bare = made(lambda r: f"3{r.randrange(0, 50):02}{digits(r, 7)}")

    assert entities({"value": bare, "label": names})[0] == "PK_MOBILE_NUMBER"
    assert entities({"balance": bare, "label": names})[0] == ""


@pytest.mark.parametrize("header", ["number", "msisdn", "phone", "contact", "leads", "column 1"])
def test_ten_digits_below_another_header_are_mobiles_that_lost_their_zero(header: str) -> None:
    assert entities({header: [each[1:] for each in MOBILES]}) == ["PK_MOBILE_NUMBER"]


@pytest.mark.parametrize("header", ["Helpline", "Phone", "Contact"])
def test_numbers_grouped_as_in_britain_beside_its_web_addresses_are_nobodys(header: str) -> None:
    table = {
        "Organisation": [f"Trust {number}" for number in range(N)],
        header: made(lambda r: f"0300 {r.randrange(100, 1000)} {r.randrange(1000, 10000)}"),
        "Web": [f"www.org{number}.org.uk" for number in range(N)],
    }

    assert entities(table)[1] == ""


@pytest.mark.parametrize("other", ["Helpline", "Phone"])
def test_numbers_of_ours_grouped_so_stay_ours(other: str) -> None:
    own = made(lambda r: f"0300 {r.randrange(100, 1000)} {r.randrange(1000, 10000)}")

    assert entities({"Phone": own, "City": ["Lahore"] * N})[0] == "PK_MOBILE_NUMBER"
    assert (
        entities({other: [each.replace(" ", "") for each in own], "Web": ["www.a.org.uk"] * N})[0] == "PK_MOBILE_NUMBER"
    )


def test_ten_digits_among_measurements_are_no_mobiles_and_beside_times_or_people_they_are() -> None:
    bare = made(lambda r: f"3{r.randrange(0, 50):02}{digits(r, 7)}")
    rates = made(lambda r: f"{r.random():.4f}")
    names = ["Ahmed Raza", "Sana Bibi", "Muhammad Ali", "Nadia Khan"] * (N // 4)

    assert entities({"locus": [f"chr{n}" for n in range(N)], "pvalue": rates, "depth": bare})[2] == ""
    assert entities({"depth": bare, "name": names})[0] == "PK_MOBILE_NUMBER"
    assert entities({"from": bare, "to": bare[::-1], "secs": rates})[:2] == ["PK_MOBILE_NUMBER"] * 2
    assert entities({"depth": bare})[0] == "PK_MOBILE_NUMBER"
