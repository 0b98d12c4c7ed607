"""A chat exported as text, in which a seller answers requests with records. Options: seed (of authors and times)."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import polars as pl

from triage.simulate.draw import Rng, stream
from triage.simulate.writers import Options

SUFFIX = ".txt"

_SELLER, _BUYERS = "Sim Data Official", ("Malik Sb", "Zeeshan", "Rana Bhai", "+92 3XX XXXXXXX")
_ASKS = (
    "bhai is number ki detail chahiye",
    "owner name bata do please",
    "rate kya hai?",
    "ye bhi check karo",
    "ok sent",
)
_SMALL = (
    "ok",
    "thanks bhai",
    "payment easypaisa karo",
    "100 rs per record",
    "aur number bhejo",
    "location bhi mil jaye gi",
)


def write(frame: pl.DataFrame, path: Path, options: Options) -> None:
    """Write one file: every record is one message of several lines, "HEADER: value", between small talk."""
    rng = stream(int(str(options.get("seed", 0))), "chat")
    at = datetime(2022, 3, 1, 9, 0)  # noqa: DTZ001 - a chat shows the phone's own time
    lines = [f"{_stamp(at)} - Messages and calls are end-to-end encrypted."]
    for row in frame.iter_rows(named=True):
        for name, text in _talk(rng):
            at += timedelta(minutes=int(rng.integers(1, 40)))
            lines.append(f"{_stamp(at)} - {name}: {text}")
        at += timedelta(minutes=int(rng.integers(1, 9)))
        record = "\n".join(f"{header}: {value}" for header, value in row.items() if value is not None)
        lines.append(f"{_stamp(at)} - {_SELLER}: \n{record}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="")


def _talk(rng: Rng) -> list[tuple[str, str]]:
    buyer = _BUYERS[rng.integers(0, len(_BUYERS))]
    said = [(buyer, _ASKS[rng.integers(0, len(_ASKS))])]
    if rng.random() < 0.5:
        said.append((_SELLER, _SMALL[rng.integers(0, len(_SMALL))]))
    return said


def _stamp(at: datetime) -> str:
    return f"{at:%d/%m/%Y, %H:%M}"
