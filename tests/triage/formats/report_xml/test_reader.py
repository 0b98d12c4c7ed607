from __future__ import annotations

from pathlib import Path

import pytest

from tests.triage.formats.conftest import told_by
from triage.core.format_info import Claim
from triage.formats.report_xml import reader

NAMESPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"'
)


def field(name: str, value: str) -> str:
    return f'<field name="{name}" type="String"><value type="String"><![CDATA[{value}]]></value></field>'


def party(role: str, number: str) -> str:
    inner = f'<model type="Party" id="p">{field("Identifier", number)}{field("Name", "Sana Tariq")}</model>'
    return f'<modelField name="{role}" type="Party">{inner}</modelField>'


def message(text: str) -> str:
    told = (
        field("Body", text) + field("TimeStamp", "2024-06-01T10:00:00") + party("From", "923001234567@s.whatsapp.net")
    )
    return f'<model type="InstantMessage" id="m1" deleted_state="Deleted">{told}</model>'


def report(*models: str) -> str:
    head = '<?xml version="1.0"?><project name="Case" xmlns="http://pa.cellebrite.com/report/2.0">'
    device = '<metadata section="Device"><item name="MSISDN">+923009990001</item></metadata>'
    item = '<metadata><item name="MD5">00ff</item></metadata>'
    files = f'<taggedFiles><file path="a.jpg" size="1">{item}</file></taggedFiles>'
    return f"{head}{device}{files}<decodedData>{''.join(models)}</decodedData></project>"


def chat(*messages: str) -> str:
    inner = f'{field("Name", "Data Group")}<multiModelField name="Messages">{"".join(messages)}</multiModelField>'
    return f'<modelType type="Chat"><model type="Chat" id="c1">{inner}</model></modelType>'


def test_messages_in_a_chat_are_rows_with_author_and_chat(tmp_path: Path) -> None:
    path = tmp_path / "report.xml"
    path.write_text(report(chat(message("salam"), message("0300"))), encoding="utf-8")
    told = told_by(path, tmp_path)
    rows = told.frames[0].drop("at").rename(dict(zip("0123456789", told.sources[0].columns[:10], strict=True)))

    assert rows.select("type", "state", "time", "author", "author id", "text", "chat").rows() == [
        (
            "InstantMessage",
            "Deleted",
            "2024-06-01T10:00:00",
            "Sana Tariq",
            "923001234567@s.whatsapp.net",
            text,
            "Data Group",
        )
        for text in ("salam", "0300")
    ]
    assert told.coverage.balances(path.stat().st_size)


def test_what_is_no_message_is_told_once_with_all_its_parts(tmp_path: Path) -> None:
    path = tmp_path / "report.xml"
    number = f'<model type="PhoneNumber">{field("Value", "0300-9990002")}</model>'
    entry = f'<multiModelField name="Entries">{number}</multiModelField>'
    contact = (
        f'<modelType type="Contact"><model type="Contact" id="7">{field("Name", "Ali")}{entry}</model></modelType>'
    )
    searched = f'<model type="SearchedItem">{field("Value", "0300-9990003")}</model>'
    asked = f'<modelType type="SearchedItem">{searched}</modelType>'
    path.write_text(report(chat(message("salam")), contact, asked), encoding="utf-8")
    others = told_by(path, tmp_path).frames[1].drop("at").rows()

    assert ("Contact", None, "id=7; Name=Ali; Entries.Value=0300-9990002") in others
    assert ("SearchedItem", "0300-9990003", None) in others
    assert ("item", None, "@name=MSISDN; text=+923009990001") in others
    assert sum("00ff" in (row[2] or "") for row in others) == 1
    assert not any("salam" in (row[2] or "") for row in others)


def test_posts_comments_and_customers_of_wordpress_are_apart(tmp_path: Path) -> None:
    path = tmp_path / "site.xml"
    said = "<wp:comment_author>Hina</wp:comment_author><wp:comment_content>ok</wp:comment_content>"
    comment = f"<wp:comment>{said}</wp:comment>"
    meta = "<wp:postmeta><wp:meta_key>_billing_phone</wp:meta_key><wp:meta_value>0300-1</wp:meta_value></wp:postmeta>"
    body = '<content:encoded><![CDATA[<p>SIM<br>rates</p><a href="https://wa.me/1">x</a>]]></content:encoded>'
    item = (
        f"<item><title>T</title><dc:creator>admin</dc:creator>{body}<excerpt:encoded><![CDATA[short]]></excerpt:encoded>"
        f"<wp:post_id>5</wp:post_id><wp:post_type>page</wp:post_type>{meta}{comment * 2}</item>"
    )
    writer = "<wp:author><wp:author_email>a@x.example</wp:author_email></wp:author>"
    path.write_text(
        f'<?xml version="1.0"?><rss {NAMESPACES}><channel><title>Site</title>{writer}{item}</channel></rss>',
        encoding="utf-8",
    )
    told = told_by(path, tmp_path)
    posts, comments, site = (frame.drop("at").rows() for frame in told.frames)

    assert posts == [("5", None, "page", None, "admin", "T", "SIM\nrates\nx", "short", None, "https://wa.me/1", None)]
    assert [(row[0], row[3], row[7]) for row in comments] == [("5", "Hina", "ok")] * 2
    assert ("fact of a post", "5", "_billing_phone", None, "0300-1", None) in site
    assert ("writer", None, None, None, None, "author_email=a@x.example") in site
    assert told.coverage.balances(path.stat().st_size)


@pytest.mark.parametrize("cut", [400, 700])
def test_a_report_that_is_cut_keeps_what_is_before(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "report.xml"
    whole = report(chat(*(message(f"salam {i}") for i in range(20)))).encode()
    path.write_bytes(whole[:-cut])
    told = told_by(path, tmp_path)

    assert told.frames[0].height >= 17
    assert told.coverage.reasons
    assert told.coverage.balances(len(whole) - cut)


def test_entities_of_its_own_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "report.xml"
    path.write_text(report(chat(message("&x;"))).replace("?>", '?><!DOCTYPE a [<!ENTITY x "y">]>', 1), encoding="utf-8")

    assert "document_type_refused" in told_by(path, tmp_path).coverage.reasons


@pytest.mark.parametrize(
    "text", [b"<rss><channel/></rss>", b"<project><model/></project>", b"pa.cellebrite.com/report"]
)
def test_other_xml_is_not_claimed(text: bytes) -> None:
    assert reader.claims(text, "report.xml") == Claim.NONE
