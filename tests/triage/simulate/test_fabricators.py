from __future__ import annotations

import polars as pl
import pytest

from triage.core.errors import UsageError
from triage.simulate.extracts import LABELS, extract, kinds
from triage.simulate.fabricators import fabricate, fabricator, fabricators
from triage.simulate.numbers import codes
from triage.simulate.places import places
from triage.simulate.population import Population, population

ROWS = 2_000
each_fabricator = pytest.mark.parametrize("name", fabricators())
SHUFFLES = (
    "shuffle",
    "shuffle_names",
    "shuffle_shift",
    "shuffle_shrewd",
    "shuffle_within_city",
    "swap_names",
    "shuffle_links",
)


@pytest.fixture(scope="module")
def genuine() -> dict[str, pl.DataFrame]:
    people = population(Population(), 31, 5 * 600 + 60)
    return {name: extract(name, people, 31, 600) for name in kinds()}


@pytest.fixture(scope="module")
def made(genuine: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    return {name: fabricate(name, 31, ROWS, genuine["job_applicants"], "typical") for name in fabricators()}


def test_unknown_fabricator_names_those_there_are():
    with pytest.raises(UsageError, match="shuffle"):
        fabricator("magic")


@each_fabricator
def test_rows_and_columns_are_those_asked_for(
    genuine: dict[str, pl.DataFrame], made: dict[str, pl.DataFrame], name: str
):
    assert made[name].height == ROWS
    assert made[name].columns == genuine["job_applicants"].columns
    assert set(made[name].dtypes) == {pl.String}


@each_fabricator
def test_labels_name_the_family(made: dict[str, pl.DataFrame], name: str):
    module = fabricator(name)

    assert made[name].select(LABELS).unique().rows() == [(module.IDENTITY, module.LINKAGE, module.NOVELTY, name)]


@each_fabricator
@pytest.mark.parametrize("kind", kinds())
def test_every_kind_of_extract_can_be_made_up(genuine: dict[str, pl.DataFrame], name: str, kind: str):
    frame = fabricate(name, 1, 150, genuine[kind])

    assert (frame.height, frame.columns) == (150, genuine[kind].columns)


@each_fabricator
def test_same_seed_gives_the_same_rows(genuine: dict[str, pl.DataFrame], made: dict[str, pl.DataFrame], name: str):
    assert made[name].equals(fabricate(name, 31, ROWS, genuine["job_applicants"], "typical"))


def share(frame: pl.DataFrame, passes: pl.Expr) -> float:
    return float(frame.select(passes.mean()).item())


LISTED = pl.col("cnic").str.head(5).cast(pl.Int64).is_in(places().prefixes.tolist())
ALLOCATED = pl.col("mobile").str.head(4).is_in([f"0{code}" for code, _, _ in codes()])


@pytest.mark.parametrize(
    ("name", "listed", "allocated"),
    [
        ("random_digits", (0, 0.02), (0.4, 0.62)),
        ("random_digits_mobile", (0, 0.02), (1, 1)),
        ("random_digits_cnic", (1, 1), (1, 1)),
        ("faker_list", (0, 0.02), (0.95, 1)),
        ("faker_library", (0, 0.02), (0.4, 0.62)),
    ],
)
def test_makers_of_digits_know_what_they_know(
    made: dict[str, pl.DataFrame], name: str, listed: tuple[float, float], allocated: tuple[float, float]
):
    assert listed[0] <= share(made[name], LISTED) <= listed[1]
    assert allocated[0] <= share(made[name], ALLOCATED) <= allocated[1]


def test_spreadsheet_steps_by_a_constant_and_repeats_its_block(made: dict[str, pl.DataFrame]):
    frame = made["spreadsheet"]

    assert frame["cnic"].cast(pl.Int64).diff().n_unique() <= 3
    assert frame["name"].n_unique() <= 60


def test_sequence_rises_by_one_step_and_every_last_digit_is_odd(made: dict[str, pl.DataFrame]):
    frame = made["sequential"]

    assert frame["mobile"].cast(pl.Int64).diff().drop_nulls().n_unique() == 1
    assert set(frame["cnic"].str.slice(12, 1)) == {"1"}


@pytest.mark.parametrize("name", SHUFFLES)
def test_shuffled_columns_hold_the_values_of_the_source(
    genuine: dict[str, pl.DataFrame], made: dict[str, pl.DataFrame], name: str
):
    source, frame = genuine["job_applicants"], made[name]

    assert all(set(frame[column]) <= set(source[column]) for column in frame.columns if column not in LABELS)


@pytest.mark.parametrize("name", [name for name in SHUFFLES if name != "shuffle_shrewd"])
def test_shuffled_rows_are_not_rows_of_the_source(
    genuine: dict[str, pl.DataFrame], made: dict[str, pl.DataFrame], name: str
):
    key = ["name", "cnic", "dob", "address"]
    kept = made[name].join(genuine["job_applicants"], on=key, how="semi")

    # A district with one person in the source cannot be shuffled.
    assert kept.height < 0.15 * ROWS


def test_shuffling_within_a_district_keeps_cnic_and_domicile_together(made: dict[str, pl.DataFrame]):
    def agreement(frame: pl.DataFrame) -> float:
        pairs = frame.group_by(pl.col("cnic").str.head(3), "district").len()
        return float(pairs.select((pl.col("len") ** 2).sum()).item()) / ROWS**2

    assert agreement(made["shuffle_within_city"]) > 2 * agreement(made["shuffle"])


def test_mutated_copies_differ_in_one_or_two_digits(genuine: dict[str, pl.DataFrame], made: dict[str, pl.DataFrame]):
    pairs = made["mutate_digits"].join(genuine["job_applicants"].unique("row_no"), on="row_no", suffix="_true")
    digits = [
        (pl.col("cnic").str.slice(place, 1) != pl.col("cnic_true").str.slice(place, 1)).cast(pl.Int64)
        for place in range(13)
    ]
    distance = pairs.select(pl.sum_horizontal(digits)).to_series()

    assert set(distance) <= {0, 1, 2}
    assert (distance > 0).mean() > 0.9


def test_recycled_rows_are_rows_of_the_source(genuine: dict[str, pl.DataFrame], made: dict[str, pl.DataFrame]):
    columns = [name for name in genuine["job_applicants"].columns if name != "row_no" and name not in LABELS]
    unknown = made["recycled"].join(genuine["job_applicants"], on=columns, nulls_equal=True, how="anti")

    assert unknown.is_empty()


def test_language_model_knows_few_names_and_cities(made: dict[str, pl.DataFrame]):
    assert made["llm_table"]["name"].n_unique() <= 200
    assert made["llm_table"]["cnic"].str.head(5).n_unique() <= 7
    assert made["llm_table"]["cnic"].str.slice(5, 1).eq("0").mean() == 0


def test_lists_of_generators_are_short_and_flat(made: dict[str, pl.DataFrame]):
    counts = made["faker_list"]["name"].str.split(" ").list.first().value_counts(sort=True)["count"]

    assert 600 < len(counts) <= 690
    assert counts[0] < 20


@each_fabricator
def test_columns_that_were_always_empty_stay_empty(name: str):
    empty = pl.DataFrame({"note": [None] * 20, "city": ["Lahore"] * 20}, schema={"note": pl.String, "city": pl.String})

    assert fabricate(name, 1, 30, empty)["note"].null_count() == 30


def test_there_are_twenty_five_fabricators_and_more():
    assert len(fabricators()) >= 25


@each_fabricator
def test_fabricators_say_what_gives_them_away(name: str):
    module = fabricator(name)

    assert module.TITLE
    assert len(module.TELL) > 20
    assert {module.IDENTITY, module.LINKAGE} <= {"genuine", "fabricated"}
    assert module.NOVELTY in {"new", "copy"}
    assert module.SOURCE in {"spare", "kept"}


@each_fabricator
def test_sellers_of_a_family_differ(genuine: dict[str, pl.DataFrame], name: str):
    made = [fabricate(name, seed, 40, genuine["job_applicants"]) for seed in range(4)]

    assert not any(made[0].equals(other) for other in made[1:])


@pytest.mark.parametrize("name", ["shuffle_shrewd", "swap_names"])
def test_shrewd_sellers_keep_the_sex(genuine: dict[str, pl.DataFrame], made: dict[str, pl.DataFrame], name: str):
    def agreement(frame: pl.DataFrame) -> float:
        even = pl.col("cnic").str.slice(12, 1).cast(pl.Int64) % 2 == 0
        return share(frame, even == pl.col("name").str.contains(r"BIBI|BEGUM|KHATOON"))

    assert agreement(made[name]) == pytest.approx(agreement(genuine["job_applicants"]), abs=0.03)


@pytest.mark.parametrize(
    ("name", "changed"), [("mutate_phone", "mobile"), ("mutate_account", "iban"), ("mutate_outside", "cnic")]
)
def test_one_field_is_invented_and_the_others_are_true(genuine: dict[str, pl.DataFrame], name: str, changed: str):
    made = fabricate(name, 31, 300, genuine["bank"])
    true = ["name", "dob", "mother", *({"cnic"} - {changed})]

    assert made.join(genuine["bank"], on=true, nulls_equal=True, how="anti").is_empty()
    assert made.join(genuine["bank"], on=changed, how="semi").height < 20


def test_columns_shifted_fit_at_one_distance(genuine: dict[str, pl.DataFrame]):
    source = genuine["bank"].with_row_index("at")
    made = fabricate("shuffle_shift", 3, 200, genuine["bank"], "typical")
    found = [
        made.join(source.unique(name), on=name, how="left", maintain_order="left")["at"].cast(pl.Int64)
        for name in ("iban", "cnic")
    ]

    assert ((found[0] - found[1]) % source.height).drop_nulls().n_unique() <= 2


def test_strides_fill_their_range_too_evenly(genuine: dict[str, pl.DataFrame]):
    made = fabricate("stride", 5, ROWS, genuine["bank"], "typical")
    gaps = made["mobile"].str.slice(4).cast(pl.Int64).sort().diff().drop_nulls()

    assert gaps.std() < 0.8 * gaps.mean()


def test_pages_of_a_language_model_come_back(genuine: dict[str, pl.DataFrame]):
    made = fabricate("llm_pages", 5, ROWS, genuine["bank"], "typical")["name"]
    repeats = {page: (made == made.shift(page)).mean() for page in (20, 25, 50, 100, 33)}

    assert max(repeats.values()) > 0.5
    assert repeats[33] < 0.3


def test_told_language_model_keeps_the_rules(made: dict[str, pl.DataFrame]):
    frame = made["llm_careful"]

    assert share(frame, LISTED) == share(frame, ALLOCATED) == 1
    assert not frame["cnic"].str.slice(5, 1).eq("0").any()


@pytest.mark.parametrize("name", ["statistics_plain", "statistics_clever"])
def test_readers_of_statistics_make_no_impossible_number(made: dict[str, pl.DataFrame], name: str):
    assert share(made[name], LISTED) == share(made[name], ALLOCATED) == 1


def test_clever_seller_keeps_sex_and_last_digit_nearly_always(made: dict[str, pl.DataFrame]):
    agrees = (pl.col("cnic").str.slice(12, 1).cast(pl.Int64) % 2 == 0) == (pl.col("gender") == "F")

    assert 0.985 < share(made["statistics_clever"], agrees) < 1


@pytest.mark.parametrize("name", ["copula", "bigram"])
def test_trained_models_keep_the_marginals_and_make_new_numbers(
    genuine: dict[str, pl.DataFrame], made: dict[str, pl.DataFrame], name: str
):
    source, frame = genuine["job_applicants"], made[name]

    assert set(frame["district"]) <= set(source["district"])
    assert share(frame, LISTED) > 0.9
    assert frame.join(source, on="cnic", how="semi").height < 5


def test_language_of_the_file_is_kept_by_most_sellers(genuine: dict[str, pl.DataFrame]):
    urdu = [
        fabricate("llm_table", seed, 20, genuine["voter_roll"])["name"].str.contains(r"\p{Arabic}").all()
        for seed in range(12)
    ]

    assert 6 <= sum(urdu) < 13


@pytest.mark.parametrize("name", ["statistics_plain", "llm_careful", "statistics_clever"])
def test_those_who_know_the_codes_know_the_operators(genuine: dict[str, pl.DataFrame], name: str):
    source = genuine["telecom"].with_columns(operator=pl.lit("Zong"))
    made = fabricate(name, 7, 400, source)
    allottee = {f"0{code}": operator for code, operator, _ in codes()}
    agrees = made["mobile"].str.head(4).replace_strict(allottee) == made["operator"]

    assert agrees.mean() > 0.88


def test_clever_seller_makes_valid_accounts_and_others_do_not(genuine: dict[str, pl.DataFrame]):
    def valid(name: str) -> float:
        ibans = fabricate(name, 7, 400, genuine["bank"])["iban"]
        letters = {chr(65 + number): str(10 + number) for number in range(26)}
        turned = ["".join(letters.get(each, each) for each in text[4:] + text[:4]) for text in ibans]
        return sum(int(text) % 97 == 1 for text in turned) / len(turned)

    assert valid("statistics_clever") == 1
    assert valid("stride") < 0.05
