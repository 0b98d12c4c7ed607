"""The nuisances of independent tables. Ranges are estimates, wide on purpose; those of checks are from docs/method.md.

A genuine population that somebody else draws need not look like this program's: other name lists, other spellings,
cleaner or dirtier data. Read 2026-11-26.
"""

from __future__ import annotations

from dataclasses import dataclass

from triage.simulate.nuisance import between


@dataclass(frozen=True, slots=True)
class Names:
    """How people are named. Shares are in [0, 1]."""

    first_types: float = between(200, 20_000, by_factor=True)
    """Number of given names of each sex."""
    last_types: float = between(20, 5_000, by_factor=True)
    """Number of last names."""
    first_slope: float = between(0.0, 1.3)
    """Zipf slope of given names; 0 is a flat list."""
    last_slope: float = between(0.0, 1.3)
    """The same of last names."""
    unlisted: float = between(0.0, 0.7, 0.0)
    """Share of words that are in no list of the program."""
    misspelt: float = between(0.0, 1.0)
    """Share of these that are a listed word spelled in another way; the rest are invented."""
    one_word: float = between(0.0, 0.3, 0.0)
    """Names of one word."""
    three_words: float = between(0.0, 0.6, 0.0)
    """Names of three words."""
    muhammad: float = between(0.0, 0.5)
    """Men whose first word is Muhammad."""
    bibi: float = between(0.0, 0.35)
    """Women whose last word is Bibi or the like."""
    after_father: float = between(0.0, 0.7)
    """Women whose last word is their father's given name."""
    father_last: float = between(0.0, 0.75)
    """Men with their father's last name."""
    other_sex: float = between(0.0, 0.12, 0.0)
    """Given names from the list of the other sex."""
    regional: float = between(0.0, 1.0)
    """How far last names depend on the province of the CNIC."""
    typo: float = between(0.0, 0.02, 0.0)
    """Names with a letter left out, doubled or exchanged."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """How numbers are issued."""

    unlisted_prefix: float = between(0.0, 0.08, 0.0)
    """CNIC prefixes outside the program's list."""
    same_district: float = between(0.45, 0.98)
    """People whose CNIC was issued in the district of their address."""
    city_loss: float = between(0.0, 0.3)
    """How much lower that share is in the ten largest districts; never below 0.42."""
    same_province: float = between(0.2, 0.9)
    """Of those from elsewhere, people from the same province."""
    prefix_spread: float = between(0.0, 1.5)
    """Unevenness of prefixes within a district (standard deviation of logarithms)."""
    sex_digit_error: float = between(0.0, 0.03, 0.0)
    """CNICs whose last digit contradicts the sex."""
    zero_last: float = between(0.0, 0.005, 0.0)
    """CNICs that end in 0."""
    digit_spread: float = between(0.0, 0.3, 0.0)
    """Unevenness of last digits and of the first digit of serials."""
    code_spread: float = between(0.0, 1.2, 0.0)
    """Unevenness of mobile codes."""
    operator_weight: float = between(0.0, 1.0)
    """How closely operators have their market shares; 0 = as many numbers as they have codes."""
    block_spread: float = between(0.0, 1.0, 0.0)
    """Unevenness of the first subscriber digits."""
    unallotted: float = between(0.0, 0.01, 0.0)
    """Mobile numbers in codes that were never allotted."""
    ported: float = between(0.02, 0.20)
    """Numbers served by another operator than their code's."""
    bad_check: float = between(0.0, 0.03, 0.0)
    """IBANs and IMEIs mistyped."""


@dataclass(frozen=True, slots=True)
class Lives:
    """Births and homes."""

    jan_first: float = between(0.0, 0.40, 0.0)
    """Births put on 1 January."""
    round_day: float = between(0.0, 0.15, 0.0)
    """Births put on a round day of the month."""
    round_year: float = between(0.0, 0.15, 0.0)
    """Births put in a year that ends in 0 or 5."""
    youth: float = between(-1.0, 1.0)
    """Law of ages: 0 is flat, above 0 the young prevail, below 0 the old."""
    people_power: float = between(0.3, 1.3)
    """Districts weigh as this power of their census population."""
    forms: float = between(1, 5, 1)
    """Templates of addresses in the file."""
    told: float = between(0.3, 1.0, 1.0)
    """Addresses that name the district."""
    localities: float = between(10, 3_000, by_factor=True)
    """Names of mohallas and villages in a district."""
    wrong_age: float = between(0.0, 0.02, 0.0)
    """Ages that do not fit the date of birth."""
