from __future__ import annotations

from pathlib import Path

import pytest

from tests.triage.formats.app.signing import signature
from tests.triage.formats.conftest import Reading
from triage.core.errors import EvidenceError
from triage.core.format_info import Claim
from triage.formats.app import certificate


def test_a_signature_tells_who_signed(reading: Reading, tmp_path: Path) -> None:
    path = tmp_path / "CERT.RSA"
    path.write_bytes(signature())
    told = reading(path)
    ((fingerprint, *others),) = told.rows

    assert others == ["CN=Data Apps PK", "CN=Data Apps PK", "2020-01-01", "2045-01-01"]
    assert len(fingerprint or "") == 64
    assert told.coverage.balances(len(signature()))


OF_NO_VERSION = signature().replace(b"\xa0\x03\x02\x01\x02", b"\xa0\x03\x02\x01\x22", 1)


@pytest.mark.parametrize("raw", [signature()[:200], OF_NO_VERSION])
def test_a_damaged_signature_has_a_reason(reading: Reading, tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "CERT.RSA"
    path.write_bytes(raw)

    with pytest.raises(EvidenceError, match="damaged_document"):
        reading(path)


@pytest.mark.parametrize("name", ["key.der", "RSA", "a.RSA.txt"])
def test_other_files_of_this_build_are_not_claimed(name: str) -> None:
    assert certificate.claims(signature(), name) == Claim.NONE
