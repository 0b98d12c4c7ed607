"""Check, create and lock the folder of a case: outside the evidence, its own, used by one process at a time."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from triage.core.errors import CaseError, UsageError, WrongCase, is_full


def check(folder: Path, evidence: Sequence[Path]) -> None:
    """Raise `UsageError` if the folder would lie inside the evidence."""
    home = folder.resolve()
    for path in evidence:
        root = path.resolve()
        if home == root or root in home.parents:
            message = f"the case folder {folder} would lie inside the evidence {path}: name another with --case"
            raise UsageError(message)


def make(folder: Path, ours: Collection[str]) -> None:
    """Create the folder of a new case. Raises `WrongCase` if it contains anything but these names."""
    try:
        is_taken = folder.exists() and any(each.name not in ours for each in folder.iterdir())
        if not is_taken:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        message = f"{folder} cannot be a case folder ({error.strerror}): name another with --case"
        raise (CaseError if is_full(error) else WrongCase)(message) from error
    if is_taken:
        message = f"{folder} is not empty and is not a case: name another folder with --case"
        raise WrongCase(message)


def lock(folder: Path) -> int:
    """Lock a case while it is open, and return the lock; members that a killed process left behind are removed."""
    held = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(held)
        message = f"{folder}: another command of this program is at work in this case: try again when it has ended"
        raise CaseError(message) from error
    shutil.rmtree(folder / "spool", ignore_errors=True)
    return held


@contextmanager
def let_go_if_it_fails(lock: int) -> Iterator[None]:
    """Let a lock go if what is done inside fails, so that it can be tried again."""
    try:
        yield
    except BaseException:
        os.close(lock)
        raise


def empty(file: Path) -> Path:
    """Make an empty file for its owner alone, in place of one that a killed process left with its log; return it."""
    file.with_name(f"{file.name}-journal").unlink(missing_ok=True)
    file.unlink(missing_ok=True)
    os.close(os.open(file, os.O_CREAT | os.O_WRONLY, 0o600))
    return file
