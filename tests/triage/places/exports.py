"""Small exports of platforms, all invented, each with what is true of it: places, and whose the numbers are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

SELLER, OTHER = "0345-1112223", "0333111000{}"


def answer(number: int) -> str:
    """Return a record as a seller sends it."""
    cnic = f"35202-{1234000 + number}-{number % 9 + 1}"
    return f"Full Name: Ali Raza {number}\nCNIC No: {cnic}\nMobile: {mobile(number)}\nAddress: House {number}, Lahore"


def mobile(number: int) -> str:
    """Return a victim's number."""
    return f"0301{5550000 + number}"


ADVERTISEMENT = f"Rate list: SIM owner Rs 200, CNIC copy 500/-\nJazzCash {SELLER}\nWhatsApp {SELLER}"


def put(path: Path, content: Any) -> None:
    """Write a document, or a text."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")


def telegram_account(home: Path) -> None:
    """Write an account with a channel and a private chat."""

    def message(number: int, author: str, text: Any) -> dict[str, Any]:
        date = {"date": "2024-05-02T10:00:00", "date_unixtime": str(1714644000 + number * 3600)}
        return {"id": number, "type": "message", **date, "from": author, "from_id": f"user{len(author)}", "text": text}

    channel = [message(i, "Data Bazaar", answer(i)) for i in range(30)]
    parts = ["Rate: Rs 200\nPayment: JazzCash ", {"type": "phone", "text": SELLER}]
    asked = [message(100, "Kashif", f"{mobile(3)} ka data chahiye bhai"), message(101, "Kashif", "paise bhej diye")]
    contacts = [{"user_id": i, "first_name": "K", "phone_number": f"+92 333 111 000{i}"} for i in range(5)]
    put(
        home / "result.json",
        {
            "about": "Here is the data you requested.",
            "personal_information": {"user_id": 5, "first_name": "O", "phone_number": "+92 345 1112223"},
            "contacts": {"about": "", "list": contacts},
            "chats": {
                "about": "",
                "list": [
                    {
                        "name": "Data Bazaar",
                        "type": "public_channel",
                        "id": 777,
                        "messages": [*channel, message(99, "Data Bazaar", parts)],
                    },
                    {"name": "Kashif", "type": "personal_chat", "id": 778, "messages": asked},
                ],
            },
        },
    )


def facebook_page(home: Path) -> None:
    """Write posts of a page, and who follows it."""
    posts = [
        {"timestamp": 1714644000 + i, "data": [{"update_timestamp": 1}, {"post": ADVERTISEMENT}], "title": "Page"}
        for i in range(4)
    ]
    put(home / "this_profile's_activity_across_facebook" / "posts" / "profile_posts_1.json", posts)
    followers = [{"name": f"Ahmed Khan {i}", "timestamp": 1} for i in range(9)]
    put(home / "connections" / "followers" / "people_who_followed_you.json", {"followers_v2": followers})


def tiktok(home: Path) -> None:
    """Write an account with a chat and followers."""
    chat = [
        {"Date": "2024-05-01 10:00:00", "From": "bilal", "Content": f"{mobile(4)} ka data"},
        {"Date": "2024-05-01 10:01:00", "From": "datapoint", "Content": answer(4)},
    ]
    fans = [{"Date": "2024-05-01 10:00:00", "UserName": name} for name in ("zahid", "zara")]
    profile = {"userName": "datapoint", "telephoneNumber": "+923331110001"}
    put(
        home / "user_data_tiktok.json",
        {
            "Profile": {"Profile Info": {"ProfileMap": profile}},
            "Direct Message": {"Direct Messages": {"ChatHistory": {"Chat History with bilal:": chat}}},
            "Your Activity": {"Follower": {"FansList": fans}},
        },
    )


def site(home: Path) -> None:
    """Write a look-up site: its records, its customers, what they looked up, and its log."""
    rows = ",\n".join(
        f"({i},'Ali Raza','35202{1234000 + i}{i % 9 + 1}','{mobile(i)}','House {i} Lahore')" for i in range(39)
    )
    put(home / "index.php", "<?php include 'config.php'; ?>")
    put(home / "config.php", "<?php $site = 'https://records.example'; ?>")
    put(
        home / "db.sql",
        "CREATE TABLE `records` (`id` int,`name` text,`cnic` text,`mobile` text,`address` text);\n"
        f"INSERT INTO `records` VALUES {rows};\n"
        "CREATE TABLE `users` (`id` int,`username` text,`email` text,`phone` text,`balance` int);\n"
        f"INSERT INTO `users` VALUES (1,'hamid','h@x.example','{OTHER.format(1)}',500),"
        f"(2,'naz','n@x.example','{OTHER.format(2)}',50);\n"
        "CREATE TABLE `orders` (`id` int,`user_id` int,`query` text,`amount` int,`trx_id` text);\n"
        f"INSERT INTO `orders` VALUES (1,1,'{mobile(3)}',200,'T123'),(2,2,'{mobile(99)}',200,'T124');\n",
    )
    line = (
        '39.40.1.{0} - - [01/May/2024:10:00:0{0} +0500] "GET /search.php?num=0301777000{0} HTTP/1.1" 200 512 "-" "M"\n'
    )
    put(home / "logs" / "access.log", "".join(line.format(i) for i in range(9)))


def whatsapp_iphone(home: Path) -> None:
    """Write a group as an iPhone exports it."""
    told = ["\u200e[01/06/2024, 9:05:33 AM] Data Group: \u200eMessages and calls are end-to-end encrypted."]
    for i in range(8):
        told += [
            f"[{13 + i}/06/2024, 9:05:33 AM] ~\u202fRafiq: {mobile(i)}",
            f"[{13 + i}/06/2024, 9:06:33 AM] A: {answer(i)}",
        ]
    told.append(f"[25/06/2024, 9:05:33 AM] +92 333 1110001: {ADVERTISEMENT}")
    put(home / "_chat.txt", "\n".join(told) + "\n")


def takeout(home: Path) -> None:
    """Write comments of a channel."""
    head = "Comment ID,Channel ID,Comment Create Timestamp,Price,Video ID,Comment Text\n"
    rows = [f'c{i},UCabc,2024-05-01T10:00:0{i}+00:00,,v1,"{{""text"":""WhatsApp {SELLER}""}}"\n' for i in range(4)]
    put(home / "YouTube and YouTube Music" / "comments" / "comments.csv", head + "".join(rows))


TRUTH = {
    "telegram_account": (("telegram", "account"), {"data_subject": 30, "looked_up": 1, "seller": 1, "participant": 6}),
    "facebook_page": (("facebook", "page"), {"seller": 1}),
    "tiktok": (("tiktok", "account"), {"data_subject": 1, "looked_up": 1, "participant": 1}),
    "site": (("website", "site"), {"data_subject": 39, "looked_up": 11, "buyer": 2}),
    "whatsapp_iphone": (("whatsapp", "chat"), {"data_subject": 8, "looked_up": 8, "seller": 1, "participant": 1}),
    "takeout": (("youtube", "channel"), {"seller": 1}),
}
"""By export: the place, and distinct mobile numbers by role."""

FOLDERS = {"whatsapp_iphone": "WhatsApp Chat - Data Group", "takeout": "Takeout"}
