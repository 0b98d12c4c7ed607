from __future__ import annotations

import json

import pytest

from training.genuineness.__main__ import Size, is_common, is_stranger, parted
from training.genuineness.draw import (
    CALIBRATING,
    CALIBRATING_FAMILY,
    HARD,
    HELD_OUT,
    HELD_OUT_FAMILIES,
    Draw,
    training_fabricators,
    training_families,
)
from training.genuineness.making import WAY_OF
from triage.score import estimator
from triage.score.estimator import models
from triage.simulate import fabricators, families


def test_a_third_of_sellers_and_of_worlds_is_held_out():
    assert len(HELD_OUT) * 3 >= len(fabricators())
    assert len(HELD_OUT_FAMILIES) * 10 >= len(families()) * 3
    assert set(HELD_OUT) <= set(fabricators())
    assert set(HELD_OUT_FAMILIES) <= set(families())


def test_what_is_held_out_is_drawn_by_no_training():
    draw = Draw(training_fabricators(), training_families(), two=0.9)
    specs = [draw.spec(seed) for seed in range(2_000)]
    drawn = {name for each in specs for name in (each.fabricator, each.second) if name}

    assert drawn == set(training_fabricators())
    assert not drawn & set(HELD_OUT)
    assert not {each.family for each in specs} & set(HELD_OUT_FAMILIES)


@pytest.mark.parametrize("preset", estimator.PRESETS)
def test_the_trained_models_have_seen_no_world_that_is_held_out(preset: str):
    told = json.loads((models.HOME / preset / "manifest.json").read_text(encoding="utf-8"))

    assert told["families_of_worlds"]
    assert not set(told["families_of_worlds"]) & set(HELD_OUT_FAMILIES)
    # Models that were trained before sellers were held out do not state what was.
    assert not set(told["fabricators"]) & set(told.get("held_out", ()))


def test_strangers_only_calibrate():
    class Dump:
        def __init__(self, world: str, fabricator: str) -> None:
            self.world, self.fabricator = world, fabricator

    dumps = [Dump(world, name) for world in ("plain", CALIBRATING_FAMILY) for name in (*CALIBRATING, "shuffle", "")] * 9
    learning, calibrating = parted(dumps)  # type: ignore[arg-type]

    assert {(each.world, each.fabricator) for each in learning} == {("plain", "shuffle"), ("plain", "")}
    assert len(learning) + len(calibrating) == len(dumps)
    assert all(is_stranger(each) for each in calibrating[:50] if each.fabricator in CALIBRATING)


def test_every_seller_has_a_way_of_making_but_those_who_copy():
    assert set(fabricators()) - set(WAY_OF) == {"recycled"}
    assert set(HARD) <= set(fabricators())


def test_the_common_preset_has_no_seller_who_leaves_hardly_a_mark():
    class Dump:
        fabricator = "padding+shuffle"

    assert not is_common(Dump())  # type: ignore[arg-type]
    assert Size().dumps >= 400
