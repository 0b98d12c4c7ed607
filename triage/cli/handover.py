"""`triage handover`: tokens of people for others to match, or their names, sealed to who notifies them."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

import click

from triage.cli.output import check_new, check_place
from triage.cli.program import FOLDER, key_option
from triage.core.errors import UsageError
from triage.core.keys import KeyFrom
from triage.core.people import FIELDS

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_NEW = click.Path(dir_okay=False, path_type=Path)


class _Handover(click.Group):
    """Commands of which the one that hands a case over need not be named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the command in front of a case folder, or of an option that is not ours."""
        if args and args[0] not in self.commands and args[0] not in ctx.help_option_names:
            args = ["case", *args]
        return super().parse_args(ctx, args)


@click.group("handover", short_help="Write keyed tokens, or a sealed list of persons.", cls=_Handover)
def command() -> None:
    """Hand over keyed tokens for others to match, or with --reveal the persons in clear, sealed to one recipient.

    `triage handover CASE ...` is `triage handover case CASE ...`.
    """


@command.command("case")
@click.argument("case", type=FOLDER)
@click.option(
    "--kind", "kinds", type=click.Choice(FIELDS), multiple=True, help="Only these identifiers.  [default: all]"
)
@click.option("--reveal", "is_in_clear", is_flag=True, help="Read the evidence again and tell who the persons are.")
@click.option("--to", type=_FILE, help="The public key of the recipient, to whom alone a revealed list is sealed.")
@click.option("--password-file", type=_FILE, help="Passwords of locked evidence, one a line.")
@click.option("-o", "--output", type=_NEW, required=True, help="A new file.")
@key_option
def hand_over(case: Path, kinds: tuple[str, ...], output: Path, key: KeyFrom | None, **how: Any) -> None:
    """Write keyed tokens with counts, for an operator or authority that has the same key to match.

    No value leaves: who lacks the key learns how many there are. With --reveal the evidence is read again, and names,
    numbers and addresses of its persons are sealed to one recipient. The audit trail notes both. See docs/security.md.
    """
    from triage.app.handover import handed_over  # noqa: PLC0415

    check_new(output)
    check_place(case, output, key)
    if how["is_in_clear"] or how["to"]:
        _reveal(case, output, key, how)
        return
    if not isinstance(key, Path):
        message = "tokens are handed over by a key that the recipient has too: name its file with --key"
        raise UsageError(message)
    lines = handed_over(case, key, kinds or FIELDS)
    first = next(lines)
    _write(output, lambda file: file.writelines(line.encode("ascii") for line in (first, *lines)))
    click.echo(f"Written: {output}")


def _reveal(case: Path, output: Path, key: KeyFrom | None, how: dict[str, Any]) -> None:
    from triage.app.notification import Recipient, notify  # noqa: PLC0415
    from triage.app.verification.reread import passwords_of  # noqa: PLC0415
    from triage.core import sealed_box  # noqa: PLC0415

    if not (how["is_in_clear"] and how["to"]):
        message = "persons in clear leave only sealed, and only if asked for: --reveal and --to RECIPIENT_KEY"
        raise UsageError(message)
    public = sealed_box.key_in(_text(how["to"]), sealed_box.PUBLIC, str(how["to"]))
    recipient = Recipient(public, tuple(passwords_of(how["password_file"])))
    written = _write(output, lambda file: notify(case, file, recipient, key))
    click.echo(f"Written: {output}, {written:,} persons, sealed to {public.hex()}")


@command.command("keys")
@click.option("-o", "--output", type=_NEW, required=True, help="A new file for the secret key; beside it FILE.public.")
def make_keys(output: Path) -> None:
    """Make the two keys of a recipient: the public one is given to who hands over, the secret one to nobody."""
    from triage.core import sealed_box  # noqa: PLC0415

    public = output.with_name(f"{output.name}.public")
    for each in (output, public):
        check_new(each)
    told, secret = sealed_box.new_recipient()
    for place, text in ((output, secret), (public, told)):
        _write(place, lambda file, text=text: file.write(text.encode("ascii")))  # type: ignore[misc]
    click.echo(f"Written: {output} (keep it to yourself) and {public} (give it to who hands over)")


@command.command("open")
@click.argument("sealed", type=_FILE)
@click.option("--key", "secret", type=_FILE, required=True, help="Your secret key.")
@click.option("-o", "--output", type=_NEW, required=True, help="A new file (CSV), in clear.")
def open_sealed(sealed: Path, secret: Path, output: Path) -> None:
    """Open a list that was sealed to you. A list that was changed or cut off is refused."""
    from triage.core import sealed_box  # noqa: PLC0415

    check_new(output)
    own = sealed_box.key_in(_text(secret), sealed_box.SECRET, str(secret))
    with sealed.open("rb") as file:
        _write(output, lambda out: out.writelines(sealed_box.opened(file, own)))
    click.echo(f"Written: {output}")


def _text(file: Path) -> str:
    return file.read_bytes().decode("ascii", "replace")


def _write(output: Path, fill: Callable[[IO[bytes]], Any]) -> Any:
    """Fill a new file, for its owner alone, and return what `fill` did; what fails leaves no file."""
    try:
        made = os.open(output, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except OSError as error:
        message = f"{output} cannot be written: {error.strerror}"
        raise UsageError(message) from error
    try:
        with os.fdopen(made, "wb") as file:
            return fill(file)
    except BaseException:
        output.unlink(missing_ok=True)
        raise
