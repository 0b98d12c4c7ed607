"""WordPress's own export (WXR): posts, comments, and facts of the site, its writers and its customers.

Source: WordPress, wp-admin/includes/export.php; read 2026-11-29.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from triage.formats.html.message_blocks import links_of, text_of
from triage.formats.report_xml.dialect import Dialect, Row, joined
from triage.records.xml_elements import local, parts

POSTS, COMMENTS, OTHERS = "posts", "comments", "site"
REST = "(other parts)"

_POST = {
    "post_id": "id",
    "post_date": "time",
    "post_type": "type",
    "status": "status",
    "title": "title",
    "link": "link",
}
_COMMENT = {
    "comment_id": "id",
    "comment_date": "time",
    "comment_author": "author",
    "comment_author_email": "email",
    "comment_author_IP": "address of the computer",
    "comment_author_url": "site of the author",
    "comment_content": "text",
}
_CUSTOMER = re.compile(
    r"_?(?:billing|shipping|customer|from_(?:name|email))|_field_\W*(?:your|my|sender|from)\b|_field_.*e?mail",
    re.IGNORECASE,
)
"""Pattern of the keys of what a customer says of himself."""

_FROM_CUSTOMERS = re.compile(
    r"shop_order.*|shop_subscription|flamingo_inbound|.*(?:_entry|_entries|submission|feedback)"
)
_WRITTEN = re.compile(r"[^_]|_field_")
"""Pattern of the keys of what a form asks for; the other keys are the program's."""


def rows(element: Any) -> Iterator[Row]:
    """Yield the rows of an element: a post, a comment, a fact of a post, a writer, a fact of the site."""
    name = local(element.tag)
    if name == "item":
        yield POSTS, _post(element)
    elif name == "comment":
        yield COMMENTS, {"post": _of_post(element, "post_id"), **_comment(element)}
    elif name == "postmeta":
        yield _fact(element)
    elif name == "author":
        yield OTHERS, {"kind": "writer", "owner": "; ".join(f"{k}={v}" for k, v in joined(parts(element)).items())}
    elif local(element.getparent().tag) == "channel":
        yield from (
            (OTHERS, {"kind": "site", "name": key, "owner": value}) for key, value in parts(element, f"{name}.")
        )


def _fact(element: Any) -> Row:
    """Return a fact of a post as a row: what a customer wrote into a form is a message of his."""
    said = joined(parts(element))
    key, value, post = said.get("meta_key", ""), said.get("meta_value", ""), _of_post(element, "post_id")
    is_customer = bool(_CUSTOMER.match(key))
    if not is_customer and _WRITTEN.match(key) and _FROM_CUSTOMERS.fullmatch(_of_post(element, "post_type")):
        return COMMENTS, {"post": post, "text": value, REST: f"field={key}"}
    return OTHERS, {"kind": "fact of a post", "post": post, "name": key, "customer" if is_customer else "value": value}


def _of_post(element: Any, name: str) -> str:
    """Return the number, or the type, of the post that contains an element; it is written before the element."""
    outer = element.getparent()
    return next((each.text or "" for each in outer if isinstance(each.tag, str) and local(each.tag) == name), "")


def _post(item: Any) -> dict[str, str]:
    row: dict[str, str] = {}
    rest: list[str] = []
    for child in item:
        name = local(child.tag) if isinstance(child.tag, str) else ""
        text = (child.text or "").strip()
        if name == "encoded":
            which = "excerpt" if "excerpt" in child.tag else "text"
            row[which], links = _read(text)
            row["links"] = "; ".join(filter(None, (row.get("links"), links)))
        elif name == "creator":
            row["author"] = text
        elif name in _POST:
            row[_POST[name]] = text
        elif name not in {"comment", "postmeta"}:
            rest += [f"{each}={value}" for each, value in parts(child, f"{name}.")]
    return row | {REST: "; ".join(rest)}


def _comment(comment: Any) -> dict[str, str]:
    said = joined(parts(comment))
    row = {column: said.pop(name, "") for name, column in _COMMENT.items()}
    row["text"], row["links"] = _read(row["text"])
    return row | {REST: "; ".join(f"{name}={value}" for name, value in said.items())}


def _read(text: str) -> tuple[str, str]:
    """Return the visible words of an HTML text, and the addresses of its links that they do not show."""
    if "<" not in text:
        return text, ""
    body = "<br>".join(text.split("\n")) if "<br" not in text and "<p" not in text else text
    root = etree.fromstring(
        f"<html><body>{body}</body></html>".encode(), etree.HTMLParser(recover=True, no_network=True, encoding="utf-8")
    )
    said = text_of(root) if root is not None else text
    return said, "; ".join(dict.fromkeys(links_of(root, said))) if root is not None else ""


DIALECT = Dialect(
    name="wordpress",
    sign=re.compile(rb"wordpress\.org/export/"),
    tables={
        POSTS: ("id", "time", "type", "status", "author", "title", "text", "excerpt", "link", "links", REST),
        COMMENTS: ("post", *_COMMENT.values(), "links", REST),
        OTHERS: ("kind", "post", "name", "value", "customer", "owner"),
    },
    ends=frozenset(
        {
            "item",
            "comment",
            "postmeta",
            "author",
            *"title link description language wxr_version".split(),
            *"base_site_url base_blog_url generator category tag term".split(),
        }
    ),
    rows=rows,
)
