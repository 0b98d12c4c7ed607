from __future__ import annotations

import os
import zipfile
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import triage.rules
from triage.app.options import Options
from triage.app.scan import scan
from triage.core.progress import Silent
from triage.simulate import DumpSpec, dump
from triage.simulate.population import Population

SEIZED = 1_790_000_000
"""When the files of the test were written: September 2026."""

YEARS = {f"{kind} {year}.csv": (kind, year) for kind in ("bank", "job_applicants") for year in (2006, 2013, 2019, 2024)}


@pytest.fixture(scope="module")
def eras(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """Return the eras of simulated lists, under names that a seller made younger."""
    home = tmp_path_factory.mktemp("eras")
    (home / "in").mkdir()
    lists = {
        **{name: DumpSpec(kind, 500, seed=year, people=Population(year=year)) for name, (kind, year) in YEARS.items()},
        "telecom 2025.csv": DumpSpec("telecom", 500, seed=9, people=Population(year=2012)),
        "fabricated 2025.csv": DumpSpec("telecom", 500, fabricator="random_digits", fraction=1.0, seed=3),
    }
    for name, spec in lists.items():
        file = home / "in" / name
        dump(spec).frame.write_csv(file)
        os.utime(file, (SEIZED, SEIZED))
    told = scan([home / "in"], Options(case=home / "case", jobs=1, ner="off"), Silent()).document
    return {each["dump"]: each["era"] for each in told["dumps"]}


@pytest.mark.parametrize("name", YEARS)
def test_lists_with_births_are_dated_within_two_years(eras: dict[str, dict[str, Any]], name: str):
    _, year = YEARS[name]

    assert eras[name]["first"] <= year <= eras[name]["last"]
    assert eras[name]["last"] - eras[name]["first"] <= 1


def test_codes_date_a_list_from_below_and_the_file_from_above(eras: dict[str, dict[str, Any]]):
    era = eras["telecom 2025.csv"]

    assert 2007 <= era["first"] <= 2012
    assert era["last"] in (2012, 2026)  # the first where it has dates of activation
    assert "mobile numbers begin with" in era["evidence"][0]


def dated(folder: Path, header: str, years: dict[int, int]) -> dict[str, Any]:
    """Return the era of a list whose column of this header has so many dates of each year."""
    days = [f"{number % 28 + 1:02}/03/{year}" for year, count in years.items() for number in range(count)]
    people = dump(DumpSpec("bank", len(days), seed=4, people=Population(year=2012))).frame.select("name", "cnic")
    file = folder / "list.csv"
    people.with_columns(pl.Series(header, days)).write_csv(file)
    os.utime(file, (SEIZED, SEIZED))
    (told,) = scan([file], Options(case=folder / "case", jobs=1, ner="off"), Silent()).document["dumps"]
    era: dict[str, Any] = told["era"]
    return era


STEADY = dict.fromkeys(range(2010, 2020), 40)


def test_dates_of_what_was_done_date_a_list_that_was_kept_up(tmp_path: Path):
    era = dated(tmp_path, "Reg Date", STEADY)

    assert (era["first"], era["last"]) == (2019, 2020)
    assert any("\N{LEFT DOUBLE QUOTATION MARK}Reg Date" in each for each in era["evidence"])


def test_a_few_dates_of_one_year_date_a_list_from_below_alone(tmp_path: Path):
    era = dated(tmp_path, "created_at", {2010: 200, 2019: 20})

    assert (era["first"], era["last"]) == (2019, 2026)


def test_a_single_late_date_is_taken_for_a_mistake(tmp_path: Path):
    assert dated(tmp_path, "created_at", {**STEADY, 2025: 1})["last"] == 2020


def test_dates_on_which_something_ends_are_not_read(tmp_path: Path):
    era = dated(tmp_path, "expiry_date", {year + 10: count for year, count in STEADY.items()})

    assert era["first"] == 2000


def test_made_up_records_have_no_age(eras: dict[str, dict[str, Any]]):
    era = eras["fabricated 2025.csv"]

    assert (era["first"], era["last"], era["sources"]) == (None, None, [])
    assert "no age" in era["why"]


def test_up_to_three_organisations_are_named_with_a_reason(eras: dict[str, dict[str, Any]]):
    assert eras["bank 2019.csv"]["sources"][0] == "a bank"
    assert all(len(era["sources"]) <= 3 and era["why"] for era in eras.values())


def test_no_piece_of_evidence_is_a_name_of_a_file(eras: dict[str, dict[str, Any]], tmp_path: Path):
    file = tmp_path / "nadra leak 2031.csv"
    file.write_text("name,note\nSana Tariq,new 2031\n")
    told = scan([file], Options(case=tmp_path / "case", jobs=1, ner="off"), Silent()).document

    assert told["dumps"][0]["era"]["first"] is None
    assert not any("2031" in each for era in eras.values() for each in era["evidence"])


def of_members(folder: Path, written: dict[str, int]) -> dict[str, Any]:
    """Return the era of an archive, seized in 2026, whose members were written in these years (0 = not known)."""
    lines = dump(DumpSpec("voter_roll", 300, seed=5, people=Population(year=2012))).frame.write_csv()
    file = folder / "lists.zip"
    with zipfile.ZipFile(file, "w") as archive:
        for name, year in written.items():
            archive.writestr(zipfile.ZipInfo(name, (year or 1980, 5, 1, 0, 0, 0)), lines)
    os.utime(file, (SEIZED, SEIZED))
    (told,) = scan([file], Options(case=folder / "case", jobs=1, ner="off"), Silent()).document["dumps"]
    era: dict[str, Any] = told["era"]
    return era


@pytest.mark.parametrize(("years", "last"), [((2014, 2015), 2015), ((2014, 0), 2026), ((0, 0), 2026)])
def test_an_archive_says_when_its_members_were_written_if_it_does_of_all(
    tmp_path: Path, years: tuple[int, int], last: int
):
    era = of_members(tmp_path, {f"{letter}.csv": year for letter, year in zip("ab", years, strict=True)})

    assert era["last"] == last
    assert any("not set by hand" in each for each in era["evidence"])


@pytest.mark.parametrize(("header", "first"), [("District", 2022), ("Tehsil", 2000)])
def test_a_young_district_dates_a_list_only_in_a_column_of_districts(tmp_path: Path, header: str, first: int):
    people = dump(DumpSpec("voter_roll", 300, seed=5, people=Population(year=2004))).frame.select("name", "cnic")
    places = [("Talagang", "Lahore", "Multan")[number % 3] for number in range(people.height)]
    file = tmp_path / "list.csv"
    people.with_columns(pl.Series(header, places)).write_csv(file)
    os.utime(file, (SEIZED, SEIZED))
    (told,) = scan([file], Options(case=tmp_path / "case", jobs=1, ner="off"), Silent()).document["dumps"]

    assert told["era"]["first"] == first
    assert any("Talagang" in each for each in told["era"]["evidence"]) == (first == 2022)


def test_a_district_that_all_else_contradicts_is_said_and_not_believed(tmp_path: Path):
    people = dump(DumpSpec("bank", 500, seed=5, people=Population(year=2008))).frame.select(
        "name", "cnic", "iban", "dob"
    )
    file = tmp_path / "list.csv"
    people.with_columns(pl.lit("Talagang").alias("district")).write_csv(file)
    os.utime(file, (SEIZED, SEIZED))
    (told,) = scan([file], Options(case=tmp_path / "case", jobs=1, ner="off"), Silent()).document["dumps"]

    assert told["era"]["first"] <= 2008 <= told["era"]["last"] < 2022
    assert [each for each in told["era"]["evidence"] if "Talagang" in each and "not believed" in each]


def test_years_of_districts_are_of_districts_that_the_gazetteer_knows() -> None:
    rules = triage.rules.load()

    assert {row["district"] for row in rules.table("district_years")} <= {
        row["district"] for row in rules.table("districts")
    }


def of_dump(folder: Path, since: int, written: str) -> dict[str, Any]:
    """Return the era of a dump of SQL that says when it was made, of bank customers of a year."""
    people = dump(DumpSpec("bank", 500, seed=5, people=Population(year=since))).frame.select("name", "cnic", "dob")
    rows = ",\n".join(f"('{name}','{cnic}','{dob}')" for name, cnic, dob in people.iter_rows())
    file = folder / "list.sql"
    file.write_text(
        f"-- dump\nINSERT INTO t (name, cnic, dob) VALUES\n{rows};\n-- Dump completed on {written} 1:02:03\n"
    )
    os.utime(file, (SEIZED, SEIZED))
    (told,) = scan([file], Options(case=folder / "case", jobs=1, ner="off"), Silent()).document["dumps"]
    era: dict[str, Any] = told["era"]
    return era


def test_a_time_inside_a_file_limits_its_period_and_is_called_weak(tmp_path: Path):
    era = of_dump(tmp_path, 2012, "2013-01-02")
    (line,) = [each for each in era["evidence"] if "2013-01-02" in each]

    assert era["last"] == 2013
    assert "the dump of a database says" in line
    assert "weak" in line


def test_a_time_before_the_youngest_data_is_said_and_not_believed(tmp_path: Path):
    era = of_dump(tmp_path, 2019, "1998-01-02")
    (line,) = [each for each in era["evidence"] if "1998-01-02" in each]

    assert era["last"] == 2026
    assert "not believed" in line


def test_a_mail_is_dated_by_its_own_date_and_a_file_of_before_its_data_is_not_believed(tmp_path: Path):
    mails = [
        f"From a@example.com Mon Mar  4 10:00:00 2019\nFrom: a@example.com\nDate: Mon, 4 Mar 2019 10:{n:02}:00 +0500\n"
        f"Subject: list\n\nName: Sana Tariq\nCNIC: 35202-12345{n:02}-1\n\n"
        for n in range(12)
    ]
    file = tmp_path / "box.mbox"
    file.write_text("".join(mails))
    os.utime(file, (1_400_000_000, 1_400_000_000))
    (told,) = scan([file], Options(case=tmp_path / "case", jobs=1, ner="off"), Silent()).document["dumps"]

    assert told["era"]["first"] == 2019
    assert any("last written in 2014" in each and "not believed" in each for each in told["era"]["evidence"])
