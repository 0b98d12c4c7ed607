"""Small backups of sites and reports of forensic tools, as packed, all invented, each with what is true of it."""

from __future__ import annotations

import gzip
import io
import json
import sqlite3
import tarfile
import zipfile
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

from tests.triage.places.exports import ADVERTISEMENT, OTHER, SELLER, answer, mobile, put
from tests.triage.places.phone_exports import written

PEOPLE = 6
ASKED = "{} ka data chahiye bhai"
NAMES = [f"Ali Raza {letter}" for letter in "ABCDEF"]
BILAL, KASHIF, IMRAN = (OTHER.format(number) for number in (1, 2, 3))
SITE_NAME = "simdatapoint.example"


def cnic(number: int) -> str:
    """Return the number of a person's card."""
    return f"35202-{1234000 + number}-{number % 9 + 1}"


def sql(name: str, columns: str, rows: Sequence[Sequence[object]]) -> str:
    """Return a table as a dump of MySQL writes it."""
    fields = ",".join(f"`{each}` text" for each in columns.split())
    said = ",".join("(" + ",".join(f"'{cell}'" for cell in row) + ")" for row in rows)
    return f"CREATE TABLE `{name}` ({fields});\nINSERT INTO `{name}` VALUES {said};\n"


RECORDS = sql(
    "sim_data",
    "id name cnic mobile address",
    [(i, name, cnic(i), mobile(i), f"House {i}, Lahore") for i, name in enumerate(NAMES)],
)
USERS = sql(
    "users",
    "id username email phone password",
    [(1, "bilal", "bilal@example.com", BILAL, "x"), (2, "kashif", "kashif@example.com", KASHIF, "y")],
)
ORDERS = sql(
    "orders",
    "id customer_phone searched_number amount trx_id created_at",
    [
        (1, BILAL, mobile(90), 200, "TRX1", "2024-05-02 10:00:00"),
        (2, KASHIF, mobile(91), 200, "TRX2", "2024-05-03 10:00:00"),
    ],
)
PAGE = (
    "<html><head><title>Sim Data Point</title></head><body><h1>Sim Owner Details</h1>"
    f"<p>SIM owner Rs 200, CNIC copy 500/-</p><p>WhatsApp {SELLER}</p></body></html>"
)
LOG = "".join(
    f'203.0.113.{i} - - [02/May/2024:10:00:0{i} +0500] "GET /search.php?num={mobile(90 + i)} HTTP/1.1" 200 512'
    ' "https://l.facebook.com/" "Mozilla/5.0"\n'
    for i in range(3)
)


def packed(files: Mapping[str, bytes | str], mode: str = "w:gz") -> bytes:
    """Return files as an archive of tar."""
    whole = io.BytesIO()
    with tarfile.open(fileobj=whole, mode=mode) as tar:  # type: ignore[call-overload]
        for name, content in files.items():
            raw = content if isinstance(content, bytes) else content.encode()
            told = tarfile.TarInfo(name)
            told.size = len(raw)
            tar.addfile(told, io.BytesIO(raw))
    return whole.getvalue()


def cpanel(home: Path) -> None:
    """Write a full backup of cPanel, the home directory as an archive inside it."""
    root = "backup-5.2.2024_10-00-00_simdata"
    pages = {"public_html/index.php": PAGE, "public_html/config.php": f"<?php $db_user='u'; $whatsapp='{SELLER}';"}
    grants = f"GRANT USAGE ON *.* TO 'simdata'@'localhost' IDENTIFIED BY PASSWORD '*{'0123456789' * 4}';\n"
    owner = f"DNS={SITE_NAME}\nCONTACTEMAIL=owner@{SITE_NAME}\nIP=203.0.113.9\nSTARTDATE=1700000000\nPLAN=basic\n"
    files = {
        "version": "pkgacct version: 10\n",
        "cp/simdata": owner,
        "homedir.tar": packed(pages, "w"),
        "mysql/simdata_db.sql": RECORDS + USERS + ORDERS,
        "mysql.sql": grants,
        f"logs/{SITE_NAME}.gz": gzip.compress(LOG.encode()),
        "shadow": "$6$abc$def\n",
    }
    home.mkdir(parents=True)
    (home / f"{root}.tar.gz").write_bytes(packed({f"{root}/{name}": content for name, content in files.items()}))


