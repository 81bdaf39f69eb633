"""Reasoning: what the claims that count cannot all be, what each answer to an open question would cost, and whose testimony would
settle most. Budgets are counted in solver runs and conflicts, never in seconds, so that a case always comes out the same."""

from dataclasses import replace

from gestae.derive.making import Making, Part
from gestae.model import Finding, Hypothesis, Ranked

_MOST_QUESTIONS = 4


def run(making: Making) -> Making:
    if not any(c.kind in _ABOUT_ITEMS for c in making.claims):
        return making
    from gestae.derive.reason.compile import compiled  # noqa: PLC0415 - the solvers are loaded where they are needed

    made = compiled(making)
    if made is None:
        return making
    from gestae.derive.reason.answers import conflicts_of, hypotheses_of, ranking_of  # noqa: PLC0415

    found: list[Finding] = conflicts_of(making, made)
    asked = made.puzzle.questions[:_MOST_QUESTIONS]
    rows: list[Hypothesis] = []
    ranked: dict[str, Ranked] = {}
    for question in asked:
        table, weight = hypotheses_of(making, made, question)
        rows += table
        if weight is not None:
            for each in ranking_of(making, made, question, weight):
                if each.agent not in ranked or each.score > ranked[each.agent].score:
                    ranked[each.agent] = each
    ranking = sorted(ranked.values(), key=lambda r: -r.score)
    return replace(making, findings=tuple(found), hypotheses=tuple(rows), ranking=tuple(ranking))


_ABOUT_ITEMS = frozenset(
    {
        "handover", "set_down", "pick_up", "storing", "taking_out", "loading", "unloading", "inspection", "showing_clear",
        "contents", "discharge", "holding",
    }
)  # fmt: skip

PART = Part(name="reasoning", needs=("questions", "proceedings"), run=run)
