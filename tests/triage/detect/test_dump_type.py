from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from triage.core.model import DumpType, Evidence, Role, Source
from triage.detect.dump_type import dump_type
from triage.detect.headers import Vocabulary
from triage.rules import load

RULES = load()
WORDS = Vocabulary(RULES)
EVIDENCE = Evidence("dump", Path("dump"), (), Path("dump"), 1, "0" * 64)
UNKNOWN = DumpType("unknown", "", 0.0)

LAYOUTS = {
    "telecom_subscriber": "MSISDN,NAME,CNIC,ADDRESS1,ADDRESS2,ADDRESS3,CITY,PHONE,ACT_DATE",
    "sim_lookup": "Mobile,Sim Owner,CNIC,Address,Other Numbers",
    "cnic_lookup": "CNIC,Name,Father Name,Gender,DOB,Family No,Date of Issue",
    "family_tree": "CNIC,Name,Relation to Head,DOB,Gender,Family No,Alive/Deceased",
    "cdr": "A-Party,B-Party,Call Type,Date & Time,Duration,IMEI,IMSI,Cell ID,LAC,Site,Lat,Long",
    "voter_roll": "سلسلہ نمبر,گھرانہ نمبر,نام,والد/شوہر کا نام,شناختی کارڈ نمبر,عمر,پتہ",
    "bisp_beneficiary": "CNIC,Beneficiary Name,Husband/Father Name,Address,Tehsil,District,Status,Amount",
    "vehicle_excise": "Reg No,Owner,Father Name,Address,CNIC,Engine,Chassis,Make,Model,Reg Date",
    "electricity_consumer": "Reference No,Consumer ID,Name,Address,CNIC,Mobile,Tariff,Load,Connection date",
    "tax_filer": "Sr,Registration/CNIC/NTN,Name,Business Name",
    "bank_wallet": "IBAN,Title,CNIC,Mobile,Branch,Balance,MMN,DOB,Email",
    "ride_hailing": "user_id,name,phone,email,pickup,dropoff,lat,lng,fare,created_at",
    "food_ecommerce": "order_id,name,phone,email,address,city,items,total,payment,date",
    "education_board": "Roll No,Name,Father Name,DOB,Reg No,Marks,School",
    "job_applicants": "Name,Father Name,CNIC,DOB,Domicile,Qualification,Mobile,Email,Address,Photo",
    "vaccination_health": "CNIC,Name,DOB,Mobile,Dose,Vaccine,Center,Date",
    "police_hotel_tenant": "Name,Father Name,CNIC,Phone,Address,FIR No,Police Station",
    "marketing_list": "Name,Designation,Company,Mobile,Email,City",
    "combo_stealer": "url,login,password",
    "chat": "message date,sender,message",
}


def table(layout: str, *, has_header: bool = True) -> Source:
    """Return a table whose columns hold what their headers say, as `roles.decide` would leave it."""
    headers = tuple(layout.split(","))
    named = [WORDS.exact(header) or ("", "") for header in headers]
    first = [name not in named[:index] for index, name in enumerate(named)]
    roles = tuple(
        Role(index, entity, field if is_first else "")
        for index, ((entity, field), is_first) in enumerate(zip(named, first, strict=True))
    )
    columns = headers if has_header else tuple(f"column {index + 1}" for index in range(len(headers)))
    return Source(EVIDENCE, "delimited", "", columns, has_header, roles=roles)


def test_every_kind_has_a_layout():
    assert set(LAYOUTS) | {"unknown"} == set(RULES.dump_types)


@pytest.mark.parametrize(("kind", "layout"), LAYOUTS.items(), ids=LAYOUTS)
def test_usual_layout_tells_its_kind(kind: str, layout: str):
    told = dump_type([table(layout)], RULES)

    assert (told.name, told.title) == (kind, RULES.dump_types[kind].title)
    assert 0.5 < told.confidence <= 0.99


