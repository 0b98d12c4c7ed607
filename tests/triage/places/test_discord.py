"""Channels of Discord, as DiscordChatExporter writes them, are places in each of its forms."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from triage.app.scan import Options, scan
from triage.core.progress import Silent
from triage.formats.html.message_blocks import KINDS

NAME = "Pak Leaks - market - database-market [2]"
RECORD = "Name: Sana Tariq\nCNIC: 35202-1234567-2\nMobile: 0300-1234567\nAddress: House 4, Street 9, Lahore"
SAID = [
    ("77", "pkseller", "Selling SIM owner details Rs 300 each, CDR Rs 6000. WhatsApp 0345-7712345"),
    ("78", "buyer9", "03001234567 check karo"),
    (
        "79",
        "LookupBot",
        "Name: Sana Tariq\nCNIC: 35202-1234567-2\nMobile: 0300-1234567\nAddress: House 4, Street 9, Lahore",
    ),
    ("77", "pkseller", "sample"),
]
"""Messages of invented people: author's number and name, and text."""


def as_json(home: Path) -> None:
    messages = [
        {
            "id": str(1000 + at),
            "type": "Default",
            "timestamp": f"2023-05-0{at + 1}T10:00:00.000+05:00",
            "content": text,
            "author": {"id": number, "name": name, "discriminator": "0000", "nickname": name, "isBot": text == RECORD},
            "attachments": [{"id": "5", "url": "files/a.png", "fileName": "a.png"}] if text == "sample" else [],
        }
        for at, (number, name, text) in enumerate(SAID)
    ]
    document = {
        "guild": {"id": "1", "name": "Pak Leaks"},
        "channel": {"id": "2", "type": "GuildTextChat", "category": "market", "name": "database-market"},
        "messages": messages, "messageCount": len(messages),
    }  # fmt: skip
    (home / f"{NAME}.json").write_text(json.dumps(document, indent=2), encoding="utf-8")


def as_csv(home: Path) -> None:
    with (home / f"{NAME}.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, quoting=csv.QUOTE_ALL)
        rows.writerow(["AuthorID", "Author", "Date", "Content", "Attachments", "Reactions"])
        rows.writerows([*said[:2], f"2023-05-0{at + 1} 10:00", said[2], "", ""] for at, said in enumerate(SAID))


def as_html(home: Path) -> None:
    groups = "".join(
        f'<div class="chatlog__message-group"><div class="chatlog__message-container" data-message-id="{at}">'
        f'<div class="chatlog__header"><span class="chatlog__author" data-user-id="{number}">{name}</span> '
        f'<span class="chatlog__timestamp"><a href="#{at}">0{at + 1}-May-23 10:00 AM</a></span></div>'
        f'<div class="chatlog__content chatlog__markdown">{text.replace(chr(10), "<br>")}</div></div></div>'
        for at, (number, name, text) in enumerate(SAID)
    )
    head = "".join(f'<div class="preamble__entry">{each}</div>' for each in ("Pak Leaks", "market / database-market"))
    body = f'<div class="preamble">{head}</div><div class="chatlog">{groups}</div>'
    page = f"<!DOCTYPE html><html><body>{body}</body></html>"
    (home / f"{NAME}.html").write_text(page, encoding="utf-8")


FORMS = {
    "as_json": "database-market",
    "as_csv": "Pak Leaks - market - database-market",
    "as_html": "Pak Leaks / market / database-market",
}


@pytest.mark.parametrize("form", FORMS)
def test_a_channel_is_a_place_and_its_people_are_apart(form: str, tmp_path: Path) -> None:
    home = tmp_path / "evidence"
    home.mkdir()
    {"as_json": as_json, "as_csv": as_csv, "as_html": as_html}[form](home)

    (dump,) = scan([home], Options(case=tmp_path / "case", jobs=1), Silent()).document["dumps"]

    (place,) = dump["places"]
    assert (place["platform"], place["kind"], place["title"]) == ("discord", "channel", FORMS[form])
    assert place["messages"] == len(SAID)
    assert _roles(dump) == {"data_subject": 1, "looked_up": 1, "seller": 1}
    assert dump["people"]["distinct"] == 1


def _roles(dump: dict[str, Any]) -> dict[str, int]:
    return {role: each["distinct"] for role, each in dump["entities"]["PK_MOBILE_NUMBER"]["whose"].items()}


def test_messages_of_one_author_in_a_row_are_all_his(tmp_path: Path) -> None:
    as_html(tmp_path)
    page = tmp_path / f"{NAME}.html"
    text = page.read_text(encoding="utf-8")
    more = (
        '<div class="chatlog__message-container" data-message-id="9"><div class="chatlog__short-timestamp" '
        'title="04-May-23 10:01 AM"></div><div class="chatlog__content chatlog__markdown">CDR Rs 5000</div></div>'
    )
    page.write_text(text.replace("</div></div></body>", f"{more}</div></div></body>", 1), encoding="utf-8")

    taken = KINDS[0].take(etree.fromstring(page.read_bytes(), etree.HTMLParser()))

    assert [each.author for each in taken.said][-2:] == ["pkseller", "pkseller"]
    assert taken.said[-1].time == "04-May-23 10:01 AM"
