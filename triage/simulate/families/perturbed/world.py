"""The nuisances of perturbed tables: how wrong the tables are, and how little else is assumed.

Every law is the one of maximum entropy under what is given here (weights, agreement, tilt). Ranges are estimates, wide
on purpose; those of checks are from docs/method.md. Read 2026-11-26.
"""

from __future__ import annotations

from dataclasses import dataclass

from triage.simulate.nuisance import between


@dataclass(frozen=True, slots=True)
class Wrong:
    """How far the tables differ from the program's. Shares are in [0, 1]."""

    power: float = between(0.1, 1.3)
    """Every table weight is raised to this power; 0 would be a flat table."""
    noise: float = between(0.0, 1.2)
    """Standard deviation of the logarithm of a factor on every weight."""
    exchanged: float = between(0.0, 1.0)
    """Share of entries of a table whose weights are exchanged."""


@dataclass(frozen=True, slots=True)
class Bearing:
    """How people are named."""

    unlisted: float = between(0.0, 0.7, 0.0)
    """Share of words that are in no list of the program: strings of likely letters."""
    types: float = between(30, 20_000, by_factor=True)
    """How many such words there are."""
    tie: float = between(0.0, 1.5, 0.0)
    """How far a last name depends on the given name (standard deviation of a logarithm)."""
    patterns: float = between(0.15, 3.0, by_factor=True)
    """Concentration of the shares of name patterns; low = nearly all names have one pattern."""
    lone: float = between(0.0, 0.25, 0.0)
    """Names of one word."""
    father_last: float = between(0.0, 0.75)
    """People who have their father's last name if both have one."""
    ambiguous: float = between(0.0, 0.12, 0.0)
    """Given names taken from the list of the other sex."""
    damaged: float = between(0.0, 0.02, 0.0)
    """Names that lost a letter."""


@dataclass(frozen=True, slots=True)
class Given:
    """How numbers and places depend on each other."""

    agreement: float = between(0.45, 0.98)
    """People whose CNIC was issued in the district of their address."""
    neighbours: float = between(0.0, 4.0)
    """Logarithm of how much likelier another district of the same province is than any other."""
    unlisted_prefix: float = between(0.0, 0.08, 0.0)
    """CNIC prefixes outside the program's list."""
    sex_digit_error: float = between(0.0, 0.03, 0.0)
    """CNICs whose last digit contradicts the sex."""
    zero_last: float = between(0.0, 0.005, 0.0)
    """CNICs that end in 0."""
    digit_noise: float = between(0.0, 0.25, 0.0)
    """Unevenness of each digit that is not assigned (standard deviation of logarithms)."""
    unallotted: float = between(0.0, 0.01, 0.0)
    """Mobile numbers in codes that were never allotted."""
    ported: float = between(0.02, 0.20)
    """Numbers served by another operator than their code's."""
    mistyped: float = between(0.0, 0.03, 0.0)
    """IBANs and IMEIs mistyped."""
    age_tilt: float = between(-3.0, 1.5)
    """Tilt of the law of ages over its range; below 0 the young prevail."""
    age_bend: float = between(-6.0, 0.0)
    """Bend of that law; far below 0 most people are near the middle of the range."""
    day_noise: float = between(0.0, 0.6, 0.0)
    """Unevenness of days of birth."""
    first_days: float = between(0.0, 0.35, 0.0)
    """Births put on the first of a month, mostly of January."""
    parts: float = between(1, 5)
    """Parts of an address, at most."""
    grammars: float = between(1, 8, 1)
    """Different ways of writing an address in one file."""
    told: float = between(0.25, 1.0, 1.0)
    """Addresses that name the district."""
