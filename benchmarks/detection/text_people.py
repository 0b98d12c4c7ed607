"""Names, addresses and places in free text: how many are found, how well cut, how many invented, how fast.

    python benchmarks/detection/text_people.py [TEXTS] [SEED]        default: 6000 texts, seed 8

The wording of the texts (`held_out/`) stands in no template that the pipeline was trained on. Half of the people have
a name with a word that training never showed; half of the addresses are written by the simulator's clerks, in styles
that training does not have. A find counts as strict when entity and span are those of the label, as partial when they
share at least half of the characters of both together. Negatives: own sentences without people of Pakistan, and what
English this machine has (licences, manuals, the Python documentation), of which every find counts as false.
"""

from __future__ import annotations

import gzip
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from random import Random

import numpy as np
import polars as pl
import regex
from presidio_analyzer import AnalyzerEngine

from training.addresses import address
from training.grammar import Span
from training.people import given, names
from training.slots import slots
from training.texts import LABELS, Text, careless, expand, people, place, templates
from triage import rules as rulebook
from triage.recognizers.language.reading import read_texts
from triage.recognizers.presidio import analyzer
from triage.recognizers.text import fold
from triage.simulate import addresses as clerks
from triage.simulate.draw import stream
from triage.simulate.places import places

HELD_OUT = Path(__file__).with_name("held_out")
WRITINGS = ("english", "roman", "urdu")
KINDS = ("PERSON", "PK_ADDRESS", "LOCATION")
OWN_NEGATIVE_CHARS = 300_000
FOUND_NEGATIVE_CHARS = 3_000_000


def held_out_texts(count: int, seed: int) -> Iterator[Text]:
    """Labelled texts of one template each."""
    random = Random(seed)  # noqa: S311 - seeded, no secret
    crowd = people(seed, share_held=0.5)
    written = {script: _by_clerks(seed, script) for script in ("latin", "urdu")}
    known = {writing: templates(HELD_OUT / f"{writing}.txt") for writing in WRITINGS}

    for _ in range(count):
        writing = random.choice(WRITINGS)
        is_urdu = writing == "urdu"
        kind = random.choice(sorted(known[writing]))

        def person(*, is_urdu: bool = is_urdu) -> str:
            name = crowd.one(random)
            return name.urdu if is_urdu else name.latin

        def home(*, is_urdu: bool = is_urdu) -> str:
            if random.random() < 0.5:
                return random.choice(written["urdu" if is_urdu else "latin"])
            return address(random, is_urdu=is_urdu, known=random.random() < 0.5)

        own = {
            "P": person,
            "G": lambda is_urdu=is_urdu: given(crowd.one(random), random)[is_urdu],
            "A": home,
            "L": lambda is_urdu=is_urdu: place(random, is_urdu=is_urdu),
        }
        template = random.choice(known[writing][kind]).replace("¶", "\n")
        text, spans = careless(*expand(template, {**slots(random), **own}, random, LABELS), random)
        yield Text(fold(text), tuple(spans), writing, kind)


def negatives(seed: int) -> dict[str, list[str]]:
    """Texts without people and places of Pakistan, by where they come from."""
    random = Random(seed)  # noqa: S311 - seeded, no secret
    known = templates(HELD_OUT / "nothing.txt")
    traps = known.pop("traps")
    own = _sentences([line for lines in known.values() for line in lines], random, OWN_NEGATIVE_CHARS)
    return {
        "own sentences": own,
        "licences, manuals, Python": machine_texts(),
        "traps (institutions and celebrities named like places and people of ours)": _sentences(traps, random, 50_000),
    }


def machine_texts() -> list[str]:
    """Return the English of this machine: licences, manuals, metadata of packages, Python's library."""
    found: list[str] = []
    for path in _english_of_this_machine():
        opener = gzip.open if path.suffix == ".gz" else open
        with opener(path, "rt", encoding="utf-8", errors="replace") as file:
            text = file.read(60_000)
        plain = regex.sub(r"^[.'].*$|\\f.|\\", "", text, flags=regex.MULTILINE) if path.suffix == ".gz" else text
        found += [each for each in plain.split("\n\n") if len(each) > 20]
        if sum(map(len, found)) > FOUND_NEGATIVE_CHARS:
            break
    return found


def _sentences(lines: list[str], random: Random, size: int) -> list[str]:
    """Texts of four sentences each, until there are so many characters."""
    made: list[str] = []
    while sum(map(len, made)) < size:
        made.append(" ".join(expand(line, slots(random), random)[0] for line in random.sample(lines, 4)))
    return made


def main(count: int = 6_000, seed: int = 8) -> None:
    """Measure and print."""
    texts = list(held_out_texts(count, seed))
    lone = sum(len(own) for writing in WRITINGS for own in templates(HELD_OUT / f"{writing}.txt").values())
    print(f"{len(texts)} texts of {lone} held-out templates, {sum(len(each.text.split()) for each in texts)} words")
    engine, patterns = analyzer(), analyzer(model=None)
    for way, own in {"patterns and model": engine, "patterns alone": patterns}.items():
        print(f"\n{way}")
        report(texts, found_by(own, [each.text for each in texts]), seed)
    print()
    for source, own in negatives(seed).items():
        false = [
            (entity, text[a:b]) for text, hits in zip(own, found_by(engine, own), strict=True) for a, b, entity in hits
        ]
        size = sum(map(len, own))
        print(f"{source}: {len(false)} false finds in {size:,} characters, {len(false) / size * 1e6:.1f} a million")
        print("   ", ", ".join(f"{text!r} {entity} x{n}" for (entity, text), n in Counter(false).most_common(30)))
    speed(engine, [each.text for each in texts])


