from __future__ import annotations

import random
from collections.abc import Callable

import polars as pl
import pytest

from tests.triage.detect.test_roles import EVIDENCE, EYES, RULES, WORDS
from triage.core.model import AT, ROW_SEGMENT, Batch, Source
from triage.core.summary import Coverage, TableSum
from triage.detect.columns import observe
from triage.detect.roles import decide

PLACES = [row["prefix"] for row in RULES.table("cnic_tehsils")]
R = random.Random(11)
N = 40
CNICS = [(R.choice(PLACES), f"{R.randrange(10**7):07}", str(R.randrange(1, 10))) for _ in range(N)]
MOBILES = [(f"03{R.randrange(49):02}", f"{R.randrange(10**7):07}") for _ in range(N)]


def decided(headers: tuple[str, ...], rows: list[tuple[str, ...]]) -> tuple[Source, pl.DataFrame]:
    frame = pl.DataFrame({str(i): [row[i] for row in rows] for i in range(len(rows[0]))})
    names = headers or tuple(f"column {i + 1}" for i in range(frame.width))
    source = Source(EVIDENCE, "delimited", "", names, has_header=bool(headers), segment=ROW_SEGMENT)
    return decide(source, frame, EYES, WORDS), frame


def sums(source: Source, frame: pl.DataFrame) -> TableSum:
    at = pl.int_range(frame.height, dtype=pl.UInt64, eager=True).alias(AT)
    return observe(source, Batch(frame.with_columns(at), Coverage()), EYES).table


def in_urdu(text: str) -> str:
    return text.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))


def in_floats(text: str) -> str:
    return f"{int(text)}.0"


def boxes(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    return [tuple("".join(row)) for row in rows]


@pytest.mark.parametrize(
    "headers",
    [
        ("CNIC1", "CNIC2", "CNIC3"),
        ("cnic_a", "cnic_b", "cnic_c"),
        ("CNIC", "", ""),
        ("NIC part 1", "NIC part 2", "NIC part 3"),
        ("p1", "p2", "p3"),
        (),
    ],
)
@pytest.mark.parametrize("written", [str, in_urdu, in_floats])
def test_a_cnic_in_three_columns_is_one_a_row(headers: tuple[str, ...], written: Callable[[str], str]) -> None:
    source, frame = decided(headers, [tuple(map(written, row)) for row in CNICS])
    tally = sums(source, frame).columns["0"].entities["PK_CNIC"]

    assert (source.roles[0].entity, source.roles[0].field) == ("PK_CNIC", "cnic")
    assert tally.found == tally.valid == N
    assert [role.entity for role in source.roles[1:]] == ["", ""]


def test_a_cnic_is_put_together_in_other_groups() -> None:
    two = [(place, serial + sex) for place, serial, sex in CNICS]

    assert decided(("cnic 1", "cnic 2"), two)[0].roles[0].entity == "PK_CNIC"
    source, frame = decided((), boxes(CNICS))
    assert sums(source, frame).columns["0"].entities["PK_CNIC"].valid == N


@pytest.mark.parametrize("headers", [("mobile code", "mobile no"), ("code", "mobile"), ("Mobile", ""), ()])
@pytest.mark.parametrize("begin", ["0", "", "92", "+92"])
def test_a_mobile_in_two_columns_is_one_a_row(headers: tuple[str, ...], begin: str) -> None:
    source, frame = decided(headers, [(begin + code[1:], rest) for code, rest in MOBILES])
    tally = sums(source, frame).columns["0"].entities["PK_MOBILE_NUMBER"]

    assert (source.roles[0].entity, source.roles[0].field) == ("PK_MOBILE_NUMBER", "mobile")
    assert tally.valid == N


def test_columns_beside_split_numbers_stay_themselves() -> None:
    rows = [("Sana Tariq", *cnic, *mobile, "x") for cnic, mobile in zip(CNICS, MOBILES, strict=True)]
    source, _ = decided((), rows)

    assert [role.entity for role in source.roles[:7]] == ["PERSON", "PK_CNIC", "", "", "PK_MOBILE_NUMBER", "", ""]


def test_a_cell_that_is_whole_beside_empty_ones_is_read() -> None:
    source, frame = decided(("CNIC1", "CNIC2", "CNIC3"), [*CNICS, ("35202-1000001-1", "", "")])

    assert sums(source, frame).columns["0"].entities["PK_CNIC"].valid == N + 1


def foreign(seed: int) -> list[tuple[str, ...]]:
    r = random.Random(seed)
    return [(f"{r.randrange(1, 9)}{r.randrange(10**4):04}", f"{r.randrange(10**7):07}", "1") for _ in range(N)]


@pytest.mark.parametrize(
    ("headers", "rows"),
    [
        (("zip", "account", "flag"), foreign(1)),
        (("zip", "phone", "flag"), CNICS),
        ((), foreign(2)),
        ((), [("312", f"{555}{i:04}") for i in range(N)]),
        (("area code", "phone"), [("312", f"{555}{i:04}") for i in range(N)]),
        (("area code", "phone"), [("042", f"{3571}{i:04}") for i in range(N)]),
        ((), [(place, f"19{i + 50}0101") for i, (place, _, _) in enumerate(CNICS)]),
        (("cnic", "date"), [(place, f"19{i + 50}0101") for i, (place, _, _) in enumerate(CNICS)]),
    ],
)
def test_numbers_that_stand_side_by_side_by_chance_stay_apart(
    headers: tuple[str, ...], rows: list[tuple[str, ...]]
) -> None:
    source, _ = decided(headers, rows)

    assert not any(role.parts for role in source.roles)
