"""Turn answers into a document, and the document into text: one module per format.

A module in this package is a format, with the name that the user types, and has `render(document) -> str`; the folders
`document` and `page` are shared by the formats. To add a format, add a file. Evidence is never read here.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from typing import Any


def formats() -> tuple[str, ...]:
    """Return the names of the formats, sorted, without importing any."""
    return tuple(sorted(info.name for info in pkgutil.iter_modules(__path__) if not info.ispkg))


def render(document: Mapping[str, Any], form: str) -> str:
    """Return the document in one of `formats()`, ending with a newline."""
    text: str = importlib.import_module(f"{__name__}.{form}").render(document)
    return text


def brief(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return the document without the tables, files and distributions of its dumps: only the answers."""
    dumps = [{**dump, "tables": [], "files": [], "distributions": {}} for dump in document["dumps"]]
    return {**document, "brief": True, "dumps": dumps}
