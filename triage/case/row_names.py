"""Names of the rows of a case: digests of names and paths of evidence, encrypted, so that no guess of one can be tried.

Equal names give equal texts, by which a row is found; whoever lacks the key learns how many there are and which are
equal. Reference: RFC 5297, "Synthetic Initialization Vector (SIV) Authenticated Encryption", 2008.
"""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING

from triage.core.errors import CaseError
from triage.core.keys import Key

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESSIV


class RowNames:
    """Encrypt and read names of rows with the key of a case."""

    def __init__(self, key: Key | None) -> None:
        """Prepare a key; with null every name stays as it is, as in cases of an earlier layout."""
        self._cipher = _cipher(key) if key else None

    def sealed(self, name: str) -> str:
        """Return what is stored in place of a name."""
        if self._cipher is None:
            return name
        return base64.b64encode(self._cipher.encrypt(name.encode("utf-8", "surrogatepass"), None)).decode("ascii")

    def opened(self, stored: str) -> str:
        """Return the name that a stored text stands for. Raises `CaseError` if the text was changed."""
        from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - help loads no cipher

        if self._cipher is None:
            return stored
        try:
            return self._cipher.decrypt(base64.b64decode(stored), None).decode("utf-8", "surrogatepass")
        except (InvalidTag, binascii.Error, ValueError) as error:
            message = "a row of the case has a name that this key did not write: restore the case from a copy"
            raise CaseError(message) from error


def _cipher(key: Key) -> AESSIV:
    from cryptography.hazmat.primitives.ciphers.aead import AESSIV  # noqa: PLC0415 - help loads no cipher

    return AESSIV(key.derived("names of rows"))
