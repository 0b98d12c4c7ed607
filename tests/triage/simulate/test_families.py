from __future__ import annotations

import polars as pl
import pytest

import triage.rules
from triage.core.errors import UsageError
from triage.simulate import DumpSpec, Population, dump, families, kinds
from triage.simulate.places import places

ROWS = 600
SEEDS = range(3)
each_family = pytest.mark.parametrize("name", families())
each_kind = pytest.mark.parametrize("kind", kinds())


@pytest.fixture(scope="module")
def made() -> dict[tuple[str, str], list[pl.DataFrame]]:
    return {
        (name, kind): [dump(DumpSpec(kind, ROWS, seed=seed, family=name)).frame for seed in SEEDS]
        for name in families()
        for kind in kinds()
    }


def together(made: dict[tuple[str, str], list[pl.DataFrame]], name: str, *columns: str) -> pl.DataFrame:
    """Return these columns of all dumps of a family that have them."""
    frames = [each for (family, _), dumps in made.items() if family == name for each in dumps]
    return pl.concat([each.select(columns) for each in frames if set(columns) <= set(each.columns)])


def share(frame: pl.DataFrame, passes: pl.Expr) -> float:
    return float(frame.drop_nulls().select(passes.mean()).item())


def test_unknown_family_names_those_there_are():
    with pytest.raises(UsageError, match="households"):
        dump(DumpSpec(family="heaven"))


@each_family
@each_kind
def test_every_family_makes_every_kind(made: dict[tuple[str, str], list[pl.DataFrame]], name: str, kind: str):
    for frame in made[name, kind]:
        assert frame.height == ROWS
        assert set(frame.dtypes) == {pl.String}


@each_family
@each_kind
def test_same_seed_gives_the_same_dump(made: dict[tuple[str, str], list[pl.DataFrame]], name: str, kind: str):
    assert made[name, kind][1].equals(dump(DumpSpec(kind, ROWS, seed=1, family=name)).frame)
    assert not made[name, kind][1].equals(made[name, kind][2])


@each_family
def test_genuine_rows_are_labelled_so(name: str):
    labels = dump(DumpSpec("bank", 200, seed=3, family=name)).labels

    assert labels.select("label_identity", "label_linkage", "label_family").unique().rows() == [
        ("genuine", "genuine", "")
    ]
    assert labels["label_novelty"].is_in(["new", "copy"]).all()


@each_family
def test_last_digit_tells_the_sex(made: dict[tuple[str, str], list[pl.DataFrame]], name: str):
    rows = together(made, name, "cnic", "gender").filter(pl.col("cnic").str.len_chars() == 13)
    agrees = (pl.col("cnic").str.slice(12, 1).cast(pl.Int64) % 2 == 0) == (pl.col("gender") == "F")

    assert share(rows, agrees) > 0.96


@each_family
def test_most_prefixes_are_listed(made: dict[tuple[str, str], list[pl.DataFrame]], name: str):
    rows = together(made, name, "cnic").filter(pl.col("cnic").str.len_chars() == 13)

    assert share(rows, pl.col("cnic").str.head(5).cast(pl.Int64).is_in(places().prefixes.tolist())) > 0.90


@each_family
def test_mobile_codes_are_allotted(made: dict[tuple[str, str], list[pl.DataFrame]], name: str):
    allotted = [row["prefix"] for row in triage.rules.load().table("mobile_prefixes")]  # uncertain ones are in use too

    assert share(together(made, name, "mobile"), pl.col("mobile").str.head(4).is_in(allotted)) > 0.985


@each_family
def test_serials_begin_with_0_as_often_as_with_another_digit(
    made: dict[tuple[str, str], list[pl.DataFrame]], name: str
):
    rows = together(made, name, "cnic").filter(pl.col("cnic").str.len_chars() == 13).unique()

    # Careless authors draw serials from 1000000 on: such worlds are among the corners that look invented.
    assert name == "adverse" or 0.04 < share(rows, pl.col("cnic").str.slice(5, 1) == "0") < 0.2


