"""Decide by file names whether a folder is one dump: e-mails, numbered parts, a chat with its pictures.

Exports of platforms are recognised in `exports.py`. In all other folders each file is a dump. Each kind is a function
in `_KINDS`; no file is opened here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import PurePath

Names = Sequence[str]
"""The names of the files in a folder."""

_ONE_EACH = frozenset({".eml", ".emlx", ".msg", ".mht", ".mhtml", ".vcf", ".ics"})
"""Suffixes of files that hold one e-mail or contact each: many in a folder are one mailbox or address book."""

_MEDIA = frozenset(
    ".jpg .jpeg .png .gif .webp .heic .bmp .tif .tiff .opus .ogg .oga .mp3 .m4a .amr .aac .wav .mp4 .3gp .mov .mkv "
    ".webm .thumb .tgs .css .js .ico .svg .woff .woff2 .ttf".split()
)
"""Suffixes of media and style files, which belong to the document next to them."""

_CHATS = frozenset({".txt", ".html", ".htm", ".json"})
"""Suffixes of files that may hold an exported chat."""

_PART = re.compile(r"(?:part|chunk|split|teil|page|messages)[-_. ]?\d{1,6}|(?<!\d)0\d{2,6}", re.IGNORECASE)
"""Pattern of a part number in a name: after a word such as "part", or padded with zeros."""

_MAILDIR = frozenset({"cur", "new", "tmp"})

_LEAST = 2


def are_parts(files: Names, folders: Names) -> bool:
    """Return whether a folder with these files and subfolders is one dump, with everything below it."""
    return any(kind(files, folders) for kind in _KINDS)


def _mailbox(files: Names, folders: Names) -> bool:
    """Return whether every file is one e-mail or contact, or the folder is a Maildir."""
    if set(folders) >= _MAILDIR and not files:
        return True
    return not folders and len(files) >= _LEAST and all(_ending(name) in _ONE_EACH for name in files)


def _numbered_parts(files: Names, folders: Names) -> bool:
    """Return whether the files are numbered parts of one table, as Spark and `split` write them."""
    parts = [name for name in files if not name.startswith(("_", "."))]
    same = {_PART.sub("#", name, count=1) for name in parts}
    return not folders and len(parts) >= _LEAST and len(same) == 1 and bool(_PART.search(parts[0]))


def _one_text_with_media(files: Names, folders: Names) -> bool:
    """Return whether one text file lies among pictures and recordings: an exported chat."""
    texts = [name for name in files if _ending(name) not in _MEDIA]
    return len(texts) == 1 and len(files) > 1 and not folders and _ending(texts[0]) in _CHATS


_KINDS: tuple[Callable[[Names, Names], bool], ...] = (_mailbox, _numbered_parts, _one_text_with_media)


def _ending(name: str) -> str:
    return PurePath(name).suffix.lower()
