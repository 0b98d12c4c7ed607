from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from triage.case import Case
from triage.cli import main

ROOT = Path(__file__).parents[3]
AD = "SIM owner detail Rs {}, WhatsApp {}, JazzCash 0301-7654321\nfamily tree 1500/-"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments])


def channel(file: Path, *texts: str) -> None:
    messages = [
        {
            "id": at,
            "type": "message",
            "date": "2024-05-01T10:00:00",
            "from": "Seller",
            "from_id": "channel1",
            "text": text,
        }
        for at, text in enumerate(texts)
    ]
    file.write_text(json.dumps({"name": "Seller", "type": "public_channel", "id": 1, "messages": messages}))


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("trade")
    (home / "evidence").mkdir()
    channel(home / "evidence" / "one.json", *[AD.format(200, "0300-1234567")] * 3, "salam", "welcome everyone")
    channel(home / "evidence" / "two.json", *[AD.format(300, "0300-1234567")] * 3, "salam", "welcome everyone")
    (home / "evidence" / "list.csv").write_text("name,cnic,mobile\nSana Tariq,35202-1234567-1,0302-9998887\n")
    run("scan", home / "evidence", "--case", home / "case")
    return home / "case"


def test_places_of_one_number_are_one_seller(case: Path):
    document = json.loads(run("sellers", case, "--format", "json").output)

    assert [each["places"] for each in document["sellers"]] == [["one.json", "two.json"]]
    assert (document["places"], document["trading"]) == (3, 2)


def test_report_has_the_trade_and_is_as_the_schema_says(case: Path):
    document = json.loads(run("report", case, "--format", "json").output)
    schema = json.loads((ROOT / "docs/report.schema.json").read_text(encoding="utf-8"))

    Draft202012Validator(schema).validate(document)
    assert {dump["dump"] for dump in document["dumps"] if "trade" in dump} == {"one.json", "two.json"}


@pytest.mark.parametrize("form", ["table", "html", "markdown", "json", "offers", "contact_points", "csv"])
def test_no_report_has_a_contact_point_in_clear(case: Path, form: str):
    text = run("report", case, "--format", form).output

    assert "1234567" not in text
    assert "7654321" not in text


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("table", "SIM owner record Rs 200"),
        ("html", "SIM owner record"),
        ("markdown", "SIM owner record Rs 300"),
        ("offers", "sim_owner,SIM owner record,PKR,300,300"),
        ("contact_points", "jazzcash"),
    ],
)
def test_every_report_says_what_is_offered(case: Path, form: str, words: str):
    assert words in run("report", case, "--format", form).output


def test_revealing_is_noted_in_the_audit_trail(case: Path):
    before = run("sellers", case)
    after = run("sellers", case, "--reveal")

    assert "03001234567" not in before.output
    assert "03001234567" in after.output
    with Case.open(case) as opened:
        (noted,) = opened.links("revealed")
    assert (noted["what"], noted["sellers"]) == ("contact points of sellers", 1)


def test_ledger_is_kept_in_the_case_and_in_clear_nowhere_in_it(case: Path, tmp_path: Path):
    file = tmp_path / "platforms.csv"
    file.write_text("kind,name,address,exhibit\nTelegram,Secret name,t.me/unseen,one.json\n", encoding="utf-8")

    assert run("ledger", case).exit_code == 2
    first = run("ledger", case, "--import", file)
    again = run("ledger", case)

    assert first.output == again.output
    assert "Telegram: 1 listed, 1 seized" in again.output
    assert "two.json" in again.output
    assert b"Secret name" not in (case / "case.db").read_bytes()


def test_persons_and_numbers_of_the_list_are_masked_until_they_are_asked_for(case: Path, tmp_path: Path):
    file = tmp_path / "platforms.csv"
    rows = [
        "kind,name,address,exhibit",
        "whatsapp,Gul Chaudhry,03215360125,P-1",
        "telegram,SIM Data PK,t.me/gul_data,P-2",
    ]
    file.write_text("\n".join(rows) + "\n", encoding="utf-8")
    run("ledger", case, "--import", file)
    told = {form: run("ledger", case, "--format", form).output for form in ("table", "csv", "json")}

    assert not [form for form, text in told.items() if "Chaudhry" in text or "5360125" in text]
    assert all("SIM Data PK" in text for text in told.values())
    assert "line 2" in told["table"]
    assert "whatsapp, Gul Chaudhry, 03215360125, P-1" in run("ledger", case, "--reveal").output
    with Case.open(case) as opened:
        (noted,) = opened.links("revealed")[-1:]
    assert noted["what"] == "names and addresses of the list"
