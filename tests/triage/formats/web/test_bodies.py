"""Bodies of recordings and archives of the web are members; what is beside them is one more; damage has its bytes."""

from __future__ import annotations

import base64
import gzip
import json
import zlib
from pathlib import Path

import brotli
import pytest
import zstandard

from triage import find

PAGE = b"<p>CNIC 35202-1234567-1, 0300-1234567</p>"


def found(path: Path, folder: Path) -> dict[str, bytes]:
    """Bytes of each member by its name, or why there are none."""
    return {
        "/".join(each.members): each.unread.encode() or each.data.read_bytes()
        for each in find.evidence([path], folder / "spool")
        if each.members
    }


def recording(*contents: dict[str, str]) -> bytes:
    entries = [{"request": {"url": "https://x.example/?cnic=1"}, "response": {"content": each}} for each in contents]
    return json.dumps({"log": {"version": "1.2", "creator": {"name": "x"}, "entries": entries}}).encode()


def test_bodies_of_a_recording_are_members_and_told_once(tmp_path: Path) -> None:
    packed = {"mimeType": "text/html", "encoding": "base64", "text": base64.b64encode(PAGE).decode()}
    plain = {"mimeType": "text/csv; charset=utf-8", "text": "name,cnic\nSana,35202-1234567-1\n"}
    (tmp_path / "a.har").write_bytes(recording(packed, plain))
    told = found(tmp_path / "a.har", tmp_path)

    assert told["body 1.html"] == PAGE
    assert told["body 2.csv"] == plain["text"].encode()
    assert b"https://x.example/?cnic=1" in told["(entries).ndjson"]
    assert b"35202" not in told["(entries).ndjson"]


