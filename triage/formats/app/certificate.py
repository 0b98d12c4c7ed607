"""The certificates with which an Android application is signed (META-INF): the same developer over applications."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator

import polars as pl

from triage.core.errors import EvidenceError
from triage.core.format_info import Claim, Format
from triage.core.model import AT, ROW_SEGMENT, Batch, Chunk, Evidence, Source
from triage.core.summary import Coverage

RISKY = True
BEGINS = (b"\x30\x80", b"\x30\x81", b"\x30\x82", b"\x30\x83")
FORMAT = Format(
    name="app_signer",
    title="Certificates of the signer of an Android application",
    library="cryptography",
    how="whole",
    limits="signing blocks of version 2 and 3, which have no file of their own, are not read",
    accounting="every byte; a record is a certificate",
)

COLUMNS = ("fingerprint", "subject", "issuer", "valid from", "valid until")
_NAMED = re.compile(r"(?:^|/)[^/]+\.(?:RSA|DSA|EC)$", re.IGNORECASE)
_LARGEST = 1 << 20


def claims(head: bytes, name: str) -> Claim:
    """Claim SIGNATURE for a signature of a package by its name and its first bytes."""
    return Claim.SIGNATURE.when(head.startswith(BEGINS) and _NAMED.search(name))


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


def _rows(evidence: Evidence) -> list[tuple[str, ...]]:
    from cryptography import x509  # noqa: PLC0415 - only for this kind
    from cryptography.exceptions import UnsupportedAlgorithm  # noqa: PLC0415
    from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415
    from cryptography.hazmat.primitives.serialization import pkcs7  # noqa: PLC0415

    if evidence.size_bytes > _LARGEST:
        raise EvidenceError("over_memory")
    try:
        with warnings.catch_warnings(action="ignore"):  # old certificates break rules that nobody kept then
            found = pkcs7.load_der_pkcs7_certificates(evidence.data.read_bytes())
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
