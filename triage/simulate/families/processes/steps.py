"""Steps between a register and the file that leaks: sorting, merging, cutting, OCR, spreadsheets.

Each takes a frame of Strings, labelled or not, and returns one with the same rows and columns.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import polars as pl

from triage.simulate.draw import Rng
from triage.simulate.style import DATES

Step = Callable[[pl.DataFrame, Rng, float], pl.DataFrame]
"""A step: (frame, stream, harm in [0, 1]) -> frame."""

_TEXTS = ("name", "father", "mother", "address")
_MISREAD = (("O", "0"), ("I", "1"), ("S", "5"), ("B", "8"), ("RN", "M"), ("L", "I"), ("E", "F"), ("U", "V"))


def in_order(frame: pl.DataFrame, rng: Rng, harm: float) -> pl.DataFrame:
    """Return the frame sorted by a number, a name, a place or a date, ascending or descending."""
    del harm
    keys = [name for name in ("cnic", "mobile", "name", "district", "dob", "iban", "address") if name in frame.columns]
    key = keys[int(rng.integers(0, len(keys)))]
    return frame.sort(key, descending=bool(rng.random() < 0.15), maintain_order=True)


def merged(frame: pl.DataFrame, rng: Rng, harm: float) -> pl.DataFrame:
    """Return two sources one after the other: the second lacks a column and has shorter texts."""
    rows = frame.height
    start = int(rows * rng.uniform(0.3, 0.9))
    lacking = [name for name in ("email", "mother", "activation_date", "landline") if name in frame.columns]
    late = pl.int_range(pl.len()) >= start
    changes = [pl.when(~late).then(pl.col(name)).alias(name) for name in lacking[:1]]
    width = int(60 - 35 * harm)
    changes += [
        pl.when(late).then(pl.col(name).str.head(width).str.strip_chars()).otherwise(name).alias(name)
        for name in _TEXTS
        if name in frame.columns
    ]
    return frame.with_columns(changes)


def cut_columns(frame: pl.DataFrame, rng: Rng, harm: float) -> pl.DataFrame:
    """Return texts cut at the length of an old system's columns."""
    width = {name: int(rng.integers(18, 36)) for name in _TEXTS[:3]} | {"address": int(70 - 40 * harm)}
    return frame.with_columns(
        pl.col(name).str.head(width[name]).str.strip_chars() for name in _TEXTS if name in frame.columns
    )


def ocr(frame: pl.DataFrame, rng: Rng, harm: float) -> pl.DataFrame:
    """Return the frame with letters of some cells misread, and a digit of a few numbers."""
    changes = []
    for name in _TEXTS:
        if name in frame.columns:
            old, new = _MISREAD[int(rng.integers(0, len(_MISREAD)))]
            struck = pl.Series(rng.random(frame.height) < 0.12 * harm)
            read = pl.when(struck).then(pl.col(name).str.replace(old, new, literal=True)).otherwise(name)
            changes.append(read.alias(name))
    for name in ("cnic", "mobile"):
        if name in frame.columns:
            struck = pl.Series(rng.random(frame.height) < 0.008 * harm)
            read = pl.col(name).str.head(9) + pl.col(name).str.slice(9, 1).replace({"3": "8", "1": "7", "0": "6"})
            changes.append(pl.when(struck).then(read + pl.col(name).str.slice(10)).otherwise(name).alias(name))
    return frame.with_columns(changes)


def spreadsheet(frame: pl.DataFrame, rng: Rng, harm: float) -> pl.DataFrame:
    """Return the frame as saved by a spreadsheet: some days and months swapped, some numbers lost."""
    changes = []
    for name in (each for each in frame.columns if each in DATES):
        turned = pl.Series(rng.random(frame.height) < harm) & (frame[name].str.slice(8, 2) <= "12")
        swapped = pl.concat_str(pl.col(name).str.head(5), pl.col(name).str.slice(8, 2), pl.lit("-"),
                                pl.col(name).str.slice(5, 2))  # fmt: skip
        changes.append(pl.when(turned).then(swapped).otherwise(name).alias(name))
    if "mobile" in frame.columns:
        lost = pl.Series(rng.random(frame.height) < 0.05 * harm)
        changes.append(pl.when(~lost).then("mobile").alias("mobile"))
    return frame.with_columns(changes)


STEPS: dict[str, tuple[float, Step]] = {
    "merged": (0.25, merged),
    "sorted_by": (0.55, in_order),
    "cut_columns": (0.3, cut_columns),
    "ocr": (0.15, ocr),
    "spreadsheet": (0.25, spreadsheet),
}
"""How often a step takes place, and the step, in the order in which they happen."""


def gaps(frame: pl.DataFrame, rng: Rng, optional: frozenset[str]) -> pl.DataFrame:
    """Return the frame with cells that nobody filled in: a share of its own for each column, often 0."""
    return frame.with_columns(
        frame[name].set(pl.Series(rng.random(frame.height) < max(0.0, rng.uniform(-0.25, 0.25))), None)
        for name in frame.columns
        if name in optional
    )


def copies(rng: Rng, rows: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Return the rows that an export wrote twice: mostly none, else up to 3 %."""
    count = int(rows * max(0.0, rng.uniform(-0.05, 0.03)))
    return rng.choice(rows - count, count, replace=False) if count else np.zeros(0, dtype=np.int64)
