"""Prices in advertisements that were written for this file: which numbers are money, and for what.

    .venv/bin/python benchmarks/platforms/prices.py [a|b|c|d] [-v]

Sets by the same hand, apart from `rules/` and the tests: what failed in sets "a" and "c" was looked at and mended; "b"
was kept aside; "d" was written after that mending, is unseen wording, and counts. Each line is an advertisement (" / "
is a new line) and what it truly offers. The traps are numbers that are no prices: telephones, cards, accounts,
quantities, shares, times, dates, years.
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
Number se naam 100, CNIC se number 200 / whatsapp 03009990027 | sim_owner 100, cnic_sims 200
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
    "c": """
Salam, kisi ka bhi SIM ka record milega, charges 250. Msg karo 0302 9990001 | sim_owner 250
CNIC no. bhejo poori detail lo, fees sirf 450, easypaisa 03029990002 | cnic_details 450
Call detail record of last 6 months available in 9500 only WA 0302-9990003 | cdr 9500
Mobile location live 1800, last 5 days location 2800 contact 03029990004 | location 1800, location 2800
💰 Family tree ➜ 1300 / 💰 CNIC picture ➜ 750 / 📲 03029990005 WhatsApp | family_tree 1300, cnic_copy 750
NADRA verisys rate 650/per, 10 pcs par discount. inbox @verisys_hub_pk | cnic_details 650
گاڑی کا ریکارڈ ۸۵۰ روپے میں حاصل کریں، رابطہ ۰۳۰۲۹۹۹۰۰۰۶ | vehicle 850
کال ریکارڈ ۳ مہینے 7000 روپے، ۶ مہینے 11000 روپے واٹس ایپ 03029990007 | cdr 7000, cdr 11000
لوکیشن دو ہزار پانچ سو روپے، رابطہ 03029990008 | location 2500
Sara database 22 lakh numbers wala 18k mein, order 03029990009 whatsapp | database 18000
sim data: 3 hundred, cdr: 7 thousand, whatsapp 03029990010 | sim_owner 300, cdr 7000
Each number detail @ 200 rupees, 5 number 800. call 03029990011 | sim_owner 200, sim_owner 800
Passport record PKR 4500/-, visa nahi karte. rabta 03029990012 | travel 4500
Police record check Rs: 2200, response in 24 hours. order 03029990013 | criminal_record 2200
IMEI se mobile trace: teen hazar rupay. Rabta 03029990014 | imei 3000
Admin panel 1 month 5000, 3 months 12000 (unlimited search) @panel_c_shop contact | bot_access 5000, bot_access 12000
Rs 15,000 ka panel lifetime access, 2019 se kaam. 03029990015 order | bot_access 15000
WhatsApp ki chat nikalwani ho to 12 hazar lagenge, 100 percent. 03029990016 order | messages 12000
bank statement 6 month ki 8500 me, title Akram, rabta 03029990017 | bank 8500
Degree verification data 1500, matric record 900. inbox 03029990018 | education 1500, education 900
FRC 600 | CNIC color copy 1200 | SIM owner 150 | whatsapp 03029990019 | family_tree 600, cnic_copy 1200, sim_owner 150
250 me sim detail, 500 me cnic detail, 03029990020 whatsapp | sim_owner 250, cnic_details 500
Location tracking $20 USDT, CDR $55. tg @usdt_c_trace | location 20, cdr 55
Aik number ki detail do sau rupay, das number ki pandra sau, rabta 03029990021 | sim_owner 200, sim_owner 1500
Price: 350 / SIM owner details / Advance JazzCash 03029990022 | sim_owner 350
*CDR* _Rs._ *6,500* ~8000~ contact 03029990023 | cdr 6500, cdr 8000
Full family details Rs1100 (father, mother, siblings 7 members) 03029990024 order | family_tree 1100
Kal tak offer: vehicle details 350/- instead of 500/-. whatsapp 03029990025 | vehicle 350, vehicle 500
Order 55 delivered today. 3,200 members. SIM info 180 only, 03029990026 whatsapp | sim_owner 180
Sector G-11 office band hai. Call record ke 5,800 lenge. rabta 03029990027 | cdr 5800
0302-9990028 / 24 ghante / SIM owner 130, location 1700 / 8 saal ka tajurba | sim_owner 130, location 1700
Number 300 (name, cnic), 03029990029 pe easypaisa kar ke screenshot bhejo, SIM data | sim_owner 300
""",
    "d": """
SIM ki poori malumat Rs300, CDR Rs5500. Rabta 03039990001 whatsapp | sim_owner 300, cdr 5500
Call history 2 months ka 5k lenge, 4 months 8k. DM @cdr_d_point | cdr 5000, cdr 8000
CNIC info 400 me, CNIC pic 900 me, whatsapp 03039990002 | cnic_details 400, cnic_copy 900
Nadra family chart sirf 1250 rupay mein, order 03039990003 | family_tree 1250
کال ڈیٹا چار ہزار روپے، سم ڈیٹا تین سو روپے رابطہ 03039990004 | cdr 4000, sim_owner 300
شجرہ 1500 روپے، لوکیشن ۲۰۰۰ روپے، واٹس ایپ ۰۳۰۳۹۹۹۰۰۰۵ | family_tree 1500, location 2000
Bike ki detail 400 only / car details 450 only / call 03039990006 | vehicle 400, vehicle 450
Voter list 60 lakh entries, price 30 hazar, 2024 ki. contact 03039990007 | database 30000
Live location 2200 lagenge, 20 minute me result. 03039990008 order | location 2200
SIM data 5 number free trial nahi. SIM data 200/- per number. WA 03039990009 | sim_owner 200
Passport details PKR2800, travel history PKR3300, inbox 03039990010 | travel 2800, travel 3300
CNIC se number 350, number se CNIC 250. rabta 03039990011 | cnic_sims 350, cnic_details 250
Panel weekly 1500, monthly 4500, reseller panel 20000. DM @panel_d | bot_access 1500, bot_access 4500, bot_access 20000
FIR record $10, police record $15 USDT. telegram @cro_d_shop | criminal_record 10, criminal_record 15
Account statement 12 months 9,500/= JazzCash 03039990012 order | bank 9500
Matric record hazar rupay? nahi, 800 rupay. contact 03039990013 | education 800
Rates: / SIM owner = 150 / CDR = 5500 / Location = 1800 / WA 03039990014 | sim_owner 150, cdr 5500, location 1800
WhatsApp data 15 hazar rs, call recording 10 hazar rs, 1 ghanta. order 03039990015 | messages 15000, messages 10000
35,000 members ka aitmad. Number ki detail 220. rabta 03039990016 | sim_owner 220
IMEI tracking 2,400 rupees wali service, 10 am se 8 pm. call 03039990017 | imei 2400
""",
}


def main(which: str = "d", *, is_told: bool = False) -> None:
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
