"""Generate names that the simulator does not draw: of the second table, in unlisted spellings, kunya, with titles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from random import Random

from triage import rules as rulebook

Pair = tuple[str, str]
"""A name or a word, in Latin and in Urdu script."""

_BEFORE = (
    ("Chaudhry", "چوہدری"), ("Ch.", "چوہدری"), ("Mian", "میاں"), ("Malik", "ملک"), ("Rana", "رانا"), ("Raja", "راجہ"),
    ("Sardar", "سردار"), ("Mir", "میر"), ("Khawaja", "خواجہ"), ("Mirza", "مرزا"), ("Agha", "آغا"), ("Pir", "پیر"),
    ("Makhdoom", "مخدوم"), ("Nawab", "نواب"), ("Rao", "راؤ"), ("Mehr", "مہر"), ("Sheikh", "شیخ"), ("Qazi", "قاضی"),
)  # fmt: skip
"""Titles of respect that are part of a name."""

_MEN = (
    ("Khan", "خان"), ("Ahmed", "احمد"), ("Ali", "علی"), ("Hussain", "حسین"), ("Shah", "شاہ"), ("Iqbal", "اقبال"),
    ("Haider", "حیدر"), ("Abbas", "عباس"), ("Raza", "رضا"), ("Mehmood", "محمود"), ("Akhtar", "اختر"),
)  # fmt: skip
_WOMEN = (
    ("Bibi", "بی بی"), ("Begum", "بیگم"), ("Khatoon", "خاتون"), ("Parveen", "پروین"), ("Kausar", "کوثر"),
    ("Fatima", "فاطمہ"), ("Akhtar", "اختر"), ("Khan", "خان"), ("Batool", "بتول"), ("Noor", "نور"),
)  # fmt: skip
_KUNYA = {
    "M": ((("Abu ", "Abu-"), "ابو "), (("Ibn-e-", "Ibn e ", "Ibn "), "ابن ")),
    "F": ((("Umm-e-", "Umme ", "Ume ", "Umm e ", "Um-e-"), "ام "), (("Bint-e-", "Bint e ", "Bint "), "بنت ")),
}
_SLIPS = (
    ("ee", "i"), ("i", "ee"), ("oo", "u"), ("u", "oo"), ("a", "aa"), ("aa", "a"), ("q", "k"), ("k", "kh"), ("z", "zz"),
    ("w", "v"), ("sh", "s"), ("ai", "ay"), ("e", "i"), ("s", "ss"), ("d", "dh"), ("ah", "a"), ("f", "ph"), ("m", "mm"),
)  # fmt: skip
"""Spellings that clerks exchange: the results are in no table."""


@dataclass(frozen=True, slots=True)
class Words:
    """Single words of the tables in both scripts: given names by sex, and names of families."""

    given: Mapping[str, tuple[Pair, ...]]
    family: tuple[Pair, ...]


@cache
def table_words() -> Words:
    """Return the words of both tables of names that are a single word in each script."""
    rows = [row for table in ("names", "more_names") for row in rulebook.load().table(table)]
    single = [row for row in rows if " " not in row["word"] and " " not in row["urdu"] and len(row["word"]) > 2]

    def of(kind: str, sex: str) -> tuple[Pair, ...]:
        own = [row for row in single if row["kind"] == kind and row["gender"] == sex]
        latin = {row["urdu"]: (row["word"], *filter(None, row["variants"].split("|"))) for row in own}
        return tuple((word, urdu) for urdu, words in latin.items() for word in words if " " not in word)

    return Words({"M": of("given", "M"), "F": of("given", "F")}, of("surname", ""))


def invented(female: bool, random: Random) -> Pair:  # noqa: FBT001 - a fact about the person, as in the simulator
    """Return a name of words of the tables, in one of the orders in which people are called."""
    known = table_words()
    first, second = (random.choice(known.given["F" if female else "M"]) for _ in range(2))
    behind = random.choice(_WOMEN if female else _MEN)
    family = random.choice(known.family)
    orders: list[tuple[Pair, ...]] = [
        (first, behind),
        (first, family),
        (first, second),
        (first, behind, family),
        (first,),
    ]
    if not female:
        orders += [
            (("Muhammad", "محمد"), first),
            (("Muhammad", "محمد"), first, family),
            (("Syed", "سید"), first, second),
        ]
    return _joined(*random.choice(orders))


def kunya(female: bool, random: Random) -> Pair:  # noqa: FBT001 - as above
    """Return a name by a child or a father: Abu Talha, Umm-e-Habiba, Zaid bin Haris."""
    known = table_words()
    (latins, urdu), word = (
        random.choice(_KUNYA["F" if female else "M"]),
        random.choice(known.given["F" if female else "M"]),
    )
    if not female and random.random() < 0.4:
        son, father = (random.choice(known.given["M"]) for _ in range(2))
        return _joined(son, (random.choice(("bin", "Bin", "ibn")), "بن"), father)
    lead = random.choice(latins)
    return lead + word[0], urdu + word[1]


def with_respect(name: Pair, random: Random) -> Pair:
    """Return the name after a title of respect."""
    return _joined(random.choice(_BEFORE), name)


def respelled(latin: str, random: Random) -> str:
    """Return the name with one word in another spelling; unchanged if no word is long enough."""
    words = latin.split(" ")
    long = [number for number, word in enumerate(words) if len(word) > 4 and word.isalpha()]
    if not long:
        return latin
    number = random.choice(long)
    head, tail = words[number][0], words[number][1:]
    slips = [(old, new) for old, new in _SLIPS if old in tail]
    if slips:
        old, new = random.choice(slips)
        words[number] = head + tail.replace(old, new, 1)
    return " ".join(words)


def _joined(*pairs: Pair) -> Pair:
    return " ".join(latin for latin, _ in pairs), " ".join(urdu for _, urdu in pairs)