def directadmin(home: Path) -> None:
    """Write a user's backup of DirectAdmin."""
    owner = f"account=ON\ncreator=admin\ndomain={SITE_NAME}\nemail=owner@{SITE_NAME}\nusername=simdata\n"
    files = {
        "backup/user.conf": owner,
        "backup/simdata_db.sql": RECORDS + USERS + ORDERS,
        f"domains/{SITE_NAME}/public_html/index.php": PAGE,
        f"domains/{SITE_NAME}/logs/access.log": LOG,
    }
    home.mkdir(parents=True)
    (home / "user.admin.simdata.tar.gz").write_bytes(packed(files))


def _facts(**told: str) -> str:
    fact = "<wp:postmeta><wp:meta_key>{}</wp:meta_key><wp:meta_value><![CDATA[{}]]></wp:meta_value></wp:postmeta>"
    return "".join(fact.format(name, value) for name, value in told.items())


def _item(number: int, kind: str, text: str, facts: str = "") -> str:
    return (
        f"<item><title>{kind}</title><link>https://{SITE_NAME}/?p={number}</link><dc:creator>admin</dc:creator>"
        f"<content:encoded><![CDATA[{text}]]></content:encoded><excerpt:encoded></excerpt:encoded>"
        f"<wp:post_id>{number}</wp:post_id><wp:post_date>2024-05-02 10:00:00</wp:post_date>"
        f"<wp:status>publish</wp:status><wp:post_type>{kind}</wp:post_type>{facts}</item>"
    )


def wordpress_orders(home: Path) -> None:
    """Write an export of a site with a page, an order, a form that was sent, and a table of samples."""
    order = _facts(_billing_first_name="Bilal", _billing_phone=BILAL, _billing_email="bilal@example.com")
    order += _facts(_order_total="200", **{"Number to search": mobile(90)})
    form = _facts(**{"_field_your-number": KASHIF, "_field_message": ASKED.format(mobile(91))})
    cells = "".join(f"<tr><td>{name}</td><td>{cnic(i)}</td><td>{mobile(i)}</td></tr>" for i, name in enumerate(NAMES))
    samples = f"<table><tr><th>Name</th><th>CNIC</th><th>Mobile</th></tr>{cells}</table>"
    items = _item(1, "page", f"<p>{ADVERTISEMENT}</p>".replace("\n", "<br>")) + _item(2, "shop_order", "", order)
    items += _item(3, "flamingo_inbound", "", form) + _item(4, "post", samples)
    author = f"<wp:author><wp:author_login>admin</wp:author_login><wp:author_email>owner@{SITE_NAME}</wp:author_email>"
    spaces = " ".join(
        f'xmlns:{name}="http://{address}/"'
        for name, address in {
            "content": "purl.org/rss/1.0/modules/content",
            "excerpt": "wordpress.org/export/1.2/excerpt",
            "wp": "wordpress.org/export/1.2",
            "dc": "purl.org/dc/elements/1.1",
        }.items()
    )
    channel = f"<title>Sim Data Point</title><link>https://{SITE_NAME}</link>{author}</wp:author>{items}"
    put(
        home / "simdatapoint.WordPress.2024-06-01.xml",
        f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" {spaces}><channel>{channel}</channel></rss>',
    )


def woocommerce(home: Path) -> None:
    """Write a shop's database: tables of orders, old and new, beside posts, users and the records sold."""
    said = ADVERTISEMENT.replace("\n", "\\n")
    place = ("House 9, Gulberg", "Lahore")
    tables = (
        (
            "wp_wc_orders",
            "id status total_amount billing_email date_created_gmt customer_note ip_address",
            [
                (11, "paid", 200, "b@example.com", "2024-05-02 10:00:00", ASKED.format(mobile(90)), "203.0.113.4"),
                (12, "paid", 500, "k@example.com", "2024-05-03 10:00:00", ASKED.format(mobile(91)), "203.0.113.5"),
            ],
        ),
        (
            "wp_wc_order_addresses",
            "id order_id address_type first_name last_name address_1 city phone email",
            [
                (1, 11, "billing", "Bilal", "Ahmed", *place, BILAL, "b@example.com"),
                (2, 12, "billing", "Kashif", "Khan", *place, KASHIF, "k@example.com"),
            ],
        ),
        (
            "wp_postmeta",
            "meta_id post_id meta_key meta_value",
            [(1, 11, "_billing_phone", IMRAN), (2, 11, "_billing_first_name", "Imran"), (3, 12, "_edit_lock", "1:1")],
        ),
        (
            "wp_posts",
            "ID post_author post_date post_content post_title post_type",
            [(1, 1, "2024-05-01 10:00:00", said, "Rates", "page")],
        ),
        (
            "wp_users",
            "ID user_login user_pass user_email display_name",
            [(1, "admin", "x", "o@example.com", "Admin"), (2, "bilal", "x", "b@example.com", "Bilal Ahmed")],
        ),
    )
    put(home / "wp-config.php", "<?php define( 'DB_NAME', 'shop' );")
    put(home / "shop.sql", "".join(sql(*each) for each in tables) + RECORDS)


