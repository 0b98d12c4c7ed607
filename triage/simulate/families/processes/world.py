"""The nuisances of a register and of the processes that make a file of it. Ranges are estimates, wide on purpose.

Read 2026-11-26.
"""

from __future__ import annotations

from dataclasses import dataclass

from triage.simulate.nuisance import between


@dataclass(frozen=True, slots=True)
class Register:
    """The people of a register. Shares are in [0, 1]."""

    discount: float = between(0.05, 0.75)
    """How slowly the popularity of given names falls (discount of a Pitman-Yor process)."""
    crowd: float = between(8.0, 2_000.0, by_factor=True)
    """How many given names share the head (its concentration)."""
    own_taste: float = between(0.0, 1.5)
    """How far provinces differ in their favourite names (standard deviation of a logarithm)."""
    blends: float = between(0.0, 0.6, 0.0)
    """Share of words that are in no list of the program: the head of one word and the tail of another."""
    prefixed: float = between(0.0, 0.55)
    """Men called Muhammad first."""
    clan: float = between(0.0, 0.9)
    """People with the last name of a clan; the others have a second given name, or none."""
    lone: float = between(0.0, 0.25, 0.0)
    """Names of one word."""
    kin: float = between(0.0, 0.7, 0.0)
    """People whose father is in the register, at the same address."""
    crossed: float = between(0.0, 0.1, 0.0)
    """Names that are more common for the other sex."""
    settled: float = between(0.5, 0.97)
    """People who live in the district where they were registered."""
    to_cities: float = between(0.0, 1.0)
    """How much those who move prefer large cities."""
    guessed_birth: float = between(0.0, 0.5, 0.0)
    """Births before 1985 put on 1 January; a fifth of it later."""
    sex_slip: float = between(0.0, 0.03, 0.0)
    """CNICs whose last digit contradicts the sex."""
    new_office: float = between(0.0, 0.08, 0.0)
    """CNICs from offices that the program's list lacks."""
    in_order: float = between(0.0, 0.4, 0.0)
    """CNIC serials given out in the order of births."""
    opened: float = between(0.3, 1.0, 1.0)
    """How far mobile codes are filled; blocks are opened from the lowest on."""
    newer: float = between(-1.0, 1.0)
    """Above 0 the newer codes prevail, below 0 the older."""
    ported: float = between(0.02, 0.20)
    """Numbers served by another operator than their code's."""
    offices: float = between(1.0, 9.0, 1.0)
    """Different ways of writing addresses: franchises, branches, typists."""
    told: float = between(0.35, 1.0, 1.0)
    """Addresses that name the district."""


@dataclass(frozen=True, slots=True)
class Course:
    """What happened to the records on their way to the file.

    A process takes place if its number is below the share in brackets. In plain worlds records are only selected and
    sorted.
    """

    sorted_by: float = between(0.0, 1.0)
    """Sorted by a column (0.55)."""
    filtered: float = between(0.0, 1.0)
    """Of one operator (0.2)."""
    merged: float = between(0.0, 1.0)
    """Merged from two sources (0.25)."""
    cut_columns: float = between(0.0, 1.0)
    """Texts cut at the column lengths of an old system (0.3)."""
    ocr: float = between(0.0, 1.0)
    """Read from paper by OCR (0.15)."""
    spreadsheet: float = between(0.0, 1.0)
    """Saved from a spreadsheet (0.25)."""
    legacy: float = between(0.0, 1.0, 1.0)
    """An export of 2008 with old NICs (0.15, if it is drawn)."""
    deduplicated: float = between(0.0, 1.0)
    """One number a person (0.5)."""
    one_sex: float = between(0.0, 1.0)
    """Men only or women only (0.12)."""
    narrow: float = between(0.0, 1.0)
    """One city, a few districts or the whole country, as in `nuisance.Writing.places`."""
    harm: float = between(0.0, 1.0)
    """How much harm is done by the processes that took place."""
