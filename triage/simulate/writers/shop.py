"""Texts that a seller of data writes beside the data: advertisements with prices, a number, an account to pay."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

CALL = "0300-9990017"
PAY = "0345-9990018"
HANDLE = "sim_owner_point"

ADVERTISEMENTS = (
    f"🔥 SIM owner details, all networks 🔥\nOwner name + CNIC + address: Rs 200\nWhatsApp {CALL}",
    f"CDR 3 months: Rs 3,000\nLive location: Rs 1,500\nPayment Easypaisa {PAY}\nTelegram t.me/{HANDLE}",
    f"نادرا فیملی ٹری 2500 روپے\nرابطہ {CALL}",  # noqa: RUF001 - Urdu
)
"""Advertisements, used in turn; their numbers belong to nobody: 999 follows the code of an operator."""


def answers(frame: pl.DataFrame) -> Iterator[list[tuple[str, str]]]:
    """Yield each record as the lines (header, value) of an answer; empty cells are left out."""
    for row in frame.iter_rows(named=True):
        yield [(header, str(value)) for header, value in row.items() if value is not None]
