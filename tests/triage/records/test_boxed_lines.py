"""A line of a box is a label and a value; bars without anything between them are a line as any other."""

from __future__ import annotations

import pytest

from triage.records import key_values


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("| OWNER | Sana Tariq |", "OWNER | Sana Tariq"),
        ("|OWNER|Sana Tariq|", "OWNER | Sana Tariq"),
        ("| OWNER ||", "OWNER | "),
        ("|OWNER||", "OWNER | "),
        ("||Sana Tariq|", ""),
        ("|||", ""),
        ("| | |", ""),
        ("||", ""),
        ("\u2502\u2502\u2502", ""),
    ],
)
def test_a_box_has_a_label(line: str, said: str) -> None:
    assert key_values.boxed(line) == said
    assert key_values.pairs(line) == [tuple(said.split(" | "))] * bool(said)
