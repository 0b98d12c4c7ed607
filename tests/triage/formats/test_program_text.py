"""Records in program text: every record with its keys, every line between them kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.triage.formats.conftest import told_by
from triage.core.format_info import Claim
from triage.formats.program_text import claims
from triage.records.literals import literals

PEOPLE = [(f"Gulsher O'Bozdar {i}", f"35202-12345{i:02}-1", f"0300-12345{i:02}") for i in range(9)]
PLAIN = [(name.replace("'", ""), cnic, mobile) for name, cnic, mobile in PEOPLE]


def each(form: str, rows: list[tuple[str, str, str]] = PLAIN) -> str:
    return "".join(form.format(*row) for row in rows)


def strict(row: tuple[str, str, str]) -> str:
    return json.dumps(dict(zip(("name", "cnic", "mobile"), row, strict=True)))


WAYS: dict[str, Callable[[], str]] = {
    "JavaScript": lambda: "var list = [\n" + each('  {{ name: "{}", cnic: "{}", mobile: "{}" }},\n', PEOPLE) + "];\n",
    "JavaScript over lines": lambda: "[" + each("{{\n name: '{}',\n cnic: '{}',\n mobile: '{}',\n}},\n") + "];",
    "PHP": lambda: "<?php\n$l = array(\n" + each("array('name' => '{}', 'cnic' => '{}', 'mobile' => '{}'),\n") + ");",
    "PHP over lines": lambda: (
        "<?php\nreturn [\n" + each("[\n'name' => '{}',\n'cnic' => '{}',\n'mobile' => '{}',\n],\n") + "];"
    ),
    "print_r": lambda: (
        "Array\n(\n"
        + each("[0] => Array\n(\n    [name] => {}\n    [cnic] => {}\n    [mobile] => {}\n)\n\n", PEOPLE)
        + ")\n"
    ),
    "Python": lambda: repr([dict(zip(("name", "cnic", "mobile"), row, strict=True)) for row in PEOPLE]),
    "dataclass": lambda: each("Person(name='{}', cnic='{}', mobile='{}')\n"),
    "Ruby": lambda: each('{{:name=>"{}", :cnic=>"{}", :mobile=>"{}"}}\n', PEOPLE),
    "Java": lambda: each("2024-05-01 10:00:00 INFO saved Person{{name='{}', cnic='{}', mobile='{}'}}\n"),
    "flow YAML": lambda: each("- {{name: {}, cnic: {}, mobile: {}}}\n", PEOPLE),
    "commas too many": lambda: "[" + each('{{"name": "{}", "cnic": "{}", "mobile": "{}",}},\n') + "]",
    "comments": lambda: "// list\n[" + each('{{"name": "{}", // who\n "cnic": "{}", "mobile": "{}"}},\n') + "]",
    "JavaScript, remarks": lambda: (
        "var list = [\n"
        + each("  {{name: '{}', cnic: \"{}\", mobile: '{}',}}, // row\n")
        + "];\nexport default list;\n"
    ),
    "Python, remarks": lambda: "list = [\n" + each("{{'name': '{}', 'cnic': '{}', 'mobile': '{}'}}, # row\n") + "]\n",
    "PHP, remarks": lambda: (
        "<?php\nreturn [\n" + each("['name' => '{}', 'cnic' => '{}', 'mobile' => '{}'], // row\n") + "];\n"
    ),
    "single quotes": lambda: "[" + each("{{'name':'{}','cnic':'{}','mobile':'{}'}},") + "]",
    "JSONP": lambda: "found([" + ",".join(map(strict, PEOPLE)) + "]);",
    "JSON in a log": lambda: "".join(f"2024-05-01 INFO {strict(row)}\n" for row in PEOPLE),
    "queries in a log": lambda: "".join(
        f"10:00:01 POST /save name={quote_plus(name)}&cnic={cnic}&mobile={mobile}\n" for name, cnic, mobile in PEOPLE
    ),
    "addresses": lambda: "".join(
        f"https://a.pk/s?name={quote(name)}&cnic={cnic}&mobile={mobile}\n" for name, cnic, mobile in PEOPLE
    ),
    "nested": lambda: "x = {" + each("'{}': {{cnic: '{}', mobile: '{}'}},") + "}",
}


@pytest.mark.parametrize("way", WAYS)
def test_a_record_has_its_keys(way: str, tmp_path: Path) -> None:
    text = WAYS[way]()
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    told = told_by(path, tmp_path)
    cells = {name.lstrip("("): index for index, name in enumerate(told.sources[0].columns)}
    places = [cells.get("name", cells.get("key)", 0)), cells["cnic"], cells["mobile"]]
    found = [tuple(row[place] for place in places) for row in told.rows if row[places[1]]]

    assert told.sources[0].reader == "program_text"
    assert found == (PEOPLE if "O'" in text or "O%27" in text else PLAIN)
    assert told.coverage.balances(path.stat().st_size)


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"{i},Gulsher (Khan),0300-12345{i:02}\n" for i in range(20)),
        "Dear Sir (and Madam), {see below} [1] for all: it is (as said) 10:00.\n" * 20,
        json.dumps([{"name": name, "cnic": cnic} for name, cnic, _ in PEOPLE]),
        "".join(f"INSERT INTO p (name, cnic) VALUES ('{name}', '{cnic}');\n" for name, cnic, _ in PLAIN),
        "a {color: red; width: 4px}\nb {color: blue; width: 5px}\nc {color: red; width: 7px}\n",
        "id,url\n"
        + "".join(f"{i},https://x.example/v?cnic=35202123456{i:02}&msisdn=030012345{i:02}\n" for i in range(9)),
        "".join(f"{i}\thttps://x.example/v?cnic=35202123456{i:02}&msisdn=030012345{i:02}\n" for i in range(9)),
        "for (i = 0; i < 10; i++) { f(a, b); g(a, b); }\n" * 9,
    ],
)
def test_other_texts_stay_with_their_readers(text: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")

    assert told_by(path, tmp_path).sources[0].reader != "program_text"


def test_a_text_that_breaks_off_keeps_what_it_has_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.js"
    path.write_text(WAYS["JavaScript"]()[:-40], encoding="utf-8")
    told = told_by(path, tmp_path)

    assert [row[0] for row in told.rows if row[0]] == [name for name, _, _ in PEOPLE]
    assert told.coverage.reasons["truncated"].count == 1


def written(value: object, leaves: list[str]) -> str:
    """Return a value as JavaScript has it; its leaves are numbered, and noted."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {written(each, leaves)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(written(each, leaves) for each in value) + "]"
    leaves.append(f"<{len(leaves)}>")
    return f"'{leaves[-1]}'"


