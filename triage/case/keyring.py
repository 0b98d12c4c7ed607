"""Store and find the keys of cases: each in its own file outside the case folder, or derived from a passphrase.

  $XDG_STATE_HOME/leak-triage/keys/NAME.key   or ~/.local/state/leak-triage/keys/NAME.key   (0600)

If case and key are stored separately, a thief of only one of them learns nothing. A lost key cannot be recovered.
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from triage.case import passphrase
from triage.core.errors import UsageError, WrongCase
from triage.core.keys import SECRET_BYTES, Key, KeyFrom, Passphrase

_HEAD = "leak-triage key 1"

MADE_BY = "key_made_by"
"""Name under which a case keeps how its key is derived from a passphrase."""


def home() -> Path:
    """Return the default folder of keys."""
    state = os.environ.get("XDG_STATE_HOME") or "~/.local/state"
    return Path(state).expanduser() / "leak-triage" / "keys"


def made(source: KeyFrom | None, outside: Sequence[Path]) -> tuple[Key, dict[str, str]]:
    """Return the key of a new case, and what the case keeps about its origin. Raises `UsageError` as `new` does."""
    if isinstance(source, Passphrase):
        key, made_by = passphrase.new(source)
        return key, {"key_file": "", MADE_BY: made_by}
    key, place = new(source, outside)
    return key, {"key_file": str(place.resolve())}


def new(file: Path | None, outside: Sequence[Path]) -> tuple[Key, Path]:
    """Return the key in a file, which is created if it does not exist; null = a new file in `home`.

    Raises `UsageError` if the file would lie inside one of the folders `outside`: the evidence, or the case folder.
    """
    key = Key.random()
    place = home() / f"{key.name}.key" if file is None else file
    for folder in outside:
        if folder.resolve() in (place.resolve(), *place.resolve().parents):
            message = f"the key {place} would lie inside {folder}: name a file elsewhere with --key"
            raise UsageError(message)
    if file is not None and os.path.lexists(file):
        return read(file), file
    return write(place, key), place


def write(file: Path, key: Key) -> Key:
    """Write a key to a new file that only its owner may read, whole or not at all, and return it."""
    new = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        made = os.open(new, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
        with os.fdopen(made, "w", encoding="ascii") as out:
            out.write(f"{_HEAD}\n{key.secret.hex()}\n")
            out.flush()
            os.fsync(out.fileno())
        if os.path.lexists(file):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(file))
        os.rename(new, file)  # noqa: PTH104 - `replace` is of journals
    except OSError as error:
        with contextlib.suppress(OSError):
            new.unlink()
        message = f"the key cannot be written to {file} ({error.strerror}): name another file with --key"
        raise WrongCase(message) from error
    return key


def read(file: Path) -> Key:
    """Return the key in a file. Raises `UsageError` if the file holds none."""
    try:
        head, secret = file.read_text(encoding="ascii").splitlines()
        key = Key(bytes.fromhex(secret))
    except OSError as error:
        message = f"the key {file} cannot be read: {error.strerror}"
        raise UsageError(message) from error
    except ValueError as error:
        message = f"{file} is no key of this program"
        raise UsageError(message) from error
    if head != _HEAD or len(key.secret) != SECRET_BYTES:
        message = f"{file} is no key of this program"
        raise UsageError(message)
    return key


def found(meta: Mapping[str, str], named: KeyFrom | None) -> Key | None:
    """Return the key of a case: from the named source, else from its file when the case was made, else from `home`.

    Null if none of them has it. Raises `UsageError` if the named source gives another key.
    """
    name = meta.get("key", "")
    if isinstance(named, Passphrase):
        if MADE_BY not in meta:
            message = "the key of this case lies in a file and comes from no passphrase: name it with --key"
            raise UsageError(message)
        key = passphrase.again(named, meta[MADE_BY])
        return _same(key, name, "that is not the passphrase of this case")
    if named is not None:
        return _same(read(named), name, f"{named} is the key of another case")
    for place in (Path(meta.get("key_file", "")), home() / f"{name}.key"):
        if place.is_file():
            key = read(place)
            if key.name == name:
                return key
    return None


def _same(key: Key, name: str, message: str) -> Key:
    if key.name != name:
        raise UsageError(message)
    return key
