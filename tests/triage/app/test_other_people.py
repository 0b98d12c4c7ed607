"""Each person of a row with a number of his own is a person: rider and driver, borrower and guarantor, couples."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from triage.app.compare import compare
from triage.app.lookup import look_up
from triage.app.scan import Options, scan
from triage.core.progress import Silent

ROWS = 12
MEN = [(f"ALI KHAN {'ABCDEFGHIJKL'[i]}", f"35202-10000{i:02}-1", f"0300-10000{i:02}") for i in range(ROWS)]
OTHERS = [(f"SANA BUTT {'ABCDEFGHIJKL'[i]}", f"42101-20000{i:02}-2", f"0321-20000{i:02}") for i in range(ROWS)]


def table(header: str, rows: list[tuple[str, ...]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows([header.split(","), *rows])
    return out.getvalue()


def pairs(header: str) -> str:
    """Return a table of both people, by name, card and mobile number."""
    return table(header, [(*one, *other) for one, other in zip(MEN, OTHERS, strict=True)])


def scanned(home: Path, files: dict[str, str]) -> dict[str, Any]:
    (home / "seized").mkdir()
    for name, text in files.items():
        (home / "seized" / name).write_text(text, "utf-8")
    return scan([home / "seized"], Options(case=home / "case", jobs=1, key=home / "a.key"), Silent()).document


NESTED = json.dumps(
    [
        {"rider": dict(zip(("name", "cnic", "phone"), one, strict=True)), "driver": {"name": two[0], "cnic": two[1]}}
        for one, two in zip(MEN, OTHERS, strict=True)
    ]
)
TWO = {
    "rides.csv": pairs("rider_name,rider_cnic,rider_mobile,driver_name,driver_cnic,driver_mobile"),
    "loans.csv": pairs("name,cnic,mobile,guarantor name,guarantor cnic,guarantor mobile"),
    "accounts.csv": pairs("Account Holder,CNIC,Mobile,NomineeName,NomineeCNIC,NomineeMobile"),
    "wards.csv": pairs("patient_name,cnic,contact,next_of_kin,nok_cnic,nok_mobile"),
    "couples.csv": pairs("Husband Name,Husband CNIC,Husband Cell,Wife Name,Wife CNIC,Wife Cell"),
    "joint.csv": pairs("name 1,cnic 1,mobile 1,name 2,cnic 2,mobile 2"),
    "nested.json": NESTED,
}


@pytest.mark.parametrize("name", TWO)
def test_two_people_of_a_row_are_two_persons_in_every_count(name: str, tmp_path: Path) -> None:
    document = scanned(tmp_path, {name: TWO[name]})
    told, (dump,) = document["case"]["persons"], document["dumps"]

    assert (told["distinct"], told["women"], told["of_known_sex"]) == (2 * ROWS, ROWS, 2 * ROWS)
    assert told["records"] == ROWS
    assert dump["headline"]["people"]["of"] == dump["people"]["distinct"] == 2 * ROWS
    assert sum(each["persons"] for each in told["known"] if {"cnic", "name"} <= set(each["data"])) == 2 * ROWS
    assert told["contradicted"]["counts"].get("mobile with several cnics", 0) == 0


ONE = {
    "labelled.csv": table("driver name,cnic,driver mobile", MEN),
    "twice.csv": table("name,cnic,mobile,cnic verified", [(*one, one[1]) for one in MEN]),
    "more_mobiles.csv": table(
        "name,cnic,mobile,alternate mobile", [(*one, two[2]) for one, two in zip(MEN, OTHERS, strict=True)]
    ),
    "own_number.csv": table("name,cnic,mobile,emergency contact", [(*one, one[2]) for one in MEN]),
}


@pytest.mark.parametrize("name", ONE)
def test_columns_of_one_person_invent_nobody(name: str, tmp_path: Path) -> None:
    assert scanned(tmp_path, {name: ONE[name]})["case"]["persons"]["distinct"] == ROWS


def test_a_card_in_the_remarks_of_a_row_is_somebody_else(tmp_path: Path) -> None:
    rows = [(*one, f"brother of {two[1]}") for one, two in zip(MEN, OTHERS, strict=True)]
    told = scanned(tmp_path, {"a.csv": table("name,cnic,mobile,remarks", rows)})["case"]["persons"]

    assert (told["distinct"], told["records"], told["women"]) == (2 * ROWS, ROWS, ROWS)


def test_children_known_by_their_fathers_mobile_stay_minors(tmp_path: Path) -> None:
    rows = [
        (one[0], "2019-05-06", two[0].replace("SANA", "TARIQ"), two[2]) for one, two in zip(MEN, OTHERS, strict=True)
    ]
    told = scanned(tmp_path, {"a.csv": table("student name,dob,father name,father mobile", rows)})["case"]["persons"]

    assert (told["distinct"], told["minors"]) == (ROWS, ROWS)


def test_the_other_person_is_compared_and_looked_up(tmp_path: Path) -> None:
    drivers = table("name,cnic,mobile", OTHERS)
    scanned(tmp_path, {"rides.csv": TWO["rides.csv"], "drivers.csv": drivers})
    told = compare([tmp_path / "case"], key=tmp_path / "a.key")
    (pair,) = told["comparison"]["pairs"]
    (found,) = look_up(tmp_path / "case", [OTHERS[3][1]], tmp_path / "a.key")

    assert told["persons"]["distinct"] == 2 * ROWS
    assert pair["persons"] == ROWS
    assert {(each["dump"], each["column"]) for each in found["places"]} == {
        ("rides.csv", "driver_cnic"),
        ("drivers.csv", "cnic"),
    }
