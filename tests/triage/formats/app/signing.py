"""A certificate of an invented developer, and the signature of a package with it: the same bytes every time."""

from __future__ import annotations

from datetime import UTC, datetime

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, pkcs7
from cryptography.x509.oid import NameOID


def signature(name: str = "Data Apps PK", seed: int = 1) -> bytes:
    """Return what META-INF/CERT.RSA holds of a certificate."""
    key = Ed25519PrivateKey.from_private_bytes(bytes([seed] * 32))
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    made = x509.CertificateBuilder(who, who, key.public_key(), seed)
    made = made.not_valid_before(datetime(2020, 1, 1, tzinfo=UTC)).not_valid_after(datetime(2045, 1, 1, tzinfo=UTC))
    return pkcs7.serialize_certificates([made.sign(key, None)], Encoding.DER)
