"""Small exports that tools and sites write, all invented, each with what is true of it."""

from __future__ import annotations

import json
import sqlite3
import struct
from pathlib import Path

from tests.triage.places.exports import ADVERTISEMENT, OTHER, answer, mobile, put

PEOPLE = 6


def _field(name: str, value: str) -> str:
    return f'<field name="{name}" type="String"><value type="String"><![CDATA[{value}]]></value></field>'


def _message(number: int, author: str, text: str) -> str:
    who = f'<modelField name="From"><model type="Party">{_field("Identifier", author)}</model></modelField>'
    when = _field("TimeStamp", f"2024-05-{2 + number:02}T10:00:00.000+05:00")
    return f'<model type="InstantMessage" id="{number}">{_field("Body", text)}{when}{who}</model>'


def cellebrite(home: Path) -> None:
    """Write a report: a chat of a seller, his contacts, a number he searched for."""
    said = [_message(i, "923451112223@s.whatsapp.net", answer(i)) for i in range(PEOPLE)]
    said += [
        _message(20, "923331110001@s.whatsapp.net", f"{mobile(90)} ka data chahiye bhai"),
        _message(21, "923451112223@s.whatsapp.net", ADVERTISEMENT),
    ]
    messages = f'<multiModelField name="Messages">{"".join(said)}</multiModelField>'
    chat = f'<model type="Chat">{_field("Name", "Data Group")}{messages}</model>'
    phones = [f'<model type="PhoneNumber">{_field("Value", OTHER.format(i))}</model>' for i in range(3)]
    name = _field("Name", "Ahmed Khan")
    contacts = [f'<model type="Contact">{name}<multiModelField>{each}</multiModelField></model>' for each in phones]
    asked = f'<model type="SearchedItem">{_field("Value", mobile(91))}</model>'
    models = "".join(f"<modelType>{each}</modelType>" for each in (chat, "".join(contacts), asked))
    head = '<?xml version="1.0"?><project xmlns="http://pa.cellebrite.com/report/2.0"><decodedData>'
    put(home / "report.xml", f"{head}{models}</decodedData></project>")
    put(home / "files" / "note.txt", "nothing")


def wordpress_export(home: Path) -> None:
    """Write posts of a site with an order and comments."""
    spaces = (
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/"'
        ' xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"'
    )
    fact = f"<wp:meta_key>_billing_phone</wp:meta_key><wp:meta_value>{OTHER.format(1)}</wp:meta_value>"
    meta = f"<wp:postmeta>{fact}</wp:postmeta>"
    said = [*map(answer, range(PEOPLE)), f"{mobile(90)} ka data chahiye"]
    comments = [f"<wp:comment><wp:comment_content>{each}</wp:comment_content></wp:comment>" for each in said]
    post = f"<content:encoded><![CDATA[<p>{ADVERTISEMENT}</p>]]></content:encoded><wp:post_id>1</wp:post_id>"
    item = f"<item><title>Rates</title>{post}{meta}{''.join(comments)}</item>"
    put(home / "site.WordPress.xml", f'<?xml version="1.0"?><rss {spaces}><channel>{item}</channel></rss>')


def facebook_labels(home: Path) -> None:
    """Write posts of a page as Meta writes them since 2024."""
    posts = [
        {"timestamp": 1714644000 + i, "fbid": str(i), "label_values": [{"label": "Post", "value": text}]}
        for i, text in enumerate([*map(answer, range(PEOPLE)), ADVERTISEMENT, ADVERTISEMENT])
    ]
    put(home / "this_profile's_activity_across_facebook" / "posts" / "profile_posts_1.json", posts)


def tiktok_text(home: Path) -> None:
    """Write comments and a profile as texts."""
    comment = "Date: 2024-05-0{} 10:00:00 UTC\nComment: order WhatsApp 0345-1112223 sim data\nUrl: \n"
    put(home / "Comment" / "Comments.txt", "\n".join(map(comment.format, range(1, 6))))
    put(
        home / "Profile" / "Profile Information.txt",
        f"Username: datapoint\nDisplay Name: D\nTelephone Number: {OTHER.format(1)}\n",
    )


