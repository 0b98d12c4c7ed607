from __future__ import annotations

import subprocess
import sys

import lightgbm
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.score.estimator import models
from triage.score.estimator.trees import Booster

_TEXTS = {name: (models.HOME / "common" / f"{name}.txt").read_text(encoding="utf-8") for name in ("rows", "ways")}


@pytest.mark.parametrize("raw", [False, True])
@given(seed=st.integers(0, 2**32), rows=st.integers(0, 40), name=st.sampled_from(sorted(_TEXTS)))
def test_trees_say_what_lightgbm_says_to_the_last_bit(seed: int, rows: int, name: str, raw: object):
    theirs = lightgbm.Booster(model_str=_TEXTS[name])
    data = np.random.default_rng(seed).normal(size=(rows + 1, theirs.num_feature())).astype(np.float32)
    data[data > 1.5] = np.nan

    assert np.array_equal(
        Booster(_TEXTS[name]).predict(data, raw_score=bool(raw)), theirs.predict(data, raw_score=bool(raw))
    )


def test_no_rows_have_no_scores():
    assert Booster(_TEXTS["rows"]).predict(np.empty((0, 3), dtype=np.float32)).shape == (0,)


def test_a_text_that_is_no_model_is_said_so():
    with pytest.raises(RuntimeError, match="LightGBM"):
        Booster("no model").predict(np.zeros((1, 3)))


def test_judging_loads_neither_scipy_nor_the_package_of_lightgbm():
    code = (
        "import sys; from triage import score; score.prepare();"
        "from triage.score.estimator import models; import numpy;"
        "models.model('common').boosters['rows'].predict(numpy.zeros((1, 17)));"
        "print(sorted({'scipy', 'lightgbm', 'pandas', 'sklearn'} & set(sys.modules)))"
    )
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)

    assert told.stdout.strip() == "[]"


def test_features_are_named_as_by_lightgbm():
    for text in _TEXTS.values():
        assert Booster(text).feature_name() == lightgbm.Booster(model_str=text).feature_name()
