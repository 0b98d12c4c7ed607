"""Bring a case that an earlier version made to the present layout; needs its key.

To layout 6: names of rows are encrypted (`row_names.py`), as are digests of the listing of shards. What earlier layouts
stored in clear is overwritten in the file. To layout 7: its number alone; records stay as they were read.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable

from triage.case.row_names import RowNames
from triage.core.errors import CaseError
from triage.core.journal import LAYOUT, NAMES_SEALED, Journal, seal

NAMED = {
    "evidence": ("key", "owner"),
    "source": ("key", "owner"),
    "sum": ("dump", "object", "owner"),
    "done": ("chunk", "owner"),
    "token_source": ("source", "dump", "owner"),
}
"""Columns of tables of the journal that hold names of rows; the last is that of the file on disk."""


def renew(journal: Journal, names: RowNames, lock: Callable[[str, str], str]) -> None:
    """Move a journal of an earlier layout to the present one, whole or not at all.

    `lock` encrypts a value of "meta" by its name. A journal that was changed, or cannot be written, is left as it is.
    """
    if journal.layout >= LAYOUT or journal.fault():
        return
    with contextlib.suppress(CaseError), journal.moved_to(LAYOUT):
        if journal.layout >= NAMES_SEALED:
            return
        for table, columns in NAMED.items():
            _rename(journal, table, columns, names)
        for name, value in journal.sealed("select name, value, seal from meta where name = 'listing_sha256'"):
            row = (name, json.dumps(lock(name, json.loads(value))))
            journal.put("insert or replace into meta values (?, ?, ?)", [(*row, seal(*row))])


def _rename(journal: Journal, table: str, named: tuple[str, ...], names: RowNames) -> None:
    """Encrypt the names of all rows of a table, one row at a time."""
    columns = [name for _, name, *_ in journal.rows(f"pragma table_info({table})")]
    is_sealed = columns[-1] == "seal"
    keys = named[:-1]
    where, changed = (joint.join(f"{name} = ?" for name in some) for joint, some in ((" and ", keys), (", ", columns)))
    query = f"select * from {table} where {where}"  # noqa: S608 - our own names
    for key in journal.rows(f"select {', '.join(keys)} from {table}"):  # noqa: S608 - our own names
        ((*row,),) = journal.sealed(query, key) if is_sealed else journal.rows(query, key)
        told = [names.sealed(cell) if name in named else cell for name, cell in zip(columns, row, strict=False)]
        told += [seal(*told)] if is_sealed else []
        journal.put(f"update {table} set {changed} where {where}", [(*told, *key)])  # noqa: S608 - our own names
