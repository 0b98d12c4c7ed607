"""Open office documents as containers of embedded files and pictures, and unlock those with a password."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator

from triage.core.budget import BROKEN, Spool
from triage.core.errors import EvidenceError
from triage.core.format_info import Claim, Format
from triage.core.model import Evidence
from triage.formats import office_kind
from triage.formats.archive import zip as zip_format

READ_TOO = True
FORMAT = Format(
    name="office",
    title="Files and pictures inside office documents; locked office documents",
    library="zipfile; msoffcrypto-tool with a password",
    how="spooled",
    limits="objects inside old binary documents stay where they are",
    accounting="the document is read as tables and text, each embedded file a member, and so what a cut one keeps",
)
BEGINS = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04")

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_INSIDE = ("/embeddings/", "/media/", "Pictures/", "ObjectReplacements/")
_BLOCK = 1 << 16


def opens(head: bytes, name: str) -> Claim:
    """Claim CONTENT for a document that is a zip, or a locked one."""
    if head.startswith(_OLE):
        return Claim.SIGNATURE.when(is_locked(head))
    return Claim.CONTENT.when(office_kind.kind(head, name))


def is_locked(head: bytes) -> bool:
    """Return true for a document locked by a password, by its first bytes."""
    return _PACKAGE in head


def is_read_too(head: bytes) -> bool:
    """Return false for a locked document, which is not readable itself; its unlocked copy is a member."""
    return not head.startswith(_OLE)


def members(container: Evidence, spool: Spool) -> Iterator[Evidence]:
    """Yield the embedded files; of a locked document its unlocked copy; of a cut one the document of what remains."""
    with container.data.open("rb") as file:
        is_ole = file.read(8) == _OLE
    if is_ole:
        yield from _unlocked(container, spool)
        return
    if not zipfile.is_zipfile(container.data):  # its directory was at its end and is cut off
        yield from _rebuilt(container, spool)
        return
    try:
        with zipfile.ZipFile(container.data) as archive:
            for info in archive.infolist():
                if not info.filename.endswith("/") and any(part in f"/{info.filename}" for part in _INSIDE):
                    yield from spool.take(info.filename, _bytes(archive, info))
    except BROKEN:
        return  # the reader of the document states what is wrong with it


def _rebuilt(container: Evidence, spool: Spool) -> Iterator[Evidence]:
    """Yield a document of the remaining parts of a cut one, its embedded files, and what is lost.

    A part that is cut itself is kept up to the cut, which the reader of the document counts.
    """
    parts: list[Evidence] = []
    for member in zip_format.members(container, spool):
        if member.unread or any(part in f"/{member.name}" for part in _INSIDE):
            yield member
        else:
            parts.append(member)
    if not parts:
        return
    target = spool.folder / "rebuilding"
    with zipfile.ZipFile(target, "w") as made:
        for part in parts:
            with part.data.open("rb") as file, made.open(zipfile.ZipInfo(part.name), "w", force_zip64=True) as copy:
                shutil.copyfileobj(file, copy)
            part.data.unlink()
    stem, dot, ending = container.name.rpartition(".")
    name = f"{stem} (rebuilt){dot}{ending}" if dot else f"{ending} (rebuilt)"
    with target.open("rb") as file:
        yield from spool.take(name, iter(lambda: file.read(_BLOCK), b""))
    target.unlink()


def _bytes(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(info) as stream:
        while block := stream.read(_BLOCK):
            yield block


def _unlocked(container: Evidence, spool: Spool) -> Iterator[Evidence]:
    import msoffcrypto  # noqa: PLC0415 - only for locked documents
    from msoffcrypto.exceptions import (  # noqa: PLC0415
        DecryptionError,
        FileFormatError,
        InvalidKeyError,
        ParseError,
    )

    wrong = (*BROKEN, DecryptionError, FileFormatError, InvalidKeyError, ParseError)
    for password in spool.passwords:
        spool.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        target = spool.folder / "unlocking"
        try:
            with container.data.open("rb") as file, target.open("wb") as plain:
                document = msoffcrypto.OfficeFile(file)
                document.load_key(password=password.decode("utf-8", "surrogateescape"), verify_password=True)
                document.decrypt(plain)
        except wrong:
            continue
        with target.open("rb") as file:
            yield from spool.take(container.name, iter(lambda: file.read(_BLOCK), b""))
        target.unlink(missing_ok=True)
        return
    raise EvidenceError("encrypted")
