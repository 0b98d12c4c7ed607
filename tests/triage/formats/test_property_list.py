"""A text of a property list that is not ASCII, though it is said to be, costs nothing."""

from __future__ import annotations

import plistlib

import pytest

from triage.formats import property_list

VALUES = {
    "name": "Sana xx Tariq",
    "list": [{"cnic": "35202-1234567-1", "note": "a longer text with xx in it"}, 7, True],
}


def test_plain_texts_beyond_ascii_are_read() -> None:
    data = plistlib.dumps(VALUES, fmt=plistlib.FMT_BINARY).replace(b"xx", "é".encode())
    with pytest.raises(plistlib.InvalidFileException):
        plistlib.loads(data)

    assert property_list.parsed(data) == {
        "name": "Sana é Tariq",
        "list": [{"cnic": "35202-1234567-1", "note": "a longer text with é in it"}, 7, True],
    }


def test_sound_lists_are_read_and_damaged_ones_are_not() -> None:
    data = plistlib.dumps(VALUES, fmt=plistlib.FMT_BINARY)

    assert property_list.parsed(data) == VALUES
    for bad in (data[:-40], data[:9], data[:-8] + b"\xff" * 8, data[:-24] + b"\xff" * 24):
        with pytest.raises((plistlib.InvalidFileException, ValueError)):
            property_list.parsed(bad)
