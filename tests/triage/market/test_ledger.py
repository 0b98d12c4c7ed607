from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import triage.rules
from tests.triage.market.talking import KEY, said
from triage.core.errors import UsageError
from triage.core.summary import Summary, TableSum
from triage.market.ledger import identity, ledger
from triage.market.places import Place, place_of
from triage.market.register import Entry, Register, read
from triage.report.ledger import FORMATS, render

RULES = triage.rules.load()
KINDS = {
    "mobile application": 18, "website": 17, "youtube": 2, "facebook page": 75, "instagram": 10, "telegram": 12,
    "tiktok": 10,
}  # fmt: skip


def place(name: str, text: str = "") -> Place:
    return place_of(name, Summary({"t": TableSum(market=said(text))}), KEY, RULES)


def dump(name: str, verdict: str = "undetermined", records: int = 0, complaints: int = 0) -> dict[str, Any]:
    trade = {"trade": {"complaints": {"undelivered": complaints, "invented": 0}}} if complaints else {}
    return {"dump": name, "genuineness": {"verdict": verdict}, "headline": {"records": {"of": records}}, **trade}


def told(places: list[Place], *entries: Entry, dumps: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    return ledger(Register(entries, {}), places, dumps or [dump(each.name) for each in places], RULES)


def entry(line: int, **cells: str) -> Entry:
    return Entry(**{"kind": "telegram", "name": "", "address": "", "exhibit": "", **cells}, line=line)


def test_list_of_144_is_told_from_139_that_are_stated(tmp_path: Path):
    file = tmp_path / "platforms.csv"
    rows = [f"{kind},{kind} {number},,," for kind, count in KINDS.items() for number in range(count)]
    stated = [f"{kind},stated,,,{count}" for kind, count in KINDS.items()]
    file.write_text("\n".join(["Kind,Name,URL,Exhibit No,Count", *rows, "total,,,,139", *stated]), encoding="utf-8")

    document = ledger(read(file, RULES), [], [], RULES)

    assert document["totals"][-1] == {
        "kind": "total", "stated": 139, "stated_by_kind": 144, "listed": 144, "distinct": 144,
    }  # fmt: skip
    text = render(document, "table")
    assert "144 platforms are listed; 139 are stated: 5 fewer than listed." in text
    assert "add up to 144, and not to the 139 that are stated for all" in text


def test_yaml_says_the_same_as_csv(tmp_path: Path):
    yaml, table = tmp_path / "p.yaml", tmp_path / "p.csv"
    yaml.write_text(
        "stated: 3\nplatforms:\n- {kind: FB page, name: A, url: fb.com/aaaa, exhibit: E-1}\n", encoding="utf-8"
    )
    table.write_text("exhibit;kind;name;url;count\nE-1;FB page;A;fb.com/aaaa;\n;total;;;3\n", encoding="utf-8")

    one, other = read(yaml, RULES), read(table, RULES)

    assert [(each.kind, each.name, each.address, each.exhibit) for each in one.entries] == [
        ("facebook", "A", "fb.com/aaaa", "E-1")
    ]
    assert one.stated == other.stated == {"total": 3}
    assert [each.address for each in other.entries] == ["fb.com/aaaa"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("p.csv", "a,b\n1,2\n"),
        ("p.csv", ""),
        ("p.csv", "kind,name,count\ntotal,,many\n"),
        ("p.yaml", "kind: x"),
        ("p.yaml", "stated: many\nplatforms: []"),
        ("p.yaml", "- [\n"),
    ],
)
def test_what_is_no_list_is_refused_in_one_line(tmp_path: Path, name: str, text: str):
    (tmp_path / name).write_text(text, encoding="utf-8")

    with pytest.raises(UsageError, match=name):
        read(tmp_path / name, RULES)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://t.me/s/SimData", "@simdata"),
        ("wa.me/923001234567", "0300-1234567"),
        ("https://www.facebook.com/SimData/", "fb.com/simdata"),
        ("http://www.simdata.example.com/page", "simdata.example.com"),
    ],
)
def test_addresses_of_one_platform_are_the_same(one: str, other: str):
    assert identity(one, RULES) == identity(other, RULES) != ""


