from __future__ import annotations

from collections.abc import Callable
from typing import Any


def test_copies_are_told_without_weight(look: Callable[..., Any]):
    reason = look("duplicate_rows", {"cnic": ["3520210000011", "3520210000023"] * 50, "name": ["ALI", "SANA"] * 50})

    assert reason.decibans == 0
    assert reason.statement.startswith("98% of rows are exact copies")


def test_nothing_is_told_where_all_rows_differ(look: Callable[..., Any]):
    assert look("duplicate_rows", {"cnic": [f"35202{i:07d}1" for i in range(100)], "name": ["ALI"] * 100}) is None
