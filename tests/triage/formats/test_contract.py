"""Every module below triage/formats/ keeps the contract of `core.format_info`, and no two claim the same file alike."""

from __future__ import annotations

import inspect
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.damage.samples import MAKERS
from triage.core.format_info import Claim, Format, Opener, Reader
from triage.formats import asked, having, openers, readers

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


@pytest.mark.parametrize("kind", MAKERS)
def test_a_format_that_is_not_asked_would_not_claim(kind: str, tmp_path: Path):
    sample = MAKERS[kind](tmp_path)
    head = sample.data[:HEAD_BYTES]
    path = tmp_path / sample.name
    path.write_bytes(sample.data)
    not_asked = {
        function: {name: each for name, each in having(function).items() if name not in asked(function, head)}
        for function in ("claims", "opens", "opens_file")
    }

    assert not_asked["claims"]
    assert not any(each.claims(head, sample.name) for each in not_asked["claims"].values())
    assert not any(each.opens(head, sample.name) for each in not_asked["opens"].values())
    assert not any(each.opens_file(path, head) for each in not_asked["opens_file"].values())


def test_a_table_of_text_imports_no_library_of_other_formats():
    code = (
        "import sys; from triage.formats import asked; asked('claims', b'a,b'); asked('opens', b'a,b');"
        "print(sorted({'pyarrow', 'py7zr', 'openpyxl', 'pypdfium2', 'python_calamine'} & set(sys.modules)))"
    )

    assert subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout == "[]\n"


def test_a_claim_is_one_of_the_documented():
    assert all(
        inspect.signature(each.opens_file).return_annotation == "Claim" for each in having("opens_file").values()
    )
    assert Claim.CONTENT.when("yes") is Claim.CONTENT
    assert Claim.CONTENT.when("") is Claim.NONE