def _captured(address: str, body: bytes, kind: str) -> bytes:
    block = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    head = f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2024-05-02T10:00:00Z\r\n"
    head += f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    return gzip.compress(head.encode() + block + b"\r\n\r\n")


def wacz(home: Path) -> None:
    """Write a collection of captured pages with the lists that lie beside them."""
    answers = [{"name": name, "cnic": cnic(i), "mobile": mobile(i)} for i, name in enumerate(NAMES)]
    pages = [
        {"format": "json-pages-1.0", "id": "pages"},
        {"id": "1", "url": f"https://{SITE_NAME}/", "title": "Sim Data Point", "text": "SIM owner Rs 200"},
    ]
    warc = _captured(f"https://{SITE_NAME}/", PAGE.encode(), "text/html")
    warc += _captured(f"https://{SITE_NAME}/api/list", json.dumps(answers).encode(), "application/json")
    home.mkdir(parents=True)
    with zipfile.ZipFile(home / "simdatapoint.wacz", "w") as file:
        file.writestr("archive/data.warc.gz", warc)
        file.writestr("pages/pages.jsonl", "".join(f"{json.dumps(each)}\n" for each in pages))
        index = f'example,simdatapoint)/ 20240502100000 {{"url":"https://{SITE_NAME}/"}}\n'
        file.writestr("indexes/index.cdx.gz", gzip.compress(index.encode()))
        file.writestr("datapackage.json", '{"profile":"data-package","wacz_version":"1.1.1","resources":[]}')


ARTIFACTS = {18: "TSK_CONTACT", 19: "TSK_MESSAGE", 20: "TSK_CALLLOG", 9: "TSK_KEYWORD_HIT", 12: "TSK_WEB_SEARCH_QUERY"}
ATTRIBUTES = {
    2: "TSK_DATETIME", 3: "TSK_NAME", 10: "TSK_KEYWORD", 12: "TSK_KEYWORD_PREVIEW", 26: "TSK_TEXT",
    63: "TSK_PHONE_NUMBER", 64: "TSK_PHONE_NUMBER_FROM", 65: "TSK_PHONE_NUMBER_TO", 69: "TSK_DIRECTION",
    68: "TSK_MESSAGE_TYPE", 83: "TSK_THREAD_ID",
}  # fmt: skip


def autopsy_case(home: Path) -> None:
    """Write a case of Autopsy: messages, a contact, a call, a search on the web and a hit of a keyword."""
    thread = {83: "t1", 68: "WhatsApp Message"}
    said = [*map(answer, range(PEOPLE)), ADVERTISEMENT]
    told: list[tuple[int, dict[int, str | int]]] = [
        (19, {**thread, 69: "Outgoing", 2: 1714644000 + 3600 * i, 65: BILAL, 26: text}) for i, text in enumerate(said)
    ]
    told += [
        (19, {**thread, 69: "Incoming", 2: 1714744000, 64: BILAL, 26: ASKED.format(mobile(90))}),
        (18, {3: "Bilal Customer", 63: KASHIF}),
        (20, {64: IMRAN, 2: 1714744000, 69: "Incoming"}),
        (12, {26: mobile(91), 2: 1714744000}),
        (9, {10: mobile(0), 12: f"...Mobile: {mobile(0)} Address..."}),
    ]
    rows = [
        (at, kind, number, *((None, value) if isinstance(value, int) else (value, None)))
        for at, (kind, values) in enumerate(told, start=1)
        for number, value in values.items()
    ]
    types = "_type_id integer primary key, type_name text"
    columns = "artifact_id int, artifact_type_id int, attribute_type_id int, value_text text, value_int64 int"
    written(
        home / "autopsy.db",
        {
            "blackboard_artifact_types": (f"artifact{types}", [*ARTIFACTS.items()]),
            "blackboard_attribute_types": (f"attribute{types}", [*ATTRIBUTES.items()]),
            "blackboard_artifacts": (
                "artifact_id integer primary key, obj_id int, artifact_type_id int",
                [(at, 1, kind) for at, (kind, _) in enumerate(told, start=1)],
            ),
            "blackboard_attributes": (columns, rows),
        },
    )


