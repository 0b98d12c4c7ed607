"""The tokens of a case: files of sorted tokens for look-up, and encrypted files of records for counting persons.

  tokens/NUMBER.values    Arrow, sorted by token: token, kind, source, column, count    (0600)
  tokens/NUMBER.records   Arrow, encrypted with the key: a row per record               (0600)

A file is on disk before the transaction that names it: a file that the journal does not name was left by a killed scan
and is deleted. `source` is a number in the journal; if evidence has changed, its numbers are removed, and rows with
them are ignored.
"""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path

import numpy as np
import polars as pl

from triage.case.row_names import RowNames
from triage.case.token_file import TokenFile, halved
from triage.core.described import DESCRIBED
from triage.core.errors import CaseError
from triage.core.journal import Journal, seal
from triage.core.keys import Key
from triage.core.people import Identities

VALUES, RECORDS = "values", "records"
FOLDER = "tokens"
BY = ("token", "kind", "source", "column")

_DIGEST = 16
"""Bytes of the digest of a file."""

MANY = 8
"""Number of files of values from which on they are merged into one sorted series of files."""

LOOKED_THROUGH = 32 << 20
"""Bytes of a file of values up to which its digest is taken before a number is looked up in it: some 30 ms."""

PART_ROWS = 4_000_000
"""Rows per file after merging: the most that is held in memory at once."""


@dataclass(frozen=True, slots=True)
class Run:
    """A file of tokens: its number, its kind, its number of rows, and the digest of its bytes."""

    number: int
    kind: str
    rows: int
    digest: str

    @property
    def name(self) -> str:
        """Return the name of the file."""
        return f"{self.number:06}.{self.kind}"


