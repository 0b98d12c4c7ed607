"""Open browser recordings (HAR): every body is a member, and the entries without bodies are one more."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote_plus

from triage.core.budget import Spool
from triage.core.format_info import Claim, Format
from triage.core.model import Evidence
from triage.formats.json.stream import units
from triage.formats.json.units import Unit
from triage.formats.web.media import ending
from triage.records.json_pairs import Pairs
from triage.text.encoding import mark_length

FORMAT = Format(
    name="har",
    title="Recordings of browsers (HAR)",
    library="json, own",
    how="spooled",
    limits="a body of more than 8 MiB is known by its base64 letters alone",
    accounting="the entries are one member, each body another; damage is a member with its bytes",
)
HAS = (b"{",)
"""http://www.softwareishard.com/blog/har-12-spec/, read 2026-11-29."""

_BEGINS = re.compile(rb'\s*\{\s*"log"\s*:\s*\{')
_ENTRIES = re.compile(rb'"(?:entries|creator|pages)"\s*:')
_MEMBER = "(entries).ndjson"
_BASE64 = re.compile(r"[A-Za-z0-9+/\s]{16,}={0,2}\s*")


@dataclass(frozen=True, slots=True)
class _Body:
    """A body: its media type, its text, and whether that is base64."""

    kind: str
    text: str
    is_packed: bool

    def data(self) -> Iterator[bytes]:
        """Yield the bytes of the body."""
        yield base64.b64decode(self.text) if self.is_packed else self.text.encode("utf-8", "backslashreplace")


def opens(head: bytes, name: str) -> Claim:
    """Claim CONTENT for a log of entries; their own member, which begins alike, is not opened once more."""
    if name == _MEMBER:
        return Claim.NONE
    text = head.removeprefix(b"\xef\xbb\xbf")
    return Claim.CONTENT.when(_BEGINS.match(text) and _ENTRIES.search(text))


def members(container: Evidence, spool: Spool) -> Iterator[Evidence]:
    """Yield the entries, one per line, then the bodies."""
    yield from spool.take(_MEMBER, _entries(container))
    number = 0
    for unit in _units(container):
        if unit.reason and unit.reason != "not_strict_json":
            yield spool.unread("(damaged part)", unit.reason, unit.stop - unit.start)
        for body in _bodies(unit):
            number += 1
            yield from spool.take(f"body {number}{ending(body.kind)}", body.data())


def _units(container: Evidence) -> Iterator[Unit]:
    with container.data.open("rb") as file:
        start = mark_length(file.read(4))
    return units(container.data, (start, container.size_bytes))


def _entries(container: Evidence) -> Iterator[bytes]:
    for unit in _units(container):
        if unit.reason:
            continue
        value = _without(unit.value, unit.path if unit.key != "text" else f"{unit.path}.text")
        if value not in (None, "", []):
            record = value if isinstance(value, Pairs) and unit.key is None else Pairs([(unit.key or "value", value)])
            for each in _apart(record):
                yield (_written(each) + "\n").encode("utf-8", "backslashreplace")


def _apart(record: Pairs) -> Iterator[Pairs]:
    """Yield a whole recording as what is around its entries, then each entry; anything else as it is."""
    log = record[0][1] if [key for key, _ in record] == ["log"] else None
    entries = dict(log).get("entries") if isinstance(log, Pairs) else None
    if not isinstance(log, Pairs) or not isinstance(entries, list):
        yield record
        return
    yield Pairs([pair for pair in log if pair[0] != "entries"])
    yield from (each if isinstance(each, Pairs) else Pairs([("entry", each)]) for each in entries)


def _bodies(unit: Unit) -> Iterator[_Body]:
    if unit.key == "text" and unit.path.endswith("content") and isinstance(unit.value, str):
        yield _Body("", unit.value, _BASE64.fullmatch(unit.value) is not None)
        return
    waiting = [(unit.key or "", unit.value)]
    while waiting:
        key, value = waiting.pop()
        if not isinstance(value, list):
            continue
        if isinstance(value, Pairs):
            if key == "content" and (body := _body(value)) is not None:
                yield body
            waiting.extend(reversed(value))
        else:
            waiting.extend((key, each) for each in reversed(value))


def _body(content: Pairs) -> _Body | None:
    told = dict(content)
    text, kind = told.get("text"), told.get("mimeType")
    if not isinstance(text, str) or not text:
        return None
    is_packed = told.get("encoding") == "base64"
    return _Body(kind if isinstance(kind, str) else "", text, is_packed)


def _without(value: Any, path: str) -> Any:
    """Return a value without the bodies in it, which are members, and with each query and form once."""
    if path.endswith("content.text"):
        return None
    if not isinstance(value, Pairs):
        return [_without(each, path) for each in value] if isinstance(value, list) else value
    return Pairs([(key, _without(each, f"{path}.{key}")) for key, each in _once(value)])


def _once(value: Pairs) -> Pairs:
    """Return a request without the query in its address, and a form without its text, if their pairs are listed too."""
    told = dict(value)
    for listed, written in (("queryString", "url"), ("params", "text")):
        text, pairs = told.get(written), told.get(listed)
        if isinstance(text, str) and isinstance(pairs, list) and pairs:
            start, sign, query = text.partition("?") if written == "url" else ("", "", text)
            query, mark, place = query.partition("#")
            values = {str(dict(each).get("value")) for each in pairs if isinstance(each, Pairs)}
            said = {unquote_plus(part.partition("=")[2]) for part in query.split("&")}
            if said <= values | {unquote_plus(each) for each in values}:
                value = Pairs([(key, start + sign + mark + place if key == written else each) for key, each in value])
    return value


def _written(value: Any) -> str:
    """Return a value as JSON; a key that occurs twice is written twice."""
    if isinstance(value, Pairs):
        return "{" + ", ".join(f"{json.dumps(key)}: {_written(each)}" for key, each in value) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_written, value)) + "]"
    return json.dumps(value)
