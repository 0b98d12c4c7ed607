"""Read evidence by its address (s3://bucket/key, and whatever `fsspec` reads): listed, then spooled and hashed once.

Nothing here runs unless a user named an address in the command at hand, and nothing is ever written to it. An object is
read in ranges, so that a lost connection costs one of them; readers get a private copy, in the spool of the case, which
is deleted when the last of them is done. Credentials come from where the library of the store looks for them, never
from an address, and are in no message.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from triage.core.address import Address, Facts
from triage.core.errors import FULL, EvidenceError, UsageError, is_full
from triage.core.model import Evidence, digest
from triage.find.exports import together

Told = TypeVar("Told")

BLOCK_BYTES = 16 * 1024 * 1024
"""Bytes of one request."""

WAITS = (0.5, 1.0, 2.0, 4.0)
"""Seconds before each further try of a request that failed; then it is lost."""

LOST, NO_RANGES, NO_SIZE = "connection_lost", "no_ranges", "no_size"

_NOT_REMOTE = frozenset({"file", "local", "memory", "dir"})
_SETTINGS = {
    "s3": {"default_cache_type": "none", "config_kwargs": {"connect_timeout": 10, "retries": {"max_attempts": 1}}}
}
"""What a store is asked with; its own tries are switched off, because ours are counted and go on where they stopped."""

_WITHOUT_KEYS = ("NoCredentials", "PartialCredentials", "CredentialRetrieval", "NoAuthToken", "DefaultCredentials")
_FINAL = (FileNotFoundError, PermissionError, IsADirectoryError, NotImplementedError)
_LONGEST_NAME = 255


def located(address: Address) -> Address:
    """Return an address with what a listing tells: the facts of an object, or a folder's children.

    Raises `UsageError`, in one line, if the extra is missing, the address is none, or the store does not list it.
    """
    _check(address)
    top = address.text.removesuffix("/")
    files = store(address.protocol)
    try:
        path = files._strip_protocol(address.text)  # noqa: SLF001 - the library's own way to read an address
        told = _tried(lambda: files.info(path))
        if told["type"] != "directory" and not address.text.endswith("/"):
            return Address(top, _facts(told))
        objects = _tried(lambda: files.find(path, detail=True))
    except FileNotFoundError as error:
        message = f"{address}: there is no such bucket, folder or object, or its store does not say so to you"
        raise UsageError(message) from error
    except PermissionError as error:
        message = f"{address}: the store refuses these credentials"
        raise UsageError(message) from error
    except Exception as error:
        raise UsageError(f"{address}: {_said(error)}") from error
    found = {_text(address.protocol, name): told for name, told in objects.items() if told["type"] == "file"}
    return _tree(top, {text: _facts(each) for text, each in found.items() if not _is_marker(text, each)})


def spooled(dump: str, address: Address, spool: Path, more: Sequence[str] = ()) -> Evidence:
    """Return an object as evidence, with a private copy in the spool; unread with the reason if it cannot be read.

    Objects that are read together with it lie beside their copies. `more` are older hashes to compute too.
    """
    facts = address.facts
    if facts is None:
        return Evidence(dump, address, (), address, 0, "", unread=NO_SIZE)
    blank = Evidence(dump, address, (), address, facts.size_bytes, "", mtime_ns=facts.mtime_ns)
    if not facts.size_bytes:
        nothing = {name: hashlib.new(name, usedforsecurity=False).hexdigest() for name in ("sha256", *more)}
        return _sealed(replace(blank, unread="empty"), nothing)
    folder = _folder(address, spool)
    target = folder / _name(address)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _waiting.setdefault(folder, {each.text for each in address.group})
    try:
        seals = fetched(address, target, more)
        for each in address.group:
            if not (beside := folder / _name(each)).exists():
                fetched(each, beside, ())
    except EvidenceError as error:
        let_go(replace(blank, data=target), spool)
        return replace(blank, unread=error.reason)
    return _sealed(replace(blank, data=target), seals)


def _sealed(item: Evidence, seals: Mapping[str, str]) -> Evidence:
    return replace(item, sha256=seals["sha256"], md5=seals.get("md5", ""), sha1=seals.get("sha1", ""))


def let_go(item: Evidence, spool: Path) -> None:
    """Delete the private copy of an object when all that are read together with it were let go."""
    if not isinstance(item.path, Address) or item.members:
        return
    folder = _folder(item.path, spool)
    left = _waiting.get(folder, set())
    left.discard(item.path.text)
    if not left:
        _waiting.pop(folder, None)
        shutil.rmtree(folder, ignore_errors=True)


_waiting: dict[Path, set[str]] = {}
"""Folders of the spool, each with the objects that are still needed there."""


def sha256_of(address: Address) -> str:
    """Return the SHA-256 of an object as it is now, without a copy.

    Raises `UsageError` if it cannot be listed, `EvidenceError` with the reason if it cannot be read.
    """
    seal = hashlib.sha256()
    for block in blocks(located(address)):
        seal.update(block)
    return seal.hexdigest()


def fetched(address: Address, target: Path, more: Sequence[str]) -> dict[str, str]:
    """Copy an object into the spool and return its hashes. Raises `EvidenceError` with the reason if it cannot."""
    seals = {name: hashlib.new(name, usedforsecurity=False) for name in ("sha256", *more)}
    if target.exists():  # copied before, for another that is read with it
        with target.open("rb") as file:
            while block := file.read(BLOCK_BYTES):
                for seal in seals.values():
                    seal.update(block)
        return {name: seal.hexdigest() for name, seal in seals.items()}
    try:
        with os.fdopen(os.open(target, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb", buffering=0) as file:
            for block in blocks(address):
                for seal in seals.values():
                    seal.update(block)
                rest = memoryview(block)
                while rest:
                    rest = rest[file.write(rest) :]
    except OSError as error:
        with suppress(OSError):
            target.unlink()
        if isinstance(error, EvidenceError):
            raise
        raise EvidenceError(FULL if is_full(error) else f"not_readable_{error.errno}") from error
    return {name: seal.hexdigest() for name, seal in seals.items()}


def blocks(address: Address) -> Iterator[bytes]:
    """Yield the bytes of an object, range by range. Raises `EvidenceError` with the reason for what is not read."""
    files, facts = store(address.protocol), address.facts
    if facts is None:
        raise EvidenceError(NO_SIZE)
    path = files._strip_protocol(address.text)  # noqa: SLF001
    for start in range(0, facts.size_bytes, BLOCK_BYTES):
        stop = min(start + BLOCK_BYTES, facts.size_bytes)
        block = _asked(files.cat_file, path, start=start, end=stop)
        if len(block) != stop - start:
            raise EvidenceError(NO_RANGES if len(block) > stop - start else "changed_while_read")
        yield block
    if facts.size_bytes > BLOCK_BYTES and _facts(_asked(files.info, path)) != facts:
        raise EvidenceError("changed_while_read")


def _asked(call: Callable[..., Told], path: str, **how: int) -> Told:
    try:
        return _tried(lambda: call(path, **how))
    except FileNotFoundError as error:
        raise EvidenceError("gone") from error
    except PermissionError as error:
        raise EvidenceError("no_permission") from error
    except Exception as error:
        raise EvidenceError(LOST) from error


def _tried(call: Callable[[], Told]) -> Told:
    """Return what a request gives, tried again after each of `WAITS`; what no try can mend is raised at once."""
    for wait in WAITS:
        try:
            return call()
        except _FINAL:
            raise
        except Exception as error:
            if _lacks_keys(error):
                raise
        time.sleep(wait)
    return call()


def _said(error: Exception) -> str:
    """Return what a person can do about a store that does not list; nothing of the library's words is repeated."""
    if _lacks_keys(error):
        return "no credentials: they are taken from the environment or the files of the store's own tools"
    return f"the store does not answer, or not as one ({type(error).__name__})"


