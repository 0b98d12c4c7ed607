from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from triage import score
from triage.score import estimator
from triage.score.estimator import band, boost, models, rows
from triage.score.estimator.boost import Seen
from triage.score.estimator.settling import settled
from triage.simulate import DumpSpec, kinds
from triage.simulate.families import families

GENERATED = ("random_digits", "faker_list", "faker_library", "sequential", "spreadsheet", "llm_table", "template")


@pytest.mark.parametrize("family", families())
@pytest.mark.parametrize("kind", kinds())
def test_no_genuine_dump_is_accused(judged, kind: str, family: str):
    said = judged(DumpSpec(kind, 800, seed=77, family=family))

    assert said.fabricated_at_least <= 0.02
    assert said.high is None or said.high >= 0.95


@pytest.mark.parametrize("fabricator", GENERATED)
def test_generated_rows_are_counted(judged, fabricator: str):
    said = judged(DumpSpec("bank", 1000, fabricator, 0.5, seed=91, family="households"))

    assert said.estimate is not None
    assert abs(said.estimate - 0.5) < 0.1
    assert said.low <= 0.5 <= said.high
    assert said.fabricated_at_least <= 0.5


def test_a_clever_seller_is_not_called_genuine_without_a_warning(judged):
    said = judged(DumpSpec("telecom", 1000, "statistics_clever", 1.0, seed=5))

    assert said.fabricated_at_least == 0
    assert any("imitates public statistics" in each for each in said.limits)


def test_both_presets_are_told(judged):
    said = judged(DumpSpec("telecom", 1000, "faker_list", 0.4, seed=6))

    assert said.adversarial is not None
    assert said.adversarial.low <= said.adversarial.estimate <= said.adversarial.high


def test_the_preset_asked_for_heads_the_verdict_and_the_wary_one_is_told_under_its_name(judged):
    spec = DumpSpec("telecom", 1000, "faker_list", 0.4, seed=6)
    common, wary = judged(spec), judged(spec, "adversarial")

    assert wary.adversarial == common.adversarial
    assert common.adversarial.estimate != common.estimate


def test_the_way_of_making_is_told(judged):
    said = judged(DumpSpec("bank", 1000, "sequential", 0.8, seed=8))

    assert said.hypotheses[0].name == "sequence"
    assert said.hypotheses[0].decibans > 5


def test_the_order_of_columns_and_the_evidence_of_other_fields_change_nothing(seen):
    whole = seen(DumpSpec("bank", 600, "shuffle", 0.5, seed=3))
    turned = whole.evidence.select(reversed(whole.evidence.columns))

    again = Seen.of(rows.complete(turned), whole.size)

    assert estimator.estimate(again, "common").share == estimator.estimate(whole, "common").share


def test_features_do_not_grow_with_the_dump(seen):
    small, large = (seen(DumpSpec("bank", n, "faker_list", 0.5, "interleave", 12)) for n in (1000, 4000))
    names = ("beyond_sex_name", "mean_placed", "rare300_name_first", "simpson_cnic_prefix")

    for name in names:
        assert small.whole[name] == pytest.approx(large.whole[name], abs=0.25), name


def test_evidence_holds_no_cell(seen):
    evidence = seen(DumpSpec("bank", 100, seed=4)).evidence

    assert not [name for name, kind in evidence.schema.items() if kind == pl.String]


@pytest.mark.parametrize("preset", estimator.PRESETS)
def test_models_are_those_of_their_manifest(preset: str):
    trained = models.model(preset)

    assert trained.manifest["preset"] == preset
    assert set(features(preset, "two")) <= set(boost.STAGE2)
    assert set(features(preset, "share")) <= set(boost.WHOLE)


def features(preset: str, name: str) -> list[str]:
    text = (models.HOME / preset / f"{name}.txt").read_text(encoding="utf-8")
    return next(line.partition("=")[2].split() for line in text.splitlines() if line.startswith("feature_names="))


def test_a_changed_model_is_refused(tmp_path, monkeypatch):
    folder = tmp_path / "common"
    folder.mkdir()
    for file in (models.HOME / "common").iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    (folder / "share.txt").write_text((folder / "share.txt").read_text() + "\n")
    monkeypatch.setattr(models, "HOME", tmp_path)
    models.model.cache_clear()

    with pytest.raises(RuntimeError, match="not the one of its manifest"):
        models.model("common")
    models.model.cache_clear()


def test_the_bound_falls_with_the_share_of_rows_that_pass():
    floor = band.Band(tuple(np.linspace(0.99, 0.6, len(band.THRESHOLDS))), 1000)
    scores = np.linspace(5, 6, 1000)

    bounds = [
        band.fabricated_at_least(np.where(np.arange(1000) < made, -9.0, scores), floor) for made in (0, 200, 500, 900)
    ]

    assert bounds[0] == 0
    assert bounds == sorted(bounds)
    assert all(each <= share for each, share in zip(bounds, (0, 0.2, 0.5, 0.9), strict=True))


