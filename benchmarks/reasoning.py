"""How quickly the reasoner solves a generated case, against the reference program on the same machine in the same run.

python benchmarks/reasoning.py                      2,000 claims
python benchmarks/reasoning.py 5000 --no-reference  another size, without the reference
python benchmarks/reasoning.py --json               the same as JSON

Needs ``../shared/benchmarks/reasoning`` (the generator and the reference program).
"""

import argparse
import importlib
import json
import random
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from gestae.derive.reason.conflicts import Search
from gestae.derive.reason.logic import Supposed
from gestae.derive.reason.patience import ENDLESS
from gestae.derive.reason.puzzle import Puzzle
from gestae.derive.reason.slices import slices
from gestae.derive.reason.times import bounds
from gestae.derive.reason.weighing import Weighing

SHARED = Path(__file__).resolve().parents[2] / "shared" / "benchmarks" / "reasoning"
CHANGES = 40


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    found = work()
    return time.perf_counter() - start, found


def ours(data: bytes) -> dict[str, Any]:
    """Seconds of each step, from the bytes of the case on."""
    puzzle = msgspec.json.decode(data, type=Puzzle)
    weighing = Weighing(puzzle)
    base_s, base = timed(weighing.least)
    bounds_s, _ = timed(lambda: bounds(puzzle, base.rejected))
    asked = puzzle.questions[0]
    candidates = puzzle.event[asked.event].roles[asked.role]
    so = Supposed("occ", asked.event)
    table_s, table = timed(lambda: {v: weighing.least([so, Supposed("role", asked.event, asked.role, v)]).cost for v in candidates})
    start = time.perf_counter()
    searches = [Search(puzzle.only(events)) for events in slices(puzzle)]
    first = {c.claims for search in searches for c in search.first(ENDLESS)}
    first_s = time.perf_counter() - start
    rest_s, rest = timed(lambda: {c.claims for search in searches for c in search.rest(ENDLESS)})
    chance = random.Random(1)
    changed = [Supposed("acc", claim, holds=False) for claim in chance.sample(sorted(puzzle.claim), CHANGES)]
    changes = sorted(timed(partial(weighing.least, [change]))[0] for change in changed)
    return {
        "base_cost": base.cost, "proved": base.is_proved, "table": table, "contradictions": len(first | rest),
        "base_s": base_s, "bounds_s": bounds_s, "table_s": table_s, "one_contradiction_each_s": first_s, "the_rest_s": rest_s,
        "all_but_the_rest_s": base_s + bounds_s + table_s + first_s,
        "what_if_median_ms": 1000 * changes[CHANGES // 2], "what_if_90_ms": 1000 * changes[CHANGES * 9 // 10],
        "what_if_most_ms": 1000 * changes[-1],
    }  # fmt: skip


def reference(case: dict[str, Any]) -> dict[str, Any]:
    solve = importlib.import_module("solve")
    rules = str(SHARED / "reference" / "rules.lp")
    seconds, found = timed(lambda: solve.ASP(case, rules).opt([], 600))
    return {"base_cost": found[0], "base_s": seconds}


def main() -> int:
    parser = argparse.ArgumentParser(description="How quickly the reasoner solves a generated case.")
    parser.add_argument("claims", type=int, nargs="?", default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-reference", action="store_true")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    if not SHARED.is_dir():
        print("The generator beside the repository (../shared/benchmarks/reasoning) is not there.", file=sys.stderr)
        return 2
    sys.path[:0] = [str(SHARED), str(SHARED / "reference")]
    case = importlib.import_module("generate").gen(given.claims, given.seed)
    found = ours(json.dumps(case).encode())
    lines: dict[str, Any] = {"claims": given.claims, "seed": given.seed}
    if not given.no_reference:
        other = reference(case)
        lines |= {
            "x reference, base": found["base_s"] / other["base_s"],
            "x reference, all but the rest": found["all_but_the_rest_s"] / other["base_s"],
            "reference base_s": other["base_s"],
            "reference base_cost": other["base_cost"],
        }
    lines |= found
    if given.json:
        print(json.dumps(lines))
    else:
        for name, value in lines.items():
            print(f"{name:32} {value:.3f}" if isinstance(value, float) else f"{name:32} {value}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
