"""The trial of lineage at a small setting: `benchmarks/lineage.py` does many families."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.lineage import Score, trial


@pytest.fixture(scope="module")
def score(tmp_path_factory: pytest.TempPathFactory) -> Score:
    return trial(families=1, rows=400, home=tmp_path_factory.mktemp("lineage"))


def test_every_relation_of_a_family_is_told_and_none_is_invented(score: Score) -> None:
    assert not score.wrong
    assert not score.invented
    assert sum(map(len, score.right.values())) >= 12
    assert np.mean(score.directions) >= 0.9


def test_altered_rows_are_counted(score: Score) -> None:
    assert score.right["altered copy"] == [True] * 3
    assert float(np.mean(score.errors)) <= 0.05
