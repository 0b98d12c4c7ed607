"""Posts of a page, as Facebook exports them (JSON in which each letter is a byte). Options: name (of the page)."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl

from triage.simulate.writers import Options
from triage.simulate.writers.shop import ADVERTISEMENTS, answers

SUFFIX = ".json"
_BEGIN, _STEP = 1_714_557_600, 5_400
_EVERY = 10
"""Number of records after each advertisement."""


def write(frame: pl.DataFrame, path: Path, options: Options) -> None:
    """Write one file: a list of posts; a record is a post of several lines."""
    name = str(options.get("name", "Number Details PK"))
    texts: list[str] = []
    for number, answer in enumerate(answers(frame)):
        if number % _EVERY == 0:
            texts.append(ADVERTISEMENTS[number // _EVERY % len(ADVERTISEMENTS)])
        texts.append("\n".join(f"{header}: {value}" for header, value in answer))
    posts = [
        {"timestamp": _BEGIN + at * _STEP, "data": [{"post": _bytes(text)}], "title": f"{name} updated their status."}
        for at, text in enumerate(texts)
    ]
    path.write_text(json.dumps(posts, indent=2) + "\n", encoding="utf-8", newline="")


def _bytes(text: str) -> str:
    """Return each byte of UTF-8 as the letter with its number, as Facebook writes them."""
    return text.encode().decode("latin-1")
