"""What a case keeps about itself that only its key reads, and the names of its rows."""

from __future__ import annotations

from triage.case import keyring
from triage.case.record import Record
from triage.case.renewal import renew
from triage.case.row_names import RowNames
from triage.core.errors import WrongCase
from triage.core.journal import NAMES_SEALED
from triage.core.keys import Key

LOCKED = ("paths", "named", "listing_sha256", "facts_examiner", "facts_missing")
"""What a case keeps of names of files of the evidence, which may name persons: locked with its key."""

LOCK_HEAD = "locked:"


class KeyedRecord(Record):
    """The part of an open case that needs nothing but its key."""

    _key: Key | None = None
    _names = RowNames(None)

    def _use(self, key: Key | None, *, keeps_layout: bool = False) -> None:
        """Read names of rows with this key from now on; an earlier layout is brought to the present one."""
        self._key = key
        if key is not None and not keeps_layout:
            renew(self._journal, RowNames(key), lambda name, value: LOCK_HEAD + key.lock(value, "meta", name))
        is_sealed = self._journal.layout >= NAMES_SEALED
        self._names = RowNames(key if is_sealed else None)

    @property
    def meta(self) -> dict[str, str]:
        """What the case was made with: paths, options, versions, digests, times. Without the key no names of files."""
        kept = super().meta
        sealed = {name: kept.pop(name) for name in LOCKED if kept.get(name, "").startswith(LOCK_HEAD)}
        if self._key is not None:
            for name, value in sealed.items():
                kept[name] = self._key.unlock(value.removeprefix(LOCK_HEAD), "meta", name)
        return kept

    def set_meta(self, **values: str) -> None:
        """Add to or change `meta`; what is so already is not written again."""
        kept = self.meta
        new = {name: value for name, value in values.items() if kept.get(name) != value}
        for name in new.keys() & set(LOCKED):
            new[name] = LOCK_HEAD + self.key.lock(new[name], "meta", name)
        super().set_meta(**new)

    @property
    def key(self) -> Key:
        """The key of the case. Raises `WrongCase` if it is not available."""
        if self._key is None:
            raise self.keyless()
        return self._key

    def keyless(self) -> WrongCase:
        """Return the error for an action that needs the key when it is not available."""
        kept = self.meta.get("key_file", "")
        if keyring.MADE_BY in self.meta:
            return WrongCase(f"this needs the key of {self.folder}, which comes from a passphrase: --key-passphrase")
        return WrongCase(f"this needs the key of {self.folder}, which is not in {kept}: name its file with --key")

    @property
    def has_key(self) -> bool:
        """Return whether the key is available; without it only the last report can be given."""
        return self._key is not None