def _tsv(*rows: Sequence[str]) -> str:
    return "\ufeff" + "".join("\t".join(f'"{c}"' if "\n" in c else c for c in row) + "\n" for row in rows)


def lava(home: Path) -> None:
    """Write a report of a phone with the same messages as TSV, page, time line and database, and with contacts."""
    other = f"92{BILAL[1:]}"
    said = [*map(answer, range(PEOPLE)), ADVERTISEMENT]
    rows = [(f"2024-05-02 10:0{i}:00", "Outgoing", other, text, "") for i, text in enumerate(said)]
    rows.append(("2024-05-03 10:00:00", "Incoming", other, ASKED.format(mobile(90)), ""))
    heads = ("Timestamp", "Direction", "Other Participant WA User Name", "Message", "Attachment")
    title = "WhatsApp - One To One Messages"
    searched = ("2024-05-01 10:00:00", mobile(91), f"https://www.google.com/search?q={mobile(91)}")
    tables = home / "_TSV Exports"
    put(tables / f"{title}.tsv", _tsv(heads, *rows))
    put(tables / "WhatsApp - Contacts.tsv", _tsv(("Number", "Name", "Status"), (KASHIF, "Bilal Customer", "busy")))
    put(tables / "Chrome - Search Terms.tsv", _tsv(("Last Visit Time", "Search Term", "URL"), searched))
    cells = ["".join(f"<td>{'<br>'.join(cell.splitlines())}</td>" for cell in row) for row in rows]
    head, body = "".join(f"<th>{each}</th>" for each in heads), "".join(f"<tr>{each}</tr>" for each in cells)
    put(
        home / "_HTML" / "WhatsApp" / f"{title}.html", f"<html><body><table><tr>{head}</tr>{body}</table></body></html>"
    )
    put(home / "_HTML" / "index.html", "<html><body><table><tr><td>Report</td><td>2024</td></tr></table></body></html>")
    (home / "_Timeline").mkdir()
    with closing(sqlite3.connect(home / "_Timeline" / "tl.db")) as base, base:
        base.execute("create table data (key text, activity text, datalist text)")
        base.executemany("insert into data values (?, ?, ?)", [(row[0], title, str(row[1:])) for row in rows])
    columns = "timestamp text, direction text, other_participant text, message text, attachment text"
    written(home / "_lava_artifacts.db", {"whatsapp_one_to_one_messages": (columns, rows)})
    put(home / "_lava_data.lava", {"artifacts": {"WhatsApp": [{"name": title}]}})


SUBJECTS = {"data_subject": PEOPLE, "seller": 1}
SITE, PHONE = ("website", "site"), ("phone", "device")
TRUTH = {
    "cpanel": (SITE, SITE_NAME, 0, {**SUBJECTS, "looked_up": 3, "buyer": 2}),
    "directadmin": (SITE, SITE_NAME, 0, {**SUBJECTS, "looked_up": 3, "buyer": 2}),
    "wordpress_orders": (SITE, "Sim Data Point", 6, {**SUBJECTS, "looked_up": 2, "buyer": 2}),
    "woocommerce": (SITE, None, 3, {**SUBJECTS, "looked_up": 2, "buyer": 3}),
    "wacz": (SITE, SITE_NAME, 0, SUBJECTS),
    "autopsy_case": (PHONE, None, 8, {**SUBJECTS, "looked_up": 2, "participant": 3}),
    "lava": (PHONE, None, 8, {**SUBJECTS, "looked_up": 2, "participant": 2}),
}
"""By export: the place, its title, its messages, and distinct mobile numbers by role."""

FOLDERS = {"lava": "ALEAPP_Reports_2"}
