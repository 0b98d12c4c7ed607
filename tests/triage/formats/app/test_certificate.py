from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.triage.formats.app.signing import signature, signing_block
from tests.triage.formats.conftest import Reading
from triage import find, read
from triage.core.errors import EvidenceError
from triage.core.format_info import Claim
from triage.core.model import Evidence
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


V2, V3, V31, PADDING = 0x7109871A, 0xF05368C0, 0x1B93AD61, 0x42726577


def application(path: Path, block: bytes) -> Path:
    """Write a package with a signing block before its directory."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("AndroidManifest.xml", b"x" * 20)
    raw = path.read_bytes()
    at = raw.rfind(b"PK\x05\x06")
    start = int.from_bytes(raw[at + 16 : at + 20], "little")
    end = raw[at : at + 16] + (start + len(block)).to_bytes(4, "little") + raw[at + 20 :]
    path.write_bytes(raw[:start] + block + raw[start:at] + end)
    return path


@pytest.mark.parametrize("schemes", [(V2,), (V3,), (V2, V3, V31), (PADDING, V2)])
def test_a_signing_block_tells_who_signed(reading: Reading, tmp_path: Path, schemes: tuple[int, ...]) -> None:
    path = application(tmp_path / "app.apk", signing_block(*schemes))
    members = {each.members[-1]: each.data for each in find.evidence([path], tmp_path / "spool") if each.members}
    told = named(members["META-INF/(APK Signing Block)"])

    assert [row[1] for row in told] == ["CN=Data Apps PK"]
    assert told[0][0] == certificate_of_meta_inf(reading, tmp_path)


def named(block: Path) -> list[tuple[str, ...]]:
    """Return the rows of a signing block, as the member of a package that it is."""
    item = Evidence("a", block, ("META-INF/(APK Signing Block)",), block, block.stat().st_size, "")
    (source,) = read.identify(item)
    (chunk,) = read.split(source)
    return [row[:-1] for batch in read.batches(chunk) for row in batch.frame.rows()]


def certificate_of_meta_inf(reading: Reading, home: Path) -> str | None:
    (home / "CERT.RSA").write_bytes(signature())
    return reading(home / "CERT.RSA").rows[0][0]


def test_a_signing_block_whose_lengths_lie_has_a_reason(tmp_path: Path) -> None:
    block = bytearray(signing_block(V2))
    block[8:16] = (1 << 40).to_bytes(8, "little")
    path = tmp_path / "block"
    path.write_bytes(bytes(block))

    with pytest.raises(EvidenceError, match="damaged_document"):
        named(path)
