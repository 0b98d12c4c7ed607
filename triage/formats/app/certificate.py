"""The certificates with which an Android application is signed: the same developer over applications.

They are in META-INF, or in the signing block before the directory of the archive (versions 2, 3 and 3.1), which the
opener of archives gives as a member. https://source.android.com/docs/security/features/apksigning/v2, read 2026-11-30.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from itertools import islice

import polars as pl

from triage.core.errors import EvidenceError
from triage.core.format_info import Claim, Format
from triage.core.model import AT, ROW_SEGMENT, Batch, Chunk, Evidence, Source
from triage.core.summary import Coverage

RISKY = True
_DER = (b"\x30\x80", b"\x30\x81", b"\x30\x82", b"\x30\x83")
FORMAT = Format(
    name="app_signer",
    title="Certificates of the signer of an Android application",
    library="cryptography",
    how="whole",
    limits="signatures are not checked, certificates are read",
    accounting="every byte; a record is a certificate",
)

COLUMNS = ("fingerprint", "subject", "issuer", "valid from", "valid until")
_NAMED = re.compile(r"(?:^|/)[^/]+\.(?:RSA|DSA|EC)$", re.IGNORECASE)
_LARGEST = 1 << 20
SIGNING_BLOCK = "META-INF/(APK Signing Block)"
_MAGIC = b"APK Sig Block 42"
_SCHEMES = (0x7109871A, 0xF05368C0, 0x1B93AD61)
"""Numbers of the signatures of version 2, 3 and 3.1 in a signing block."""


def claims(head: bytes, name: str) -> Claim:
    """Claim SIGNATURE for a signature of a package by its name and its first bytes."""
    return Claim.SIGNATURE.when((head.startswith(_DER) and _NAMED.search(name)) or name.endswith(SIGNING_BLOCK))


def sources(evidence: Evidence) -> Iterator[Source]:
    """Yield one table. Raises `EvidenceError` if it is too large, or no certificate can be read."""
    _rows(evidence)
    yield Source(evidence, "app_signer", "signer", COLUMNS, segment=ROW_SEGMENT)


def split(source: Source) -> Iterator[Chunk]:
    """Yield one chunk."""
    yield Chunk(source, 0, 1)


def batches(chunk: Chunk) -> Iterator[Batch]:
    """Yield one batch; locators count certificates."""
    rows = _rows(chunk.source.evidence)
    data = {str(i): [row[i] for row in rows] for i in range(len(COLUMNS))}
    frame = pl.DataFrame(data, schema=dict.fromkeys(data, pl.String))
    frame = frame.with_columns(pl.Series(AT, range(len(rows)), pl.UInt64))
    size = chunk.source.evidence.size_bytes
    yield Batch(frame, Coverage(bytes_read=size, records_found=len(rows), rows_read=len(rows)))


def _of_block(raw: bytes) -> Iterator[bytes]:
    """Yield the certificates in a signing block. Raises `ValueError` if its lengths lie."""
    if not raw.endswith(_MAGIC):
        return
    size = int.from_bytes(raw[-24:-16], "little")
    block = raw[max(0, len(raw) - size) : -24]
    while block:
        length = int.from_bytes(block[:8], "little")
        if not 4 <= length <= len(block) - 8:
            message = "a pair of a signing block is longer than the block"
            raise ValueError(message)
        if int.from_bytes(block[8:12], "little") in _SCHEMES:
            for signer in _parts(next(_parts(block[12 : 8 + length]), b"")):
                signed = next(_parts(signer), b"")
                yield from _parts(next(islice(_parts(signed), 1, None), b""))
        block = block[8 + length :]


def _parts(raw: bytes) -> Iterator[bytes]:
    """Yield the parts of a sequence in which a length of four bytes is before each."""
    while len(raw) >= 4:
        length = int.from_bytes(raw[:4], "little")
        yield raw[4 : 4 + length]
        raw = raw[4 + length :]


def _rows(evidence: Evidence) -> list[tuple[str, ...]]:
    from cryptography import x509  # noqa: PLC0415 - only for this kind
    from cryptography.exceptions import UnsupportedAlgorithm  # noqa: PLC0415
    from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415
    from cryptography.hazmat.primitives.serialization import pkcs7  # noqa: PLC0415

    if evidence.size_bytes > _LARGEST:
        raise EvidenceError("over_memory")
    try:
        with warnings.catch_warnings(action="ignore"):  # old certificates break rules that nobody kept then
            raw = evidence.data.read_bytes()
            of_block = [x509.load_der_x509_certificate(each) for each in dict.fromkeys(_of_block(raw))]
            found = of_block if raw.endswith(_MAGIC) else pkcs7.load_der_pkcs7_certificates(raw)
            return [
                (
                    each.fingerprint(SHA256()).hex(),
                    each.subject.rfc4514_string(),
                    each.issuer.rfc4514_string(),
                    each.not_valid_before_utc.date().isoformat(),
                    each.not_valid_after_utc.date().isoformat(),
                )
                for each in found
            ]
    except (ValueError, TypeError, UnsupportedAlgorithm, x509.InvalidVersion) as error:
        raise EvidenceError("damaged_document") from error
