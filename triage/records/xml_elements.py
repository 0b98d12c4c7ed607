"""Extract the values of an XML element by dotted names, and find which repeated elements are records."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from lxml import etree

from triage.core.names import is_value
from triage.records.json_pairs import KEY, is_identifier

_BETWEEN = re.compile(r"[_.]+|(?<=[a-z])(?=[A-Z])|(?<=[^\W\d_])-(?=[^\W\d_])")

OWN_TABLE = 20
"""Fewest repeated elements inside a possible record for these to be the records instead."""

SETTINGS = "map"
"""Root element of a settings file of Android (shared_prefs)."""

_MOST_KINDS = 20

_FIELDS = frozenset(
    "field column col property data simpledata attribute param parameter entry string long int integer boolean float"
    " double var variable cell".split()
)
"""Elements named by a word of the format; the field's name is in an attribute."""

_NAMED_BY = ("name", "Name", "key")
_TABLES = frozenset({"table_data", "table", "collection"})
"""Elements that hold the rows of the table named by an attribute, or are one of its rows."""


def local(tag: str) -> str:
    """Return a tag without its namespace."""
    return tag.rpartition("}")[2]


@lru_cache(8_192)
def somebody(tag: str) -> str:
    """Return the name or number of a person that a tag or an attribute is named by; "" for other tags.

    >>> somebody("Sana_Mirza"), somebody("SanaMirza"), somebody("first_name")
    ('Sana Mirza', 'Sana Mirza', '')
    """
    words = _BETWEEN.sub(" ", local(tag)).strip()
    return words if " " in words and is_value(words) else ""


def label(element: Any) -> str:
    """Return an element's step in a path; tables with different names are different steps, those of people are one."""
    tag = KEY if somebody(element.tag) else local(element.tag)
    name = element.get("name", "") if tag in _TABLES else ""
    return f"{tag}[{name.replace('/', '_')}]" if name else tag


def beside(child: Any) -> list[str]:
    """Return the text after a child element (its tail), with comments and entities."""
    return [(child.text or "") if child.tag in (etree.Comment, etree.Entity) else "", child.tail or ""]


def own(element: Any) -> Iterator[tuple[str, str]]:
    """Yield the attributes and the text of an element itself, and the person that it, or an attribute, is named by."""
    if name := somebody(element.tag):
        yield f"@{KEY}", name
    for name, value in element.attrib.items():
        if person := somebody(name):
            yield f"@{KEY}", person
        if value.strip():
            yield "@value" if person else f"@{local(name)}", value
    texts = [element.text or "", *(text for each in element for text in beside(each))]
    text = " ".join(each.strip() for each in texts if each.strip())
    if text:
        yield "", text


def parts(element: Any, prefix: str = "") -> Iterator[tuple[str, str]]:
    """Yield (name, value) of everything in an element: attributes, texts, and those of its children by dotted paths.

    `<field name="x">1</field>`, as mysqldump writes, is the part "x", and so is `<key>x</key><string>1</string>` of
    Apple's property lists.
    """
    for name, value in own(element):
        yield f"{prefix}{name}".rstrip(".") or "text", value
    children = [child for child in element if isinstance(child.tag, str)]
    if children and local(children[0].tag) == "key" and not len(children[0]):
        yield from _by_keys(children, prefix)
        return
    for child in children:
        if name := _field(child):
            yield from _of_field(child, f"{prefix}{name}")
        else:
            yield from parts(child, f"{prefix}{KEY if somebody(child.tag) else local(child.tag)}.")


def around(element: Any) -> Iterator[tuple[str, str]]:
    """Yield (name, value) of the attributes of the elements around an element, without the root."""
    for outer in element.iterancestors():
        if outer.attrib and outer.getparent() is not None:
            yield from ((f"({local(outer.tag)}.{name})", value) for name, value in own(outer) if name)


