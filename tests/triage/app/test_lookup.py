from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result

from triage.app.lookup import look_up
from triage.app.lookup_roles import OWN, ROLES, _count
from triage.app.scan import Options, scan
from triage.cli import main
from triage.core.messages import LOOKED_UP, SELLER
from triage.core.progress import Silent
from triage.core.sums import BottomK

LIST = "name,cnic,mobile,other\n" + "".join(
    f"SANA TARIQ,35202-100000{i}-{i},0300-100000{i},0301-2000001\n" for i in range(1, 9)
)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("lookup")
    (home / "seized").mkdir()
    (home / "seized" / "list.csv").write_text(LIST, "utf-8")
    (home / "seized" / "chat.txt").write_text("pay 0300-1000002 now\nor call 0300-1000002\n", "utf-8")
    scan([home / "seized"], Options(case=home / "case", jobs=1), Silent())
    return home / "case"


def places(case: Path, number: str) -> list[tuple[str, str, int]]:
    (answer,) = look_up(case, [number])
    return [(each["dump"], each["column"], each["count"]) for each in answer["places"]]


@pytest.mark.parametrize("written", ["35202-1000003-3", "3520210000033", "35202 1000003 3"])
def test_a_number_is_found_however_it_is_written(case: Path, written: str) -> None:
    assert places(case, written) == [("list.csv", "cnic", 1)]


def test_places_come_with_their_counts_most_often_first(case: Path) -> None:
    found = places(case, "+92 300 1000002")

    assert [(dump, count) for dump, _, count in found] == [("chat.txt", 2), ("list.csv", 1)]
    assert places(case, "03012000001") == [("list.csv", "other", 8)]


def test_what_is_nowhere_is_in_no_dump_and_what_is_no_number_is_said(case: Path) -> None:
    nowhere, none = look_up(case, ["35202-9999999-9", "hello"])

    assert (nowhere["may_be"], nowhere["places"]) == ({"PK_CNIC": "35202-*******-*"}, [])
    assert (none["may_be"], none["places"]) == ({}, [])


def run(case: Path, number: str, *options: str) -> Result:
    return CliRunner().invoke(main, ["lookup", str(case), *options], input=number)


def test_no_answer_comes_from_a_changed_file_of_tokens(case: Path, tmp_path: Path) -> None:
    changed = shutil.copytree(case, tmp_path / "case")
    (file,) = changed.glob("tokens/*.values")
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    told = CliRunner().invoke(main, ["lookup", str(changed)], input="0300-1000002\n")

    assert told.exit_code == 1
    assert "is damaged or gone" in told.output
    assert "Traceback" not in told.output


def test_a_number_comes_from_standard_input_and_is_shown_to_nobody(case: Path) -> None:
    result = run(case, "35202-1000003-3\n")
    with sqlite3.connect(case / "case.db") as journal:
        ((body,),) = journal.execute("select body from audit where action = 'looked_up' order by seq desc limit 1")

    assert result.exit_code == 0
    assert "35202-*******-*: 1 time in records\n" in result.output
    for told in (result.output, run(case, "35202-9999999-9").output):
        assert told.count("Not searched: what was not read") == 1
    assert "1000003" not in result.output + json.dumps({**json.loads(body), "tables": ""})
    kept = json.loads(body)
    assert (kept["numbers"], kept["entities"], kept["found"]) == (1, ["PK_CNIC"], 1)


def test_no_number_is_a_wrong_call_and_one_in_the_command_line_too(case: Path) -> None:
    assert run(case, "\n").exit_code == 2
    assert run(case, "", "35202-1000003-3").exit_code == 2
    assert json.loads(run(case, "hello", "--format", "json").output)[0]["places"] == []


def test_a_line_that_is_no_number_ends_with_two_and_the_others_are_answered(case: Path) -> None:
    nothing, mixed = run(case, "notanumber"), run(case, "35202-1000001-1\nnotanumber\n")

    assert (nothing.exit_code, mixed.exit_code) == (2, 2)
    assert len(nothing.output.strip().splitlines()) == 1
    assert "PK_CNIC" in mixed.output


CHAT = (
    "3/1/23, 10:00 AM - Data Wala: Full database 2023 available, price Rs 5000 only. Whatsapp 0345-1234567\n"
    "3/1/23, 10:05 AM - +92 333 7654321: bhai 0301-7777777 ki details nikal do, kitne lagenge?\n"
    "3/1/23, 10:06 AM - Data Wala: 500 rs, easypaisa 0345-1234567\n"
    "3/2/23, 10:00 AM - Data Wala: SIM data available Rs 300. Whatsapp 0345-1234567\n"
)


@pytest.fixture(scope="module")
def market(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("market")
    (home / "seized").mkdir()
    (home / "seized" / "WhatsApp Chat with Data Wala.txt").write_text(CHAT, "utf-8")
    (home / "seized" / "list.csv").write_text(LIST, "utf-8")
    scan([home / "seized"], Options(case=home / "case", jobs=1, key=home / "a.key"), Silent())
    return home / "case"


def roles(case: Path, number: str) -> set[str]:
    (answer,) = look_up(case, [number], case.parent / "a.key")
    assert answer["places"] == []
    return {each["role"] for each in answer["elsewhere"]}


def test_a_seller_s_number_is_found_as_his_contact_point(market: Path) -> None:
    assert {OWN, ROLES[SELLER]} <= roles(market, "+92 345 1234567")


def test_a_number_that_a_customer_asked_for_is_told_apart(market: Path) -> None:
    assert roles(market, "03017777777") == {ROLES[LOOKED_UP]}


def test_a_number_in_no_message_is_nowhere(market: Path) -> None:
    assert roles(market, "03459999999") == set()


def test_a_full_sketch_does_not_say_that_a_number_is_not_there() -> None:
    many = np.arange(1, 10_000, dtype=np.uint64)

    assert [_count(each, BottomK.of(many)) for each in (5, 9_999)] == [1, None]
    assert [_count(each, BottomK.of(many[:50])) for each in (5, 9_999)] == [1, 0]
