"""One question and its answers, with what a supposition changes."""

from gestae.model import Case, Hypothesis, Question
from gestae.present.clean import clean, one_line
from gestae.present.reasoned import COST_NOTE, extra_words
from gestae.present.wire import brief_json


def asked_text(question: Question, case: Case, before: Case | None) -> str:
    rows = _rows(question, case)
    was = {h.candidate: h for h in _rows(question, before)} if before else {}
    lines = [one_line(question.says), COST_NOTE, ""]
    lines += [f"  {extra_words(row):>12}{_was(row, was)}  {one_line(row.says)}" for row in rows]
    if not rows:
        lines.append("  With this supposed, there are no answers to set against each other.")
    if before is not None:
        lines += ["", *_changes(case, before)]
    heard = [r for r in case.ranking if question.id in r.questions]
    for each in heard[:1]:
        lines += ["", "Whom to hear first:", f"  {one_line(each.says)}", *(f"  Ask: {one_line(a)}" for a in each.asks)]
    return clean("\n".join(lines))


def asked_json(question: Question, case: Case, before: Case | None) -> dict[str, object]:
    """The question with its hypotheses and ranking, as in the brief; ``before`` where something was supposed."""
    told = _told(question, case)
    return told if before is None else {**told, "before": _told(question, before)}


def _told(question: Question, case: Case) -> dict[str, object]:
    whole = brief_json(case)
    hypotheses, findings, ranking = whole["hypotheses"], whole["findings"], whole["ranking"]
    assert isinstance(hypotheses, list)
    return {
        "question": {"id": question.id, "says": question.says},
        "hypotheses": [h for h in hypotheses if h["question"] == question.id],
        "findings": findings,
        "ranking": ranking,
    }


def _rows(question: Question, case: Case) -> list[Hypothesis]:
    return [h for h in case.hypotheses if h.question == question.id]


def _was(row: Hypothesis, was: dict[str | None, Hypothesis]) -> str:
    before = was.get(row.candidate)
    return f" (was {extra_words(before)})" if before and before.extra != row.extra else ""


def _changes(case: Case, before: Case) -> list[str]:
    """Contradictions that go and that come."""
    now, then = ({f.id: f.says for f in c.findings if f.topic == "conflict"} for c in (case, before))
    gone = [f"  No longer: {one_line(says)}" for id_, says in then.items() if id_ not in now]
    new = [f"  New: {one_line(says)}" for id_, says in now.items() if id_ not in then]
    return [*gone, *new] or ["No contradiction comes or goes."]
