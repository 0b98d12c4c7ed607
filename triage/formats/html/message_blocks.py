"""Extract author, time, text, links and files of messages from pages, for each platform's markup.

Sources: telegramdesktop/tdesktop, export_output_html.cpp; classes of t.me/s pages and of exports of Meta, on each of
which three public readers agree; read 2026-11-29.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

_BLOCKS = frozenset("div p li tr td th table ul ol h1 h2 h3 h4 section article blockquote pre".split())
_UNSAID = frozenset({"script", "style", "head"})
_ADDRESS = re.compile(r"https?://|tg://|whatsapp://", re.IGNORECASE)
_SHOWN = re.compile(r"tel:\+?\d{7}")
_DATE = re.compile(r"^(\d\d)\.(\d\d)\.(\d{4})")
"""Pattern of dates as Telegram writes them in every language: the day first."""

_MESSAGE = re.compile(r"message\d+")
"""Pattern of a message's id; negative numbers are lines with only a date."""

_SENT = re.compile(r"Sent at (\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d) ?(?:UTC|Z)")
"""How a comment or a message in a live chat of YouTube begins (purarue/google_takeout_parser, its tests)."""

_PICTURE = re.compile(r"url\(['\"]?([^'\")]+)")


@dataclass(slots=True)
class Said:
    """One message; fields as in `triage.core.messages.FIELDS`."""

    id: str = ""
    time: str = ""
    author: str = ""
    text: str = ""
    links: list[str] = field(default_factory=list)
    media: list[str] = field(default_factory=list)
    forwarded: str = ""
    reply: str = ""
    event: str = ""
    chat: str = ""


@dataclass(slots=True)
class Taken:
    """The content of a page: messages, lines outside of them, and reasons for damage."""

    said: list[Said] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """One platform's markup: its name, the pattern that recognises it, and the function that extracts messages."""

    name: str
    sign: re.Pattern[bytes]
    take: Callable[[Any], Taken]


def text_of(element: Any) -> str:
    """Return the text of an element as a reader sees it: a line per break, without spaces at the ends."""
    parts: list[str] = []
    _say(element, parts)
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return re.sub(r"\n{2,}", "\n", "\n".join(lines)).strip()


def _say(element: Any, parts: list[str]) -> None:
    waiting: list[tuple[Any, bool]] = [(element, False)]
    while waiting:
        each, is_end = waiting.pop()
        if is_end:
            parts.append("\n" if each.tag in _BLOCKS else "")
            parts.append(each.tail.replace("\n", " ") if each is not element and each.tail else "")
            continue
        if not isinstance(each.tag, str) or each.tag in _UNSAID:
            parts.append(each.tail.replace("\n", " ") if each is not element and each.tail else "")
            continue
        parts.append("\n" if each.tag in _BLOCKS or each.tag == "br" else "")
        parts.append((each.text if each.tag == "pre" else each.text.replace("\n", " ")) if each.text else "")
        waiting.append((each, True))
        waiting.extend((child, False) for child in reversed(each))


def _all(element: Any, *names: str) -> Iterator[Any]:
    """Yield the elements inside that have all these classes, in their order."""
    for each in element.iter():
        if isinstance(each.tag, str) and each is not element and {*names} <= {*each.get("class", "").split()}:
            yield each


def _first(element: Any, *names: str) -> str:
    found = next(_all(element, *names), None)
    return "" if found is None else text_of(found)


def links_of(element: Any, said: str) -> Iterator[str]:
    """Yield the addresses of links that the text does not show."""
    digits = re.sub(r"\D", "", said)
    for address in (each.get("href", "") for each in element.iter("a")):
        is_untold = bool(_ADDRESS.match(address)) and address.rstrip("/") not in said
        is_number = bool(_SHOWN.match(address)) and re.sub(r"\D", "", address)[-10:] not in digits
        is_letter = address.startswith("mailto:") and address.removeprefix("mailto:") not in said
        if is_untold or is_number or is_letter:
            yield address


