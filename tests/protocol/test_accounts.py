"""The same rules under each account of a case: which fail whoever is right, and which turn on whom one believes."""

import sys
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from making import FACTS, made_rules

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "derive"))

from folders import Folder
from oracle import outcomes

from gestae import rules
from gestae.derive.fold import made
from gestae.derive.protocol.accounts import Version, tallied, turning, versions
from gestae.derive.protocol.loading import rule_set
from gestae.derive.protocol.rule import Rule, RuleSet
from gestae.derive.protocol.told import Account, Told

IDA, OTTO, BEA = "Ida Fenn", "Otto Reyes", "Bea Lund"


def firearms() -> RuleSet:
    found, _ = rule_set("set-firearms", rules.protocol("set-firearms"), rules.protocol)
    assert found is not None
    return found


def a_handover(folder: Folder) -> None:
    """Nobody disputes who they are, and that Ida gave the colt to Bea at ten past one."""
    log = folder.document("log")
    for agent, title in ((IDA, "armorer"), (OTTO, "first assistant director"), (BEA, "lead actor")):
        folder.claim(log, "position", agent=agent, title=title)
    folder.claim(log, "handover", at="13:10", giver=IDA, item="colt W-03", receiver=BEA)


def shown(
    folder: Folder, document: str, by: str, *, denies: bool = False, extent: str = "six of six chambers", at: str = "13:05"
) -> None:
    polarity = "denies" if denies else "asserts"
    roles = {"agent": IDA, "item": "colt W-03", "to": OTTO, "extent": None if denies else extent}
    folder.claim(folder.document(document), "showing_clear", by=by, at=at, polarity=polarity, **roles)


def told(folder: Folder) -> tuple[Version, ...]:
    return versions(made(folder.dossier(), "a case"), firearms())


def test_whether_it_was_shown_clear_turns_on_whom_one_believes() -> None:
    folder = Folder()
    a_handover(folder)
    shown(folder, "hers", IDA)
    shown(folder, "his", OTTO, denies=True)
    found = told(folder)

    assert {v.label: v.whole("FS-24") for v in found} == {IDA: "satisfied", OTTO: "violated"}
    assert turning(found, "FS-24") == {"satisfied": [IDA], "violated": [OTTO]}
    assert tallied(found, firearms())["FS-24"].counts["contested"] == 1


def test_what_holds_in_every_account_is_not_contested() -> None:
    folder = Folder()
    a_handover(folder)
    shown(folder, "hers", IDA)
    shown(folder, "his", OTTO, denies=True)
    found = told(folder)

    assert [v.whole("FS-29") for v in found] == ["satisfied", "satisfied"]
    assert turning(found, "FS-29") is None


def test_a_view_of_three_chambers_fails_whoever_is_right() -> None:
    folder = Folder()
    a_handover(folder)
    shown(folder, "hers", IDA, extent="three of six chambers")
    found = told(folder)

    assert [(v.label, v.whole("FS-24")) for v in found] == [("everybody", "violated")]


def test_what_nobody_speaks_of_is_not_taken_as_not_done() -> None:
    folder = Folder()
    a_handover(folder)

    assert [v.whole("FS-24") for v in told(folder)] == ["not_evaluable"]


def test_loading_after_it_was_shown_makes_the_showing_void() -> None:
    folder = Folder()
    a_handover(folder)
    shown(folder, "hers", IDA)
    folder.claim(folder.document("log"), "loading", at="13:07", agent=IDA, item="colt W-03", content="a blank")

    assert [v.whole("FS-24") for v in told(folder)] == ["violated"]


def test_a_showing_to_somebody_else_says_nothing_of_the_performer() -> None:
    folder = Folder()
    a_handover(folder)
    shown(folder, "hers", IDA)

    assert [v.whole("FS-25") for v in told(folder)] == ["not_evaluable"]


def test_papers_that_nobody_speaks_of_are_not_missing_papers() -> None:
    folder = Folder()
    a_handover(folder)

    assert [v.whole("FS-09") for v in told(folder)] == ["not_evaluable"]


def test_a_loading_at_no_known_time_leaves_it_open() -> None:
    folder = Folder()
    a_handover(folder)
    shown(folder, "hers", IDA)
    folder.claim(folder.document("log"), "loading", agent=IDA, item="colt W-03", content="a blank")

    assert [v.whole("FS-24") for v in told(folder)] == ["not_evaluable"]


ACTS = ("load", "check", "give", "fire")
CELLS = {"item": ("", "W1", "W2"), "actor": ("", "Ann", "Bob"), "kind": ("", "live", "dummy"), "prod": ("P",)}


@st.composite
def courses(draw: st.DrawFn) -> tuple[tuple[Told, ...], list[dict[str, str]]]:
    """Events between bounds, and one course that they may have taken."""
    events, course = [], []
    for n in range(draw(st.integers(1, 7))):
        cells = {"act": draw(st.sampled_from(ACTS))} | {c: draw(st.sampled_from(ws)) for c, ws in CELLS.items()}
        t = draw(st.integers(0, 40)) * 1800
        first = draw(st.sampled_from([0, 0, 1800, 7200, None]))
        last = draw(st.sampled_from([0, 0, 1800, 7200, None]))
        events.append(Told(f"e{n}", cells, None if first is None else t - first, None if last is None else t + last, (f"c{n}",)))
        course.append((t, draw(st.integers(0, 9)), n, cells))
    ordered = sorted(course, key=lambda e: e[:3])
    return tuple(events), [{**cells, "t": str(t), "seq": str(n)} for t, _, n, cells in ordered]


@settings(max_examples=300, deadline=None)
@given(made_rules(), courses())
def test_a_verdict_under_an_account_holds_for_every_course_it_leaves_open(rule: Rule, told_so: tuple) -> None:  # type: ignore[type-arg]
    events, course = told_so
    found_set = RuleSet("made", "Made", "1", "00", (rule,), {}, {}, FACTS)
    happened = {int(course[row]["seq"]): outcome for _, row, outcome in outcomes(found_set, course)}
    for found in Account(found_set, events).judge(rule):
        number = int(found.event.id[1:])
        if found.outcome != "not_evaluable" and happened.get(number) not in (None, "pending"):
            assert happened[number] == found.outcome, found
