"""What the reasoner found, for people: the answers to each question by what they cost, and whom to hear. With every table stands
what its figures are not."""

from collections.abc import Iterator

from gestae.model import Case, Hypothesis, Question

COST_NOTE = (
    "What would have to be untrue, or have gone unreported, for each answer. The figures weigh claims; they are not probabilities "
    "of guilt, and change when somebody else speaks."
)
HEAR_NOTE = "How much an answer is expected to settle. Whether somebody is willing to speak stands beside it and is no part of it."


def tables(case: Case) -> Iterator[tuple[Question, list[Hypothesis]]]:
    """The questions with a table, in their order, and its rows, the least costly first."""
    rows: dict[str, list[Hypothesis]] = {}
    for row in case.hypotheses:
        rows.setdefault(row.question, []).append(row)
    for question in case.questions:
        if question.id in rows:
            yield question, rows[question.id]


def extra_words(row: Hypothesis) -> str:
    """``+8``, ``+0``; ``at most +40`` where that is not proved."""
    return f"+{row.extra}" if row.bound == "proved" else f"at most +{row.extra}"


def unreported_words(row: Hypothesis) -> str | None:
    return f"Unreported: {'; '.join(row.unreported)}." if row.unreported else None
