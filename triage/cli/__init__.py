"""Command line: parses, calls, prints. A command is a module of this folder, of its name, with its `command`.

What a command needs is imported inside it, so that help costs nothing.

Exit status: 0 all was read; 3 some evidence was not read or was rejected, or the scan was cut short, and the report
states why; 2 called wrongly; 1 failed; 130 stopped by the user. A bug ends with a traceback.
"""

from __future__ import annotations

import click

from triage.cli.program import Program

__all__ = ["main"]


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="leak-triage", prog_name="triage")
def main() -> None:
    """Offline triage of data dumps: what personal data, of how many people, how genuine, and why."""
