"""Extract tables from a JSON document in memory: arrays of objects, and objects of objects by their keys.

What is around the tables is a record of its own. A document that violates RFC 8259 is read as far as possible, and the
violation is a counted reason.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from triage.core.errors import EvidenceError
from triage.formats.json.table_shapes import OWN_TABLE, are_messages, hold_messages, names_for, of_object, of_rows
from triage.records.json_pairs import KEY, Pairs, by_key, is_in_parts
from triage.records.nested_values import from_shell, is_deeper, with_escapes
from triage.records.record_frame import Record


class Broken(EvidenceError):
    """The text is not JSON from some offset on: `place` counts characters."""

    def __init__(self, reason: str, place: int) -> None:
        super().__init__(reason, f"at character {place}")
        self.place = place


DEEPEST = 512
_DEEP_TABLES = 6

OTHER_TEXT = "(other text)"
"""Name of the table of lines that are not JSON, after a document or between two."""


@dataclass(slots=True)
class Document:
    """What was found: records by table, and reasons with their offsets in bytes."""

    tables: dict[str, list[Record]] = field(default_factory=dict)
    wrong: dict[str, int] = field(default_factory=dict)

    def add(self, table: str, record: Any) -> None:
        """Add one record; a value that is not an object becomes an object of one value."""
        self.tables.setdefault(table, []).append(
            record if isinstance(record, Pairs | dict) else Pairs([("value", record)])
        )


def parse(text: str) -> Document:
    """Return the tables of one document or of several in a row.

    Raises `Broken` "not_json" or "nested_too_deep" if there is none.
    """
    found = Document()
    said = _values(text)
    found.wrong, values = said.wrong, said.values
    if not values or said.is_broken:
        raise Broken(*next(reversed(found.wrong.items()), ("not_json", 0)))
    rows = of_rows(values) if len(values) > 1 else None
    if rows:
        put("", rows, found)
    for value in () if rows else values:
        if len(values) > 1:
            put_document(value, found)
        else:
            _root(value, found)
    for line in said.texts:
        found.add(OTHER_TEXT, line)
    if not text.isascii() and (bad := _UNDECODED.search(text)):
        found.wrong["undecodable_bytes"] = bad.start()
    found.wrong = {reason: _bytes_before(text, place) for reason, place in found.wrong.items()}
    return found


def _bytes_before(text: str, place: int) -> int:
    """Return the offset in bytes of a character of a text in UTF-8."""
    return place if text.isascii() else len(text[:place].encode("utf-8", "surrogateescape"))


def of_value(value: Any) -> Document:
    """Return the tables of a document that is parsed and has no faults."""
    found = Document()
    _root(value, found)
    return found


def put(path: str, values: Sequence[Any], found: Document) -> None:
    """Add records of one table, and the tables inside them."""
    _records(path, values, (found, 0))


def put_document(value: Any, found: Document) -> None:
    """Add one of several documents in a row: its tables, or itself as a record."""
    if isinstance(value, Pairs) and not _has_tables(value):
        put("", [value], found)
    else:
        _root(value, found)


def put_member(path: str, key: str, value: Any, found: Document) -> None:
    """Add a member of an object: its tables, or a record under its key."""
    if isinstance(value, Pairs) and _has_tables(value):
        _object(f"{path}.{key}" if path else key, value, (found, 1))
    elif isinstance(value, Pairs):
        put(path, [Pairs([(KEY, key), *value])], found)
    else:
        found.add(f"{path} (values)".strip(), Pairs([(KEY, key), ("value", value)]))


@dataclass(slots=True)
class _Said:
    """Consecutive values, lines of text between and after them, and what is wrong.

    `is_broken` if a value could not be parsed.
    """

    values: list[Any] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    wrong: dict[str, int] = field(default_factory=dict)
    is_broken: bool = False

    def add_text(self, text: str, place: int) -> int:
        """Add the lines up to the next document and return its offset; leftover commas and brackets are ignored."""
        following = _DOCUMENT.search(text, place)
        stop = following.start() if following else len(text)
        self.wrong.setdefault("not_json", place)
        self.texts += [line.strip() for line in text[place:stop].splitlines() if _WORD.search(line)]
        return stop

    def broken(self, reason: str, place: int) -> _Said:
        """Return what was read before a value that cannot be parsed."""
        self.wrong |= {reason: place}
        self.is_broken = True
        return self


def _values(text: str) -> _Said:
    """Return the consecutive values of a text, and everything else that it contains."""
    said = _Said()

    def constant(name: str) -> str:
        said.wrong.setdefault("not_strict_json", 0)
        return name

    strict = json.JSONDecoder(object_pairs_hook=Pairs, parse_int=str, parse_float=str, parse_constant=constant)
    loose = json.JSONDecoder(
        object_pairs_hook=Pairs, parse_int=str, parse_float=str, parse_constant=constant, strict=False
    )
    at = _blank(text, 0)
    if script := _SCRIPT.match(text, at):
        at = script.end()
        said.wrong["not_strict_json"] = 0
        text = text.rstrip().rstrip(");")
    while at < len(text):
        if said.values and not _STARTS.match(text, at):
            at = said.add_text(text, at)
            continue
        try:
            value, end = strict.raw_decode(text, at)
        except RecursionError:
            return said.broken("nested_too_deep", at)
        except ValueError as error:
            if not said.values and (plain := _plain(text)) != text:
                said = _values(plain)
                said.wrong = {"not_strict_json": 0, **said.wrong}
                return said
            place = getattr(error, "pos", at)
            try:
                value, end = loose.raw_decode(text, at)
            except (ValueError, RecursionError):
                return said.broken("not_json", place)
            said.wrong.setdefault("not_strict_json", place)
        if is_deeper(value, DEEPEST):
            return said.broken("nested_too_deep", at)
        said.values.append(value)
        at = _blank(text, end)
    return said


def _plain(text: str) -> str:
    """Return JSON for a text with calls of MongoDB's shell, or else with escapes of other languages."""
    return plain if (plain := from_shell(text)) != text else with_escapes(text)


