from __future__ import annotations

import polars as pl
import pytest

from triage.simulate import DumpSpec, dump, families
from triage.simulate.phones import by_place, with_landlines

HILLS, PLAINS = "Muzaffarabad", "Lahore"


def people(district: str, rows: int = 3000) -> pl.DataFrame:
    mobile = [f"{'0355' if n % 50 == 0 else '0300'}{n:07}" for n in range(rows)]
    return pl.DataFrame({"mobile": mobile, "address": f"HOUSE 4 {district.upper()}", "district": district})


def closed(frame: pl.DataFrame) -> float:
    return float(frame["mobile"].str.starts_with("0355").mean() or 0)


@pytest.mark.parametrize("seed", range(5))
def test_the_closed_network_is_rare_elsewhere_and_common_at_home(seed: int) -> None:
    assert closed(by_place(people(PLAINS), seed)) < 0.005
    assert closed(by_place(people(HILLS), seed)) > 0.09


@pytest.mark.parametrize("seed", range(5))
def test_only_codes_of_numbers_change_and_they_stay_distinct(seed: int) -> None:
    before = people(HILLS)
    after = by_place(before, seed)

    assert after.drop("mobile").equals(before.drop("mobile"))
    assert (after["mobile"].sort().n_unique(), after.height) == (3000, 3000)
    assert set(after["mobile"].str.slice(4)) == set(before["mobile"].str.slice(4))


def test_some_files_have_landlines_most_of_them_of_their_district() -> None:
    frames = [with_landlines(people(PLAINS, 500), seed) for seed in range(60)]
    shown = [frame["landline"].drop_nulls() for frame in frames if "landline" in frame.columns]

    assert 4 <= len(shown) <= 25
    assert all(0.8 < float(each.str.starts_with("042").mean() or 0) < 1 for each in shown)


@pytest.mark.parametrize("family", families())
def test_some_lists_are_of_two_offices(family: str) -> None:
    spans = []
    for seed in range(24):
        one, two = (dump(DumpSpec("bisp", 40, seed=seed, family=family, edition=edition)) for edition in (1, 2))
        spans.append(set(one.frame["name"].drop_nulls()) != set(two.frame["name"].drop_nulls()))
        assert two.frame.height == 40
        assert set(two.labels["label_identity"]) == {"genuine"}

    assert 0 < sum(spans) < 12
