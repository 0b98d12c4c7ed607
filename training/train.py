"""Train `recognizers/language/model` from simulated texts.

  python -m training.train [TEXTS] [EPOCHS] [FOLDER] [FROM]     default: 26000 texts, 5 epochs, the package's folder

FROM is the folder of a trained pipeline that learns on: new forms of addresses take a third of the time of a whole
training. One core, minutes.
Seeded: the same version of the libraries on the same kind of processor gives the same weights.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from random import Random
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.training.batchers import minibatch_by_words
from thinc.api import Adam, fix_random_seed, warmup_linear

from training.texts import Text, training_texts
from triage.recognizers.language.pipeline import LABELS, MODEL, Pakistani, read_model

SEED = 1947
WIDTH, DEPTH, HIDDEN = 64, 2, 64
ROWS = (6000, 500, 3000, 800)
WORDS_A_BATCH = 900

_CONFIG: dict[str, Any] = {
    "model": {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": "ner",
        "extra_state_tokens": False,
        "hidden_width": HIDDEN,
        "maxout_pieces": 2,
        "use_upper": True,
        "nO": None,
        "tok2vec": {
            "@architectures": "spacy.Tok2Vec.v2",
            "embed": {
                "@architectures": "spacy.MultiHashEmbed.v2",
                "width": WIDTH,
                "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"],
                "rows": list(ROWS),
                "include_static_vectors": False,
            },
            "encode": {
                "@architectures": "spacy.MaxoutWindowEncoder.v2",
                "width": WIDTH,
                "window_size": 1,
                "maxout_pieces": 2,
                "depth": DEPTH,
            },
        },
    }
}


def main(count: int = 26_000, epochs: int = 5, folder: Path = MODEL, start: Path | None = None) -> None:
    """Train the pipeline on `count` texts, and write it to `folder`; `start` null = from nothing."""
    fix_random_seed(SEED)
    seed = SEED if start is None else SEED + 1
    random = Random(seed)  # noqa: S311 - seeded, no secret
    pipeline = new_pipeline() if start is None else read_model(start)
    texts = list(training_texts(count, seed))
    examples = [each for text in texts if (each := example(pipeline, text)) is not None]
    started = time.monotonic()
    say(f"{len(texts)} texts, {len(texts) - len(examples)} with spans that tokens do not bear")
    if start is None:
        pipeline.initialize(lambda: examples[:500])
    words = sum(len(each.reference) for each in examples)
    steps = epochs * words // WORDS_A_BATCH
    pace = warmup_linear(0.002 if start is None else 0.001, min(300, steps // 10), int(steps * 1.05))
    optimizer = Adam(learn_rate=pace, L2=0.01, grad_clip=1.0)  # type: ignore[arg-type]  # it takes schedules
    for epoch in range(epochs):
        random.shuffle(examples)
        losses: dict[str, float] = {}
        for batch in minibatch_by_words(examples, WORDS_A_BATCH):
            pipeline.update(batch, sgd=optimizer, losses=losses, drop=0.25)
            optimizer.step_schedules()
        say(f"epoch {epoch + 1}: loss {losses['ner']:.0f}, {time.monotonic() - started:.0f} s")
    pipeline.meta["name"] = "people"
    pipeline.to_disk(folder)


def new_pipeline() -> Language:
    """Return a pipeline that has learnt nothing."""
    pipeline = Pakistani()
    ner = pipeline.add_pipe("ner", config=_CONFIG)
    for label in LABELS:
        ner.add_label(label)  # type: ignore[attr-defined]  # of the entity recognizer
    return pipeline


def example(pipeline: Language, text: Text) -> Example | None:
    """Return the training example of one text; null if a span ends inside a token."""
    doc: Doc = pipeline.make_doc(text.text)
    spans = [doc.char_span(start, end, label=label) for start, end, label in text.spans]
    if any(span is None for span in spans):
        return None
    reference = doc.copy()
    reference.ents = [span for span in spans if span is not None]
    return Example(doc, reference)


def say(line: str) -> None:
    """Print a line of progress."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    given = sys.argv[1:]
    main(*(int(each) for each in given[:2]), *(Path(each) for each in given[2:4]))  # type: ignore[arg-type]
