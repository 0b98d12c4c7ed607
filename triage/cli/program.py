"""The program around the commands: whatever goes wrong is one line and an exit status.

Exit status: 0 all was read; 3 some evidence was not read or was rejected, or the scan was cut short, and the report
states why; 2 called wrongly; 1 failed; 130 stopped by the user. A bug ends with a traceback.
"""

from __future__ import annotations

import errno
import os
import pkgutil
import sys
from collections.abc import Callable
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from typing import Any, TextIO

import click

from triage.cli.stopping import STOPPED, Stopping
from triage.core.address import Address, place
from triage.core.errors import TriageError, UsageError
from triage.core.garbage import collect_seldom
from triage.core.keys import KeyFrom, Passphrase
from triage.core.safe import printable

FAILED = 1
CALLED_WRONGLY = 2
SOME_UNREAD = 3

_MACHINE = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO)
"""What is wrong with a disk and not with us: full, over quota, read-only, broken."""

FOLDER = click.Path(file_okay=False, path_type=Path)


class Place(click.Path):
    """A file or folder of this machine, or an address such as s3://BUCKET/FOLDER."""

    name = "path"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return a path, or an address for what is written as one."""
        if not os.fspath(value):
            self.fail("an empty name: is a variable of the shell not set?", param, ctx)
        told = place(value)
        return told if isinstance(told, Address) else super().convert(value, param, ctx)


PLACE = Place(path_type=Path)


class Program(click.Group):
    """The group of commands: each module of this folder with a `command`, imported when it is asked for.

    Whatever goes wrong in one is one line on standard error and an exit status.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, sorted."""
        return [name for name in _modules() if self.get_command(ctx, name)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of this name; null if there is none."""
        del ctx
        if cmd_name not in _modules():
            return None
        command: click.Command | None = getattr(import_module(f"{__package__}.{cmd_name}"), "command", None)
        return command

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run a command and end the process. To be told to end is to be stopped: what was done is kept."""
        collect_seldom()
        for stream in (sys.stdout, sys.stderr):
            _never_fail_to_print(stream)
        command = partial(super().main, *args, **{**kwargs, "standalone_mode": False})
        sys.exit(Stopping().status(lambda: _status(command)))


@cache
def _modules() -> tuple[str, ...]:
    return tuple(sorted(module.name for module in pkgutil.iter_modules([str(Path(__file__).parent)])))


def _status(command: Callable[[], Any]) -> int:
    try:
        result = command()
        sys.stdout.flush()
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        return 0
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except (click.ClickException, click.Abort, KeyboardInterrupt, TriageError, _rule_error()) as error:
        message, status = _told(error)
        click.echo(f"triage: {printable(_masked(' '.join(message.split())))}", err=True)
        return status
    except OSError as error:
        if error.errno not in _MACHINE:
            raise
        os.dup2(os.open(os.devnull, os.O_RDWR), sys.stdout.fileno())
        where = f"{os.fsdecode(error.filename)}: " if error.filename else ""
        click.echo(f"triage: {printable(where)}{error.strerror}", err=True)
        return FAILED
    return result if isinstance(result, int) else 0


def _told(error: BaseException) -> tuple[str, int]:
    """Return what went wrong, and the exit status for it."""
    if isinstance(error, click.UsageError) and error.ctx:
        return f"{error.format_message()} (see {error.ctx.command_path} --help)", error.exit_code
    if isinstance(error, click.ClickException):
        return error.format_message(), error.exit_code
    if isinstance(error, click.Abort | KeyboardInterrupt):
        return str(error) or "stopped", STOPPED
    return str(error), CALLED_WRONGLY if isinstance(error, (UsageError, _rule_error())) else FAILED


def _masked(message: str) -> str:
    """Return a message in which names of files show no person: what is on a terminal goes into logs."""
    from triage.core.names import shown_message  # noqa: PLC0415 - rules load a YAML parser

    return shown_message(message)


def _rule_error() -> type[Exception]:
    """`rules.RuleError`: loaded only when something has gone wrong, because `rules` loads a YAML parser."""
    from triage.rules.model import RuleError  # noqa: PLC0415

    return RuleError


def _never_fail_to_print(stream: TextIO) -> None:
    """Print a character that the terminal's encoding lacks as an escape."""
    if reconfigure := getattr(stream, "reconfigure", None):
        reconfigure(errors="backslashreplace")


rules_option = click.option(
    "--rules", "folders", multiple=True, type=FOLDER, help="A folder of your own rules, on top of ours."
)
"""The option by which every command takes a user's own rules."""

FAMILIES = ("strangers", "common", "adversarial")
"""The lists of fabricators: `triage.score.label.FAMILIES`, which takes long to load."""

families_option = click.option(
    "--families",
    type=click.Choice(FAMILIES),
    help="By which fabricators number B is told. common: those with tell-tales; adversarial: sellers who leave hardly "
    "a mark too; strangers: the estimate of common, in a range that takes in both.  "
    "[default: strangers; of a case, that of its scan]",
)
"""The option by which number B is chosen; null = not named."""

_GIVEN = "triage.given"
"""Under which a command keeps the passphrase that was typed."""


def _passphrase(context: click.Context, _: click.Parameter, is_wanted: bool) -> None:  # noqa: FBT001 - Click's form
    """Ask for a passphrase, or read the first line of standard input, and keep it for `--key`."""
    if not is_wanted or context.resilient_parsing:
        return
    if sys.stdin.isatty():
        is_new = context.info_name in ("scan", "merge")
        text = click.prompt("Passphrase of the case", hide_input=True, confirmation_prompt=is_new, err=True)
    else:
        text = sys.stdin.readline().rstrip("\r\n")
    if not text:
        message = "no passphrase was given: write it as the first line of standard input"
        raise UsageError(message)
    context.meta[_GIVEN] = Passphrase(text)


def _key(context: click.Context, _: click.Parameter, file: Path | None) -> KeyFrom | None:
    """Return where the key comes from: the passphrase, if one was given, else the file."""
    given: Passphrase | None = context.meta.get(_GIVEN)
    if given and file:
        message = "--key and --key-passphrase are two keys: give one of them"
        raise UsageError(message)
    return given or file


def _key_options(command: Callable[..., Any], said: str) -> Callable[..., Any]:
    command = click.option(
        "--key-passphrase",
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_passphrase,
        help="Make the key of a passphrase, which is asked for, or is the first line of standard input.",
    )(command)
    return click.option(
        "--key",
        type=click.Path(dir_okay=False, path_type=Path),
        callback=_key,
        help=said,
    )(command)


def key_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options by which a case is opened: a key that lies elsewhere or is shared, or a passphrase."""
    said = "The file of the case's key.  [default: where its scan put it or took it from]"
    return _key_options(command, said)


def new_key_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options by which a case is made: with a key of its own, one that it shares, or a passphrase."""
    said = "The file of the case's key, made if it is not there.  [default: a new one in ~/.local/state/leak-triage]"
    return _key_options(command, said)
