r"""Seal a file so that only its recipient can open it: X25519 for the key, AES-256-GCM for the text, piece by piece.

  leak-triage handover 1\n      23 bytes
  ephemeral public key          32 bytes, X25519
  pieces                        each of 65,536 bytes of text, the last of fewer, and 16 bytes of GCM's tag

The key of the pieces is HKDF-SHA256 of the shared secret, with both public keys as its salt and the head as its info.
The nonce of a piece is its number, from 0, in 11 bytes, and a byte that is 1 for the last piece: pieces that are
removed, exchanged or cut off are detected. The sender keeps nothing to open the file again.

References: RFC 7748 (X25519), RFC 5869 (HKDF); Hoang and others, "Online authenticated-encryption and its nonce-reuse
misuse-resistance", 2015 (STREAM), as `age` does it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any, Self

from triage.core.errors import TriageError, UsageError

HEAD = b"leak-triage handover 1\n"
PUBLIC, SECRET = "leak-triage recipient 1", "leak-triage recipient secret 1"
"""First lines of the two files of a recipient; the second line is the key, 64 hexadecimal digits."""

PIECE_BYTES = 65_536
_KEY_BYTES, _TAG_BYTES = 32, 16


def new_recipient() -> tuple[str, str]:
    """Return the texts of a new recipient's two files: the public one, and the secret one."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey  # noqa: PLC0415 - takes long to load

    key = X25519PrivateKey.generate()
    public, secret = key.public_key().public_bytes_raw().hex(), key.private_bytes_raw().hex()
    return f"{PUBLIC}\n{public}\n", f"{SECRET}\n{secret}\n"


def key_in(text: str, head: str, where: str) -> bytes:
    """Return the key in the text of a recipient's file. Raises `UsageError` if the text is no such file."""
    lines = text.split()
    try:
        key = bytes.fromhex(lines[-1]) if " ".join(lines[:-1]) == head else b""
    except (ValueError, IndexError):
        key = b""
    if len(key) != _KEY_BYTES:
        kind = "public key" if head == PUBLIC else "secret key"
        message = f"{where} is no {kind} of a recipient: triage handover keys -o FILE makes both"
        raise UsageError(message)
    return key


class Sealing:
    """Writes a sealed file. Use as a context manager: a file without its last piece cannot be opened."""

    def __init__(self, out: IO[bytes], recipient: bytes) -> None:
        from cryptography.hazmat.primitives.asymmetric import x25519  # noqa: PLC0415 - takes long to load

        own = x25519.X25519PrivateKey.generate()
        self._out, self._number, self._rest = out, 0, b""
        public = own.public_key().public_bytes_raw()
        try:
            self._cipher = _cipher(own, recipient, public + recipient)
        except ValueError as error:
            message = "that is no public key to which anything can be sealed"
            raise UsageError(message) from error
        out.write(HEAD + public)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, error: type[BaseException] | None, *_: object) -> None:
        if error is None:
            self._put(self._rest, is_last=True)

    def write(self, text: bytes) -> None:
        """Append text to the sealed file."""
        self._rest += text
        while len(self._rest) > PIECE_BYTES:
            self._put(self._rest[:PIECE_BYTES], is_last=False)
            self._rest = self._rest[PIECE_BYTES:]

    def _put(self, piece: bytes, *, is_last: bool) -> None:
        self._out.write(self._cipher.encrypt(_nonce(self._number, is_last=is_last), piece, None))
        self._number += 1


def opened(file: IO[bytes], secret: bytes) -> Iterator[bytes]:
    """Yield the text of a sealed file, piece by piece.

    Raises `TriageError` at the first piece that was changed, and for a file that is cut off.
    """
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - takes long to load
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey  # noqa: PLC0415 - the same

    own = X25519PrivateKey.from_private_bytes(secret)
    head, public = file.read(len(HEAD)), file.read(_KEY_BYTES)
    if head != HEAD or len(public) != _KEY_BYTES:
        message = "this is no list that was handed over"
        raise TriageError(message)
    number, piece = 0, file.read(PIECE_BYTES + _TAG_BYTES)
    try:
        cipher = _cipher(own, public, public + own.public_key().public_bytes_raw())
        while True:
            following = file.read(PIECE_BYTES + _TAG_BYTES)
            yield cipher.decrypt(_nonce(number, is_last=not following), piece, None)
            if not following:
                return
            number, piece = number + 1, following
    except (InvalidTag, ValueError) as error:
        message = f"it was sealed to another key, was changed, or is cut off (piece {number + 1})"
        raise TriageError(message) from error


def _cipher(own: Any, other: bytes, salt: bytes) -> Any:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey  # noqa: PLC0415 - takes long to load
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - the same
    from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415 - the same
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF  # noqa: PLC0415 - the same

    shared = own.exchange(X25519PublicKey.from_public_bytes(other))
    return AESGCM(HKDF(SHA256(), _KEY_BYTES, salt, HEAD).derive(shared))


def _nonce(number: int, *, is_last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([is_last])
