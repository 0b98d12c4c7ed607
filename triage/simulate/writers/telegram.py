"""A channel exported by Telegram Desktop (JSON): records between advertisements. Options: name (channel)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl

from triage.simulate.writers import Options
from triage.simulate.writers.shop import ADVERTISEMENTS, answers

SUFFIX = ".json"
_EVERY = 12
"""Number of records after each advertisement."""


def write(frame: pl.DataFrame, path: Path, options: Options) -> None:
    """Write one file: `result.json` as the program writes it; a record is a message whose headers are bold."""
    name = str(options.get("name", "SIM Owner Point"))
    at = datetime(2024, 5, 1, 9, 0)  # noqa: DTZ001 - an export shows the time of the machine that made it
    messages: list[dict[str, Any]] = []
    for number, text in enumerate(_texts(frame), 1):
        at += timedelta(minutes=37)
        head = {"id": number, "type": "message", "date": at.isoformat(), "from": name, "from_id": "channel1999999999"}
        messages.append(head | {"text": text})
    chat = {"name": name, "type": "public_channel", "id": 1999999999, "messages": messages}
    path.write_text(json.dumps(chat, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="")


def _texts(frame: pl.DataFrame) -> Iterator[str | list[Any]]:
    for number, answer in enumerate(answers(frame)):
        if number % _EVERY == 0:
            yield ADVERTISEMENTS[number // _EVERY % len(ADVERTISEMENTS)]
        yield [part for header, value in answer for part in ({"type": "bold", "text": header}, f": {value}\n")]
