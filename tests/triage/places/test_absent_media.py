from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.triage.places.exports import put
from triage.app.scan import Options, scan
from triage.core.progress import Silent

SAID = (
    "rates below",
    "IMG-20240502-WA0001.jpg (file attached)\nsample",
    "IMG-20240502-WA0002.jpg (file attached)",
    "<Media omitted>",
)
CHAT = "".join(f"13/05/2024, 10:0{at} - Data Seller: {text}\n" for at, text in enumerate(SAID))
PICTURE = b"\xff\xd8\xff\xe0" + bytes(100) + b"\xff\xd9"
NAME = "WhatsApp Chat with Data Group"


def folder(home: Path) -> None:
    put(home / NAME / f"{NAME}.txt", CHAT)
    (home / NAME / "IMG-20240502-WA0001.jpg").write_bytes(PICTURE)


def zipped(home: Path) -> None:
    with zipfile.ZipFile(home / f"{NAME}.zip", "w") as file:
        file.writestr(f"{NAME}.txt", CHAT)
        file.writestr("IMG-20240502-WA0001.jpg", PICTURE)


def telegram(home: Path) -> None:
    paths = ("photos/a.jpg", "photos/b.jpg", "(File not included. Change data exporting settings to download.)")
    rows = [
        {"id": at, "type": "message", "date": "2024-05-13T10:00:00", "from": "A", "from_id": "user1", "text": "hi"}
        | ({"photo": paths[at]} if at < len(paths) else {})
        for at in range(4)
    ]
    put(
        home / "ChatExport_2024-05-13" / "result.json",
        {"name": "A", "type": "public_channel", "id": 1, "messages": rows},
    )
    (home / "ChatExport_2024-05-13" / "photos").mkdir()
    (home / "ChatExport_2024-05-13" / "photos" / "a.jpg").write_bytes(PICTURE)


@pytest.mark.parametrize("write", [folder, zipped, telegram])
def test_media_that_are_named_and_not_in_the_export_are_counted(tmp_path: Path, write: Any) -> None:
    home = tmp_path / "seized"
    home.mkdir()
    write(home)

    (dump,) = scan([home], Options(case=tmp_path / "case", jobs=1), Silent()).document["dumps"]
    (place,) = dump["places"]

    assert place["messages"] == 4
    assert (place["counts"]["media"], place["counts"]["absent"]) == (3, 2)