def _lacks_keys(error: BaseException) -> bool:
    return type(error).__name__.startswith(_WITHOUT_KEYS)


@cache
def store(protocol: str) -> Any:
    """Return the file system of a protocol. Raises `UsageError` if it is unknown, or its extra is missing."""
    # On a machine without credentials the library would look for some at an address that nobody named.
    os.environ.setdefault("AWS_EC2_METADATA_DISABLED", "true")
    try:
        import fsspec  # noqa: PLC0415 - only an address needs it

        made = fsspec.filesystem(
            protocol, use_listings_cache=False, skip_instance_cache=True, **_SETTINGS.get(protocol, {})
        )
    except ImportError as error:
        message = f"{protocol}:// needs an extra: pip install 'leak-triage[remote]' (other stores: their own library)"
        raise UsageError(message) from error
    except ValueError as error:
        message = f"{protocol}:// is no address that can be read"
        raise UsageError(message) from error
    if protocol == "s3":
        made.retries = 1
    return made


def _check(address: Address) -> None:
    """Raise `UsageError` for an address that holds credentials, or is none of another machine."""
    head, _, rest = address.text.partition("://")
    host = rest.partition("/")[0]
    if "@" in host or (head.startswith("http") and "?" in rest):
        message = (
            f"{head}://...: an address may hold no credentials, because the case keeps it: leave out what is secret"
        )
        raise UsageError(message)
    if not host or head in _NOT_REMOTE or "::" in address.text:
        message = f"{address}: name a file of this machine by its path, an object as s3://BUCKET/KEY"
        raise UsageError(message)


