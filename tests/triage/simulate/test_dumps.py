from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triage.core.errors import UsageError
from triage.simulate import (
    LAYOUTS,
    DumpSpec,
    LabelledDump,
    Population,
    bulk,
    dump,
    fabricators,
    formats,
    kinds,
    simulate,
)
from triage.simulate.extracts import LABELS

ROOT = Path(__file__).parents[3]


@settings(max_examples=12)
@given(
    st.sampled_from(kinds()),
    st.integers(2, 120),
    st.sampled_from([name for name in fabricators() if name != "faker_library"]),
    st.floats(0.01, 1),
    st.sampled_from(sorted(LAYOUTS)),
)
def test_labels_add_up(kind: str, rows: int, fabricator: str, fraction: float, layout: str):
    made = dump(DumpSpec(kind, rows, fabricator, fraction, layout, seed=5))
    families = made.labels["label_family"]

    assert made.frame.height == made.labels.height == rows
    assert families.eq(fabricator).sum() == round(rows * fraction)
    assert families.is_in(["", fabricator]).all()
    assert not set(LABELS) & set(made.frame.columns)


def test_same_spec_gives_the_same_dump():
    spec = DumpSpec("bank", 200, "shuffle", 0.4, "blocks", seed=9)

    assert dump(spec).frame.equals(dump(spec).frame)
    assert dump(spec).as_written.equals(dump(spec).as_written)


def test_genuine_rows_do_not_change_with_the_layout():
    first, second = (
        dump(DumpSpec("telecom", 300, "sequential", 0.5, layout, seed=2)) for layout in ("append", "interleave")
    )

    def rows(made: LabelledDump) -> pl.DataFrame:
        return made.frame.filter(made.labels["label_family"] == "")

    assert rows(first).equals(rows(second))


@pytest.mark.parametrize(
    ("layout", "runs"), [("append", range(2, 3)), ("blocks", range(3, 60)), ("interleave", range(150, 400))]
)
def test_layouts_mix_as_they_say(layout: str, runs: range):
    made = dump(DumpSpec("telecom", 600, "random_digits", 0.5, layout, seed=3))

    assert int(made.labels["label_family"].rle_id().max()) + 1 in runs


def test_made_up_rows_may_come_first():
    made = dump(DumpSpec("telecom", 300, "random_digits", 0.5, "prepend", seed=3))

    assert made.labels["label_family"].to_list() == ["random_digits"] * 150 + [""] * 150


def test_rows_may_be_sorted_by_a_column_of_the_seed():
    frames = [dump(DumpSpec("bank", 80, "random_digits", 0.5, "by_column", seed=seed)).frame for seed in range(6)]
    keys = [
        {name for name in ("name", "cnic", "dob", "address") if each[name].drop_nulls().is_sorted()} for each in frames
    ]

    assert all(keys)
    assert len(set.union(*keys)) > 1


def test_sorted_layout_is_sorted():
    made = dump(DumpSpec("telecom", 300, "random_digits", 0.5, "sorted", seed=3))

    assert made.frame["mobile"].is_sorted()


def test_columns_are_those_asked_for_and_their_rows_the_same():
    whole, narrow = (dump(DumpSpec("bank", 100, "shuffle", 0.5, seed=3, columns=columns))
                     for columns in ((), ("mobile", "name", "shoe_size")))  # fmt: skip

    assert narrow.frame.columns == ["mobile", "name"]
    assert narrow.frame.equals(whole.frame.select("mobile", "name"))
    assert set(narrow.headers) == {"mobile", "name"}


def test_a_list_of_true_values_is_true_whatever_was_shuffled():
    spec = DumpSpec("bank", 100, "shuffle", 1.0, seed=3, columns=("name",))
    narrow, wide = dump(spec).labels, dump(replace(spec, columns=("name", "cnic"))).labels

    assert set(narrow["label_identity"]) == set(narrow["label_linkage"]) == {"genuine"}
    assert set(wide["label_identity"]) == {"fabricated"}


def test_invented_values_are_invented_whatever_is_shown():
    labels = dump(DumpSpec("telecom", 100, "random_digits", 1.0, seed=3, columns=("mobile",))).labels

    assert set(labels["label_identity"]) == set(labels["label_linkage"]) == {"fabricated"}


def test_changed_phones_leave_the_identity_genuine():
    labels = dump(DumpSpec("telecom", 100, "mutate_phone", 1.0, seed=3)).labels

    assert set(labels["label_identity"]) == {"genuine"}
    assert set(labels["label_linkage"]) == {"fabricated"}


def test_a_link_that_stayed_true_is_labelled_so():
    spec = DumpSpec("bank", 60, "mutate_account", 1.0, seed=3)
    shown, hidden = (
        dump(replace(spec, columns=columns)).labels["label_linkage"]
        for columns in (("iban", "cnic"), ("mobile", "cnic"))
    )

    assert set(shown) == {"fabricated"}
    assert set(hidden) == {"genuine"}


def test_moved_links_leave_the_person_true():
    labels = dump(DumpSpec("bank", 60, "shuffle_links", 1.0, seed=3)).labels
    person = dump(DumpSpec("bank", 60, "shuffle_links", 1.0, seed=3, columns=("name", "cnic", "dob"))).labels

    assert set(labels["label_identity"]) == {"genuine"}
    assert set(labels["label_linkage"]) == {"fabricated"}
    assert set(person["label_linkage"]) == {"genuine"}


