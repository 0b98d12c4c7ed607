"""`triage rules ...`: what is looked for, checked, listed, shown and tried."""

from __future__ import annotations

from pathlib import Path

import click

from triage.cli.output import print_facts
from triage.cli.program import FAILED, rules_option
from triage.core.safe import printable


@click.group("rules")
def command() -> None:
    """Show what the scan looks for, and the facts it knows."""


@command.command("check")
@rules_option
def rules_check(folders: tuple[Path, ...]) -> int:
    """Compile every pattern in both engines and run every example through both doors."""
    from triage.recognizers import check  # noqa: PLC0415

    problems = check.check(*folders)
    for problem in problems:
        click.echo(printable(str(problem)))
    click.echo(f"{len(problems)} wrong" if problems else "every rule holds")
    return FAILED if problems else 0


@command.command("list")
@rules_option
def rules_list(folders: tuple[Path, ...]) -> None:
    """Name every rule and table."""
    from triage.app import inventory  # noqa: PLC0415

    print_facts(inventory.rulebook(folders))


@command.command("show")
@click.argument("name")
@rules_option
def rules_show(name: str, folders: tuple[Path, ...]) -> None:
    """Print one rule by its id or its entity (PK_CNIC), or one table by its name."""
    from triage.app import inventory  # noqa: PLC0415

    click.echo(inventory.rule(name, folders), nl=False)


@command.command("test")
@click.argument("file", type=click.Path(exists=True, path_type=Path))
@click.option("--explain", is_flag=True, help="Also say of each cell which pattern finds what in it.")
@click.option("--reveal", is_flag=True, help="Show values unmasked.")
@rules_option
def rules_test(file: Path, folders: tuple[Path, ...], *, explain: bool, reveal: bool) -> None:
    """Say what the rules make of a file, column by column, and why. Nothing is stored."""
    from triage.app import explain_file  # noqa: PLC0415

    for line in explain_file.trial(file, explain_file.Trial(folders, explain=explain, reveal=reveal)):
        click.echo(line)
