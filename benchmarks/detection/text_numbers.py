"""Numbers and e-mail addresses in free text: how many are found, how well cut, how many invented.

    python benchmarks/detection/text_numbers.py [TEXTS] [SEED]        default: 6000 texts, seed 8

Chats, answers of look-up bots, FIRs, tenancy forms, letters of banks, web forms, JSON and logs, in wording that no rule
was made from (`held_out/numbers.txt`). Each number stands in one of the forms that people write it in, in four texts of
ten that have Urdu letters with Urdu or Arabic digits. A find is strict when entity and span are those of the label,
partial when they share at least half of the characters of both together. Finds of our engine and of peers that are
installed: Presidio's own recognizers without a language model, scrubadub, and plain regular expressions.
"""

from __future__ import annotations

import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from random import Random

import numpy as np
import polars as pl
from text_people import machine_texts
from written import ARABIC, URDU, noise, write

from training.grammar import Span, expand, templates
from triage import rules as rulebook
from triage.detect.eyes import Eyes
from triage.detect.finds import Sought
from triage.detect.sweep import sweep
from triage.recognizers import fold_column, load
from triage.recognizers.language.reading import read_texts
from triage.recognizers.presidio import analyzer

HELD_OUT = Path(__file__).with_name("held_out") / "numbers.txt"
LABELS = {
    "CNIC": "PK_CNIC", "MOB": "PK_MOBILE_NUMBER", "IBAN": "IBAN_CODE", "EMAIL": "EMAIL_ADDRESS",
    "LAND": "PK_LANDLINE_NUMBER", "NTN": "PK_NTN", "PASS": "PK_PASSPORT", "VEH": "PK_VEHICLE_REGISTRATION",
}  # fmt: skip
ENTITIES = tuple(LABELS.values())
_PEERS = {
    "PHONE_NUMBER": "PK_MOBILE_NUMBER", "IBAN_CODE": "IBAN_CODE", "EMAIL_ADDRESS": "EMAIL_ADDRESS",
    "email": "EMAIL_ADDRESS", "phone": "PK_MOBILE_NUMBER",
}  # fmt: skip
_PLAIN = {
    "PK_CNIC": r"\b\d{5}-?\d{7}-?\d\b",
    "PK_MOBILE_NUMBER": r"(?:\+92|0)3\d{2}-?\d{7}\b",
    "IBAN_CODE": r"\bPK\d{2}[A-Z]{4}\d{16}\b",
    "EMAIL_ADDRESS": r"[\w.+-]+@[\w-]+\.[\w.]+",
    "PK_LANDLINE_NUMBER": r"\b0\d{2,3}-\d{6,8}\b",
    "PK_NTN": r"\b\d{7}-\d\b",
    "PK_PASSPORT": r"\b[A-Z]{2}\d{7}\b",
    "PK_VEHICLE_REGISTRATION": r"\b[A-Z]{2,3}-\d{2,4}\b",
}
"""What one would write in five minutes."""

Found = list[list[Span]]


def main(count: int = 6_000, seed: int = 8) -> None:
    """Measure and print."""
    texts = list(labelled(count, seed))
    lone = sum(map(len, templates(HELD_OUT).values()))
    size = sum(len(text.encode()) for text, _ in texts)
    print(f"{len(texts)} texts of {lone} held-out templates, {size:,} bytes")
    engine = analyzer(model=None)
    ways: dict[str, Callable[[list[str]], Found]] = {
        "ours": lambda own: _spans(read_texts(engine, own, list(ENTITIES))),
        "plain regular expressions": _by_plain,
        **_peers(),
    }
    for way, read in ways.items():
        started = time.process_time()
        found = read([text for text, _ in texts])
        print(f"\n{way}: {size / 1e6 / (time.process_time() - started):.2f} MB/s")
        report(texts, found)
    speed([text for text, _ in texts])


def speed(texts: list[str]) -> None:
    """Print how fast the column door sweeps text without and with numbers: megabytes a second of processor time."""
    recognizers = load(rulebook.load())
    swept = tuple(rule.entity for rule in rulebook.load().entities.values() if rule.in_text == "sweep")
    eyes = Eyes(recognizers, {}, swept)
    cells = {"licences, manuals, Python": machine_texts() * 4, "the texts above": texts * 8}
    print(f"\nsweep of {len(swept)} entities by the column door")
    for name, own in cells.items():
        column = fold_column(pl.Series(own))
        sweep(column, Sought(swept), eyes)
        started = time.process_time()
        sweep(column, Sought(swept), eyes)
        took = time.process_time() - started
        print(f"  {name}: {sum(len(text.encode()) for text in own) / 1e6 / took:.1f} MB/s")


