from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import lightgbm

ROOT = Path(__file__).parents[2]


def test_the_documented_command_trains_an_estimator(tmp_path: Path):
    done = subprocess.run(
        [sys.executable, "-m", "training.genuineness", "--smoke", "--out", str(tmp_path / "models")],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr[-2000:]
    for preset in ("common", "adversarial"):
        told = json.loads((tmp_path / "models" / preset / "manifest.json").read_text("utf-8"))
        assert told["preset"] == preset
        assert told["calibration"]["errors"]
        for name in ("rows", "one", "two", "share", "scale"):
            assert lightgbm.Booster(model_file=tmp_path / "models" / preset / f"{name}.txt").num_trees() > 0
    assert json.loads((tmp_path / "models" / "common" / "band.json").read_text("utf-8"))["schemas"]
