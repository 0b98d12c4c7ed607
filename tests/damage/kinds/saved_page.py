"""A page that a browser saved whole."""

from __future__ import annotations

from pathlib import Path

from tests.damage.marks import ROWS, Sample, scattered

HEAD = (
    "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://list.example/a\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related; type="text/html"; boundary="----x"\r\n\r\n\r\n------x\r\n'
    "Content-Type: text/html\r\n"
    "Content-Transfer-Encoding: 8bit\r\nContent-Location: https://list.example/a\r\n\r\n"
)


def sample(folder: Path) -> Sample:
    """Return forty rows of a table; a page is taken apart as a whole."""
    del folder
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>\n" for row in ROWS)
    return scattered("a.mhtml", f"{HEAD}<html><body><table>{rows}</table></body></html>\r\n------x--\r\n".encode())
