"""Tables of unlike fields are judged apart, rows without a person not at all."""

from __future__ import annotations

from functools import cache

import polars as pl
import pytest

from triage import rules as rulebook
from triage import score, simulate
from triage.core.model import Verdict
from triage.core.summary import Summary, TableSum
from triage.detect import Detector
from triage.detect.evidence import batch_of, source_of
from triage.score import kinship
from triage.score.scope import Kinds


@cache
def detector() -> Detector:
    book = rulebook.load()
    return Detector(book, score.observers(book), "off")


@cache
def genuine(seed: int = 4, rows: int = 400) -> pl.DataFrame:
    frame = simulate.dump(simulate.DumpSpec("telecom", rows, seed=seed)).frame
    return frame.select("mobile", "cnic", "name")


def table(frame: pl.DataFrame, name: str) -> tuple[str, TableSum]:
    source = source_of(tuple(frame.columns), detector(), name)
    return f"{source.key}{name}", detector().observe(source, batch_of(frame))


def judged(**frames: pl.DataFrame) -> Verdict:
    return score.judge(Summary(dict(table(frame, name) for name, frame in frames.items())), detector().rules)


def made_up(rows: int, seed: int = 3) -> pl.DataFrame:
    return simulate.dump(simulate.DumpSpec("bank", rows, "random_digits_cnic", 1.0, seed=seed)).frame


@pytest.mark.parametrize("rows", [60, 200])
def test_genuine_columns_in_files_of_their_own_accuse_nobody(rows: int):
    people = genuine(rows=400).head(rows)
    said = judged(cards=people.select("cnic"), phones=people.select("mobile"), names=people.select("name"))

    assert said.fabricated_at_least == 0
    assert said.label == "undetermined"
    assert [(each.tables, each.rows) for each in said.apart] == [(1, rows)]


def test_rows_that_hold_no_person_are_counted_apart():
    messages = pl.DataFrame({"dob": ["2024-01-01"] * 900, "message": ["salam"] * 900})
    with_holes = genuine().with_columns(pl.when(pl.int_range(pl.len()) % 2 == 0).then(pl.all()))
    alone, beside = judged(list=genuine()), judged(list=genuine(), talk=messages)
    hollow = judged(list=with_holes)

    assert (beside.rows, beside.low, beside.high) == (alone.rows, alone.low, alone.high)
    assert [(each.why, each.tables, each.rows) for each in beside.apart] == [("they hold no person", 1, 900)]
    assert (hollow.rows, hollow.apart[0].rows) == (200, 200)


def test_tables_of_one_kind_are_judged_together():
    parts = {f"part{i}": genuine().slice(i * 50, 50) for i in range(8)}
    said = judged(**parts)

    assert len(Kinds.of(Summary(dict(table(frame, name) for name, frame in parts.items()))).judged) == 1
    assert (said.rows, said.apart) == (400, ())


def test_numbers_of_a_dump_are_those_of_its_kinds_by_their_rows():
    made, true = made_up(1000), genuine(rows=1000)
    apart, together = [judged(table=each) for each in (made, true)], judged(made=made, true=true)

    assert together.rows == 2000
    assert together.fabricated_at_least == pytest.approx(apart[0].fabricated_at_least / 2, abs=0.02)
    assert together.estimate == pytest.approx(sum(each.estimate or 0 for each in apart) / 2, abs=0.02)
    assert together.high is not None
    assert together.low is not None
    assert together.low <= 0.5 <= together.high


def test_the_order_of_tables_changes_nothing():
    frames = {"b": genuine(), "a": made_up(200), "c": genuine().select("mobile")}

    assert judged(**frames) == judged(**dict(reversed(frames.items())))


FOREIGN = {
    "names and towns": {"name": ["Barbara Perez", "Pierre Martin"], "city": ["Lyon", "Portland"]},
    "American": {"name": ["John Smith", "Mary Brown"], "mobile": ["2125550123", "4155550199"]},
    "Indian": {"name": ["Rahul Sharma", "Imran Khan"], "mobile": ["9876501234", "9812345670"],
               "city": ["Delhi", "Pune"]},
    "Bangladeshi": {"name": ["Abdul Karim", "Fatema Begum"], "cnic": ["2691649101234", "1985269164910"],
                    "mobile": ["01712345678", "01812345678"]},
    "German": {"name": ["Hans Schmidt", "Petra Vogel"], "iban": ["DE89370400440532013000", "DE02120300000000202051"]},
    "Pakistani names": {"name": ["MUHAMMAD ASLAM", "RUBINA BIBI"]},
}  # fmt: skip


@pytest.mark.parametrize("people", FOREIGN)
def test_other_peoples_data_gets_no_verdict(people: str):
    said = judged(list=pl.DataFrame(FOREIGN[people]).select(pl.all().repeat_by(300).explode()))

    assert (said.label, said.fabricated_at_least, said.estimate, said.reasons) == ("undetermined", 0, None, ())
    assert said.gate
    assert said.adversarial is None


def test_foreign_customers_beside_pakistani_ones_are_counted_apart():
    foreign = pl.DataFrame(FOREIGN["names and towns"]).select(pl.all().repeat_by(300).explode())
    alone, beside = judged(list=genuine()), judged(list=genuine(), abroad=foreign)

    assert (beside.rows, beside.estimate) == (alone.rows, alone.estimate)
    assert [each.rows for each in beside.apart] == [600]
    assert any("600 rows are not judged" in each for each in beside.limits)


@pytest.mark.parametrize("where", [("name", "father", "dob"), ("name", "father", "address")])
def test_a_copy_with_altered_digits_meets_its_source(where: tuple[str, ...]):
    source = simulate.dump(simulate.DumpSpec("job_applicants", 600, seed=5)).frame.select(*where, "cnic", "mobile")
    copy = source.sample(fraction=1.0, shuffle=True, seed=1).with_columns(
        cnic=pl.col("cnic").str.slice(0, 5) + pl.col("cnic").str.slice(5).str.reverse(),
        name=pl.col("name").str.to_titlecase(),
    )
    stranger = simulate.dump(simulate.DumpSpec("job_applicants", 600, seed=6)).frame.select(source.columns)
    dumps = {name: Summary(dict([table(each, name)])) for name, each in
             {"copy": copy, "source": source, "stranger": stranger}.items()}  # fmt: skip
    found = kinship.kin({name: kinship.sketches(each) for name, each in dumps.items()}, 0.1, {})

    assert [each.dump for each in found["copy"]] == ["source"]
    assert found["copy"][0].altered > 0.9
    assert found["stranger"] == ()


@pytest.mark.parametrize("hollow", ["mobile", "cnic"])
@pytest.mark.parametrize("fields", [("mobile", "name"), ("cnic", "mobile", "name"), ("cnic", "name")])
def test_fields_that_were_left_empty_prove_nothing(fields: tuple[str, ...], hollow: str):
    half = pl.when(pl.int_range(pl.len()) % 2 == 0).then(pl.col(hollow))
    frame = genuine().select(fields)
    said = judged(list=frame.with_columns(half) if hollow in fields else frame)

    assert said.fabricated_at_least == 0
    assert said.high in {1, None}  # none where two columns cannot be compared