def activity(home: Path) -> None:
    """Write what the owner of a channel watched, as a page."""
    cell = (
        '<div class="outer-cell mdl-cell mdl-cell--12-col"><div class="content-cell mdl-typography--body-1">'
        "Watched <a href='https://youtu.be/a'>{}</a><br>Jun 1, 2024, 9:05:33 PM PKT</div></div>"
    )
    cells = "".join(cell.format(f"Sim data {mobile(i)}") for i in range(4))
    put(home / "YouTube and YouTube Music" / "history" / "watch-history.html", f"<html><body>{cells}</body></html>")


def leapp(home: Path) -> None:
    """Write messages three times, as a table, a page and a time line."""
    rows = [(f"2024-05-02 10:0{i}:00", "Owner", answer(i)) for i in range(PEOPLE)]
    table = "".join(f'{time}\t{author}\t"{text}"\n' for time, author, text in rows)
    put(home / "_TSV Exports" / "WhatsApp - Messages.tsv", f"Message Timestamp\tSender\tMessage\n{table}")
    cells = "".join(f"<tr><td>{t}</td><td>{a}</td><td>{'<br>'.join(m.splitlines())}</td></tr>" for t, a, m in rows)
    heads = "<tr><th>Message Timestamp</th><th>Sender</th><th>Message</th></tr>"
    page = f"<html><body><table>{heads}{cells}</table></body></html>"
    put(home / "_HTML" / "WhatsApp" / "WhatsApp - Messages.html", page)
    (home / "_Timeline").mkdir()
    with sqlite3.connect(home / "_Timeline" / "tl.db") as base:
        base.execute("create table data(key text, activity text, datalist text)")
        base.executemany("insert into data values(?, ?, ?)", [(t, "WhatsApp", json.dumps([a, m])) for t, a, m in rows])
    base.close()


def autopsy(home: Path) -> None:
    """Write a database of artifacts: messages and contacts, an attribute a row."""
    home.mkdir(parents=True)
    with sqlite3.connect(home / "autopsy.db") as base:
        base.execute("create table blackboard_attributes(artifact_id int, attribute_type_id int, value_text text)")
        base.executemany("insert into blackboard_attributes values(?, 33, ?)", [(i, answer(i)) for i in range(PEOPLE)])
        rows = [(100 + i, OTHER.format(i)) for i in range(3)]
        base.executemany("insert into blackboard_attributes values(?, 3, ?)", rows)
    base.close()


def telegram_cache(home: Path) -> None:
    """Write the cache of the Android app, the texts inside serialised objects."""
    path = home / "files" / "cache4.db"
    path.parent.mkdir(parents=True)
    with sqlite3.connect(path) as base:
        base.execute("create table messages_v2(mid integer, uid integer, date integer, data blob, out integer)")
        for i, text in enumerate([*map(answer, range(PEOPLE)), ADVERTISEMENT]):
            raw = text.encode()
            size = bytes([len(raw)]) if len(raw) < 254 else b"\xfe" + len(raw).to_bytes(3, "little")
            head, rest = struct.pack("<IIiqq", 0x94345242, 0x300, i, 5, 1714644000), b"\0" * (-len(size + raw) % 4)
            blob = head + size + raw + rest
            base.execute("insert into messages_v2 values(?, 555, ?, ?, 0)", (i, 1714644000 + i, blob))
    base.close()


SUBJECTS = {"data_subject": PEOPLE}
TRUTH = {
    "cellebrite": (("phone", "device"), {**SUBJECTS, "looked_up": 2, "seller": 1, "participant": 4}),
    "wordpress_export": (("website", "site"), {**SUBJECTS, "looked_up": 1, "seller": 1, "buyer": 1}),
    "facebook_labels": (("facebook", "page"), {**SUBJECTS, "seller": 1}),
    "tiktok_text": (("tiktok", "account"), {"seller": 1, "participant": 1}),
    "activity": (("youtube", "channel"), {"participant": 4}),
    "leapp": (("phone", "device"), SUBJECTS),
    "autopsy": (("phone", "device"), {**SUBJECTS, "participant": 3}),
    "telegram_cache": (("telegram", "account"), {**SUBJECTS, "seller": 1}),
}
"""By export: the place, and distinct mobile numbers by role."""

FOLDERS = {"activity": "Takeout", "telegram_cache": "org.telegram.messenger", "leapp": "ALEAPP_Reports_1"}
