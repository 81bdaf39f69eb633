"""How quickly rules are read over a log: in bulk from Parquet, and one event at a time; beside DuckDB and PM4Py in the same run.

python benchmarks/protocol.py                        a million events, 30 rules
python benchmarks/protocol.py --times 10             the log ten times over, with other names, one after the other
python benchmarks/protocol.py --peers OTHER/python   a Python that has duckdb and pm4py
python benchmarks/protocol.py --json                 the same as JSON

Needs ``../shared/benchmarks/protocol`` (the generator) and the extra ``bulk``. What is timed is ``gestae protocol check`` without
printing: from the file to the verdicts, in a process of its own, the best of three. Ratios are of processor time: ours is for
thirty rules and reading the file, theirs for twelve rules alone.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from gestae.derive.protocol.live import Monitor
from gestae.desk.logfile import Wanted
from gestae.desk.logs import read_log
from gestae.desk.protocol import check_log, rules_of

SHARED = Path(__file__).resolve().parents[2] / "shared" / "benchmarks" / "protocol"
RULES = Path(__file__).with_name("protocol_rules.yaml")
PEERS = Path(__file__).with_name("protocol_peers.py")
RUNS = 3
LIVE_EVENTS = 100_000
# The words of the benchmark's log, in those of the set on firearms.
ACTS = {
    "register_weapon": "registration", "register_ammo": "registration", "safety_meeting": "meeting", "inspect": "inspection",
    "load": "loading", "unload": "unloading", "show_clear": "showing_clear", "hand_over": "handover", "return": "handover",
    "secure": "storing", "report_missing": "missing",
}  # fmt: skip
ROLES = {"armourer": "armorer", "props_master": "property_master", "actor": "performer", "stunt": "stand_in"}


def generated(events: int, folder: Path) -> Path:
    """The published log of seed 1 in that length, as CSV."""
    path = folder / f"{events}.csv"
    command = [sys.executable, str(SHARED / "generate.py"), "--seed", "1", "--events", str(events), "--out", str(path)]
    subprocess.run(command, check=True, capture_output=True)
    return path


def parquet(log: Path, times: int) -> Path:
    """The log as Parquet; more than once over with other names, each time later than all before."""
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.compute as pc  # noqa: PLC0415
    import pyarrow.csv as pv  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    names = ("prod", "item", "item2", "actor", "to")
    words = {c: pa.string() for c in (*names, "act", "role", "kind", "result", "declared")}
    read = pv.read_csv(log, convert_options=pv.ConvertOptions(column_types=words, strings_can_be_null=False))
    span = pc.max(read["t"]).as_py() - pc.min(read["t"]).as_py() + 86_400
    span += -span % 86_400
    path = log.with_suffix(".parquet")
    with pq.ParquetWriter(path, read.schema) as writer:
        for n in range(times):
            copy = read
            for name in names if n else ():
                column = pc.if_else(pc.equal(read[name], ""), "", pc.binary_join_element_wise(str(n), read[name], ""))
                copy = copy.set_column(read.schema.get_field_index(name), name, column)
            copy = copy.set_column(0, "seq", pc.add(read["seq"], n * read.num_rows))
            writer.write_table(copy.set_column(3, "t", pc.add(read["t"], n * span)))
    return path


def once(path: Path) -> dict[str, Any]:
    """Seconds and memory of one check; the process is this one's own."""
    start = time.perf_counter()
    checked = check_log(path, str(RULES), {}, None, lambda *_: None)
    seconds, cpu = time.perf_counter() - start, time.process_time()
    verdicts = checked.told["verdicts"]
    return {
        "seconds": seconds,
        "processor_s": cpu,
        "memory_gb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6,
        "events": checked.told["events"],
        "violated": {rule: v["violated"] for rule, v in verdicts.items()},
    }


def in_bulk(path: Path) -> dict[str, Any]:
    runs = [
        json.loads(subprocess.run([sys.executable, __file__, "--once", str(path)], check=True, capture_output=True).stdout)
        for _ in range(RUNS)
    ]
    return min(runs, key=lambda run: float(run["processor_s"]))


def one_at_a_time(log: Path) -> dict[str, Any]:
    """Microseconds of processor time of one step through all clauses of the 42 rules on firearms."""
    found = rules_of("set-firearms")
    read = read_log(log, Wanted(("act", *found.columns), {}), lambda *_: None)
    columns = {name: [read.words[name][code] for code in codes] for name, codes in read.codes.items()}
    monitor, took, verdicts = Monitor(found), [], 0
    for n, t in enumerate(read.t):
        event = {name: texts[n] for name, texts in columns.items()}
        event |= {"t": str(t), "act": ACTS.get(event["act"], event["act"]), "role": ROLES.get(event["role"], event["role"])}
        event["to_role"] = "performer" if columns["act"][n] == "hand_over" else "armorer"
        start = time.thread_time_ns()  # not the clock: what else runs on the machine is not ours
        verdicts += len(monitor.step(event))
        took.append(time.thread_time_ns() - start)
    took.sort()
    return {
        "clauses": len(found.rules), "events": len(took), "verdicts": verdicts,
        "median_us": took[len(took) // 2] / 1000, "p99_us": took[len(took) * 99 // 100] / 1000,
    }  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description="How quickly rules are read over a log.")
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--peers", default=sys.executable, metavar="PYTHON")
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--once", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.once is not None:
        print(json.dumps(once(given.once)))
        return 0
    if not SHARED.is_dir():
        print("The generator beside the repository (../shared/benchmarks/protocol) is not there.", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        path = parquet(generated(given.events, Path(folder)), given.times)
        ours = in_bulk(path)
        command = [given.peers, str(PEERS), str(path)]
        peers = {} if given.no_peers else json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
        live = one_at_a_time(generated(LIVE_EVENTS, Path(folder)))
    told = told_of(ours, peers, live)
    if given.json:
        print(json.dumps(told))
    else:
        for name, value in told.items():
            print(f"{name:46} {value:.4g}" if isinstance(value, float) else f"{name:46} {value}")
    return 0


def told_of(ours: dict[str, Any], peers: dict[str, Any], live: dict[str, Any]) -> dict[str, Any]:
    """Ratios first; DuckDB's counts of the twelve rules must be ours."""
    told: dict[str, Any] = {}
    for name, peer in peers.items():
        if "skipped" in peer:
            told[f"x {name}"] = peer["skipped"]
        else:
            told[f"x {name}"] = ours["processor_s"] / peer["processor_s"]
            told[f"{name} processor_s"], told[f"{name} seconds"] = peer["processor_s"], peer["seconds"]
        if "violated" in peer:
            same = all(ours["violated"][rule] == count for rule, count in peer["violated"].items())
            told[f"{name} finds the same violations"] = "yes" if same else "no"
    bulk = {f"bulk {name}": value for name, value in ours.items() if name != "violated"}
    return told | bulk | {f"live {name}": value for name, value in live.items()}


if __name__ == "__main__":
    sys.exit(main())
