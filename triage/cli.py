"""Command line: parses, calls, prints. What a command needs is imported inside it, so that help costs nothing.

Exit status: 0 all was read; 3 finished, and some evidence was not read or was rejected (the report says why);
2 called wrongly; 1 failed; 130 stopped by the user. A bug ends with a traceback.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TextIO

import click

from triage.errors import TriageError, UsageError
from triage.report import formats
from triage.safe import printable

FAILED = 1
CALLED_WRONGLY = 2
SOME_UNREAD = 3
STOPPED = 130

_FOLDER = click.Path(file_okay=False, path_type=Path)


class _Program(click.Group):
    """The group of commands; whatever goes wrong in one is one line on standard error and an exit status."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Runs a command and ends the process."""
        for stream in (sys.stdout, sys.stderr):
            _never_fail_to_print(stream)
        sys.exit(_status(lambda: super(_Program, self).main(*args, **{**kwargs, "standalone_mode": False})))


def _status(command: Callable[[], Any]) -> int:
    try:
        result = command()
        sys.stdout.flush()
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return error.exit_code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except (click.ClickException, click.Abort, KeyboardInterrupt, TriageError, _rule_error()) as error:
        message, status = _told(error)
        click.echo(f"triage: {printable(' '.join(message.split()))}", err=True)
        return status
    return result if isinstance(result, int) else 0


def _told(error: BaseException) -> tuple[str, int]:
    """What went wrong, and the exit status for it."""
    if isinstance(error, click.UsageError) and error.ctx:
        return f"{error.format_message()} (see {error.ctx.command_path} --help)", error.exit_code
    if isinstance(error, click.ClickException):
        return error.format_message(), error.exit_code
    if isinstance(error, click.Abort | KeyboardInterrupt):
        return "stopped", STOPPED
    return str(error), CALLED_WRONGLY if isinstance(error, UsageError) else FAILED


def _rule_error() -> type[Exception]:
    """`rules.RuleError`: loaded only when something has gone wrong, because `rules` loads a YAML parser."""
    from rules.model import RuleError  # noqa: PLC0415

    return RuleError


def _never_fail_to_print(stream: TextIO) -> None:
    """A character that the terminal's encoding lacks is printed as an escape."""
    if reconfigure := getattr(stream, "reconfigure", None):
        reconfigure(errors="backslashreplace")


@click.group(cls=_Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="leak-triage", prog_name="triage")
def main() -> None:
    """Offline triage of data dumps: what personal data, of how many people, how genuine, and why."""


rules_option = click.option(
    "--rules", "folders", multiple=True, type=_FOLDER, help="A folder of your own rules, on top of ours."
)


@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--case", type=_FOLDER, help="Where the case is kept; naming it again resumes.  [default: cases/NAME-TIME]"
)
@click.option("--jobs", type=click.IntRange(min=0), default=0, help="Readers at work; 0 = one per core.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.option(
    "--ner",
    type=click.Choice(["off", "sample", "all"]),
    default="sample",
    show_default=True,
    help="How much free text is read for names.",
)
@click.option("--isolate", is_flag=True, help="Read in processes of their own: a crash costs a chunk, not the scan.")
@rules_option
def scan(paths: tuple[Path, ...], form: str, **options: Any) -> int:
    """Scan evidence and answer, one line per dump.

    Evidence is read and never changed. A file, or each file and folder directly inside a folder given, is one dump.
    """
    from triage import pipeline, progress  # noqa: PLC0415

    watch = progress.for_stderr()
    try:
        chosen = pipeline.Options(
            case=options["case"],
            jobs=options["jobs"],
            rules=options["folders"],
            ner=options["ner"],
            isolate=options["isolate"],
        )
        result = pipeline.scan(paths, chosen, watch)
    finally:
        watch.finish()
    _print(result.document, form)
    return 0 if result.complete else SOME_UNREAD


@main.command()
@click.argument("case", type=_FOLDER)
@click.option("--format", "form", type=click.Choice(formats()), default="table", show_default=True)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="A new file to write.")
def report(case: Path, form: str, output: Path | None) -> None:
    """Tell the answers of a case again, in another format."""
    from triage import pipeline  # noqa: PLC0415
    from triage.report import render  # noqa: PLC0415

    document = pipeline.report(case).document
    if output is None:
        _print(document, form)
    else:
        _write_new(output, render(document, form))