class TokenStore:
    """The token files of an open case. Written files become valid when the journal's transaction ends."""

    def __init__(self, folder: Path, journal: Journal) -> None:
        self.folder, self._journal = folder / FOLDER, journal
        self.names = RowNames(None)
        known = {run.name for run in self.runs()}
        for file in self.folder.iterdir() if self.folder.is_dir() else ():
            if file.name not in known:
                file.unlink()

    def runs(self, kind: str = "") -> list[Run]:
        """Return the files of a kind ("" = all), in the order in which they were written."""
        rows = self._journal.sealed("select number, kind, rows, digest, seal from run order by number")
        return [Run(*row) for row in rows if kind in ("", row[1])]

    def add(self, people: Sequence[tuple[str, str, Identities]], key: Key) -> list[str]:
        """Write the people of some parts, each with its dump and its file on disk; return the digests of the new files.

        Call it inside the transaction of their sums.
        """
        if not people:
            return []
        numbers = self._numbers({(each.source, dump, owner) for dump, owner, each in people})
        values, records = (
            pl.concat(
                [
                    (each.values if kind == VALUES else each.records).with_columns(
                        source=pl.lit(numbers[each.source], pl.UInt32)
                    )
                    for *_, each in people
                ],
                how="diagonal",
            )
            for kind in (VALUES, RECORDS)
        )
        written = [self._write(VALUES, summed(values))] if values.height else []
        written += [self._write(RECORDS, records, key)] if records.height else []
        return [run.digest for run in written]

    def adopt(self, other: TokenStore, key: Key) -> list[str]:
        """Copy all tokens of another case with the same key, under new source numbers; return the files' digests.

        Call it inside a transaction.
        """
        rows = other.placed()
        own = self._numbers({(source, dump, owner) for _, source, dump, owner in rows})
        anew = pl.DataFrame(
            {"source": [row[0] for row in rows], "own": [own[row[1]] for row in rows]},
            {"source": pl.UInt32, "own": pl.UInt32},
        )
        written = []
        for kind in (VALUES, RECORDS):
            frames = (file.between(0, 2**128) for file in other.values()) if kind == VALUES else other.records(key)
            for frame in frames:
                taken = frame.join(anew, on="source").drop("source").rename({"own": "source"})
                if taken.height:
                    made = summed(taken) if kind == VALUES else taken
                    written.append(self._write(kind, made, key if kind == RECORDS else None).digest)
        return written

    def _numbers(self, sources: set[tuple[str, str, str]]) -> dict[str, int]:
        """Return the numbers of some sources; new sources get the next free numbers."""
        known = {source: number for number, source, *_ in self.placed()}
        highest = self._journal.rows("select max(number) from token_source")[0][0] or 0
        used = self._journal.rows("select coalesce(max(upto), 0) from run")[0][0]
        following = max(highest, used) + 1
        new = sorted(each for each in sources if each[0] not in known)
        rows = [(number, *each) for number, each in enumerate(new, following)]
        sealed = [(number, *map(self.names.sealed, names)) for number, *names in rows]
        self._journal.put("insert into token_source values (?, ?, ?, ?)", sealed)
        return known | {source: number for number, source, *_ in rows}

    def placed(self) -> list[tuple[int, str, str, str]]:
        """Return of each number its source, dump (a digest of its name) and file on disk, in order."""
        rows = self._journal.rows("select number, source, dump, owner from token_source order by number")
        opened = {name: self.names.opened(name) for _, *names in rows for name in names}
        return [(number, opened[source], opened[dump], opened[owner]) for number, source, dump, owner in rows]

    def sources(self) -> pl.DataFrame:
        """Return what the numbers mean: `source` (UInt32), `key` of the source, `dump` (a digest of its name)."""
        rows = [row[:3] for row in self.placed()]
        return pl.DataFrame(rows, {"source": pl.UInt32, "key": pl.String, "dump": pl.String}, orient="row")

    def _write(self, kind: str, frame: pl.DataFrame, key: Key | None = None) -> Run:
        """Write a file and its row of the journal; its number is never reused."""
        number = (self._journal.rows("select max(number) from run_number")[0][0] or 0) + 1
        self._journal.put("insert into run_number values (?)", [(number,)])
        file = io.BytesIO()
        (frame if key else halved(frame)).write_ipc(file, compression="lz4" if key else "uncompressed")
        data = file.getvalue()
        data = key.lock_bytes(data, f"{number:06}.{kind}") if key else data
        run = Run(number, kind, frame.height, hashlib.blake2b(data, digest_size=_DIGEST).hexdigest())
        try:
            self.folder.mkdir(mode=0o700, exist_ok=True)
            made = os.open(self.folder / run.name, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
            with os.fdopen(made, "wb") as out:
                out.write(data)
                out.flush()
                os.fsync(out.fileno())
        except OSError as error:
            message = f"{self.folder / run.name} cannot be written: {error.strerror}"
            raise CaseError(message) from error
        row = (run.number, run.kind, run.rows, run.digest)
        upto = int(frame["source"].max() or 0)  # type: ignore[arg-type]
        self._journal.put("insert into run values (?, ?, ?, ?, ?, ?)", [(*row, seal(*row), upto)])
        return run

    def values(self, most_checked: int | None = None) -> list[TokenFile]:
        """Return the files of values, each sorted by token and mapped into memory.

        Their digests are taken first; with `most_checked`, only those of files of at most so many bytes: a look-up in a
        large file reads a few pages of it, and `triage audit` reads all. Raises `CaseError` for a changed file.
        """
        return [self._opened(run, most_checked) for run in self.runs(VALUES)]

    def _opened(self, run: Run, most_checked: int | None = None) -> TokenFile:
        try:
            is_checked = most_checked is None or (self.folder / run.name).stat().st_size <= most_checked
            if is_checked and self._digest(run) != run.digest:
                raise self.damaged(run)
            return TokenFile(self.folder / run.name)
        except (OSError, ValueError, LookupError) as error:
            raise self.damaged(run) from error

    def fault(self) -> str:
        """Return a sentence on the first token file that differs from what was written.

        "" if none: every byte is read.
        """
        for run in self.runs():
            try:
                found = self._digest(run)
            except OSError:
                return f"{self.folder / run.name} is gone or cannot be read"
            if found != run.digest:
                return f"{self.folder / run.name} was changed: its digest is not the one that the audit chain covers"
        return ""

    def _digest(self, run: Run) -> str:
        with (self.folder / run.name).open("rb") as file:
            return hashlib.file_digest(file, partial(hashlib.blake2b, digest_size=_DIGEST)).hexdigest()

    def damaged(self, run: Run) -> CaseError:
        """Return the error for a damaged file."""
        return CaseError(f"{self.folder / run.name} is damaged or gone: restore it from a copy, or scan again")

    def records(self, key: Key, columns: Sequence[str] = (), after: int = 0) -> Iterator[pl.DataFrame]:
        """Yield the records, one file at a time, without those of evidence that has changed since.

        Only some `columns` of them and "source" if any are given; not those of the first `after` files.
        """
        alive = np.zeros(max([0, *(number for number, *_ in self.placed())]) + 2, np.bool_)
        alive[[number for number, *_ in self.placed()]] = True
        for run in self.runs(RECORDS)[max(after, 0) :]:
            rows = self._record_file(run, key, columns)
            # A number that no source has any more may be higher than all that one has.
            is_alive = alive[np.minimum(rows["source"].to_numpy(), len(alive) - 1)]
            yield rows if is_alive.all() else rows.filter(pl.Series(is_alive))

    def _record_file(self, run: Run, key: Key, columns: Sequence[str] = ()) -> pl.DataFrame:
        try:
            data = (self.folder / run.name).read_bytes()
        except OSError as error:
            raise self.damaged(run) from error
        rows = key.unlock_bytes(data, run.name)
        held = list(pl.read_ipc_schema(io.BytesIO(rows)))
        wanted = {*columns, "source"} if columns else {*held, *DESCRIBED}
        # Files of a case that an earlier version began lack what it did not keep.
        lacking = [pl.lit(None, DESCRIBED[name]).alias(name) for name in DESCRIBED if name in wanted.difference(held)]
        return pl.read_ipc(io.BytesIO(rows), columns=[name for name in held if name in wanted]).with_columns(lacking)

    def of_sources(self, wanted: Collection[str], key: Key) -> Iterator[tuple[str, str, pl.DataFrame]]:
        """Yield what each file holds of some sources: its digest, the source, and its rows as they were added.

        Rows of a file of values have tokens, rows of a file of records do not.
        """
        known = {number: source for number, source, *_ in self.placed()}
        numbers = [number for number, source in known.items() if source in wanted]
        for run in self.runs():
            frame = self._opened(run).between(0, 2**128) if run.kind == VALUES else self._record_file(run, key)
            for (number,), rows in frame.filter(pl.col("source").is_in(numbers)).group_by(
                "source", maintain_order=True
            ):
                yield run.digest, known[int(number)], rows.drop("source")

    def merge(self) -> None:
        """Merge many files into one sorted series, one range of tokens at a time: a look-up then opens one file."""
        runs = self.runs(VALUES)
        if len(runs) < MANY:
            return
        files = self.values()
        parts = -(-sum(run.rows for run in runs) // PART_ROWS)
        borders = [part * (2**128 // parts) for part in range(parts)] + [2**128]
        alive = self.sources()["source"].implode()
        with self._journal.transaction():
            for low, high in pairwise(borders):
                some = pl.concat([file.between(low, high) for file in files])
                if some.height:
                    self._write(VALUES, summed(some.filter(pl.col("source").is_in(alive))))
            self._journal.put("delete from run where number = ?", [(run.number,) for run in runs])
        del files
        for run in runs:
            (self.folder / run.name).unlink(missing_ok=True)


def summed(values: pl.DataFrame) -> pl.DataFrame:
    """Return the values with their counts added up, sorted by token: nearly all rows have different values.

    Rows are sorted by half of each token, in half the time; only those that share it are compared as a whole.
    """
    half = (pl.col("token") // pl.lit(2**64, pl.UInt128)).cast(pl.UInt64)
    ranked = values.select(half.alias("half"), row=pl.int_range(pl.len(), dtype=pl.UInt32)).sort("half")
    halves, order = ranked["half"].to_numpy(), ranked["row"].to_numpy()
    is_again = halves[1:] == halves[:-1]
    if not is_again.any():
        return values.select(pl.col(*BY, "count").gather(ranked["row"]))
    is_shared = np.append(is_again, False) | np.append(False, is_again)
    shared = values.select(pl.col(*BY).gather(order[is_shared])).with_row_index("row").sort(BY)
    is_first, own = np.ones(len(order), np.bool_), order.copy()
    own[is_shared] = order[is_shared][shared["row"].to_numpy()]
    differs = pl.any_horizontal(pl.col(each).ne_missing(pl.col(each).shift(1)) for each in BY)
    is_first[is_shared] = shared.select(differs).to_series().to_numpy()
    begins = np.flatnonzero(is_first)
    counts = np.add.reduceat(values["count"].to_numpy()[own], begins)
    return values.select(pl.col(*BY).gather(own[begins]), pl.Series("count", counts, values["count"].dtype))
