"""Start: `triage --help` beside a bare `import click`, and a scan of 59 rows beside a bare `import polars`.

Processor seconds of whole processes in turn, and which heavy packages each imports.

python benchmarks/startup.py
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import measure

ROWS = 59
HELP = [sys.executable, "-m", "triage", "--help"]
HEAVY = ("spacy", "presidio_analyzer", "pandas", "polars", "numpy", "pyarrow", "lxml")
UNWANTED = ("scipy", "lightgbm", "sklearn", "spacy", "presidio_analyzer", "pandas", "pyarrow", "py7zr")
PROBE = """
import sys
out, sys.stdout = sys.stdout, open("/dev/null", "w")
try:
    from triage.cli import main
    main(%r)
except SystemExit:
    pass
sys.stderr.write(" ".join(name for name in %r if name in sys.modules))
"""


def table(file: Path) -> None:
    """Write some rows of invented people."""
    lines = [
        f"Sana Tariq,35202-{1234567 + 654321 * number % 8_000_000}-{number % 9 + 1},0300-{9_000_000 - 98_765 * number},"
        f'"House {number}, Street {number % 9}, Lahore"\n'
        for number in range(ROWS)
    ]
    file.write_text("name,cnic,mobile,address\n" + "".join(lines), encoding="utf-8")


def imported(arguments: list[str], names: tuple[str, ...]) -> str:
    """Return which of these packages a command imports."""
    probe = [sys.executable, "-c", PROBE % (arguments, names)]
    return subprocess.run(probe, capture_output=True, text=True, check=True).stderr or "none"


def main() -> None:
    ours, peer = measure.in_turn(HELP, [sys.executable, "-c", "import click"], runs=7)
    print(f"triage --help {measure.median(ours, 'cpu'):.3f} s processor time (target 0.3)")
    print(
        f"python -c 'import click' {measure.median(peer, 'cpu'):.3f} s | ratio {measure.ratio(ours, peer, 'cpu'):.2f}"
    )
    print(f"heavy packages imported: {imported(['--help'], HEAVY)}")
    with tempfile.TemporaryDirectory() as spare:
        evidence, case = Path(spare) / "people.csv", Path(spare) / "case"
        table(evidence)
        arguments = ["scan", str(evidence), "--case", str(case)]
        pairs = []
        for _ in range(8):
            shutil.rmtree(case, ignore_errors=True)
            scan = measure.once([sys.executable, "-m", "triage", *arguments])
            pairs.append((scan, measure.once([sys.executable, "-c", "import polars"])))
        ours, peer = [each for each, _ in pairs[1:]], [each for _, each in pairs[1:]]
        print(f"triage scan of {ROWS} rows {measure.median(ours, 'cpu'):.2f} s processor time (target 0.7)")
        print(
            f"python -c 'import polars' {measure.median(peer, 'cpu'):.2f} s"
            f" | ratio {measure.ratio(ours, peer, 'cpu'):.1f}"
        )
        shutil.rmtree(case)
        print(f"packages imported that it need not: {imported(arguments, UNWANTED)}")


if __name__ == "__main__":
    main()
