from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

import triage.rules
from tests.triage.market.talking import KEY, said
from triage.core.summary import Market, Summary, TableSum
from triage.market.places import Place, place_of
from triage.market.sellers import Showing, sellers, trade
from triage.report.document.trade import sellers as sellers_lines
from triage.report.sellers import FORMATS, render

RULES = triage.rules.load()
LONG = "hamare channel par har qisam ki mukammal maloomat sirf chand minute mein hasil karein"


def place(name: str, *texts: str, forwarded: tuple[str, ...] = ()) -> Place:
    market = said(*texts)
    market = market + said(*forwarded, forwarded="Another") if forwarded else market
    return place_of(name, Summary({"t": TableSum(market=market)}), KEY, RULES)


def told(*places: Place, reveal: bool = False) -> dict[str, Any]:
    return sellers(places, Showing(RULES, reveal))


def groups(document: Mapping[str, Any]) -> list[list[str]]:
    return [each["places"] for each in document["sellers"]]


def ad(number: str, account: str = "", words: str = "SIM owner detail") -> str:
    return f"{words} Rs 200, WhatsApp {number}" + (f", JazzCash {account}" if account else "")


ONE, TWO, THREE, FOUR = "0300-1111111", "0321-2222222", "0333-3333333", "0345-4444444"
AGENT = "0301-9999999"


def test_same_number_joins_a_link_a_mobile_and_a_wallet():
    document = told(
        place("a", f"SIM data Rs 100, https://wa.me/92{ONE[1:].replace('-', '')}"),
        place("b", ad(ONE)),
        place("c", f"CDR 5000, Easypaisa {ONE}"),
        place("d", ad(TWO)),
    )

    assert groups(document) == [["a", "b", "c"], ["d"]]


def test_repost_of_a_competitor_joins_nothing_and_is_a_weak_link():
    document = told(place("a", ad(ONE)), place("b", ad(TWO), forwarded=(ad(ONE),)))

    assert groups(document) == [["a"], ["b"]]
    (weak,) = document["weak_links"]
    assert weak["reason"] == "not the own one of b: a repost or a mention"


def test_advertisement_copied_once_is_not_the_own_one():
    document = told(place("a", *[ad(ONE)] * 5), place("b", *[ad(TWO)] * 5, ad(ONE)))

    assert groups(document) == [["a"], ["b"]]


def test_warning_of_a_number_joins_nothing():
    document = told(place("a", ad(ONE)), place("b", ad(TWO), f"Beware of fake number {ONE}, SIM data order {TWO}"))

    assert groups(document) == [["a"], ["b"]]


def test_public_number_joins_nothing():
    texts = "SIM data Rs 100 order {}\nFIA helpline 0307-7777777"
    document = told(place("a", texts.format(ONE)), place("b", texts.format(TWO)))

    assert groups(document) == [["a"], ["b"]]
    assert [each["reason"] for each in document["weak_links"]] == ["beside words of a public service"]


def test_account_of_two_places_joins_them_and_of_many_sellers_is_an_agents():
    both = [place("a", ad(ONE, AGENT)), place("b", ad(TWO, AGENT))]
    more = [place("c", ad(THREE, AGENT)), place("d", ad(FOUR, AGENT))]

    assert groups(told(*both)) == [["a", "b"]]
    assert groups(told(*both, *more)) == [["a"], ["b"], ["c"], ["d"]]
    assert "shared agent" in told(*both, *more)["weak_links"][0]["reason"]


def test_account_alone_does_not_join_two_sellers_of_several_places():
    one = [place(name, ad(ONE, AGENT)) for name in ("a", "b")]
    two = [place(name, ad(TWO, AGENT)) for name in ("c", "d")]

    assert groups(told(*one, *two)) == [["a", "b"], ["c", "d"]]


def test_account_of_two_owners_with_unlike_prices_is_an_agents():
    list_of = "SIM owner detail Rs {} / CDR Rs {}\nWhatsApp {}\nJazzCash " + AGENT
    one, two = place("a", list_of.format(200, 5000, ONE)), place("b", list_of.format(450, 7500, TWO))
    alike = place("c", list_of.format(200, 5000, THREE))

    assert groups(told(one, two)) == [["a"], ["b"]]
    assert "shared agent" in told(one, two)["weak_links"][0]["reason"]
    assert groups(told(one, alike)) == [["a", "c"]]


def test_what_is_named_in_one_message_with_the_own_number_is_own():
    market = place("a", *[ad(ONE)] * 9, f"{ad(ONE)}, Telegram @rare_name", ad(TWO))

    assert {point.value for point in market.points if point.is_own} == {"03001111111", "rare_name"}


