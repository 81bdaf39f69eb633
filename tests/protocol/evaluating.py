"""Both evaluators over one log, told in the same words."""

from gestae.derive.protocol.bulk import judged
from gestae.derive.protocol.live import Monitor, Verdict
from gestae.derive.protocol.rule import OUTCOMES, RuleSet
from gestae.derive.protocol.table import Column, table

Log = list[dict[str, str]]


def live(rules: RuleSet, log: Log) -> list[Verdict]:
    monitor = Monitor(rules)
    settled = [v for event in log for v in monitor.step(event)]
    return sorted([*settled, *monitor.finish()])


def bulk(rules: RuleSet, log: Log) -> list[Verdict]:
    names = {c for e in log for c in e} - {"t", "seq"}
    columns = {c: Column.of([e.get(c, "") for e in log]) for c in names}
    events, _ = table([int(e["seq"]) for e in log], [int(e["t"]) for e in log], columns)
    return sorted(
        Verdict(j.rule.id, int(row), OUTCOMES[outcome], int(first), int(second), rules.digest)
        for j in judged(rules, events)
        for row, outcome, first, second in zip(j.rows, j.outcomes, j.first, j.second, strict=True)
    )
