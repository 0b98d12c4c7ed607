"""Models of a forensic tool's report."""

from __future__ import annotations

from pathlib import Path

from tests.damage.marks import ROWS, Sample, in_order

HEAD = '<?xml version="1.0"?><project xmlns="http://pa.cellebrite.com/report/2.0"><decodedData><modelType type="SMS">'


def sample(folder: Path) -> Sample:
    """Return forty messages."""
    del folder
    models = (
        f'<model type="SMS" id="{i}"><field name="Body" type="String"><value>{" ".join(row)}</value></field></model>\n'
        for i, row in enumerate(ROWS)
    )
    return in_order("report.xml", f"{HEAD}{''.join(models)}</modelType></decodedData></project>".encode())
