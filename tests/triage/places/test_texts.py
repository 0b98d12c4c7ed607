"""What one text of a talk is."""

from __future__ import annotations

import polars as pl
import pytest

from triage.places.texts import is_request


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("0300-1234567 ka data chahiye", True),
        ("35202-1234567-1 please", True),
        ("data: Sana Tariq 35202-1234567-1 0300-1234567", False),
        ("Bilal Khan 4210176543212 03217654321", False),
        ("SIM data Rs 200, 0300-1234567", False),
    ],
)
def test_a_text_that_gives_card_and_mobile_asks_for_nobody(text: str, asks: bool):  # noqa: FBT001
    assert pl.DataFrame({"text": [text]}).select(is_request(pl.col("text"))).item() is asks
