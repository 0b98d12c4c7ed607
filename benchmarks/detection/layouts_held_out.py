"""Other layouts of the same nineteen kinds, written after the rules were last changed, in the form of `layouts`.

No rule was changed when their figures were seen.
"""

from __future__ import annotations

LAYOUTS: dict[str, str] = {
    "telecom_subscriber": """
        mobile: Service Number | Line No. | MDN/MSISDN
        name: Connection Holder | Cust_Full_Nm
        cnic: Cust_CNIC13 | ID Doc No (CNIC)
        address: Cust_Addr_1 | Billing Addr Line
        ?city: Cust_City
        date: Line Activated Dt | SIM Issue Date | Activation TS
        ?word: Pkg_Plan | Postpaid/Prepaid | Line Status
        ?word: Sold By (Franchise) | BVS Result""",
    "sim_lookup": """
        mobile: Number you searched | Mobile# queried
        name: Owner of this SIM | SIM registered to
        cnic: SIM owner NIC | Owner CNIC no.
        address: Owner ghar ka pata | SIM owner address
        ?operator: SIM Network Name
        ?mobile: Other SIMs | Any other numbers on NIC""",
    "cnic_lookup": """
        cnic: NIC_13_DIGIT | Card holder CNIC
        name: Card Holder | Full Nm on card
        father: Card Father Nm | Walid (card)
        ?gender: Sx
        dob: Dt_Birth
        address: Permanent_Addr_Txt | Address printed on card
        date: Card_Issue_Dt | Date card was issued
        date: Card_Exp_Dt | Card Expires
        ?mother: Moth_Nm""",
    "family_tree": """
        cnic: CNIC of relative | Member_CNIC
        name: Relative Nm | Family member full nm
        relation: Relationship w/ main person | Relation_Cd
        dob: Member_Birth_Dt
        ?gender: Member_Sex
        ?family: Tree_Family_Nbr | Family unit ID
        alive: Living or Deceased | Is_Deceased
        ?married: Marital_Stat""",
    "cdr": """
        mobile: Party_A | MSISDN_CALLING | Caller
        mobile: Party_B | MSISDN_CALLED | Callee
        word: Call_Dir | Event type (Voice/SMS)
        moment: Event Start | Call_Start_TS
        number: Call_Secs | Call Duration (s)
        imei: Equip. IMEI | IMEI (A)
        imsi: IMSI (A) | Subscriber IMSI
        ?number: First_Cell | CellId_Start
        ?lat: Cell_Lat
        ?lon: Cell_Lon""",
    "voter_roll": """
        number: Serial on roll | شمار نمبر
        ?number: Household in roll | مکان / گھرانہ
        name: Voter full name | نامِ ووٹر
        father: Voter's father/husband | والد / خاوند
        cnic: Voter CNIC No. | ووٹر شناختی نمبر
        age: Voter age | ووٹر عمر
        address: Voter address | ووٹر پتہ
        ?block: Census blk code | بلاک کوڈ نمبر
        ?place: Polling station name & no | حلقہ پٹوار""",
    "bisp_beneficiary": """
        cnic: Beneficiary_CNIC_No13 | CNIC (lady)
        name: Lady's name | Beneficiary (female)
        father: Husband of beneficiary
        address: Mauza/Village address
        tehsil: Tehsil_Desc
        district: District_Desc
        score: PMT_SCORE_2021 | Poverty PMT
        word: Kafaalat Status | Is_Eligible | Ehsaas Cash status
        ?amount: Tranche Amt | Cash disbursed""",
    "vehicle_excise": """
        vehicle: Veh_Reg_Mark | Registration Number of Vehicle
        name: Veh_Owner | Present owner
        father: Owner S/O
        cnic: Owner_CNIC_13
        ?address: Veh_Owner_Addr
        word: Make_Desc | Veh Maker
        chassis: Chassis_Num | Chassis Number.
        engine: Engine_Num | Engine Number.
        ?date: Registered_On
        ?date: Token_Paid_Till""",
    "electricity_consumer": """
        electricity: Reference_14 | Consumer Ref No.
        number: Consumer_ID_10 | Cons_No
        name: Consumer_Nm
        address: Connection Address | Consumer_Addr_1
        ?cnic: Consumer_CNIC
        ?mobile: Consumer_Cell
        word: Tariff_Desc | Tariff/Load
        date: Connected_Dt | Connection_Dt
        ?number: Meter_Serial | Units_Consumed_Month""",
    "tax_filer": """
        number: SrNo
        ntn: NTN_No7 | Taxpayer NTN
        ?cnic: Taxpayer CNIC
        name: Taxpayer full name | Name (as per NTN)
        business: Business_Name_1 | Name of Business
        ?word: ATL (Y/N) | Regional Tax Office
        ?date: Return_Submitted""",
    "bank_wallet": """
        iban: Cust_IBAN_24 | Acct IBAN
        name: Account_Title_Txt | Title (A/C)
        cnic: AcctHolder_CNIC
        mobile: SMS_Alert_Mobile | AcctHolder_Mob
        ?mother: Mothers_Maiden
        ?dob: AcctHolder_DOB
        amount: Ledger_Bal | Balance_PKR
        word: Branch_Cd_4 | Acct_Branch
        ?email: eStatement email
        ?number: Customer CIF""",
    "ride_hailing": """
        number: ride_uuid | booking_no
        name: riderName | captain_full_name
        mobile: riderPhone | captain_mobile
        ?email: riderEmail
        place: pickup_addr | pickupPoint
        place: dropoff_addr | dropPoint
        lat: pickup_lat | origin_lat
        lon: pickup_lng | origin_lng
        amount: fare_total | rideFare
        moment: ride_created | pickup_time
        ?word: ride_type""",
    "food_ecommerce": """
        number: order_uid | Order Ref
        name: ship_name | orderer
        mobile: ship_phone | orderer_phone
        ?email: orderer_email
        address: ship_address | delivery_addr_1
        city: ship_city
        items: order_items | Products in order
        amount: order_total | Amount payable (COD)
        word: payment_mode | pay_method
        ?moment: order_time""",
    "education_board": """
        roll: Cand_Roll_No | RollNo (Annual 2019)
        name: Cand_Name
        father: Cand_Father
        ?cnic: Cand_BForm
        ?dob: Cand_DOB
        number: Marks_Total_Obt | Total obtained marks
        word: Result_Remarks | Final Grade
        school: School_Inst_Name | Centre / School
        ?word: Sci_Arts_Group""",
    "job_applicants": """
        name: Name of applicant (block letters)
        father: Father name of applicant
        cnic: Appl_CNIC
        dob: Appl_DOB
        ?district: Domicile (district)
        word: Education_Qualification | Last degree obtained
        word: Position applied for | Applied post name
        mobile: Appl_Cell
        ?email: Appl_Email
        ?address: Appl_Address
        ?number: Total experience (years)""",
    "vaccination_health": """
        cnic: Vaccinated CNIC | Patient_CNIC
        name: Vaccinated person | Patient_FullName
        ?dob: Patient_DOB
        ?age: Patient_Age
        mobile: Patient_Mobile
        vaccine: Vaccine_Brand | Name of vaccine
        date: First_Dose_Date | Dose1Dt
        ?date: Second_Dose_Date | Dose2Dt
        ?word: Vaccination_Site | Health facility
        ?number: MRN_No""",
    "police_hotel_tenant": """
        name: Name of tenant/guest | Suspect
        father: Tenant father
        cnic: Tenant_CNIC | Suspect CNIC
        ?mobile: Tenant_Mobile
        address: Tenant permanent address
        fir: FIR_No_Yr | FIR/Year
        place: Police Stn | Thana
        word: Offence_Sections | Under section
        ?date: Check_In_Date
        ?number: Hotel_Room_No""",
    "marketing_list": """
        name: Contact_Full_Name
        job: Job_Designation | Title / Designation
        business: Company_Full_Name | Employer
        mobile: Mobile_Direct
        email: Work_Email
        city: Office_City
        ?landline: Office_PTCL_1
        ?word: Industry_Vertical
        ?word: Web site""",
    "combo_stealer": """
        url: Target URL | site
        login: Login/Email | Account login
        password: Password_Plain | Login_Pass
        ?word: Browser_Profile""",
}
"""By the id of the kind."""
