"""`triage evaluate`: answers held against labelled dumps."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from triage.cli.program import FAMILIES, families_option, rules_option


@click.command("evaluate", short_help="Compare verdicts with dumps whose truth is known.")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--label", default="", help="The column of labels, where a path is a table.")
@click.option(
    "--genuine",
    default="",
    help="The label that means genuine.  [default: genuine, real, true, yes, 1; not: fabricated, fake, false, no, 0]",
)
@families_option
@click.option("--jobs", type=click.IntRange(min=0), default=0, help="Readers at work; 0 = one per core.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@rules_option
def command(paths: tuple[Path, ...], form: str, **options: Any) -> None:
    """Compare verdicts with labelled dumps: folders of `triage simulate`, or tables with a column of labels.

    Each dump is scanned without its labels, in a temporary folder; nothing else is written.
    """
    from triage.app.evaluation import evaluate as evaluation  # noqa: PLC0415
    from triage.app.evaluation import metrics  # noqa: PLC0415
    from triage.core import progress  # noqa: PLC0415

    how = evaluation.How(
        label=options["label"],
        genuine=options["genuine"],
        families=options["families"] or FAMILIES[0],
        rules=options["folders"],
        jobs=options["jobs"],
    )
    watch = progress.for_stderr()
    try:
        document = evaluation.evaluate(paths, how, watch)
    finally:
        watch.finish()
    text = json.dumps(document, indent=2, allow_nan=False) if form == "json" else "\n".join(metrics.lines(document))
    click.echo(text)