@given(
    value=st.recursive(
        st.none(),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["a", "b", "c", "d"]), inner),
        max_leaves=20,
    )
)
def test_no_value_is_lost_and_none_is_told_twice(value: object) -> None:
    leaves: list[str] = []
    text = f"x = {written(value, leaves)};\n"
    told = "".join("".join(cell for _, cell in each.pairs) + each.text for each in literals(text))

    assert {leaf: told.count(leaf) for leaf in leaves} == dict.fromkeys(leaves, 1)


@given(text=st.text(st.sampled_from("{}[]()'\"`:=>,;\n\\ &?/*ab1"), max_size=200))
def test_records_are_told_in_the_order_of_their_ends(text: str) -> None:
    stops = [each.stop for each in literals(text)]

    assert stops == sorted(stops)
    assert all(0 <= each.start <= each.stop <= len(text) for each in literals(text))


CELL = '{{""name"": ""{0}"", ""cnic"": ""{1}""}}'
OTHERS = {
    "JSON in quoted cells": "id,data\n" + each(f'7,"{CELL}"\n'),
    "objects in cells": "id;data\n" + each("7;{{'name': '{}', 'cnic': '{}'}}\n"),
    "objects between bars": each('7|{}|{{"m": "{}", "c": "{}"}}\n'),
    "brackets beside names": "name,cnic,mobile\n" + each("{} (Lahore),{},{}\n"),
    "arrays of PostgreSQL": "name,cnic,mobiles\n" + each('{},{},"{{{},0}}"\n'),
    "addresses in a table": "id\turl\n" + each("7\thttps://a.pk/s?name={}&cnic={}\n"),
    "coordinates": "name,place\n" + each('{},"(31.5, 74.3)"\n'),
    "a log of IIS": "#Software: IIS\n#Fields: date cs-uri-query\n" + each("2023-10-10 name={}&cnic={}\n"),
    "a log of Apache with hosts": each(
        'a.pk:80 10.0.0.1 - - [10/Oct/2023:13:55:01 +0500] "GET /?a={}&cnic={} HTTP/1.1" 200 1\n'
    ),
    "a log": each("Oct 10 13:55:01 host app[7]: login (user=7, ip=10.0.0.7, ok=true)\n"),
    "prose": 'He said ("I live in Lahore, (near 7)") and [see note 7] went to: "the market".\n' * 9,
    "Markdown": "* [Item](https://a.pk/x?a=7&b=8) (see [note](#n7))\n" * 9,
    "settings": each("[person]\nname = {}\ncnic = {}\n"),
    "YAML": each("- name: {}\n  cnic: {}\n  tags: [a, b]\n"),
    "a program": "def f(a, b='x'):\n    d = {'a': 7, 'b': [1, 2]}\n    return g(d['a'], name='x')\n\n" * 9,
    "a chat": each("[10/10/2023, 13:55:01] Ali: CNIC {1} (name: {0})\n"),
    "blocks": each("Name: {}\nCNIC: {}\nMobile: {} (Jazz)\n\n"),
    "lines of labels": each("Name: {}, CNIC: {}, Mobile: {} (Jazz)\n"),
    "a footer in a binary": "PAR1\0\0" + each("x = {{'name': '{}', 'cnic': '{}'}}\n"),
    "elements": each("<p name='{}' cnic='{}'/>\n"),
}


@pytest.mark.parametrize("kind", OTHERS)
def test_other_texts_with_brackets_are_not_program_text(kind: str) -> None:
    assert claims(OTHERS[kind].encode(), "a.txt") == Claim.NONE