def labelled(count: int, seed: int) -> Iterator[tuple[str, list[Span]]]:
    """Texts with the spans of their numbers; the places of texts in turn."""
    random = Random(seed)  # noqa: S311 - seeded, no secret
    known = templates(HELD_OUT)
    kinds = sorted(known)
    for number in range(count):
        template = random.choice(known[kinds[number % len(kinds)]]).replace("¶", "\n")
        yield written(template, random)


def written(template: str, random: Random) -> tuple[str, list[Span]]:
    """One text of a template. Braces of JSON that are no slots stay as they are."""
    is_urdu = bool(re.search("[\u0600-\u06ff]", template))
    digits = random.choices((None, URDU, ARABIC), (6, 3, 1) if is_urdu else (1, 0, 0))[0]
    own = {slot: partial(write, slot, random, digits) for slot in LABELS}
    kept = template.replace("[", "\ue000").replace("]", "\ue001").replace("|", "\ue002")
    text, spans = expand(kept, {**noise(random), **own}, random, LABELS)
    return text.replace("\ue000", "[").replace("\ue001", "]").replace("\ue002", "|"), spans


def report(texts: list[tuple[str, list[Span]]], found: Found) -> None:
    """Strict and partial F1, precision and recall by entity."""
    sums: dict[str, np.ndarray] = defaultdict(lambda: np.zeros(5))
    missed: dict[str, list[str]] = defaultdict(list)
    for (text, wanted), got in zip(texts, found, strict=True):
        for entity in ENTITIES:
            true, told = ([each for each in own if each[2] == entity] for own in (wanted, got))
            hit = sum(any(_overlap(a, b) >= 0.5 for b in told) for a in true)
            right = sum(any(_overlap(a, b) >= 0.5 for b in true) for a in told)
            sums[entity] += (len(true), len(told), len(set(true) & set(told)), hit, right)
            missed[entity] += [f"-{text[max(0, a - 25) : b + 5]!r}" for a, b, e in true if (a, b, e) not in told]
            missed[entity] += [f"+{text[max(0, a - 25) : b + 5]!r}" for a, b, e in told if (a, b, e) not in true]
    for entity in ENTITIES:
        true, told, strict, hit, right = sums[entity]
        precision, recall = right / max(1, told), hit / max(1, true)
        partial = 2 * precision * recall / max(1e-9, precision + recall)
        print(f"  {entity:24} n {true:5.0f}  strict F1 {2 * strict / max(1, true + told):.4f}  partial F1 {partial:.4f}"
              f"  (P {precision:.4f} R {recall:.4f})")  # fmt: skip
        if "-v" in sys.argv:
            print("     ", *missed[entity][:14], sep="\n      ")


def _overlap(one: Span, other: Span) -> float:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared / (max(one[1], other[1]) - min(one[0], other[0])) if shared > 0 else 0.0


def _spans(results: list[list[object]]) -> Found:
    return [[(each.start, each.end, each.entity_type) for each in own] for own in results]  # type: ignore[attr-defined]


def _by_plain(texts: list[str]) -> Found:
    compiled = {entity: re.compile(pattern) for entity, pattern in _PLAIN.items()}
    return [
        [(match.start(), match.end(), entity) for entity, each in compiled.items() for match in each.finditer(text)]
        for text in texts
    ]


def _peers() -> dict[str, Callable[[list[str]], Found]]:
    """Peers that are installed; each reports under our names of entities what it has a name for."""
    ways: dict[str, Callable[[list[str]], Found]] = {"Presidio's own recognizers, no language model": _by_presidio}
    if find_spec("scrubadub"):
        ways["scrubadub"] = _by_scrubadub
    else:
        print("scrubadub is not installed")
    return ways


def _by_presidio(texts: list[str]) -> Found:
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry  # noqa: PLC0415 - a peer
    from presidio_analyzer.predefined_recognizers import (  # noqa: PLC0415 - a peer
        EmailRecognizer,
        IbanRecognizer,
        PhoneRecognizer,
    )

    from triage.recognizers.presidio import BlankNlpEngine  # noqa: PLC0415 - beside the peer

    own = [EmailRecognizer(), IbanRecognizer(), PhoneRecognizer(supported_regions=["PK"])]
    registry = RecognizerRegistry(recognizers=own, supported_languages=["en"])
    engine = AnalyzerEngine(registry=registry, nlp_engine=BlankNlpEngine(["en"]), supported_languages=["en"])
    return [[(each.start, each.end, _PEERS[each.entity_type]) for each in engine.analyze(text, "en")] for text in texts]


def _by_scrubadub(texts: list[str]) -> Found:
    import scrubadub  # noqa: PLC0415 - a peer

    scrubber = scrubadub.Scrubber(locale="en_GB")
    return [
        [(each.beg, each.end, _PEERS[each.name]) for each in scrubber.iter_filth(text) if each.name in _PEERS]
        for text in texts
    ]


if __name__ == "__main__":
    main(*(int(each) for each in sys.argv[1:] if each != "-v"))
