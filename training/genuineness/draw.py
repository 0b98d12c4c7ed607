"""Choose which dumps are simulated: a spec for every seed, over families of worlds, fabricators, sizes and schemas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from triage.simulate import LAYOUTS, DumpSpec, fabricators, kinds
from triage.simulate.families import families
from triage.simulate.population import Population

HARD = (
    "mutate_outside", "mutate_phone", "mutate_account", "bootstrap_jitter", "padding", "shuffle_shrewd",
    "shuffle_within_city", "swap_names", "llm_careful", "shuffle_links", "copula", "bigram",
    "statistics_clever", "statistics_plain", "enrich_contacts", "enrich_address", "alter_numbers", "join_offset",
    "merged_leaks", "consistent_plain", "consistent_towns", "consistent_letters", "block_shuffle", "bumped_dates",
)  # fmt: skip
"""Fabricators that leave no mark in a file, or hardly any: part of the preset `adversarial`, not of `common`."""

HELD_OUT = (
    "bigram", "faker_js_ur", "llm_pages", "mockaroo_like", "mutate_account", "shuffle_shift", "statistics_plain",
    "stride", "swap_names", "block_shuffle", "bumped_dates", "consistent_letters", "consistent_towns",
    "enrich_address", "llm_personas", "llm_weighted", "valid_series",
)  # fmt: skip
"""A third of the fabricators, which no training and no tuning sees: they are only judged at the end."""

CALIBRATING = ("consistent_plain", "enrich_contacts", "faker_en", "llm_province", "shuffle_names")
"""Fabricators that no tree learns: they are strangers by whom ranges are calibrated."""

CALIBRATING_FAMILY = "tables"
"""The family of worlds of which the same is true."""

HELD_OUT_FAMILIES = ("brotherhoods", "ledgers", "rolls")
"""The same of the families of worlds."""

SCHEMAS: tuple[tuple[str, ...], ...] = (
    ("name", "father"), ("mobile",), ("cnic",), ("name", "mobile"), ("cnic", "mobile"), ("name", "cnic"),
    ("name", "cnic", "mobile"), ("name", "father", "cnic"), ("name", "father", "gender", "dob"),
    ("name", "father", "cnic", "address"), ("name", "father", "cnic", "district"),
    ("name", "cnic", "address", "mobile"),
    ("name", "father", "cnic", "dob", "gender", "address", "mobile"),
)  # fmt: skip
"""Columns of a file that sellers show; a column that a kind lacks is left out."""

_YEARS = (2008, 2024)


@dataclass(frozen=True, slots=True)
class Draw:
    """Settings of the draw. `rows` = (least, most), log-uniform; `whole` = shares of dumps all genuine, all made up."""

    fabricators: tuple[str, ...]
    families: tuple[str, ...]
    rows: tuple[int, int] = (50, 4000)
    whole: tuple[float, float] = (0.2, 0.13)
    two: float = 0.2
    narrow: float = 0.3
    years: tuple[int, int] = _YEARS

    def spec(self, seed: int) -> DumpSpec:
        """Return the spec of a seed."""
        rng = np.random.default_rng([seed, 20261126])
        low, high = np.log(self.rows[0]), np.log(self.rows[1])
        fraction = self._fraction(rng)
        first, second = (str(each) for each in rng.choice(self.fabricators, 2)) if self.fabricators else ("", "")
        has_two = rng.random() < self.two and first != second
        narrow = rng.random() < self.narrow
        schema = SCHEMAS[rng.integers(0, len(SCHEMAS))]
        kind = str(rng.choice(_having(schema) if narrow else kinds()))
        return DumpSpec(
            kind=kind,
            rows=round(float(np.exp(rng.uniform(low, high)))),
            fabricator=first if fraction else "",
            fraction=fraction,
            layout=str(rng.choice(sorted(LAYOUTS))),
            seed=seed,
            people=Population(year=int(rng.integers(self.years[0], self.years[1] + 1))),
            family=str(rng.choice(self.families)),
            columns=schema if narrow else (),
            second=second if fraction and has_two else "",
        )

    def _fraction(self, rng: np.random.Generator) -> float:
        chance, none, all_ = float(rng.random()), *self.whole
        if not self.fabricators or chance < none:
            return 0.0
        return 1.0 if chance < none + all_ else round(float(rng.uniform(0.02, 0.98)), 3)


def _having(columns: Sequence[str]) -> list[str]:
    """Return the kinds of extracts that have at least half of these columns."""
    from triage.simulate.extracts import kind  # noqa: PLC0415 - a stage's own registry

    found = [each for each in kinds() if sum(name in kind(each).COLUMNS for name in columns) * 2 >= len(columns)]
    return found or list(kinds())


def common() -> tuple[str, ...]:
    """Return the fabricators of the preset `common` that a training may see."""
    return tuple(each for each in training_fabricators() if each not in HARD)


def training_fabricators() -> tuple[str, ...]:
    """Return all fabricators that a training may see."""
    return tuple(each for each in fabricators() if each not in HELD_OUT)


def training_families() -> tuple[str, ...]:
    """Return all families of worlds that a training may see."""
    return tuple(each for each in families() if each not in HELD_OUT_FAMILIES)
