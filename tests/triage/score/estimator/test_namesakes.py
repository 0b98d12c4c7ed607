from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from triage.score.estimator import namesakes, rows
from triage.simulate import DumpSpec
from triage.simulate.population import Population


def listed(names: list[int], addresses: list[int], fathers: list[int] | None = None) -> pl.DataFrame:
    """Return complete evidence of people who all have a card of their own."""
    given = {"name": names, "address": addresses, "cnic": list(range(len(names)))}
    frame = pl.DataFrame(given | ({"father": fathers} if fathers else {}))
    who = [each for each in ("name", "father", "address") if each in frame.columns]
    return rows.complete(frame.with_columns(pl.struct(who).hash().alias("person")))


def drawn(most: int, count: int, seed: int = 1) -> list[int]:
    return np.random.default_rng(seed).integers(0, most, count).tolist()


@pytest.mark.parametrize("fathers", [None, drawn(12, 600, 5)])
def test_namesakes_of_a_village_are_people_of_their_own(fathers: list[int] | None) -> None:
    told = namesakes.apart(listed(drawn(40, 600, 3), drawn(4, 600, 4), fathers))

    assert told["person"].n_unique() == 600


def test_namesakes_of_the_only_village_are_people_of_their_own() -> None:
    assert namesakes.apart(listed(drawn(90, 600), [7] * 600))["person"].n_unique() == 600


def test_one_person_of_a_house_under_several_cards_stays_one() -> None:
    people = drawn(40, 300, 3)
    copied = listed(people + people, [*range(300)] * 2)

    assert namesakes.apart(copied).equals(copied)


def test_copies_in_villages_that_are_more_than_namesakes_stay_one_person() -> None:
    people, fathers, villages = drawn(3000, 300, 3), drawn(3000, 300, 5), drawn(30, 300, 4)
    copied = listed(people * 3, villages * 3, fathers * 3)

    assert namesakes.apart(copied).equals(copied)


def test_several_sims_of_one_card_stay_one_person() -> None:
    village = listed(drawn(40, 600, 3), drawn(4, 600, 4))

    told = namesakes.apart(pl.concat([village, village]))

    assert told["person"].n_unique() == 600


def test_a_list_without_addresses_stays_as_it_is() -> None:
    bare = listed(drawn(40, 600), [1] * 600).with_columns(address=pl.lit(None, dtype=pl.UInt64))

    assert namesakes.apart(bare).equals(bare)


def test_subscribers_of_villages_of_few_names_are_not_accused(judged) -> None:
    people = Population(year=2021)
    spec = DumpSpec("telecom", 6520, "", 0.0, "prepend", seed=92000401, people=people, family="brotherhoods")

    told = judged(spec, "strangers")

    assert told.high > 0.95
    assert told.adversarial.high > 0.95