_STARTS = re.compile(r'[{\["]|(?:-?\d[\d.eE+-]*|true|false|null|NaN|-?Infinity)(?=[ \t\r]*(?:\n|\Z))')
"""Pattern of the start of a value, or of a bare value that fills its line."""

_UNDECODED = re.compile("[\udc80-\udcff]")
_DOCUMENT = re.compile(r"(?<=\n)[{\[]")
_WORD = re.compile(r"\w")
_SCRIPT = re.compile(
    r"(?:(?:var|let|const)\s+)?[\w.$\[\]\"']{1,200}\s*=\s*(?=[\[{])|[A-Za-z_$][\w.$]{0,100}\(\s*(?=[\[{])"
)
"""Pattern of the start of a script that holds a document: `var data = [...` or `callback({...`."""


def _blank(text: str, at: int) -> int:
    """Return the offset of the next character that is not whitespace by RFC 8259."""
    while at < len(text) and text[at] in " \t\r\n":
        at += 1
    return at


def _root(value: Any, found: Document) -> None:
    if isinstance(value, Pairs):
        _object("", value, (found, 0))
    elif isinstance(value, list):
        _records("", value, (found, 0))
        found.tables.setdefault("", [])
    else:
        found.add("", value)


def _object(path: str, value: Pairs, place: tuple[Document, int]) -> None:
    """Add an object: its arrays of objects are tables, the rest is a record."""
    found, depth = place
    records = of_object(value)
    if records is not None:
        _records(path, records, place)
        return
    objects = [(key, each) for key, each in value if isinstance(each, Pairs)]
    is_of_alike = len(objects) >= 2 and len(objects) == len(value) and _alike([each for _, each in objects])
    if is_of_alike and not hold_messages(value):
        _records(path, [Pairs([(KEY, key), *each]) for key, each in objects], place)
        return
    records, value = by_key(value)
    if records:
        _records(f"{path} (by key)".strip(), records, place)
    rest = Pairs()
    for key, each in value:
        inner = f"{path}.{key}" if path else key
        if _are_objects(each) and depth < _DEEP_TABLES:
            _records(inner, each, (found, depth + 1))
        elif _are_rows(each) and (rows := of_rows(each, names_for(value, each))):
            _records(inner, rows, (found, depth + 1))
        elif isinstance(each, Pairs) and depth < _DEEP_TABLES and _has_tables(each):
            _object(inner, each, (found, depth + 1))
        else:
            rest.append((key, each))
    if rest or not found.tables:
        found.add(f"{path} (rest)" if path else "", rest)


def _records(path: str, values: Sequence[Any], place: tuple[Document, int]) -> None:
    """Add the records of a table; long arrays of objects inside them are separate tables."""
    found, depth = place
    if rows := of_rows(values):
        values = rows
    for value in values:
        if not isinstance(value, Pairs):  # a dictionary is a plain record, without tables
            found.add(path, value)
            continue
        kept = Pairs()
        for key, each in value:
            is_table = _are_objects(each) and (len(each) > OWN_TABLE or are_messages(each))
            if is_table and depth < _DEEP_TABLES:
                context = [(f"({name})", own) for name, own in value if isinstance(own, str)][:3]
                inner = [_within(context, record) for record in each]
                _records(f"{path}.{key}" if path else key, inner, (found, depth + 1))
            else:
                kept.append((key, each))
        found.add(path, kept)


def _within(context: Sequence[tuple[str, str]], record: Any) -> Any:
    """Return a record with values of the object around it before its own."""
    if isinstance(record, dict):
        return {**dict(context), **record}
    return Pairs([*context, *record]) if isinstance(record, Pairs) else record


def _are_objects(value: Any) -> bool:
    """Return true for a list that is a table: neither parts of a text nor fields of the object around it."""
    if not isinstance(value, list) or isinstance(value, Pairs) or is_in_parts(value):
        return False
    return any(isinstance(each, Pairs) for each in value)


def _are_rows(value: Any) -> bool:
    return isinstance(value, list) and not isinstance(value, Pairs) and len(value) > 1


def _has_tables(value: Pairs) -> bool:
    inner = [each for _, each in value]
    if of_object(value) is not None or by_key(value)[0] or any(map(_are_objects, inner)):
        return True
    objects = [each for each in inner if isinstance(each, Pairs)]
    return any(map(_has_tables, objects)) or (len(inner) >= 2 and len(objects) == len(inner) and _alike(objects))


def _alike(objects: Sequence[Pairs]) -> bool:
    """Return true if there are at least three objects, or all have keys in common: then they are records."""
    if len(objects) > 2:
        return True
    first = {key for key, _ in objects[0]}
    return bool(first) and all(first & {key for key, _ in each} for each in objects[1:50])
