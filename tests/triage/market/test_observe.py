from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.triage.market.talking import KEY, batch, detector, offers, points, said, source
from triage.core.keys import Key
from triage.core.messages import COPY, Placing
from triage.core.model import Role
from triage.core.summary import Market
from triage.core.sums import MOST, Sampled, Sighting
from triage.core.vault import opened, sealed
from triage.market import observe, observe_all

AD = "SIM owner detail Rs 200, order on WhatsApp 0300-1234567"
COIN = "TJRyWwFs9wTFGZg3JbrVriFbNfCug5tDe"


@pytest.mark.parametrize(
    ("text", "point", "how"),
    [
        (AD, "mobile:03001234567", "contact"),
        ("CDR 3 months 6k, https://wa.me/923211234567?text=hi", "whatsapp:03211234567", "link"),
        ("سم ڈیٹا دستیاب ہے، رابطہ ۰۳۱۲۱۲۳۴۵۶۷", "mobile:03121234567", "contact"),
        ("family tree 1500 ka, rabta karein +92 333 1234567", "mobile:03331234567", "contact"),
        ("CNIC copy 500/-\nJazzCash\n0301-7654321", "jazzcash:03017654321", "payment"),
        ("CDR 5000, 0345-1112223 Easypaisa, 0301-7654321 JazzCash", "easypaisa:03451112223", "payment"),
        ("CDR 5000, 0345-1112223 Easypaisa, 0301-7654321 JazzCash", "jazzcash:03017654321", "payment"),
        ("live location 2000 @Loc_Seller", "handle:loc_seller", "order"),
        ("search any number with t.me/SimFinderBot", "bot:simfinderbot", "link"),
        ("join https://t.me/+AbCdEfGhIjK12345 for CDR", "telegram_invite:AbCdEfGhIjK12345", "link"),
        ("SIM data Rs 100, facebook.com/SimData.Page", "facebook:simdata.page", "link"),
        ("sim data www.sim-check.com.pk Rs 300", "site:sim-check.com.pk", "link"),
        ("cdr 5000 mail Cdr.Shop@example.com", "email:cdr.shop@example.com", "contact"),
        ("pay IBAN PK36SCBL0000001123456702 for CDR", "iban:PK36SCBL0000001123456702", "payment"),
        ("CDR, bank account no 1234-5678901234-03", "bank_account:1234567890123403", "payment"),
        (f"USDT TRC20 {COIN}C for CDR", f"tron:{COIN}C", "payment"),
        (
            "USDT TRC20 TJRyWwFs9wTFGZg3JbrVriFbNfCug5tDeD for CDR",
            "tron:TJRyWwFs9wTFGZg3JbrVriFbNfCug5tDeD",
            "unchecked",
        ),
        ("Beware of fake number 0321-1111111, SIM data order here", "mobile:03211111111", "warning"),
        ("SIM data fraud? FIA helpline 0300-7654321, order stopped", "mobile:03007654321", "public"),
    ],
)
def test_contact_point_is_told_with_how_it_was_recognised(text: str, point: str, how: str):
    assert points(said(text)).get(point) == {how: 1}


@pytest.mark.parametrize(
    "text",
    [
        "Name: Sana Tariq\nCNIC: 35202-1234567-1\nMobile: 0302-9998887\nAddress: House 3, Lahore",
        "0302-9998887 ka record chahiye, sim owner detail kitne ki hai",
        "kal 0302-9998887 par baat hui thi",
        "Father Name - Tariq\nCNIC - 35202-1234567-1\nNumber - 0302-9998887",
        "SIM details 35202-1234567-1 0302-9998887 Sana order done Rs 200",
        "سم کی تفصیل چاہیے 0302-9998887",
    ],
)
def test_number_of_a_record_or_of_who_is_looked_for_is_no_contact_point(text: str):
    assert points(said(text)) == {}


def test_record_inside_an_advertisement_hides_no_contact_point_below_it():
    text = f"Name: Sana\nCNIC: 35202-1234567-1\nMobile: 0302-9998887\n\n{AD}"

    assert points(said(text)) == {"mobile:03001234567": {"contact": 1}}


