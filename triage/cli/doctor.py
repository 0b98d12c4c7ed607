"""`triage doctor`: what this machine can do."""

from __future__ import annotations

import click

from triage.cli.output import print_facts


@click.command("doctor", short_help="Report what this machine can read, and with what.")
def command() -> None:
    """Report what this machine can read, find and write, and with which versions."""
    from triage.app import inventory  # noqa: PLC0415

    print_facts(inventory.machine())
