"""Skip what is between the statements of a dump: whitespace, comments, client commands without a semicolon.

Commands of Oracle's SQL*Plus, of `psql`, `mysql`, `sqlite3` and `sqlcmd`: they state how a dump is loaded, and hold no
rows (https://docs.oracle.com/en/database/oracle/oracle-database/23/sqpug/, chapter 13, read 2026-11-29).
"""

from __future__ import annotations

import re

_LINE = r"[^\n]*+(?:\n|\Z)"
_WORDS = (
    "ACC(?:EPT)?|ARCHIVE|BREAK|BRE|BTITLE|CLEAR|COL(?:UMN)?|COMPUTE|CONN(?:ECT)?|DEF(?:INE)?|DESC(?:RIBE)?|DISC(?:ONNECT)?"
    "|EXIT|HOST|LOAD(?!\\s+(?:DATA|XML))|PASSWORD|PAU(?:SE)?|PRO(?:MPT)?|QUIT|REM(?:ARK)?|REPF(?:OOTER)?|REPH(?:EADER)?|SHO(?:W)?|SOURCE|SPO(?:OL)?"
    "|STORE|TIMI(?:NG)?|TTITLE|UNDEF(?:INE)?|VAR(?:IABLE)?|WARNINGS|WHENEVER"
)
"""Commands that take one line, in full or abbreviated; a semicolon may end it."""

_BETWEEN = re.compile(
    rf"(?:\s++|\ufeff|\xef\xbb\xbf|--{_LINE}|\#{_LINE}|/\*M?!\d*+\s++(?=(?:INSERT|REPLACE)\b)|/\*.*?\*/;?|\*/;?|;"
    rf"|/(?=\s|\Z)|GO\b(?:[ \t]++\d++)?|(?:{_WORDS})(?![\w$]){_LINE}"
    rf"|SET[ \t]++[^\n;',=]*+(?:\n|\Z)|@@?(?=[\w./\\\"&]){_LINE}|\.[a-z]{{2}}\w*+{_LINE}"
    r"|SELECT\s+\S+\s+FROM\s+dual\b|ON\s+(?:CONFLICT|DUPLICATE)\b[^;]*+|RETURNING\b[^;]*+|AS\s+\w+\s+(?=ON\b)"
    r"|IF\s+NOT\s+EXISTS\s*(?=;|USING\b)|WITH\s+PRIMARY\s+KEY\b|USING\s+(?:TTL|TIMESTAMP)\b[^;]*+"
    rf"|\\(?!copy\b[^\n]*\bp?stdin)[a-z]\w*{_LINE}|DELIMITER\s+[^\n]*+\n(?:.*?\nDELIMITER\s*;{_LINE})?)*+",
    re.DOTALL | re.IGNORECASE,
)
"""Pattern of text without rows, including the bodies between `mysql`'s DELIMITER commands."""


def skip(text: str, at: int) -> int:
    """Return the offset after the whitespace, comments, commands and statement ends that are here."""
    between = _BETWEEN.match(text, at)
    return between.end() if between else at