def _facts(told: dict[str, Any]) -> Facts | None:
    """Return what a listing tells of an object; null without a size."""
    if told.get("size") is None:
        return None
    at = told.get("LastModified") or told.get("mtime") or told.get("last_modified")
    seconds = at.timestamp() if isinstance(at, datetime) else float(at or 0)
    return Facts(int(told["size"]), round(seconds * 1e9), str(told.get("ETag") or ""))


def _is_marker(text: str, told: dict[str, Any]) -> bool:
    """Return true for the empty object by which some tools mark a folder."""
    return text.endswith("/") and not told.get("size")


def _text(protocol: str, name: str) -> str:
    return name if "://" in name else f"{protocol}://{name}"


def _tree(top: str, objects: dict[str, Facts | None]) -> Address:
    """Return a folder with everything in it, each folder's children sorted by name."""
    below: dict[str, list[str]] = {}
    for text in objects:
        place = Address(text)
        while place.text != top and place.text not in below.get(place.parent.text, ()):
            below.setdefault(place.parent.text, []).append(place.text)
            place = place.parent
    return _grown(top, below, objects)


def _grown(text: str, below: dict[str, list[str]], objects: dict[str, Facts | None]) -> Address:
    if text not in below:
        return Address(text, objects.get(text))
    children = tuple(_grown(each, below, objects) for each in sorted(below[text]))
    files = {each.name: each for each in children if each.children is None}
    groups: dict[str, list[Address]] = {}
    for name, whole in together(list(files.values())).items():
        if name in files:
            groups.setdefault(whole, []).append(files[name])
    for whole, members in groups.items():
        group = tuple({each.text: each for each in (*members, *filter(None, [files.get(whole)]))}.values())
        for each in group:
            each.group = group
    return Address(text, None, children)


def _folder(address: Address, spool: Path) -> Path:
    return spool / digest(*sorted(each.text for each in address.group))


def _name(address: Address) -> str:
    """Return the name of a copy: its own, by which companions find each other, if a file here can have it."""
    name = address.name
    is_safe = name not in {"", ".", ".."} and "\0" not in name and len(os.fsencode(name)) <= _LONGEST_NAME
    return name if is_safe else digest(name)