def test_agents_clients_of_one_copied_wording_are_not_joined():
    numbers = (ONE, TWO, THREE, FOUR)
    places = [place(name, ad(number, AGENT, LONG)) for name, number in zip("abcd", numbers, strict=True)]

    assert groups(told(*places)) == [["a"], ["b"], ["c"], ["d"]]


def test_account_that_is_called_an_agents_joins_nothing():
    text = "CDR 5000, WhatsApp {}\nJazzCash " + AGENT + " (easypaisa shop)"

    assert groups(told(place("a", text.format(ONE)), place("b", text.format(TWO)))) == [["a"], ["b"]]


def test_copied_wording_is_a_weak_link():
    document = told(place("a", ad(ONE, words=LONG)), place("b", ad(TWO, words=LONG)))

    assert groups(document) == [["a"], ["b"]]
    assert [each["kind"] for each in document["weak_links"]] == ["wording"]


def test_contact_points_are_masked_unless_revealed():
    places = place("a", ad(ONE, AGENT)), place("b", ad(ONE, AGENT))
    masked, clear = str(told(*places)), str(told(*places, reveal=True))

    assert "03001111111" not in masked
    assert "\N{HORIZONTAL ELLIPSIS}1111" in masked
    assert "03001111111" in clear


def test_every_format_shows_places_and_no_number_in_clear():
    document = told(
        place("a<b>", ad(ONE, AGENT)), place("=b", ad(ONE, AGENT)), place("c", ad(TWO), forwarded=(ad(ONE),))
    )

    texts = {form: render(document, form) for form in FORMATS}

    assert all("03001111111" not in text and "9999999" not in text for text in texts.values())
    assert "<b>" not in texts["svg"]
    assert texts["svg"].count("<circle") == 3
    assert "'=b" in texts["csv"]
    assert "Seller 1: =b, a<b>" in texts["table"]


def test_offers_have_their_range_and_their_days():
    document = trade(place("a", ad(ONE), "sim owner detail Rs 1,500 contact 03001111111"), Showing(RULES))

    (offer,) = document["offers"]
    assert (offer["title"], offer["least"], offer["most"]) == ("SIM owner record", "200", "1500")
    assert offer["since"] == offer["until"] == "2024-05-01"


def test_complaints_of_customers_are_counted_and_not_those_of_the_owner():
    market = (
        said(ad(ONE))
        + said("paise le liye data nahi mila", author="Buyer")
        + said("scammer se bachein", author="Seller")
    )
    document = trade(place_of("a", Summary({"t": TableSum(market=market)}), KEY, RULES), Showing(RULES))

    assert document["complaints"] == {"undelivered": 1, "invented": 0}


def test_dump_without_messages_is_no_place_of_trade():
    empty = place_of("a", Summary({"t": TableSum(market=Market())}), KEY, RULES)

    assert told(empty)["sellers"] == []


def test_applications_of_one_certificate_are_one_sellers_unless_it_is_everybodys():
    ads = [place(name, ad(number)) for name, number in (("a", ONE), ("b", TWO))]
    signed = [replace(each, signers=frozenset({"ab12 CN=Data Apps"})) for each in ads]
    tested = [replace(each, signers=frozenset({"cd34 CN=Android Debug"})) for each in ads]

    assert groups(told(*signed)) == [["a", "b"]]
    assert groups(told(*tested)) == [["a"], ["b"]]


def test_number_that_is_reached_and_paid_in_many_places_is_one_sellers():
    texts = (
        f"SIM data Rs 200, Easypaisa {ONE}",
        f"CDR Rs 5000, WhatsApp {ONE}",
        f"Family tree Rs 900, call {ONE}, JazzCash {ONE}",
        f"Live location 3k, JazzCash {ONE}",
        ad(ONE),
        f"CNIC copy Rs 700, WhatsApp {ONE}",
    )
    document = told(*(place(f"p{index}", text) for index, text in enumerate(texts)))

    assert groups(document) == [[f"p{index}" for index in range(6)]]
    assert document["weak_links"] == []


def test_agents_own_places_are_joined_and_his_customers_are_not():
    agents = [place("shop1", ad(AGENT)), place("shop2", ad(AGENT, AGENT))]
    numbers = (ONE, TWO, THREE, FOUR)
    customers = [place(name, ad(number, AGENT)) for name, number in zip("abcd", numbers, strict=True)]
    document = told(*agents, *customers)

    assert groups(document) == [["shop1", "shop2"], ["a"], ["b"], ["c"], ["d"]]
    assert "only paid to" in document["weak_links"][0]["reason"]


