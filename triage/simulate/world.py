"""A world: what may differ between one genuine population and another, each within its documented range."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any

from triage.simulate.draw import Rng


def _between(low: float, high: float) -> Any:
    return field(metadata={"range": (low, high)})


@dataclass(frozen=True, slots=True)
class World:
    """The nuisances of one world. Shares are in [0, 1]; the range beside each is where worlds draw it from.

    Ranges: published if a figure exists (voters by sex 2013-2024, PTA rules on SIMs per CNIC, press on 1 January
    births, portability since 2007), else an estimate that is meant to be too wide rather than too narrow. Read
    2026-11-23.
    """

    unlisted_prefix: float = _between(0.01, 0.04)
    """CNIC prefixes that the published list lacks."""
    sex_digit_error: float = _between(0.003, 0.010)
    """CNICs whose last digit contradicts the sex, by clerical error or change of entry."""
    zero_last_digit: float = _between(0.0, 0.004)
    """Women's CNICs that end in 0."""
    serial_drift: float = _between(0.0, 0.2)
    """CNIC serials that follow the order of registration instead of being spread evenly."""
    women_registered: float = _between(0.78, 0.92)
    """Women with a CNIC for each man with one."""

    name_slope: float = _between(0.75, 1.10)
    """Zipf slope of given names."""
    name_order: float = _between(2.0, 10.0)
    """How far, in ranks, one world's most common names differ from another's."""
    muhammad_first: float = _between(0.30, 0.50)
    """Men of Punjab whose first token is Muhammad; fewer elsewhere."""
    bibi: float = _between(0.10, 0.25)
    """Women called Bibi, nationally."""
    single_token: float = _between(0.03, 0.10)
    """Men with one name only."""
    rare_name: float = _between(0.02, 0.08)
    """Given names outside any list."""
    title: float = _between(0.005, 0.05)
    """Names written with a title (Haji, Hafiz, Dr, Mst ...)."""
    surname_kept: float = _between(0.25, 0.45)
    """Sons of Punjab who carry the father's last name; more in other provinces."""
    husband_named: float = _between(0.60, 0.95)
    """Married women with the husband in the father's column."""
    variant: float = _between(0.08, 0.30)
    """Words a clerk spells in another common way; each clerk keeps to his spelling."""
    slip: float = _between(0.001, 0.010)
    """Names with a typing slip."""

    jan_first: float = _between(0.01, 0.10)
    """Births put on 1 January; three times as many among the old, few among the young."""
    round_year: float = _between(0.02, 0.10)
    """Birth years rounded to a multiple of five."""
    round_day: float = _between(0.02, 0.10)
    """Births put on the 1st, 5th, 10th, 15th, 20th or 25th."""

    city_stayers: float = _between(0.45, 0.75)
    """People of Karachi, Islamabad, Lahore and their like whose CNIC was issued there."""
    rural_stayers: float = _between(0.80, 0.92)
    """The same share for other districts."""

    sims_per_person: float = _between(1.3, 2.5)
    """Numbers per CNIC in subscriber files."""
    female_owners: float = _between(0.15, 0.30)
    """Women among subscribers: many SIMs are in a man's name."""
    ported: float = _between(0.02, 0.08)
    """Numbers served by another operator than their prefix's."""
    prefix_spread: float = _between(0.3, 0.7)
    """Unevenness of codes within an operator (standard deviation of logarithms)."""
    block_spread: float = _between(0.2, 0.6)
    """Unevenness of the first subscriber digits within a code."""
    vanity: float = _between(0.0, 0.01)
    """Numbers chosen for a fine ending (786, 000, repeated pairs)."""

    missing: float = _between(0.002, 0.05)
    """Empty cells in a column that may be empty."""
    placeholder: float = _between(0.0005, 0.01)
    """Addresses such as NIL, N/A, SAME AS ABOVE."""
    misspelt_place: float = _between(0.01, 0.06)
    """Districts and towns written with a slip or an old spelling."""
    history: float = _between(0.01, 0.08)
    """Rows that are an older state of another row."""
    repeated: float = _between(0.0, 0.02)
    """Rows that are an exact copy of another row."""


def draw_world(rng: Rng) -> World:
    """Return a world with every nuisance drawn evenly from its range."""
    return World(**{each.name: float(rng.uniform(*each.metadata["range"])) for each in fields(World)})