@pytest.mark.parametrize(("share", "counts"), [(0.3, False), (0.7, True)])
def test_easy_numbers_count_only_where_most_rows_have_one(share: float, *, counts: bool, seen):
    spec = DumpSpec("telecom", 400, seed=5)
    own = seen(spec)
    easy = replace(own, first=own.first.with_columns(nobody=(pl.int_range(pl.len()) < share * pl.len()).cast(pl.Int8)))
    none = replace(own, first=own.first.with_columns(nobody=pl.lit(0, pl.Int8)))
    schema = ("cnic", "mobile", "name", "place")

    assert bool((band.scores(easy, schema) != band.scores(none, schema)).any()) is counts


def test_a_schema_without_a_band_is_judged_by_its_widest_part():
    found = band.widest(("cnic", "name", "place", "something"))

    assert found is not None
    assert set(found[0]) == {"cnic", "name", "place"}


def test_fewer_rows_than_features_need_are_left_to_the_checks(judged):
    said = judged(DumpSpec("telecom", 12, seed=2))

    assert said.estimate is None
    assert said.adversarial is None


def test_an_estimate_is_a_pure_function(seen):
    spec = DumpSpec("bisp", 500, "shuffle", 0.3, seed=21)
    first, again = (estimator.estimate(seen(replace(spec)), "common") for _ in range(2))

    assert (first.share, first.low, first.high) == (again.share, again.low, again.high)


def test_manifest_names_what_it_was_made_of():
    told = json.loads((models.HOME / "adversarial" / "manifest.json").read_text("utf-8"))

    assert len(told["families_of_worlds"]) >= 4
    assert len(told["fabricators"]) >= 25
    assert score.estimator.PRESETS == ("common", "adversarial")


def test_what_families_share_is_looked_for_among_men():
    people = pl.DataFrame(
        {
            "gender_female": [1, 0, None, None, None, None],
            "name_female": [0, 1, 1, 0, None, None],
            "cnic_last": [1, 2, 1, 2, 2, None],
            "same_last": [1] * 6,
        }
    )
    told = rows.features(rows.complete(people))["same_last"].to_list()

    assert told == [None, 1, None, 1, None, 1]


def test_a_list_of_women_is_not_accused(judged):
    said = judged(DumpSpec("bisp", 800, seed=12, family="households"))

    assert said.fabricated_at_least == 0
    assert said.high == 1


def test_a_number_that_a_clerk_types_again_and_again_is_missing():
    typed = [i % 5 == 0 for i in range(100)]
    evidence = rows.complete(
        pl.DataFrame(
            {
                "cnic": [7 if each else 1000 + i for i, each in enumerate(typed)],
                "mobile": list(range(100)),
                "cnic_placed": [1] * 100,
                "mobile_valid": [1] * 100,
                "nobody": [int(each) for each in typed],
            }
        )
    )
    told = settled(evidence)

    assert told["cnic_placed"].is_null().to_list() == typed
    assert told["mobile_valid"].to_list() == [1] * 100
    assert told["nobody"].sum() == 0


def test_numbers_nobody_was_given_that_vary_are_no_fillers():
    evidence = rows.complete(pl.DataFrame({"cnic": list(range(100)), "mobile": list(range(100)), "nobody": [1] * 100}))

    assert settled(evidence).equals(evidence)


@pytest.mark.parametrize(("cards", "is_emptied"), [([5, -90, 733, 12] * 25, True), ([10] * 100, False)])
def test_the_order_of_a_block_of_sims_is_not_looked_at(cards: list[int], *, is_emptied: bool):
    evidence = rows.complete(
        pl.DataFrame(
            {"mobile_step": [1] * 100, "mobile_code": [300] * 100, "mobile": list(range(100)), "cnic_step": cards}
        )
    )
    told = settled(evidence)

    assert (told["mobile_step"].null_count() == 100) is is_emptied
    assert told["mobile"].null_count() == 0


def test_nobody_is_accused_by_how_many_have_moved(seen):
    whole = seen(DumpSpec("job_applicants", 800, seed=31, family="rolls"))
    district = pl.col("cnic_zone").is_not_null()
    moved = whole.evidence.with_columns(
        place_zone=pl.when(district).then(pl.col("cnic_zone") % 3 + 420).otherwise(pl.col("place_zone")).cast(pl.Int16)
    )

    assert estimator.at_least(Seen.of(moved, whole.size)) == 0


def test_a_shuffle_within_towns_is_seen_by_crossed_sexes(judged) -> None:
    columns = ("name", "cnic", "address")

    shuffled = judged(DumpSpec("telecom", 1000, "shuffle_within_city", 0.5, seed=31, columns=columns), "strangers")
    genuine = judged(DumpSpec("telecom", 1000, seed=31, columns=columns), "strangers")

    assert 0.4 < shuffled.estimate < 0.75
    assert shuffled.high >= 0.5
    assert genuine.high == 1
