"""A table is that of a known place by its names, unless a value says that it is another."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

import triage.rules
from triage.core.model import Evidence, Source
from triage.places.recognise import recognised

COLUMNS = ("umeta_id", "user_id", "meta_key", "meta_value")


def _whose(path: str, table: str, columns: tuple[str, ...], *rows: tuple[str, ...]) -> str:
    evidence = Evidence(path, Path(path), (), Path(path), 1, "0")
    sample = pl.DataFrame(rows, schema=[str(at) for at in range(len(columns))], orient="row")
    return recognised(Source(evidence, "sqlite", table, columns), sample, triage.rules.load()).whose


@pytest.mark.parametrize("key", ["cnic", "billing_cnic", "father_name", "date_of_birth", "passport_no"])
def test_who_gives_a_site_his_card_is_no_customer_of_a_seller(key: str) -> None:
    rows = [("1", "1", "first_name", "Sana"), ("2", "1", key, "35202-1234567-1")]

    assert _whose("site.db", "wp_usermeta", COLUMNS, *rows) != "buyer"


def test_who_registered_at_a_site_with_an_address_alone_is_its_customer() -> None:
    assert _whose("site.db", "wp_usermeta", COLUMNS, ("1", "1", "billing_city", "Lahore")) == "buyer"


def test_users_in_a_backup_with_their_cards_are_the_people_of_the_site() -> None:
    columns, path = ("email", "password", "cnic"), "backup-1.2.2024_10-00-00_shop/a.sql"

    assert _whose(path, "users", columns, ("a@example.com", "x", "35202-1234567-1")) != "buyer"
    assert _whose(path, "users", columns, ("a@example.com", "x", "")) == "buyer"
