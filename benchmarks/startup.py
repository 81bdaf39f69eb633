"""How long a person waits before anything happens: ``gestae --help`` and ``gestae read`` of one document.

Every run is a new process. Times are wall clock; the ratios against a bare Python and against importing spaCy on the
same machine can be compared between machines, the seconds cannot.

    python benchmarks/startup.py [--runs 7] [--document FILE] [--json]
"""

import argparse
import json
import statistics
import subprocess
import sys
import time
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

REPOSITORY = Path(__file__).resolve().parent.parent
FOUNDING = REPOSITORY.parent / "shared" / "examples" / "set-death-subpoena.txt"


class Spread(NamedTuple):
    """Seconds of the quickest, the middle and the slowest run."""

    min: float
    median: float
    max: float


def main() -> int:
    options = _options()
    document = options.document or _document()
    python = sys.executable
    commands = {
        "python": [python, "-c", "pass"],
        "import spacy": [python, "-c", "import spacy"],
        "gestae --help": [python, "-m", "gestae", "--help"],
        f"gestae read {document.name}": [python, "-m", "gestae", "read", str(document)],
        f"gestae read {document.name} --format json": [python, "-m", "gestae", "read", str(document), "--format", "json"],
    }
    spreads = {name: measure(command, options.runs) for name, command in commands.items()}
    result = {
        "ratios": {
            name: {base: round(spread.median / spreads[base].median, 2) for base in ("python", "import spacy")}
            for name, spread in spreads.items()
        },
        "seconds": {name: {key: round(value, 3) for key, value in spread._asdict().items()} for name, spread in spreads.items()},
        "runs": options.runs,
        "python": sys.version.split()[0],
    }
    print(json.dumps(result, indent=2) if options.json else _table(spreads, options.runs))
    return 0


def measure(command: list[str], runs: int) -> Spread:
    """Wall clock of ``runs`` new processes, after one that is not counted (it writes Python's byte code)."""
    seconds = [_seconds(command) for _ in range(runs + 1)][1:]
    return Spread(min(seconds), statistics.median(seconds), max(seconds))


def _seconds(command: list[str]) -> float:
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, check=False)
    seconds = time.perf_counter() - start
    is_done = done.returncode in (0, 1) and (done.stdout or "-c" in command)
    if not is_done:
        raise SystemExit(f"{' '.join(command)} ended with {done.returncode}: {done.stderr.decode(errors='replace').strip()}")
    return seconds


def _table(spreads: dict[str, Spread], runs: int) -> str:
    width = max(map(len, spreads))
    rows = [f"{'':{width}}  x python   x spacy      min   median      max   ({runs} runs, seconds)"]
    for name, spread in spreads.items():
        ratios = [spread.median / spreads[base].median for base in ("python", "import spacy")]
        rows.append(
            f"{name:{width}}  {ratios[0]:8.1f}  {ratios[1]:8.2f}  {spread.min:7.3f}  {spread.median:7.3f}  {spread.max:7.3f}"
        )
    return "\n".join(rows)


def _document() -> Path:
    """The founding document where it lies beside the repository, else the first plain text of the sample case."""
    if FOUNDING.is_file():
        return FOUNDING
    texts = sorted(Path(str(files("gestae.sample"))).rglob("*.txt"))
    if not texts:
        raise SystemExit("There is no document to read. Name one with --document FILE.")
    return texts[0]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Times the start of gestae, run after run, each in a new process.")
    parser.add_argument("--runs", type=int, default=7, help="runs of each command (7)")
    parser.add_argument("--document", type=Path, help="the document that gestae read is given")
    parser.add_argument("--json", action="store_true", help="print JSON")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
