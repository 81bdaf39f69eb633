"""Predictions of the reading room for the scorers: ``python benchmarks/reading.py times GOLD.jsonl OUT.jsonl``.

Each task is a module ``reading_<task>.py`` with ``predict(row) -> dict``; it calls what ``gestae read`` calls and has no
setting of its own. ``python benchmarks/reading.py table`` prints the figures of all tasks beside those of others.
"""

import argparse
import importlib
import json
import sys
import time
from pathlib import Path

TASKS = ("times", "quotes", "events", "entities")


def main(argv: list[str] | None = None) -> int:
    """Writes one prediction a gold row and prints the speed."""
    here = Path(__file__).parent
    sys.path.insert(0, str(here))
    tasks = [t for t in TASKS if (here / f"reading_{t}.py").exists()]
    if (argv or sys.argv[1:])[:1] == ["table"]:
        return _table((argv or sys.argv[1:])[1:])
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("task", choices=tasks, help="what is read; or: table")
    parser.add_argument("gold", type=Path, help="gold rows, one JSON object a line")
    parser.add_argument("out", type=Path, help="where the predictions go")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args(argv)
    predict = importlib.import_module(f"reading_{options.task}").predict
    rows = [json.loads(line) for line in options.gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    started = time.perf_counter()
    predictions = [predict(row) for row in rows]
    seconds = time.perf_counter() - started
    options.out.write_text("".join(json.dumps(p, ensure_ascii=False) + "\n" for p in predictions), encoding="utf-8")
    words = sum(len(row.get("text", "").split()) for row in rows)
    figures = {
        "documents": len(rows),
        "words": words,
        "seconds": round(seconds, 2),
        "words_per_second": round(words / max(seconds, 1e-9)),
    }
    print(json.dumps(figures) if options.json else "  ".join(f"{k} {v}" for k, v in figures.items()))
    return 0


def _table(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="reading.py table", description="All figures beside those of others.")
    parser.add_argument("--documents", type=int, help="only the first documents of each set, for a quick look")
    return int(importlib.import_module("reading_table").table(parser.parse_args(argv).documents))


if __name__ == "__main__":
    sys.exit(main())
