"""Prices in advertisements that were written for this file: which numbers are money, and for what.

    .venv/bin/python benchmarks/platforms/prices.py [a|b] [-v]

Two sets by the same hand, apart from `rules/` and the tests: what failed in set "a" was looked at and mended; set "b"
was kept aside, and counts. Each line is an advertisement (" / " is a new line) and what it truly offers. The traps are
numbers that are no prices: telephones, cards, accounts, quantities, shares, times, dates, years.
"""

from __future__ import annotations

import sys

from tests.triage.market.talking import offers, said

SETS = {
    "a": """
SIM owner record chahiye? Sirf 350 mein, Whatsapp 0300 9990001 | sim_owner 350
Number ki detail 300 rs, CNIC ki copy 800 rs. Rabta 03009990002 | sim_owner 300, cnic_copy 800
50 lakh records ka database Rs 25,000 / contact 0300-9990003 | database 25000
CDR 3 months Rs 7500, 6 months Rs 12,000 / order 03009990004 | cdr 7500, cdr 12000
Live location @ 2500 PKR 24/7 service, 100% working, call +92 300 9990005 | location 2500
Family tree 1.2k only. 1200+ happy customers since 2019. DM 03009990006 | family_tree 1200
سم ڈیٹا صرف ۲۵۰ روپے، رابطہ ۰۳۰۰۹۹۹۰۰۰۷ | sim_owner 250
کال ریکارڈ پانچ ہزار روپے رابطہ 03009990008 | cdr 5000
شناختی کارڈ کی کاپی قیمت 900، واٹس ایپ 03009990009 | cnic_copy 900
Sim data ek hazar rupay, location do hazar rupay. Inbox 03009990010 | sim_owner 1000, location 2000
CDR panch hazar / whatsapp 03009990011 | cdr 5000
Gari ki detail pandra so rupay contact 03009990012 | -
vehicle record 15 sau, order 0300 9990013 | vehicle 1500
SIM details = 200/= / CNIC details = 400/= / JazzCash 03009990014 | sim_owner 200, cnic_details 400
Full database 2 crore numbers, price 1 lakh 20 hazar, call 03009990015 | database 120000
Bulk data 10 lakh numbers sirf 15 hazar mein whatsapp 03009990016 | database 15000
CDR delivery in 2 hours, result 10-15 minutes, rate 6500. 03009990017 order | cdr 6500
Premium panel monthly 3000, yearly 25000 / contact @panel_seller_x | bot_access 3000, bot_access 25000
20% off! CNIC copy was 1000 now Rs 800, order 03009990018 | cnic_copy 800
SIM owner detail Rs.150/- per number, minimum 5 numbers, 0300-9990019 whatsapp | sim_owner 150
Send 35202-1234567-1 type number and get CNIC record for Rs 500, rabta 03009990020 | cnic_details 500
Location ₨ 3,500 | Family tree ₨ 1,800 | contact 03009990021 | location 3500, family_tree 1800
USDT only: CDR $40, location $25. telegram @usd_cdr_shop | cdr 40, location 25
CDR 40 USDT / order t.me/cdr_usdt_shop | cdr 40
sim data 300 wala package aur location 2000 wala, rabta 03009990022 | sim_owner 300, location 2000
IBAN PK36SCBL0000001123456702 title Ali, sim data fee 250 rs, whatsapp 03009990023 | sim_owner 250
A/C 01234567890123 HBL. CDR 5500 rupees. contact 03009990024 | cdr 5500
Order no 4512 done. Next order for sim data Rs 200, 03009990025 | sim_owner 200
Database of 2023, 45,000 rows, Rs 9000 / contact 03009990026 | database 9000
Number se naam 100, CNIC se number 200 / whatsapp 03009990027 | -
Rs 500 per record for NADRA data, advance 50%. Easypaisa 03009990028 | cnic_details 500
sim owner 2 SIM free with every CNIC copy (Rs 700) call 03009990029 | cnic_copy 700
12 GB leaked database, Rs.18000/-, order @leak_store_pk | database 18000
voters data NA-120 halqa, 350000 log, qeemat 8000 rupay, 03009990030 whatsapp | database 8000
1 month CDR=4000, 2 month CDR=6000, 3 month CDR=8000 contact 03009990031 | cdr 4000, cdr 6000, cdr 8000
Message record bhi milta hai. Rate list inbox. 03009990032 order | -
01/06/2024 se new rate: sim data 220 rupees. contact 03009990033 | sim_owner 220
""",
    "b": """
Kisi bhi number ka record 180 rupay me, rabta 0301 9990001 | sim_owner 180
Call details 3 mahine Rs 6800/- aur live location Rs 2,200/- WhatsApp 03019990002 | cdr 6800, location 2200
Poora data 30 lac logon ka, hadia 40 hazar, call 03019990003 | database 40000
Nadra record 550 PKR, color copy 1,100 PKR, 100 percent original. 0301-9990004 order | cnic_details 550, cnic_copy 1100
فیملی ٹری ۱۲۷۹ روپے، سی ڈی آر ۶۰۰۰ روپے، رابطہ ۰۳۰۱۹۹۹۰۰۰۵ | family_tree 1279, cdr 6000
لوکیشن تین ہزار روپے واٹس ایپ 03019990006 | location 3000
Sim information teen sau rupay, inbox 03019990007 | sim_owner 300
Location char hazar, order whatsapp 03019990008 | location 4000
CDR rate: 5.5k / family tree rate: 1k / contact 03019990009 | cdr 5500, family_tree 1000
Gari record 7 sau, number plate bhej den, rabta 03019990010 | vehicle 700
Voter list 3 crore entries only Rs 55,000 contact 03019990011 | database 55000
SIM owner name 4 digits PIN nahi chahiye, fee Rs 120, whatsapp 03019990012 | sim_owner 120
10% discount on 5 CNIC details, each 350 rupees, order 03019990013 | cnic_details 350
Lifetime panel access 15000 rupees, 500 searches daily, @panel_b_seller | bot_access 15000
Bank statement $30 / bank details $12 / pay USDT, telegram @bank_b_shop | bank 30, bank 12
Meezan 02240105551234 account title Bilal. Call record 4,500 rs, 03019990014 whatsapp | cdr 4500
Result 30 minute, working 9 to 11 pm, live location 1900 rs, rabta 03019990015 | location 1900
CNIC 61101-7654321-5 ka record nikal gaya. Aap bhi nikalwayen Rs 450, SIM data. 03019990016 | sim_owner 450
IMEI tracking Rs 2000 se shuru, contact 03019990017 | imei 2000
Travel history PKR 3,000/- per person, 2 din me. WhatsApp +923019990018 | travel 3000
Customers data 80,000 contacts, price 7500, order @cust_b_data | database 7500
sim data 150 / cnic copy 600 / cdr 5000 / whatsapp 03019990019 | sim_owner 150, cnic_copy 600, cdr 5000
Old price 900, new price 650: CNIC picture, contact 03019990020 | cnic_copy 650, cnic_copy 900
Since 2017, 5000 members, 35 cities. Location service Rs 2600. call 03019990021 | location 2600
1 number = 200 rs, 10 numbers = 1500 rs SIM details, 03019990022 whatsapp | sim_owner 200, sim_owner 1500
CDR do lakh? nahi, sirf 6 hazar rupay. rabta 03019990023 | cdr 6000
Order ID 88213 delivered. CDR order karein 4800/- 03019990024 | cdr 4800
Degree record HEC 2500 rupees, order 03019990025 | education 2500
""",
}


def main(which: str = "b", *, is_told: bool = False) -> None:
    """Print precision and recall of a set."""
    right = wrong = missed = 0
    for line in SETS[which].strip().splitlines():
        text, _, truth = line.rpartition("|")
        true = {tuple(each.split()) for each in truth.strip().split(", ")} - {("-",)}
        found = {tuple(each.split("|")[:2]) for each in offers(said(text.replace(" / ", "\n")))}
        right, wrong, missed = right + len(found & true), wrong + len(found - true), missed + len(true - found)
        if is_told and found != true:
            print(f"{text.strip()}\n   false {sorted(found - true)}  missed {sorted(true - found)}")
    many = right + missed
    precision, recall = right / max(1, right + wrong), right / max(1, many)
    print(f"set {which}: precision {precision:.3f}  recall {recall:.3f}  ({many} prices)")


if __name__ == "__main__":
    main(*sys.argv[1:2], is_told="-v" in sys.argv)
