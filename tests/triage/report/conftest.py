"""Three invented dumps: a half-fabricated subscriber list in a zip, a hostile folder, a list too short to judge."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from triage.core.model import Answer, DumpType, Evidence, Hypothesis, Interval, Reason, Role, Source, Stretch, Verdict
from triage.core.summary import ColumnSum, Coverage, EntityTally, Occurrences, Summary, TableSum
from triage.core.sums import BottomK, Least
from triage.people.once import Holdings
from triage.report.document import Meta, document
from triage.rules.model import Rules

GOLDEN = Path(__file__).parents[2] / "data" / "golden"

HOSTILE = (
    "<script>document.title='owned'</script>",
    '"><img src=http://127.0.0.1:9/x onerror=alert(1)>',
    "</style></title><svg onload=alert(1)>",
    '=HYPERLINK("http://127.0.0.1:9")',
    "\x1b[2J\x1b]8;;http://127.0.0.1:9\x07go\u009b31m",
    "\u202etxt.exe\u2066\u2028line\r\nline",
    "{{ 7 * 7 }}{% raw %}[bold]:smile:[/bold]",
    "caf\udce9 \u0646\u0627\u0645 \u0634\u0646\u0627\u062e\u062a\u06cc\u200c\u06a9\u0627\u0631\u0688",
    "3520200000017 is no header",
)
RULES = Rules(
    entities={},
    signals={},
    dump_types={},
    tables={
        "cnic_districts": (
            {"district_code": "352", "province": "Punjab", "district": "Lahore"},
            {"district_code": "374", "province": "Punjab", "district": "Rawalpindi"},
            {"district_code": "423", "province": "Sindh", "district": "Karachi South"},
            {"district_code": "173", "province": "Khyber Pakhtunkhwa", "district": "Peshawar"},
        )
    },
    digest="ab" * 32,
    files=(),
)
META = Meta(
    case="cases/demo",
    tool="0.0.0",
    rules_sha256="ab" * 32,
    python="3.11.0",
    polars="1.0.0",
    started="2026-11-23T09:00:00Z",
    finished="2026-11-23T09:00:42Z",
    rules=RULES,
    holdings=Holdings({}, {}),
)


def sketch(count: int, start: int = 1) -> BottomK:
    """`count` distinct hashes, spread evenly by a Weyl sequence."""
    return BottomK.of(np.arange(start, start + count, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15))


def tally(found: int, valid: int, distinct: int, **parts: dict[str, int]) -> EntityTally:
    return EntityTally(found, valid, sketch(distinct), {name: Counter(counts) for name, counts in parts.items()})


def subscribers() -> Answer:
    archive = Evidence(
        "subscribers.zip", Path("/evidence/subscribers.zip"), (), Path("-"), 61_234, "1" * 64, is_container=True
    )
    member = Evidence("subscribers.zip", archive.path, ("list.csv",), Path("-"), 312_000, "2" * 64)
    broken = Evidence("subscribers.zip", archive.path, ("rest.csv",), Path("-"), 4_000, "3" * 64)
    source = Source(
        member,
        "delimited",
        "",
        ("msisdn", "cnic", "name", "father", "dob", "remarks"),
        roles=(
            Role(0, "PK_MOBILE_NUMBER", "mobile", 0.99, ("the header names mobile", "100% pass its checks")),
            Role(1, "PK_CNIC", "cnic", 0.97, ("the header names cnic",), "IMEI"),
            Role(2, "PERSON", "name", 0.9),
            Role(3, "PERSON", "father", 0.9),
            Role(4, "DATE_OF_BIRTH", "dob", 0.9),
            Role(5, "TEXT", "", 0.8, ("long cells of many words",)),
        ),
        notes=("comma between cells: the same count in every row",),
    )
    districts = {"352": 600, "423": 410, "374": 300, "173": 90, "999": 3}
    table = TableSum(
        3000,
        3000,
        {
            "0": ColumnSum(3000, {"PK_MOBILE_NUMBER": tally(3000, 2990, 2988, operator={"Jazz": 1600, "Zong": 1390})}),
            "1": ColumnSum(
                2990,
                {
                    "PK_CNIC": tally(
                        2990,
                        2950,
                        2914,
                        district_code=districts,
                        province={"3": 900, "4": 410, "1": 90},
                        sex={"M": 1700, "F": 1250},
                    )
                },
            ),
            "2": ColumnSum(3000, {"PERSON": tally(3000, 3000, 1200, gender={"M": 1500, "F": 900})}),
            "3": ColumnSum(3000, {"PERSON": tally(3000, 3000, 1100, gender={"M": 2400})}),
            "4": ColumnSum(2000, {"DATE_OF_BIRTH": tally(2000, 1990, 1400, year=_years())}),
            "5": ColumnSum(400, {"PK_CNIC": tally(12, 12, 12), "EMAIL_ADDRESS": tally(7, 7, 7)}),
        },
    )
    books = {
        archive.key: Coverage(bytes_read=61_234),
        member.key: Coverage(311_900, 100, 0, 3001, 3000, 1, {"too_many_cells": Occurrences(1, 100, Least(4_096))}),
        broken.key: Coverage(bytes_unread=4_000, reasons={"truncated_member": Occurrences(1, 4_000, Least(0))}),
    }
    reasons = (
        Reason(
            "mobile_allocation",
            -18.25,
            "Too many mobile numbers begin with a code that was never given out.",
            "31% of 3,000",
            "at most 1% of a genuine list",
            ("numbers written without their zero", "a list older than the allocation table"),
        ),
        Reason("sex_digit", 4.0, "The sex digit agrees with the names.", "98% of 2,400", "88 to 99%"),
    )
    verdict = Verdict(
        rows=3000,
        distinct_rows=2988,
        fabricated_at_least=0.31479,
        estimate=0.5213,
        low=0.4401,
        high=0.6120,
        families="random digits, Faker, spreadsheet series, shuffled columns",
        gate="",
        novelty={"exact_duplicate_rows": 0.004},
        label="mixed",
        reasons=reasons,
        adversarial=Interval(0.4113, 0.0512, 0.8),
        by_checks=Interval(0.48, 0.3, 0.66),
        stretches=(
            Stretch(source.number, 1, 1_499, is_about=False, share=0.9481, looks="genuine"),
            Stretch(source.number, 1_500, 2_700, is_about=False, share=0.0312, looks="fabricated"),
            Stretch(source.number, 2_701, 3_000, is_about=False, share=0.5, looks="unclear"),
        ),
        hypotheses=(
            Hypothesis("generator_library", "A generator library's lists", "names from a list of about 690", 24.04),
            Hypothesis("shuffle", "Columns shuffled", "", -24.04),
        ),
        explanation=(("who", -3.21), ("where", 0.52)),
        limits=("A seller who imitates public statistics well would not be detected by these tests.",),
        records=3000,
    )
    kind = DumpType("telecom_subscribers", "Telecom subscribers", 0.87, ("msisdn", "cnic"))
    summary = Summary({source.key: table}, books)
    return Answer("subscribers.zip", (archive, member, broken), (source,), summary, kind, verdict)


def hostile() -> Answer:
    folder = Path("/evidence") / HOSTILE[0].replace("/", "\\")
    names = [name.replace("/", "\N{DIVISION SLASH}") for name in HOSTILE]
    files = [Evidence(HOSTILE[0], folder / name, (), Path("-"), 500, "4" * 64) for name in names]
    pipe = Evidence(HOSTILE[0], folder / "pipe", (), Path("-"), 0, "", "not_a_regular_file")
    source = Source(files[0], "delimited", HOSTILE[2], HOSTILE, roles=(Role(0, "PK_CNIC", "cnic", 0.7, HOSTILE),))
    table = TableSum(60_000, 20_000, {"0": ColumnSum(60_000, {"PK_CNIC": tally(60_000, 60_000, 51_200)})})
    books = {each.key: Coverage(500, records_found=2, rows_read=2, reasons={}) for each in files}
    verdict = Verdict(
        rows=60_000,
        distinct_rows=60_000,
        fabricated_at_least=0.00004,
        estimate=None,
        low=None,
        high=None,
        families=HOSTILE[0],
        gate=HOSTILE[1],
        novelty={},
        label="undetermined",
        stretches=(
            Stretch(source.number, 1, 41_234, is_about=True, share=0.02, looks="fabricated"),
            Stretch(source.number, 41_235, 60_000, is_about=True, share=0.98, looks="genuine"),
        ),
        hypotheses=(Hypothesis(HOSTILE[0], HOSTILE[1], HOSTILE[5], 41.0),),
        explanation=((HOSTILE[0], 0.0),),
        reasons=(Reason(HOSTILE[2], 0.0, HOSTILE[0], HOSTILE[1], HOSTILE[5], HOSTILE),),
        limits=HOSTILE,
        records=60_000,
    )
    return Answer(
        HOSTILE[0], (*files, pipe), (source,), Summary({source.key: table}, books), DumpType(*HOSTILE[:2], 0.5), verdict
    )


def short() -> Answer:
    evidence = Evidence("chat.txt", Path("/evidence/chat.txt"), (), Path("-"), 2_100, "5" * 64)
    source = Source(evidence, "lines", "", ("text",), has_header=False, is_text=True, roles=(Role(0, "TEXT", "", 1.0),))
    table = TableSum(50, 50, {"0": ColumnSum(50, {"PK_MOBILE_NUMBER": tally(9, 9, 8)})})
    verdict = Verdict(50, 50, 0.0, None, None, None, "", "fewer than 200 rows", {}, "undetermined", records=50)
    books = {evidence.key: Coverage(2_100, 0, 0, 50, 50)}
    return Answer(
        "chat.txt", (evidence,), (source,), Summary({source.key: table}, books), DumpType("", "", 0.0), verdict
    )


def _years() -> dict[str, int]:
    return {str(year): 20 + (year * 7) % 31 for year in range(1950, 2004)}


@pytest.fixture(scope="session")
def golden() -> Callable[[str, str], None]:
    """Compare a text with a kept one; with UPDATE_GOLDEN set it keeps it anew."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if os.environ.get("UPDATE_GOLDEN"):
            path.write_text(text, encoding="utf-8", newline="")
        assert path.read_text(encoding="utf-8") == text

    return compare


@pytest.fixture(scope="session")
def answers() -> tuple[Answer, ...]:
    return subscribers(), hostile(), short()


@pytest.fixture(scope="session")
def hostile_texts() -> tuple[str, ...]:
    return HOSTILE


@pytest.fixture(scope="session")
def meta() -> Meta:
    return META


@pytest.fixture(scope="session")
def report(answers: tuple[Answer, ...]) -> dict[str, Any]:
    return document(answers, META)
