"""Where the keys of cases lie: each in a file of its own, outside the case folder, for its owner alone.

    $XDG_STATE_HOME/leak-triage/keys/NAME.key   or ~/.local/state/leak-triage/keys/NAME.key   (0600)

Who keeps case and key apart loses nothing with either of them alone. A key that is lost cannot be made again.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from triage.core.errors import CaseError, UsageError
from triage.core.keys import SECRET_BYTES, Key

_HEAD = "leak-triage key 1"


def home() -> Path:
    """Return the folder of keys that nobody chose a place for."""
    state = os.environ.get("XDG_STATE_HOME") or "~/.local/state"
    return Path(state).expanduser() / "leak-triage" / "keys"


def new(file: Path | None, outside: Sequence[Path]) -> tuple[Key, Path]:
    """Return the key in a file, made if there is none; a null file is one of its own in `home`.

    Raises `UsageError` if the file would lie inside the evidence, or in the case folder: `outside`.
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
    """Write a key into a new file that only its owner may read, and return it."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        made = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(made, "w", encoding="ascii") as out:
            out.write(f"{_HEAD}\n{key.secret.hex()}\n")
            out.flush()
            os.fsync(out.fileno())
    except OSError as error:
        message = f"the key cannot be written to {file} ({error.strerror}): name another file with --key"
        raise CaseError(message) from error
    return key


def read(file: Path) -> Key:
    """Return the key in a file. Raises `UsageError` if there is none."""
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


def found(name: str, kept: str, named: Path | None) -> Key | None:
    """Return the key of that name: in the file that was named, if it was when the case was made, or in `home`.

    Null if it is in none of them. Raises `UsageError` if the file that was named holds another.
    """
    if named is not None:
        key = read(named)
        if key.name != name:
            message = f"{named} is the key of another case"
            raise UsageError(message)
        return key
    for place in (Path(kept), home() / f"{name}.key"):
        if place.is_file():
            key = read(place)
            if key.name == name:
                return key
    return None
