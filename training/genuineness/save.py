"""Write a fit as the files of a preset: boosters as text, and a manifest with all that a court's expert needs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import lightgbm
import polars as pl

from training.genuineness.fit import Fit
from triage import rules as rulebook


def save(result: Fit, folder: Path, about: Mapping[str, Any]) -> None:
    """Write the files; `about` states what they were made from (families, fabricators, seeds, dumps)."""
    folder.mkdir(parents=True, exist_ok=True)
    sums = {}
    for name, booster in sorted(result.boosters.items()):
        text = _plain(booster.model_to_string(importance_type="gain"))
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        sums[name] = hashlib.sha256(text.encode()).hexdigest()
    manifest = {
        "what": "trees over evidence of records, trained on simulated dumps alone: python -m training.genuineness",
        **about,
        "rules_sha256": rulebook.load().digest,
        "lightgbm": lightgbm.__version__,
        "polars": pl.__version__,
        "sha256": sums,
        "calibration": result.calibration,
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


def _plain(text: str) -> str:
    """Return the model without the list of parameters at its end, which names settings of this machine."""
    return text.split("\nparameters:", maxsplit=1)[0] + "\nparameters:\nend of parameters\n\npandas_categorical:null\n"