@main.group()
def rules() -> None:
    """What the scan looks for, and the facts it knows."""


@rules.command("check")
@rules_option
def rules_check(folders: tuple[Path, ...]) -> int:
    """Compile every pattern in both engines and run every example through both doors."""
    from recognizers import check  # noqa: PLC0415

    problems = check.check(*folders)
    for problem in problems:
        click.echo(printable(str(problem)))
    click.echo(f"{len(problems)} wrong" if problems else "every rule holds")
    return FAILED if problems else 0


@rules.command("list")
@rules_option
def rules_list(folders: tuple[Path, ...]) -> None:
    """Name every rule and table."""
    from triage import inventory  # noqa: PLC0415

    _lines(inventory.rulebook(folders))


@rules.command("show")
@click.argument("name")
@rules_option
def rules_show(name: str, folders: tuple[Path, ...]) -> None:
    """Print one rule by its id, or one table by its name."""
    from triage import inventory  # noqa: PLC0415

    click.echo(inventory.rule(name, folders), nl=False)


@main.command()
@click.argument("out", type=_FOLDER)
@click.option(
    "--kind", default="telecom", show_default=True, help="The kind of dump; a wrong name lists the right ones."
)
@click.option("--rows", type=click.IntRange(min=1), default=1000, show_default=True)
@click.option(
    "--fabricator", default="", help="Who makes up rows; a wrong name lists the right ones.  [default: nobody]"
)
@click.option("--fraction", type=click.FloatRange(0, 1), help="Share of rows made up.  [default: 1 with a fabricator]")
@click.option("--layout", default="append", show_default=True, help="How made-up rows lie among the others.")
@click.option("--format", "form", default="csv", show_default=True)
@click.option("--seed", type=int, default=0, show_default=True, help="The same seed makes the same dump.")
@click.option("--year", type=click.IntRange(1990, 2100), default=2022, show_default=True, help="Year of the dump.")
@click.option("--district", "districts", multiple=True, help="Where its people live.  [default: drawn by the seed]")
def simulate(out: Path, form: str, **options: Any) -> None:
    """Write a synthetic dump with its labels into a new folder. Nobody in it is real."""
    from triage import simulate as maker  # noqa: PLC0415

    fabricator, fraction = options["fabricator"], options["fraction"]
    spec = maker.DumpSpec(
        kind=options["kind"],
        rows=options["rows"],
        fabricator=fabricator,
        fraction=float(bool(fabricator)) if fraction is None else fraction,
        layout=options["layout"],
        seed=options["seed"],
        people=maker.Population(options["year"], options["districts"]),
    )
    click.echo(printable(str(maker.simulate(spec, out, form))))


@main.command()
def doctor() -> None:
    """Say what this machine can read, find and write, and with which versions."""
    from triage import inventory  # noqa: PLC0415

    _lines(inventory.machine())


def _print(document: Mapping[str, Any], form: str) -> None:
    from triage import report as reports  # noqa: PLC0415

    if form == "table":
        from triage.report import table  # noqa: PLC0415

        text = table.render(document, _width(), color=_wants_color())
    else:
        text = reports.render(document, form)
    click.echo(text, nl=False, color=True)


def _lines(facts: Mapping[str, Mapping[str, str]]) -> None:
    """Facts by heading and name, in two columns."""
    for heading, rows in facts.items():
        click.echo(heading)
        wide = max(map(len, rows), default=0)
        for name, value in rows.items():
            click.echo(printable(f"  {name:{wide}}  {value}").rstrip())


def _write_new(path: Path, text: str) -> None:
    try:
        with path.open("x", encoding="utf-8", newline="") as file:
            file.write(text)
    except FileExistsError as error:
        message = f"{path} exists, and nothing is written over: name a new file with -o"
        raise UsageError(message) from error
    except OSError as error:
        message = f"{path} cannot be written: {error.strerror}"
        raise UsageError(message) from error


def _width() -> int:
    """Columns of the terminal; 120 where there is none."""
    from shutil import get_terminal_size  # noqa: PLC0415

    return get_terminal_size((120, 24)).columns


def _wants_color() -> bool:
    """See https://no-color.org: colour on a terminal only, and not where NO_COLOR is set."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
