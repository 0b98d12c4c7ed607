"""`triage verify`: a random sample of a dump's records, checked by the authority: the only way to say "genuine"."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import click

from triage.cli.output import check_place
from triage.cli.program import FOLDER, key_option
from triage.core.keys import KeyFrom
from triage.core.plurals import count_of
from triage.core.safe import printable

_PART_NAMES = {
    "genuine": "genuine records (every value shown is right)",
    "identity": "identity (number, name, father, birth belong together)",
    "linkage": "linkage (address, mobile, account belong to the person)",
}


@click.group("verify", short_help="Have a random sample checked by the authority.")
def command() -> None:
    """Have a random sample checked by the authority, and state how much is genuine."""


@command.command("plan")
@click.argument("case", type=FOLDER)
@click.argument("dump")
@click.option("--records", type=click.IntRange(min=10), show_default="400", help="Records in the sample.")
@click.option("-o", "--output", "folder", type=FOLDER, help="A folder for the request.  [default: CASE-verification]")
@click.option(
    "--wait", is_flag=True, help="Seal the frame and stop, so that the authority can name a text for the draw."
)
@click.option("--named", default="", help="The text that the authority named after the frame was sealed.")
@click.option("--again", default="", help="The reason for another sample of a dump that has one; it is logged.")
@click.option(
    "--password-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Passwords to try on locked archives and documents, one a line.",
)
@key_option
def verify_plan(case: Path, dump: str, password_file: Path | None, **options: Any) -> None:
    """Draw a random sample of DUMP that nobody can choose, and write the request for the authority.

    The evidence is read again. The request holds persons' data in clear: only its owner may read it.
    """
    from triage.app.verification.plan import PlanOptions, plan  # noqa: PLC0415
    from triage.app.verification.reread import passwords_of  # noqa: PLC0415

    check_place(case, options["folder"], options["key"])
    planned = plan(case, dump, PlanOptions(**options, passwords=tuple(passwords_of(password_file))))
    apart = (
        f"; {count_of(planned.rows_apart, 'row')} without a number to look up left out" if planned.rows_apart else ""
    )
    click.echo(f"Plan {planned.plan}: {count_of(planned.records, 'distinct record')}{apart}.")
    if planned.request is None:
        click.echo(
            "The frame is sealed. Have the authority name a text, then: triage verify plan CASE DUMP --named TEXT"
        )
        return
    click.echo(f"Sample: {count_of(planned.sampled, 'record')}, in an order that is sealed in the case.")
    click.echo(f"Request, in clear, for the authority alone: {printable(str(planned.request))}")
    for name, authority in planned.asked:
        click.echo(f"  {name}: to be checked by {authority}")
    click.echo(f"Answers, to be filled in order: {printable(str(planned.answers))}")


@command.command("record")
@click.argument("case", type=FOLDER)
@click.argument("dump")
@click.argument("answers", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@key_option
def verify_record(case: Path, dump: str, answers: Path, key: KeyFrom | None) -> None:
    """Take the authority's ANSWERS to the sample of DUMP: in order, and never changed afterwards.

    Each value has one of the words: exists, matches, differs, not found, service error.
    """
    from triage.app.verification.answers import record  # noqa: PLC0415

    told = record(case, dump, answers, key)
    click.echo(f"{count_of(told.new, 'new answer')}; {told.answered:,} of {count_of(told.planned, 'record')} answered.")


@command.command("estimate")
@click.argument("case", type=FOLDER)
@click.argument("dump")
@click.option("--width", "widths", type=click.FloatRange(0.01, 1), multiple=True, help="A width of the range, as 0.1.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@key_option
def verify_estimate(case: Path, dump: str, widths: tuple[float, ...], **options: Any) -> None:
    """Say how much of DUMP is genuine by the answers recorded so far. It may be asked after every answer."""
    from triage.app.verification.outcome import WIDTHS, estimate  # noqa: PLC0415

    outcome = estimate(case, dump, widths or WIDTHS, options["key"])
    told = outcome.verified
    if options["form"] == "json":
        click.echo(json.dumps({**dataclasses.asdict(told), "needed": dict(outcome.needed)}, indent=2))
        return
    click.echo(
        f"Plan {told.plan}: {told.answered:,} of {count_of(told.planned, 'record')} answered, {told.unknown:,} of them "
        "without an answer of the authority."
    )
    has_answer = told.answered > told.unknown
    if not has_answer:
        click.echo("Nothing is known of how many are genuine before the first answer.")
    for share in told.shares if has_answer else ():
        ends = f"{share.low:.1%} to {share.high:.1%}"
        click.echo(
            f"  {_PART_NAMES[share.part]}: {share.estimate:.1%} ({ends}, {told.confidence:.0%} sure at every answer)"
        )
    apart = count_of(told.rows_apart, "row")
    click.echo(f"Of {count_of(told.records, 'distinct record')} with a number to look up; {apart} without.")
    for width, more in outcome.needed:
        said = "already reached" if more == 0 else "more answers than one may ask for"
        said = f"about {count_of(more, 'more answer')}" if more else said
        click.echo(f"For a range of {width:.0%}: {said}.")
    if told.plans > 1:
        click.echo(f"Note: {told.plans} samples were drawn of this dump; this is the last.")
