from __future__ import annotations

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from triage.core.described import INITIALS
from triage.core.keys import Key
from triage.detect.described import described

KEY = Key(bytes(range(32)))
NAMES = st.lists(st.one_of(st.none(), st.text("AB Zé-'ن1 \n", max_size=12), st.text("AB ", max_size=12)), max_size=40)


@given(NAMES)
def test_initials_are_the_first_letters_of_up_to_four_words(names: list[str | None]) -> None:
    frame = pl.DataFrame({"name": pl.Series(names, dtype=pl.String)})

    told = frame.select(described(["name"], KEY))[INITIALS].to_list()

    for name, initials in zip(names, told, strict=True):
        if name is None:
            assert initials is None
        elif name[:1].strip():
            assert initials == "".join(word[0] for word in name.split())[:4]
