"""Reasoning: what the claims that count cannot all be, what each answer to an open question would cost, and whose testimony would
settle most. Budgets are counted in solver runs and conflicts, never in seconds, so that a case always comes out the same."""

from dataclasses import replace
from itertools import islice

from gestae.derive.making import Making, Part
from gestae.model import Hypothesis, Problem, Question

_MOST_QUESTIONS = 12
_LOADING, _OTHER = 60_000, 8_000  # solver conflicts for the table of one question who loaded something, and of any other


def run(making: Making) -> Making:
    if not any(c.kind in _ABOUT_ITEMS for c in making.claims):
        return making
    from gestae.derive.reason.compile import Compiler  # noqa: PLC0415 - the solvers are loaded where they are needed

    compiler = Compiler(making)
    made = compiler.compiled()
    if made is None:
        return making
    from gestae.derive.reason.answers import conflicts_of, hypotheses_of  # noqa: PLC0415
    from gestae.derive.reason.patience import Purse  # noqa: PLC0415
    from gestae.derive.reason.posing import Posing  # noqa: PLC0415
    from gestae.derive.reason.ranking import Hearing  # noqa: PLC0415

    found, are_all = conflicts_of(making, made)
    posing = Posing(making, compiler, made)
    in_words: dict[str, Question] = {}  # one of those that ask the same in the same words
    for question in making.questions:
        in_words.setdefault(question.says, question)
    in_order = sorted(in_words.values(), key=lambda q: not posing.is_loading(q))
    posed = (p for q in in_order if (p := posing.posed(q)))
    hearing = Hearing(making)
    tables: list[Hypothesis] = []
    for each in islice(posed, _MOST_QUESTIONS):
        table, rows = hypotheses_of(making, each, Purse(_LOADING if each.is_loading else _OTHER))
        tables += table
        if rows:
            best = min(rows.values(), key=lambda w: w.cost or 0)
            hearing.add(each, rows, best.rejected)
    problems = making.problems if are_all else (*making.problems, _NOT_ALL)
    return replace(making, findings=tuple(found), hypotheses=tuple(tables), ranking=tuple(hearing.ranking()), problems=problems)


_NOT_ALL = Problem(
    severity="note",
    where="Contradictions",
    what="not every set of claims was looked at.",
    why="Those that are shown are contradictions all the same; there may be more.",
    next="Look at those that are shown first: deciding one often shows the next.",
)


_ABOUT_ITEMS = frozenset(
    {
        "handover", "set_down", "pick_up", "storing", "taking_out", "loading", "unloading", "inspection", "showing_clear",
        "contents", "discharge", "holding",
    }
)  # fmt: skip

PART = Part(name="reasoning", needs=("questions", "proceedings"), run=run)