def found_by(engine: AnalyzerEngine, texts: list[str]) -> list[list[Span]]:
    """Spans of our three entities in each text."""
    found = read_texts(engine, texts, list(KINDS))
    return [[(each.start, each.end, each.entity_type) for each in own] for own in found]


def speed(engine: AnalyzerEngine, texts: list[str]) -> None:
    """Words a second on one core: all entities that are read in free text, and the pipeline alone; best of three."""
    entities = [each.entity for each in rulebook.load().entities.values() if each.in_text == "read"]
    words = sum(len(each.split()) for each in texts)
    pipeline = engine.nlp_engine.get_nlp("en")
    ways = {
        f"text path, {len(entities)} entities": lambda: read_texts(engine, texts, entities),
        "text path, names, addresses and places": lambda: read_texts(engine, texts, list(KINDS)),
        "pipeline alone": lambda: list(pipeline.pipe(texts, batch_size=128)),
        "Presidio's engine, one text at a time": lambda: [
            engine.analyze(each, "en", list(KINDS)) for each in texts[:300]
        ],
    }
    for way, run in ways.items():
        took = []
        for _ in range(3):
            started = time.process_time()
            run()
            took.append(time.process_time() - started)
        size = words if "one text" not in way else sum(len(each.split()) for each in texts[:300])
        print(f"{way}: {size / min(took):,.0f} words a second")


def report(texts: list[Text], found: list[list[Span]], seed: int) -> None:
    """F1 by entity and writing, and recall of names by how well they are known."""
    sums: dict[tuple[str, str], np.ndarray] = defaultdict(lambda: np.zeros(4))
    for text, finds in zip(texts, found, strict=True):
        for entity in KINDS:
            wanted = [each for each in text.spans if each[2] == entity]
            got = [each for each in finds if each[2] == entity]
            strict = len(set(wanted) & set(got))
            partial = sum(any(_overlap(a, b) >= 0.5 for b in got) for a in wanted)
            for column in (text.writing, "all", text.kind):
                sums[entity, column] += (len(wanted), len(got), strict, partial)
    for entity in KINDS:
        print(f"  {entity}")
        for (own, column), (wanted, got, strict, partial) in sorted(sums.items()):
            if own == entity and wanted:
                f1, soft = (2 * hits / max(1, wanted + got) for hits in (strict, partial))
                print(f"    {column:9} n {wanted:6.0f}  strict F1 {f1:.3f}  partial F1 {soft:.3f}"
                      f"  (P {partial / max(1, got):.3f} R {partial / wanted:.3f})")  # fmt: skip
    _by_name(texts, found, seed)


def _by_name(texts: list[Text], found: list[list[Span]], seed: int) -> None:
    """Share of full names found, by whether training showed their words and the tables know them."""
    who = {text: each for each in names(seed) for text in (each.latin.lower(), fold(each.urdu))}
    hits: dict[str, list[bool]] = defaultdict(list)
    for text, finds in zip(texts, found, strict=True):
        for start, end, entity in text.spans:
            name = who.get(text.text[start:end].lower())
            if entity == "PERSON" and name:
                kind = "in no table" if not name.listed else "shown" if name.known else "in tables, not shown"
                hits[kind].append(
                    any(_overlap((start, end, entity), each) >= 0.5 for each in finds if each[2] == entity)
                )
    for kind, own in sorted(hits.items()):
        print(f"    names {kind}: recall {sum(own) / len(own):.3f} of {len(own)}")


def _overlap(one: Span, other: Span) -> float:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared / (max(one[1], other[1]) - min(one[0], other[0])) if shared > 0 else 0.0


def _by_clerks(seed: int, script: str) -> list[str]:
    """Addresses as the simulator's clerks write them, in three styles or in Urdu."""
    rng = stream(seed, "benchmark", "clerks", script)
    rows = 3_000
    residence = rng.choice(len(places().names), rows, p=places().people / places().people.sum())
    drawn = clerks.draw(rng, residence, rng.random(rows) < 0.5)
    frame = pl.DataFrame({**drawn, "residence": residence, "household": np.arange(rows)})
    hand = clerks.Hand(np.arange(rows), 0.2, rng.random(rows) < 0.1)
    if script == "urdu":
        return clerks.write(frame, "urdu", hand).to_list()
    upper = [each for style in ("nadra", "telecom", "bank") for each in clerks.write(frame, style, hand)]
    return [each.title() if number % 3 else each for number, each in enumerate(upper)]


def _english_of_this_machine() -> Iterator[Path]:
    yield from sorted(Path("/usr/share/common-licenses").glob("*"))
    yield from sorted(Path(np.__file__).parents[1].glob("*.dist-info/METADATA"))
    yield from sorted(Path("/usr/lib").glob("python3*/pydoc_data/topics.py"))
    yield from sorted(Path("/usr/share/man/man1").glob("*.gz"))[::40]
    yield from sorted(Path("/usr/lib").glob("python3*/*.py"))


if __name__ == "__main__":
    main(*(int(each) for each in sys.argv[1:]))
