"""Rules and logs made at random, small and full of ties, gaps and shared keys; and rules written down as a person would."""

import json
from typing import Any

from hypothesis import strategies as st

from gestae.derive.protocol.rule import Compared, Condition, Effective, Pattern, Rule, RuleSet, Shape

ACTS = {"load": "load", "check": "check", "give": "hand-over", "fire": "discharge"}
COLUMNS = {c: c for c in ("prod", "day", "item", "item2", "actor", "to", "kind", "count", "scene", "until")}
WORDS = {
    "prod": ("", "P"), "day": ("0", "1"), "item": ("", "W1", "W2"), "item2": ("", "W1", "A1"), "actor": ("", "Ann", "Bob"),
    "to": ("", "Ann", "Bob", "Ann;Bob"), "kind": ("", "live", "dummy"), "count": ("", "1", "2", "some"), "scene": ("", "S1"),
    "until": ("", "100"),
}  # fmt: skip
KEYS = ("item", "item2", "actor", "prod", "day")
STEPS_S = (0, 0, 1, 59, 60, 3600, 86_400)


def _act(*acts: str) -> Pattern:
    return ((Condition("act", "one_of", acts),),)


_ITEM = {"item": "item"}
_SCENE = {"production": "prod", "scene": "scene", "person": "actor"}
_TAKEN = {"production": "prod", "handler": "actor", "item": "item"}
_LOT = {"lot": "item", "of_lot": "item2", "number": "until"}
_PAPER = {"agent": "actor", "person": "to", "sort": "kind", "until": "until"}
_ZONE = {"enters": _act("load"), "leaves": _act("give")}
_SHAPES = (
    Shape("positions(item)", {"registered": _act("check")}, _ITEM | {"number": "count"}, {}),
    Shape("state(item)", {"loaded": _act("load"), "emptied": _act("check")}, _ITEM | {"content": "kind"}, {"strongest": ("live",)}),
    Shape("out_now(handler)", {"taken": _act("give"), "put_back": _act("load")}, _TAKEN, {}),
    Shape("on_hand(lot)", {"added": _act("check"), "removed": _act("load", "fire")}, _LOT, {}),
    Shape("qualified(agent)", {"recorded": _act("check")}, _PAPER, {"needs": ("live", "dummy")}),
    Shape("exposed(scene)", _ZONE, _SCENE, {}),
    Shape("covers(briefed)", _ZONE | {"briefed": _act("check")}, _SCENE | {"day": "day", "people": "to"}, {}),
)
FACTS = {s.name: s for s in _SHAPES}
FACT_WORDS = {
    "state(item)": ("live", "dummy", "empty"), "qualified(agent)": ("yes", "no"), "covers(briefed)": ("yes", "no"),
}  # fmt: skip
NUMBERS = ("count", "positions(item)", "out_now(handler)", "on_hand(lot)", "exposed(scene)")

_words = st.sampled_from([(c, w) for c, ws in {**WORDS, **FACT_WORDS}.items() for w in ws if w])
_bounds = st.sampled_from(["at_least", "at_most"])
_conditions = st.one_of(
    st.builds(lambda p, sense: Condition(p[0], sense, (p[1],)), _words, st.sampled_from(["one_of", "none_of"])),
    st.builds(lambda c, v: Condition(c, "said", (v,)), st.sampled_from(list(COLUMNS)), st.sampled_from(["yes", "no"])),
    st.builds(lambda c, s, n: Condition(c, s, (str(n),)), st.sampled_from(NUMBERS), _bounds, st.integers(0, 2)),
    st.builds(lambda s, o: Condition("count", s, other=o), _bounds, st.sampled_from(NUMBERS[1:])),
    st.builds(lambda s: Condition("actor", s, other="to"), st.sampled_from(["is", "is_not"])),
)


@st.composite
def patterns(draw: st.DrawFn, *, with_act: bool = True) -> Pattern:
    alternatives = []
    for _ in range(draw(st.sampled_from([1, 1, 1, 2]))):
        found = {c.column: c for c in draw(st.lists(_conditions, min_size=0 if with_act else 1, max_size=2))}
        acts = tuple(draw(st.lists(st.sampled_from(list(ACTS)), min_size=1, max_size=2, unique=True)))
        alternatives.append(((Condition("act", "one_of", acts),) if with_act else ()) + tuple(found.values()))
    return tuple(alternatives)


_same = st.lists(
    st.one_of(st.sampled_from([(k, k) for k in KEYS]), st.just(("item2", "item"))), max_size=2, unique=True
).map(tuple)  # fmt: skip
_lengths = st.sampled_from([0, 59, 60, 3600, 90_000])


