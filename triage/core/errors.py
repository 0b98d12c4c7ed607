"""The exceptions of this program, in one tree.

    TriageError
    ├── UsageError        the command was called wrongly: one line, exit status 2
    ├── EvidenceError     this piece of evidence cannot be read: a counted reason, the scan goes on
    │   └── Unsupported   the format is known and is not read by this version
    └── CaseError         the case folder cannot be used: exit status 1
        └── WrongCase     the case, or its key, is not what the command needs: a UsageError too, exit status 2

`rules.RuleError` is separate, because `rules` imports nothing of the program.
A bug is none of these: it ends the program with a traceback.
"""

from __future__ import annotations

import errno

FULL = "disk_full"
"""Reason that is counted if our own disk is full while a member of evidence is unpacked."""


class TriageError(Exception):
    """Something a person can act on; the message states what failed, on which thing, what to do."""


class UsageError(TriageError, ValueError):
    """The command line asks for something that cannot be done as asked."""


class EvidenceError(TriageError, OSError):
    """A piece of evidence cannot be read; `reason` is the short counted word for it."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason


class Unsupported(EvidenceError):
    """The format is recognised, and this version has no reader for it."""


class CaseError(TriageError, OSError):
    """The case folder is missing, damaged, locked or made with other rules."""


class WrongCase(CaseError, UsageError):
    """The case that was named, or its key, is another than the command needs: name another."""


def is_full(error: BaseException) -> bool:
    """Return true if an error states that a disk is full or a quota is used up."""
    return isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)
