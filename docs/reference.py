"""Writes docs/reference.md, docs/formats.md and the session of README.md from the code (`make docs`)."""

from __future__ import annotations

import ast
import dataclasses
import importlib
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import click

import triage.rules
from triage import report
from triage.cli import main
from triage.formats import openers, readers
from triage.simulate.extracts import kind, kinds
from triage.simulate.fabricators import fabricator
from triage.simulate.fabricators import fabricators as sellers
from triage.simulate.families import families, family
from triage.simulate.layouts import LAYOUTS

ROOT = Path(__file__).parents[1]
SHOWN = ("voter_list_na.csv", "leads_2022.json", "numbers_list.xlsx", "teaser_50.csv")
"""The samples of the session: one genuine-like, one mixed, one fabricated, one too small to tell."""

SESSION = re.compile(r"(<!-- session[^\n]*-->\n).*?(<!-- end of session -->)", re.DOTALL)

HEAD = """# Reference

Written from the code by `make docs`; a test fails where it is out of date.
"""


FORMATS_HEAD = """# Formats

What is opened and read, as the readers say it themselves; written by `make docs`, and a test fails where it is out of
date. `triage doctor` says what is missing on a machine.

*Streamed*: in pieces, however large. *Spooled*: from a private copy on disk. *Whole*: in memory, under the limits of a
reader. Containers and documents are read in child processes that are killed when they use more memory or time than they
may (`--reader-memory`, `--reader-seconds`); what was read before is kept, and the rest is unread with its reason.
"""


def formats() -> str:
    """docs/formats.md."""
    parts = [("Containers", openers()), ("Tables and texts", readers())]
    return "\n".join(
        [
            FORMATS_HEAD,
            *(f"## {title}\n\n" + "\n".join(_formats(modules)) + "\n" for title, modules in parts),
        ]
    )


def _formats(modules: Mapping[str, ModuleType]) -> Iterator[str]:
    said = [(name, each.FORMAT) for name, each in modules.items()]
    yield from _table(
        ("format", "module", "library", "how", "limits", "what is accounted"),
        [(f.title, f"`{stem}`", f.library, f.how, f.limits, f.accounting) for stem, f in said],
    )


def reference() -> str:
    """Return the whole document."""
    book = triage.rules.load()
    parts = [
        ("Commands", commands()),
        ("Formats read", formats_read()),
        ("Formats written", formats_written()),
        ("Entities", entities(book)),
        ("Signals", signals(book)),
        ("Kinds of dumps", dump_types(book)),
        ("Tables", tables(book)),
        ("Families of worlds", worlds()),
        ("What differs between worlds", nuisances()),
        ("Kinds of simulated dumps", extracts()),
        ("Fabricators", fabricators()),
        ("Layouts", layouts()),
    ]
    return "\n".join([HEAD, *(f"## {title}\n\n" + "\n".join(lines) + "\n" for title, lines in parts)])


def commands() -> Iterator[str]:
    """Every command with its arguments and options."""
    for name, command in _leaves("triage", main):
        with click.Context(command, info_name=name) as context:
            usage = " ".join(command.collect_usage_pieces(context))
            yield f"### `{name} {usage}`\n\n{_first_line(command.help)}\n"
            options = [each for each in command.params if isinstance(each, click.Option)]
            records = [record for each in options if (record := each.get_help_record(context))]
        yield from _table(("option", "what"), [(f"`{option}`", what) for option, what in records])
        yield ""