@each_family
@each_kind
def test_a_cnic_has_one_holder(made: dict[tuple[str, str], list[pl.DataFrame]], name: str, kind: str):
    # Clerks write titles and spellings; the last letter but one of a name mostly stays.
    for frame in made[name, kind]:
        rows = frame.select("cnic", pl.col("name").str.slice(-2, 1)).drop_nulls().unique()
        assert rows["cnic"].n_unique() > 0.85 * rows.height


@each_family
def test_people_live_mostly_where_they_are_registered(made: dict[tuple[str, str], list[pl.DataFrame]], name: str):
    rows = together(made, name, "cnic", "district").filter(pl.col("cnic").str.len_chars() == 13)
    here = places()
    listed = {
        (here.names[place], str(prefix)[:3])
        for place in range(len(here.names))
        for prefix, issues in zip(here.prefixes.tolist(), here.issues[place].tolist(), strict=True)
        if issues
    }
    pairs = rows.select("district", pl.col("cnic").str.head(3)).rows()

    assert sum(pair in listed for pair in pairs) > 0.4 * len(pairs)


@each_family
def test_births_are_dates_of_adults(made: dict[tuple[str, str], list[pl.DataFrame]], name: str):
    born = together(made, name, "dob").drop_nulls()["dob"].str.to_date("%Y-%m-%d", strict=True)

    assert born.dt.year().max() <= 2022 - 17
    # Authors of plain populations stop at the 28th, where every month has a day.
    assert name in {"plain", "adverse"} or (born.dt.day() > 28).mean() > 0.02


@each_family
def test_names_can_be_in_either_script(name: str):
    latin, urdu = (
        dump(DumpSpec("job_applicants", 80, seed=5, family=name, people=Population(script=script))).frame["name"]
        for script in ("latin", "urdu")
    )

    assert latin.drop_nulls().str.contains("^[A-Z .'-]+$").all()
    assert urdu.drop_nulls().str.contains(r"\p{Arabic}").all()


@each_family
def test_people_of_a_named_district_live_there(name: str):
    made = dump(DumpSpec("bisp", 60, seed=2, family=name, people=Population(districts=("Swat",))))

    assert set(made.frame["district"].drop_nulls()) == {"Swat"}


@each_family
@pytest.mark.parametrize("people", [Population(year=1999), Population(districts=("Atlantis",))])
def test_impossible_populations_are_refused(name: str, people: Population):
    with pytest.raises(UsageError):
        dump(DumpSpec(rows=20, family=name, people=people))


@each_family
def test_worlds_differ(name: str):
    # Lists, slopes and spellings are drawn: how many words the names have, and how often the commonest comes, differ.
    names = (dump(DumpSpec("bank", 400, seed=seed, family=name)).frame["name"].drop_nulls() for seed in range(8))
    drawn = [each.str.split(" ").explode().value_counts()["count"] for each in names]

    assert len({(counts.len(), counts.max()) for counts in drawn}) > 5


@pytest.mark.parametrize("name", ["tables", "processes", "perturbed"])
def test_clean_and_plain_worlds_are_common(name: str):
    def is_plain(seed: int) -> bool:
        frame = dump(DumpSpec("job_applicants", 150, seed=seed, family=name)).frame
        even = frame["cnic"].str.slice(12, 1).cast(pl.Int64) % 2 == 0
        listed = frame["cnic"].str.head(5).cast(pl.Int64).is_in(places().prefixes.tolist())
        words = frame["name"].str.split(" ").list.len()
        return bool(
            sum(frame.null_count().row(0)) == 0
            and listed.all()
            and (even == (frame["gender"] == "F")).all()
            and (words > 1).all()
            and frame["dob"].str.ends_with("-01-01").mean() < 0.05
        )

    # One list of seven is of two offices, which write each in their own way.
    assert 8 <= sum(is_plain(seed) for seed in range(60)) <= 36


def test_names_outside_our_lists_are_from_none_to_many():
    known = {
        row[key].upper()
        for table, key in (("names", "word"), ("more_names", "word"))
        for row in triage.rules.load().table(table)
    }

    def unknown(seed: int) -> float:
        words = dump(DumpSpec("job_applicants", 200, seed=seed, family="tables")).frame["name"].str.split(" ").explode()
        return float((~words.is_in(list(known))).mean())

    shares = [unknown(seed) for seed in range(30)]
    assert min(shares) < 0.02
    assert max(shares) > 0.4
