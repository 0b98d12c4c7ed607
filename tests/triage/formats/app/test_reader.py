from __future__ import annotations

from pathlib import Path
from struct import pack

from tests.triage.formats.conftest import Reading

TOKEN = "1234567890:AA" + "x" * 33


def pool(*texts: str) -> bytes:
    """Return a pool of strings in UTF-8."""
    said = [bytes([len(text), len(text.encode())]) + text.encode() + b"\0" for text in texts]
    offsets = [sum(map(len, said[:i])) for i in range(len(said))]
    body = pack(f"<{len(said)}I", *offsets) + b"".join(said)
    return pack("<HHIIIIII", 1, 28, 28 + len(body), len(said), 0, 0x100, 28 + 4 * len(said), 0) + body


def start(name: int, *attributes: tuple[int, int]) -> bytes:
    """Return the start of an element with texts as attributes."""
    body = pack("<IIHHHHHH", 0xFFFFFFFF, name, 20, 20, len(attributes), 0, 0, 0)
    body += b"".join(pack("<IIIHBBI", 0xFFFFFFFF, key, value, 8, 0, 3, value) for key, value in attributes)
    return pack("<HHIII", 0x0102, 16, 16 + len(body), 1, 0xFFFFFFFF) + body


def binary_xml() -> bytes:
    texts = pool("manifest", "package", "pk.example.simdata", "uses-permission", "name", "android.permission.READ_SMS")
    body = texts + start(0, (1, 2)) + start(3, (4, 5))
    return pack("<HHI", 3, 8, 8 + len(body)) + body


def code(*texts: str) -> bytes:
    said = [bytes([len(text)]) + text.encode() + b"\0" for text in texts]
    first = 0x70 + 4 * len(said)
    places = [first + sum(map(len, said[:i])) for i in range(len(said))]
    head = b"dex\n035\0" + bytes(0x30) + pack("<II", len(said), 0x70)
    return head.ljust(0x70, b"\0") + pack(f"<{len(places)}I", *places) + b"".join(said)


def rows(reading: Reading, path: Path, raw: bytes) -> list[tuple[str | None, ...]]:
    path.write_bytes(raw)
    told = reading(path)
    assert told.coverage.balances(len(raw))
    return told.rows


def test_a_manifest_tells_package_and_permissions(reading: Reading, tmp_path: Path) -> None:
    told = rows(reading, tmp_path / "AndroidManifest.xml", binary_xml())

    assert ("manifest package", "pk.example.simdata", "pk.example.simdata") in told
    assert ("uses-permission name", "android.permission.READ_SMS", None) in told


def test_of_code_what_tells_of_somebody_is_a_row(reading: Reading, tmp_path: Path) -> None:
    said = ("https://api.records.example/v1?num=", "onCreate", "+92 300 1000009", "a@records.example", TOKEN)
    told = rows(reading, tmp_path / "classes.dex", code(*said))

    assert told == [
        ("address", said[0], None),
        ("telephone", said[2], None),
        ("email", said[3], None),
        ("key", TOKEN, None),
    ]


def test_a_library_is_looked_through_for_runs_of_letters(reading: Reading, tmp_path: Path) -> None:
    raw = b"\x7fELF\x02\0\0" + b"\0\x01wa.me/923001000009\0" + "https://x.example/a".encode("utf-16-le")

    assert [row[1] for row in rows(reading, tmp_path / "libapp.so", raw)] == [
        "wa.me/923001000009",
        "https://x.example/a",
    ]


def test_names_of_everybody_are_no_addresses(reading: Reading, tmp_path: Path) -> None:
    assert rows(reading, tmp_path / "classes.dex", code("http://schemas.android.com/apk/res/android")) == []


def test_a_bomb_of_code_is_read_once(reading: Reading, tmp_path: Path) -> None:
    """A table of 50,000 strings that are all the same 500,000 bytes: 25 GB if each were taken."""
    said = b"x" * 500_000 + b" https://api.records.example/v1\0"
    head = (b"dex\n035\0" + bytes(0x30) + pack("<II", 50_000, 0x70)).ljust(0x70, b"\0")
    raw = head + pack("<50000I", *([0x70 + 4 * 50_000] * 50_000)) + b"\x05" + said

    assert rows(reading, tmp_path / "classes.dex", raw) == [("address", "https://api.records.example/v1", None)]


def test_a_bomb_of_a_manifest_has_no_more_rows_than_fit_into_it(reading: Reading, tmp_path: Path) -> None:
    """Elements of 44 bytes that each claim a thousand attributes, all at one place."""
    texts = pool("manifest", "package", "pk.example.simdata")
    element = pack("<HHIII", 0x0102, 16, 56, 1, 0xFFFFFFFF)
    element += pack("<IIHHHHHH", 0xFFFFFFFF, 0, 20, 0, 1_000, 0, 0, 0) + pack("<IIIHBBI", 0, 1, 2, 8, 0, 3, 2)
    body = texts + element * 2_000
    raw = pack("<HHI", 3, 8, 8 + len(body)) + body

    assert len(rows(reading, tmp_path / "AndroidManifest.xml", raw)) <= len(raw) // 20
