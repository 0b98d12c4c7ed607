"""Generate names for texts: drawn by the simulator, with words held out of training for the evaluation."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import cache
from random import Random

import numpy as np

from training.variety import invented, kunya, respelled, with_respect
from triage import rules as rulebook
from triage.recognizers.spelling import words_of
from triage.simulate.draw import stream
from triage.simulate.names import NONE, Bearers, latin, namer, urdu
from triage.simulate.places import CULTURES
from triage.simulate.vocabulary import SPELLINGS, vocabulary
from triage.simulate.world import World

POOL = 40_000
"""Names drawn before the held-out ones are separated."""

_VARIED = 0.35
"""Share of names that are not the simulator's own."""

_WEIGHTS = np.array([0.38, 0.12, 0.16, 0.12, 0.06, 0.08, 0.04, 0.03, 0.01])


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name in both scripts. `known` = no word of it is held out; `listed` = the tables know all of it."""

    latin: str
    urdu: str
    female: bool
    known: bool
    listed: bool


def is_held_out(word: str) -> bool:
    """Return true for a fifth of all words, by their hash; the commonest words of names are never held out."""
    return word not in _core() and zlib.crc32(word.encode()) % 5 == 0


@cache
def names(seed: int) -> tuple[Name, ...]:
    """Return a pool of names of all cultures and ages; one in eight has a word that is in no table.

    Two in three are the simulator's; the others have words and spellings that it does not draw (`training.variety`).
    """
    rng = stream(seed, "training", "people")
    who = Bearers(rng.random(POOL) < 0.42, _cultures(rng), rng.integers(1940, 2006, POOL))
    world = World(
        **dict.fromkeys(World.__dataclass_fields__, 0.0)
        | {"name_slope": 0.55, "name_order": 8.0, "muhammad_first": 0.35, "bibi": 0.15, "single_token": 0.10}
        | {"rare_name": 0.12}
    )
    codes = namer(world, seed).draw(rng, who)
    words = [vocabulary().latin[code * SPELLINGS] for code in range(len(vocabulary().urdu))]
    held = np.array([is_held_out(word) for word in words])
    rare = np.zeros(len(words), dtype=bool)
    for start, stop in vocabulary().rare.values():
        rare[start:stop] = True
    present = codes != NONE
    drawn = [
        Name(_titled(roman), script, bool(female), not bool(out), not bool(odd))
        for roman, script, female, out, odd in zip(
            latin(codes, np.arange(POOL), 0.2),
            urdu(codes),
            who.female,
            (held[np.maximum(codes, 0)] & present).any(axis=1),
            (rare[np.maximum(codes, 0)] & present).any(axis=1),
            strict=True,
        )
    ]
    random = Random(seed)  # noqa: S311 - seeded, no secret
    return tuple(_varied(name, random) if random.random() < _VARIED else name for name in drawn)


def _varied(name: Name, random: Random) -> Name:
    """Return another name of the same sex, or the same name in another spelling."""
    manner = random.random()
    if manner < 0.6:
        pair, is_listed = invented(name.female, random), True
    elif manner < 0.7:
        pair, is_listed = kunya(name.female, random), True
    elif manner < 0.82:
        pair, is_listed = with_respect((name.latin, name.urdu), random), name.listed
    else:
        pair, is_listed = (respelled(name.latin, random), name.urdu), name.listed
    words = pair[0].replace("-", " ").split()
    is_known = not any(is_held_out(word) for word in words) and (manner < 0.7 or name.known)
    return Name(*pair, name.female, is_known, is_listed and all(_is_known(word) for word in words if len(word) > 2))


def _is_known(word: str) -> bool:
    return all(each.upper().strip(".") in words_of(rulebook.load()).spelling for each in word.split())


def given(name: Name, random: Random) -> tuple[str, str]:
    """Return one word of a name, as friends use it, in both scripts; the whole name if the scripts do not agree."""
    pairs = [
        pair
        for pair in zip(name.latin.split(), name.urdu.split(), strict=False)
        if pair[0] not in {"Muhammad", "Syed", "Abdul", "Ghulam", "Bibi", "Allah", "Md", "M."} and len(pair[0]) > 2
    ]
    return random.choice(pairs) if pairs and len(name.latin.split()) == len(name.urdu.split()) else _both(name)


def _both(name: Name) -> tuple[str, str]:
    return name.latin, name.urdu


def _titled(capitals: str) -> str:
    return " ".join(word.capitalize() for word in capitals.split())


def _cultures(rng: np.random.Generator) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return rng.choice(len(CULTURES), POOL, p=_WEIGHTS / _WEIGHTS.sum())


@cache
def _core() -> frozenset[str]:
    return frozenset(row["word"] for row in rulebook.load().table("core_names"))
