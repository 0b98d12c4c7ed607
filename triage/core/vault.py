"""Encrypt values that a case must compare and an examiner may ask for; only the key of the case reads them.

A contact point is encrypted with AES-SIV (RFC 5297), which gives equal values equal ciphertexts; the sketch of a
wording is encrypted with AES block by block. Both keys are derived from the key of the case, so that cases with one key
can be compared.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from typing import TYPE_CHECKING

from triage.core.keys import Key

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def sealed(values: Iterable[str], key: Key) -> list[str]:
    """Return each value sealed: three hexadecimal digits of its hash, then the value encrypted and in base64."""
    from cryptography.hazmat.primitives.ciphers.aead import AESSIV  # noqa: PLC0415 - help loads no cipher

    cipher = AESSIV(key.derived("contact points"))
    return [
        hashlib.blake2b(text, digest_size=2).hexdigest()[:3] + base64.b64encode(cipher.encrypt(text, None)).decode()
        for text in (value.encode("utf-8", "surrogatepass") for value in values)
    ]


def opened(token: str, key: Key) -> str | None:
    """Return the value that `sealed` encrypted; null if it was encrypted with another key."""
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415
    from cryptography.hazmat.primitives.ciphers.aead import AESSIV  # noqa: PLC0415

    try:
        text = AESSIV(key.derived("contact points")).decrypt(base64.b64decode(token[3:]), None)
    except InvalidTag:
        return None
    return text.decode("utf-8", "surrogatepass")


def blended(numbers: NDArray[np.uint64], key: Key) -> NDArray[np.uint64]:
    """Return one number for each, equal for equal ones, which cannot be reversed without the key."""
    import numpy as np  # noqa: PLC0415
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes  # noqa: PLC0415

    blocks = np.zeros((numbers.size, 2), np.uint64)
    blocks[:, 0] = numbers.reshape(-1)
    equal = modes.ECB()  # noqa: S305 - equal blocks shall be equal
    cipher = Cipher(algorithms.AES(key.derived("wordings")), equal).encryptor()
    mixed = np.frombuffer(cipher.update(blocks.tobytes()) + cipher.finalize(), np.uint64)
    return mixed.reshape(-1, 2)[:, 0].reshape(numbers.shape)
