"""Addresses: their text stays as it was written, wherever a case keeps it."""

from __future__ import annotations

import copy
import pickle
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from triage.core.address import Address, joined, parted, place

LETTERS = st.characters(exclude_characters="/\0", exclude_categories=["Cs"])
STEPS = st.lists(st.text(LETTERS, max_size=8), min_size=1, max_size=5)
ADDRESSES = STEPS.map(lambda steps: Address("s3://bucket/" + "/".join(steps) + "x"))


@given(st.lists(ADDRESSES, max_size=4))
def test_what_a_case_keeps_of_paths_gives_them_again(places: list[Address]):
    paths = [Path("/mnt/seized"), *places, Path("/mnt/a b")]

    assert parted(joined(paths)) == paths


@given(ADDRESSES)
def test_an_address_is_the_same_after_a_journey(address: Address):
    sent = pickle.loads(pickle.dumps(address))  # noqa: S301 - our own
    for each in (sent, copy.deepcopy(address), place(str(address)), address.absolute()):
        assert (each, str(each), hash(each)) == (address, str(address), hash(address))


@given(ADDRESSES)
def test_an_address_lies_in_its_folders(address: Address):
    assert address.parent / address.name == address
    assert all(address.is_relative_to(each) for each in address.parents)
    assert address.name.endswith("x")


def test_keys_that_a_path_would_make_one_stay_two():
    assert Address("s3://bucket/a//b.csv") != Address("s3://bucket/a/b.csv")
    assert Address("s3://bucket/a/./b.csv") != Address("s3://bucket/a/b.csv")


def test_a_path_of_this_machine_is_no_address():
    assert not isinstance(place("/mnt/s3:/list.csv"), Address)
    assert not isinstance(place("list.csv"), Address)
    assert Address("s3://bucket/list.csv") == place("s3://bucket/list.csv")
