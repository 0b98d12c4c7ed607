from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from stdnum import iban, luhn

from triage.simulate.draw import stream
from triage.simulate.numbers import Registered, cnics, codes, distinct, ibans, mobiles, text, with_luhn
from triage.simulate.places import places
from triage.simulate.world import World, draw_world

ROWS = 40_000


@pytest.fixture(scope="module", params=[1, 2])
def world(request: pytest.FixtureRequest) -> World:
    return draw_world(stream(request.param, "world"))


@pytest.fixture(scope="module")
def registered(world: World) -> tuple[np.ndarray, np.ndarray, World]:
    rng = stream(4)
    female = rng.random(ROWS) < 0.45
    who = Registered(rng.integers(0, len(places().names), ROWS), female, rng.integers(1940, 2004, ROWS))
    return cnics(rng, who, world, 4), female, world


def test_no_two_cnics_are_alike(registered: tuple[np.ndarray, np.ndarray, World]):
    assert len(np.unique(registered[0])) == ROWS


def test_prefixes_are_listed_but_for_the_share_of_the_world(registered: tuple[np.ndarray, np.ndarray, World]):
    numbers, _, world = registered
    unlisted = ~np.isin(numbers // 10**8, places().prefixes)

    # Some of those drawn as unlisted fall on a listed code by chance.
    assert world.unlisted_prefix * 0.4 - 0.003 <= unlisted.mean() <= world.unlisted_prefix + 0.003


def test_fourth_digit_is_zero(registered: tuple[np.ndarray, np.ndarray, World]):
    assert set((registered[0] // 10**9 % 10).tolist()) == {0}


def test_last_digit_tells_the_sex_but_for_clerical_errors(registered: tuple[np.ndarray, np.ndarray, World]):
    numbers, female, world = registered
    wrong = (numbers % 2 == 0) != female

    assert wrong.mean() == pytest.approx(world.sex_digit_error, abs=0.002)
    assert set((numbers[~female & ~wrong] % 10).tolist()) == {1, 3, 5, 7, 9}


def test_serials_begin_with_zero_about_as_often_as_with_any_digit(registered: tuple[np.ndarray, np.ndarray, World]):
    first = np.bincount(registered[0] // 10**7 % 10, minlength=10) / ROWS

    assert first.min() > 0.04
    assert first[0] > 0.04


def test_distinct_asks_again_for_those_who_came_second():
    answers: Iterator[list[int]] = iter([[5, 5, 7, 5], [7, 8], [9]])

    def draw(which: np.ndarray) -> np.ndarray:
        return np.array(next(answers))[: len(which)]

    assert distinct(draw, 4).tolist() == [5, 7, 9, 8]


@pytest.mark.parametrize("year", [2009, 2014, 2022])
def test_mobiles_are_distinct_and_their_codes_in_use(world: World, year: int):
    made = mobiles(stream(5), ROWS, world, year)
    inuse = {code for code, _, first in codes() if first <= year}

    assert len(np.unique(made.number)) == ROWS
    assert set((made.number // 10**7).tolist()) <= inuse


def test_share_of_ported_numbers_is_the_world_s(world: World):
    made = mobiles(stream(5), ROWS, world, 2022)
    moved = (made.allottee != made.operator).mean()

    # Whoever leaves an operator may, in this draw, come back to it.
    assert world.ported * 0.55 < moved < world.ported * 1.05


def test_codes_of_an_operator_are_unevenly_used(world: World):
    made = mobiles(stream(5), ROWS, world, 2022)
    counts = np.unique(made.number // 10**7, return_counts=True)[1]

    assert counts.max() > 3 * counts.min()


def test_ibans_pass_the_check_of_a_second_implementation():
    made = ibans(stream(6).integers(0, 10**16, 200), "HABB")

    assert all(iban.is_valid(each) for each in made)


def test_luhn_digits_pass_the_check_of_a_second_implementation():
    made = with_luhn(stream(6).integers(0, 10**14, 200), 14)

    assert all(luhn.is_valid(each) for each in text(made, 15))
