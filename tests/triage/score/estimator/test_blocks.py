from __future__ import annotations

import zipfile
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import triage
from triage.score.estimator.blocks import ROWS, evened
from triage.score.estimator.rows import complete
from triage.simulate import DumpSpec, dump, write_file

DUMP_ROWS = 400


def evidence(rows: int, cuts: list[int]) -> pl.DataFrame:
    """Return evidence of so many rows, kept in blocks that end at these rows, in no order of blocks."""
    at = np.arange(rows)
    block = np.searchsorted(np.array(sorted(cuts)), at, side="right")
    shuffled = np.random.default_rng(len(cuts)).permutation(block.max() + 1).astype(np.uint64)[block]
    is_first = np.r_[True, block[1:] != block[:-1]]
    step = [None if first else 7 for first in is_first.tolist()]
    frame = pl.DataFrame({"block": shuffled, "at": at, "source": 1, "cnic": at * 3, "cnic_step": step})
    return complete(frame.sort("block", "at"))


@settings(max_examples=40)
@given(st.lists(st.integers(1, 299), max_size=6), st.lists(st.integers(1, 299), max_size=6))
def test_blocks_of_a_dump_that_was_seen_whole_are_the_same_however_it_was_cut(one: list[int], other: list[int]):
    left, right = (evened(evidence(300, cuts), 300) for cuts in (one, other))

    assert left.drop("cnic_step").equals(right.drop("cnic_step"))
    assert left["block"].to_list() == [row // ROWS for row in range(300)]
    # A step that no file holds stays unknown; the others are the same.
    both = left["cnic_step"].is_not_null() & right["cnic_step"].is_not_null()
    assert left["cnic_step"].filter(both).equals(right["cnic_step"].filter(both))
    assert left["cnic_step"].null_count() <= 300 // ROWS + 1 + len(one)


def test_blocks_that_were_kept_of_a_large_dump_are_cut_evenly_and_never_joined():
    kept = evidence(300, [150]).filter(pl.col("at") < 300)
    cut = evened(kept, 9_000)
    sizes = cut.group_by("block").len()["len"].to_list()

    assert cut["block"].n_unique() == 6
    assert set(sizes) == {50}
    assert cut.filter(pl.col("at") < 150)["block"].n_unique() == 3


def test_rows_of_several_sources_stay_together():
    frame = pl.DataFrame(
        {"block": [1, 1, 0, 0], "at": [0, 1, 0, 1], "source": [5, 5, 9, 9], "cnic_step": [None, 2] * 2}
    )
    cut = evened(complete(frame), 4)

    assert cut["source"].to_list() == [5, 5, 9, 9]
    assert cut["cnic_step"].to_list() == [None, 2, None, 2]


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, float]]:
    """Return the answers of one scan of the same careful records in seven containers."""
    home = tmp_path_factory.mktemp("cuts")
    columns = ("name", "cnic", "mobile")
    made = dump(DumpSpec("telecom", DUMP_ROWS, "llm_careful", 0.5, "interleave", 9, columns=columns)).as_written
    records = ["\n".join(f"{name}: {value}" for name, value in row.items() if value) for row in made.to_dicts()]
    for form, name in (("csv", "a.csv"), ("json", "b.json"), ("sql", "c.sql"), ("ndjson", "d.ndjson")):
        write_file(made, form, home / name, {"seed": 1, "header": True})
    (home / "e.txt").write_text("\n\n".join(records) + "\n", encoding="utf-8")
    chat = (f"12/03/2024, {10 + i // 60}:{i % 60:02} - Seller: {text}" for i, text in enumerate(records))
    (home / "WhatsApp Chat with Seller.txt").write_text("\n".join(chat) + "\n", encoding="utf-8")
    with zipfile.ZipFile(home / "f.zip", "w") as parts:
        for part in range(4):
            own = made[part * DUMP_ROWS // 4 : (part + 1) * DUMP_ROWS // 4]
            write_file(own, "sql", tmp_path_factory.mktemp("part") / "part.sql", {"seed": 1, "header": True})
            parts.write(tmp_path_factory.getbasetemp() / f"part{part}" / "part.sql", f"{part}.sql")
    told = triage.scan([home], case=home.parent / f"{home.name}-case", jobs=1).report
    return {
        Path(each["dump"]).name: {
            "rows": each["genuineness"]["rows"],
            "at_least": each["genuineness"]["fabricated_at_least"]["value"],
            **{end: each["genuineness"]["consistent_with_genuine"][end] for end in ("estimate", "low", "high")},
            **{f"wary_{end}": each["genuineness"]["adversarial"][end] for end in ("estimate", "low", "high")},
        }
        for each in told["dumps"]
    }


@pytest.mark.parametrize("name", ["b.json", "c.sql", "d.ndjson", "e.txt", "WhatsApp Chat with Seller.txt", "f.zip"])
def test_the_same_records_get_the_same_answer_in_every_container(answers: dict[str, dict[str, float]], name: str):
    assert answers[name] == pytest.approx(answers["a.csv"], abs=0.03)
