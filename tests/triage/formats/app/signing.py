"""A certificate of an invented developer, and the signature of a package with it: the same bytes every time."""

from __future__ import annotations

from datetime import UTC, datetime
from struct import pack

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, pkcs7
from cryptography.x509.oid import NameOID


def signature(name: str = "Data Apps PK", seed: int = 1) -> bytes:
    """Return what META-INF/CERT.RSA holds of a certificate."""
    return pkcs7.serialize_certificates([certificate(name, seed)], Encoding.DER)


def certificate(name: str = "Data Apps PK", seed: int = 1) -> x509.Certificate:
    """Return the certificate of a developer."""
    key = Ed25519PrivateKey.from_private_bytes(bytes([seed] * 32))
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    made = x509.CertificateBuilder(who, who, key.public_key(), seed)
    made = made.not_valid_before(datetime(2020, 1, 1, tzinfo=UTC)).not_valid_after(datetime(2045, 1, 1, tzinfo=UTC))
    return made.sign(key, None)


def signing_block(*numbers: int) -> bytes:
    """Return a signing block that has a signature of each of these schemes, by one developer."""
    signed = part(part(b"a digest")) + part(part(certificate().public_bytes(Encoding.DER))) + part(b"")
    signers = part(part(part(signed) + part(b"") + part(b"a key")))
    pairs = b"".join(pack("<QI", 4 + len(signers), number) + signers for number in numbers)
    size = pack("<Q", len(pairs) + 24)
    return size + pairs + size + b"APK Sig Block 42"


def part(raw: bytes) -> bytes:
    """Return bytes behind their length."""
    return pack("<I", len(raw)) + raw
