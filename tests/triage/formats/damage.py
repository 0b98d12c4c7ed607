"""Damage as Hypothesis draws it: cut, flipped, dropped and repeated bytes."""

from __future__ import annotations

import os
from collections.abc import Callable

from hypothesis import strategies as st

Change = Callable[[bytes], bytes]

CASES = int(os.environ.get("DAMAGE", "50"))
"""Damaged files of each format: 50, or as many as a long run asks for."""


@st.composite
def damaged(draw: st.DrawFn) -> Change:
    """Return a change of some bytes; places are shares of the length."""
    kind = draw(st.sampled_from(["cut", "flip", "drop", "repeat"]))
    places = draw(st.lists(st.floats(0, 1, exclude_max=True), min_size=1, max_size=5))
    size = draw(st.integers(1, 200))
    value = draw(st.integers(1, 255))

    def change(data: bytes) -> bytes:
        for place in places[: 1 if kind == "cut" else 5]:
            at = int(place * len(data))
            if kind == "cut":
                data = data[:at]
            elif kind == "flip" and data:
                data = data[:at] + bytes([data[at] ^ value]) + data[at + 1 :]
            elif kind == "drop":
                data = data[:at] + data[at + size :]
            else:
                data = data[: at + size] + data[at:]
        return data

    return change
