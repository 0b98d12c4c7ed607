"""Places of the simulated market as dumps: each in the form in which its platform exports it."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from benchmarks.platforms.market_world import Place


def write(place: Place, folder: Path) -> None:
    """Write a place as a dump of its form."""
    rows = [
        (at, f"2024-05-{1 + at * 28 // len(place.messages):02}", *message) for at, message in enumerate(place.messages)
    ]
    if place.form == "telegram":
        messages = [
            {"id": at, "type": "message", "date": f"{day}T10:00:00", "from": author, "from_id": f"user{len(author)}"}
            | ({"forwarded_from": forwarded} if forwarded else {})
            | {"text": text}
            for at, day, author, text, forwarded in rows
        ]
        body: object = {"name": place.name, "type": "private_supergroup", "id": 1, "messages": messages}
        (folder / f"{place.name}.json").write_text(json.dumps(body, ensure_ascii=False, indent=1), encoding="utf-8")
    elif place.form == "whatsapp":
        lines = [f"{day[8:]}/05/2024, 10:0{at % 10} - {author}: {text}\n" for at, day, author, text, _ in rows]
        (folder / f"{place.name}.txt").write_text("".join(lines), encoding="utf-8")
    elif place.form == "scrape":
        with (folder / f"{place.name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["post_id", "date", "author", "text"])
            writer.writerows(row[:4] for row in rows)
    else:
        body = [
            {"timestamp": 1714557600 + at * 3600, "title": f"{author} posted", "data": [{"post": text}]}
            for at, _, author, text, _ in rows
        ]
        (folder / f"{place.name}.json").write_text(json.dumps(body, ensure_ascii=False), encoding="utf-8")
