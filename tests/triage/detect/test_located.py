"""Finds one by one are those that a scan counts, and each stands where it says."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import polars as pl
import pytest

import triage.rules
from triage import find, read
from triage.core.model import Source
from triage.detect import Detector
from triage.detect.located import LOCATED

SAMPLES = Path(__file__).parents[3] / "sample_leaks"
DETECTOR = Detector(triage.rules.load(), {}, "all")

MIXED = """name,cnic,remarks
Sana Tariq,35202-1234567-2,"call 0300-1234567 or 0321-7654321, CNIC 61101-1234567-1"
Bilal Ahmed,61101-7654321-3,
Hina Shah,"42101-1234567-4, 42101-7654321-5",lives at House 12 Street 4 G-9/1 Islamabad
"""


def sources_of(path: Path, spool: Path) -> list[Source]:
    found = [each for each in find.evidence([path], spool) if not each.is_container]
    told = [source for each in found for source in read.identify(each)]
    return [DETECTOR.decide(each, read.sample(each)) for each in told]


def counted(source: Source) -> Counter[tuple[int, str]]:
    counts: Counter[tuple[int, str]] = Counter()
    for chunk in read.split(source):
        for batch in read.batches(chunk):
            for column, seen in DETECTOR.observe(source, batch).columns.items():
                counts.update({(int(column), entity): each.valid for entity, each in seen.entities.items()})
    return +counts


def found_one_by_one(source: Source) -> pl.DataFrame:
    frames = [DETECTOR.located(source, batch) for chunk in read.split(source) for batch in read.batches(chunk)]
    return pl.concat([pl.DataFrame(schema=LOCATED), *frames])


def is_read_by_presidio(source: Source) -> pl.Expr:
    """Say what is counted once a text in a scan, and told for each cell: names and addresses in free text."""
    texts = [role.column for role in source.roles if role.entity == "TEXT"]
    return pl.col("column").is_in(texts) & pl.col("entity").is_in(DETECTOR.text_look.entities)


@pytest.mark.parametrize("name", ["voter_list_na.csv", "bisp_8171.db", "whatsapp_chat.txt", "mixed"])
def test_finds_are_as_many_as_a_scan_counts(name: str, tmp_path: Path) -> None:
    path = SAMPLES / name
    if name == "mixed":
        path = tmp_path / "mixed.csv"
        path.write_text(MIXED, encoding="utf-8")

    for source in sources_of(path, tmp_path):
        finds = found_one_by_one(source).filter(~is_read_by_presidio(source))
        counts = pl.DataFrame(
            [(*place, count) for place, count in counted(source).items()], ["column", "entity", "count"], orient="row"
        )
        told = finds.group_by("column", "entity").len("count")
        asked = counts.filter(~is_read_by_presidio(source))
        assert set(told.rows()) == set(asked.rows())
        assert told.height


def test_a_find_stands_in_the_record_that_it_names(tmp_path: Path) -> None:
    path = tmp_path / "mixed.csv"
    path.write_text(MIXED, encoding="utf-8")
    (source,) = sources_of(path, tmp_path)

    finds = found_one_by_one(source).filter(pl.col("entity") == "PK_CNIC")

    assert finds.select("row", "column", "value").rows() == [
        (0, 1, "3520212345672"),
        (0, 2, "6110112345671"),
        (1, 1, "6110176543213"),
        (2, 1, "4210112345674"),
        (2, 1, "4210176543215"),
    ]
    assert all(MIXED.encode()[at:].startswith((b"Sana", b"Bilal", b"Hina")) for at in finds["at"])
    assert finds["confidence"].is_null().to_list() == [False, True, False, False, True]
