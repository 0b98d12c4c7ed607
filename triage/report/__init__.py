"""Answers -> a document, a document -> text: one format a file.

A module file of this folder is a format, named as the user names it, with `render(document) -> str`; the folders
`document` and `page` are what the formats share. To add a format, add a file. Evidence is never seen here.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from typing import Any


def formats() -> tuple[str, ...]:
    """Return the names of the formats, sorted; found without importing any."""
    return tuple(sorted(info.name for info in pkgutil.iter_modules(__path__) if not info.ispkg))


def render(document: Mapping[str, Any], form: str) -> str:
    """Return the document in one of `formats()`, ending with a newline."""
    text: str = importlib.import_module(f"{__name__}.{form}").render(document)
    return text


def brief(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return the document without the tables, files and reasons of its dumps: the answers alone."""
    dumps = [{**dump, "tables": [], "files": [], "distributions": {}} for dump in document["dumps"]]
    return {**document, "brief": True, "dumps": dumps}
