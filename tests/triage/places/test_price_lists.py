"""A list of prices is its seller's, and the number in it nobody's whose data were stolen."""

from __future__ import annotations

from typing import Any

import pytest

from triage.app.scan import Options, scan
from triage.core.progress import Silent

SELLERS = {
    "prices.csv": "Service,Rate (PKR),Time\nSIM Ownership,300,5 min\n"
    'CNIC Color Copy,"1,200",1 hour\nCDR 3 months,8000,2 days\n'
    '"Payment: JazzCash 0312-9988776, WhatsApp 0345-7712345",,\n',
    "ads.csv": "ad_id,title,description,price,phone,seller_name\n"
    + "".join(
        f'{at},Sim data,"CNIC number detail. Contact whatsapp 0345-7712345",{300 + at},03457712345,Data King\n'
        for at in range(4)
    ),
}
VICTIMS = {
    "orders.csv": "item,price,customer_name,mobile\nSim data pack,300,Ali Raza,03001234567\n"
    "Shoes,400,Sana Tariq,03011234567\n",
    "subscribers.csv": "name,cnic,mobile,package,rate\nAli Raza,35202-1234567-1,03001234567,Gold,500\n"
    "Sana Tariq,35202-1234568-2,03011234567,Silver,300\n",
}


@pytest.fixture(scope="module")
def dumps(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """Return what a scan says of every table, by its name."""
    home = tmp_path_factory.mktemp("tables")
    for name, text in {**SELLERS, **VICTIMS}.items():
        (home / name).write_text(text, encoding="utf-8")
    case = tmp_path_factory.mktemp("case") / "case"
    return {each["dump"]: each for each in scan([home], Options(case=case, jobs=1), Silent()).document["dumps"]}


@pytest.mark.parametrize("name", SELLERS)
def test_numbers_in_a_list_of_prices_are_the_sellers(dumps: dict[str, dict[str, Any]], name: str) -> None:
    assert dumps[name]["entities"]["PK_MOBILE_NUMBER"]["whose"].keys() == {"seller"}
    assert dumps[name]["people"].get("distinct") is None


@pytest.mark.parametrize(
    ("name", "products"), [("prices.csv", ["cdr", "cnic_copy", "sim_owner"]), ("ads.csv", ["cnic_details"])]
)
def test_each_row_is_an_offer_with_its_price(dumps: dict[str, dict[str, Any]], name: str, products: list[str]) -> None:
    assert sorted(each["product"] for each in dumps[name]["trade"]["offers"]) == products


@pytest.mark.parametrize("name", VICTIMS)
def test_who_orders_or_subscribes_in_a_table_with_prices_stays_a_person(
    dumps: dict[str, dict[str, Any]], name: str
) -> None:
    assert dumps[name]["entities"]["PK_MOBILE_NUMBER"]["whose"]["data_subject"]["distinct"] == 2
    assert not dumps[name].get("trade", {}).get("offers")
