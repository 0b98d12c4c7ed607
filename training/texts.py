"""Generate labelled texts: templates filled with people, addresses and places, then made careless like real ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from training.addresses import address
from training.grammar import Span, choose, expand, templates
from training.people import Name, given, names
from training.slots import slots
from triage.recognizers.text import fold
from triage.simulate.places import places

WRITINGS = ("english", "roman", "urdu")
LABELS = {"P": "PERSON", "G": "PERSON", "A": "PK_ADDRESS", "L": "LOCATION"}
_SIGNS = ".,:;?!\u060c\u06d4\u061f"
"""Signs that careless writers leave out."""

TEMPLATES = Path(__file__).with_name("templates")


@dataclass(frozen=True, slots=True)
class Text:
    """A folded text with the spans of its entities, in order; its writing, and the kind of text it is."""

    text: str
    spans: tuple[Span, ...]
    writing: str
    kind: str


@dataclass(frozen=True, slots=True)
class People:
    """The people that texts are about. `share_held` of them have a word that training does not show."""

    known: tuple[Name, ...]
    held: tuple[Name, ...]
    share_held: float

    def one(self, random: Random) -> Name:
        """Return one person, at random."""
        return random.choice(self.held if random.random() < self.share_held else self.known)


def people(seed: int, share_held: float = 0.0) -> People:
    """Return the people of one seed."""
    everyone = names(seed)
    return People(tuple(n for n in everyone if n.known), tuple(n for n in everyone if not n.known), share_held)


def filled(template: str, writing: str, crowd: People, random: Random) -> tuple[str, list[Span]]:
    """Return one text of a template, as a careful writer writes it. "¶" in it becomes a line feed."""
    is_urdu = writing == "urdu"

    def person() -> str:
        name = crowd.one(random)
        return name.urdu if is_urdu else name.latin

    def friend() -> str:
        return given(crowd.one(random), random)[is_urdu]

    own = {
        "P": person,
        "G": friend,
        "A": lambda: address(random, is_urdu=is_urdu, known=random.random() >= crowd.share_held),
        "L": lambda: place(random, is_urdu=is_urdu),
        "N": lambda: place(random, is_urdu=False),
    }
    return expand(template.replace("¶", "\n"), {**slots(random), **own}, random, LABELS)


def training_texts(count: int, seed: int) -> Iterator[Text]:
    """Yield texts to learn from: two thirds with entities, one third without."""
    random = Random(seed)  # noqa: S311 - seeded, no secret
    crowd = people(seed)
    known = {writing: _flat(templates(TEMPLATES / f"{writing}.txt")) for writing in WRITINGS}
    nothing = _flat(templates(TEMPLATES / "nothing.txt"))
    for _ in range(count):
        kind, texts = "", []
        writing = random.choices(WRITINGS, (4, 4, 3))[0]
        for _ in range(random.choices((1, 2, 3, 4), (5, 3, 1, 1))[0]):
            if random.random() < 0.22:
                kind = "salad"
                texts.append(careless(*salad(writing, crowd, random), random))
                continue
            is_nothing = random.random() < 0.36
            kind, template = random.choice(nothing if is_nothing else known[writing])
            told = writing if not is_nothing else "urdu" if kind == "urdu" else "english"
            texts.append(careless(*filled(_varied(template, told, random), told, crowd, random), random))
        yield Text(*joined(texts, random), writing, kind)


def _varied(template: str, writing: str, random: Random) -> str:
    """Return the template, in 4 of 10 cases with other words around the slots, so that no phrase is learnt by heart."""
    if random.random() < 0.6:
        return template
    plain, common = choose(template, random), words(writing)
    return " ".join(
        random.choice(common) if word.isalpha() and random.random() < 0.35 else word for word in plain.split(" ")
    )


def salad(writing: str, crowd: People, random: Random) -> tuple[str, list[Span]]:
    """Return common words in any order, with or without entities among them, which have no context there."""
    common = words(writing)
    parts = []
    for _ in range(random.randint(1, 3)):
        parts += [_common(common, random) for _ in range(random.randint(1, 6))]
        if random.random() < 0.6:
            parts.append(random.choices(("{P}", "{G}", "{A}", "{L}", "{P} , {P}", "{P} {mob}"), (6, 2, 2, 3, 1, 1))[0])
    parts += [_common(common, random) for _ in range(random.randint(0, 5))]
    return filled(" ".join(parts), writing, crowd, random)


def _common(common: tuple[str, ...], random: Random) -> str:
    word = random.choice(common)
    manner = random.random()
    if manner < 0.08:
        return word.title()
    return word + random.choice(",.:;-") if manner > 0.9 else word


@cache
def words(writing: str) -> tuple[str, ...]:
    """Return common words of a writing; those that are names or places too ("_two") are more frequent."""
    folder = Path(__file__).with_name("words")
    common, two = ((folder / f"{writing}{part}.txt").read_text(encoding="utf-8").split() for part in ("", "_two"))
    return (*common, *two)


def joined(texts: list[tuple[str, list[Span]]], random: Random) -> tuple[str, tuple[Span, ...]]:
    """Return several texts as one folded text, with their spans."""
    whole, spans = "", []
    for text, own in texts:
        if whole:
            whole += random.choice((" ", "\n", ". ", "\n\n"))
        spans += [(start + len(whole), end + len(whole), label) for start, end, label in own]
        whole += text
    return fold(whole), tuple(spans)


def careless(text: str, spans: list[Span], random: Random) -> tuple[str, list[Span]]:
    """Return a text in capitals or small letters, with slips and lost signs; entities change only in case."""
    pieces = _pieces(text, spans)
    lose, slip = random.random() < 0.25, random.random() < 0.25
    manner = random.choices(("as is", "lower", "upper", "lower words", "upper entities"), (52, 18, 8, 12, 10))[0]
    made, found, at = [], [], 0
    for piece, label in pieces:
        own = piece
        if label is None:
            own = "".join(each for each in own if not (lose and each in _SIGNS and random.random() < 0.7))
            own = " ".join(_slipped(word, random) for word in own.split(" ")) if slip else own
        own = _in_case(own, manner, is_entity=label is not None)
        if label:
            found.append((at, at + len(own), label))
        made.append(own)
        at += len(own)
    return "".join(made), found


def _in_case(text: str, manner: str, *, is_entity: bool) -> str:
    if manner == "lower" or (manner == "lower words" and not is_entity):
        return text.lower()
    if manner == "upper" or (manner == "upper entities" and is_entity):
        return text.upper()
    return text


def _slipped(word: str, random: Random) -> str:
    if len(word) < 4 or random.random() > 0.15 or not word.isalpha():
        return word
    at = random.randrange(1, len(word) - 1)
    return random.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :],
        )
    )


def _pieces(text: str, spans: list[Span]) -> list[tuple[str, str | None]]:
    pieces: list[tuple[str, str | None]] = []
    at = 0
    for start, end, label in spans:
        pieces += [(text[at:start], None), (text[start:end], label)]
        at = end
    return [*pieces, (text[at:], None)]


def _flat(found: Mapping[str, list[str]]) -> list[tuple[str, str]]:
    return [(kind, template) for kind, own in found.items() for template in own]


def place(random: Random, *, is_urdu: bool) -> str:
    """Return a place by itself: a district, a town, a tehsil, or sometimes a province."""
    map_ = places()
    number = random.choices(range(len(map_.names)), map_.people.tolist())[0]
    if random.random() < 0.08:
        return random.choice(_PROVINCES)[is_urdu]
    if is_urdu:
        return random.choice(map_.urdu[number].split("|"))
    # Towns and tehsils that are words too (Saddar, Cantt) are no place by themselves.
    others = [each for each in (*map_.towns[number], *map_.tehsils[number]) if not _ODD & set(each.lower().split())]
    return random.choice((map_.names[number], map_.names[number], *map_.spellings[number][:2], *others[:3]))


_ODD = set("saddar city cantt sub division town central east west north south".split())
_PROVINCES = (
    ("Punjab", "پنجاب"), ("Sindh", "سندھ"), ("Balochistan", "بلوچستان"), ("KPK", "خیبر پختونخوا"),
    ("Khyber Pakhtunkhwa", "خیبر پختونخواہ"), ("Azad Kashmir", "آزاد کشمیر"), ("Gilgit Baltistan", "گلگت بلتستان"),
)  # fmt: skip
