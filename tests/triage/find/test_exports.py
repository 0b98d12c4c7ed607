from __future__ import annotations

from pathlib import Path

import pytest

from triage import find
from triage.find import exports


def written(home: Path, *names: str) -> Path:
    for name in names:
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text(f"content of {name}")
    return home


EXPORTS = {
    "telegram pages": ("messages.html", "messages2.html", "css/style.css", "images/back.png"),
    "telegram document": ("result.json", "photos/photo_1.jpg"),
    "iPhone chat": ("_chat.txt", "00000012-PHOTO-2024-06-01-12-00-00.jpg"),
    "page of Facebook": ("this_profile's_activity_across_facebook/posts/profile_posts_1.json", "start_here.html"),
    "Instagram": ("your_instagram_activity/messages/inbox/a_1/message_1.json", "media/posts/a.jpg"),
    "com.example.simdata": ("databases/history.db", "shared_prefs/settings.xml"),
    "cpmove-owner": ("homedir/public_html/index.php", "mysql/shop.sql"),
    "ChatExport_2024-06-24": ("result.json",),
}


@pytest.mark.parametrize("name", EXPORTS)
def test_an_export_is_one_dump_also_as_the_argument_itself(tmp_path: Path, name: str) -> None:
    home = written(tmp_path / name, *EXPORTS[name])

    assert {each.dump for each in find.evidence([home], tmp_path)} == {name}
    assert {each.dump for each in find.evidence([tmp_path], tmp_path)} == {name}


def test_a_folder_of_dumps_is_no_export(tmp_path: Path) -> None:
    home = written(tmp_path / "seized", "list.csv", "result.json", "subscribers/a.csv", "index.html")

    assert {each.dump for each in find.evidence([home], tmp_path)} == {
        "list.csv",
        "result.json",
        "subscribers/a.csv",
        "index.html",
    }


def test_parts_of_an_export_and_a_page_with_its_files_are_one_dump(tmp_path: Path) -> None:
    parts = [f"takeout-20240601T101500Z-00{number}.zip" for number in (1, 2)]
    home = written(tmp_path / "seized", *parts, "seller.html", "seller_files/page.css", "facebook-a-1.zip")

    assert {each.path.name: each.dump for each in find.evidence([home], tmp_path)} == {
        **dict.fromkeys(parts, "takeout-20240601T101500Z.zip"),
        "seller.html": "seller.html",
        "page.css": "seller.html",
        "facebook-a-1.zip": "facebook-a-1.zip",
    }


def test_furniture_of_an_export_is_told(tmp_path: Path) -> None:
    names = ("css/style.css", "js/script.js", "images/media_file@2x.png", "images/card.png", "style.css")
    home = written(tmp_path / "ChatExport_2024-06-24", *names)
    told = {
        each.path.relative_to(home).as_posix(): bool(find.furniture(each)) for each in find.evidence([home], tmp_path)
    }

    assert [name for name, is_so in told.items() if is_so] == sorted(names[:3])


def test_a_folder_that_cannot_be_asked_is_no_export(tmp_path: Path) -> None:
    assert not exports.is_export(tmp_path, [tmp_path / ("d" * 300), tmp_path / "a.csv"])


def test_a_chat_takes_in_its_own_attachments_and_nothing_else_of_its_folder(tmp_path: Path) -> None:
    chat, photo, sent = "_chat.txt", "00000012-PHOTO-2024-06-01-12-00-00.jpg", "00000013-list.csv"
    home = written(
        tmp_path / "seized", chat, photo, sent, "cv.txt", "news.txt", "WhatsApp Chat with A.txt", ".DS_Store"
    )
    told = {each.path.name: each.dump for each in find.evidence([home], tmp_path)}

    assert {name for name, dump in told.items() if dump == chat} == {chat, photo, sent}
    assert all(dump == name for name, dump in told.items() if name not in {chat, photo, sent})