@pytest.mark.parametrize(
    ("text", "offer"),
    [
        (AD, "sim_owner|200|PKR|"),
        ("SIM OWNER\n💰 Rs. 250 only\nCDR\n💰 Rs 6,000\nwhatsapp 03001234567", "cdr|6000|PKR|"),
        ("200 Rs sim data, 5000 Rs CDR, contact 03001234567", "cdr|5000|PKR|"),
        ("200 Rs sim data, 5000 Rs CDR, contact 03001234567", "sim_owner|200|PKR|"),
        ("قیمت ۳۰۰ روپے سم ڈیٹا رابطہ 03001234567", "sim_owner|300|PKR|"),
        ("family tree 1.5k contact 03001234567", "family_tree|1500|PKR|"),
        ("Single CNIC lookup Rs 500, family tree Rs 2,500, order 03001234567", "family_tree|2500|PKR|"),
        ("live location 2 hazar, rabta 03001234567", "location|2000|PKR|"),
        ("voter list 1 lakh mein, rabta 03001234567", "database|100000|PKR|"),
        ("premium panel $15 per month t.me/PanelBot", "bot_access|15|USD|month"),
        ("CNIC ki copy 800/- whatsapp 03001234567", "cnic_copy|800|PKR|"),
        ("70 lakh data, CDR Rs 4000, whatsapp 03001234567", "cdr|4000|PKR|"),
        ("CDR char hazar rupay, whatsapp 03001234567", "cdr|4000|PKR|"),
        ("CDR do hazar panch sau, whatsapp 03001234567", "cdr|2500|PKR|"),
        ("لوکیشن پانچ ہزار روپے رابطہ 03001234567", "location|5000|PKR|"),
        ("voter list 1 lakh 20 hazar mein, rabta 03001234567", "database|120000|PKR|"),
        ("premium panel monthly 3000 t.me/PanelBot", "bot_access|3000|PKR|"),
        ("sim data=250 whatsapp 03001234567", "sim_owner|250|PKR|"),
        ("gari ka record 900 wala, vehicle record 900 wala, rabta 03001234567", "vehicle|900|PKR|"),
    ],
)
def test_price_has_its_product_currency_and_period(text: str, offer: str):
    assert offer in offers(said(text))


@pytest.mark.parametrize(
    "text",
    [
        "sim data of 5000 records, call 03001234567",
        "CDR in 10 minutes order 03001234567",
        "sim data of 3 crore, order 03001234567",
        "premium panel daily 500 searches, order 03001234567",
        "sim data since 2019, 100% working, order 03001234567",
    ],
)
def test_quantity_is_no_price(text: str):
    assert offers(said(text)) == set()


def test_lakhs_beside_a_price_with_a_currency_are_a_quantity():
    assert offers(said("voter list 50 lakh, Rs 25,000, order 03001234567")) == {"".join(offers(said(VOTERS)))}


VOTERS = "voter list Rs 25,000, order 03001234567"


def test_what_another_wrote_is_forwarded_and_no_offer_of_this_place():
    assert offers(said(AD, forwarded="Another channel")) == set()
    assert points(said(AD, forwarded="Another channel")) == {"mobile:03001234567": {"forwarded": 1}}


def test_author_of_advertisements_is_reached_by_his_number():
    market = said("SIM owner detail Rs 200 order now", author="+92 345 7654321")

    assert points(market) == {"mobile:03457654321": {"author": 1}}


def test_complaint_is_counted_and_its_number_is_none_of_a_seller():
    market = said("bhai paise le liye aur data nahi mila, 0300-1234567 fraud hai", author="Buyer")

    assert points(market) == {}
    assert sum(count for name, count in market.counts.items() if name.startswith("undelivered=")) == 1


def test_message_of_a_known_place_is_read_by_its_parts_and_a_copy_not_again():
    rows: list[tuple[str | None, ...]] = [("2024-05-01T10:00:00", "Seller", None, AD), (None, "Seller", None, AD)]
    at = {"text": (3,), "author": (1,), "time": (0,), "forwarded": (2,)}
    placed = replace(source(), placing=Placing(parts=at, own=4).to_text())
    again = replace(source(), placing=Placing(parts=at, own=4, whose=COPY).to_text())

    assert points(observe(placed, batch(rows), detector().eyes, KEY)) == {"mobile:03001234567": {"contact": 2}}
    assert observe(again, batch(rows), detector().eyes, KEY) == Market()


def test_line_that_names_another_thing_has_not_the_price_of_the_thing_above():
    text = "CDR 5000 PKR\nzameen ka intiqal nikalwana 900 PKR\nrabta 03001234567"

    assert offers(said(text)) == {"cdr|5000|PKR|", "|900|PKR|"}


@pytest.mark.parametrize("text", ["CDR. WhatsApp only +92 300 1234567", "CDR, WhatsApp only 0310 1234567"])
def test_beginning_of_a_number_is_no_price(text: str):
    assert offers(said(text)) == set()


def test_table_of_records_is_no_talk():
    records = Role(0, "PK_CNIC"), Role(1, "PERSON"), Role(2, "PK_MOBILE_NUMBER"), Role(3, "TEXT")
    frame = batch([("3520212345671", "Sana", "03029998887", AD)])

    assert observe(source(), frame, detector().eyes, KEY) != Market()
    of_records = source().__class__(source().evidence, "csv", "", ("cnic", "name", "mobile", "text"), roles=records)
    assert observe(of_records, frame, detector().eyes, KEY) == Market()


