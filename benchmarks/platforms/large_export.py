"""A large Telegram export: how fast it is read in full and scanned, beside the best public parsers of JSON.

    .venv/bin/python -m benchmarks.platforms.large_export [MEGABYTES] [--scan]

Processor time, in the same run: `ijson` (yajl2) streams the messages and does nothing with them, `orjson` parses the
whole document; ours gives every message as a row of text columns. With `--scan` a whole scan follows, with its time
and largest resident memory. Messages are invented: talk, requests, answers in bold and code, advertisements, service.
"""

from __future__ import annotations

import argparse
import importlib
import json
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.measure import once
from triage import find, read

CHATTER = (
    "Jummah Mubarak sab ko", "bhai online ho?", "kal subah baat karte hain", "match kis ne dekha", "ok done",
    "aaj light nahi thi is liye late reply", "haha sahi kaha", "آپ سب کو سلام", "group rules parh lein please 👍",
)  # fmt: skip
NAMES = ("Sana Tariq", "Bilal Ahmed", "Usman Shah", "Ayesha Noor", "Kashif Mehmood", "Hina Javed", "Imran Dogar")
STREETS = ("Mohalla Islampura, Lahore", "Street 7, G-9/2, Islamabad", "Gulshan-e-Iqbal Block 5, Karachi")


def main() -> None:
    """Write an export of the size that is asked for, and print a line for each reader of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("megabytes", type=int, nargs="?", default=60)
    parser.add_argument("--scan", action="store_true")
    parser.add_argument("--keep", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        path = asked.keep or Path(home, "ChatExport_2024-06-01", "result.json")
        if not path.exists():
            write(path, asked.megabytes * 1_000_000)
        for name, work in (("ours", lambda: rows_of(path)), *peers(path)):
            report(name, path, work)
        if asked.scan:
            cost = once([sys.executable, "-m", "triage", "scan", str(path), "--format", "json", "--ner", "off"])
            speed = path.stat().st_size / 1e6 / cost.cpu
            print(f"{'scan':10}{cost.cpu:8.1f} s {speed:8.1f} MB/s, at most {cost.peak / 2**20:.0f} MiB")


def report(name: str, path: Path, work: Callable[[], int]) -> None:
    """Print the processor time of some work on a file."""
    start = time.process_time()
    messages = work()
    took = time.process_time() - start
    print(f"{name:10}{took:8.1f} s {path.stat().st_size / 1e6 / took:8.1f} MB/s {messages:12,} messages", flush=True)


def rows_of(path: Path) -> int:
    """Return the number of messages that our reader gives as rows; the hash of the file is taken before."""
    evidence = next(find.evidence([path], path.parent / "spool"))
    return sum(
        batch.frame.height
        for source in read.identify(evidence)
        for chunk in read.split(source)
        for batch in read.batches(chunk)
    )


def peers(path: Path) -> Iterator[tuple[str, Callable[[], int]]]:
    """Yield the public parsers that are installed."""
    for name, work in (("ijson", by_ijson), ("orjson", by_orjson)):
        try:
            importlib.import_module(name)
        except ImportError:
            print(f"{name} is not installed: uv pip install {name}")
        else:
            yield name, lambda work=work: work(path)  # type: ignore[misc]


def by_ijson(path: Path) -> int:
    """Return the number of messages that `ijson` streams."""
    parser: Any = importlib.import_module("ijson.backends.yajl2_c")
    with path.open("rb") as file:
        return sum(1 for _ in parser.items(file, "messages.item"))


def by_orjson(path: Path) -> int:
    """Return the number of messages in the document that `orjson` parses as a whole."""
    return len(importlib.import_module("orjson").loads(path.read_bytes())["messages"])


def write(path: Path, size_bytes: int) -> None:
    """Write an export of at least this size, as Telegram Desktop writes it."""
    draw, number, written = random.Random(7), 0, 0  # noqa: S311 - no secret
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        file.write('{\n "name": "SIM Data Point",\n "type": "public_supergroup",\n "id": 1900000001,\n "messages": [\n')
        while written < size_bytes:
            number += 1
            text = json.dumps(message(number, draw), ensure_ascii=False, indent=1)
            written += file.write((",\n" if number > 1 else "") + text)
        file.write("\n ]\n}")


def message(number: int, draw: random.Random) -> dict[str, Any]:
    """Return one message."""
    seconds = 1_714_550_400 + number * 7
    day = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(seconds + 18_000))
    told = {"id": number, "type": "message", "date": day, "date_unixtime": str(seconds)}
    sender = draw.randrange(400)
    author = {"from": f"{NAMES[sender % 7]} {sender}", "from_id": f"user{5_000_000_000 + sender}"}
    kind = draw.random()
    if kind < 0.02:
        return told | {"type": "service", "actor": author["from"], "actor_id": author["from_id"],
                       "action": "join_group_by_link", "inviter": "Group", "text": "", "text_entities": []}  # fmt: skip
    mobile = f"03{draw.randrange(10**9):09}"
    if kind < 0.3:
        return told | author | both([{"type": "phone", "text": mobile}, " ka record chahiye"])
    if kind < 0.55:
        answer = {"Number": mobile, "Name": draw.choice(NAMES), "CNIC": f"352{draw.randrange(10):02}-"
                  f"{draw.randrange(10**7):07}-{draw.randrange(10)}", "Address": draw.choice(STREETS)}  # fmt: skip
        parts: list[object] = []
        for key, value in answer.items():
            parts += [{"type": "bold", "text": key}, ": ", {"type": "code", "text": value}, "\n"]
        return told | {"from": "SIM Data Point", "from_id": "channel1900000001"} | both(parts)
    if kind < 0.6:
        text = f"SIM data Rs {draw.randrange(1, 9)}00, CDR Rs {draw.randrange(3, 9)}000/-\nOrder WhatsApp 03{sender:09}"
        return told | author | both([text])
    return told | author | ({"reply_to_message_id": number - 1} if kind > 0.8 else {}) | both([draw.choice(CHATTER)])


def both(parts: list[Any]) -> dict[str, Any]:
    """Return a text as Telegram writes it twice."""
    again = [{"type": "plain", "text": each} if isinstance(each, str) else each for each in parts]
    return {"text": parts[0] if len(parts) == 1 and isinstance(parts[0], str) else parts, "text_entities": again}


if __name__ == "__main__":
    main()
