"""Read the investigators' list of platforms from a CSV or YAML file, with stated totals.

CSV: a header with words for kind, name, address and exhibit, in any order; a row with the name "total" or "stated", or
the kind "total", states a total in its column "count". YAML: a list of entries, or `platforms` with the list and
`stated` with one number or numbers by kind.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from triage.core.errors import UsageError
from triage.core.names import same
from triage.rules.model import Rules

_HEADERS = {
    "kind": ("kind", "type", "platform", "category", "platform type", "kind of platform"),
    "name": ("name", "title", "account", "page", "channel", "platform name", "account name"),
    "address": ("address", "url", "link", "handle", "username", "user name", "web address", "number"),
    "exhibit": (
        "exhibit",
        "exhibit no",
        "exhibit number",
        "dump",
        "file",
        "folder",
        "evidence",
        "seizure memo",
        "item",
    ),
    "count": ("count", "number of platforms", "stated", "total"),
}
_OF = ("of", "for", "all", "no", "number", "count", "grand")
"""Words beside the word for a total that do not say of what it is."""

_TOTAL = ("total", "stated", "statedtotal", "grandtotal", "sum")
TOTAL = "total"
"""Key of the total of all kinds in `Register.stated`."""

_LARGEST = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Entry:
    """One platform on the list; `line` is its line number in the file, from 1."""

    kind: str
    name: str
    address: str
    exhibit: str
    line: int


@dataclass(frozen=True, slots=True)
class Register:
    """The list; `stated` are totals by kind, and of all kinds under `TOTAL`."""

    entries: tuple[Entry, ...]
    stated: Mapping[str, int]


def read(file: Path, rules: Rules) -> Register:
    """Return the list in a file. Raises `UsageError` with what is wrong with the file."""
    try:
        if file.stat().st_size > _LARGEST:
            message = f"{file} is no list of platforms: it has more than 16 MiB"
            raise UsageError(message)
        text = file.read_text(encoding="utf-8-sig")
    except OSError as error:
        message = f"{file} cannot be read: {error.strerror}"
        raise UsageError(message) from error
    except UnicodeDecodeError as error:
        message = f"{file} is not UTF-8: save it as CSV UTF-8 or YAML"
        raise UsageError(message) from error
    if file.suffix.lower() in (".yaml", ".yml"):
        return _of_yaml(file, text, rules)
    return _of_csv(file, text, rules)


def kind_of(word: str, rules: Rules) -> str:
    """Return the kind of platform that a word names, as the id of a rule; the word itself if no rule has it."""
    key = same(word)
    for rule in rules.market["platforms"].values():
        if key in {rule.id, *(same(each) for each in rule.words)}:
            return rule.id
    return re.sub(r"\s+", " ", word.strip().lower())


def _of_csv(file: Path, text: str, rules: Rules) -> Register:
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    rows = csv.reader(io.StringIO(text), delimiter=delimiter)
    fields = [_field(name) for name in next(rows, [])]
    if "kind" not in fields or not {"name", "address"} & set(fields):
        message = f"{file}: the first line must name the columns kind, name, address and exhibit"
        raise UsageError(message)
    named = []
    for row in rows:
        cells = {field: cell.strip() for field, cell in zip(fields, row, strict=False) if field}
        if any(cells.values()):
            named.append((rows.line_num, cells))
    return _register(named, {}, file, rules)


def _field(name: str) -> str:
    return next((field for field, words in _HEADERS.items() if same(name) in {same(word) for word in words}), "")


def _of_yaml(file: Path, text: str, rules: Rules) -> Register:
    try:
        data: Any = yaml.safe_load(text)
    except yaml.YAMLError as error:
        message = f"{file} is not YAML: {' '.join(str(error).split())}"
        raise UsageError(message) from error
    stated: Any = {}
    if isinstance(data, Mapping):
        data, stated = data.get("platforms"), data.get("stated", {})
    if not isinstance(data, list) or not all(isinstance(each, dict) for each in data):
        message = (
            f"{file}: needs a list of entries with kind, name, address and exhibit (or `platforms` with that list)"
        )
        raise UsageError(message)
    totals = {TOTAL: stated} if isinstance(stated, int) else stated
    if not isinstance(totals, dict) or not all(isinstance(each, int) for each in totals.values()):
        message = f"{file}: `stated` is a number, or numbers by kind"
        raise UsageError(message)
    rows = [{_field(str(name)): str(cell).strip() for name, cell in each.items() if cell is not None} for each in data]
    return _register([*enumerate(rows, start=1)], totals, file, rules)


def _register(
    rows: Sequence[tuple[int, Mapping[str, str]]], totals: Mapping[Any, int], file: Path, rules: Rules
) -> Register:
    stated = {_total_of(str(kind), rules): count for kind, count in totals.items()}
    entries = []
    for line, row in rows:
        kind, name = row.get("kind", ""), row.get("name", "")
        if (about := _stated_about(kind, name)) is not None:
            stated[_total_of(about, rules)] = _count(row, file, line)
        else:
            address, exhibit = row.get("address", ""), row.get("exhibit", "")
            entries.append(Entry(kind_of(kind, rules), name, address, exhibit, line))
    return Register(tuple(entries), stated)


def _stated_about(kind: str, name: str) -> str | None:
    """Return the kind of platform whose total a row states, "" for that of all; null if the row is an entry.

    "total" is in the kind or the name, alone or beside what it is of: "total", "Total WhatsApp", "whatsapp total".
    """
    if same(name) in _TOTAL:
        return "" if same(kind) in _TOTAL else kind
    words = [word for word in re.split(r"[^\w]+", kind) if word and word.lower() not in _OF]
    if not {same(word) for word in (*words[:1], *words[-1:])} & {*_TOTAL}:
        return None
    return " ".join(word for word in words if same(word) not in _TOTAL) or name


def _total_of(kind: str, rules: Rules) -> str:
    return TOTAL if not kind or same(kind) in (*_TOTAL, "all") else kind_of(kind, rules)


def _count(row: Mapping[str, str], file: Path, line: int) -> int:
    text = row.get("count", "").replace(",", "")
    if not text.isdecimal():
        message = f"{file}: line {line}: a stated total needs a number in the column count"
        raise UsageError(message)
    return int(text)
