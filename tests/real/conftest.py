"""The dumps of `writers.py`: as kept in tests/data/real, and written afresh where the programs are installed."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.real.workshop import Workshop
from tests.real.writers import Writer

KEPT = Path(__file__).parents[1] / "data" / "real"


@pytest.fixture(scope="session")
def workshop(tmp_path_factory: pytest.TempPathFactory, program: Callable[[str], str]) -> Iterator[Workshop]:
    """Yield the real programs; their servers end with the session."""
    with ExitStack() as stack:
        yield Workshop(tmp_path_factory.mktemp("workshop"), program, stack)


@pytest.fixture(scope="session")
def fresh(
    workshop: Workshop, tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config
) -> Callable[[Writer], Path]:
    """Return the file that a writer's programs write now; `--keep-real` also puts it into tests/data/real."""
    folder = tmp_path_factory.mktemp("fresh")

    def path(writer: Writer) -> Path:
        file = folder / writer.file
        if not file.exists():
            for name in writer.programs:
                workshop.program(name)
            writer.write(workshop, file)
            if pytestconfig.getoption("--keep-real"):
                for each in folder.glob(f"{writer.file}*"):
                    shutil.copyfile(each, KEPT / each.name)
        return file

    return path


@pytest.fixture(params=["kept", "fresh"])
def dump(request: pytest.FixtureRequest) -> Callable[[Writer], Path]:
    """Return the path of a writer's dump: the one kept, or the one written now."""
    if request.param == "fresh":
        return request.getfixturevalue("fresh")
    return lambda writer: KEPT / writer.file