def _telegram(root: Any) -> Taken:
    title = _first(root, "page_header")
    found = [each for each in _all(root, "message") if _MESSAGE.fullmatch(each.get("id", ""))]
    taken = Taken()
    author = ""
    for each in found:
        said = Said(id=each.get("id").removeprefix("message"), chat=title)
        if "service" in each.get("class", "").split():
            said.event = text_of(each)
        else:
            author = _post(each, said) or author
            said.author = author
        taken.said.append(said)
    taken.others = _outside(root, found)
    return taken


def _post(block: Any, said: Said) -> str:
    """Fill in a message of Telegram; return its author, "" if it is the author of the message before."""
    forward = next(_all(block, "forwarded", "body"), None)
    inside = {*forward.iter()} if forward is not None else set()
    own = [each for each in _all(block, "from_name") if each not in inside]
    dates = [each.get("title", "") for each in _all(block, "date") if each not in inside and each.get("title")]
    said.time = _DATE.sub(r"\3-\2-\1", dates[0]) if dates else ""
    if forward is not None:
        said.forwarded = re.sub(r"\s*\d\d\.\d\d\.\d{4} \d\d:\d\d:\d\d\s*$", "", _first(forward, "from_name"))
    said.reply = _first(block, "reply_to")
    texts = [text_of(each) for each in _all(block, "text")]
    media = [text_of(each) for each in _all(block, "media_wrap")]
    said.text = "\n".join(text for text in (*texts, _first(block, "signature")) if text)
    said.media = [" ".join(each.split("\n")) for each in media if each]
    said.media += [each.get("href") for each in block.iter("a") if _is_file(each.get("href", ""))]
    said.links = list(dict.fromkeys(links_of(block, said.text)))
    return re.sub(r" via @\w+$", "", text_of(own[0])) if own else ""


def _is_file(address: str) -> bool:
    return (
        bool(address)
        and not _ADDRESS.match(address)
        and not address.startswith(("#", "tel:", "mailto:", "javascript:"))
    )


def _web_view(root: Any) -> Taken:
    title = _first(root, "tgme_channel_info_header_title") or _first(root, "tgme_page_title")
    found = [each for each in _all(root, "tgme_widget_message") if each.get("data-post")]
    taken = Taken()
    for each in found:
        said = Said(id=each.get("data-post"), chat=title or each.get("data-post").split("/")[0])
        said.author = _first(each, "tgme_widget_message_owner_name")
        said.time = next((when.get("datetime") for when in each.iter("time") if when.get("datetime")), "")
        said.forwarded = _first(each, "tgme_widget_message_forwarded_from_name")
        said.reply = _first(each, "tgme_widget_message_reply")
        texts = [
            part
            for part in _all(each, "tgme_widget_message_text")
            if "js-message_reply_text" not in part.get("class", "")
        ]
        said.text = "\n".join(text for text in map(text_of, texts) if text)
        pictures = [_PICTURE.search(part.get("style", "")) for part in _all(each, "tgme_widget_message_photo_wrap")]
        said.media = [picture[1] for picture in pictures if picture] + [
            text_of(part) for part in _all(each, "tgme_widget_message_document_title")
        ]
        own = f"t.me/{said.id}"
        said.links = [
            link
            for link in dict.fromkeys(links_of(each, said.text))
            if not f"{link.split('?')[0]}/".endswith((f"{own}/", f"{own.rpartition('/')[0]}/"))
        ]
        taken.said.append(said)
    taken.others = _outside(root, found)
    return taken


def _meta(root: Any) -> Taken:
    heads = root.findall(".//title")
    title = text_of(heads[0]) if heads else ""
    found = [each for each in _all(root, "pam") if _first(each, "_3-94")]
    inner = {other for each in found for other in each.iter() if other is not each}
    found = [each for each in found if each not in inner]
    taken = Taken()
    for each in found:
        said = Said(chat=title, time=[*map(text_of, _all(each, "_3-94"))][-1])
        heads = [part for part in each if isinstance(part.tag, str) and _is_head(part)]
        head = heads[0] if heads else None
        said.author = text_of(head) if head is not None else _first(each, "_2lek")
        body = text_of(each)
        for piece in (said.author, said.time):
            body = body.removeprefix(piece).removesuffix(piece).strip()
        said.text = body
        said.media = [part.get("src") for part in each.iter("img", "video", "audio") if part.get("src")]
        said.links = list(dict.fromkeys(links_of(each, body)))
        taken.said.append(said)
    taken.others = _outside(root, found)
    return taken


