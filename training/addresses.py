"""Generate addresses for texts, by a grammar of their own: other orders and words than the simulator's four styles."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random

from training.grammar import expand, templates
from training.people import is_held_out
from triage import rules as rulebook
from triage.simulate import words
from triage.simulate.places import places

_TEMPLATES = templates(Path(__file__).with_name("templates") / "addresses.txt")
_WEIGHTS = {
    "latin": (6, 5, 1, 3, 4, 4, 2, 2, 2, 2, 2, 1, 2, 2, 1, 1, 2, 3, 2, 1, 2),
    "urdu": (4, 3, 2, 2, 2, 2, 2, 2, 1, 2, 2),
}
"""Weight of each whole address of the file, in its order: an estimate."""


def address(random: Random, *, is_urdu: bool, known: bool = True) -> str:
    """Return an address of one household. `known` draws localities that are not held out, else held-out ones."""
    script = "urdu" if is_urdu else "latin"
    template = random.choices(_TEMPLATES[script], _WEIGHTS[script])[0]
    return " ".join(expand(template, _slots(random, known=known), random)[0].split())


def _slots(random: Random, *, known: bool) -> dict[str, object]:
    map_ = places()
    number = random.choices(range(len(map_.names)), map_.people.tolist())[0]
    locals_ = _localities(known)
    flat = {"roman": random.choice(["I", "II", "III", "IV", "V", "VI"]), "letter": random.choice("ABCDEFGHJK")}
    choice = {
        "city": (map_.names[number], map_.names[number], *map_.spellings[number], *map_.towns[number]),
        "tehsil": map_.tehsils[number],
        "ucity": (map_.urdu[number].split("|")[0],),
        "po": ("P.O. Khas", "PO Khas", "Dakkhana Khas", "Dak Khana Khas", "Post Office {village}", "P/O {village}"),
        "branch": ("GB", "JB", "RB", "NB", "SB", "EB", "WB", "MB", "9L", "10R", "12L", "TDA", "ML", "P", "DB"),
        "suffix": ("", "", "", "-{letter}", "/{n}", "{letter}", "-{letter}/{n}"),
        "usuffix": ("", "", "-{letter}", "/{n}"),
        "tail": ("", "", "", " [Pakistan|{post}|, Pakistan|- {post}]"),
        **{part: tuple(_TEMPLATES[part]) for part in ("area", "uarea", "landmark", "ulandmark")},
        "sector": ("{isb}-{n2}", "{isb}-{n2}/{n4}", "{isb} {n2}", "{isb}{n2}/{n4}"),
        "isb": tuple("DEFGHI"), "n2": tuple(map(str, range(5, 18))), "n4": tuple("1234"),
        "locality": [each[0] for each in locals_["mohalla"]], "ulocality": [each[1] for each in locals_["mohalla"]],
        "village": [each[0] for each in locals_["village"]], "uvillage": [each[1] for each in locals_["village"]],
    }  # fmt: skip
    return {
        **flat,
        **{key: (lambda texts=texts: random.choice(texts)) for key, texts in choice.items()},
        "n": lambda: str(random.randint(1, random.choice((9, 40, 200, 900)))),
        "post": lambda: str(random.randrange(10, 97) * 1000 + random.randrange(10) * 10),
    }


@cache
def _localities(known: bool) -> dict[str, list[tuple[str, str]]]:  # noqa: FBT001 - a key of the cache
    names = [
        (row["word"], row["urdu"]) for row in rulebook.load().table("names") if row["kind"] in {"surname", "given"}
    ]
    found = {}
    for kind in ("mohalla", "village"):
        own = list(words.of_kind(kind)) * 3
        made = [(latin, urdu) for latin, urdu in names if len(latin) > 3]
        if kind == "mohalla":
            made += [(f"{latin}abad", f"{urdu} آباد") for latin, urdu in names[::3]]
        else:
            made = [(f"{each} {latin}", f"{urdu_each} {urdu}") for each, urdu_each in _UNITS for latin, urdu in made]
        found[kind] = [pair for pair in own + made if is_held_out(pair[0]) != known]
    return found


_UNITS = (("Kot", "کوٹ"), ("Pind", "پنڈ"), ("Chah", "چاہ"), ("Jhok", "جھوک"), ("Thatta", "ٹھٹھہ"), ("Kili", "کلی"))
