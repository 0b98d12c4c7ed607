"""Map media types to file suffixes, by which a reader recognises a text's format."""

from __future__ import annotations

import mimetypes

_OWN = {"text/csv": ".csv", "application/json": ".json", "text/html": ".html", "text/xml": ".xml"}


def ending(kind: str) -> str:
    """Return the suffix for a media type, with its dot; "" if there is none.

    >>> ending("text/html; charset=utf-8")
    '.html'
    """
    plain = kind.partition(";")[0].strip().lower()
    return _OWN.get(plain) or mimetypes.guess_extension(plain) or ""
