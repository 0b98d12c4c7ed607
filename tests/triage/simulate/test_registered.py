from __future__ import annotations

import polars as pl
import pytest

from triage.simulate import DumpSpec, dump
from triage.simulate.registered import registered

TOWNS = ["JARANWALA", "SAMUNDRI", "TANDLIANWALA", "CHAK JHUMRA"]


def records(rows: int, *, is_sorted: bool = False) -> pl.DataFrame:
    cnics = [f"33102{n * 7654321 % 10**7:07}{n % 9 + 1}" for n in range(rows)]
    return pl.DataFrame(
        {
            "row_no": [str(n + 1) for n in range(rows)],
            "cnic": sorted(cnics) if is_sorted else cnics,
            "tehsil": [TOWNS[n % len(TOWNS)] for n in range(rows)],
        }
    )


def near(frame: pl.DataFrame) -> float:
    codes = dict(zip(TOWNS, ("33104", "33105", "33106", "33101"), strict=True))
    return float((frame["cnic"].str.head(5) == frame["tehsil"].replace_strict(codes)).mean() or 0)


def test_worlds_differ_in_how_many_register_in_their_tehsil() -> None:
    shares = [near(registered(records(400), seed)) for seed in range(30)]

    assert min(shares) < 0.01
    assert max(shares) > 0.8
    assert len({round(each, 1) for each in shares}) > 5


@pytest.mark.parametrize("seed", range(5))
def test_only_two_digits_change_and_cnics_stay_distinct(seed: int) -> None:
    before = records(400)
    after = registered(before, seed)

    assert after.drop("cnic").equals(before.drop("cnic"))
    assert after["cnic"].n_unique() == 400
    assert (after["cnic"].str.slice(5) == before["cnic"].str.slice(5)).all()
    assert (after["cnic"].str.head(3) == "331").all()


@pytest.mark.parametrize("seed", range(5))
def test_a_sorted_file_stays_sorted_and_counted(seed: int) -> None:
    after = registered(records(400, is_sorted=True), seed)

    assert after["cnic"].is_sorted()
    assert after["row_no"].to_list() == [str(n + 1) for n in range(400)]


def test_people_of_another_district_keep_their_code() -> None:
    frame = records(200).with_columns(pl.lit("KOTRI").alias("tehsil"))

    assert registered(frame, 1).equals(frame)


def test_a_dump_is_the_same_for_the_same_seed() -> None:
    spec = DumpSpec("bisp", 60, seed=11)

    assert dump(spec).frame.equals(dump(spec).frame)
