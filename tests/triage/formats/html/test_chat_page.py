from __future__ import annotations

from pathlib import Path

from tests.triage.formats.conftest import Reading
from triage.formats.html.chat_page import COLUMNS

URDU = "\u062b\u0646\u0627 \u0637\u0627\u0631\u0642"
TELEGRAM = f"""<div class="page_body chat_page"><div class="history">
<div class="message service" id="message-1"><div class="body details">1 January 2024</div></div>
<div class="message default clearfix" id="message7"><div class="pull_left userpic_wrap">
<div class="userpic"><div class="initials">ST</div></div></div><div class="body">
<div class="pull_right date details" title="01.01.2024 10:00:00 UTC+05:00">10:00</div>
<div class="from_name">{URDU} </div><div class="text">my number<br>0300-1000001</div></div></div>
<div class="message default clearfix joined" id="message8"><div class="body">
<div class="pull_right date details" title="01.01.2024 10:01:00 UTC+05:00">10:01</div>
<div class="text">CNIC 35202-1000001-2 <a href="tel:+923001000001">call</a></div></div></div></div></div>"""
FORWARD = """<div class="message default clearfix" id="message9"><div class="body">
<div class="pull_right date details" title="02.01.2024 09:00:00 UTC+05:00">09:00</div>
<div class="from_name">Bilal via @simbot
</div><div class="forwarded body">
<div class="from_name">Rate List <span class="date details" title="31.12.2023 20:00:00">
31.12.2023 20:00:00</span></div><div class="text">See <a href="https://t.me/+AbC">list</a></div></div>
<div class="media_wrap clearfix">
<a class="media clearfix pull_left block_link media_contact" href="contacts/contact_1.vcard">
<div class="body"><div class="title bold">Owner</div><div class="status details">+92 300 1000009</div></div></a>
</div></div></div>
<div class="message service" id="message10"><div class="body details">Bilal joined the group</div></div>"""
WEB_VIEW = """<html><body><div class="tgme_channel_info_header_title">Data Bazar</div>
<div class="tgme_widget_message text_not_supported_wrap js-widget_message" data-post="databazar/41"><a
 class="tgme_widget_message_owner_name" href="https://t.me/databazar"><span dir="auto">Data Bazar</span></a>
<div class="tgme_widget_message_text js-message_text">Sim <b>record</b><br/>03001000007</div>
<a class="tgme_widget_message_date" href="https://t.me/databazar/41">
<time datetime="2024-06-01T04:05:06+00:00">04:05</time></a>
<span class="tgme_widget_message_views">12.3K</span></div></body></html>"""
FACEBOOK = """<html><head><title>Sana</title></head><body><div role="main">
<div class="pam _3-95 _2ph- _a6-g uiBoxWhite noborder"><h2 class="_3-95 _2pim _a6-h _a6-i">Sana</h2>
<div class="_2ph_ _a6-p">
<div><div>salam</div><div>0300 1000003</div></div></div><div class="_3-94 _a6-o">
<div class="_a72d">Jun 01, 2024 9:05:33 pm</div>
</div></div><div class="pam _3-95 _2ph- _a6-g uiBoxWhite noborder"><h2 class="_3-95 _2pim _a6-h _a6-i">Bilal</h2>
<div class="_2ph_ _a6-p">yes</div><div class="_3-94 _a6-o">Jun 01, 2024 9:06:33 pm</div></div></div></body></html>"""


def told(reading: Reading, path: Path, page: str) -> list[dict[str, str | None]]:
    (path / "page.html").write_text(page, encoding="utf-8")
    read = reading(path / "page.html")
    assert read.coverage.balances((path / "page.html").stat().st_size)
    return [dict(zip(COLUMNS, row, strict=True)) for row in read.rows]


def test_a_message_of_telegram_has_its_parts(reading: Reading, tmp_path: Path) -> None:
    first, second = told(reading, tmp_path, TELEGRAM)

    assert (first["message"], first["author"], first["time"]) == ("7", URDU, "2024-01-01 10:00:00 UTC+05:00")
    assert first["text"] == "my number\n0300-1000001"
    assert (second["author"], second["link"]) == (URDU, "tel:+923001000001")


def test_a_forward_keeps_both_authors_and_a_contact_its_number(reading: Reading, tmp_path: Path) -> None:
    message, event = told(reading, tmp_path, FORWARD)

    assert (message["author"], message["forwarded from"]) == ("Bilal", "Rate List")
    assert (message["text"], message["link"]) == ("See list", "https://t.me/+AbC")
    assert message["media"] == "Owner +92 300 1000009; contacts/contact_1.vcard"
    assert event["event"] == "Bilal joined the group"


def test_a_post_of_the_web_view_has_its_parts(reading: Reading, tmp_path: Path) -> None:
    (post,) = told(reading, tmp_path, WEB_VIEW)

    assert (post["message"], post["chat"]) == ("databazar/41", "Data Bazar")
    assert (post["time"], post["text"]) == ("2024-06-01T04:05:06+00:00", "Sim record\n03001000007")
    assert post["link"] is None


def test_a_block_of_facebook_has_author_text_and_time(reading: Reading, tmp_path: Path) -> None:
    first, second = told(reading, tmp_path, FACEBOOK)

    assert (first["author"], first["text"]) == ("Sana", "salam\n0300 1000003")
    assert (first["time"], second["text"]) == ("Jun 01, 2024 9:05:33 pm", "yes")


def test_lines_outside_of_messages_are_kept(reading: Reading, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(TELEGRAM + "<p>Owner 0300-1000008</p>", encoding="utf-8")

    assert reading(tmp_path / "page.html").frames[1]["0"].to_list() == ["1 January 2024", "Owner 0300-1000008"]


ACTIVITY = """<html><head><title>My Activity History</title></head><body><div class="mdl-grid">
<div class="outer-cell mdl-cell mdl-cell--12-col"><div class="mdl-grid"><div class="header-cell"><p>YouTube</p></div>
<div class="content-cell mdl-cell mdl-typography--body-1">Searched for\xa0<a href="https://www.youtube.com/results?q=1">0300
1000004</a><br>Jun 1, 2024, 9:05:33\u202fPM PKT<br></div>
<div class="content-cell mdl-typography--caption"><b>Products:</b><br>&emsp;x</div></div></div></div></body></html>"""
SENT = """<html><body><ul><li>Sent at 2020-04-27 23:18:23 UTC while watching
<a href="https://youtu.be/a">a video</a>.<br/>order 0300-1000005</li></ul></body></html>"""


def test_what_an_account_did_is_told_with_its_time(tmp_path: Path, reading: Reading) -> None:
    (tmp_path / "MyActivity.html").write_text(ACTIVITY, encoding="utf-8")
    told = reading(tmp_path / "MyActivity.html")
    (row,) = [dict(zip(COLUMNS, row, strict=True)) for row in told.rows]

    assert told.sources[0].table == "activity"
    assert (row["time"], row["text"], row["chat"]) == (
        "Jun 1, 2024, 9:05:33 PM PKT",
        "Searched for 0300 1000004",
        "YouTube",
    )
    assert row["link"] == "https://www.youtube.com/results?q=1"


def test_a_comment_that_was_sent_has_its_time_and_text(tmp_path: Path, reading: Reading) -> None:
    (tmp_path / "my-comments.html").write_text(SENT, encoding="utf-8")
    told = reading(tmp_path / "my-comments.html")
    (row,) = [dict(zip(COLUMNS, row, strict=True)) for row in told.rows]

    assert (row["time"], row["text"]) == ("2020-04-27 23:18:23", "order 0300-1000005")