def _field(child: Any) -> str:
    """Return the name of the field that a child represents; "" if its tag is the name."""
    if local(child.tag).lower() not in _FIELDS or len(child):
        return ""
    return next((child.get(name) for name in _NAMED_BY if child.get(name)), "")


def _of_field(child: Any, name: str) -> Iterator[tuple[str, str]]:
    if child.text and child.text.strip():
        yield name, child.text
    for attribute, value in child.attrib.items():
        if attribute not in _NAMED_BY and value.strip():
            yield name if attribute == "value" else f"{name}.@{local(attribute)}", value


def _by_keys(children: list[Any], prefix: str) -> Iterator[tuple[str, str]]:
    """Yield alternating keys and values; a key that is somebody's number is yielded as a value."""
    name = "value"
    for child in children:
        tag, text = local(child.tag), (child.text or "").strip()
        if tag == "key":
            name = text or "value"
            if is_identifier(name):
                yield f"{prefix}{KEY}", name
                name = "value"
        elif len(child):
            yield from parts(child, f"{prefix}{name}.")
        elif text or tag in {"true", "false"}:
            yield f"{prefix}{name}", child.text if text else tag


@dataclass(slots=True)
class Seen:
    """What a pass over the elements of a document found, by path."""

    counts: Counter[str] = field(default_factory=Counter)
    names: dict[str, set[str]] = field(default_factory=dict)
    """Names of all parts, by path."""

    fields: dict[str, set[str]] = field(default_factory=dict)
    """Names of the children without children of their own, by path."""

    attributes: dict[str, set[str]] = field(default_factory=dict)
    most: Counter[str] = field(default_factory=Counter)
    """Largest number of such elements in one parent element, by path."""

    def add(self, path: str, element: Any) -> None:
        """Add one element with everything in it."""
        self.counts[path] += 1
        if not (len(element) or element.attrib or somebody(element.tag)):
            return
        self.names.setdefault(path, set()).update(name for each in (parts, around) for name, _ in each(element))
        children = [child for child in element if isinstance(child.tag, str)]
        single = {_field(child) or local(child.tag) for child in children if not len(child)}
        self.fields.setdefault(path, set()).update(single)
        self.attributes.setdefault(path, set()).update(map(str, element.attrib))
        for name, count in Counter(map(label, children)).items():
            self.most[f"{path}/{name}"] = max(self.most[f"{path}/{name}"], count)

    def kinds(self, *, is_whole: bool) -> list[str]:
        """Return the paths of records: the innermost repeated elements with fields that are not part of another record.

        An element that holds many others, or has no own content, is a container of records. A settings file, if it was
        seen whole, is one record.
        """
        if is_whole and self._is_settings():
            return [SETTINGS]
        able = [path for path, count in self.counts.items() if count >= 2 and path in self.names and "/" in path]
        found = self._innermost(able)
        if not found and is_whole and self.fields.get("plist/dict"):
            return ["plist/dict"]
        return sorted(found, key=lambda path: (-self.counts[path], path))[:_MOST_KINDS]

    def _is_settings(self) -> bool:
        """Return whether the document is a settings file of Android: a map of named values."""
        inner = [path for path in self.counts if path.startswith(f"{SETTINGS}/")]
        known = {*_FIELDS, "set", "set/string"}
        is_known = all(path.removeprefix(f"{SETTINGS}/") in known for path in inner)
        return is_known and any("name" in self.attributes.get(path, ()) for path in inner)

    def _innermost(self, able: list[str]) -> list[str]:
        found: list[str] = []
        for path in able:
            if any(path.startswith(f"{other}/") for other in able):
                continue
            inner = [each for each in able if each.startswith(f"{path}/")]
            found.extend(self._innermost(inner) if inner and self._only_holds(path, inner) else [path])
        return found

    def _only_holds(self, path: str, inner: list[str]) -> bool:
        leaves = len(self.fields[path])
        if any(self.most[each] >= OWN_TABLE for each in inner if self.fields.get(each)):
            return True
        return not leaves and len(self.attributes[path]) < 2
