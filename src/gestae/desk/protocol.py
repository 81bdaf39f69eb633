"""Rules read over a log: which rows break which rule, and the rows that decide it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gestae import rules
from gestae.derive.protocol.bulk import Judged, judged
from gestae.derive.protocol.loading import rule_set
from gestae.derive.protocol.rule import DAY_S, OUTCOMES, RuleSet
from gestae.derive.protocol.table import Column, Table, table
from gestae.derive.protocol.trying import broken_examples
from gestae.desk.logfile import LogFile, Wanted
from gestae.desk.logs import read_log
from gestae.model import Problem, Refusal

_SATISFIED, _VIOLATED, _PENDING, _NOT_EVALUABLE = range(len(OUTCOMES))
_ONE_PRODUCTION = "-"
_EXPLAINED = 1000  # violating rows of a rule for which the deciding rows are told, too
_TAKEN_INSTEAD = {"seq": "rows are numbered from 0", "prod": "it is taken as one production", "day": "days are those of UTC"}
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Checked:
    """``told`` is the object that the command prints; ``has_stop`` says whether a rule of severity stop is violated; ``is_sound``
    whether what was read is what was recorded."""

    told: dict[str, Any]
    problems: tuple[Problem, ...]
    has_stop: bool
    is_sound: bool = True


def rules_of(named: str) -> RuleSet:
    """The rule set of that name in the package, or in that file. A file with faults, or whose examples fail, is refused."""
    files = rules.protocol(named)
    path = Path(named)
    if not files and not path.is_file():
        raise Refusal(
            named, "there is no rule set of that name, and no such file.", "Nothing was checked.",
            f"Sets of the package: {', '.join(rules.protocol_names())}.",
        )  # fmt: skip
    found, problems = rule_set(named if files else path.stem, files or {path.name: path.read_bytes()}, rules.protocol)
    if found is not None and not files:
        problems = tuple(broken_examples(found, path.name))
    if problems or found is None:
        raise _refusal(problems)
    return found


def check_log(path: Path, named: str, columns: dict[str, str], zone: str | None, progress: Progress) -> Checked:
    """A log against a rule set. ``columns`` says under which name a column stands in the log."""
    found = rules_of(named)
    log = read_log(path, Wanted(found.names(), columns, zone), progress)
    events, late = _table(log, found)
    problems = [*log.problems, *_remarks(log, found, late, events.repeated)]
    by_rule: dict[str, dict[str, Any]] = {}
    for number, each in enumerate(judged(found, events)):
        progress("rules", number, len(found.rules))
        by_rule[each.rule.id] = _told(each, events)
    verdicts = {rule.id: by_rule[rule.id] for rule in found.rules}
    told = {
        "rules": found.name, "version": found.version, "digest": found.digest, "events": events.rows, "verdicts": verdicts,
    }  # fmt: skip
    return Checked(told, tuple(problems), has_stop(verdicts.values()))


def has_stop(verdicts: Iterable[dict[str, Any]]) -> bool:
    return any(v["severity"] == "stop" and v["violated"] for v in verdicts)


def _refusal(problems: tuple[Problem, ...]) -> Refusal:
    first, more = problems[0], len(problems) - 1
    also = f" And {more} more like it: {'; '.join(p.where for p in problems[1:6])}." if more else ""
    return Refusal(first.where, first.what, first.why, first.next + also)


def _table(log: LogFile, found: RuleSet) -> tuple[Table, int]:
    made = {name: Column.of_codes(codes, log.words[name]) for name, codes in log.codes.items()}
    if "prod" in found.columns and "prod" not in made:
        made["prod"] = Column.constant(_ONE_PRODUCTION, log.rows)
    if "day" in found.columns and "day" not in made:
        made["day"] = Column.of([str(t // DAY_S) for t in log.t])
    return table(log.seq, log.t, made)


def _remarks(log: LogFile, found: RuleSet, late: int, twice: int) -> list[Problem]:
    """What a reader should know of the log before he reads the verdicts."""
    remarks = []
    if late:
        remarks.append(_problem(log, "warning", f"{_rows(late)} later than events after them.", "Rules follow the order of times.",
                                "Verdicts look at events in the order of their times; look at the clocks."))  # fmt: skip
    if twice:
        remarks.append(_problem(log, "warning", f"{twice} numbers in 'seq' stand more than once.", "Verdicts name rows by them.",
                                "Number the rows, or leave out what was sent twice."))  # fmt: skip
    if not log.rows:
        remarks.append(_problem(log, "warning", "there is no event in it.", "No rule could be checked.", "Give a log with events."))
    for column, instead in _TAKEN_INSTEAD.items():
        if column in (*found.columns, "seq") and column not in log.header:
            remarks.append(_problem(log, "note", f"there is no column '{column}'.", f"So {instead}.", ""))
    remarks += _missing(log, found)
    strange = sorted(w for w in log.words.get("act", []) if w not in found.acts)
    if strange and log.rows:
        shown = ", ".join(f"'{w}'" for w in strange[:5]) + (", ..." if len(strange) > 5 else "")
        remarks.append(_problem(log, "note", f"the rules do not know the acts {shown}.", "No rule looks at these events.", ""))
    return remarks


def _missing(log: LogFile, found: RuleSet) -> list[Problem]:
    """Columns that rules look at and the log does not have."""
    problems = []
    wanted = [c for c in found.names() if c in found.columns and c not in log.codes and c not in ("prod", "day")]
    for column in wanted:
        asking = [r.id for r in found.rules if column in found.only(r).names()]
        problems.append(
            _problem(log, "warning", f"there is no column '{column}'.", f"What {', '.join(asking)} ask of it cannot be known.",
                     f"If it has another name, add --column {column}=NAME.")
        )  # fmt: skip
    return problems


def _problem(log: LogFile, severity: Any, what: str, why: str, next_: str) -> Problem:
    return Problem(severity=severity, where=log.name, what=what, why=why, next=next_)


def _rows(count: int) -> str:
    return "a row stands" if count == 1 else f"{count} rows stand"


def _told(each: Judged, events: Table) -> dict[str, Any]:
    rule, seq, rows = each.rule, events.seq, each.outcomes == _VIOLATED
    violating = seq[each.rows[rows]]
    order = violating.argsort(kind="stable")
    explained = order[:_EXPLAINED]
    pairs = zip(each.first[rows][explained].tolist(), each.second[rows][explained].tolist(), strict=True)
    return {
        "activations": len(each.rows),
        "satisfied": each.count(_SATISFIED),
        "violated": each.count(_VIOLATED),
        "pending": each.count(_PENDING),
        "contested": 0,
        "not_evaluable": each.count(_NOT_EVALUABLE),
        "violating": violating[order].tolist(),
        "because": [[int(seq[row]) for row in pair if row >= 0] for pair in pairs],
        "says": rule.says,
        "severity": rule.severity,
    }
