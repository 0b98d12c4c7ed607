"""Whose numbers in advertisements, letters, orders and unlabelled answers are."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

import triage.rules
from triage import read, score
from triage.core.messages import of
from triage.core.model import Evidence
from triage.detect import Detector

OWN, VICTIM, CARD, ASKED = "0345-1234567", "0321-7654321", "36302-8550794-3", "0305-3594495"

ADVERTISEMENTS = {
    "olx.html": f"<html><head><title>SIM database for sale</title></head><body><h1>SIM owner details 2023</h1>"
    f"<span>Rs 1,200</span><p>Seller: Data Wala. Call {OWN}. Location: Saddar, Karachi</p>"
    '<script>var x={"phone":"+923451234567"}</script></body></html>',
    "listing.txt": f"*** SIM DATABASE ***\nCNIC detail: 300/-\nCDR 3 months: 25k\nWhatsApp: wa.me/923451234567\n"
    f"JazzCash: {OWN}\n",
    "one line.txt": f"SIM owner details Rs 400. WhatsApp {OWN}\n",
    "roman.txt": f"CNIC ka sara data 600 rs me. whatsapp {OWN} pe msg karo\nfast service, trusted\n",
    "urdu.txt": f"سم کا ریکارڈ صرف ۵۰۰ روپے\nرابطہ {OWN}\nنادرا ریکارڈ ۹۰۰ روپے\n",
    "behind.txt": f"NADRA record 400 rupees, criminal record 700. Star Agency {OWN} pe WhatsApp karein\n",
    "admin.txt": f"Admin: Ali Raza {OWN} - paid service only, Raast ID {OWN}\n",
    "parts.txt": f"FRC 1100 | verisys 500 | Sim Point Agency | order on {OWN}\n",
    "words.txt": f"نادرا ریکارڈ چار سو روپے، پیغام بھیجیں {OWN}\n",
    "look up.html": f"<html><head><title>SIM owner details</title></head><body><p>Enter number {OWN} (example)</p>"
    f"<p>Contact: Muhammad Kashif, WhatsApp {OWN}</p><p>Price Rs. 1000</p></body></html>",
    "signed.txt": f"CDR of any number, 3 months Rs 6,000\nAdvance payment only\n\nRegards\nData Wala\n{OWN}\n",
}
MIXED = {
    "record below.txt": f"SIM data Rs 300, whatsapp {OWN}\nsample:\nHamza Tufail {CARD} {VICTIM} Multan\n",
    "chat/WhatsApp Chat with Pak Data.txt": f"01/04/2023, 21:00 - +92 333 5551200: Salam, {ASKED} ka data chahiye\n"
    f"01/04/2023, 21:01 - Pak Data: 500 lagega, easypaisa {OWN}\n"
    f"01/04/2023, 21:03 - Pak Data: Hamza Tufail\n{CARD}\nBasti 111, Shah Rukn-e-Alam Colony, Multan\n"
    f"01/04/2023, 21:05 - Pak Data: Zainab Fatima\n{VICTIM}\nHouse 34, Quetta\nOrder on WhatsApp {OWN}\n",
    "box.eml": "From: Data Wala <datawala@example.com>\nTo: Buyer <buyer@example.com>\nSubject: your record\n"
    f"Content-Type: text/plain\n\nDear customer,\nYour order: Naveed Akhtar, CNIC {CARD}, cell {VICTIM}.\n"
    f"Price PKR 2,500.\nRegards\nData Wala\n{OWN}\n",
}  # fmt: skip
ORDERS = (
    ("Buyer Name", "Buyer WhatsApp", "Target CNIC"),
    ("customer", "customer_phone", "target_cnic"),
    ("client.name", "client.mobile", "victim.cnic"),
)


@cache
def detector() -> Detector:
    rules = triage.rules.load()
    return Detector(rules, score.observers(rules), "off")


def found(path: Path) -> dict[str, set[str]]:
    """Return numbers and addresses by whose they are."""
    told: dict[str, set[str]] = defaultdict(set)
    evidence = Evidence(path.name, path, (), path, path.stat().st_size, "0")
    for source in read.identify(evidence):
        opened, rows = read.opened(source, detector().rules)
        decided = detector().decide(opened, rows)
        for chunk in read.split(decided):
            for batch in read.batches(chunk):
                for each in detector().located(decided, batch).iter_rows(named=True):
                    if each["entity"] in ("PK_MOBILE_NUMBER", "PK_CNIC", "EMAIL_ADDRESS"):
                        told[of(decided).whose_is(each["column"])].add(each["value"])
    return told


def written(home: Path, name: str, text: str) -> Path:
    path = home / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def digits(number: str) -> str:
    return number.replace("-", "")


@pytest.mark.parametrize("name", ADVERTISEMENTS)
def test_an_advertisement_names_nobody_but_its_seller(tmp_path: Path, name: str) -> None:
    assert found(written(tmp_path, name, ADVERTISEMENTS[name])) == {"seller": {digits(OWN)}}


@pytest.mark.parametrize("name", MIXED)
def test_a_seller_who_gives_a_record_is_not_in_it(tmp_path: Path, name: str) -> None:
    told = found(written(tmp_path, name, MIXED[name]))

    assert told["data_subject"] == {digits(CARD), digits(VICTIM)}
    assert digits(OWN) in told["seller"]
    assert "datawala@example.com" in told["seller"] or name != "box.eml"
    assert told.get("looked_up", set()) == ({digits(ASKED)} if name.startswith("chat") else set())


@pytest.mark.parametrize("columns", ORDERS)
def test_who_ordered_and_whose_record_was_ordered_are_two_people(tmp_path: Path, columns: tuple[str, ...]) -> None:
    people = [("Sana Batool", "0337-6578756", CARD), ("Kiran Bibi", "0322-3499452", "61101-2490764-8")]
    text = "\n".join(map(",".join, [columns, *people])) + "\n"
    told = found(written(tmp_path, "orders.csv", text))

    assert told["data_subject"] == {digits(CARD), "6110124907648"}
    assert told["buyer"] == {"03376578756", "03223499452"}


@pytest.mark.parametrize(
    "text",
    [
        f"Name: Hamza Tufail\nContact: {VICTIM}\nAddress: Basti 111, Multan\n",
        f"Owner Name: Hamza Tufail\nMobile: {VICTIM}\n",
        f"Hamza Tufail {VICTIM} Multan\nZainab Fatima {OWN} Quetta\n",
        f"our office location: Saddar. call {VICTIM}\n",
        (
            "FIRST INFORMATION REPORT No. 412/2023 u/s 379 PPC PS Model Town\n"
            f"Complainant: Hamza Tufail, CNIC {CARD}, mobile {VICTIM}\n"
            "A motorcycle bearing registration No. LEK-4512 and a phone IMEI 356938035643809 were snatched.\n"
            f"I.O. ASI Kashif Malik contact {OWN}\n"
        ),
        (
            f"In the court of the Civil Judge, Multan\nPetitioner: Hamza Tufail, CNIC record {CARD}, contact {VICTIM}\n"
            f"Respondent: Sana Tariq, contact {OWN}\n"
        ),
        f"Janab SHO thana Saddar, guzarish hai ke mera CNIC record {CARD} chori hua. Rabta {VICTIM}, gawah Ali {OWN}\n",
        f"درخواست برائے اندراج مقدمہ\nسم کا ریکارڈ چوری ہوا۔ مدعی مقدمہ محمد اسلم، رابطہ {VICTIM}\n",
    ],
)
def test_a_text_that_sells_nothing_keeps_its_people(tmp_path: Path, text: str) -> None:
    assert "seller" not in found(written(tmp_path, "list.txt", text))


def test_customers_of_a_shop_are_the_people_of_its_list(tmp_path: Path) -> None:
    text = f"Customer Name,Customer Mobile,Customer CNIC,Order Date\nSana Batool,{VICTIM},{CARD},2023-01-02\n"

    assert found(written(tmp_path, "list.csv", text * 1)) == {"data_subject": {digits(VICTIM), digits(CARD)}}


@pytest.mark.parametrize(
    ("title", "platform"),
    [
        ("SIM owner details 2023 - OLX Pakistan", "olx"),
        ("Toyota Corolla 2015 | PakWheels", "pakwheels"),
        ("House for sale - Zameen.com", "zameen"),
        ("SIM data service - dubizzle Pakistan", "dubizzle"),
        ("SIM box price in Pakistan - Daraz.pk", "daraz"),
        ("I sold it on OLX last year and was cheated", ""),
    ],
)
def test_a_saved_page_of_a_market_site_is_its_place(tmp_path: Path, title: str, platform: str) -> None:
    page = f"<html><head><title>{title}</title></head><body><p>SIM data Rs 500, call {OWN}</p></body></html>"
    path = written(tmp_path, "page.html", page)
    evidence = Evidence(path.name, path, (), path, path.stat().st_size, "0")
    (source,) = read.identify(evidence)
    opened, _ = read.opened(source, detector().rules)

    assert of(opened).platform == platform
    assert found(path) == {"seller": {digits(OWN)}}


@pytest.mark.parametrize("reach", ["WhatsApp: {}", "Easypaisa {}\nContact: {} (Rana Traders)"])
def test_a_number_above_sample_records_is_the_sellers(reach: str, tmp_path: Path) -> None:
    record = "\nName: {}\nNumber: {}\nCNIC: {}\nAddress: House 39, Street 16, Bahawalpur\n"
    people = (
        ("Rabia Khatoon", VICTIM, CARD),
        ("Zahid Hashmi", ASKED, "34101-1317329-5"),
        ("Ali Raza", "0300-7654322", "33100-0767997-3"),
    )

    text = f"SIM owner detail 500 Rs, CDR 8000 Rs\n{reach.format(OWN, OWN)}\n" + "".join(
        record.format(*each) for each in people
    )

    told = found(written(tmp_path, "sample.txt", text))

    assert told["seller"] == {digits(OWN)}
    assert not {digits(OWN)} & told["data_subject"]
    assert {digits(VICTIM), digits(ASKED)} <= told["data_subject"]