PROGRAM = """
from triage.simulate import DumpSpec, dump
for fabricator in ("padding", "copula", "llm_careful"):
    for family in ("tables", "processes", "perturbed"):
        made = dump(DumpSpec("bank", 40, fabricator, 0.5, seed=4, family=family))
        print(made.as_written.write_csv(), made.labels.write_csv())
"""


def test_dumps_do_not_depend_on_the_process():
    # Sets are walked in another order under another hash seed; polars cuts its work by threads.
    texts = [
        subprocess.run(
            [sys.executable, "-c", PROGRAM],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "POLARS_MAX_THREADS": threads, "PYTHONPATH": str(ROOT)},
        ).stdout
        for seed, threads in (("1", "1"), ("77", "2"))
    ]

    assert texts[0] == texts[1]
    assert len(texts[0]) > 10_000


def test_two_fabricators_share_the_rows():
    spec = DumpSpec("telecom", 200, "shuffle", 0.5, seed=3, second="random_digits", second_share=0.25)
    counts = dict(dump(spec).labels["label_family"].value_counts().iter_rows())

    assert counts == {"": 100, "shuffle": 75, "random_digits": 25}


def test_a_dump_may_have_no_header():
    made = dump(DumpSpec("bank", 30, seed=3, header=False, columns=("name", "cnic")))

    assert not made.has_header
    assert made.as_written.columns == ["column_1", "column_2"]


def test_sellers_differ_and_a_typical_one_does_not():
    drawn = [dump(DumpSpec("bank", 300, "faker_list", 1.0, seed=seed)).frame["name"].n_unique() for seed in range(6)]
    born = [
        dump(DumpSpec("bank", 300, "faker_list", 1.0, seed=seed, seller="typical")).frame["dob"].str.head(4).min()
        for seed in range(6)
    ]

    assert len(set(drawn)) > 3
    assert set(born) <= {"1950", "1951"}


def test_running_numbers_run():
    made = dump(DumpSpec("job_applicants", 100, "random_digits", 0.5, "interleave", seed=3))

    assert made.frame["row_no"].to_list() == [str(number) for number in range(1, 101)]


@pytest.mark.parametrize(
    ("spec", "says"),
    [
        (DumpSpec(kind="tax"), "no kind of extract 'tax'"),
        (DumpSpec(fabricator="magic", fraction=0.5), "no fabricator 'magic'"),
        (DumpSpec(layout="heap"), "no layout 'heap'"),
        (DumpSpec(fabricator="shuffle", fraction=1.5), "between 0 and 1"),
        (DumpSpec(fabricator="shuffle"), "name both or none"),
        (DumpSpec(fraction=0.5), "name both or none"),
        (DumpSpec(second="shuffle"), "needs a first one"),
        (DumpSpec(seller="shy"), "drawn or typical"),
        (DumpSpec(columns=("shoe_size",)), "none of the columns"),
        (DumpSpec(people=Population(script="greek")), "latin or urdu"),
        (DumpSpec(rows=0), "at least one row"),
        (DumpSpec(people=Population(year=1999)), "from 2004 on"),
        (DumpSpec(people=Population(districts=("Atlantis",))), "no such district"),
    ],
)
def test_wrong_specs_say_what_is_wrong(spec: DumpSpec, says: str):
    with pytest.raises(UsageError, match=says):
        dump(spec)


@pytest.mark.parametrize("form", formats())
def test_files_are_the_same_for_the_same_seed(form: str, tmp_path: Path):
    paths = [simulate(DumpSpec("voter_roll", 60, seed=4), tmp_path / name, form) for name in ("a", "b")]

    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_labels_lie_beside_the_dump_and_a_notice_says_it_is_synthetic(tmp_path: Path):
    out = tmp_path / "new"
    path = simulate(DumpSpec("telecom", 50, "sequential", 0.2, seed=4), out)

    assert [each.name for each in path.parent.iterdir()] == [path.name]
    assert sorted(each.name for each in out.iterdir()) == ["README.md", "dump", "labels.csv"]
    assert "No person, number or address is real" in (out / "README.md").read_text()
    assert pl.read_csv(out / "labels.csv").height == 50


def test_nothing_is_written_over(tmp_path: Path):
    (tmp_path / "mine.txt").write_text("mine")

    with pytest.raises(UsageError, match="not empty"):
        simulate(DumpSpec(rows=10), tmp_path)


def test_bulk_is_clean_and_distinct():
    frame = bulk(2_000, 1, ["name", "father", "cnic", "mobile", "address", "email", "dob"])

    assert frame.columns == ["name", "father", "cnic", "mobile", "address", "email", "dob"]
    assert frame.null_count().sum_horizontal().item() == 0
    assert frame["cnic"].n_unique() == frame["mobile"].n_unique() == 2_000


def test_bulk_refuses_columns_it_does_not_know():
    with pytest.raises(UsageError, match="no column shoe_size"):
        bulk(10, 1, ["name", "shoe_size"])


@pytest.mark.parametrize("year", [2004, 2012, 2030])
@pytest.mark.parametrize("kind", kinds())
def test_smallest_dumps_of_any_year_are_possible(kind: str, year: int):
    sizes = [
        dump(DumpSpec(kind, rows, seed=seed, people=Population(year))).frame.height
        for rows, seed in ((1, 1), (2, 2), (9, 3))
    ]

    assert sizes == [1, 2, 9]
