from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

import triage.rules
from triage.core.model import Evidence, Role, Source
from triage.detect.eyes import Eyes
from triage.detect.headers import Vocabulary
from triage.detect.roles import decide
from triage.recognizers import load
from triage.recognizers.digits import gs1

RULES = triage.rules.load()
EYES = Eyes(load(RULES), {}, ())
WORDS = Vocabulary(RULES)
PLACES = [row["prefix"] for row in RULES.table("cnic_tehsils")]
EVIDENCE = Evidence("d", Path("d.csv"), (), Path("d.csv"), 1, "0" * 64)
N = 400


def roles_of(table: dict[str, list[str]], *, has_header: bool = True) -> dict[str, Role]:
    source = Source(EVIDENCE, "delimited", "", tuple(table), has_header=has_header)
    frame = pl.DataFrame({str(i): cells for i, cells in enumerate(table.values())})
    decided = decide(source, frame, EYES, WORDS)
    return {name: decided.roles[i] for i, name in enumerate(table)}


def rng(seed: int = 3) -> random.Random:
    return random.Random(seed)


def cnics(places: list[str] = PLACES, seed: int = 3) -> list[str]:
    r = rng(seed)
    return [f"{r.choice(places)}{r.randrange(10**7):07}{r.randrange(1, 10)}" for _ in range(N)]


def mobiles() -> list[str]:
    r = rng(5)
    return [f"03{r.randrange(50):02}{r.randrange(10**7):07}" for _ in range(N)]


def epoch(start: int, step: int) -> list[str]:
    r = rng(7)
    at = start
    times = []
    for _ in range(N):
        at += r.randrange(step)
        times.append(str(at))
    return times


def bar_codes() -> list[str]:
    first = [f"896{i:09}" for i in range(N)]
    frame = pl.DataFrame({"n": [f"{code}{check}" for code in first for check in range(10)]})
    return frame.filter(gs1(pl.col("n"), 13))["n"].to_list()


def random_times() -> list[str]:
    r = rng(9)
    return [str(r.randrange(1_262_304_000_000, 1_893_456_000_000)) for _ in range(N)]


LOOKALIKES = {
    "times of years": random_times(),
    "times of one day": epoch(1_620_150_000_000, 100_000),
    "times of years in order": epoch(1_500_000_000_000, 200_000_000),
    "bar codes": bar_codes(),
    "running order ids": [str(1_000_000_000_000 + i) for i in range(N)],
    "running ids in a listed place": [str(3_520_200_000_000 + i) for i in range(N)],
    "random 13 digits": [str(rng(i).randrange(10**12, 10**13)) for i in range(N)],
    "account numbers": [f"0400{rng(i).randrange(10**9):09}" for i in range(N)],
    "sales tax numbers": [f"32770{rng(i).randrange(10**8):08}" for i in range(N)],
}


@pytest.mark.parametrize("cells", LOOKALIKES.values(), ids=LOOKALIKES)
@pytest.mark.parametrize("header", ["", "id", "order_id", "timestamp", "account_no", "reference no", "value"])
def test_lookalikes_are_never_cnics(cells: list[str], header: str) -> None:
    (role,) = roles_of({header: cells}, has_header=bool(header)).values()

    assert role.entity != "PK_CNIC"
    assert role.field != "cnic"


@pytest.mark.parametrize("written", ["{0}", "{0:.5}-{1}-{2}"])
@pytest.mark.parametrize("header", ["cnic", "CNIC No.", "شناختی کارڈ نمبر", "NIC", "customer_cnic_number", ""])
@pytest.mark.parametrize("places", [PLACES, ["17301", "17302", "16101", "15602"]], ids=["all", "one province"])
def test_cnics_are_told_by_header_and_without(written: str, header: str, places: list[str]) -> None:
    cells = [written.format(each, each[5:12], each[12]) for each in cnics(places)]

    (role,) = roles_of({header: cells}, has_header=bool(header)).values()
    assert (role.entity, role.field) == ("PK_CNIC", "cnic")


