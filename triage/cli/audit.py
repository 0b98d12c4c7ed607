"""`triage audit`: verify a case, its evidence and its reports again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from triage.cli.program import FAILED, FOLDER, SOME_UNREAD, key_option
from triage.core.keys import KeyFrom


@click.command("audit", short_help="Verify a case: chain, seal, sums, evidence and report.")
@click.argument("case", type=FOLDER)
@click.option(
    "--report",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A report that was written of this case with -o.",
)
@click.option("--head", default="", help="A head of the audit chain that was written down.")
@click.option("--public-key", default="", help="The public key of an earlier report: the case must have begun with it.")
@click.option("--remote", is_flag=True, help="Read evidence at addresses (s3://...) again too.")
@key_option
def command(case: Path, key: KeyFrom | None, **asked: Any) -> int:
    """Verify chain, sums, seal, tokens, evidence and report of a case, and name the first thing wrong.

    Nothing is written. Exit status 0: all is as it was; 3: something could not be verified; 1: something was changed.
    """
    from triage.app.audit import Claims, audit  # noqa: PLC0415

    status = 0
    head, public_key = asked["head"].strip().lower(), asked["public_key"].strip().lower()
    for check in audit(case, key, Claims(asked["file"], head, public_key, asked["remote"])):
        mark = "WRONG" if check.fault else "open " if check.is_open else "ok   "
        click.echo(f"{mark} {check.fault or check.about}")
        status = FAILED if check.fault else max(status, SOME_UNREAD * check.is_open)
    return status
