"""The same log through DuckDB (twelve rules by hand in SQL) and PM4Py (twelve DECLARE constraints that come near).

python benchmarks/protocol_peers.py LOG.parquet

Runs in whatever environment has them; prints seconds and violations as JSON. Reading the log is not counted.
"""

import importlib
import json
import sys
import time
from typing import Any

ROLES = "('armourer','props_master')"
LOADED = "act in ('load','hand_over','discharge')"
PASSED = "act='inspect' and result='pass'"
BEFORE = "rows between unbounded preceding and 1 preceding"
AFTER = "rows between 1 following and unbounded following"


def duckdb(path: str) -> dict[str, Any]:
    con = importlib.import_module("duckdb").connect()
    con.execute("set threads=2")
    con.execute(f"create table e as select * from read_parquet('{path}')")
    took, found = _timed(lambda: _sql(con))
    return {**took, "violated": {rule: len(rows) for rule, rows in found.items()}}


def _sql(con: Any) -> dict[str, list[int]]:
    now = con.execute("select max(t) from e").fetchone()[0]

    def last(condition: str, value: str = "seq") -> str:
        return f"max(case when {condition} then {value} end) over w"

    def actor(act: str) -> str:
        return f"arg_max(actor, case when act='{act}' then seq end) over w"

    con.execute(f"""create or replace temp table r as with x as (select *,
        {last("act='register_weapon'")} reg, {last("act='load'")} ld, {last(PASSED)} ip, {last(PASSED, "t")} ipt,
        {last("act='show_clear'")} sc, {last("(act='inspect' and result='fail') or act='report_missing'")} bad,
        {actor("inspect")} ia, {actor("load")} la, min(case when act='return' then t end) over f nr
        from e where item<>''
        window w as (partition by item order by seq {BEFORE}), f as (partition by item order by seq {AFTER}))
        select seq, {LOADED} and reg is null R01,
        act='discharge' and not (ip is not null and (ld is null or ip>ld)) R04,
        act='discharge' and not (ipt is not null and t-ipt<=14400) R05,
        act='hand_over' and declared='cold' and not (sc is not null and (ld is null or sc>ld)) R06,
        act='discharge' and ia is not null and la is not null and ia=la R09,
        act='hand_over' and (case when nr is null then t+3600<{now} else nr-t>3600 end) R10,
        {LOADED} and bad is not null and not (ip is not null and ip>bad) R11 from x where {LOADED}""")
    day = 'prod, "day" as d, min(seq) s'
    queries = {
        **{rule: f"select seq from r where {rule}" for rule in ("R01", "R04", "R05", "R06", "R09", "R10", "R11")},
        "R02": f"select seq from e where act='load' and role not in {ROLES}",
        "R03": "select seq from e where act in ('register_ammo','load','discharge') and kind='live'",
        "R07": f"""select seq from e l where act='load' and not exists(select 1 from
            (select item, {day} from e where {PASSED} group by item, prod, d) i
            where i.item=l.item2 and i.prod=l.prod and i.d=l."day" and i.s<l.seq)""",
        "R08": f"""select seq from e l where act in ('load','discharge') and not exists(select 1 from
            (select {day} from e where act='safety_meeting' group by prod, d) i
            where i.prod=l.prod and i.d=l."day" and i.s<l.seq)""",
        "R12": f"""select seq from e l where act='load' and l.t//86400<{now}//86400 and not exists(select 1 from
            (select item, t//86400 d, max(seq) s from e where act='secure' group by item, d) i
            where i.item=l.item and i.d=l.t//86400 and i.s>l.seq)""",
    }
    return {rule: [row for (row,) in con.execute(query).fetchall()] for rule, query in queries.items()}


def pm4py(path: str) -> dict[str, Any]:
    library = importlib.import_module("pm4py")
    frame = importlib.import_module("pandas").read_parquet(path)
    frame = frame[frame["item"] != ""]
    stamps = importlib.import_module("pandas").to_datetime(frame["t"], unit="s", utc=True)
    frame = frame.assign(**{"case:concept:name": frame["item"], "concept:name": frame["act"], "time:timestamp": stamps})
    used = ("load", "hand_over", "discharge")
    checked = (("inspect", "discharge"), ("load", "discharge"), ("show_clear", "hand_over"))
    pairs: dict[str, Any] = {
        "precedence": [*(("register_weapon", act) for act in used), *checked],
        "altprecedence": [("inspect", "discharge"), ("hand_over", "return")],
        "response": [("hand_over", "return"), ("load", "secure"), ("discharge", "inspect")],
        "absence": ["report_missing"],
    }
    model = {name: {c: {"support": 1.0, "confidence": 1.0} for c in constraints} for name, constraints in pairs.items()}
    took, _ = _timed(lambda: library.conformance_declare(frame, model))
    return {**took, "constraints": sum(len(c) for c in pairs.values())}


def _timed(work: Any) -> tuple[dict[str, float], Any]:
    start, cpu = time.perf_counter(), time.process_time()
    found = work()
    return {"seconds": time.perf_counter() - start, "processor_s": time.process_time() - cpu}, found


def main() -> int:
    told: dict[str, Any] = {}
    for name, run in (("duckdb", duckdb), ("pm4py", pm4py)):
        try:
            told[name] = run(sys.argv[1])
        except ImportError:
            told[name] = {"skipped": f"{name} is not installed"}
    print(json.dumps(told))
    return 0


if __name__ == "__main__":
    sys.exit(main())