@pytest.mark.parametrize("header", ["msisdn", "Mobile No", "موبائل نمبر", ""])
@pytest.mark.parametrize("written", ["{0}", "+92{1}", "92{1}", "{0:.4}-{2}"])
def test_mobiles_are_told(header: str, written: str) -> None:
    cells = [written.format(each, each[1:], each[4:]) for each in mobiles()]

    (role,) = roles_of({header: cells}, has_header=bool(header)).values()
    assert (role.entity, role.field) == ("PK_MOBILE_NUMBER", "mobile")


def test_the_content_wins_over_a_lying_header_and_the_lie_is_said() -> None:
    table = {"mobile": [f"{c[:5]}-{c[5:12]}-{c[12]}" for c in cnics()], "cnic": mobiles()}

    found = roles_of(table)
    assert found["mobile"].entity == "PK_CNIC"
    assert found["cnic"].entity == "PK_MOBILE_NUMBER"
    assert "the header says mobile, the cells do not" in found["mobile"].reasons


def test_random_digits_under_the_header_cnic_are_a_cnic_column() -> None:
    """A fabricated column is still the dump's claim of CNICs: the verdict judges it, not the decision."""
    (role,) = roles_of({"cnic": LOOKALIKES["random 13 digits"]}).values()

    assert role.entity == "PK_CNIC"


