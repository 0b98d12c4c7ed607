"""Command line: parses, calls, prints. What a command needs is imported inside it, so that help costs nothing.

Exit status: 0 all was read; 3 some evidence was not read or was rejected, or the scan was cut short, and the report
says why; 2 called wrongly; 1 failed; 130 stopped by the user. A bug ends with a traceback.
"""

from __future__ import annotations

import click

from triage.cli.judging import evaluate, score
from triage.cli.program import Program
from triage.cli.rulebook import doctor, rules
from triage.cli.scanning import report, scan
from triage.cli.simulating import simulate

__all__ = ["main"]


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="leak-triage", prog_name="triage")
def main() -> None:
    """Offline triage of data dumps: what personal data, of how many people, how genuine, and why."""


for command in (scan, report, score, rules, simulate, evaluate, doctor):
    main.add_command(command)
