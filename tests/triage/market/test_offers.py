"""Which numbers in an advertisement are prices, and of what."""

from __future__ import annotations

import pytest

from tests.triage.market.talking import offers, said

CASES = {
    "Full data of 10 numbers Rs. 3,000, whatsapp 03451234567": {"sim_owner|3000"},
    "Bulk data 10 lakh numbers sirf 15 hazar mein whatsapp 03451234567": {"database|15000"},
    "Full data Rs 50,000 contact 03451234567": {"database|50000"},
    "CNIC to SIM Rs 700 contact 03451234567": {"cnic_sims|700"},
    "CNIC ka sara data 600 rs me. whatsapp 03451234567 pe msg karo": {"cnic_details|600"},
    "500 lagega, easypaisa 0345-1234567": {"|500"},
    "sim data 150, cdr 5,000\nwhatsapp 03451234567": {"sim_owner|150", "cdr|5000"},
    "CDR 3 months 7000, 6 months 12000 contact 03451234567": {"cdr|7000", "cdr|12000"},
    "SIM details Rs300, whatsapp 03451234567": {"sim_owner|300"},
    "fees sirf 450, CNIC details, order 03451234567": {"cnic_details|450"},
    "CDR teen sau pachas rupay, whatsapp 03451234567": {"cdr|350"},
    "سی ڈی آر ساڑھے چار ہزار روپے، لوکیشن ڈھائی ہزار روپے رابطہ 03451234567": {"cdr|4500", "location|2500"},
    "CDR sirf teen sau, do din mein. whatsapp 03451234567": {"cdr|300"},
    "CNIC se number 300 rs, gari ka malik 500 rs, whatsapp 03451234567": {"cnic_sims|300", "vehicle|500"},
    "address of any SIM Rs 400, voter parchi 100 rs. whatsapp 03451234567": {"sim_owner|400", "voter|100"},
    "CNIC se number aur number se CNIC dono 280 rs. Inbox 03451234567": {"cnic_sims|280", "cnic_details|280"},
    "50 rs off: number detail 150, plate detail 250. 03451234567": {"sim_owner|150", "vehicle|250"},
    "10 calls of any number: Rs 1200. Order via WhatsApp 03451234567": {"cdr|1200"},
    "CNIC verification 350, criminal check 1100. 03451234567": {"cnic_details|350", "criminal_record|1100"},
    "Numbers details 200, calls 6000, vehicle 500. order 03451234567": {"sim_owner|200", "cdr|6000", "vehicle|500"},
    "Number ki maloomat (naam, pata, cnic) sirf 240 rs. whatsapp 03451234567": {"sim_owner|240"},
    "Voter parchi with family numbers: Rs. 150. whatsapp 03451234567": {"voter|150"},
    "لوگوں کے نمبروں کی فہرست، پچاس ہزار نمبر، قیمت چھ ہزار روپے، رابطہ 03451234567": {"database|6000"},
    "All SIM owner database available. 500 per number, CNIC details 1000. Easypaisa 03451234567": {
        "sim_owner|500",
        "cnic_details|1000",
    },
    "نمبر کی تفصیل، 300 فی نمبر، رابطہ 03451234567": {"sim_owner|300"},
    "Number details, 150 fi number, whatsapp 03451234567": {"sim_owner|150"},
    "SIM database 2023, whatsapp 03451234567": set[str](),
    "voters data NA-120, whatsapp 03451234567": set[str](),
    "CDR 30 days, whatsapp 03451234567": set[str](),
    "SIM data 3,200 members, whatsapp 03451234567": set[str](),
}


@pytest.mark.parametrize("text", CASES)
def test_what_is_offered_and_for_how_much(text: str) -> None:
    assert {"|".join(name.split("|")[:2]) for name in offers(said(text))} == CASES[text]