def _leaves(name: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    if not isinstance(command, click.Group):
        yield name, command
        return
    context = click.Context(command)
    for child in command.list_commands(context):
        found = command.get_command(context, child)
        if found is not None and not found.hidden:
            yield from _leaves(f"{name} {child}", found)


def formats_read() -> Iterator[str]:
    """Every reader of triage/formats/."""
    yield from _table(
        ("reader", "what"), [(f"`{stem}`", _first_line(each.__doc__)) for stem, each in readers().items()]
    )


def formats_written() -> Iterator[str]:
    """Every format of triage/report/."""
    modules = {name: importlib.import_module(f"triage.report.{name}") for name in report.formats()}
    yield from _table(
        ("`--format`", "what"), [(f"`{name}`", _first_line(each.__doc__)) for name, each in modules.items()]
    )


def entities(book: triage.rules.Rules) -> Iterator[str]:
    """Every entity with the places of a record it may hold."""
    yield from _table(
        ("entity", "what", "fields", "rule"),
        [
            (f"`{rule.entity}`", rule.title, ", ".join(f"`{each.name}`" for each in rule.fields), f"`{rule.file}`")
            for _, rule in sorted(book.entities.items())
        ],
    )


def signals(book: triage.rules.Rules) -> Iterator[str]:
    """Every signal; the reasoning stands in method.md."""
    yield from _table(
        ("signal", "what it looks at"), [(f"`{key}`", rule.title) for key, rule in sorted(book.signals.items())]
    )


def dump_types(book: triage.rules.Rules) -> Iterator[str]:
    """Every kind of dump with the fields that speak for it."""
    yield from _table(
        ("kind", "what", "fields"),
        [
            (f"`{key}`", rule.title, ", ".join(f"`{name}`" for name in rule.fields))
            for key, rule in sorted(book.dump_types.items())
        ],
    )


def tables(book: triage.rules.Rules) -> Iterator[str]:
    """Every table of facts."""
    yield from _table(
        ("table", "rows"),
        [(f"`rules/tables/{name}.csv`", f"{len(rows):,}") for name, rows in sorted(book.tables.items())],
    )


def worlds() -> Iterator[str]:
    """Every family of genuine worlds of `triage simulate`."""
    yield from _table(
        ("`--family`", "what"),
        [(f"`{name}`", _sentence(family(name).__doc__)) for name in families()],
    )


WORLDS = {
    "households": "triage/simulate/world.py",
    "tables": "triage/simulate/families/tables/world.py",
    "processes": "triage/simulate/families/processes/world.py",
    "perturbed": "triage/simulate/families/perturbed/world.py",
    "tables, perturbed": "triage/simulate/nuisance.py",
}
"""Where the nuisances of a family stand."""


def nuisances() -> Iterator[str]:
    """Every nuisance with the range it is drawn from, and its value in plain worlds."""
    yield from _table(
        ("family", "nuisance", "from", "to", "plain", "what"),
        [(f"`{family}`", *row) for family, path in WORLDS.items() for row in _nuisances(ROOT / path)],
    )


def _nuisances(path: Path) -> Iterator[tuple[str, ...]]:
    """Yield the fields of the dataclasses of a module that have a range, each with the text below it."""
    module = importlib.import_module(path.relative_to(ROOT).with_suffix("").as_posix().replace("/", "."))
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if not isinstance(node, ast.ClassDef):
            continue
        told = {each.name: each.metadata for each in dataclasses.fields(getattr(module, node.name))}
        for field, text in pairwise(node.body):
            if isinstance(field, ast.AnnAssign) and isinstance(text, ast.Expr):
                name = ast.unparse(field.target)
                low, high = told[name]["range"]
                plain = told[name].get("plain")
                what = " ".join(ast.literal_eval(text.value).split())
                yield f"`{name}`", f"{low:g}", f"{high:g}", "" if plain is None else f"{plain:g}", what


def extracts() -> Iterator[str]:
    """Every kind of dump of `triage simulate` with its columns."""
    yield from _table(
        ("`--kind`", "what", "columns"),
        [
            (
                f"`{name}`",
                _sentence(kind(name).__doc__),
                ", ".join(f"`{each}`" for each in kind(name).COLUMNS),
            )
            for name in kinds()
        ],
    )


def fabricators() -> Iterator[str]:
    """Every fabricator with the labels of its rows, where all columns are shown, and its tell-tale."""
    modules = {name: fabricator(name) for name in sellers()}
    yield from _table(
        ("`--fabricator`", "what", "identity", "linkage", "novelty", "tell-tale"),
        [
            (f"`{name}`", each.TITLE, each.IDENTITY, each.LINKAGE, each.NOVELTY, each.TELL)
            for name, each in modules.items()
        ],
    )


def layouts() -> Iterator[str]:
    """Every layout of made-up rows."""
    yield from _table(
        ("`--layout`", "what"), [(f"`{name}`", _first_line(each.__doc__)) for name, each in LAYOUTS.items()]
    )


def _sentence(doc: str | None) -> str:
    """Return the first paragraph of a docstring on one line."""
    return " ".join((doc or "").strip().split("\n\n", 1)[0].split())


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> Iterator[str]:
    if rows:
        yield "| " + " | ".join(head) + " |"
        yield "|" + "---|" * len(head)
    for row in rows:
        yield "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in row) + " |"


def _first_line(doc: str | None) -> str:
    return (doc or "").strip().split("\n", 1)[0]


def readme() -> str:
    """README.md with the session as it is now: times and the case's path are left out."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return SESSION.sub(lambda found: f"{found[1]}```console\n{session()}```\n{found[2]}", text)


def session() -> str:
    """Return the command and what it prints, but for its last lines: the chain of the case, and where that lies."""
    paths = [f"sample_leaks/{name}" for name in SHOWN]
    with tempfile.TemporaryDirectory() as folder:
        program = [sys.executable, "-c", "from triage.cli import main; main()"]
        done = subprocess.run(  # noqa: S603 - our own program
            [*program, "scan", *paths, "--case", f"{folder}/case"],
            capture_output=True,
            check=True,
            text=True,
            cwd=ROOT,
            env={**os.environ, "COLUMNS": "100"},
        )
    answer = done.stdout[: done.stdout.rindex("Audit chain verified")].rstrip()
    return f"$ triage scan {' '.join(paths)}\n{answer}\n"


if __name__ == "__main__":
    Path(__file__).with_suffix(".md").write_text(reference(), encoding="utf-8")
    Path(__file__).with_name("formats.md").write_text(formats(), encoding="utf-8")
    (ROOT / "README.md").write_text(readme(), encoding="utf-8")
