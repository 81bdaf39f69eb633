"""How quickly the reasoner solves a generated case, against the reference program on the same machine in the same run.

python benchmarks/reasoning.py                      2,000 claims, a case of 5,000 from the record, z3 on 44 and 200
python benchmarks/reasoning.py 20000 --no-peers     another size, without the others
python benchmarks/reasoning.py --json               the same as JSON

Times are those of the processor, so that others on the machine weigh little; ``wall_s`` is the whole by the clock. Needs
``../shared/benchmarks/reasoning`` (the generator, the cases and the reference program).
"""

import argparse
import importlib
import importlib.util
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
from reasoning_told import told

from gestae.derive.reason.conflicts import Search
from gestae.derive.reason.logic import Supposed
from gestae.derive.reason.patience import ENDLESS
from gestae.derive.reason.puzzle import Puzzle
from gestae.derive.reason.slices import slices
from gestae.derive.reason.times import bounds
from gestae.derive.reason.weighing import Weighing

REPOSITORY = Path(__file__).resolve().parents[1]
SHARED = REPOSITORY.parent / "shared" / "benchmarks" / "reasoning"
CHANGES, MOST_LISTED, RECORD, Z3_MOST_S = 40, 5_000, 5_000, 30


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds of the processor."""
    start = time.process_time()
    found = work()
    return time.process_time() - start, found


def ours(data: bytes, *, is_small: bool) -> dict[str, Any]:
    """Seconds of each step, from the bytes of the case on."""
    wall = time.perf_counter()
    puzzle = msgspec.json.decode(data, type=Puzzle)
    weighing = Weighing(puzzle)
    base_s, base = timed(weighing.least)
    bounds_s, _ = timed(lambda: bounds(puzzle, base.rejected))
    asked = puzzle.questions[0]
    candidates = puzzle.event[asked.event].roles[asked.role]
    so = Supposed("occ", asked.event)
    table_s, table = timed(lambda: {v: weighing.least([so, Supposed("role", asked.event, asked.role, v)]).cost for v in candidates})
    start = time.process_time()
    searches = [Search(puzzle.only(events)) for events in slices(puzzle)]
    first = {c.claims for search in searches for c in search.first(ENDLESS)}
    first_s = time.process_time() - start
    all_but_rest_wall = time.perf_counter() - wall
    chance = random.Random(1)
    supposed = [Supposed("acc", claim, holds=False) for claim in chance.sample(sorted(puzzle.claim), CHANGES)]
    supposed += [Supposed("acc", claim) for claim in chance.sample(base.rejected, min(CHANGES // 2, len(base.rejected)))]
    changes = sorted(timed(partial(weighing.least, [change]))[0] for change in supposed)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    rest_s, rest = timed(lambda: {c.claims for search in searches for c in search.rest(ENDLESS)}) if is_small else (None, set())
    return {
        "base_cost": base.cost, "proved": base.is_proved, "table": table, "contradictions": len(first | rest),
        "base_s": base_s, "bounds_s": bounds_s, "table_s": table_s, "one_contradiction_each_s": first_s, "the_rest_s": rest_s,
        "all_but_the_rest_s": base_s + bounds_s + table_s + first_s, "all_but_the_rest_wall_s": all_but_rest_wall,
        "what_if_median_ms": 1000 * changes[len(changes) // 2], "what_if_90_ms": 1000 * changes[len(changes) * 9 // 10],
        "what_if_most_ms": 1000 * changes[-1], "peak_mb": peak,
    }  # fmt: skip


def reference(case: dict[str, Any]) -> dict[str, Any]:
    solve = importlib.import_module("solve")
    rules = str(SHARED / "reference" / "rules.lp")
    seconds, found = timed(lambda: solve.ASP(case, rules).opt([], 600))
    return {"base_cost": found[0], "base_s": seconds}


def by_z3(path: Path | None, size: int) -> dict[str, Any]:
    """Both ask for a proof that a case costs no less than it does."""
    case = json.loads(path.read_bytes()) if path else importlib.import_module("generate").gen(size, 1)
    if importlib.util.find_spec("z3") is None:
        return {f"z3, {size} claims": "not measured: z3 is not installed"}
    puzzle = msgspec.json.decode(json.dumps(case).encode(), type=Puzzle)
    own_s, found = timed(lambda: Weighing(puzzle).least())
    sys.path.insert(0, str(REPOSITORY / "tests" / "reason"))
    another = importlib.import_module("test_another_solver").Another(puzzle)
    another.solver.set("timeout", Z3_MOST_S * 1000)
    z3_s, _ = timed(lambda: another.can_cost(found.cost - 1))
    return {f"x z3, {size} claims": own_s / z3_s, f"z3, {size} claims, s (at most {Z3_MOST_S})": z3_s}


def from_the_record(size: int) -> dict[str, Any]:
    """Seconds in which ``gestae brief`` shows a case told as claims, cold and again from its cache."""
    case = importlib.import_module("generate").gen(size, 1)
    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        (here / "claims.jsonl").write_text("\n".join(json.dumps(line) for line in told(case)), encoding="utf-8")
        environment = {**os.environ, "GESTAE_CONFIG_HOME": str(here / "config"), "GESTAE_NAME": "Robin Tallis"}
        for words in (["new", "case"], ["claims", "case", "--state", "claims.jsonl"], ["brief", "case"], ["brief", "case"]):
            before, wall = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
            command = [sys.executable, "-m", "gestae", *words]
            subprocess.run(command, cwd=here, env=environment, check=False, capture_output=True)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            if words[0] == "brief":
                name = f"record of {size} claims, {'cache' if found else 'cold'}"
                found[f"{name}, s"] = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
                found[f"{name}, wall s"] = time.perf_counter() - wall
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description="How quickly the reasoner solves a generated case.")
    parser.add_argument("claims", type=int, nargs="?", default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    if not SHARED.is_dir():
        print("The generator beside the repository (../shared/benchmarks/reasoning) is not there.", file=sys.stderr)
        return 2
    sys.path[:0] = [str(SHARED), str(SHARED / "reference")]
    case = importlib.import_module("generate").gen(given.claims, given.seed)
    found = ours(json.dumps(case).encode(), is_small=given.claims <= MOST_LISTED)
    lines: dict[str, Any] = {"claims": given.claims, "seed": given.seed}
    if not given.no_peers:
        other = reference(case)
        lines |= {
            "x reference, base": found["base_s"] / other["base_s"],
            "x reference, all but the rest": found["all_but_the_rest_s"] / other["base_s"],
            "reference base_s": other["base_s"],
            "reference base_cost": other["base_cost"],
        }
        lines |= by_z3(SHARED / "cases" / "film-set.json", 44) | by_z3(None, 200) | from_the_record(RECORD)
    lines |= found
    if given.json:
        print(json.dumps(lines))
    else:
        for name, value in lines.items():
            print(f"{name:40} {value:.3f}" if isinstance(value, float) else f"{name:40} {value}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
