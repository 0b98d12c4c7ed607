"""Name the type of a file that no reader claims, by libmagic or by a list of magic numbers of our own."""

from __future__ import annotations

import re
from collections.abc import Iterator

OCTETS = "application/octet-stream"

_WEAK = frozenset({OCTETS, "application/x-empty", "image/x-tga", "application/x-dbf", "image/x-pcx"})
"""Media types that libmagic recognises by a byte or two, which random bytes may contain."""

_SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"GIF8", "image/gif"),
    (0, b"BM", "image/bmp"),
    (0, b"II*\0", "image/tiff"),
    (0, b"MM\0*", "image/tiff"),
    (8, b"WEBP", "image/webp"),
    (4, b"ftypheic", "image/heic"),
    (4, b"ftypmif1", "image/heic"),
    (4, b"ftypavif", "image/avif"),
    (0, b"AT&TFORM", "image/vnd.djvu"),
    (0, b"8BPS", "image/vnd.adobe.photoshop"),
    (4, b"ftypM4A", "audio/mp4"),
    (4, b"ftyp", "video/mp4"),
    (0, b"\x1aE\xdf\xa3", "video/x-matroska"),
    (8, b"AVI ", "video/x-msvideo"),
    (8, b"WAVE", "audio/x-wav"),
    (0, b"OggS", "audio/ogg"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"\xff\xfb", "audio/mpeg"),
    (0, b"#!AMR", "audio/AMR"),
    (0, b"fLaC", "audio/flac"),
    (0, b"FLV", "video/x-flv"),
    (0, b"MZ", "application/x-dosexec"),
    (0, b"\x7fELF", "application/x-executable"),
    (0, b"\xca\xfe\xba\xbe", "application/x-java-applet"),
    (0, b"dex\n", "application/vnd.android.dex"),
    (0, b"!BDN", "application/vnd.ms-outlook-pst"),
    (0, b"\0asm", "application/wasm"),
    (0, b"wOFF", "font/woff"),
    (0, b"\0\1\0\0\0", "font/sfnt"),
    (0, b"OTTO", "font/sfnt"),
    (0, b"L\0\0\0\1\x14\x02\0", "application/x-ms-shortcut"),
    (0, b"regf", "application/x-windows-registry"),
    (0, b"TAPE", "application/x-microsoft-tape-format"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (0, b"Salted__", "application/x-openssl-encrypted"),
    (0, b"-----BEGIN PGP", "application/pgp-encrypted"),
    (0, b"age-encryption.org/", "application/x-age-encrypted"),
    (0, b"LUKS\xba\xbe", "application/x-luks"),
)
"""Magic numbers as (offset, bytes, media type); the first that fits names the file."""


def media_types(head: bytes) -> Iterator[str]:
    """Yield one media type for a file that begins with these bytes; `OCTETS` if it is unknown."""
    yield from {_magic(head) or known(head)}


_BACKUP = re.compile(r"\.(?:db|json|mcrypt1)\.crypt\d{1,2}$|\.mcrypt1$", re.IGNORECASE)
"""Pattern of the names of WhatsApp backups, which are unreadable without the key of the telephone."""


def known(head: bytes) -> str:
    """Return the media type by our own list of magic numbers."""
    found = (kind for at, sign, kind in _SIGNATURES if head[at : at + len(sign)] == sign)
    return next(found, OCTETS)


def _magic(head: bytes) -> str:
    """Return the media type by libmagic; "" if libmagic is not installed or the type is unknown."""
    try:
        import magic  # noqa: PLC0415 - it looks for the library when it is imported
    except ImportError:
        return ""
    try:
        kind = str(magic.from_buffer(head, mime=True))
    except magic.MagicException:
        return ""
    return "" if kind in _WEAK or kind.startswith("text/") else kind


def missing() -> str:
    """Return what is not installed, as a sentence; "" if nothing is missing."""
    try:
        import magic  # noqa: F401, PLC0415 - it looks for the library when it is imported
    except ImportError:
        return "Debian package libmagic1; until then unread files are named by our own short list of signatures"
    return ""


def locked(name: str) -> str:
    """Return the reason for an encrypted backup that is recognised by its name; "" for any other name."""
    return "encrypted_whatsapp" if _BACKUP.search(name) else ""


def reason(kind: str) -> str:
    """Return the reason for leaving a file of this media type unread: "needs_ocr" for pictures."""
    if kind.startswith("image/"):
        return "needs_ocr"
    return "unknown_binary" if kind == OCTETS else f"unsupported:{kind}"
