"""Examples that stand with a rule: a few events in words, and what comes of the rule in them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gestae.derive.protocol.misrule import Misrule, meant, only_known
from gestae.derive.protocol.reading import Words
from gestae.derive.protocol.rule import DAY_S, OUTCOMES, Example, Outcome, Rule
from gestae.rules.marked import Marked

_SORTS: dict[str, Outcome] = {"pass": "satisfied", "fail": "violated", "not_evaluable": "not_evaluable"}
_AT = re.compile(r"(?:(\d{1,3})d)?(\d\d):(\d\d)(?::(\d\d))?\Z")
_LATER = re.compile(r"\+(\d{1,6})(s|min|h)\Z")
_UNITS = {"s": 1, "min": 60, "h": 3600}
_START = 20_514 * DAY_S  # 2 March 2026
_STEP_S, _MORNING_S = 60, 9 * 3600


def examples_of(rule: Rule, node: Marked, words: Words, defaults: Mapping[str, str]) -> Iterator[Example]:
    """``act ITEM column=value ...``, events apart by semicolons; each a minute after the last unless it begins with a time
    (``09:00``, ``1d09:00``, ``+15s``). A star marks the event that the rule requires."""
    given = node.mapping["given"].text or "" if "given" in node.mapping else ""
    if "examples" not in node.mapping:
        return
    only_known(node.mapping["examples"], "examples", (*_SORTS, "boundary", "pending"))
    for sort, told in node.mapping["examples"].mapping.items():
        if sort == "boundary":
            only_known(told, "boundary", OUTCOMES)
            for outcome in OUTCOMES:
                for each in told.mapping[outcome].items if outcome in told.mapping else ():
                    yield _Writing(rule, given, words, defaults).example(sort, outcome, each)
        else:
            for each in told.items:
                yield _Writing(rule, given, words, defaults).example(sort, _SORTS.get(sort, "pending"), each)


@dataclass(frozen=True)
class _Writing:
    rule: Rule
    given: str
    words: Words
    defaults: Mapping[str, str]

    def example(self, sort: str, outcome: Outcome, node: Marked) -> Example:
        if node.text is None:
            raise Misrule(
                node.line, f"the example '{sort}' is no line of words.", "It cannot be run.", "Write its events in one line."
            )
        start = self.rule.effective.since
        base = _START if start is None or self.rule.effective.holds(_START) else start
        t, day, required = base + _MORNING_S - _STEP_S, 0, None
        events: list[dict[str, str]] = []
        for line in filter(None, (part.strip() for part in f"{self.given};{node.text}".split(";"))):
            if line.startswith("*"):
                required, line = len(events), line[1:]
            t, day, parts = _timed(line.split(), t, day, base)
            event = {**self.defaults, "day": str(day), "t": str(t), "seq": str(len(events))}
            _fill(event, parts, node, self.words)
            events.append(event)
        return Example(self.rule.id, sort, outcome, tuple(events), required, node.line)


def _timed(parts: list[str], t: int, day: int, base: int) -> tuple[int, int, list[str]]:
    if parts and (at := _AT.match(parts[0])):
        day = int(at[1] or day)
        return base + day * DAY_S + int(at[2]) * 3600 + int(at[3]) * 60 + int(at[4] or 0), day, parts[1:]
    if parts and (later := _LATER.match(parts[0])):
        return t + int(later[1]) * _UNITS[later[2]], day, parts[1:]
    return t + _STEP_S, day, parts


def _fill(event: dict[str, str], parts: list[str], node: Marked, words: Words) -> None:
    act = parts[0] if parts else ""
    if act not in words.acts:
        raise Misrule(node.line, f"'{act}' is no act of this set.", "The example cannot be run.", meant(act, words.acts))
    event["act"] = act
    for part in parts[1:]:
        column, is_given, value = part.partition("=")
        column, value = (column, value.replace("_", " ") if column == "reason" else value) if is_given else ("item", part)
        if column not in words.columns:
            raise Misrule(node.line, f"there is no column '{column}'.", "The example cannot be run.", meant(column, words.columns))
        event[column] = value
