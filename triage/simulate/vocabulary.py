"""The words of names, with their frequency by culture, sex and age."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import product

import numpy as np

from triage import rules as rulebook
from triage.simulate import words
from triage.simulate.draw import Floats, Ints, unit, zipf
from triage.simulate.places import CULTURES

SPELLINGS = 10
"""Spellings stored for each word, the main one first."""

COHORTS = 3
"""Number of cohorts, born before 1960, before 1985, later: old names become rare, young ones common."""

_RARE = 4_000
_TIERS = ((0, 15, 90, 140), (0, 10, 130, 100), (0, 10, 260, 12))
"""By cohort: the rank at which names of tier 1, 2, 3 and 4 begin."""

_SURNAMES = {
    "punjabi": ("punjabi", "pan_pakistan"),
    "saraiki": ("saraiki_multani", "pan_pakistan", "punjabi"),
    "pashtun": ("pashtun",),
    "sindhi": ("sindhi",),
    "baloch": ("baloch_brahui",),
    "muhajir": ("muhajir_urdu", "pan_pakistan"),
    "kashmiri": ("kashmiri_hazara_gb", "pan_pakistan"),
}
_LAST = {
    ("christian", "M"): ("Masih", "Gill", "Bhatti", "John", "Joseph"),
    ("christian", "F"): ("Masih", "Gill", "Bhatti", "John", "Joseph"),
    ("hindu", "M"): ("Kumar", "Lal", "Das", "Ram", "Chand", "Mal"),
    ("hindu", "F"): ("Devi", "Bai"),
}
_SECOND_FIRST = {
    ("pashtun", "M"): ("Khan", "Ullah", "Gul", "Jan", "Zaman"),
    ("baloch", "M"): ("Khan", "Bakhsh", "Jan"),
    ("pashtun", "F"): ("Bibi", "Begum", "Jan", "Gul"),
}
"""Second words that are most common in a culture; elsewhere the order of the table holds."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Every word that a name may hold, by code.

    `latin` has `SPELLINGS` entries per word: the main spelling, then `variants` others. `given[sex][cohort]` are ranks
    (infinite = no given name there), `second[sex]` and `last[sex]` weights, all by culture and word. `rare[sex]` is the
    range of codes of names that are in no list.
    """

    latin: tuple[str, ...]
    urdu: tuple[str, ...]
    variants: Ints
    code: dict[str, int]
    given: dict[str, tuple[Floats, ...]]
    second: dict[str, Floats]
    last: dict[str, Floats]
    rare: dict[str, tuple[int, int]]


@cache
def vocabulary() -> Vocabulary:
    """Return the words of rules/tables/names.csv, compounds with Abdul, titles, and rare names from syllables."""
    entries = _listed()
    rare: dict[str, tuple[int, int]] = {}
    for sex in ("M", "F"):
        start = len(entries)
        entries |= {latin: (urdu, ()) for latin, urdu in _rare(sex) if latin not in entries}
        rare[sex] = (start, len(entries))
    code = {word: number for number, word in enumerate(entries)}
    spelled = [(word, *variants)[:SPELLINGS] for word, (_, variants) in entries.items()]
    return Vocabulary(
        latin=tuple(word for group in spelled for word in (*group, *[""] * (SPELLINGS - len(group)))),
        urdu=tuple(urdu for urdu, _ in entries.values()),
        variants=np.array([len(group) - 1 for group in spelled]),
        code=code,
        given={sex: tuple(_given(code, sex, cohort) for cohort in range(COHORTS)) for sex in ("M", "F")},
        second={sex: _weights(code, [_second(culture, sex) for culture in CULTURES], 0.9) for sex in ("M", "F")},
        last={sex: _weights(code, [_last(culture, sex) for culture in CULTURES], 0.8) for sex in ("M", "F")},
        rare=rare,
    )


def _listed() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Return each word with its Urdu spelling and its Latin variants."""
    entries: dict[str, tuple[str, tuple[str, ...]]] = {}
    for row in rulebook.load().table("names"):
        known = entries.get(row["word"], (row["urdu"], ()))[1]
        spelled = (word for word in row["variants"].split("|") if word)
        entries[row["word"]] = (row["urdu"], tuple(dict.fromkeys((*known, *spelled))))
    for latin, urdu in [word for kind in ("servant", "title_M", "title_F") for word in words.of_kind(kind)]:
        entries.setdefault(latin, (urdu, ()))
    return entries


def _rare(sex: str) -> list[tuple[str, str]]:
    made = [
        ("".join(latin for latin, _ in parts), "".join(urdu for _, urdu in parts))
        for parts in product(*(words.of_kind(kind) for kind in ("onset", "middle", f"ending_{sex}")))
    ]
    order = np.argsort(unit(np.arange(len(made)), ord(sex)), kind="stable")
    return [made[each] for each in order[:_RARE]]


def _given(code: dict[str, int], sex: str, cohort: int) -> Floats:
    ranks = np.full((len(CULTURES), len(code)), np.inf)
    seen = dict.fromkeys(range(1, 5), 0)
    for row in _of_kind("given", sex):
        tier, word = int(row["tier"]), code[row["word"]]
        if row["region"]:
            ranks[CULTURES.index(row["region"].split("_", 1)[0]), word] = 2 + seen[2] % 20
        else:
            ranks[:, word] = _TIERS[cohort][tier - 1] + 1 + seen[tier]
        seen[tier] += 1
    if sex == "M":
        for number, (word_text, _) in enumerate(words.of_kind("servant")):
            ranks[:, code[word_text]] = 8 + 4 * number
    # These are first words of a name, not the name itself.
    ranks[:, [code[word] for word in ("Muhammad", "Syed", "Ghulam")]] = np.inf
    return ranks


def _second(culture: str, sex: str) -> list[str]:
    listed = [row["word"] for row in _of_kind("second", sex)]
    return list(dict.fromkeys((*_SECOND_FIRST.get((culture, sex), ()), *listed)))


def _last(culture: str, sex: str) -> list[str]:
    if (culture, sex) in _LAST:
        return list(_LAST[culture, sex])
    rows = _of_kind("surname", "")
    return list(dict.fromkeys(row["word"] for each in _SURNAMES[culture] for row in rows if row["region"] == each))


def _of_kind(kind: str, sex: str) -> list[dict[str, str]]:
    return [dict(row) for row in rulebook.load().table("names") if row["kind"] == kind and row["gender"] == sex]


def _weights(code: dict[str, int], lists: list[list[str]], slope: float) -> Floats:
    weights = np.zeros((len(lists), len(code)))
    for line, listed in zip(weights, lists, strict=True):
        line[[code[word] for word in listed]] = zipf(len(listed), slope)
    return weights
