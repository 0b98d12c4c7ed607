"""Handle JSON objects as pairs: find keys that are values or labels, and lists that are the parts of one text."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import Any

from triage.core.names import is_header, is_value

KEY = "(key)"
"""Name of the column for a key that is itself a value."""

_LATIN = re.compile("[\xc2-\xf4]")
"""Pattern of a character that begins a letter of UTF-8 which was decoded as Latin-1."""

_IDENTIFIER = re.compile(r"\+?[0-9](?:[ ()./-]?[0-9]){8,19}|[^\s@]+@[^\s@]+\.[A-Za-z]{2,}")
"""Pattern of a number of nine or more digits in any written form, or an e-mail address: not the name of a field."""

_TELLING_DIGITS = 4
_TELLING_SHARE = 0.8
PHONE_BOOK = 5
"""Fewest names with numbers that count as entries of a phone book instead of fields of one record."""

_LABELLED = (
    frozenset({"label", "value"}),
    frozenset({"key", "value"}),
    frozenset({"name", "value"}),
    frozenset({"field", "value"}),
    frozenset({"k", "v"}),
    frozenset({"Name", "Value"}),
    frozenset({"Key", "Value"}),
)
"""Pairs of keys of an object that is one field of another, as Facebook, AWS and forms export them."""

_SAYING = ("value", "timestamp_value", "href", "vec", "dict", "media")
_OF_META = frozenset({"label", "title", "ent_field_name", *_SAYING})
"""Keys of an entry of `label_values`, as Meta exports since 2024; three public readers agree on them."""

OF_TELEGRAM = frozenset(
    "plain bold italic code pre link text_link mention mention_name hashtag cashtag bot_command email phone bank_card"
    " underline strikethrough spoiler blockquote custom_emoji unknown".split()
)
"""https://core.telegram.org/api/entities, as Telegram Desktop names them in result.json; read 2026-11-29."""


class Pairs(list[tuple[str, Any]]):
    """An object as its pairs in order; a key that occurs twice is kept twice."""


def is_identifier(key: str) -> bool:
    """Return true for a key that can only be somebody's number or address.

    >>> is_identifier("35202-1234567-1"), is_identifier("cnic_1")
    (True, False)
    """
    return _IDENTIFIER.fullmatch(key.strip()) is not None


def by_key(value: Pairs) -> tuple[list[Pairs], Pairs]:
    """Return the records of an object whose keys are values, and its other pairs.

    All pairs are records if most keys hold many digits, an address or a person's name, or if it is a phone book by
    names; otherwise only the pairs under an identifier are.
    """
    telling = sum([is_telling(key) for key, _ in value])
    if not telling and len(value) < PHONE_BOOK:
        return [], value
    if (len(value) > 1 and telling > _TELLING_SHARE * len(value)) or _is_phone_book(value):
        return [_record(key, each) for key, each in value], Pairs()
    records = [_record(key, each) for key, each in value if telling and is_identifier(key)]
    return records, Pairs([pair for pair in value if not is_identifier(pair[0])]) if records else value


@lru_cache(8_192)
def is_telling(key: str) -> bool:
    """Return true for a key that may be a value: it holds many digits, or is an address or a person's name."""
    return sum(map(str.isdigit, key)) > _TELLING_DIGITS or is_identifier(key) or (" " in key and is_value(key))


def _is_phone_book(value: Pairs) -> bool:
    """Return true for at least five names of several words, each with one number of the same length."""
    if len(value) < PHONE_BOOK or not all(isinstance(each, str) and is_identifier(each) for _, each in value):
        return False
    return len({sum(map(str.isdigit, each)) for _, each in value}) == 1 and all(" " in key.strip() for key, _ in value)


def _record(key: str, value: Any) -> Pairs:
    return Pairs([(KEY, key), *value]) if isinstance(value, Pairs) else Pairs([(KEY, key), ("value", value)])


def labelled(value: list[Any]) -> Pairs | None:
    """Return the fields that a list of labels with values represents; null if it is not such a list.

    >>> labelled([Pairs([("label", "CNIC"), ("value", "35202-1234567-1")])])
    [('CNIC', '35202-1234567-1')]
    """
    if not value or not all(isinstance(each, Pairs) for each in value):
        return None
    if not all({key for key, _ in each} in _LABELLED for each in value):
        return _of_meta(value)
    fields = Pairs()
    for each in value:
        told = {key.lower()[0]: inner for key, inner in each}
        told_by = next(told[first] for first in "lknf" if first in told)
        if not isinstance(told_by, str):
            return None
        fields.append((told_by, told["v"]))
    return fields


