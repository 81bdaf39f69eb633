"""How fast the whole reader is: ``python benchmarks/reading_speed.py FILE...``, or without files the texts of the sample case.

Processor time of one core after loading, from bytes to claims, and the most memory held. ``--times`` reads the times alone.
"""

import argparse
import gc
import os
import resource
import sys
import time
from functools import partial
from importlib.resources import files
from pathlib import Path

for library in ("OMP", "OPENBLAS"):
    os.environ.setdefault(f"{library}_NUM_THREADS", "1")

from gestae.desk.intake import Offer  # noqa: E402
from gestae.desk.reading import read  # noqa: E402
from gestae.extract.parse import pipeline  # noqa: E402
from gestae.extract.times import find  # noqa: E402


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="plain texts")
    parser.add_argument("--times", action="store_true", help="only the times")
    options = parser.parse_args()
    papers = options.files or sorted(Path(str(files("gestae.sample"))).rglob("*.txt"))
    began = time.process_time()
    gc.set_threshold(50_000, 20, 20)  # as the program has it
    pipeline()
    loading = time.process_time() - began
    _read({"first.txt": "On 3 May Ann Roe said that Bob Poe had handed her the key."})
    bodies = {p.name: p.read_text(encoding="utf-8") for p in papers}
    began = time.process_time()
    count = sum(len(find(body)) for body in bodies.values()) if options.times else _read(bodies)
    seconds = time.process_time() - began
    words = sum(len(body.split()) for body in bodies.values())
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << (20 if sys.platform == "darwin" else 10))
    print(f"loading {loading:.2f} s   {len(bodies)} texts   {words} words   {count} found   {seconds:.2f} s   ", end="")
    print(f"{words / max(seconds, 1e-9):,.0f} words/s   {most:.0f} MB")
    return 0


def _read(bodies: dict[str, str]) -> int:
    offers = [Offer(name, partial(bytes, body.encode())) for name, body in bodies.items()]
    return len(read(offers, clock=lambda: 0).case.claims)


if __name__ == "__main__":
    sys.exit(main())
