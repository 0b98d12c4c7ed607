"""Every module below triage/formats/ keeps the contract of `core.format_info`, and no two claim the same file alike."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.damage.samples import MAKERS
from triage.core.format_info import Claim, Format, Opener, Reader
from triage.formats import having, openers, readers

HEAD_BYTES = 65_536


def functions(protocol: type) -> dict[str, Callable[..., Any]]:
    return {name: each for name, each in vars(protocol).items() if inspect.isfunction(each) and name[0] != "_"}


def keeps(module: object, protocol: type) -> None:
    """Each function of the protocol is there with its parameters, its annotations and a docstring."""
    assert isinstance(module.FORMAT, Format)  # type: ignore[attr-defined]
    for name, due in functions(protocol).items():
        own = getattr(module, name)
        expected = list(inspect.signature(due).parameters.values())[1:]
        given = list(inspect.signature(own).parameters.values())
        assert [each.annotation for each in given] == [each.annotation for each in expected], name
        assert own.__annotations__["return"] == due.__annotations__["return"], name


@pytest.mark.parametrize("name", readers())
def test_a_reader_keeps_its_contract(name: str):
    keeps(readers()[name], Reader)


@pytest.mark.parametrize("name", openers())
def test_an_opener_keeps_its_contract(name: str):
    keeps(openers()[name], Opener)


@pytest.mark.parametrize("kind", MAKERS)
def test_no_two_formats_claim_the_same_file_alike(kind: str, tmp_path: Path):
    sample = MAKERS[kind](tmp_path)
    head = sample.data[:HEAD_BYTES]
    for claims in (
        {name: each.claims(head, sample.name) for name, each in readers().items()},
        {name: each.opens(head, sample.name) for name, each in openers().items()},
    ):
        best = max(claims.values())
        surest = [name for name, claim in claims.items() if claim == best]
        assert best == Claim.NONE or len(surest) == 1, f"{' and '.join(surest)} both claim {best.name}"


def test_a_claim_is_one_of_the_documented():
    assert all(
        inspect.signature(each.opens_file).return_annotation == "Claim" for each in having("opens_file").values()
    )
    assert Claim.CONTENT.when("yes") is Claim.CONTENT
    assert Claim.CONTENT.when("") is Claim.NONE
