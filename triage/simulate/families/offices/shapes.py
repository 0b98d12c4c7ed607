"""The shapes of real lists, put on records that are in order: what an honest office does to them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl

from triage.simulate.draw import Rng
from triage.simulate.nuisance import Writing

SHAPES = ("", "franchise", "admissions", "women", "hands", "company", "branch")

_FILLERS = {
    "cnic": ("0000000000000", "1111111111111", "9999999999999", "1234567890123"),
    "mobile": ("03000000000", "03001234567", "03111111111", "03333333333"),
}
_FIRMS = ("TRADERS", "AND SONS", "ENTERPRISES", "FILLING STATION", "(PVT) LTD", "COTTON FACTORY", "PUBLIC SCHOOL")


def drawn(rng: Rng) -> str:
    """Return the shape of one list."""
    return SHAPES[int(rng.integers(0, len(SHAPES)))]


def of_sex(writing: Writing, shape: str) -> Writing:
    """Return the writing of a list of this shape: of women there are as many as the kind of file can have."""
    return replace(writing, women=1.0) if shape == "women" else writing


def applied(frame: pl.DataFrame, shape: str, rng: Rng) -> pl.DataFrame:
    """Return the records as a list of this shape has them; they stay genuine."""
    if shape == "franchise":
        return _filled(frame, rng)
    if shape == "hands":
        return _by_hands(frame, rng)
    if shape == "company" and "mobile" in frame.columns:
        first = 3_000_000_000 + int(rng.integers(0, 40)) * 10**7 + int(rng.integers(0, 9 * 10**6))
        counted = "0" + pl.Series(np.arange(frame.height) + first).cast(pl.String)
        return frame.with_columns(counted.set(frame["mobile"].is_null(), None).alias("mobile"))
    if shape == "branch" and "iban" in frame.columns:
        return _with_firms(frame, rng)
    return frame


def _filled(frame: pl.DataFrame, rng: Rng) -> pl.DataFrame:
    """Return the list with one number typed wherever the right one was not at hand."""
    for name, fillers in _FILLERS.items():
        if name in frame.columns and rng.random() < 0.8:
            own = pl.Series([fillers[int(rng.integers(0, len(fillers)))]]).new_from_index(0, frame.height)
            missing = pl.Series(rng.random(frame.height) < rng.uniform(0.02, 0.25))
            frame = frame.with_columns(own.zip_with(missing, frame[name]).alias(name))
    return frame


def _by_hands(frame: pl.DataFrame, rng: Rng) -> pl.DataFrame:
    """Return the list as several clerks wrote it: two spaces, a dot after a first letter, a suffix, each his own."""
    clerk = np.arange(frame.height) * int(rng.integers(2, 9)) // max(frame.height, 1)
    hand = pl.Series(clerk % 4)
    for name in ("name", "father", "address"):
        if name in frame.columns:
            told = frame[name]
            doubled, marked = told.str.replace(" ", "  ", literal=True), told.str.replace(r"^MUHAMMAD ", "M. ")
            short = told.str.replace(r" (KHAN|BIBI|AHMED)$", "")
            told = doubled.zip_with(hand == 1, told)
            told = marked.zip_with(hand == 2, told)
            frame = frame.with_columns(short.zip_with(hand == 3, told).alias(name))
    return frame


def _with_firms(frame: pl.DataFrame, rng: Rng) -> pl.DataFrame:
    """Return the list of a branch: firms hold accounts too, and have no card, birth or mother."""
    is_firm = pl.Series(rng.random(frame.height) < rng.uniform(0.03, 0.25))
    what = pl.Series(_FIRMS, dtype=pl.String).gather(pl.Series(rng.integers(0, len(_FIRMS), frame.height)))
    named = frame["name"].str.extract(r"(\S+)$") + " " + what
    bare = [name for name in ("cnic", "dob", "mother", "gender") if name in frame.columns]
    return frame.with_columns(
        named.zip_with(is_firm & named.is_not_null(), frame["name"]).alias("name"),
        *(frame[name].set(is_firm, None) for name in bare),
    )
