"""Cellebrite's report.xml: each model is a row, with the models inside it as its parts; each message is a row too.

Source: sepinf-inc/IPED (UfedXmlReader), SEilers/UFEDLib and their tests, as platform notes of 2026 describe them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from triage.formats.report_xml.dialect import Dialect, Row, joined
from triage.records.xml_elements import local, own, parts

MESSAGES, OTHERS = "messages", "others"
REST = "(other parts)"

_MESSAGES = frozenset({"InstantMessage", "SMS", "MMS", "Email", "Note", "SocialMediaActivity", "Notification"})
_LOOKED_UP = frozenset({"SearchedItem"})
_COLUMNS = {
    "time": ("TimeStamp", "DateTime", "Date", "CreationTime"),
    "author": ("From.Name", "Author.Name"),
    "author id": ("From.Identifier", "Author.Identifier"),
    "to": ("To.Identifier", "To.Name"),
    "text": ("Body", "Subject", "Title", "Summary"),
    "media": ("Attachments.Filename", "Attachment.Filename", "Attachments.Title", "Attachment.Title"),
    "chat": ("Chat.Name", "Chat.Id", "ChatId"),
    "source": ("Source", "SourceApplication", "Chat.Source"),
}
"""Columns of messages, each with the parts of a model for it; the first part that is filled is taken."""

_WHOLE = frozenset({"model", "file"})
_HOLDERS = frozenset({"project", "decodedData", "modelType", "taggedFiles", "metadata", "caseInformation"})
"""Elements that hold rows, and have few values themselves."""

_OF_CHAT = ("Name", "Id", "Source")


def rows(element: Any) -> Iterator[Row]:
    """Yield the row that an element is: a model, an extracted file, a fact of the device.

    A message is a row at any depth; anything else inside a model or a file is a part of it.
    """
    name = local(element.tag)
    outer = next((each for each in element.iterancestors() if local(each.tag) in _WHOLE), None)
    if name == "model" and element.get("type", "") in _MESSAGES:
        yield MESSAGES, _message(element.get("type"), joined(_parts(element)), outer)
    elif outer is not None:
        return
    elif name == "model":
        yield OTHERS, _told(element.get("type", ""), joined(_parts(element)))
    elif name in _HOLDERS:
        if said := joined((f"{name}{each}", value) for each, value in own(element)):
            yield OTHERS, _told(name, said)
    else:
        yield OTHERS, _told(name, joined(parts(element)))


def _parts(model: Any, prefix: str = "") -> Iterator[tuple[str, str]]:
    """Yield (name, value) of the fields of a model, and of those of the models inside it by dotted names."""
    for name, value in model.attrib.items():
        if name == "deleted_state" and value != "Intact":
            yield f"{prefix}state", value
        elif name == "id" and not prefix:
            yield "id", value
    for child in model:
        if not isinstance(child.tag, str):
            continue
        name = f"{prefix}{child.get('name', '')}"
        inner = [each for each in child if isinstance(each.tag, str)]
        if local(child.tag) in {"field", "multiField"}:
            yield from ((name, text) for each in inner for _, text in _texts(each))
        elif local(child.tag) in {"modelField", "multiModelField"}:
            for each in inner:
                yield from _parts(each, f"{name}.")
        else:
            yield from parts(child, f"{prefix}{local(child.tag)}.")


def _texts(value: Any) -> Iterator[tuple[str, str]]:
    """Yield the texts of a value, without those attributes that state its type."""
    return ((name, text) for name, text in parts(value) if not name.endswith(("@type", "@formattedTimestamp")))


def _message(kind: str, told: dict[str, str], outer: Any) -> dict[str, str]:
    if outer is not None:
        chat = {local(each.get("name", "")): each for each in outer if isinstance(each.tag, str)}
        told |= {
            f"Chat.{name}": text for name in _OF_CHAT if name in chat for each in chat[name] for _, text in _texts(each)
        }
    row = {"type": kind, "id": told.pop("id", ""), "state": told.pop("state", "")}
    for column, names in _COLUMNS.items():
        filled = [name for name in names if told.get(name)]
        if filled:
            row[column] = told.pop(filled[0])
    return row | {REST: "; ".join(f"{name}={value}" for name, value in told.items())}


def _told(kind: str, told: dict[str, str]) -> dict[str, str]:
    searched = told.pop("Value", "") if kind in _LOOKED_UP else ""
    return {"type": kind, "looked up": searched, REST: "; ".join(f"{name}={value}" for name, value in told.items())}


DIALECT = Dialect(
    name="cellebrite",
    sign=re.compile(rb"pa\.cellebrite\.com/report|<decodedData[ >].{0,4000}?<modelType ", re.DOTALL),
    tables={
        MESSAGES: ("type", "id", "state", *_COLUMNS, REST),
        OTHERS: ("type", "looked up", REST),
    },
    ends=frozenset({"model", "file", "item", "extractionInfo", "field", *_HOLDERS}),
    rows=rows,
)
