"""Honest people who sell, hire, teach or collect are no sellers of data; sellers by other habits are."""

from __future__ import annotations

import pytest

from tests.triage.market.talking import offers, said

HONEST = (
    "New lawn suits arrived, 3 pc Rs 4,850. Bank account details: HBL 12345678901234. Order 0333 8880001",
    "SIM activation, SIM ownership transfer, duplicate SIM Rs 350, biometric available. 0333-8880002",
    "Rs 3,500 feeds a family for a month, JazzCash 03338880004. Family records of the poor are verified",
    "Urgent: 20 security guards, 32,000 + food. Bring CNIC copy, police verification. Contact HR 0333 8880005",
    "5 Marla plot, demand 65 lakh, all dues clear. Location near park. Contact owner 0333-8880006",
    "COD parcels all Pakistan, rate Rs 220 per kg, live tracking, live location of rider in app. Call 0333 8880007",
    "Super Card Rs 999. SIM data 20GB 500 rs monthly package. Load 0333 8880017",
    "Shadi card designs: CDR file (CorelDraw) 500 each, complete set 40 CDR files 5000. Contact 0333 8880020",
    "Frames from Rs 1,500, lenses 900. Location: Tariq Road. Call record appointments 0333 7770001",
    "Join for forex signals, VIP group $49 monthly, lifetime access $299. Pay USDT. Admin @fx_lion_pk",
    "مکان کرایہ پر دستیاب، کرایہ 35000 روپے، شناختی کارڈ کی کاپی لازمی، رابطہ 03338880029",
)


@pytest.mark.parametrize("text", HONEST)
def test_an_honest_advertisement_names_no_data(text: str) -> None:
    market = said(text)

    assert market.counts["other_goods"] == market.counts["advertisements"]
    assert all(each.startswith("|") for each in offers(market))


@pytest.mark.parametrize(
    ("text", "sold"),
    [
        ("Location 2300 rs, family record 1100. Contact 03001111111", {"location|2300", "family_tree|1100"}),
        ("Kisi bhi number ki location 2500, WhatsApp 03001111111", {"location|2500"}),
        ("sim ....... 150\ncnic ...... 350\ncdr ....... 5200\neasypaisa: 03001111111",
         {"sim_owner|150", "cnic_details|350", "cdr|5200"}),
        ("CDR 7000 ki jagah 5999, contact 03001111111", {"cdr|7000", "cdr|5999"}),
        ("Cnic detail \N{HEAVY MINUS SIGN} 400, contact 03001111111", {"cnic_details|400"}),
        ("Doctors ka data, 12000 numbers, Rs 8,000. Contact 03001111111", {"database|8000"}),
        ("SIM info - two hundred rupees. Contact 03001111111", {"sim_owner|200"}),
    ],
)  # fmt: skip
def test_a_seller_by_other_habits_is_one(text: str, sold: set[str]) -> None:
    market = said(text)

    assert not market.counts["other_goods"]
    assert {each.rsplit("|", 2)[0] for each in offers(market)} == sold


def test_a_word_that_all_trades_use_needs_a_price_of_its_own() -> None:
    assert said("Wedding photos 85,000. Location no issue. Contact 03001111111").counts["other_goods"] == 1
    assert not said("Location 2,000. Contact 03001111111").counts["other_goods"]


def test_a_solar_panel_is_no_access_to_a_look_up() -> None:
    assert said("Solar panel 585 watt Rs 19,500, order 03001111111").counts["other_goods"] == 1
