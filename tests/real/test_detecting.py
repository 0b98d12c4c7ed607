from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from operator import add
from pathlib import Path

import pytest

import triage.rules
from tests.real.people import COLUMNS, ROWS
from tests.real.test_reading import each_writer, people_in
from tests.real.writers import Writer
from triage import read
from triage.core.summary import TableSum
from triage.detect import Detector

FIELDS = {"cnic": "PK_CNIC", "mobile": "PK_MOBILE_NUMBER", "name": "PERSON", "father": "PERSON", "dob": "DATE_OF_BIRTH"}


@pytest.fixture(scope="module")
def detector() -> Detector:
    return Detector(triage.rules.load(), {}, "off")


@each_writer
def test_columns_of_real_dumps_are_recognised(
    writer: Writer, dump: Callable[[Writer], Path], detector: Detector, tmp_path: Path
):
    source = people_in(dump(writer), tmp_path / "spool", writer)
    source = detector.decide(source, read.sample(source))
    found = {source.columns[role.column]: role.entity for role in source.roles}

    assert {name: found.get(name) for name in FIELDS} == FIELDS
    assert found.get("id", "") == ""
    assert found.get("balance", "") == ""


@each_writer
def test_every_cnic_and_mobile_number_is_found_and_nothing_else(
    writer: Writer, dump: Callable[[Writer], Path], detector: Detector, tmp_path: Path
):
    source = people_in(dump(writer), tmp_path / "spool", writer)
    source = detector.decide(source, read.sample(source))
    parts = (detector.observe(source, batch) for chunk in read.split(source) for batch in read.batches(chunk))
    table = reduce(add, parts, TableSum())
    tallies = {
        (COLUMNS[int(column)], entity): (tally.found, tally.valid, tally.distinct.distinct())
        for column, each in table.columns.items()
        for entity, tally in each.entities.items()
        if entity in {"PK_CNIC", "PK_MOBILE_NUMBER"} and tally.found
    }
    distinct = {name: len({row[COLUMNS.index(name)] for row in ROWS}) for name in ("cnic", "mobile")}

    assert tallies == {
        ("cnic", "PK_CNIC"): (len(ROWS), len(ROWS), distinct["cnic"]),
        ("mobile", "PK_MOBILE_NUMBER"): (len(ROWS), len(ROWS), distinct["mobile"]),
    }
