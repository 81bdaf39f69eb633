"""One question and its answers, with what a supposition changes."""

from collections.abc import Sequence

from gestae.model import Case, Hypothesis, Question, Ranked
from gestae.present.clean import clean, one_line
from gestae.present.reasoned import COST_NOTE, HEAR_NOTE, extra_words
from gestae.present.wire import brief_json


def asked_text(question: Question | None, case: Case, before: Case | None) -> str:
    """With no question: whom to hear."""
    changes = ["", *_changes(case, before)] if before is not None else []
    if question is None:
        return clean("\n".join([HEAR_NOTE, *_to_hear(case.ranking), *changes]))
    rows = _rows(question, case)
    was = {h.candidate: h for h in _rows(question, before)} if before else {}
    lines = [one_line(question.says), COST_NOTE, ""]
    lines += [f"  {extra_words(row):>12}{_was(row, was)}  {one_line(row.says)}" for row in rows]
    if not rows:
        lines.append("  With this supposed, there are no answers to set against each other.")
    lines += changes
    heard = [r for r in case.ranking if question.id in r.questions]
    if heard:
        lines += ["", "Whom to hear first:", *_to_hear(heard[:1])[1:]]
    return clean("\n".join(lines))


def _to_hear(ranking: Sequence[Ranked]) -> list[str]:
    if not ranking:
        return ["", "No open question that can be reckoned turns on an answer of anybody."]
    found = []
    for each in ranking:
        found += ["", f"  {one_line(each.says)}", *(f"  Ask: {one_line(a)}" for a in each.asks)]
    return found


def asked_json(question: Question | None, case: Case, before: Case | None) -> dict[str, object]:
    """The question with its hypotheses and ranking, as in the brief; ``before`` and what changed where something was supposed."""
    told = _told(question, case)
    return told if before is None else {**told, "before": _told(question, before), "changes": _changes(case, before)}


def _told(question: Question | None, case: Case) -> dict[str, object]:
    whole = brief_json(case)
    hypotheses, findings, ranking = whole["hypotheses"], whole["findings"], whole["ranking"]
    assert isinstance(hypotheses, list)
    return {
        "question": {"id": question.id, "says": question.says} if question else None,
        "hypotheses": [h for h in hypotheses if question is None or h["question"] == question.id],
        "findings": findings,
        "ranking": ranking,
    }


def _rows(question: Question, case: Case) -> list[Hypothesis]:
    return [h for h in case.hypotheses if h.question == question.id]


def _was(row: Hypothesis, was: dict[str | None, Hypothesis]) -> str:
    before = was.get(row.candidate)
    return f" (was {extra_words(before)})" if before and before.extra != row.extra else ""


def _changes(case: Case, before: Case) -> list[str]:
    """What goes and what comes: contradictions, open questions, what other answers cost, who is heard first."""
    now, then = ({f.id: f.says for f in c.findings} for c in (case, before))
    found = [f"No longer: {one_line(says)}" for id_, says in then.items() if id_ not in now]
    found += [f"New: {one_line(says)}" for id_, says in now.items() if id_ not in then]
    asked, was_asked = ({q.id: q.says for q in c.questions} for c in (case, before))
    found += [f"No longer open: {one_line(says)}" for id_, says in was_asked.items() if id_ not in asked]
    found += [f"Now open: {one_line(says)}" for id_, says in asked.items() if id_ not in was_asked]
    costs = {(h.question, h.candidate): h for h in before.hypotheses}
    for row in case.hypotheses:
        old = costs.get((row.question, row.candidate))
        if old is not None and old.extra != row.extra:
            found.append(f"{one_line(asked[row.question])} {extra_words(row)}, was {extra_words(old)}: {one_line(row.says)}")
    names: dict[str, str] = {a.id: one_line(a.label) for a in (*before.agents, *case.agents)}
    first, was_first = (c.ranking[0].agent if c.ranking else None for c in (case, before))
    if first != was_first:
        found.append(f"To hear first: {names.get(first or '', 'nobody')}; was {names.get(was_first or '', 'nobody')}.")
    return found or ["Nothing changes."]
