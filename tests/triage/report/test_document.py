from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import numpy as np
import polars as pl
import pytest

import triage.rules
from triage.core.model import Answer
from triage.core.safe import printable
from triage.core.summary import ColumnSum, EntityTally, Summary, TableSum
from triage.core.sums import BottomK
from triage.report import formats, render
from triage.report.document import Meta, document, words

SCHEMA = json.loads((Path(__file__).parents[3] / "docs" / "report.schema.json").read_text(encoding="utf-8"))


def dump(report: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(each for each in report["dumps"] if each["dump"] == name)
    return found


def texts(noun: Any) -> Iterator[str]:
    if isinstance(noun, str):
        yield noun
    elif isinstance(noun, dict):
        for key, value in noun.items():
            yield key
            yield from texts(value)
    elif isinstance(noun, list):
        for each in noun:
            yield from texts(each)


def objects(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            yield schema
        for each in schema.values():
            yield from objects(each)
    elif isinstance(schema, list):
        for each in schema:
            yield from objects(each)


def test_schema_is_a_schema_and_closed():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)

    assert all("additionalProperties" in each for each in objects(SCHEMA))


def test_document_is_as_the_schema_says(report: dict[str, Any]):
    jsonschema.Draft202012Validator(SCHEMA).validate(report)


def test_schema_refuses_an_unknown_key_and_a_control_character(report: dict[str, Any]):
    unknown, control = copy.deepcopy(report), copy.deepcopy(report)
    unknown["dumps"][0]["surprise"] = 1
    control["dumps"][0]["dump"] = "\x1b[2J"

    assert not jsonschema.Draft202012Validator(SCHEMA).is_valid(unknown)
    assert not jsonschema.Draft202012Validator(SCHEMA).is_valid(control)


def test_no_dump_is_a_document_too(meta: Meta):
    empty = document([], meta)
    jsonschema.Draft202012Validator(SCHEMA).validate(empty)

    assert all(render(empty, form).endswith("\n") for form in formats())


def test_every_text_is_printable(report: dict[str, Any]):
    assert all(each == printable(each) for each in texts(report))


def test_order_of_answers_does_not_show(answers: tuple[Answer, ...], meta: Meta, report: dict[str, Any]):
    turned = [replace(each, evidence=each.evidence[::-1], sources=each.sources[::-1]) for each in reversed(answers)]

    assert json.dumps(document(turned, meta)) == json.dumps(report)


def test_claims_are_rounded_toward_the_weaker(report: dict[str, Any]):
    genuineness = dump(report, "subscribers.zip")["genuineness"]

    assert genuineness["fabricated_at_least"] == {"value": 0.3147, "confidence": 0.99}
    assert genuineness["consistent_with_genuine"]["low"] == 0.4401
    assert genuineness["consistent_with_genuine"]["high"] == 0.612
    assert genuineness["verified_genuine"] is None
    assert [each["decibans"] for each in genuineness["evidence"]] == [-18.2, 4.0]


def test_container_counts_for_its_members(report: dict[str, Any]):
    coverage = dump(report, "subscribers.zip")["coverage"]

    assert coverage["bytes_read"] == 311_900
    assert (coverage["bytes_rejected"], coverage["bytes_unread"], coverage["rows_rejected"]) == (100, 4_000, 1)
    assert not coverage["complete"]
    assert coverage["reasons"] == [
        {
            "reason": "too_many_cells",
            "count": 1,
            "bytes": 100,
            "first": {"member": "subscribers.zip > list.csv", "offset": 4096, "unit": "byte"},
        },
        {
            "reason": "truncated_member",
            "count": 1,
            "bytes": 4000,
            "first": {"member": "subscribers.zip > rest.csv", "offset": 0, "unit": "byte"},
        },
    ]


def test_evidence_that_no_books_name_is_unread(answers: tuple[Answer, ...], meta: Meta):
    forgotten = replace(answers[2], summary=replace(answers[2].summary, coverage={}))
    coverage = document([forgotten], meta)["dumps"][0]["coverage"]

    assert coverage["bytes_unread"] == 2_100
    assert coverage["reasons"][0]["reason"] == "not_scanned"
    assert not coverage["complete"]


def test_a_refused_file_without_bytes_makes_a_dump_incomplete(report: dict[str, Any], hostile_texts: tuple[str, ...]):
    coverage = dump(report, hostile_texts[0])["coverage"]

    assert coverage["bytes_unread"] == 0
    assert not coverage["complete"]


def test_people_are_counted_by_cnic_else_by_mobile(report: dict[str, Any], hostile_texts: tuple[str, ...]):
    assert dump(report, "subscribers.zip")["people"] == {"distinct": 2914, "low": 2914, "high": 2914, "by": "PK_CNIC"}
    assert dump(report, "chat.txt")["people"]["by"] == "PK_MOBILE_NUMBER"
    estimated = dump(report, hostile_texts[0])["people"]
    assert estimated["low"] < estimated["distinct"] < estimated["high"]


@pytest.mark.parametrize(("cards", "by"), [(5, "PK_MOBILE_NUMBER"), (2_000, "PK_CNIC")])
def test_a_few_numbers_in_remarks_do_not_count_people_of_a_mobile_list(
    answers: tuple[Answer, ...], meta: Meta, cards: int, by: str
):
    source = answers[0].sources[0]
    no_cnic = replace(source, roles=tuple(role for role in source.roles if role.entity != "PK_CNIC"))
    table = answers[0].summary.tables[source.key]
    few = EntityTally(cards, cards, BottomK.of(np.arange(1, cards + 1, dtype=np.uint64)))
    columns = {
        name: replace(column, entities={**column.entities, "PK_CNIC": few}) if "PK_CNIC" in column.entities else column
        for name, column in table.columns.items()
    }
    summary = replace(answers[0].summary, tables={source.key: replace(table, columns=columns)})
    dumps = document([replace(answers[0], sources=(no_cnic,), summary=summary)], meta)["dumps"]

    assert dumps[0]["people"]["by"] == by


def test_entities_are_summed_over_columns(report: dict[str, Any]):
    found = dump(report, "subscribers.zip")["entities"]

    tally = {"found": 3002, "valid": 2962, "distinct": 2914}
    assert found["PK_CNIC"] == {"title": "PK_CNIC", **tally, "whose": {"data_subject": tally}}
    assert found["PERSON"]["found"] == 6000


def test_codes_are_told_by_name(report: dict[str, Any]):
    spread = dump(report, "subscribers.zip")["distributions"]

    assert spread["province"] == {"Khyber Pakhtunkhwa": 90, "Punjab": 900, "Sindh": 410}
    assert spread["district"]["Lahore"] == 600
    assert spread["district"]["unlisted 999"] == 3
    assert spread["gender_by_cnic"] == {"female": 1250, "male": 1700}
    assert spread["gender_by_name"] == {"female": 900, "male": 1500}
    assert spread["operator"] == {"Jazz": 1600, "Zong": 1390}


def test_own_rules_name_the_districts(answers: tuple[Answer, ...], meta: Meta):
    spread = document([answers[0]], replace(meta, rules=None))["dumps"][0]["distributions"]
    names = {row["district"] for row in triage.rules.load().table("cnic_districts")}

    assert set(spread["district"]) - names == {"unlisted 999"}


def test_a_header_that_is_a_record_is_hidden(report: dict[str, Any], hostile_texts: tuple[str, ...]):
    names = [column["name"] for column in dump(report, hostile_texts[0])["tables"][0]["columns"]]

    assert "************* is no header" in names
    assert not any("3520200000017" in name for name in names)


@pytest.mark.parametrize(("header", "shown"), [("someone@mail.example", "*"), ("x" * 1000, "x" * 200 + "…")])
def test_headers_are_short_and_without_addresses(answers: tuple[Answer, ...], meta: Meta, header: str, shown: str):
    source = replace(answers[2].sources[0], columns=(header,))
    tables = document([replace(answers[2], sources=(source,))], meta)["dumps"][0]["tables"]

    assert tables[0]["columns"][0]["name"] == shown


def test_one_file_gives_its_own_hash_and_several_the_hash_of_their_list(report: dict[str, Any]):
    assert dump(report, "subscribers.zip")["sha256"] == "1" * 64
    assert dump(report, "chat.txt")["sha256"] == "5" * 64


def test_a_scan_cut_short_has_no_end(meta: Meta):
    case = document([], replace(meta, finished=""))["case"]

    assert (case["finished"], case["seconds"]) == (None, None)


def test_ends_that_are_estimates_have_three_digits(report: dict[str, Any], hostile_texts: tuple[str, ...]):
    where = dump(report, hostile_texts[0])["genuineness"]["where"]

    assert [each["statement"] for each in where] == [
        "about rows 1\N{EN DASH}41,200 look made up",
        "about rows 41,200\N{EN DASH}60,000 show no sign of fabrication",
    ]


def test_of_many_places_some_are_named(answers: tuple[Answer, ...], meta: Meta):
    one = answers[0].verdict.stretches[0]
    many = tuple(
        replace(one, first=10 * i + 1, last=10 * i + 10, looks="genuine" if i % 2 else "fabricated") for i in range(12)
    )
    verdict = replace(answers[0].verdict, stretches=many, hypotheses=answers[0].verdict.hypotheses[1:])
    told = document([replace(answers[0], verdict=verdict)], meta)["dumps"][0]

    assert words.changes(told).endswith("rows 41\N{EN DASH}50 look made up; 3 more such places")


def test_copies_of_a_table_are_told_once(answers: tuple[Answer, ...], meta: Meta):
    source = answers[0].sources[0]
    copy_of = replace(source, evidence=replace(source.evidence, path=source.evidence.path.with_name("a.zip")))
    both = replace(
        answers[0], evidence=(*answers[0].evidence, copy_of.evidence), sources=(*answers[0].sources, copy_of)
    )
    where = document([both], meta)["dumps"][0]["genuineness"]["where"]

    assert [each["member"] for each in where] == ["a.zip > list.csv"] * 3


def test_preset_and_notes_are_told(answers: tuple[Answer, ...], meta: Meta):
    told = document(answers, replace(meta, families="adversarial", notes=("judged by other rules",)))
    jsonschema.Draft202012Validator(SCHEMA).validate(told)

    assert {each["genuineness"]["consistent_with_genuine"]["preset"] for each in told["dumps"]} == {"adversarial"}
    assert all("judged by other rules" in render(told, form) for form in ("html", "markdown", "table", "json"))


def test_people_are_never_more_than_the_values_that_tell_them(answers: tuple[Answer, ...], meta: Meta):
    values = pl.Series(range(60_000)).hash(7).to_numpy()
    tally = EntityTally(6_000, 6_000, BottomK.of(values))
    table = TableSum(6_000, 6_000, {"1": ColumnSum(6_000, {"PK_CNIC": tally})})
    answer = replace(answers[0], summary=Summary({answers[0].sources[0].key: table}, answers[0].summary.coverage))
    (told,) = document([answer], meta)["dumps"]

    assert told["people"] == {"distinct": 6_000, "low": 6_000, "high": 6_000, "by": "PK_CNIC"}
    assert told["entities"]["PK_CNIC"]["distinct"] == 6_000


@pytest.mark.parametrize(("label", "told"), [("mixed", 0), ("fabricated", 0), ("undetermined", 1), ("genuine", 1)])
def test_no_row_is_said_to_look_genuine_beside_a_verdict_of_fabrication(
    answers: tuple[Answer, ...], meta: Meta, label: str, told: int
) -> None:
    one = replace(answers[0].verdict.stretches[0], looks="genuine")
    answer = replace(answers[0], verdict=replace(answers[0].verdict, label=label, stretches=(one,)))

    assert len(document([answer], meta)["dumps"][0]["genuineness"]["where"]) == told