def test_columns_are_the_headers_that_spoke_in_their_order():
    told = dump_type([table("Row,Duration,A-Party,IMEI,Remarks,Name")], RULES)

    assert told.columns == ("Duration", "A-Party", "IMEI")


def test_without_headers_the_fields_speak():
    told = dump_type([table("Mobile,CNIC,Name,Address,Operator", has_header=False)], RULES)

    assert told.name == "telecom_subscriber"
    assert told.columns == ()


def test_without_headers_there_is_less_confidence():
    layout = LAYOUTS["vehicle_excise"]
    with_headers, without = (dump_type([table(layout, has_header=each)], RULES) for each in (True, False))

    assert with_headers.name == without.name == "vehicle_excise"
    assert with_headers.confidence > without.confidence


@pytest.mark.parametrize("layout", ["a,b,c", "Name,Mobile", "id", "Name", "Name,Father Name,Address"])
def test_common_columns_tell_no_kind(layout: str):
    assert dump_type([table(layout)], RULES) == UNKNOWN


def test_no_table_tells_no_kind():
    assert dump_type([], RULES) == UNKNOWN


def test_tables_of_an_export_are_taken_together():
    users, orders = table("id,name,phone,email"), table("order_id,user_id,item")
    told = dump_type([users, orders], RULES)

    assert told.name == "food_ecommerce"
    assert told.confidence > dump_type([orders], RULES).confidence


def test_many_tables_of_one_layout_say_no_more_than_one():
    one = table(LAYOUTS["sim_lookup"])

    assert dump_type([one] * 5, RULES) == dump_type([one], RULES)


def test_order_of_tables_does_not_change_the_kind():
    tables = [table(LAYOUTS["bank_wallet"]), table(LAYOUTS["cdr"]), table("a,b")]
    forwards, backwards = dump_type(tables, RULES), dump_type(tables[::-1], RULES)

    assert (forwards.name, forwards.confidence) == (backwards.name, backwards.confidence)
    assert set(forwards.columns) == set(backwards.columns)


def test_text_is_a_chat_only_where_somebody_talks():
    text = Source(EVIDENCE, "text", "", ("line",), has_header=False, is_text=True, roles=(Role(0, "TEXT"),))

    assert dump_type([text], RULES) == UNKNOWN
    assert dump_type([replace(text, reader="chat")], RULES).name == "chat"


@pytest.mark.parametrize(
    "layout",
    [
        "Name,Father Name,CNIC,Tehsil,District,Address",
        "Name,Father Name,CNIC,Village,Tehsil,District,Address",
        "CNIC,Name,Husband Name,Address,Tehsil,District",
        "Name,Father Name,CNIC,Gender,Age,Address",
        "Name,Father Name,CNIC,DOB,Gender,District,Mobile,Email",
        "Name,CNIC,Mobile,Address",
        "Name,Father Name,CNIC,DOB,Gender,Address",
    ],
)
def test_fields_that_any_list_of_people_has_tell_no_kind(layout: str):
    assert dump_type([table(layout)], RULES) == UNKNOWN


def test_text_beside_a_table_of_people_is_no_chat():
    text = Source(EVIDENCE, "text", "", ("line",), has_header=False, is_text=True, roles=(Role(0, "TEXT"),))
    people = table("Name,CNIC,Mobile")

    assert dump_type([text, people], RULES) == dump_type([people], RULES)


def test_without_a_secret_there_is_no_list_of_passwords():
    assert dump_type([table("User Name,Email")], RULES).name != "combo_stealer"
    assert dump_type([table("User Name,Email,Password")], RULES).name == "combo_stealer"


def test_a_column_of_remarks_is_no_chat():
    remarks = replace(table("remarks,a"), roles=(Role(0, "TEXT"), Role(1)))

    assert dump_type([remarks], RULES) == UNKNOWN


def test_every_weight_is_of_a_field_or_a_reserved_word():
    fields = {field.name for rule in RULES.entities.values() for field in rule.fields}
    reserved = {"always", "text", "header", "__line__"}

    assert {name for rule in RULES.dump_types.values() for name in rule.fields} <= fields | reserved
