"""Load the trained trees: a folder per preset in `models/`, boosters as text, a manifest of how they were made."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from triage.score.estimator.boost import Floats
from triage.score.estimator.trees import Booster

HOME = files("triage.score.estimator") / "models"
MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """Boosters by name, the calibrated errors by cell, the range of the training's features, and the manifest."""

    boosters: Mapping[str, Booster]
    errors: Mapping[str, tuple[float, float]]
    lowest: Floats
    highest: Floats
    manifest: Mapping[str, Any]


@cache
def model(preset: str) -> Model:
    """Return the model of a preset.

    Its files are checked against the digests of the manifest. Raises `RuntimeError` if one differs.
    """
    folder = HOME / preset
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    boosters = {}
    for name, sha256 in sorted(manifest["sha256"].items()):
        text = (folder / f"{name}.txt").read_text(encoding="utf-8")
        if hashlib.sha256(text.encode()).hexdigest() != sha256:
            message = f"the trained model {preset}/{name}.txt is not the one of its manifest: install the program anew"
            raise RuntimeError(message)
        boosters[name] = Booster(text)
    calibration = manifest["calibration"]
    lowest, highest = (np.array([_number(each) for each in calibration[end]]) for end in ("low", "high"))
    errors = {cell: _pair(each) for cell, each in calibration["errors"].items()}
    return Model(boosters, errors, lowest, highest, manifest)


def _pair(told: float | list[float]) -> tuple[float, float]:
    """Return the errors above and below the truth; a model that was calibrated on both at once has one number."""
    above, below = told if isinstance(told, list) else (told, told)
    return float(above), float(below)


def _number(value: float | None) -> float:
    return float("nan") if value is None else float(value)


@cache
def digest() -> str:
    """Return the SHA-256 of the manifests of all presets, which hold all files' digests: it identifies the model."""
    sums = hashlib.sha256()
    for folder in sorted(HOME.iterdir(), key=lambda each: each.name):
        if folder.is_dir():
            sums.update((folder / MANIFEST).read_bytes())
    return sums.hexdigest()
