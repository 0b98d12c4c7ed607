from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from triage.core.model import Evidence
from triage.core.unpacking import Inside

ZIP = Evidence("a.zip", Path("a.zip"), (), Path("a.zip"), 1_000, "", is_container=True)
MEMBER = replace(ZIP, members=("a.csv",), is_container=False)
FILE = replace(ZIP, is_container=False)


@given(sizes=st.lists(st.integers(0, 10**12), max_size=20))
def test_what_is_in_a_container_moves_the_bar_and_never_beyond_it(sizes: list[int]) -> None:
    inside = Inside()
    shares = [inside.share(ZIP, 1_000), *(inside.share(MEMBER, size) for size in sizes)]

    assert min(shares) >= 0
    assert sum(shares) + inside.rest(ZIP) == 1_000
    assert inside.share(MEMBER, 10) == 0


def test_a_member_moves_the_bar_before_the_end() -> None:
    inside = Inside()
    inside.share(ZIP, 1_000)

    assert inside.share(MEMBER, 5_000) == 500


def test_files_count_for_themselves() -> None:
    inside = Inside()

    assert (inside.share(FILE, 10), inside.rest(FILE), inside.rest(MEMBER)) == (10, 0, 0)
    assert inside.rest(ZIP) == 1_000
