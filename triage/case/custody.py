"""Seal a case: sign the head of its audit chain and the digest of its file with the examiner's key.

  CASE/case.seal                                    head, digest of case.db, public key, signature   (0600)
  $XDG_STATE_HOME/leak-triage/signing.pem           the private key, made at first use               (0600)

Whoever changes the case and rewrites the chain cannot sign its head; whoever signs it with another key shows another
public key than the one printed in the reports. Reference: RFC 8032, "Edwards-Curve Digital Signature Algorithm
(EdDSA)", 2017.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
from pathlib import Path
from typing import Any

from triage.case import keyring
from triage.core.errors import CaseError

SEAL = "case.seal"
_KEY = "signing.pem"
_BLOCK = 1 << 20
_PEM = re.compile(
    rb"-----BEGIN PRIVATE KEY-----\r?\n(MC4CAQAwBQYDK2VwBCIEI[A-P][A-Za-z0-9+/]{42})\r?\n-----END PRIVATE KEY-----\s*"
)
"""A private key of Ed25519 as PKCS 8 writes it (RFC 8410, 10.3): what stands before the secret is always the same."""

_SECRET_BYTES = 32


def public_key() -> str:
    """Return the public key of this examiner, 64 hex digits; "" if there is no key and none can be written."""
    key = _private()
    return key.public_key().public_bytes_raw().hex() if key else ""


def write(folder: Path, seq: int, head: str) -> None:
    """Seal a case at this link of its chain; a case that cannot be written keeps its old seal."""
    body = {"seq": seq, "head": head, "case_db_sha256": file_sha256(folder / "case.db"), "public_key": public_key()}
    if (kept := read(folder)) and all(kept.get(name) == value for name, value in body.items()):
        return
    key = _private()
    sealed = {**body, "signature": key.sign(_signed(body)).hex() if key else ""}
    new = folder / f"{SEAL}.new"
    try:
        with os.fdopen(os.open(new, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "w", encoding="ascii") as out:
            json.dump(sealed, out, indent=1)
            out.flush()
            os.fsync(out.fileno())
        new.replace(folder / SEAL)
    except OSError:
        return


def read(folder: Path) -> dict[str, Any] | None:
    """Return the seal of a case; null if there is none. Raises `CaseError` if it is damaged."""
    try:
        text = (folder / SEAL).read_text(encoding="ascii")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError):
        text = ""
    try:
        kept = json.loads(text)
    except ValueError:
        kept = None
    if not isinstance(kept, dict):
        message = f"the seal {folder / SEAL} was changed"
        raise CaseError(message)
    return kept


def fault(seal: dict[str, Any], folder: Path) -> str:
    """Return a sentence on what is wrong with a seal or its signature; "" if nothing is."""
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - takes long to load
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415 - the same

    try:
        signature = bytes.fromhex(seal["signature"])
        body = {name: value for name, value in seal.items() if name != "signature"}
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(seal["public_key"])).verify(signature, _signed(body))
        is_as_written = signature.hex() == seal["signature"]  # large letters say the same, and were not written
    except (InvalidSignature, ValueError, KeyError, TypeError):
        is_as_written = False
    return "" if is_as_written else f"the seal {folder / SEAL} was changed: its signature does not fit"


def file_sha256(path: Path) -> str:
    """Return the SHA-256 of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def _signed(body: dict[str, Any]) -> bytes:
    return json.dumps(body, sort_keys=True, separators=(",", ":")).encode("ascii")


def _private() -> Any:
    """Return the private key, made at first use; null if it cannot be written. Raises `CaseError` if it is damaged."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415 - takes long to load

    file = keyring.home().parent / _KEY
    try:
        text = file.read_bytes()
        if own := _PEM.fullmatch(text):
            return Ed25519PrivateKey.from_private_bytes(base64.b64decode(own[1])[-_SECRET_BYTES:])
        from cryptography.hazmat.primitives import serialization as kept  # noqa: PLC0415 - takes longer still

        return kept.load_pem_private_key(text, None)
    except FileNotFoundError:
        pass
    except (OSError, ValueError) as error:
        message = f"{file} is no signing key: restore it, or move it away so that a new one is made"
        raise CaseError(message) from error
    from cryptography.hazmat.primitives import serialization as kept  # noqa: PLC0415 - as above

    key = Ed25519PrivateKey.generate()
    text = key.private_bytes(kept.Encoding.PEM, kept.PrivateFormat.PKCS8, kept.NoEncryption())
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
    except OSError:
        return None
    return key
