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
"""Weight of each of the first whole addresses of the file, in its order: an estimate. The others weigh `_OTHERS`."""

_OTHERS = {"latin": 4, "urdu": 3}
_PARTS = (
    "area", "landmark", "door", "lane", "spot", "urban", "rural", "seat",
    "uarea", "ulandmark", "udoor", "ulane", "uspot", "uurban", "urural", "useat", "upo",
)  # fmt: skip
_BETWEEN = {"latin": (", ", ", ", ",", " ", " "), "urdu": ("، ", "، ", "،", " ")}
"""What is between the parts of one address."""


def address(random: Random, *, is_urdu: bool, known: bool = True) -> str:
    """Return an address of one household. `known` draws localities that are not held out, else held-out ones."""
    script = "urdu" if is_urdu else "latin"
    weights = [*_WEIGHTS[script], *[_OTHERS[script]] * (len(_TEMPLATES[script]) - len(_WEIGHTS[script]))]
    template = random.choices(_TEMPLATES[script], weights)[0]
    slots = _slots(random, known=known)
    text = expand(template.replace("~", random.choice(_BETWEEN[script])), slots, random)[0]
    return " ".join(text.split())


def _slots(random: Random, *, known: bool) -> dict[str, object]:
    map_ = places()
    number = random.choices(range(len(map_.names)), map_.people.tolist())[0]
    locals_ = _localities(known)
    flat = {"roman": random.choice(["I", "II", "III", "IV", "V", "VI"]), "letter": random.choice("ABCDEFGHJK")}
    choice = {
        "city": (map_.names[number], map_.names[number], *map_.spellings[number], *map_.towns[number]),
        "tehsil": map_.tehsils[number],
        "town": (*map_.towns[number], *map_.tehsils[number]),
        "ucity": tuple(map_.urdu[number].split("|")),
        "utown": _urdu_towns().get(map_.names[number], (map_.urdu[number].split("|")[0],)),
        "usign": ("اے", "بی", "سی", "ڈی", "ای", "ایف", "جی"),
        "po": ("P.O. Khas", "PO Khas", "Dakkhana Khas", "Dak Khana Khas", "Post Office {village}", "P/O {village}"),
        "branch": ("GB", "JB", "RB", "NB", "SB", "EB", "WB", "MB", "9L", "10R", "12L", "TDA", "ML", "P", "DB"),
        "suffix": ("", "", "", "-{letter}", "/{n}", "{letter}", "-{letter}/{n}"),
        "usuffix": ("", "", "-{letter}", "/{n}"),
        "tail": ("", "", "", " [Pakistan|{post}|, Pakistan|- {post}]"),
        **{part: tuple(_TEMPLATES[part]) for part in _PARTS},
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
def _urdu_towns() -> dict[str, tuple[str, ...]]:
    """Return the towns and tehsils with a name in Urdu, by district."""
    found: dict[str, list[str]] = {}
    for row in rulebook.load().table("places"):
        if row["kind"] in {"tehsil", "town"} and row["urdu"]:
            found.setdefault(row["district"], []).extend(row["urdu"].split("|"))
    return {district: tuple(names) for district, names in found.items()}


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
