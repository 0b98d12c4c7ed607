from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from triage.core.errors import UsageError
from triage.simulate import names
from triage.simulate.draw import stream
from triage.simulate.places import CULTURES, places
from triage.simulate.population import People, Population, population
from triage.simulate.world import World, draw_world

ROWS = 60_000


@pytest.fixture(scope="module", params=[11, 12, 13])
def people(request: pytest.FixtureRequest) -> People:
    return population(Population(), request.param, ROWS)


def codes(people: People, whose: str) -> np.ndarray:
    return people.frame.select(f"{whose}{slot}" for slot in range(names.SLOTS)).to_numpy()


def test_same_seed_gives_the_same_people():
    assert population(Population(), 3, 500).frame.equals(population(Population(), 3, 500).frame)


def test_other_seed_gives_other_people():
    assert not population(Population(), 3, 500).frame.equals(population(Population(), 4, 500).frame)


def test_there_are_as_many_as_asked_for(people: People):
    assert people.frame.height == ROWS


@pytest.mark.parametrize("rows", [1, 2, 7, 50])
def test_small_populations_are_possible(rows: int):
    assert population(Population(), 1, rows).frame.height == rows


def test_everyone_is_adult_and_has_a_number_of_his_own(people: People):
    assert people.frame["age"].min() >= 18
    assert people.frame["cnic"].n_unique() == ROWS


def test_women_are_counted_as_voters_are(people: People):
    # 43.6 % (2013) to 46.2 % (2024) of voters, with some room for worlds.
    assert 0.40 < people.frame["female"].mean() < 0.49


@pytest.mark.parametrize(
    ("low", "high", "least", "most"),
    [(18, 25, 0.12, 0.22), (26, 35, 0.22, 0.30), (36, 45, 0.18, 0.25), (46, 55, 0.12, 0.19), (56, 65, 0.07, 0.13),
     (66, 120, 0.06, 0.13)],
)  # fmt: skip
def test_ages_are_those_of_voters(people: People, low: int, high: int, least: float, most: float):
    assert least < people.frame["age"].is_between(low, high).mean() < most


@pytest.mark.parametrize(
    ("digit", "least", "most"),
    [(1, 0.11, 0.19), (2, 0.015, 0.04), (3, 0.52, 0.62), (4, 0.16, 0.24), (5, 0.025, 0.055), (6, 0.004, 0.015),
     (7, 0.003, 0.012), (8, 0.01, 0.025)],
)  # fmt: skip
def test_provinces_of_cnics_follow_the_voters(people: People, digit: int, least: float, most: float):
    assert least < (people.frame["cnic"] // 10**12 == digit).mean() < most


def test_people_of_cities_come_from_elsewhere_more_often(people: People):
    big = places().big[people.frame["residence"].to_numpy()]
    same = (people.frame["home"] == people.frame["residence"]).to_numpy()

    assert 0.45 < same[big].mean() < 0.85
    assert 0.78 < same[~big].mean() < 0.96


def test_fathers_of_families_are_fathers_in_their_children_s_rows(people: People):
    own = people.frame.select(
        name=pl.concat_str([f"n{slot}" for slot in range(4)], separator="."), household="household"
    )
    father = people.frame.select(father=pl.concat_str([f"f{slot}" for slot in range(4)], separator="."))
    rows = pl.concat([own, father], how="horizontal").with_columns(relation=people.frame["relation"])
    named = rows.filter(pl.col("relation") == "D/O").join(
        rows, left_on=["household", "father"], right_on=["household", "name"], how="semi"
    )

    assert named.height > 0.4 * rows.filter(pl.col("relation") == "D/O").height


def test_wives_stand_under_their_husband_s_name(people: People):
    wives = people.frame.filter(pl.col("relation") == "W/O")

    assert wives["female"].all()
    assert wives["married"].all()
    assert people.frame.filter("female", "married")["relation"].eq("W/O").mean() == pytest.approx(
        people.world.husband_named, abs=0.03
    )


def test_births_heap_on_the_first_of_january(people: People):
    first = people.frame["dob"].str.ends_with("-01-01")
    old = people.frame["born"] < 1960

    assert 0.008 < first.mean() < 0.14
    assert first.filter(old).mean() > 2 * first.filter(~old).mean()


def test_men_are_named_muhammad_as_often_as_the_world_says(people: People):
    punjab = (people.frame["culture"] == CULTURES.index("punjabi")) & ~people.frame["female"]
    first = people.frame.filter(punjab)["n0"] == names.vocabulary().code["Muhammad"]

    # The single-named and the Syeds are taken out of the share.
    assert first.mean() == pytest.approx(
        people.world.muhammad_first * (1 - people.world.single_token) * 0.975, abs=0.02
    )


def test_women_are_named_bibi_about_as_often_as_the_world_says(people: People):
    women = people.frame.filter("female")

    assert 0.6 < (women["n2"] == names.vocabulary().code["Bibi"]).mean() / people.world.bibi < 1.6


def test_names_are_steep(people: People):
    men = people.frame.filter(~pl.col("female"))
    tokens = pl.concat([men[f"n{slot}"].alias("token") for slot in range(4)])
    counts = tokens.filter(tokens >= 0).value_counts(sort=True)["count"]

    assert 0.28 < counts.head(10).sum() / counts.sum() < 0.60


def test_families_share_an_address(people: People):
    parts = ["kind", "house", "street", "locality", "tehsil", "residence"]

    assert people.frame.group_by("household").agg(pl.struct(parts).n_unique().alias("n"))["n"].max() == 1
    assert ROWS / people.frame["household"].n_unique() > 2.5


def test_population_of_a_district_lives_there():
    made = population(Population(districts=("Swat",)), 1, 300)

    assert set(made.frame["residence"].to_list()) == {places().index("Swat")}


def test_unknown_district_is_a_usage_error():
    with pytest.raises(UsageError, match="no such district: Atlantis"):
        population(Population(districts=("Atlantis",)), 1, 10)


def test_given_world_is_used():
    world = draw_world(stream(99, "world"))

    assert population(Population(world=world), 1, 10).world is world


@pytest.mark.parametrize("seed", range(5))
def test_worlds_stay_in_their_ranges(seed: int):
    world = draw_world(stream(seed, "world"))
    ranges = {name: field.metadata["range"] for name, field in World.__dataclass_fields__.items()}

    assert all(low <= getattr(world, name) <= high for name, (low, high) in ranges.items())