@pytest.mark.parametrize("text", [
    f"Fresh mangoes 5 kg box Rs 1500, delivery all Pakistan, whatsapp {ONE}, easypaisa {ONE}",
    f"Mobile packages: weekly 10GB Rs 300, new SIM Rs 200. Contact {ONE}",
    f"Tuition classes, fee Rs 3000 monthly. contact {ONE} JazzCash",
    f"Passport size and CNIC photo 100 rs, form filling, photocopy. Call {ONE}",
    f"5 marla plot 45 lakh, DHA phase 2. Contact {ONE}",
    f"5 marla plot, registry and land record clear, 45 lakh. Contact {ONE}",
    f"Car tracker installation Rs 12000, call {ONE}",
    f"Corolla 2015, documents complete, first owner, demand 25 lakh. Call {ONE}",
    f"Apna naam, number aur address bhejein, suit Rs 2500, cash on delivery. WhatsApp {ONE}",
    f"Jazz SIM card 300, mobile data packages 5 GB Rs 500, easyload. Call {ONE}",
])  # fmt: skip
def test_who_sells_nothing_of_people_is_no_seller(text: str):
    document = told(place("honest", *[text] * 3), place("b", ad(TWO)))

    assert groups(document) == [["b"]]
    assert document["other_trades"] == 1
    assert "1 more dump advertises other things" in render(document, "table")


def test_who_sells_data_beside_other_things_is_a_seller_with_both_places():
    document = told(place("mangoes", f"Mangoes Rs 1500, whatsapp {ONE}, easypaisa {ONE}"), place("data", ad(ONE, ONE)))

    assert groups(document) == [["data", "mangoes"]] or groups(document) == [["mangoes", "data"]]
    assert document["other_trades"] == 0


@pytest.mark.parametrize("text", [
    f"LAHORE: Police said the gang sold call records for Rs 5,000 on WhatsApp number {ONE}, paid by JazzCash {ONE}.",
    f"Do not share CNIC details. If someone offers SIM owner details for Rs 500 on WhatsApp, report to FIA, {ONE}.",
    f"mulzim giraftar: SIM data 500 mein bechta tha, whatsapp {ONE}",
])  # fmt: skip
def test_a_report_of_the_press_and_a_warning_are_no_advertisements(text: str):
    assert groups(told(place("news", text))) == []


def test_a_seller_who_names_an_authority_keeps_his_number():
    (seller,) = told(place("a", *[f"PTA SIM ownership verification 300/- only. Rabta {ONE}"] * 3))["sellers"]

    assert [each["kind"] for each in seller["contact_points"]] == ["mobile"]


def test_lists_that_advertise_nothing_are_not_linked_by_their_records() -> None:
    lists = [place(name) for name in ("a.csv", "b.csv", "c.csv")]

    document = sellers(lists, Showing(RULES), [("a.csv", "b.csv", 1.0), ("b.csv", "c.csv", 0.4)])

    assert document["weak_links"] == []


def test_copies_of_what_a_seller_has_are_one_link_and_hardly_a_record_is_none() -> None:
    names = ["shop", "copy1.csv", "copy2.csv", "other.csv"]
    places = [place("shop", ad(ONE)), *(place(name) for name in names[1:])]
    shared = [(one, other, 1.0) for one in names[:3] for other in names[:3] if one < other]

    document = sellers(places, Showing(RULES), [*shared, ("other.csv", "shop", 0.004)])

    (link,) = document["weak_links"]
    assert [each["place"] for each in link["evidence"]] == ["copy1.csv", "copy2.csv", "shop"]
    assert link["value"] == "100%"


def test_weak_links_that_read_alike_are_told_once() -> None:
    link = {"kind": "records", "value": "100%", "evidence": [{"place": "a"}, {"place": "b"}]}

    (line,) = sellers_lines({"sellers": [], "weak_links": [link] * 6})

    assert line.endswith("records 100% in 2 places (6 times)")


def test_a_bot_that_signs_its_answers_and_says_where_to_pay_keeps_both() -> None:
    text = f"Powered by @pakdata_bot | Credits left: 3 | Buy credits: 100 = Rs 1000 JazzCash {ONE}"

    (seller,) = told(place("bot", *[f"{text}\nSIM data"] * 3))["sellers"]

    assert {each["kind"] for each in seller["contact_points"]} == {"bot", "jazzcash"}


def test_who_made_a_site_is_not_who_sells_on_it() -> None:
    document = told(place("site", *[f"SIM data Rs 200, whatsapp {ONE}\nPowered by Web Makers {TWO}"] * 3))

    assert len(document["sellers"][0]["contact_points"]) == 1


def test_a_copy_with_a_rivals_prices_is_not_the_own_one_of_a_place_with_few_messages() -> None:
    copied = place("b", *[f"SIM owner detail Rs 200, WhatsApp {TWO}"] * 2, f"SIM owner detail Rs 350, WhatsApp {ONE}")
    second = place("c", *[ad(TWO)] * 2, ad(THREE))

    assert [point.value for point in copied.points if point.is_own] == ["03212222222"]
    assert {point.value for point in second.points if point.is_own} == {"03212222222", "03333333333"}
