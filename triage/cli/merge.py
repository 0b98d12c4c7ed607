"""`triage merge`: the cases of shards, as one."""

from __future__ import annotations

from pathlib import Path

import click

from triage.cli.output import print_document
from triage.cli.program import FOLDER, SOME_UNREAD, new_key_option
from triage.core.keys import KeyFrom


@click.command("merge", short_help="Merge the cases of all shards into one.")
@click.argument("cases", nargs=-1, required=True, type=FOLDER, metavar="CASE...")
@click.option("--case", "into", type=FOLDER, required=True, help="The new case.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@new_key_option
def command(cases: tuple[Path, ...], into: Path, form: str, key: KeyFrom | None) -> int:
    """Put the cases of all shards into one, and answer as one scan would have.

    The evidence is not touched. Where a shard is missing, the report states which.
    """
    from triage.app import merge as merging  # noqa: PLC0415

    result = merging.merge(cases, into, key)
    print_document(result.document, form)
    return 0 if result.complete else SOME_UNREAD
