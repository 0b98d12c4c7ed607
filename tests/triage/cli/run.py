"""Commands as the tests call them."""

from __future__ import annotations

import sys

from click.testing import CliRunner, Result

from triage import cli

COMMAND = [sys.executable, "-c", "from triage.cli import main; main()"]


def run(*args: str) -> Result:
    return CliRunner().invoke(cli.main, args)
