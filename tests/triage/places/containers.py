"""The same records in every container that a seller's messages come in: a message answers a request with a record."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path

import polars as pl

BEGIN = datetime(2024, 5, 1, 9, 0, tzinfo=UTC)
KEYS = {"mobile": "Number", "cnic": "CNIC", "name": "Name", "address": "Address", "operator": "Network"}
"""How an answer names its values."""

BUYERS = ("Rafiq Traders", "Shop 12", "+92 322 5550101")


def lines(record: dict[str, str]) -> list[tuple[str, str]]:
    """Return the keys and values of an answer."""
    return [(KEYS.get(name, name.title()), value or "") for name, value in record.items()]


def block(record: dict[str, str]) -> str:
    """Return an answer as a bot writes it."""
    return "\n".join(f"{key}: {value}" for key, value in lines(record))


def times() -> Iterator[datetime]:
    """Yield times a minute apart."""
    at = BEGIN
    while True:
        yield at
        at += timedelta(minutes=1)


def csv(frame: pl.DataFrame, path: Path) -> Path:
    """Write a table: what all others must agree with."""
    frame.write_csv(path / "list.csv")
    return path / "list.csv"


def blocks(frame: pl.DataFrame, path: Path) -> Path:
    """Answers one behind the other."""
    text = "\n\n".join(map(block, frame.to_dicts()))
    (path / "answers.txt").write_text(text, encoding="utf-8")
    return path / "answers.txt"


def whatsapp_text(frame: pl.DataFrame, path: Path) -> Path:
    """Write a chat as a telephone exports it: each request is followed by its answer."""
    told = []
    for at, (index, record) in zip(times(), enumerate(frame.to_dicts()), strict=False):
        head = at.strftime("%d/%m/%Y, %H:%M")
        told += [f"{head} - {BUYERS[index % 3]}: {record['mobile']}", f"{head} - Data Point: {block(record)}"]
    file = path / "WhatsApp Chat with Data Point.txt"
    file.write_text("\n".join(told) + "\n", encoding="utf-8")
    return file


def telegram_json(frame: pl.DataFrame, path: Path) -> Path:
    """Write a channel as Telegram Desktop writes it: keys are bold, values are code."""
    messages: list[dict[str, object]] = []
    for number, (at, record) in enumerate(zip(times(), frame.to_dicts(), strict=False)):
        parts: list[object] = []
        for key, value in lines(record):
            parts += [{"type": "bold", "text": key}, ": ", {"type": "code", "text": value}, "\n"]
        messages.append(
            {
                "id": number + 1,
                "type": "message",
                "date": at.strftime("%Y-%m-%dT%H:%M:%S"),
                "date_unixtime": str(int(at.timestamp())),
                "from": "SIM Data Point",
                "from_id": "channel1900000001",
                "text": parts,
                "text_entities": [{"type": "plain", "text": each} if isinstance(each, str) else each for each in parts],
            }
        )
    chat = {"name": "SIM Data Point", "type": "public_channel", "id": 1900000001, "messages": messages}
    (path / "result.json").write_text(json.dumps(chat, indent=1), encoding="utf-8")
    return path / "result.json"


def telegram_html(frame: pl.DataFrame, path: Path) -> Path:
    """Write the same as pages."""
    told = []
    for number, (at, record) in enumerate(zip(times(), frame.to_dicts(), strict=False)):
        said = [f"<strong>{escape(key)}</strong>: <code>{escape(value)}</code>" for key, value in lines(record)]
        told.append(
            f'<div class="message default clearfix" id="message{number + 1}"><div class="pull_left userpic_wrap">'
            '<div class="userpic userpic1"><div class="initials">S</div></div></div><div class="body">'
            f'<div class="pull_right date details" title="{at:%d.%m.%Y %H:%M:%S} UTC+05:00">{at:%H:%M}</div>'
            f'<div class="from_name">SIM Data Point</div><div class="text">{"<br>".join(said)}</div></div></div>'
        )
    page = (
        '<!DOCTYPE html><html><head><meta charset="utf-8"/><title>Exported Data</title></head><body>'
        '<div class="page_wrap"><div class="page_header"><div class="content"><div class="text bold">SIM Data Point'
        '</div></div></div><div class="page_body chat_page"><div class="history">'
        f"{''.join(told)}</div></div></div></body></html>"
    )
    (path / "messages.html").write_text(page, encoding="utf-8")
    return path / "messages.html"


def whatsapp_database(frame: pl.DataFrame, path: Path) -> Path:
    """Write a group in the database of a telephone."""
    file = path / "msgstore.db"
    with closing(sqlite3.connect(file)) as database:
        database.executescript(
            "create table jid(_id integer primary key, user text, server text, type integer, raw_string text);"
            "create table chat(_id integer primary key, jid_row_id integer, subject text, created_timestamp integer);"
            "create table message(_id integer primary key, chat_row_id integer, from_me integer, key_id text,"
            " sender_jid_row_id integer, timestamp integer, message_type integer, text_data text);"
            "insert into jid values(1, '120363000000000001', 'g.us', 1, '120363000000000001@g.us'),"
            " (2, '923225550101', 's.whatsapp.net', 0, '923225550101@s.whatsapp.net');"
            "insert into chat values(1, 1, 'Data Point', 1714550400000);"
        )
        for at, record in zip(times(), frame.to_dicts(), strict=False):
            milliseconds = int(at.timestamp() * 1000)
            for sender, text in ((2, record["mobile"]), (0, block(record))):
                database.execute(
                    "insert into message(chat_row_id, from_me, key_id, sender_jid_row_id, timestamp, message_type,"
                    " text_data) values(1, ?, '3EB0', ?, ?, 0, ?)",
                    (int(not sender), sender, milliseconds, text),
                )
        database.commit()
    return file


def facebook_json(frame: pl.DataFrame, path: Path) -> Path:
    """Write a thread of a page, the newest message first."""
    told: list[dict[str, object]] = []
    for at, (index, record) in zip(times(), enumerate(frame.to_dicts()), strict=False):
        milliseconds = int(at.timestamp() * 1000)
        told.append({"sender_name": BUYERS[index % 2], "timestamp_ms": milliseconds, "content": record["mobile"]})
        told.append({"sender_name": "Data Point", "timestamp_ms": milliseconds + 1, "content": block(record)})
    thread = {
        "participants": [{"name": name} for name in (*BUYERS[:2], "Data Point")],
        "messages": told[::-1],
        "title": "Rafiq Traders",
        "is_still_participant": True,
        "thread_path": "inbox/rafiqtraders_1",
        "magic_words": [],
    }
    (path / "message_1.json").write_text(json.dumps(thread), encoding="utf-8")
    return path / "message_1.json"


def scrape_csv(frame: pl.DataFrame, path: Path) -> Path:
    """Write a channel as a scraper writes it, a post a row."""
    rows = [
        {
            "id": number + 1,
            "date": at.isoformat(),
            "message": block(record),
            "views": 100 + number,
            "sender_id": "-1001900000001",
        }
        for number, (at, record) in enumerate(zip(times(), frame.to_dicts(), strict=False))
    ]
    pl.DataFrame(rows).write_csv(path / "channel.csv")
    return path / "channel.csv"


CONTAINERS = {
    each.__name__: each
    for each in (blocks, whatsapp_text, telegram_json, telegram_html, whatsapp_database, facebook_json, scrape_csv)
}
