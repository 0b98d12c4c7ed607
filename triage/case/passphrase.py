"""Derive the key of a case from a passphrase with scrypt, so that no key file exists; the case keeps the parameters.

Each guess costs a thief what it costs us: a third of a second and 128 MiB. Each case has its own salt, so that one
passphrase gives two cases two keys, and precomputed tables of passphrases are useless. References: RFC 7914, "The
scrypt Password-Based Key Derivation Function", 2016; the cost is that of OWASP, "Password Storage Cheat Sheet", read
2026-11-30 (N = 2^17, r = 8, p = 1).
"""

from __future__ import annotations

import json
import os
import unicodedata

from triage.core.errors import CaseError, UsageError
from triage.core.keys import SECRET_BYTES, Key, Passphrase

LEAST_CHARACTERS = 12
"""Fewest characters of a passphrase for a new case; four words are longer."""

_N, _R, _P = 2**17, 8, 1
_MOST_N = 2**20
_SALT_BYTES = 16


def new(passphrase: Passphrase) -> tuple[Key, str]:
    """Return a new key, and the parameters to derive it again. Raises `UsageError` if the passphrase is too short."""
    if len(passphrase.text) < LEAST_CHARACTERS:
        message = f"the passphrase is too short: it takes at least {LEAST_CHARACTERS} characters, better four words"
        raise UsageError(message)
    made_by = json.dumps({"kdf": "scrypt", "n": _N, "r": _R, "p": _P, "salt": os.urandom(_SALT_BYTES).hex()})
    return again(passphrase, made_by), made_by


def again(passphrase: Passphrase, made_by: str) -> Key:
    """Return the key that a passphrase gives; a wrong passphrase gives another key.

    Raises `CaseError` for parameters that this program never writes: weaker ones, or ones that would exhaust the
    machine.
    """
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt  # noqa: PLC0415 - takes long to load

    try:
        kept = json.loads(made_by)
        n, r, p, salt = (kept[name] for name in ("n", "r", "p", "salt"))
        is_ours = kept["kdf"] == "scrypt" and _N <= n <= _MOST_N and (r, p) == (_R, _P) and len(salt) == 2 * _SALT_BYTES
        made = Scrypt(salt=bytes.fromhex(salt), length=SECRET_BYTES, n=n, r=r, p=p) if is_ours else None
    except (ValueError, KeyError, TypeError):
        made = None
    if made is None:
        message = "what the case keeps to make its key of a passphrase was changed: restore it from a copy"
        raise CaseError(message)
    return Key(made.derive(unicodedata.normalize("NFC", passphrase.text).encode("utf-8", "surrogatepass")))