@pytest.mark.parametrize("letter", ["m", "F", "M."])
@pytest.mark.parametrize("header", ["*", "tel.type", "unit", "shift"])
def test_one_letter_in_every_cell_is_no_sex_unless_the_header_says_so(header: str, letter: str) -> None:
    assert roles_of({header: [letter] * N})[header].entity == ""
    assert roles_of({header: ["M", "F"] * (N // 2)})[header].entity == "GENDER"
    assert roles_of({header: ["Male"] * N})[header].entity == "GENDER"
    assert roles_of({"Sex": [letter] * N})["Sex"].entity == "GENDER"
    assert roles_of({"": [letter] * N}, has_header=False)[""].entity == "GENDER"


def test_dates_without_a_word_of_birth_are_not_births() -> None:
    r = rng()
    births = [f"{r.randrange(1950, 2003)}-0{r.randrange(1, 10)}-1{r.randrange(10)}" for _ in range(N)]
    recent = [f"20{r.randrange(18, 23)}-0{r.randrange(1, 10)}-1{r.randrange(10)}" for _ in range(N)]

    assert roles_of({"activation_date": births})["activation_date"].entity == ""
    assert roles_of({"dob": births})["dob"].field == "dob"
    assert roles_of({"": births}, has_header=False)[""].field == "dob"
    assert roles_of({"": recent}, has_header=False)[""].entity == ""


def test_two_columns_of_persons_without_headers_are_name_and_father() -> None:
    names = ["MUHAMMAD AKRAM", "NASREEN BIBI", "ALI HASSAN"] * 100
    roles = roles_of({"a": names, "b": names[::-1]}, has_header=False)

    assert [role.field for role in roles.values()] == ["name", "father"]


@pytest.mark.parametrize("headers", [("name", "Name"), ("subscriber", "n")])
def test_a_second_name_is_no_father_if_a_header_or_another_shape_of_record_says_so(headers: tuple[str, str]) -> None:
    people = ["Sana Tariq", "Bilal Khan", "Hina Gul", "Adil Raza"] * 10
    halves = (people[:20] + [""] * 20, [""] * 20 + people[20:]) if headers[1] == "n" else (people, people[::-1])
    roles = roles_of({headers[0]: halves[0], headers[1]: halves[1]})

    assert "father" not in {role.field for role in roles.values()}
    assert {role.entity for role in roles.values()} == {"PERSON"}


def test_each_field_is_one_column_and_the_others_are_still_counted() -> None:
    found = roles_of({"phone1": mobiles(), "phone2": mobiles()})

    assert sorted(role.field for role in found.values()) == ["", "mobile"]
    assert {role.entity for role in found.values()} == {"PK_MOBILE_NUMBER"}


@pytest.mark.parametrize("filled", [1, N // 20])
def test_a_field_is_in_the_column_that_the_rows_fill(filled: int) -> None:
    source = Source(EVIDENCE, "json_document", "", ("cnic", "identity"))
    sparse = [*cnics(seed=4)[:filled], *[None] * (N - filled)]
    decided = decide(source, pl.DataFrame({"0": sparse, "1": cnics()}), EYES, WORDS)

    assert [(role.entity, role.field) for role in decided.roles] == [("PK_CNIC", ""), ("PK_CNIC", "cnic")]


def test_an_empty_column_is_what_its_header_says_with_little_confidence() -> None:
    (role,) = roles_of({"cnic": [""] * 10}).values()

    assert (role.entity, role.confidence) == ("PK_CNIC", 0.3)


def test_text_sources_have_one_role() -> None:
    source = replace(Source(EVIDENCE, "lines", "", ("text",)), is_text=True)

    assert decide(source, pl.DataFrame({"0": ["x"]}), EYES, WORDS).roles[0].entity == "TEXT"


def test_words_for_nothing_do_not_hide_what_a_column_is() -> None:
    cells = [each if i % 6 else ["N/A", "nil", "0", "-"][i % 4] for i, each in enumerate(passports())]

    (role,) = roles_of({"": cells}, has_header=False).values()
    assert role.entity == "PK_PASSPORT"


def passports() -> list[str]:
    r = rng(13)
    return [f"{r.choice('ABCDE')}{r.choice('ABCG')}{r.randrange(10**7):07}" for _ in range(N)]


@pytest.mark.parametrize(
    "codes", [["320", "328", "333", "347", "366", "388", "392"], ["300", "310", "320", "350", "351"]]
)
def test_mobiles_of_other_countries_without_their_code_are_not_ours(codes: list[str]) -> None:
    r = rng(15)
    cells = [f"{r.choice(codes)}{r.randrange(10**7):07}" for _ in range(N)]

    (role,) = roles_of({"": cells}, has_header=False).values()
    assert role.entity != "PK_MOBILE_NUMBER"


@pytest.mark.parametrize("header", ["password", "login"])
def test_numbers_under_a_header_that_takes_any_cell_are_told_by_themselves(header: str) -> None:
    (role,) = roles_of({header: mobiles()}).values()

    assert role.entity == "PK_MOBILE_NUMBER"
    assert any("do not" in reason for reason in role.reasons)


def digests(length: int = 32) -> list[str]:
    return [f"{rng(i).getrandbits(4 * length):0{length}x}" for i in range(N)]


def addresses() -> list[str]:
    return [f"invented{i}@example.org" for i in range(N)]


OF_FILES = "md5sum|checksum|etag|commit|rev|sha256|digest|fingerprint|file_hash|sha1|content-md5|Hash|git sha|blob"
OF_PASSWORDS = "password|pwd|password_hash|user_pass|Hashed Password|md5_password|Pass Hash|encrypted_password"


@pytest.mark.parametrize("length", [32, 40, 64])
def test_digests_of_which_nothing_says_that_they_are_of_passwords_are_none(length: int) -> None:
    decided = roles_of({header: digests(length) for header in ("", *OF_FILES.split("|"))})
    assert {header: role.entity for header, role in decided.items() if role.entity} == {}


def test_digests_of_something_else_are_no_passwords_beside_logins_either() -> None:
    others = {header: digests() for header in ("checksum", "etag", "commit", "file_sha256", "fingerprint")}
    decided = roles_of({"email": addresses(), **others})
    assert {header for header, role in decided.items() if role.entity} == {"email"}


def test_digests_under_a_header_of_passwords_are_hashes_of_them() -> None:
    decided = roles_of({header: digests() for header in OF_PASSWORDS.split("|")})
    assert {role.entity for role in decided.values()} == {"PASSWORD_HASH"}


def test_digests_beside_logins_are_of_passwords() -> None:
    decided = roles_of({"email": addresses(), **{header: digests() for header in ("md5", "hash", "SHA-1", "digest")}})
    assert [role.entity for role in decided.values()] == ["EMAIL_ADDRESS", *["PASSWORD_HASH"] * 4]
    bare = roles_of({"column 1": addresses(), "column 2": digests()}, has_header=False)
    assert bare["column 2"].entity == "PASSWORD_HASH"


def test_hashes_that_name_their_scheme_need_no_header() -> None:
    schemes = ("$2y$10${:053x}", "*{:040X}", "{{SSHA}}{:032x}")
    decided = roles_of({
        scheme: [scheme.format(rng(i).getrandbits(120)) for i in range(N)] for scheme in schemes
    })  # fmt: skip
    assert {role.entity for role in decided.values()} == {"PASSWORD_HASH"}


def of_bangladesh() -> list[str]:
    r = rng(11)
    forms = (
        lambda: f"{r.randrange(10, 96)}{r.randrange(10**11):011}",
        lambda: f"{r.randrange(1, 10)}{r.randrange(10**9):09}",
        lambda: f"{r.randrange(1950, 2005)}{r.randrange(10**13):013}",
    )
    return [forms[number % 3]() for number in range(N)]


def of_america(codes: tuple[int, ...] = (302, 310, 305, 345, 212, 646, 917)) -> list[str]:
    r = rng(13)
    return [f"{r.choice(codes)}{r.randrange(2_000_000, 10**7)}" for _ in range(N)]


@pytest.mark.parametrize(
    ("header", "cells"), [("CNIC", of_bangladesh()), ("NID", of_bangladesh()), ("Phone", of_america())]
)
def test_numbers_of_another_country_are_nobodys_under_a_header_of_ours(header: str, cells: list[str]) -> None:
    role = roles_of({header: cells})[header]

    assert (role.entity, role.is_opaque) == ("", True)


@pytest.mark.parametrize(
    ("header", "cells", "entity"),
    [
        ("CNIC", cnics(), "PK_CNIC"),
        ("CNIC", [*cnics()[: N // 2], *(each[1:] for each in mobiles()[: N // 2])], "PK_CNIC"),
        ("Phone", [each[1:] for each in mobiles()], "PK_MOBILE_NUMBER"),
        ("Phone", [f"3005550{number:03}" for number in range(N)], "PK_MOBILE_NUMBER"),
    ],
)
def test_numbers_of_ours_stay_ours(header: str, cells: list[str], entity: str) -> None:
    assert roles_of({header: cells})[header].entity == entity


@pytest.mark.parametrize("ending", ["0", ""])
def test_handsets_whose_check_digit_call_records_lost_are_handsets_where_the_header_says_so(ending: str) -> None:
    cells = [f"3567{number:010}{ending}" for number in range(7, 90_000_000, 1_500_007)]

    assert roles_of({"IMEI": cells})["IMEI"].entity == "IMEI"
    assert roles_of({"reading": cells})["reading"].entity == ""


@pytest.mark.parametrize("header", ["NIC No", "nic", "CNIC", "شناختی کارڈ"])
@pytest.mark.parametrize("sign", ["-", " ", "/"])
def test_old_numbers_under_a_header_of_cards_are_old_numbers(header: str, sign: str) -> None:
    r = rng()
    cells = [f"{r.randrange(100, 700)}{sign}{r.randrange(20, 70)}{sign}{r.randrange(10**5, 10**6)}" for _ in range(N)]

    role = roles_of({header: cells})[header]

    assert (role.entity, role.field) == ("PK_NIC_OLD", "old_nic")


def test_a_few_old_numbers_among_cards_leave_a_column_of_cards() -> None:
    cells = [*cnics()[: N * 2 // 3], *(f"274-47-{number:06}" for number in range(N // 3))]

    assert roles_of({"NIC": cells})["NIC"].entity == "PK_CNIC"
