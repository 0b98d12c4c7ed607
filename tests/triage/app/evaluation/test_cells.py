from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from triage.app.evaluation.cells import cells, table, told
from triage.app.evaluation.judged import FEW, Judged, Told

NONE = np.zeros(0, dtype=np.bool_)


def judged(genuine: float, said: tuple[float, float, float] | None = (0.5, 0.4, 0.6), **more: object) -> Judged:
    """Return a dump of 500 rows whose truth and answer are these."""
    estimate, low, high = said or (None, None, None)
    given: dict[str, object] = {"dump": "d", "rows": 500, "at_least": 0.0, "verdict": "mixed", "gate": ""}
    return Judged(
        **(given | more),  # type: ignore[arg-type]
        genuine=genuine,
        estimate=estimate,
        low=low,
        high=high,
        is_genuine=NONE,
        posterior=np.zeros(0),
    )


def all_of(dumps: list[Judged]) -> dict[str, object]:
    return next(each for each in cells(dumps) if each["by"] == "all")


def test_misses_are_told_for_each_side():
    found = all_of([judged(0.5), judged(0.1), judged(0.2), judged(0.9)])

    assert (found["holds"], found["above"], found["below"]) == (0.25, 0.5, 0.25)
    assert found["error"] == pytest.approx((0 + 0.4 + 0.3 + 0.4) / 4)
    assert found["bias"] == pytest.approx((0 + 0.4 + 0.3 - 0.4) / 4)


def test_accusations_are_counted_by_any_number_and_by_the_wary_preset_apart():
    found = all_of(
        [
            judged(1.0, (0.9, 0.8, 1.0)),
            judged(1.0, (0.9, 0.8, 0.94)),
            judged(1.0, (0.9, 0.8, 1.0), at_least=0.06),
            judged(1.0, (0.9, 0.8, 1.0), told=Told(wary_high=0.5)),
            judged(0.4, (0.9, 0.8, 0.94), at_least=0.06),
        ]
    )

    assert (found["accused"], found["genuine_dumps"], found["accused_by_adversarial"]) == (2, 4, 1)


def test_number_a_above_the_truth_is_counted():
    assert all_of([judged(0.5, at_least=0.51), judged(0.5, at_least=0.5)])["bound_wrong"] == 1


def test_what_is_noticed_is_of_dumps_that_are_made_up_in_part():
    found = all_of(
        [
            judged(1.0, verdict="genuine", told=Told(power=0.4)),
            judged(0.7, verdict="mostly_genuine", told=Told(power=0.6)),
            judged(0.7, verdict="undetermined"),
            judged(0.1, verdict="fabricated"),
        ]
    )

    assert found["noticed"] == pytest.approx(2 / 3, abs=1e-4)
    assert found["power"] == pytest.approx(0.5)
    assert found["undetermined"] == 0.25


def test_dumps_without_an_estimate_are_in_no_mean():
    found = all_of([judged(0.5, None), judged(0.5)])

    assert (found["dumps"], found["error"], found["holds"]) == (2, 0, 1)


def test_cells_are_by_kind_size_fields_world_and_maker():
    dumps = [
        judged(0.5, rows=50, told=Told("telecom", "cnic+mobile", "plain", "shuffle")),
        judged(1.0, rows=20_000, told=Told("bank", "cnic", "rolls", "")),
    ]

    assert {(each["by"], each["cell"]) for each in cells(dumps)} == {
        ("all", "all"), ("kind", "telecom"), ("kind", "bank"), ("size", "under 100"), ("size", "10,000 and more"),
        ("schema", "cnic+mobile"), ("schema", "cnic"), ("world", "plain"), ("world", "rolls"),
        ("made by", "shuffle"), ("made by", "nobody"),
    }  # fmt: skip


@pytest.mark.parametrize(("dumps", "is_few"), [(FEW - 1, True), (FEW, False)])
def test_cells_of_few_dumps_are_marked(dumps: int, is_few: bool):  # noqa: FBT001
    found = cells([judged(0.5)] * dumps)

    assert [each["few"] for each in found] == [is_few] * len(found)
    assert table(found)[2].startswith("all *") is is_few


def test_the_world_of_a_simulated_dump_is_in_its_notice(tmp_path: Path):
    (tmp_path / "README.md").write_text("`DumpSpec(kind='bank', family='ledgers', columns=())`", encoding="utf-8")
    dump = {
        "genuineness": {"adversarial": {"high": 0.8}, "power": None},
        "tables": [{"columns": [{"field": "cnic"}, {"field": ""}, {"field": "name"}]}],
        "dump_type": {"name": "bank"},
    }

    assert told(dump, tmp_path, ("", "shuffle")) == Told("bank", "name+cnic", "ledgers", "shuffle", 0.8, None)
    assert told(dump, tmp_path / "none.csv", ()).world == ""
