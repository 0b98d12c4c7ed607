"""Small databases of WhatsApp as phones hold them, all invented, each with what is true of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

from tests.triage.places.exports import ADVERTISEMENT, OTHER, answer, mobile, put

PEOPLE = 6
DAY = 86_400
START = 1_714_644_000
"""Seconds of the first message: 2 May 2024, 10:00 UTC."""

APPLE = 978_307_200
GROUP = "Data Bazaar PK"
OWNER = "923451112223"
ASKED, THANKED = f"{mobile(90)} ka data chahiye bhai", "shukriya bhai mil gaya"


def person(number: int) -> str:
    """Return the identity of a member by his number."""
    return f"92{OTHER.format(number)[1:]}@s.whatsapp.net"


def written(path: Path, tables: dict[str, tuple[str, Iterable[Sequence[object]]]]) -> None:
    """Write a database: by table, its columns and its rows."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path)) as base, base:
        for name, (columns, rows) in tables.items():
            base.execute(f"create table {name} ({columns})")
            for row in rows:
                base.execute(f"insert into {name} values ({', '.join('?' * len(row))})", row)


def android(home: Path) -> None:
    """Write a database of 2024: a group whose members are hidden behind `@lid`, a private chat, what lies beside."""
    people = [(i, person(i).partition("@")[0], "s.whatsapp.net", 0, person(i)) for i in (1, 2, 3)]
    hidden = [(11, "111222333444551", "lid", 18, "111222333444551@lid"), (12, "111222333444552", "lid", 18, "1@lid")]
    group = [(20, "120363040123456789", "g.us", 1, "120363040123456789@g.us")]
    said = [(1, 1, None, text) for text in [*map(answer, range(PEOPLE)), ADVERTISEMENT, ADVERTISEMENT]]
    said += [(1, 0, 11, ASKED), (1, 0, 12, THANKED), (2, 0, 0, "salam, rate?"), (2, 1, None, ADVERTISEMENT)]
    rows = [
        (i, chat, mine, f"3EB0{i}", sender, (START + i * DAY // 4) * 1000, 0, text, i)
        for i, (chat, mine, sender, text) in enumerate(said, start=1)
    ]
    message = "_id integer primary key, chat_row_id int, from_me int, key_id text, sender_jid_row_id int, "
    message += "timestamp int, message_type int, text_data text, sort_id int"
    card = f"BEGIN:VCARD\nVERSION:3.0\nFN:Kashif\nTEL;waid=1:+92 {OTHER.format(4)[1:]}\nEND:VCARD"
    written(
        home / "databases" / "msgstore.db",
        {
            "jid": (
                "_id integer primary key, user text, server text, type int, raw_string text",
                [*people, *hidden, *group],
            ),
            "jid_map": ("lid_row_id integer primary key, jid_row_id int", [(11, 1), (12, 2)]),
            "chat": (
                "_id integer primary key, jid_row_id int, subject text, created_timestamp int, group_type int",
                [(1, 20, GROUP, START * 1000, 0), (2, 3, None, START * 1000, 0)],
            ),
            "message": (message, rows),
            "message_quoted": ("message_row_id integer primary key, text_data text", [(10, answer(2))]),
            "message_vcard": ("_id integer primary key, message_row_id int, vcard text", [(1, 9, card)]),
            "message_media": (
                (
                    "message_row_id integer primary key, file_path text, mime_type text, media_name text, "
                    "media_caption text"
                ),
                [(11, "Media/WhatsApp Images/IMG-20240504-WA0001.jpg", "image/jpeg", None, None)],
            ),
            "message_system": ("message_row_id integer primary key, action_type int", [(1, 11)]),
            "group_participant_user": (
                "_id integer primary key, group_jid_row_id int, user_jid_row_id int, rank int",
                [(1, 20, 11, 0), (2, 20, 12, 0)],
            ),
            "call_log": (
                "_id integer primary key, jid_row_id int, from_me int, timestamp int, duration int",
                [(1, 3, 0, START * 1000, 40)],
            ),
        },
    )
    names = [(person(1), OTHER.format(1), "Bilal Customer", "bilal", "busy"), (person(3), None, "Imran", "im", "")]
    columns = "_id integer primary key, jid text, number text, display_name text, wa_name text, status text"
    written(home / "databases" / "wa.db", {"wa_contacts": (columns, [(i, *row) for i, row in enumerate(names)])})


def android_old(home: Path) -> None:
    """Write a database of before 2021: one table of messages, chats by identity."""
    group = f"{OWNER}-1500000000@g.us"
    said = [(group, 1, text, None) for text in [*map(answer, range(PEOPLE)), ADVERTISEMENT, ADVERTISEMENT]]
    said += [(group, 0, ASKED, person(1)), (group, 0, THANKED, person(2)), (person(3), 0, "rate?", None)]
    columns = "_id integer primary key, key_remote_jid text, key_from_me int, key_id text, status int, data text, "
    columns += "timestamp int, media_wa_type text, media_caption text, media_name text, remote_resource text, "
    columns += "latitude real, longitude real"
    rows = [
        (i, chat, mine, f"AB{i}", 0, text, (START + i * DAY // 4) * 1000, "0", None, None, sender, 0.0, 0.0)
        for i, (chat, mine, text, sender) in enumerate(said, start=1)
    ]
    written(
        home / "databases" / "msgstore.db",
        {
            "messages": (columns, rows),
            "chat_list": ("_id integer primary key, key_remote_jid text, subject text", [(1, group, GROUP)]),
            "messages_quotes": ("_id integer primary key, key_remote_jid text, data text", [(1, group, answer(3))]),
            "group_participants": (
                "_id integer primary key, gjid text, jid text, admin int",
                [(1, group, person(1), 0), (2, group, person(2), 0)],
            ),
        },
    )


def iphone(home: Path) -> None:
    """Write the database of an iPhone: sessions, members, media, push names."""
    said = [(1, 1, None, text) for text in [*map(answer, range(PEOPLE)), ADVERTISEMENT, ADVERTISEMENT]]
    said += [(1, 0, 1, ASKED), (1, 0, 2, THANKED), (2, 0, None, "rate?")]
    group = "120363040123456789@g.us"
    columns = "Z_PK integer primary key, Z_ENT int, ZISFROMME int, ZMESSAGETYPE int, ZCHATSESSION int, "
    columns += "ZGROUPMEMBER int, ZMESSAGEDATE timestamp, ZFROMJID text, ZTOJID text, ZPUSHNAME text, ZSTANZAID text, "
    columns += "ZTEXT text"
    rows = [
        (i, 9, mine, 0, chat, member, START - APPLE + i * DAY // 4 + 0.5, *_sides(mine, chat, group), None, f"3A{i}", t)
        for i, (chat, mine, member, t) in enumerate(said, start=1)
    ]
    written(
        home / "ChatStorage.sqlite",
        {
            "ZWAMESSAGE": (columns, rows),
            "ZWACHATSESSION": (
                "Z_PK integer primary key, ZSESSIONTYPE int, ZCONTACTJID text, ZPARTNERNAME text, ZMESSAGECOUNTER int",
                [(1, 1, group, GROUP, 10), (2, 0, person(3), "Imran", 1)],
            ),
            "ZWAGROUPMEMBER": (
                "Z_PK integer primary key, ZCHATSESSION int, ZMEMBERJID text, ZCONTACTNAME text",
                [(1, 1, person(1), "Bilal"), (2, 1, person(2), "Kashif")],
            ),
            "ZWAMEDIAITEM": (
                (
                    "Z_PK integer primary key, ZMESSAGE int, ZMEDIALOCALPATH text, ZTITLE text, ZVCARDNAME text, "
                    "ZVCARDSTRING text"
                ),
                [(1, 11, "Media/1/a.jpg", None, None, None)],
            ),
            "ZWAPROFILEPUSHNAME": ("Z_PK integer primary key, ZJID text, ZPUSHNAME text", [(1, person(1), "bilal")]),
        },
    )


def _sides(mine: int, chat: int, group: str) -> tuple[str | None, str | None]:
    """Return who a message is from and to, as the app writes it: in a group, from the group."""
    other = group if chat == 1 else person(3)
    return (None, other) if mine else (other, None)


def encrypted(home: Path) -> None:
    """Write a backup whose key was not seized."""
    put(home / "Databases" / "note.txt", "nothing")
    (home / "Databases" / "msgstore.db.crypt14").write_bytes(bytes(i * 7919 % 251 for i in range(9_000)))


SUBJECTS = {"data_subject": PEOPLE, "looked_up": 1, "seller": 1}
CHATS = {GROUP: 10}
TRUTH = {
    "android": ({**SUBJECTS, "participant": 4}, 12, 3, {**CHATS, "*": 2}),
    "android_old": ({**SUBJECTS, "participant": 4}, 11, 3, {**CHATS, "*": 1}),
    "iphone": ({**SUBJECTS, "participant": 3}, 11, 3, {**CHATS, "I***": 1}),
}
"""By database: distinct mobile numbers by role, messages, authors but the owner, and messages by chat as shown.

The fourth participant of the first is on a card that was sent; of the second the owner, whose number names the group.
"""

FOLDERS = {"android": "com.whatsapp", "android_old": "com.whatsapp.w4b"}
