from __future__ import annotations

import base64
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.triage.formats.conftest import told_by
from triage.core.format_info import Claim
from triage.formats import ldif


def entry(i: int, name: str = "علی رضا", end: str = "\n") -> str:
    lines = [
        f"dn: uid=u{i},dc=x",
        f"cn:: {base64.b64encode(name.encode()).decode()}",
        "employeeID: 35202-28",
        f" {i:05}-2",
        f"mobile: 0300{i:07}",
        f"Mobile: 0301{i:07}",
    ]
    return end.join([*lines, "", ""])


def cells(i: int) -> tuple[str | None, ...]:
    return (f"uid=u{i},dc=x", "علی رضا", f"35202-28{i:05}-2", f"0300{i:07}; 0301{i:07}", None)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("head", ["", "version: 1{0}", "# all{0}#  people{0}{0}version: 1{0}{0}"])
def test_an_entry_is_a_record(head: str, end: str, encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "people.txt"
    path.write_bytes((head.format(end) + "".join(entry(i, end=end) for i in range(10))).encode(encoding))
    told = told_by(path, tmp_path)

    assert told.sources[0].reader == "ldif"
    assert told.sources[0].columns == ("dn", "cn", "employeeID", "mobile", ldif.OTHER)
    assert [row[:-1] for row in told.rows] == [cells(i)[:-1] for i in range(10)]
    assert told.coverage.balances(path.stat().st_size)


def test_what_is_no_text_is_told_by_its_size_and_what_is_no_attribute_is_kept(tmp_path: Path) -> None:
    picture = base64.b64encode(b"\xff\xd8" * 700).decode()
    path = tmp_path / "a.ldif"
    path.write_text(entry(1) + f"dn: uid=u2\ncn: Ali\nphoto:: {picture}\n# of 2024\nlost\n-\nmail:: no base64!\n")
    told = told_by(path, tmp_path)

    assert dict(zip(told.sources[0].columns, told.rows[1], strict=True)) == {
        "dn": "uid=u2",
        "cn": "Ali",
        "employeeID": None,
        "mobile": None,
        "photo": "(1,400 bytes)",
        "mail": "no base64!",
        ldif.OTHER: "# of 2024; lost",
    }


def test_any_cut_gives_the_same_entries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.ldif"
    path.write_text("".join(f"{entry(i)}# {i}\n\n" for i in range(5_000)), encoding="utf-8")
    whole = told_by(path, tmp_path)
    monkeypatch.setattr(ldif, "_CHUNK", 1 << 16)
    cut = told_by(path, tmp_path)

    assert len(list(ldif.split(whole.sources[0]))) > 5
    assert (cut.rows, cut.at) == (whole.rows, whole.at)
    assert whole.rows == [(*cells(i)[:-1], f"# {i}") for i in range(5_000)]


@given(st.text(st.sampled_from("dn:cn =a\n\r -#<1")))
def test_any_text_goes_through(text: str) -> None:
    assert ldif.claims(text.encode(), "a.ldif") in {Claim.NONE, Claim.EXACT}


@pytest.mark.parametrize("text", ["dn", "name: Ali\ndn: x\n", "dn: x", "dns: 1.1.1.1\nmobile: 1\n"])
def test_other_text_is_no_directory(text: str) -> None:
    assert ldif.claims(text.encode(), "a.txt") == Claim.NONE
