"""Layouts of nineteen kinds of dumps, in wording of our own; the rules were mended where these were missed.

A layout is a list of columns "maker: header | header | ..."; "?" before a maker = the column is often left out. The
kinds are those of the issue that asked for them, from reporting on Pakistani leaks; the spellings are invented here.
"""

from __future__ import annotations

from collections.abc import Mapping

LAYOUTS: dict[str, str] = {
    "telecom_subscriber": """
        mobile: Subs MSISDN | Customer MSISDN | Subscriber_Mob
        name: CustomerNm | Subs. Name | Regd. Name of Subscriber
        cnic: Cust NIC # | CNIC_NBR | Subscriber CNIC
        address: Subs Addr 1 | Regd Address | CUST_ADDR_LINE
        ?city: Town/City of subs | CITYNM
        date: Actv_Dt | DT_ACTIVATION | Activated On
        ?word: Conn Type | PrePost | Tariff Plan
        ?word: BVS Flag | Biometric Verified (Y/N) | Franchise Code
        ?landline: Alternate Ph | PTCL/Other""",
    "sim_lookup": """
        mobile: Searched Mobile | Number Searched | Query MSISDN
        name: SIM Owner's Name | Regd Owner of SIM | Owner Nm (SIM)
        cnic: CNIC of Owner | Owner NIC #
        address: Addr of Owner | Owner's Address
        ?operator: Telco/Network | SIM Company
        ?mobile: All SIMs of this CNIC | Other SIM # | More numbers on same CNIC
        ?word: SIM Status (live) | Sim Active?""",
    "cnic_lookup": """
        cnic: Id Card Nbr | CNIC_13 | Citizen CNIC #
        name: Citizen Nm | Holder's Name
        father: Fathers Nm | Father (as on card)
        ?mother: Mother's Nm
        ?gender: M / F | Sex (M/F)
        dob: Born Dt | Date-Birth
        address: Perm. Addr | Present Addr (card)
        ?district: Distt of Birth | Domicile Distt
        date: Card Issued On | Dt Issue
        date: Card Valid Till | Dt Expiry | Expires On
        ?mobiles: Numbers[] | Linked SIMs""",
    "family_tree": """
        cnic: CNIC / CRC of Member | Member's CNIC
        name: Name of family member | Member Nm
        relation: Rel. to Head | Relation w/ Applicant | Rishta
        dob: Date-of-Birth (Member) | Born
        ?gender: Sex (M/F) | M / F
        ?family: Family Nbr | Fam. Tree # | Family-ID No
        alive: Alive/Dead | Deceased (Y/N) | Zinda/Marhoom
        ?married: Marital St. | Married?
        ?father: Father of member | Parent's Nm""",
    "cdr": """
        mobile: A-Num | Calling Party No | MSISDN (Target) | A Party MSISDN
        mobile: B-Num | Other Party | Called Party No | B Party MSISDN
        word: CallTyp | In/Out/SMS | Direction (MO/MT) | Call Direction
        moment: Start Date-Time | Call_Start | Dt & Tm
        number: Dur (sec) | Duration_Secs | Talk Time
        imei: IMEI_A | Handset IMEI No
        imsi: IMSI_A | Sim IMSI
        ?number: Cell-ID | CI/LAC | LAC-CID
        ?address: Cell Site Location | BTS Addr
        ?lat: Site Lat | Tower Latitude
        ?lon: Site Long | Tower Longitude""",
    "voter_roll": """
        number: Silsila # | Sr in roll | سلسلہ نمبر ووٹ
        ?number: Gharana # | گھرانہ نمبر درج
        name: Naam Voter | ووٹر کا پورا نام | Elector's Name
        father: Walid/Shohar | ولدیت یا زوجیت | Father / Husb. of elector
        cnic: Shanakhti Card # | شناختی کارڈ نمبر ووٹر کا | Elector CNIC
        age: Umar (saal) | عمر سال | Age of elector
        address: Pata / Mohalla | پتہ مکان | Elector's address
        ?block: Block Code # | شماریاتی بلاک | Stat. Block
        ?place: Polling Stn | Elect. Area | پولنگ سٹیشن""",
    "bisp_beneficiary": """
        cnic: Woman's CNIC | Benef. CNIC | CNIC of Beneficiary
        name: Benef. Name | Woman Nm
        father: Husband's Nm | Husb./Father
        address: Village & Address | HH Address
        tehsil: Tehsil Nm | Tehsil/Taluka Nm
        district: Distt Nm | Zila Nm
        score: PMT | Pov. Score | PMT Value
        word: Eligibility | Eligible Y/N | Payment Disb. Status
        ?amount: Qist Amount | Stipend Rs | Cash grant
        ?number: HH Form # | Household Form""",
    "vehicle_excise": """
        vehicle: Regn Mark | Veh. Registration # | Number Plate No
        name: Regd Owner | Owner of Veh
        father: Owner's Father | S/O (owner)
        cnic: Owner's NIC | Owner CNIC#
        ?address: Owner's Addr
        word: Maker/Make | Veh. Make & Model | Body Type
        chassis: Chasis No | Chassis # | Frame/Chassis
        engine: Eng. No | Engine # | Motor/Engine No
        ?date: Regn Dt | Date of Regn
        ?date: Token Upto | Token Tax paid till
        ?number: HP / CC | Seating Cap.""",
    "electricity_consumer": """
        electricity: Ref # (14 digit) | Bill Ref. No | Reference#/Batch
        number: Cons ID | ConsumerID# | Consumer-ID (10)
        name: Consumer's Name | Name of Cons.
        address: Premises Addr | Supply Address
        ?cnic: Cons. CNIC
        ?mobile: Cons. Mobile | SMS Number
        word: Tarrif | Tariff Code | Sanctioned Load KW
        date: Conn. Date | Connected On
        ?number: Meter Nbr | Units Billed | kWh last""",
    "tax_filer": """
        number: S.No.
        ntn: NTN / Reg # | NTN-FTN | Registration #/NTN
        ?cnic: CNIC/Reg. | CNIC of filer
        name: Taxpayer | Name of Taxpayer | Filer's Name
        business: Business Nm | Trade Name | M/s
        ?word: ATL Status | Filer / Non-Filer | RTO
        ?date: Return Filed On | Tax Yr""",
    "bank_wallet": """
        iban: IBAN# (24) | Customer's IBAN | IBAN_CD
        name: A/c Title | Title Of A/c | AccTitle
        cnic: Cust CNIC# | Acct Holder CNIC
        mobile: Cust Cell # | Reg. Mob (SMS alert)
        ?mother: Mother Maiden | Mother-Maiden-Nm
        ?dob: Cust DOB | Birth-Dt
        amount: Bal. PKR | Avail Bal | Closing Bal (Rs)
        word: Br. Code | Branch Cd | Home Branch
        ?email: Cust e-mail
        ?number: CIF# | Cust CIF | Debit Card Last4""",
    "ride_hailing": """
        number: RiderUID | Trip# | booking_uuid
        name: Passenger Nm | CaptainName | customerFullName
        mobile: passenger_cell | CaptainPhone | userMsisdn
        ?email: rider_mail
        place: pickupLoc | Pick Up Point | from_address
        place: dropLoc | Drop Off Point | to_address
        lat: pickLat | start_lat
        lon: pickLng | start_lon
        amount: Trip Fare | fare_pkr | TotalFare
        moment: ride_ts | Trip Start | bookedAt
        ?word: Vehicle Cat. | Ride Category | Captain rating""",
    "food_ecommerce": """
        number: Order# | OrderNbr | order_ref_id
        name: BuyerName | Customer (ship to) | cust_fullname
        mobile: BuyerPhone | Ship Phone | cust_cell_num
        ?email: BuyerMail
        address: Deliver To | Ship Addr 1 | Delivery Addr.
        city: Ship City | Deliv. City
        items: Items Ordered | Cart | SKU & Qty | OrderLines
        amount: Grand Ttl | OrderAmt | Bill Ttl
        word: Paid By | Pay Mode (COD/Card) | PaymentMode
        ?moment: Placed On | ordered_at | OrderDT
        ?word: Rider instr. | Delivery Notes | Promo""",
    "education_board": """
        roll: RollNbr | Exam Roll # | Roll# (SSC)
        name: Std Name | Name of Candidate (SSC) | Student Nm
        father: Father of cand. | Std Father Nm
        ?cnic: B-Form of std | Bay Form #
        ?dob: DOB (Matric) | Std DOB
        number: Marks Obt. | Mrks Obtained | Obt/Total
        word: Grade/Div | Result Stat | Grade (A-E)
        school: Inst. Name | School/College | Name of Institution
        ?word: Group (Sci/Arts) | Subj. Combination | Session/Annual""",
    "job_applicants": """
        name: Applicant's Nm | Name of Cand. (post)
        father: Applicant Father | F/Name of applicant
        cnic: Applicant NIC | NIC of Appl.
        dob: Applicant DOB | DoB (dd-mm-yy)
        ?district: Dom. Distt | Distt. of Domicile
        word: Qualif. | Highest Degree | Edu. Level
        word: Post Applied | Applied For (post) | Post/BPS
        mobile: Applicant Cell | Appl. Mob#
        ?email: Appl. email
        ?address: Appl. Postal Addr
        ?number: Exp. (yrs) | Experience Yrs | Test Centre""",
    "vaccination_health": """
        cnic: Patient NIC | CNIC (vaccinee)
        name: Vaccinee | Patient Nm | Pt. Name
        ?dob: Pt. DOB
        ?age: Pt. Age | Age/Yr
        mobile: Pt. Mob | Vaccinee Cell
        vaccine: Vacc. Name | Vaccine Given | Vacc. Brand
        date: 1st Dose Dt | Dose-I On | Dose 1 (date)
        ?date: 2nd Dose Dt | Dose-II On
        ?word: Vacc. Centre | CVC Name | Hosp./RHC
        ?number: MR # | Pt. MR | Batch Nbr""",
    "police_hotel_tenant": """
        name: Guest / Tenant Nm | Accused Nm | Kirayadar
        father: S/O (tenant) | Accused S/o
        cnic: Tenant's NIC | NIC of guest | Accused NIC
        ?mobile: Tenant Cell | Guest Mob
        address: Tenant home addr | Permanent R/o
        fir: FIR # / Yr | Case FIR# | Muqadma No
        place: P.S. | Thana Nm | PS Name
        word: U/S | Jurm | Offence U/s
        ?date: Check In | Rented From | FIR Dt
        ?number: Room # | Hotel Room""",
    "marketing_list": """
        name: Contact Nm | Person's Name
        job: Desig. | Post/Designation | Position Held
        business: Co. Name | Organisation/Co. | Firm
        mobile: Mob/Cell | Direct Cell
        email: Biz email | Corp. E-mail
        city: Based in (City) | Location/City
        ?landline: Off. PTCL | Board Line
        ?word: Industry/Sector | Business Category | Annual Turnover
        ?word: Web | DHA Member Cat. | Club Membership #""",
    "combo_stealer": """
        url: Origin | HOST/URL | Login Page | Site URL
        login: Usr | Log-in | Email/User
        password: Psw | Pass_word | Login Pwd
        ?word: Browser Nm | App (Chrome) | Stealer Log""",
}
"""By the id of the kind."""


def columns(layouts: Mapping[str, str], kind: str) -> list[tuple[str, bool, list[str]]]:
    """(maker, whether it is often left out, headers) of each column of a kind."""
    found = []
    for line in layouts[kind].strip().splitlines():
        maker, said = line.strip().split(": ", 1)
        found.append((maker.lstrip("?"), maker.startswith("?"), [each.strip() for each in said.split(" | ")]))
    return found
