from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from tests.triage.formats.conftest import Told, told_by

WORDS = b"BT /F1 9 Tf 20 700 Td (Page 1) Tj ET\n"
SCAN = b"<</Type/XObject/Subtype/Image/Width 8/Height 8/ColorSpace/DeviceGray/BitsPerComponent 8/Length 64>>stream\n"
LAYER = b"".join(b"BT /F1 9 Tf 20 %d Td (Name and address of a person) Tj ET\n" % (20 * i) for i in range(20))
PICTURE = b"q %d 0 0 %d 0 0 cm /I1 Do Q\n"


def pdf(contents: bytes, annotations: tuple[bytes, ...] = (), root: bytes = b"", more: tuple[bytes, ...] = ()) -> bytes:
    """One page of 600 by 800 points; annotations are objects from 10 on, more objects come behind them."""
    places = b" ".join(b"%d 0 R" % (10 + i) for i in range(len(annotations)))
    packed = zlib.compress(contents)
    parts = [
        b"<</Type/Catalog/Pages 2 0 R" + root + b">>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Annots["
        + places
        + b"]/Resources<</Font<</F1 5 0 R>>/XObject<</I1 6 0 R>>>>>>",
        b"<</Filter/FlateDecode/Length %d>>stream\n" % len(packed) + packed + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        SCAN + bytes(64) + b"\nendstream",
        *[b"null"] * 3,
        *annotations,
        *more,
    ]
    data, at = b"%PDF-1.7\n", []
    for i, part in enumerate(parts, 1):
        at.append(len(data))
        data += b"%d 0 obj" % i + part + b"endobj\n"
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1) + b"".join(
        b"%010d 00000 n \n" % each for each in at
    )
    return data + table + b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF" % (len(parts) + 1, len(data))


def read(data: bytes, folder: Path) -> Told:
    (folder / "a.pdf").write_bytes(data)
    told = told_by(folder / "a.pdf", folder)
    assert told.coverage.balances(len(data))
    return told


def lines(data: bytes, folder: Path) -> list[str | None]:
    return [row[0] for row in read(data, folder).rows]


WIDGET = b"<</Type/Annot/Subtype/Widget/Rect[0 0 9 9]"
FIELDS = (
    WIDGET + b"/FT/Tx/T(cnic)/TU(CNIC no)/V(35202-1234567-1)/P 3 0 R>>",
    WIDGET + b"/Parent 20 0 R>>",
    WIDGET + b"/FT/Ch/Ff 131072/T(town)/Opt[(Lahore)(Multan)]/V(Lahore)>>",
    WIDGET + b"/FT/Btn/T(agree)/V/Off/AS/Off>>",
)
HIDDEN = (*[b"null"] * 6, b"<</FT/Tx/T(mobile)/V(0300-1234567)/Kids[11 0 R]>>")


def test_fields_of_a_form_are_labels_and_values(tmp_path: Path) -> None:
    form = b"/AcroForm<</Fields[10 0 R 20 0 R 12 0 R 13 0 R]>>"

    assert lines(pdf(WORDS, FIELDS, form, HIDDEN), tmp_path) == [
        "Page 1", "CNIC no: 35202-1234567-1", "mobile: 0300-1234567", "town: Lahore", "Multan"
    ]  # fmt: skip


def test_fields_that_no_form_lists_are_read_too(tmp_path: Path) -> None:
    assert lines(pdf(WORDS, FIELDS[:1]), tmp_path) == ["Page 1", "CNIC no: 35202-1234567-1"]


def test_remarks_links_and_bookmarks_are_lines(tmp_path: Path) -> None:
    remarks = (
        b"<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/T(Bilal)/Contents(call 0300-1234567\rtwice)>>",
        b"<</Type/Annot/Subtype/FreeText/Rect[0 0 9 9]/DA(/F1 9 Tf)/Contents(\xfe\xff\x06\x39\x06\x44\x06\xcc)>>",
        b"<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(mailto:sana@example.pk)>>>>",
        b"<</Type/Annot/Subtype/Popup/Rect[0 0 9 9]/Contents(shown twice)>>",
        b"<</Type/Annot/Subtype/Highlight/Rect[0 0 9 9]/Contents()>>",
    )
    outlines = (b"<</First 16 0 R/Last 16 0 R/Count 1>>", b"<</Title(Persons of Multan)/Parent 15 0 R>>")
    found = lines(pdf(WORDS, remarks, b"/Outlines 15 0 R", outlines), tmp_path)

    assert found == [
        "Page 1", "call 0300-1234567", "twice", "Bilal", "علی", "mailto:sana@example.pk", "Persons of Multan"
    ]  # fmt: skip


def test_values_of_xfa_are_told_once(tmp_path: Path) -> None:
    xml = (
        b'<xfa:datasets xmlns:xfa="http://www.xfa.org/schema/xfa-data/1.0/"><xfa:data><f><cnic>35202-1234567-1</cnic>'
        b"<name>Sana</name><empty/></f></xfa:data></xfa:datasets>"
    )
    stream = b"<</Length %d>>stream\n" % len(xml) + xml + b"\nendstream"
    form = b"/AcroForm<</Fields[10 0 R]/XFA[(datasets) 11 0 R]>>"
    found = lines(pdf(WORDS, FIELDS[:1], form, (stream,)), tmp_path)

    assert found == ["Page 1", "CNIC no: 35202-1234567-1", "name: Sana"]


def test_damaged_xfa_is_a_reason(tmp_path: Path) -> None:
    form = b"/AcroForm<</Fields[]/XFA[(datasets) 10 0 R]>>"
    told = read(pdf(WORDS, (), form, (b"<</Length 6>>stream\n<a><b>\nendstream",)), tmp_path)

    assert told.coverage.reasons["damaged_part"].count == 1


@pytest.mark.parametrize(
    ("contents", "unread"),
    [
        (PICTURE % (600, 800), 64),
        (WORDS + PICTURE % (600, 800), 64),
        (PICTURE % (50, 50), 64),
        (WORDS + PICTURE % (50, 50), None),
        (LAYER + PICTURE % (600, 800), None),
        (b"0 0 m 100 100 l S\n", 0),
        (WORDS, None),
        (b"", None),
    ],
    ids=["scan", "scan with a number", "stamp", "logo", "text layer", "drawing", "words", "blank"],
)
def test_a_page_that_is_a_picture_waits_for_ocr_with_its_bytes(contents: bytes, unread: int | None, tmp_path: Path):
    told = read(pdf(contents), tmp_path)
    waits = told.coverage.reasons.get("needs_ocr")

    assert (waits and waits.size_bytes) == unread
    assert told.coverage.bytes_unread == (unread or 0)
