"""Processor time of `analyze()` a text: ours beside Presidio's own stack, in one process and on the same texts.

    python benchmarks/detection/presidio_door.py [ROUNDS] [SEED] [MODEL]      default: 1 5, an English model

Texts are the open halves of `strangers.py` in three kinds of writing; each is read once by either, in turns, so that
both bear the same load of the machine. The peer has Presidio's default recognizers and the model; ours has all of the
package's. Without an English model of spaCy (a name of an installed package, or its folder) only ours is timed.
Prints milliseconds a text, and ours as a multiple of the peer's.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from random import Random

import spacy
import strangers
from presidio_analyzer import AnalyzerEngine
from presidio_analyzer.nlp_engine import NlpEngineProvider

from triage.recognizers.presidio import analyzer

WARM = 10
"""Texts that are read before the time counts: patterns and tables are made ready when they are first needed."""

PEER = "Presidio's own"

Reader = Callable[[str], object]


def corpus(rounds: int, seed: int) -> list[str]:
    """Return the texts of all kinds of writing."""
    rng = Random(seed)  # noqa: S311 - a benchmark
    halves = [half for half in strangers.HALVES if half.startswith("open")]
    return [
        each.text
        for half in halves
        for writing in strangers.WRITINGS
        for each in strangers.texts(writing, half, rounds if half != "open_3" else 1, rng)
    ]


def peer(model: str) -> Reader | None:
    """Return Presidio's own stack for English with a model; null without one."""
    installed = [each for each in spacy.util.get_installed_models() if each.startswith("en_core_web")]
    name = model or (installed[0] if installed else "")
    if not name:
        return None
    languages = [{"lang_code": "en", "model_name": name}]
    made = NlpEngineProvider(nlp_configuration={"nlp_engine_name": "spacy", "models": languages}).create_engine()
    engine = AnalyzerEngine(nlp_engine=made, supported_languages=["en"])
    return lambda text: engine.analyze(text, "en")


def main(rounds: int, seed: int, model: str) -> None:
    """Print the figures."""
    texts = corpus(rounds, seed)
    engine = analyzer()
    readers: dict[str, Reader] = {"ours": lambda text: engine.analyze(text, "en")}
    if other := peer(model):
        readers[PEER] = other
    spent = dict.fromkeys(readers, 0.0)
    for number, text in enumerate([*texts[:WARM], *texts]):
        for name, read in readers.items():
            started = time.process_time()
            read(text)
            spent[name] += (time.process_time() - started) * (number >= WARM)
    print(f"{len(texts)} texts of {sum(map(len, texts)) / len(texts):.0f} characters")
    for name, seconds in spent.items():
        print(f"{name:16} {1000 * seconds / len(texts):6.1f} ms a text")
    if other:
        print(f"ours takes {spent['ours'] / spent[PEER]:.2f} times the peer's time")
    else:
        print("the peer was not run: no English model of spaCy")


if __name__ == "__main__":
    given = sys.argv[1:]
    main(int(given[0]) if given else 1, int(given[1]) if len(given) > 1 else 5, given[2] if len(given) > 2 else "")