def test_exhibit_names_its_dump_and_no_longer_one():
    other = place("E-70 phone", "SIM data Rs 200, whatsapp 0345-7712345")

    document = told([place("E-7 phone"), other], entry(1, exhibit="E-7"))

    assert document["entries"][0]["dumps"] == ["E-7 phone"]
    assert document["not_listed"] == ["E-70 phone"]


def test_address_is_found_by_what_the_place_calls_its_own():
    places = [place("x.json", "SIM data Rs 200, join t.me/SimDataPk"), place("y.json", "CDR 5000 @another_shop")]
    document = told(places, entry(1, address="https://t.me/simdatapk"), entry(2, address="@nobody_here"))

    assert [(each["dumps"], each["joined_by"]) for each in document["entries"]] == [(["x.json"], "address"), ([], None)]
    assert document["not_seized"] == [2]
    assert document["not_listed"] == ["y.json"]


def test_entry_that_is_listed_again_is_told():
    document = told([], entry(1, address="t.me/SimData"), entry(2, address="@SIMDATA"), entry(3, address="t.me/other1"))

    assert [each["lines"] for each in document["listed_twice"]] == [[1, 2]]


def test_kinds_say_what_their_data_is_and_where_customers_were_cheated():
    names = ["E-1", "E-2", "E-3", "E-4"]
    dumps = [
        dump("E-1", "mostly_genuine", 90),
        dump("E-2", "fabricated", 50, complaints=3),
        dump("E-3", "undetermined", 9),
        dump("E-4"),
    ]
    entries = [entry(at, exhibit=name, name=name) for at, name in enumerate(names, start=1)]
    document = told([place(name) for name in names], *entries, dumps=dumps)

    (kind,) = document["platforms"]
    assert kind["data"] == {"genuine": 1, "mixed": 0, "fabricated": 1, "undetermined": 1, "no data": 1}
    assert kind["with_complaints"] == {"undelivered": 1, "invented": 0}
    assert "1 with customers who say that they paid and got nothing" in render(document, "table")


def test_every_format_tells_every_entry_and_no_formula():
    document = told([place("E-1")], entry(1, name="=cmd", exhibit="E-1"), entry(2, name="gone", exhibit="E-9"))

    texts = {form: render(document, form) for form in FORMATS}

    assert all("gone" in text for text in texts.values())
    assert "'=cmd" in texts["csv"]
    assert "listed and not seized" in texts["csv"]


@pytest.mark.parametrize(
    ("kind", "name", "of"),
    [
        ("total whatsapp", "", "whatsapp"),
        ("WhatsApp total", "", "whatsapp"),
        ("Total of WhatsApp", "", "whatsapp"),
        ("total", "WhatsApp", "whatsapp"),
        ("whatsapp", "Total", "whatsapp"),
        ("Grand Total", "", "total"),
        ("", "stated", "total"),
    ],
)
def test_a_total_is_stated_in_any_order_of_words(tmp_path: Path, kind: str, name: str, of: str) -> None:
    file = tmp_path / "p.csv"
    file.write_text(
        f"kind;name;address;exhibit;count\nwhatsapp;Total Data Hub;;E-1;\n{kind};{name};;;5\n", encoding="utf-8"
    )

    register = read(file, RULES)

    assert register.stated == {of: 5}
    assert [each.name for each in register.entries] == ["Total Data Hub"]


def test_an_entry_is_joined_by_the_title_of_a_place_or_the_bot_that_answers() -> None:
    titled = dump("messages.html") | {"places": [{"title": "SIM Database Bot"}]}
    bot = place("result.json", "SIM data Rs 200, order at @pakdata_bot")

    by_title = told([place("messages.html")], entry(1, name="SIM Database Bot"), dumps=[titled])
    by_bot = told([bot], entry(2, name="Other", address="@pakdata_bot"))

    assert by_title["entries"][0]["dumps"] == ["messages.html"]
    assert by_title["not_listed"] == []
    assert by_bot["entries"][0]["joined_by"] == "address"


def test_only_a_place_or_a_dump_that_sells_data_is_seized_and_not_listed() -> None:
    chat = dump("chat.json") | {"places": [{"title": "Cricket"}]}
    places = [place("list.csv"), place("chat.json"), place("shop.txt", "SIM data Rs 200, whatsapp 0345-7712345")]

    document = told(places, dumps=[dump("list.csv"), chat, dump("shop.txt")])

    assert document["not_listed"] == ["chat.json", "shop.txt"]