def test_what_follows_a_cut_in_a_recording_has_a_reason(tmp_path: Path) -> None:
    whole = recording(*[{"mimeType": "text/plain", "text": f"word {i}"} for i in range(40)])
    (tmp_path / "a.har").write_bytes(whole[: len(whole) * 2 // 3])
    told = found(tmp_path / "a.har", tmp_path)

    assert told["body 20.txt"] == b"word 19"
    assert b"truncated" in told.values()


def response(body: bytes, *head: str) -> bytes:
    lines = ["HTTP/1.1 200 OK", "Content-Type: text/html", *head, "", ""]
    return "\r\n".join(lines).encode() + body


def record(content: bytes, kind: str = "application/http; msgtype=response") -> bytes:
    head = f"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: {kind}\r\nContent-Length: {len(content)}\r\n\r\n"
    return head.encode() + content + b"\r\n\r\n"


def in_chunks(body: bytes) -> bytes:
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (body[:9], body[9:])) + b"0\r\n\r\n"


@pytest.mark.parametrize(
    "content",
    [
        response(PAGE),
        response(gzip.compress(PAGE), "Content-Encoding: gzip"),
        response(zlib.compress(PAGE), "Content-Encoding: deflate"),
        response(in_chunks(PAGE), "Transfer-Encoding: chunked"),
        response(in_chunks(gzip.compress(PAGE)), "Transfer-Encoding: chunked", "Content-Encoding: gzip"),
        response(PAGE, "Transfer-Encoding: chunked", "Content-Encoding: gzip"),
        response(brotli.compress(PAGE), "Content-Encoding: br"),
        response(in_chunks(brotli.compress(PAGE)), "Transfer-Encoding: chunked", "Content-Encoding: br"),
        response(PAGE, "Content-Encoding: br"),
        response(zstandard.compress(PAGE), "Content-Encoding: zstd"),
        response(in_chunks(zstandard.compress(PAGE)), "Transfer-Encoding: chunked", "Content-Encoding: zstd"),
        response(PAGE, "Content-Encoding: zstd"),
    ],
)
def test_an_answer_is_unpacked_as_a_browser_would(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(record(content) * 2)
    told = found(tmp_path / "a.warc", tmp_path)

    assert [told["record 1.html"], told["record 2.html"]] == [PAGE, PAGE]
    assert b"200 OK" in told["(heads of records)"]
    assert len(told) == 3


def test_other_records_are_what_they_hold(tmp_path: Path) -> None:
    posted = b"POST /a HTTP/1.1\r\nHost: x\r\n\r\ncnic=35202-1234567-1"
    (tmp_path / "a.warc").write_bytes(
        record(posted, "application/http; msgtype=request") + record(b"name: x\r\n", "application/warc-fields")
    )
    told = found(tmp_path / "a.warc", tmp_path)

    assert [told["record 1"], told["record 2"]] == [b"cnic=35202-1234567-1", b"name: x\r\n"]


@pytest.mark.parametrize("kept", [0.4, 0.7])
def test_what_follows_a_cut_in_an_archive_has_a_reason(kept: float, tmp_path: Path) -> None:
    whole = record(response(PAGE)) * 10
    (tmp_path / "a.warc").write_bytes(whole[: int(len(whole) * kept) + 60])
    told = found(tmp_path / "a.warc", tmp_path)

    assert told["record 1.html"] == PAGE
    assert {b"damaged_container", b"truncated"} & {*told.values()}


def test_a_content_is_named_by_the_host_it_is_from(tmp_path: Path) -> None:
    head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://list.example/a?q=1\r\n"
    head += b"Content-Type: application/http\r\nContent-Length: %d\r\n\r\n" % len(response(PAGE))
    (tmp_path / "a.warc").write_bytes(head + response(PAGE) + b"\r\n\r\n")

    assert found(tmp_path / "a.warc", tmp_path)["record 1 list.example.html"] == PAGE


def test_a_page_that_a_browser_saved_is_a_page_and_no_letter(tmp_path: Path) -> None:
    head = (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://list.example/a/b.php\r\nSubject: list\r\n"
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="--x"\r\n\r\n\r\n'
    )
    part = b"----x\r\nContent-Type: %s\r\nContent-Transfer-Encoding: base64\r\nContent-Location: %s\r\n\r\n%s\r\n"
    page = part % (b"text/html", b"https://list.example/a/b.php", base64.b64encode(PAGE))
    picture = part % (b"image/png", b"https://cdn.example/logo.png", base64.b64encode(b"\x89PNG1"))
    (tmp_path / "a.mhtml").write_bytes(head + page + picture + b"----x--\r\n")
    told = found(tmp_path / "a.mhtml", tmp_path)

    assert told["0 list.example b.php.html"] == PAGE
    assert told["1 cdn.example logo.png"] == b"\x89PNG1"
    assert b"list.example" in told["(head).txt"]
    assert len(told) == 3


def test_a_named_part_keeps_its_name_and_text_around_parts_is_kept(tmp_path: Path) -> None:
    (tmp_path / "a.mht").write_bytes(
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://x.example/\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; boundary="q"\r\n\r\nnoted by hand\r\n--q\r\nContent-Type: text/html\r\n\r\n'
        b'<p>salam</p>\r\n--q\r\nContent-Type: text/csv; name="list.csv"\r\n\r\nname,cnic\r\n--q--\r\nadded after\r\n'
    )
    kept = found(tmp_path / "a.mht", tmp_path)

    assert kept.keys() == {"(head).txt", "(between the parts).txt", "0 x.example page.html", "1 list.csv"}
    assert b"noted by hand" in kept["(between the parts).txt"]
    assert b"added after" in kept["(between the parts).txt"]


def test_a_small_recording_is_read_entry_by_entry_and_each_query_once(tmp_path: Path) -> None:
    query = "https://x.example/find?name=Sana+Tariq&cnic=35202-1234567-1#top"
    listed = [{"name": "name", "value": "Sana Tariq"}, {"name": "cnic", "value": "35202-1234567-1"}]
    form = {"mimeType": "application/x-www-form-urlencoded", "params": listed, "text": query.partition("?")[2][:-4]}
    requests = [{"url": query, "queryString": listed, "postData": form}, {"url": query, "queryString": []}]
    log = {"version": "1.2", "creator": {"name": "x"}, "entries": [{"request": each} for each in requests]}
    (tmp_path / "a.har").write_text(json.dumps({"log": log}))
    told = found(tmp_path / "a.har", tmp_path)
    around, *entries = map(json.loads, told.pop("(entries).ndjson").splitlines())

    assert told == {}
    assert around == {"version": "1.2", "creator": {"name": "x"}}
    assert entries[0]["request"]["url"] == "https://x.example/find?#top"
    assert entries[0]["request"]["postData"]["text"] == ""
    assert entries[1]["request"]["url"] == query