@st.composite
def made_rules(draw: st.DrawFn, id_: str = "R1") -> Rule:
    verb = draw(st.sampled_from(["only", "never", "seen", "seen", "unseen", "latest", "then", "then", "count"]))
    more: dict[str, Any] = {}
    if verb in ("seen", "unseen", "latest", "count"):
        more["since"] = draw(st.none() | patterns())
        more["within_s"] = draw(st.none() | _lengths)
    if verb == "then":
        more["within_s"] = draw(st.none() | _lengths)
        more["by_day_end"] = more["within_s"] is None
    if verb == "latest":
        its = st.sampled_from(["actor", "to", "kind"])
        compared = draw(
            st.one_of(
                st.builds(Compared, st.booleans(), values=st.just(("Ann", "live"))),
                st.builds(Compared, st.booleans(), event=st.sampled_from(["actor", "state(item)"])),
                st.builds(Compared, st.booleans(), latest=patterns(), its=its),
            )
        )
        missing = draw(st.sampled_from(["satisfied", "violated", "not_evaluable"]))
        more |= {"its": draw(its), "compared": compared, "missing": missing}
    if verb == "count":
        more |= draw(st.sampled_from([{"most": 0}, {"most": 1}, {"least": 1}, {"least": 2}, {"least": 1, "most": 2}]))
    effective = draw(st.sampled_from([Effective(), Effective(), Effective(since=0), Effective(until=86_400)]))
    return Rule(
        id=id_, says="something is so", severity=draw(st.sampled_from(["stop", "warn", "note"])), when=draw(patterns()), verb=verb,
        what=draw(patterns(with_act=verb not in ("only", "never"))), same=draw(_same), unless=draw(st.none() | patterns()),
        effective=effective, **more,
    )  # fmt: skip


@st.composite
def sets(draw: st.DrawFn) -> RuleSet:
    found = tuple(draw(made_rules(f"R{n}")) for n in range(draw(st.integers(1, 3))))
    return RuleSet("made", "Made", "1", "00", found, ACTS, COLUMNS, FACTS)


@st.composite
def logs(draw: st.DrawFn, most: int = 25) -> list[dict[str, str]]:
    t, events = draw(st.sampled_from([0, 82_000, 86_399])), []
    for n in range(draw(st.integers(0, most))):
        t += draw(st.sampled_from(STEPS_S))
        event = {"seq": str(n), "t": str(t), "act": draw(st.sampled_from(list(ACTS)))}
        events.append(event | {c: draw(st.sampled_from(ws)) for c, ws in WORDS.items()})
    return events


def written(rules: RuleSet) -> bytes:
    """The set as a file. JSON is YAML."""
    facts = {
        s.name: {n: [_cells(a) for a in p] for n, p in s.patterns.items()} | s.columns | {n: list(w) for n, w in s.words.items()}
        for s in rules.facts.values()
    }
    head = {"title": rules.title, "version": rules.version, "acts": rules.acts, "columns": rules.columns, "facts": facts}
    return json.dumps({"set": head, "rules": {r.id: _rule(r) for r in rules.rules}}).encode()


def _cells(alternative: tuple[Condition, ...]) -> dict[str, Any]:
    senses = {"none_of": "not"}
    found: dict[str, Any] = {}
    for c in alternative:
        value: Any = c.other or (list(c.values) if c.sense in ("one_of", "none_of") else c.values[0])
        found[c.column] = value if c.sense == "one_of" else {senses.get(c.sense, c.sense): value}
    return found


def _rule(rule: Rule) -> dict[str, Any]:
    def told(pattern: Pattern) -> list[dict[str, Any]]:
        return [_cells(a) for a in pattern]

    found: dict[str, Any] = {
        "says": rule.says, "severity": rule.severity, "when": told(rule.when), rule.verb: told(rule.what),
        "same": [{own: other} for own, other in rule.same],
    }  # fmt: skip
    if rule.since is not None:
        found["since"] = told(rule.since)
    if rule.unless is not None:
        found["unless"] = told(rule.unless)
    if rule.within_s is not None:
        found["within"] = f"{rule.within_s} s"
    if rule.by_day_end:
        found["by"] = "day_end"
    found |= {name: bound for name, bound in (("at_most", rule.most), ("at_least", rule.least)) if bound is not None}
    if rule.compared is not None:
        c = rule.compared
        against: Any = {"latest": told(c.latest), "its": c.its} if c.latest else {"event": c.event} if c.event else list(c.values)
        found |= {"its": rule.its, "differs" if c.differs else "is": against, "missing": rule.missing}
    days = {"from": rule.effective.since, "until": rule.effective.until}
    if any(d is not None for d in days.values()):
        found["effective"] = {n: "1970-01-01" if d == 0 else "1970-01-02" for n, d in days.items() if d is not None}
    return found
