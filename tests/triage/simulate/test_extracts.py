from __future__ import annotations

import polars as pl
import pytest

from triage.core.errors import UsageError
from triage.simulate.extracts import LABELS, extract, kind, kinds
from triage.simulate.numbers import codes
from triage.simulate.population import People, Population, population

ROWS = 3_000
each_kind = pytest.mark.parametrize("name", kinds())


@pytest.fixture(scope="module")
def made() -> dict[str, pl.DataFrame]:
    return {name: extract(name, people(name), 21, ROWS) for name in kinds()}


def people(name: str) -> People:
    districts = ("Layyah", "Bhakkar") if kind(name).LOCAL else ()
    return population(Population(districts=districts), 21, int(ROWS * kind(name).PEOPLE) + 60)


def test_kinds_are_the_files_of_the_folder():
    assert {"bank", "bisp", "job_applicants", "telecom", "vehicle", "voter_roll"} <= set(kinds())


def test_unknown_kind_names_those_there_are():
    with pytest.raises(UsageError, match="telecom"):
        kind("tax")


@each_kind
def test_rows_are_as_many_as_asked_for_and_all_text(made: dict[str, pl.DataFrame], name: str):
    assert made[name].height == ROWS
    assert set(made[name].dtypes) == {pl.String}


@each_kind
def test_every_row_is_labelled_genuine(made: dict[str, pl.DataFrame], name: str):
    truth = made[name].select(LABELS).drop("label_novelty").unique().row(0)

    assert truth == ("genuine", "genuine", "")


@each_kind
def test_copies_are_labelled(made: dict[str, pl.DataFrame], name: str):
    frame = made[name]
    copies = frame.filter(pl.col("label_novelty") == "copy").drop(LABELS)

    assert copies.height == int(ROWS * people(name).world.repeated)
    assert copies.join(
        frame.filter(pl.col("label_novelty") == "new"), on=copies.columns, nulls_equal=True, how="anti"
    ).is_empty()


@each_kind
def test_only_optional_columns_have_empty_cells(made: dict[str, pl.DataFrame], name: str):
    empty = {column for column, count in made[name].null_count().row(0, named=True).items() if count}

    assert empty <= kind(name).OPTIONAL


@each_kind
def test_values_are_canonical(made: dict[str, pl.DataFrame], name: str):
    forms = {"cnic": r"^\d{13}$", "mobile": r"^03\d{9}$", "dob": r"^\d{4}-\d\d-\d\d$", "gender": "^[MF]$",
             "iban": r"^PK\d\d[A-Z]{4}\d{16}$", "imsi": r"^410\d{12}$", "landline": r"^0\d{8,10}$",
             "email": r"^[a-z]+\d+@[a-z.]+$", "age": r"^\d\d$"}  # fmt: skip
    wrong = {field: made[name].filter(~pl.col(field).str.contains(form)).height
             for field, form in forms.items() if field in made[name].columns}  # fmt: skip

    assert not any(wrong.values()), wrong


@each_kind
def test_header_lines_name_fields_of_the_kind(made: dict[str, pl.DataFrame], name: str):
    known = set(made[name].columns) | {"operator", "landline", "activation_date", "imsi"}

    assert all(set(line) <= known for line in kind(name).HEADERS)


def test_subscribers_have_some_numbers_each_and_are_mostly_men():
    crowd = people("telecom")
    subscribers = extract("telecom", crowd, 21, ROWS)
    numbers = subscribers.unique("mobile")
    women = numbers.unique("cnic")["cnic"].str.slice(12, 1).cast(pl.Int64) % 2 == 0

    assert numbers.height / numbers["cnic"].n_unique() == pytest.approx(crowd.world.sims_per_person, rel=0.1)
    assert women.mean() == pytest.approx(crowd.world.female_owners, abs=0.04)


def test_operator_agrees_with_the_code_but_for_ported_numbers():
    allottee = {f"0{code}": operator for code, operator, _ in codes()}
    frames = [extract("telecom", population(Population(), seed, 4_200), seed, ROWS) for seed in range(30, 40)]
    told = pl.concat([each.select("mobile", "operator") for each in frames if "operator" in each.columns])
    agrees = told["mobile"].str.head(4).replace_strict(allottee) == told["operator"]

    assert 0.90 < agrees.mean() < 0.99


def test_voter_roll_lists_men_before_women_of_each_block(made: dict[str, pl.DataFrame]):
    roll = made["voter_roll"].filter(pl.col("label_novelty") == "new")
    female = roll["cnic"].str.slice(12, 1).cast(pl.Int64) % 2 == 0
    first_block = roll["block_code"] == roll["block_code"][0]

    assert female.filter(first_block).cast(pl.Int8).diff().abs().sum() < 0.05 * first_block.sum()
    assert roll["name"].str.contains(r"\p{Arabic}").all()


def test_beneficiaries_are_married_women(made: dict[str, pl.DataFrame]):
    even = made["bisp"]["cnic"].str.slice(12, 1).cast(pl.Int64) % 2 == 0

    assert even.mean() > 0.95


def test_vehicles_belong_to_men(made: dict[str, pl.DataFrame]):
    even = made["vehicle"]["cnic"].str.slice(12, 1).cast(pl.Int64) % 2 == 0

    assert even.mean() < 0.20


def test_applicants_are_young(made: dict[str, pl.DataFrame]):
    assert (made["job_applicants"]["dob"].str.head(4).cast(pl.Int64) >= 1980).mean() > 0.9


def test_accounts_of_a_bank_share_its_code(made: dict[str, pl.DataFrame]):
    assert made["bank"]["iban"].str.slice(4, 4).n_unique() == 1