def test_without_a_key_nothing_is_kept():
    assert observe(source(), batch([("", "", None, AD)]), detector().eyes, None) == Market()


def test_kept_values_are_not_in_clear():
    kept = str(said(AD, "JazzCash 0301-7654321 CDR order").to_json())

    assert "1234567" not in kept
    assert "7654321" not in kept


def test_wording_is_the_same_where_only_numbers_differ():
    text = "SIM owner ki mukammal detail hasil karein sirf hamare channel par, order WhatsApp {} Rs {} only, pehle pay"
    first = set(said(text.format("03001234567", 200)).wordings.entries)
    second = set(said(text.format("03217654321", 300)).wordings.entries)

    assert first
    assert first == second


TEXTS = st.lists(
    st.sampled_from([AD, "CDR 5000 JazzCash 03017654321", "salam", "paise le liye, scam", "t.me/SomeBot sim data"]),
    max_size=12,
)


@settings(deadline=None, max_examples=25)
@given(TEXTS, st.integers(0, 12))
def test_any_cut_gives_the_same_sum(texts: list[str], cut: int):
    rows: list[tuple[str | None, ...]] = [("2024-05-01T10:00:00", "Seller", None, text) for text in texts]
    whole, head, tail = (
        observe(source(), batch(part, start), detector().eyes, KEY)
        for part, start in ((rows, 0), (rows[:cut], 0), (rows[cut:], len(rows[:cut])))
    )

    assert head + tail == whole
    assert tail + head == whole
    assert Market.from_json(whole.to_json()) == whole


@settings(deadline=None, max_examples=10)
@given(st.integers(MOST, 3 * MOST), st.integers(0, 3 * MOST), st.booleans())
def test_of_too_many_things_the_same_are_kept_whatever_the_cut(many: int, cut: int, is_turned: bool):  # noqa: FBT001
    names = [f"{(at * 2_654_435_761) % 4096:03x}{at}" for at in range(many)]
    parts = [Sampled.of({name: Sighting(1) for name in some}) for some in (names[:cut], names[cut:])]
    added = parts[1] + parts[0] if is_turned else parts[0] + parts[1]

    assert added == Sampled.of({name: Sighting(1) for name in names})
    assert len(added.entries) <= MOST


def test_sealed_value_is_opened_by_its_key_alone():
    one, same, other = sealed(["mobile:03001234567", "mobile:03001234567", "a"], KEY)

    assert one == same != other
    assert opened(one, KEY) == "mobile:03001234567"
    assert opened(one, Key(bytes(32))) is None


def test_a_seller_who_warns_of_another_keeps_his_own_contact_points() -> None:
    market = said("SIM data 300 Rs only. JazzCash 03011111111. Inbox @dataking_c. Beware of @paksim_b he is fake")

    assert points(market) == {
        "jazzcash:03011111111": {"payment": 1},
        "handle:dataking_c": {"contact": 1},
        "handle:paksim_b": {"warning": 1},
    }


def test_sources_looked_at_together_offer_what_each_offers_alone() -> None:
    several = [
        (source(), batch([("2024-05-01T10:00:00", author, None, text) for text in texts], start))
        for author, start, texts in (
            ("One", 0, (AD, "CNIC copy 500/-\nJazzCash\n0301-7654321")),
            ("0321-7654321", 0, (AD, "address of any SIM 300, 0322-7654321")),
            ("", 9, ("nothing for sale",)),
            ("Two", 3, ("fake data, fraud", "address of any SIM, challan ka record 900 whatsapp 0333-7654321")),
        )
    ]
    several.append((replace(source(), placing=Placing(whose=COPY).to_text()), several[0][1]))
    eyes = detector().eyes
    together = observe_all(several, eyes, KEY)

    assert together == [observe(each, own, eyes, KEY) for each, own in several]
    assert [bool(each) for each in together] == [True, True, False, True, False]


@pytest.mark.parametrize(
    "text",
    [
        "Office order. Contact: Imran Malik, cell 0345-1234567",
        "Transfer orders of 12 clerks are attached; contact 0345-1234567",
        "By order of the Registrar, contact 0345-1234567",
        "In order to appear, contact the centre at 0345-1234567",
        "Court order dated 12-03-2023, contact reader 0345-1234567",
        "دفتری حکم: آرڈر کے لیے رابطہ 03451234567",
    ],
)
def test_an_order_of_an_office_offers_nothing(text: str) -> None:
    assert not said(text).counts.get("advertisements")
