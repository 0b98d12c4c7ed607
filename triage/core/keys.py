"""The secret key of a case, without which a stolen case reveals no value.

What is kept of values is either encrypted (AES-256-GCM: whoever lacks the key can neither read it nor change it
undetected) or a token (see `triage.core.tokens`). Each use has its own key, derived from the secret with keyed BLAKE2b.
"""

from __future__ import annotations

import base64
import hashlib
import os
from dataclasses import dataclass, field
from pathlib import Path

from triage.core.errors import CaseError

SECRET_BYTES = 32
"""Length of a secret in bytes."""

_NONCE_BYTES = 12


@dataclass(frozen=True, slots=True)
class Key:
    """The secret of one case, or of several cases that may be compared."""

    secret: bytes = field(repr=False)

    @classmethod
    def random(cls) -> Key:
        """Return a new random key."""
        return cls(os.urandom(SECRET_BYTES))

    @property
    def name(self) -> str:
        """Return 32 hexadecimal digits that identify this key and reveal nothing of the secret."""
        return self.derived("name")[:16].hex()

    def derived(self, use: str) -> bytes:
        """Return the key for one use: 32 bytes."""
        return hashlib.blake2b(use.encode(), key=self.secret, digest_size=32, person=b"leak-triage").digest()

    def lock(self, text: str, *names: str) -> str:
        """Return a text encrypted with this key, bound to the names of the row that it is kept in."""
        return base64.b64encode(self.lock_bytes(text.encode("utf-8", "surrogatepass"), *names)).decode("ascii")

    def unlock(self, text: str, *names: str) -> str:
        """Return the text that was locked. Raises `CaseError` if it was changed, or was locked with another key."""
        return self.unlock_bytes(base64.b64decode(text), *names).decode("utf-8", "surrogatepass")

    def lock_bytes(self, data: bytes, *names: str) -> bytes:
        """Return bytes encrypted with this key: a nonce of 12 bytes, then the output of AES-GCM."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - help loads no cipher

        nonce = os.urandom(_NONCE_BYTES)
        return nonce + AESGCM(self.derived("rows")).encrypt(nonce, data, _joined(names))

    def unlock_bytes(self, data: bytes, *names: str) -> bytes:
        """Return the bytes that were locked. Raises `CaseError` if they were changed or another key locked them."""
        from cryptography.exceptions import InvalidTag  # noqa: PLC0415
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415

        try:
            return AESGCM(self.derived("rows")).decrypt(data[:_NONCE_BYTES], data[_NONCE_BYTES:], _joined(names))
        except (InvalidTag, ValueError) as error:
            message = "what the case keeps was changed, or was locked by another key: restore it from a copy"
            raise CaseError(message) from error


@dataclass(frozen=True, slots=True)
class Passphrase:
    """What somebody remembers, and a case's key is made of (`triage.case.passphrase`)."""

    text: str = field(repr=False)


KeyFrom = Path | Passphrase
"""The source of the key of a case: its file, or a passphrase."""


def _joined(names: tuple[str, ...]) -> bytes:
    return "\x1f".join(names).encode("utf-8", "surrogatepass")
