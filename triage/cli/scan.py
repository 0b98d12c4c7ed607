"""`triage scan`: evidence into a case, and its answers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from triage.cli.output import Delivery, check_new, deliver, report_options
from triage.cli.program import FAMILIES, FOLDER, PLACE, SOME_UNREAD, families_option, new_key_option, rules_option
from triage.run.engines import NAMES

_COUNT = click.IntRange(min=1)


@click.command("scan")
@click.argument("paths", nargs=-1, required=True, type=PLACE)
@click.option(
    "--case", type=FOLDER, help="Where the case is kept; naming it again resumes.  [default: cases/NAME-TIME]"
)
@click.option("--jobs", type=click.IntRange(min=0), default=0, help="Readers at work; 0 = one per core.")
@report_options
@click.option(
    "--ner",
    type=click.Choice(["off", "sample", "all"]),
    default="sample",
    show_default=True,
    help="How much free text is read for names.",
)
@families_option
@click.option("--isolate", is_flag=True, help="Read in processes of their own: a crash costs a chunk, not the scan.")
@click.option(
    "--password-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Passwords to try on locked archives and documents, one a line.",
)
@click.option(
    "--hash", "hashes", multiple=True, type=click.Choice(["md5", "sha1"]), help="Older hashes of files, beside SHA-256."
)
@click.option("--max-depth", type=_COUNT, default=10, show_default=True, help="Containers inside containers.")
@click.option("--max-members", type=_COUNT, default=100_000, show_default=True, help="Members taken out of one file.")
@click.option("--max-unpacked", type=_COUNT, default=50, show_default=True, help="GiB taken out of one file.")
@click.option("--max-ratio", type=_COUNT, default=1_000, show_default=True, help="Unpacked to packed size of one file.")
@click.option(
    "--reader-memory", type=click.IntRange(min=128), default=768, show_default=True, help="MiB that a reader may hold."
)
@click.option(
    "--reader-seconds",
    type=click.IntRange(min=1),
    default=120,
    show_default=True,
    help="Processor seconds that a reader may use, and two more for each megabyte.",
)
@new_key_option
@click.option(
    "--quick", is_flag=True, help="Answer from a random sample of each large table; a scan without it completes."
)
@click.option(
    "--engine",
    type=click.Choice(NAMES),
    help="Read on a cluster (extra: dask); of this machine without --scheduler.",
)
@click.option("--scheduler", default="", help="Where the scheduler of the cluster is: tls://HOST:PORT.")
@click.option("--within", help="A quick look in so much time: 90s, 10m, 2h.")
@click.option("--shard", help="Read only this part of the evidence: 3/8, the third of eight.  [see: triage merge]")
@click.option(
    "--progress",
    type=click.Choice(["auto", "bar", "lines", "none"]),
    default="auto",
    show_default=True,
    help="On standard error: a bar (auto: on a terminal), or one line a minute, for logs.",
)
@rules_option
def command(paths: tuple[Path, ...], form: str, **options: Any) -> int:
    """Scan evidence and answer, one line per dump.

    Evidence is read and never changed. Each file is one dump; a folder is one only if its files belong together.
    """
    from triage.app import scan as pipeline  # noqa: PLC0415
    from triage.core import progress  # noqa: PLC0415
    from triage.find import Budget  # noqa: PLC0415
    from triage.run.children import Limits  # noqa: PLC0415

    check_new(options["output"], paths)
    watch = progress.for_stderr(options["progress"])
    try:
        chosen = pipeline.Options(
            case=options["case"],
            key=options["key"],
            jobs=options["jobs"],
            rules=options["folders"],
            ner=options["ner"],
            hashes=options["hashes"],
            isolate=options["isolate"],
            families=options["families"] or FAMILIES[0],
            passwords=_passwords(options["password_file"]),
            budget=Budget(
                depth=options["max_depth"],
                members=options["max_members"],
                total_bytes=options["max_unpacked"] * 1024**3,
                ratio=options["max_ratio"],
            ),
            engine=options["engine"] or "",
            scheduler=options["scheduler"],
            quick=pipeline.Quick.told(options["within"]) if options["quick"] or options["within"] is not None else None,
            shard=pipeline.Shard.told(options["shard"]) if options["shard"] else pipeline.WHOLE,
            limits=Limits(memory_bytes=options["reader_memory"] * 1024**2, seconds=float(options["reader_seconds"])),
        )
        result = pipeline.scan(paths, chosen, watch)
    except KeyboardInterrupt as stop:
        message = "stopped: what was read is kept, and the same command with --case CASE goes on"
        click.echo(err=True)
        raise click.Abort(message) from stop
    finally:
        watch.finish()
    deliver(result, Delivery(form, options["output"], options["is_brief"]), options["key"])
    if form == "json":
        for note in result.document["case"]["notes"]:
            click.echo(f"triage: {note}", err=True)
    return 0 if result.complete else SOME_UNREAD


def _passwords(file: Path | None) -> tuple[bytes, ...]:
    """Return the lines of a password file, as bytes."""
    return tuple(line for line in file.read_bytes().splitlines() if line) if file else ()
