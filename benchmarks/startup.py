"""`triage --help`: processor seconds, and which heavy packages it imports, beside a bare `import click`.

python benchmarks/startup.py
"""

from __future__ import annotations

import subprocess
import sys

import measure

HELP = [sys.executable, "-m", "triage", "--help"]
HEAVY = ("spacy", "presidio_analyzer", "pandas", "polars", "numpy", "pyarrow", "lxml")
PROBE = """
import sys
try:
    from triage.cli import main
    main(["--help"])
except SystemExit:
    pass
sys.stderr.write(" ".join(name for name in %r if name in sys.modules))
"""


def main() -> None:
    ours, peer = measure.in_turn(HELP, [sys.executable, "-c", "import click"], runs=7)
    print(f"triage --help {measure.median(ours, 'cpu'):.3f} s processor time (target 0.3)")
    print(
        f"python -c 'import click' {measure.median(peer, 'cpu'):.3f} s | ratio {measure.ratio(ours, peer, 'cpu'):.2f}"
    )
    probe = subprocess.run([sys.executable, "-c", PROBE % (HEAVY,)], capture_output=True, text=True, check=True)
    print(f"heavy packages imported: {probe.stderr or 'none'}")


if __name__ == "__main__":
    main()