def _of_meta(entries: list[Pairs]) -> Pairs | None:
    """Return the fields of a list of Meta's labels: each contains a value, a time, an address, or several of them."""
    fields = Pairs()
    for each in entries:
        told = dict(each)
        name = told.get("label") or told.get("title")
        if not (isinstance(name, str) and told.keys() <= _OF_META and any(key in told for key in _SAYING)):
            return None
        said = [(key, told[key]) for key in _SAYING if told.get(key) not in (None, "", [])]
        for index, (key, inner) in enumerate(said):
            if not (index and inner == said[0][1]):
                fields.append((name if index == 0 else f"{name}.{key}", _several(inner) if key == "vec" else inner))
    return fields


def _several(value: Any) -> Any:
    """Return the values of a list of objects with one value each, joined."""
    if not isinstance(value, list):
        return value
    return "; ".join(str(dict(each).get("value", "")) if isinstance(each, Pairs) else str(each) for each in value)


def are_people(value: list[Any]) -> bool:
    """Return true for several objects with two fields of a person each, such as name and CNIC, one of them a number.

    >>> person = Pairs([("name", "Sana Tariq"), ("cnic", "3520212345671")])
    >>> are_people([person, person]), are_people([person])
    (True, False)
    """
    return len(value) > 1 and all(
        isinstance(each, Pairs)
        and _is_person(tuple(key for key, _ in each))
        and any(isinstance(inner, str) and is_identifier(inner) for _, inner in each)
        for each in value
    )


@lru_cache(1_024)
def _is_person(keys: tuple[str, ...]) -> bool:
    return sum(map(is_header, keys)) > 1


def written(value: Any) -> str:
    """Return a value as JSON text; keys that occur twice stay.

    >>> written([Pairs([("name", "Sana"), ("age", "7")])])
    '[{"name": "Sana", "age": "7"}]'
    """
    if isinstance(value, Pairs):
        return f"{{{', '.join(f'{json.dumps(key, ensure_ascii=False)}: {written(each)}' for key, each in value)}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(written, value))}]"
    return json.dumps(value, ensure_ascii=False)


def is_in_parts(value: Any) -> bool:
    """Return true for a list of texts and formatted texts: `["call ", {"type": "phone", "text": "0300..."}]`."""
    if not isinstance(value, list) or isinstance(value, Pairs) or not any(isinstance(each, Pairs) for each in value):
        return False
    return all(isinstance(each, str) or (isinstance(each, Pairs) and _is_marked(each)) for each in value)


def _is_marked(part: Pairs) -> bool:
    told = dict(part)
    kind = told.get("type")
    return isinstance(told.get("text"), str) and isinstance(kind, str) and kind in OF_TELEGRAM


def joined(value: list[Any]) -> str:
    """Return the text of the parts of a message, joined."""
    return "".join(each if isinstance(each, str) else str(dict(each)["text"]) for each in value)


def beside(value: list[Any]) -> list[tuple[int, str, Any]]:
    """Return (index, key, value) of the other content of formatted parts: addresses of links, mentioned people."""
    return [
        (place, key, inner)
        for place, each in enumerate(value)
        if isinstance(each, Pairs)
        for key, inner in each
        if key not in {"type", "text"} and inner not in ("", None)
    ]


def told_once(value: Pairs) -> Pairs:
    """Return a message of Telegram without the repetition of its text; links that only the repetition has are kept."""
    if not any(key == "text_entities" for key, _ in value):
        return value
    told = dict(value)
    text: Any = told.get("text")
    again: Any = told.get("text_entities")
    if not is_in_parts(again):
        return value
    if isinstance(text, str):
        said: list[tuple[int, str, Any]] = []
    elif is_in_parts(text):
        said = beside(text)
        text = joined(text)
    else:
        return value
    if joined(again) != text:
        return value
    known = [(key, inner) for _, key, inner in said]
    more = [
        (f"text_entities[{place}].{key}", inner) for place, key, inner in beside(again) if (key, inner) not in known
    ]
    return Pairs([*(pair for pair in value if pair[0] != "text_entities"), *more])


def repaired(text: str) -> str:
    """Return text whose UTF-8 bytes were decoded as Latin-1 or Windows-1252, decoded correctly.

    >>> repaired("علی".encode().decode("latin-1"))
    'علی'
    """
    if text.isascii() or not _LATIN.search(text):
        return text
    try:
        raw = text.encode("latin-1") if max(text) <= "\xff" else b"".join(map(_of_windows, text))
        right = raw.decode("utf-8")
    except UnicodeError:
        return text
    return right if max(right) > "\xff" else text


def _of_windows(letter: str) -> bytes:
    """Return the byte of a character in Windows-1252, and in Latin-1 for the five bytes that it leaves unassigned."""
    return letter.encode("latin-1") if letter <= "\xff" else letter.encode("cp1252")