def _is_head(part: Any) -> bool:
    return part.tag in {"h2", "h3"} or "_2pim" in part.get("class", "").split()


def _outside(root: Any, blocks: list[Any]) -> list[str]:
    """Return the lines of a page outside these blocks, which are removed from it."""
    for each in blocks:
        parent = each.getparent()
        if parent is not None:
            each.clear(keep_tail=True)
    return [line for line in text_of(root).split("\n") if line]


def _activity(root: Any) -> Taken:
    """Collect what Google reports of an account: what was watched, searched and written, and when."""
    taken = Taken()
    cells = [*_all(root, "outer-cell")]
    for each in cells:
        body = next(_all(each, "content-cell", "mdl-typography--body-1"), each)
        lines = [line for line in text_of(body).split("\n") if line]
        said = Said(author="", chat=_first(each, "header-cell"), time=lines[-1] if len(lines) > 1 else "")
        said.text = "\n".join(lines[:-1] if len(lines) > 1 else lines)
        said.links = list(dict.fromkeys(links_of(body, said.text)))
        taken.said.append(said)
    sent = [each for each in root.iter("li") if _SENT.match(text_of(each))]
    for each in sent:
        head, _, text = text_of(each).partition("\n")
        when = _SENT.match(head)
        said = Said(time=when[1] if when else "", text=text, links=list(dict.fromkeys(links_of(each, text))))
        taken.said.append(said)
    taken.others = _outside(root, [*cells, *sent])
    return taken


def _discord(root: Any) -> Taken:
    """Return the messages of a channel; of several in a row only the first names its author."""
    entries = [text_of(each) for each in _all(root, "preamble__entry")]
    title = " / ".join(entries[:2])
    found = [each for each in _all(root, "chatlog__message-container") if each.get("data-message-id")]
    taken, author, group = Taken(), "", None
    for each in found:
        author, group = (author if each.getparent() is group else ""), each.getparent()
        said = Said(id=each.get("data-message-id"), chat=title, reply=_first(each, "chatlog__reply"))
        author = said.author = _first(each, "chatlog__author") or author
        said.event = _first(each, "chatlog__system-notification-content")
        said.time = _discord_time(each)
        texts = [text_of(part) for name in _DISCORD_TEXTS for part in _all(each, name)]
        said.text = "\n".join(filter(None, texts))
        marked = [*_all(each, "chatlog__markdown")]
        said.links = list(dict.fromkeys(link for part in marked for link in links_of(part, said.text)))
        parts = [part for box in _all(each, "chatlog__attachment") for part in box.iter()]
        files = [part.get(name, "") for part in parts for name in ("href", "src")]
        said.media = list(dict.fromkeys(filter(None, files)))
        taken.said.append(said)
    taken.others = _outside(root, found)
    return taken


_DISCORD_TEXTS = ("chatlog__content", "chatlog__embed-title", "chatlog__embed-description", "chatlog__embed-field")


def _discord_time(block: Any) -> str:
    """Return when a message was sent: behind its author, in the title of a short time, or with an event."""
    names = ("chatlog__timestamp", "chatlog__system-notification-timestamp")
    whole = next((text for name in names if (text := _first(block, name))), "")
    short = next((each.get("title", "") for each in _all(block, "chatlog__short-timestamp")), "")
    return whole or short


KINDS = (
    Kind("chatlog", re.compile(rb"class=\"?chatlog__message-container[ \">]"), _discord),
    Kind("messages", re.compile(rb"class=\"message (?:default|service) ?[^\"]*\" id=\"message-?\d"), _telegram),
    Kind("channel", re.compile(rb"class=\"[^\"]*tgme_widget_message [^\"]*\"[^>]*data-post="), _web_view),
    Kind("activity", re.compile(rb"class=\"outer-cell mdl-cell[ \"]"), _activity),
    Kind("comments", re.compile(rb"<li>\s*Sent at \d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d ?(?:UTC|Z)"), _activity),
    Kind("blocks", re.compile(rb"class=\"pam _3-95 [^\"]*uiBoxWhite"), _meta),
)
