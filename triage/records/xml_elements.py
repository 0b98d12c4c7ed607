"""What an element of XML says, by dotted names, and which of the elements that come again are records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from triage.records.json_pairs import KEY, is_identifier

OWN_TABLE = 20
"""Repeated elements inside one that could be a record from which on they are the records."""

SETTINGS = "map"
"""The root of a file of settings of Android (shared_prefs)."""

_MOST_KINDS = 20

_FIELDS = frozenset(
    "field column col property data simpledata attribute param parameter entry string long int integer boolean float"
    " double var variable cell".split()
)
"""Elements whose name is a word of the format, and stands for the field that their attribute names."""

_NAMED_BY = ("name", "Name", "key")
_TABLES = frozenset({"table_data", "table", "collection"})
"""Elements that hold the rows of the table that their attribute names, or are one of its rows."""


def local(tag: str) -> str:
    """Return a tag without its namespace."""
    return tag.rpartition("}")[2]


def label(element: Any) -> str:
    """Return the step of a path that an element is; tables of different names are different steps."""
    tag = local(element.tag)
    name = element.get("name", "") if tag in _TABLES else ""
    return f"{tag}[{name.replace('/', '_')}]" if name else tag


def beside(child: Any) -> list[str]:
    """Return what is after a child and belongs to the element around it.

    Comments and entities belong to it too.
    """
    return [(child.text or "") if child.tag in (etree.Comment, etree.Entity) else "", child.tail or ""]


def own(element: Any) -> Iterator[tuple[str, str]]:
    """Attributes and text of an element itself."""
    for name, value in element.attrib.items():
        if value.strip():
            yield f"@{local(name)}", value
    texts = [element.text or "", *(text for each in element for text in beside(each))]
    text = " ".join(each.strip() for each in texts if each.strip())
    if text:
        yield "", text


def parts(element: Any, prefix: str = "") -> Iterator[tuple[str, str]]:
    """(name, value) of everything in an element: attributes, texts, and the same of its children by dotted paths.

    `<field name="x">1</field>`, as mysqldump writes, is the part "x", and so is `<key>x</key><string>1</string>` of
    Apple's lists.
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
            yield from parts(child, f"{prefix}{local(child.tag)}.")


def around(element: Any) -> Iterator[tuple[str, str]]:
    """(name, value) of the attributes of what an element is in, the root left out."""
    for outer in element.iterancestors():
        if outer.attrib and outer.getparent() is not None:
            yield from ((f"({local(outer.tag)}.{name})", value) for name, value in own(outer) if name)


def _field(child: Any) -> str:
    """Return the name of the field that a child stands for; "" if it stands for itself."""
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
    """Keys and values in turn; a key that is somebody's number is a value."""
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
    """What a look at the elements of a document shows, by path."""

    counts: Counter[str] = field(default_factory=Counter)
    names: dict[str, set[str]] = field(default_factory=dict)
    """Names of all parts."""

    fields: dict[str, set[str]] = field(default_factory=dict)
    """Children without children, by name."""

    attributes: dict[str, set[str]] = field(default_factory=dict)
    most: Counter[str] = field(default_factory=Counter)
    """The largest number of such elements in one element."""

    def add(self, path: str, element: Any) -> None:
        """One more element, with all that is in it."""
        self.counts[path] += 1
        if not len(element) and not element.attrib:
            return
        self.names.setdefault(path, set()).update(name for each in (parts, around) for name, _ in each(element))
        children = [child for child in element if isinstance(child.tag, str)]
        single = {_field(child) or local(child.tag) for child in children if not len(child)}
        self.fields.setdefault(path, set()).update(single)
        self.attributes.setdefault(path, set()).update(map(str, element.attrib))
        for name, count in Counter(map(label, children)).items():
            self.most[f"{path}/{name}"] = max(self.most[f"{path}/{name}"], count)

    def kinds(self, *, is_whole: bool) -> list[str]:
        """Paths of records: repeated elements with fields, the innermost of them that stand for themselves.

        One that holds many others, or has nothing of its own, is what records are in. A file of settings, if it was
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
        """Whether it is a file of settings of Android: a map of named values."""
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
