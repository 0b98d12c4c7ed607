"""What every test gets: no network, named programs or a reason to skip, and one way for Hypothesis to behave."""

from __future__ import annotations

import os
import runpy
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

HERE = Path(__file__).parent

# Debian keeps servers off an ordinary PATH.
_PROGRAM_PATH = os.pathsep.join(
    [
        os.environ.get("PATH", ""),
        "/usr/sbin",
        *map(str, sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)),
    ]
)

settings.register_profile("ci", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("fast", deadline=None, max_examples=25)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "fast"))

_GUARD = runpy.run_path(str(HERE / "offline" / "sitecustomize.py"), run_name="sitecustomize")


def _where_is(name: str) -> str | None:
    return shutil.which(name, path=_PROGRAM_PATH)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip where a program that the test names is not installed."""
    for mark in item.iter_markers("programs"):
        if missing := [name for name in mark.args if _where_is(name) is None]:
            pytest.skip(f"not installed: {', '.join(missing)}")


@pytest.fixture(scope="session")
def program() -> Callable[[str], str]:
    """Return the path of an installed program by name; the test is skipped where it is not installed."""

    def path(name: str) -> str:
        found = _where_is(name)
        if found is None:
            pytest.skip(f"not installed: {name}")
        return found

    return path


@pytest.fixture(autouse=True)
def no_network() -> Iterator[list[str]]:
    """Fail a test in whose time anything tried to reach beyond this machine, even where the refusal was swallowed."""
    attempts: list[str] = _GUARD["ATTEMPTS"]
    attempts.clear()
    yield attempts
    assert not attempts, attempts


@pytest.fixture(autouse=True, scope="session")
def state_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Keep the keys of tests' cases out of the home of whoever runs the tests."""
    home = tmp_path_factory.mktemp("state")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("XDG_STATE_HOME", str(home))
        yield home


def pytest_addoption(parser: pytest.Parser) -> None:
    """`pytest tests/real --keep-real` renews the dumps kept in tests/data/real."""
    parser.addoption("--keep-real", action="store_true", help="keep the dumps that real programs write now")
