"""What a case says of its persons: minors, women, special categories, districts, and numbers that contradict them."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from triage import report as reports
from triage.app.compare import compare
from triage.app.report_case import report
from triage.app.scan import Options, scan
from triage.case import keyed_record
from triage.core import journal
from triage.core.progress import Silent

HEAD = "name,father_name,cnic,dob,religion,mobile\n"
LISTS = {
    "one.csv": [
        "SANA TARIQ,TARIQ MEHMOOD,35202-1000001-2,1990-05-01,Islam,0300-1000001",
        "BILAL KHAN,IMRAN KHAN,35202-1000002-3,2015-05-01,Islam,0300-1000002",
        "AYESHA NAZ,NAZIR AHMED,42101-1000003-4,2012-01-31,Christianity,0300-1000003",
        "USMAN SHAH,AKBAR SHAH,42101-1000004-5,1980-02-02,Islam,0300-1000003",
        "HINA MALIK,ABDUL MALIK,61101-1000005-6,1971-02-02,,0300-1000005",
    ],
    "two.csv": [
        "SANA TARIQ,TARIQ MEHMOOD,35202-1000001-2,1990-05-01,Islam,0300-1000001",
        "ZAINAB IQBAL,JAVED IQBAL,61101-1000005-6,1971-02-02,,0300-1000007",
        "KAMRAN AKMAL,AKMAL DIN,61101-1000006-7,1999-02-02,,0300-1000008",
    ],
}


def scanned(home: Path) -> dict[str, Any]:
    (home / "seized").mkdir()
    for name, rows in LISTS.items():
        (home / "seized" / name).write_text(HEAD + "\n".join(rows) + "\n", "utf-8")
    return scan([home / "seized"], Options(case=home / "case", jobs=1, key=home / "a.key"), Silent()).document


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return scanned(tmp_path_factory.mktemp("people"))


def test_persons_are_counted_by_what_is_known_of_them(document: dict[str, Any]) -> None:
    told = document["case"]["persons"]

    assert told["distinct"] == 6
    assert (told["minors"], told["of_known_age"]) == (2, 6)
    assert (told["women"], told["of_known_sex"]) == (3, 6)
    assert told["special"] == {"religion": 4, "caste or tribe": 0, "health": 0}
    districts = {each["district"]: each["persons"] for each in told["districts"]}
    assert (districts["Lahore"], districts["Islamabad"], sum(districts.values())) == (2, 2, 6)


def test_numbers_that_contradict_themselves_are_counted_and_listed_masked(document: dict[str, Any]) -> None:
    told = document["case"]["persons"]["contradicted"]
    card, sim = told["listed"]

    assert told["counts"] == {"cnic with several names": 1, "mobile with several cnics": 1}
    assert (card["value"], card["others"], card["number"]) == ("61101-*******-*", ["H*** M***", "Z*** I***"], 2)
    assert card["dumps"] == ["one.csv", "two.csv"]
    assert (sim["value"], sim["others"]) == ("0300-*******", ["42101-*******-*"] * 2)
    assert sim["dumps"] == ["one.csv"]


@pytest.mark.parametrize("form", ["html", "table", "markdown"])
def test_every_format_tells_minors_districts_and_conflicts(document: dict[str, Any], form: str) -> None:
    text = " ".join(reports.render(document, form).replace("\\", "").split())

    assert "Minors: 2 of 6 people whose age is known." in text
    assert "People by district: Islamabad 2, " in text
    assert "Lahore 2" in text
    assert "CNICs with several written names: 1." in text
    assert "61101-1000005-6" not in text


def test_the_schema_knows_all_of_it(document: dict[str, Any]) -> None:
    schema = json.loads((Path(__file__).parents[3] / "docs" / "report.schema.json").read_text("utf-8"))

    jsonschema.validate(document, schema)


def test_a_case_of_the_layout_before_is_read_and_says_what_it_lacks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as earlier:
        earlier.setattr(sys.modules["triage.detect.identities"], "described", lambda *_: [])
        earlier.setattr(journal, "LAYOUT", journal.OLDEST_LAYOUT)
        earlier.setattr(keyed_record, "renew", lambda *_: None)
        scanned(tmp_path)
    (tmp_path / "seized" / "three.csv").write_text(HEAD + LISTS["one.csv"][1].replace("000002", "000009") + "\n")
    scan([tmp_path / "seized"], Options(case=tmp_path / "case", jobs=1, key=tmp_path / "a.key"), Silent())
    told = report(tmp_path / "case").document["case"]

    assert told["persons"]["distinct"] == 7
    assert (told["persons"]["minors"], told["persons"]["of_known_age"]) == (1, 1)
    assert any("An earlier version began this case" in note for note in told["notes"])
    assert compare([tmp_path / "case"])["persons"]["distinct"] == 7
