"""Messages on a page of Telegram."""

from __future__ import annotations

from pathlib import Path

from tests.damage.marks import ROWS, Sample, in_order


def sample(folder: Path) -> Sample:
    """Return forty messages."""
    del folder
    blocks = (
        f'<div class="message default clearfix" id="message{i}"><div class="from_name">Bot</div>'
        f'<div class="text">{"<br>".join(row)}</div></div>\n'
        for i, row in enumerate(ROWS)
    )
    return in_order("messages.html", f"<!DOCTYPE html><html><body>{''.join(blocks)}</body></html>".encode())
