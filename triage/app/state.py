"""Facts that a reader needs before the answers: the progress of an interrupted scan, and evidence that changed."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator
from typing import Any

from triage.app.shards import missing, parts
from triage.case import Case
from triage.core.address import parted
from triage.core.names import shown_file
from triage.core.summary import Coverage


def other_evidence(case: Case) -> Iterator[dict[str, Any]]:
    """Yield each file that has changed since it was first read, or is gone, with its digests."""
    for link in case.links("read_anew"):
        hashes = {"sha256_before": link.get("sha256_before") or None, "sha256": link.get("sha256") or None}
        yield {"file": shown_file(link["file"]), "state": "read_anew", **hashes}
    if lost := case.facts("missing"):
        kept = {str(each.path): each.sha256 for each in case.evidence() if not each.members}
        for file, state in lost.items():
            yield {"file": shown_file(file), "state": state, "sha256_before": kept.get(file) or None, "sha256": None}


def unfinished(case: Case, kept: dict[str, str]) -> dict[str, Any]:
    """Return the progress of an interrupted scan, and the command that continues it."""
    files = [each for each in case.evidence() if not each.members]
    sums = {dump: case.summary(dump) for dump in {each.dump for each in files}}
    books = [sums[each.dump].coverage.get(each.key, Coverage()) for each in files]
    paths = " ".join(shlex.quote(shown_file(str(each))) for each in parted(kept.get("paths", "")))
    own = "".join(f" --rules {shlex.quote(each)}" for each in kept.get("rules_folders", "").split(os.pathsep) if each)
    ner, home = kept.get("ner", "sample"), shlex.quote(str(case.folder))
    return {
        "files_found": int(kept.get("files_found", "0")),
        "bytes_found": int(kept.get("bytes_found", "0")),
        "files_listed": len(files),
        "files_read": sum(each.balances(file.size_bytes) for each, file in zip(books, files, strict=True)),
        "bytes_read": sum(each.bytes_read for each in books),
        "command": f"triage merge {home} OTHER_SHARDS --case NEW"
        if kept.get("shard")
        else f"triage scan {paths} --case {home}{own}" + ("" if ner == "sample" else f" --ner {ner}"),
        "shards": parts(kept)[1],
        "missing_shards": missing(kept),
    }
