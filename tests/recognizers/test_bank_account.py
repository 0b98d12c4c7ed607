from __future__ import annotations

import polars as pl

import triage.rules
from triage.recognizers import load

ACCOUNT = load(triage.rules.load())["PK_BANK_ACCOUNT"]


def test_the_account_of_a_wallet_is_a_mobile_number_and_no_account_of_a_bank() -> None:
    wallets = ["03001234567", "0300-1234567", "923001234567", "3001234567"]
    accounts = ["0123-4567890123", "12345678901234", "03001234567890"]
    values = pl.DataFrame({"value": [*wallets, *accounts, None]})

    assert values.select(ACCOUNT.valid(pl.col("value"))).to_series().to_list() == [False] * 4 + [True] * 3 + [None]
