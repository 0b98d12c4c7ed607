"""How often the range of number C holds, and how wide it is, on simulated samples whose truth is known.

    python benchmarks/verify.py             # 2,000 samples for each of ten shares and three kinds of scores
    python benchmarks/verify.py --samples 200

Holds: at *every* look, which is the same as when the check is stopped at the worst moment. One record in ten has no
answer, by choice: genuine ones in one half of the samples and fabricated ones in the other are likelier to be silent.
Width: after 400 answers, all given.
"""

from __future__ import annotations

import argparse
import math
import time

import numpy as np

from triage.score.sample_range import CONFIDENCE, Bet, Floats, Frame, share_range, wealth

RECORDS, ANSWERS, SILENT = 5_000, 400, 0.10
SHARES = (0.0, 0.02, 0.05, 0.1, 0.3, 0.5, 0.7, 0.9, 0.98, 1.0)
SCORES = {
    "sharp": ((20.0, 0.5), (0.5, 20.0)),
    "blunt": ((3.0, 2.0), (2.0, 3.0)),
    "misleading": ((2.0, 3.0), (3.0, 2.0)),
}
"""Beta distributions of the scores of genuine and of fabricated records."""

_LIMIT = math.log(2 / (1 - CONFIDENCE))


def population(share: float, kind: str, rng: np.random.Generator) -> tuple[Floats, Floats, Frame]:
    """Return the truths and the scores of all records."""
    truth = (np.arange(RECORDS) < round(share * RECORDS)).astype(np.float64)
    genuine, other = SCORES[kind]
    scores = np.where(truth == 1, rng.beta(*genuine, RECORDS), rng.beta(*other, RECORDS))
    return truth, scores, Frame(RECORDS, scores.mean(), scores.min(), scores.max(), ANSWERS)


def coverage(share: float, kind: str, samples: int, rng: np.random.Generator) -> float:
    """Return the share of samples whose range holds the truth after every answer."""
    truth, scores, frame = population(share, kind, rng)
    drawn = np.argsort(rng.random((samples, RECORDS)), axis=1)[:, :ANSWERS]
    true, known = np.array([truth.mean()]), truth[drawn].copy()
    # Silence is chosen: of genuine records in one half of the samples, of fabricated ones in the other.
    favoured = np.where((np.arange(samples) % 2 == 0)[:, None], known, 1 - known)
    known[rng.random(known.shape) < SILENT * (0.5 + favoured)] = np.nan
    shares = np.full(samples, float(true[0]))
    held = np.ones(samples, dtype=bool)
    for fill, side in ((0.0, 1), (1.0, -1)):
        answers = np.nan_to_num(known, nan=fill)
        held &= wealth(answers, known, scores[drawn], Bet(frame, shares, _LIMIT, side)) < _LIMIT
    return float(held.mean())


def width(share: float, kind: str, samples: int, rng: np.random.Generator) -> float:
    """Return the mean width after all answers."""
    truth, scores, frame = population(share, kind, rng)
    drawn = (rng.permutation(RECORDS)[:ANSWERS] for _ in range(samples))
    return float(np.mean([share_range(truth[each], scores[each], frame).width for each in drawn]))


def main() -> None:
    """Print one row for each share."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--samples", type=int, default=2_000)
    parser.add_argument("--widths", type=int, default=4, help="samples of which the width is measured")
    chosen = parser.parse_args()
    rng, began = np.random.default_rng(16), time.process_time()
    print(f"| share | {' | '.join(f'{kind}: holds | width' for kind in SCORES)} |")
    print(f"|---|{'---|' * 2 * len(SCORES)}")
    widths: dict[str, list[float]] = {kind: [] for kind in SCORES}
    for share in SHARES:
        cells = []
        for kind in SCORES:
            widths[kind].append(width(share, kind, chosen.widths, rng))
            cells += [f"{coverage(share, kind, chosen.samples, rng):.4f}", f"{widths[kind][-1]:.3f}"]
        print(f"| {share:.2f} | {' | '.join(cells)} |", flush=True)
    print(f"| mean | {' | '.join(f' | {np.mean(each):.3f}' for each in widths.values())} |")
    print(f"\n{chosen.samples:,} samples a cell, {time.process_time() - began:.0f} s of processor time")


if __name__ == "__main__":
    main()
