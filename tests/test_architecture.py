"""The one direction of imports, who may write, and how large a module may grow: read from the syntax trees."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import packages_distributions
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OURS = ("rules", "recognizers", "triage")
FLOORS = (
    ("core",),
    ("text", "records"),
    ("formats", "places"),
    ("find", "read"),
    ("detect",),
    ("score", "simulate", "people", "market"),
    ("run", "report", "case"),
    ("app",),
    ("cli", "__init__", "__main__"),
)
"""Rooms of triage/ from the ground up: a room may import those below its own floor, and itself."""

BELOW = {
    "rules": set(),
    "recognizers": {"rules"},
    **{
        room: {"rules", "recognizers", *(below for lower in FLOORS[:floor] for below in lower)}
        for floor, rooms in enumerate(FLOORS)
        for room in rooms
    },
    "__main__": {"cli"},
}
"""Room -> the rooms it may import, besides itself."""

WRITERS = {
    "triage/core/block_sample.py": "memory: the rows of a sum as Arrow",
    "triage/case/": "the case folder, and its key",
    "triage/app/people.py": "locked parts of a count in the spool of a case",
    "triage/core/budget.py": "members of containers are spooled outside the evidence",
    "triage/find/": "spooled members are let go",
    "triage/formats/archive/": "members of containers are spooled outside the evidence",
    "triage/formats/document/embedded_files.py": "the same",
    "triage/formats/pdf/attachments.py": "the same",
    "triage/simulate/": "simulated dumps",
    "triage/cli/output.py": "the file that -o names",
    "triage/cli/handover.py": "the file that -o names, by and by",
    "triage/app/notification.py": "lines of the sealed list, in memory",
    "rules/parsed.py": "parsed rules, where Python keeps compiled modules",
    "triage/cli/program.py": "the null device, where a closed pipe is let go",
    "triage/formats/sqlite/": "SQLite reads a private copy with its log, or the pages of a log alone",
    "triage/app/calibration.py": "the case of a reference, in a temporary folder",
    "triage/app/evaluation/evaluate.py": "labelled dumps without their labels, in a temporary folder",
    "triage/app/findings.py": "the same, while finds are told",
    "triage/app/verification/": "the request for the authority, and the frame in the spool",
    "triage/app/explain_file.py": "members of containers, spooled while a file is tried",
    "triage/run/child.py": "the pipes between a child and its parent",
}
"""The only places that write files, and what they write."""

WRITING_CALLS = frozenset(
    "write_text write_bytes touch mkdir makedirs unlink rmdir rename replace symlink_to hardlink_to chmod "
    "copyfile copyfileobj copy2 copytree move rmtree mkstemp mkdtemp NamedTemporaryFile TemporaryFile "
    "SpooledTemporaryFile TemporaryDirectory write_csv write_parquet write_ipc write_ndjson write_json write_excel "
    "sink_csv sink_parquet to_csv to_parquet to_excel".split()
)
"""Names of calls that make, change or remove files, whatever object they belong to."""

PRESIDIO_SIDE = {
    "recognizers/presidio.py",
    "recognizers/text_recognizer.py",
    "recognizers/check.py",
    "recognizers/language/engine.py",
    "recognizers/language/merge.py",
    "recognizers/language/pipeline.py",
    "recognizers/language/reading.py",
}
NETWORK = frozenset(
    "socket ssl http urllib urllib3 requests httpx ftplib smtplib telnetlib asyncio aiohttp dask distributed fsspec"
    " s3fs botocore boto3".split()
)
NETWORK_ALLOWED = {
    "triage/run/engines/dask.py": "a cluster, if the user names the engine: on loopback, or where they say",
    "triage/find/remote.py": "evidence at an address that the user names, read only",
}
"""Modules that may reach a network, and why; each is loaded only where the user asks for it."""

OPTIONAL = {
    "dask": "the extra dask",
    "fsspec": "the extra remote",
    "duckdb": "the extra linkage",
    "splink": "the extra linkage",
}
"""What only an extra installs, and which."""

OPENS_NOTHING = {"urllib.parse": "takes addresses apart and unquotes them"}
"""Parts of such packages that reach no network, and what they do."""

ONLY_TO_SIMULATE = {"faker": "a fabricator", "openpyxl": "a writer of workbooks"}
"""Development dependencies that one module of `triage simulate` imports when it is asked to, and what it is."""

LONG = 300
LONGER: dict[str, str] = {}
"""Modules above 300 lines, each with its reason."""


def sources() -> list[Path]:
    return sorted(path for package in OURS for path in (ROOT / package).rglob("*.py"))


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


each_module = pytest.mark.parametrize("path", sources(), ids=name)


def imported(node: ast.AST) -> Iterator[str]:
    """Yield the modules that the imports under this node name: `from a import b` names "a.b"."""
    for each in ast.walk(node):
        if isinstance(each, ast.Import):
            yield from (alias.name for alias in each.names)
        elif isinstance(each, ast.ImportFrom):
            yield from (f"{each.module}.{alias.name}" for alias in each.names)


def layer(module: str) -> str | None:
    """Return the room of a dotted name; null where it is not ours, or is the package as a whole."""
    first, *rest = module.split(".")
    if first == "triage":
        return rest[0] if rest else None
    return first if first in OURS else None


@each_module
def test_imports_point_one_way(path: Path):
    home = layer(name(path).removesuffix(".py").replace("/", "."))
    assert home is not None
    wrong = [each for each in imported(tree(path)) if layer(each) not in {None, home, *BELOW[home]}]

    assert not wrong, f"{home} may not import these"


@each_module
def test_imports_are_absolute(path: Path):
    relative = [node.lineno for node in ast.walk(tree(path)) if isinstance(node, ast.ImportFrom) and node.level]

    assert not relative


@pytest.mark.parametrize("path", [p for p in sources() if name(p) not in PRESIDIO_SIDE], ids=name)
def test_only_the_text_door_names_presidio_and_spacy(path: Path):
    heavy = {each for each in imported(tree(path)) if each.split(".")[0] in {"presidio_analyzer", "spacy"}}
    column_door = name(path).startswith(("recognizers/", "rules/", "triage/score/"))

    assert not (heavy and column_door), heavy


@pytest.mark.parametrize("path", [p for p in sources() if name(p) not in NETWORK_ALLOWED], ids=name)
def test_no_module_can_reach_a_network(path: Path):
    assert not set(filter(reaches_network, imported(tree(path))))


def reaches_network(module: str) -> bool:
    """Return true for a dotted name by which a network can be reached.

    Of packages, or of parts that do more than parse.
    """
    return module.split(".", maxsplit=1)[0] in NETWORK and ".".join(module.split(".")[:2]) not in OPENS_NOTHING


@pytest.mark.parametrize(
    ("line", "is_refused"),
    [
        ("from urllib.parse import unquote_to_bytes", False),
        ("import urllib.parse", False),
        ("import urllib.request", True),
        ("import urllib", True),
        ("from urllib import request", True),
        ("from urllib.request import urlopen", True),
        ("import socket", True),
        ("from http.client import HTTPConnection", True),
    ],
)
def test_parsing_an_address_reaches_no_network_and_opening_one_does(line: str, is_refused: bool):  # noqa: FBT001
    assert any(map(reaches_network, imported(ast.parse(line)))) == is_refused


def writes(path: Path) -> Iterator[str]:
    """Yield the calls of a module that may write a file, as "line: call"."""
    for node in ast.walk(tree(path)):
        if not isinstance(node, ast.Call):
            continue
        function = node.func
        called = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
        if called in {"replace", "rename"} and not is_of_os(function):
            continue
        if called in WRITING_CALLS or (called in {"open", "fdopen"} and not is_read_only(node)):
            yield f"{node.lineno}: {ast.unparse(node)[:80]}"


def is_of_os(function: ast.expr) -> bool:
    """Return true for `os.replace` and `os.rename`, not for those of texts, columns and dataclasses."""
    return isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name) and function.value.id == "os"


def is_read_only(call: ast.Call) -> bool:
    """Return true where no mode or flag of an `open` asks for writing.

    A mode that is not a constant counts as writing.
    """
    arguments = [*call.args, *(word.value for word in call.keywords if word.arg in {"mode", "flags"})]
    modes = [each.value for each in arguments if isinstance(each, ast.Constant) and isinstance(each.value, str)]
    flags = {each.attr for each in ast.walk(call) if isinstance(each, ast.Attribute) and each.attr.startswith("O_")}
    if flags:
        return not flags & {"O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC", "O_APPEND", "O_EXCL"}
    return all(not set(mode) & set("wax+") for mode in modes if set(mode) <= set("rwxabt+U"))


@pytest.mark.parametrize("path", [p for p in sources() if not name(p).startswith(tuple(WRITERS))], ids=name)
def test_only_named_places_write_files(path: Path):
    assert not list(writes(path))


def test_command_line_imports_only_click_and_the_standard_library_at_its_top():
    top = ast.Module([node for node in tree(ROOT / "triage/cli/__init__.py").body if not is_type_checking(node)], [])
    names = {
        each.split(".")[0] for node in top.body if not isinstance(node, ast.FunctionDef) for each in imported(node)
    }

    assert names <= {"click", "triage", *sys.stdlib_module_names}, names


def is_type_checking(node: ast.stmt) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")


def loaded_by(code: str) -> set[str]:
    """Return the packages that a new interpreter has loaded after running this code."""
    command = [sys.executable, "-c", f"{code}\nimport sys\nprint(*(m.split('.')[0] for m in sys.modules))"]
    done = subprocess.run(command, capture_output=True, check=True, text=True, cwd=ROOT)
    return set(done.stdout.split())


def test_help_loads_nothing_heavy():
    code = (
        "from click.testing import CliRunner\nfrom triage.cli import main\n"
        "assert CliRunner().invoke(main, ['--help']).exit_code == 0"
    )

    assert not loaded_by(code) & set("polars numpy presidio_analyzer spacy pandas pyarrow lxml rich yaml".split())


def test_column_path_loads_neither_presidio_nor_spacy_nor_pandas():
    loading = "triage.recognizers.load(triage.rules.load())"
    code = f"import triage.rules, triage.recognizers, triage.app.scan, triage.read, triage.score\n{loading}"

    assert not loaded_by(code) & set("presidio_analyzer spacy pandas scipy".split())


@each_module
def test_module_is_short(path: Path):
    lines = len(path.read_text(encoding="utf-8").splitlines())

    assert lines <= LONG or name(path) in LONGER


@each_module
def test_module_says_what_it_is(path: Path):
    assert ast.get_docstring(tree(path))


@each_module
def test_no_comment_stands_twice_in_a_row(path: Path):
    lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]

    assert not [line for line, other in pairwise(lines) if line == other and line.startswith("# ")]


@each_module
def test_only_sums_define_plus(path: Path):
    adding = [
        node.lineno for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef) and node.name == "__add__"
    ]

    assert not adding or name(path) in {"triage/core/sums.py", "triage/core/block_sample.py"}


def test_every_import_is_a_declared_dependency():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {re.split("[<>=]", each)[0] for each in project["dependencies"]}
    names = {each.split(".")[0] for path in sources() for each in imported(tree(path))}
    foreign = names - {*OURS, *sys.stdlib_module_names}
    needed = {packages_distributions()[each][0].lower().replace("_", "-") for each in foreign}

    assert needed - {each.lower() for each in declared} == {*ONLY_TO_SIMULATE, *OPTIONAL}
