"""What one text of a talk is."""

from __future__ import annotations

import polars as pl
import pytest

from triage.core import names
from triage.places.texts import is_of_trade, is_offer, is_request, may_be_of_trade


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


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("0300-1234567 owner name?", "asks"),
        ("Is 03001234567 ki detail send karo, payment kar di hai JazzCash", "asks"),
        ("order 03001234567 ka data bhejo", "asks"),
        ("mujhe 03001234567 ka cdr chahiye kitne ka hai bhai jaldi batao please bahut urgent hai", "asks"),
        ("یہ نمبر 03001234567 کس کا ہے؟", "asks"),
        ("SIM data chahiye? WhatsApp 03001234567", "offers"),
        ("kisi ka bhi data chahiye to rabta karein 03001234567", "offers"),
        ("CDR chahiye Rs 5000 03001234567 JazzCash", "offers"),
        ("JazzCash 03001234567", "offers"),
        ("mera number 03001234567 hai", "neither"),
    ],
)
def test_who_asks_may_name_a_payment_and_who_sells_may_ask(text: str, kind: str):
    both = pl.DataFrame({"text": [text]}).select(is_request(pl.col("text")), is_offer(pl.col("text")).alias("offers"))
    asks, offers = both.row(0)

    assert ("asks" if asks else "offers" if offers else "neither") == kind


def test_whatever_is_of_trade_may_be_by_its_letters() -> None:
    market = names.rules().market
    words = [word for kind in ("products", "things") for each in market[kind].values() for word in each.words]
    words += [*names.message_words("service"), "Order no 12345, CNIC 35202-1234567-1"]
    said = pl.DataFrame({"said": [f"{word} ka record 500 Rs, Easypaisa\n0300-1234567" for word in words]})
    sold = said.filter(is_of_trade(pl.col("said")))["said"].to_list()

    assert len(sold) > len(words) / 2
    assert all(may_be_of_trade(text) for text in sold)
    assert not may_be_of_trade("id,colour\n1,red")
