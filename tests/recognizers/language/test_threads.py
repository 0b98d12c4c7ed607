"""One pipeline for all threads of a scan."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor

from triage.recognizers.language.engine import LanguageEngine


def texts_of(seed: int) -> list[str]:
    """Texts with words that nobody has seen before, so that the pipeline forgets them with its zone."""
    rng = random.Random(seed)
    made = ["".join(rng.choices("abcdefghijklmnop", k=8)).title() for _ in range(60)]
    return [f"Ali Raza s/o {made[i]} of {made[i + 1]}, House {i}, Lahore met Sana {made[i + 2]}" for i in range(50)]


def test_threads_do_not_disturb_each_other() -> None:
    engine = LanguageEngine()
    asked = [texts_of(seed) for seed in range(24)]
    alone = [engine.tell(texts) for texts in asked]

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(engine.tell, asked)) == alone
