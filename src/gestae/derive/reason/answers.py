"""Answers: the reasoner asked of one case: its conflicts, the table of a question, whom to hear."""

import re
from collections.abc import Callable

from gestae.derive.making import Making
from gestae.derive.reason.compile import ANOTHER, Compiled
from gestae.derive.reason.conflicts import Conflict, Search
from gestae.derive.reason.essence import contestable, essence
from gestae.derive.reason.explain import findings, hypotheses, item_noun, say
from gestae.derive.reason.logic import Least, Logic, Supposed
from gestae.derive.reason.patience import Patience
from gestae.derive.reason.puzzle import Asked
from gestae.derive.reason.slices import slices
from gestae.derive.reason.testimony import worth_of_answers
from gestae.derive.reason.value import Worth
from gestae.derive.reason.weighing import Weight
from gestae.derive.wording import name, sentence
from gestae.model import Finding, Hypothesis, Question, Ranked

_RUNS = 200
_CONFLICTS = 20_000
_QUICK = 1_500
_NEAR = 0.5
_MOST_ASKS = 4
_MAIL_MARKS = re.compile(r"\s>+(?=\s)")
_FEWEST = 2  # a table of one name would point at him merely because nobody else is told of


def conflicts_of(making: Making, made: Compiled) -> list[Finding]:
    """The findings with all smallest sets of each slice, up to a number of runs. A clash of two claims about one event that was
    found before is left out where the two can be true together after all."""
    found: list[Conflict] = []
    clashing = [f for f in making.findings if f.topic == "conflict"]
    can_be: set[str] = set()
    puzzle = contestable(made.puzzle)
    for events in slices(puzzle):
        patience = Patience(is_spent=_after(_RUNS))
        search = Search(puzzle.only(events))
        found += [*search.first(patience), *search.rest(patience)]
        can_be |= {f.id for f in clashing if _is_about_one(made, f, events) and search.can_be(_atoms(made, f))}
    kept = tuple(f for f in making.findings if f.id not in can_be)
    return [*kept, *findings(making, made, found, (f.because for f in clashing))]


def _is_about_one(made: Compiled, finding: Finding, events: frozenset[str]) -> bool:
    """Whether both claims report the same event of the reasoner."""
    about = {made.token_of.get(c) for c in finding.because}
    return finding.rule in ("denied", "told-otherwise") and len(about) == 1 and None not in about and about <= events


def _atoms(made: Compiled, finding: Finding) -> list[str]:
    return [atom for atom, claims in made.claims_of.items() if set(claims) & set(finding.because)]


def hypotheses_of(making: Making, made: Compiled, asked: Asked) -> tuple[list[Hypothesis], Weight | None]:
    """A row for each candidate, the least costly first; and the least costly account of all."""
    question = _question(making, made, asked)
    logic = Logic(essence(made.puzzle, asked))
    patience = Patience(conflicts=_CONFLICTS)
    happened = [Supposed("occ", asked.event)]
    rows = {
        value: _weight(logic.least([*happened, Supposed("role", asked.event, asked.role, value)], patience))
        for value in made.puzzle.event[asked.event].roles[asked.role]
    }
    possible = {v: w for v, w in rows.items() if w.cost is not None}
    if question is None or sum(v != ANOTHER for v in possible) < _FEWEST:
        return [], None
    best = min(possible.values(), key=lambda w: w.cost or 0)
    return hypotheses(making, made, question.id, possible, proved=best.is_proved), best


def _weight(least: Least) -> Weight:
    if least.world is None:
        return Weight(None, least.lower)
    return Weight(least.cost, least.lower, least.world.rejected, least.world.gaps)


def ranking_of(making: Making, made: Compiled, asked: Asked, best: Weight) -> list[Ranked]:
    """Those whose answers would tell something about this question, most first."""
    item = made.puzzle.event[asked.event].item
    found = worth_of_answers(made.puzzle, asked, best.rejected, Patience(conflicts=_QUICK), _spoke_of_inside(making, item))
    question = _question(making, made, asked)
    if found is None or question is None:
        return []
    by_person: dict[str, list[Worth]] = {}
    for worth in found.worths:
        if worth.person != ANOTHER and making.is_person(worth.person) and worth.person not in _dead(making):
            by_person.setdefault(worth.person, []).append(worth)
    ranked = []
    for person, worths in by_person.items():
        top = worths[0]
        others = [w[0] for p, w in by_person.items() if p != person]
        asks = [_ask(making, made, w) for w in worths if w.bits >= _NEAR * top.bits]
        if _has_no_giver(made, asked, person):
            asks.append(say("ask_before", item=item_noun(making, made.puzzle.event[asked.event].item)))
        slots = {"now": f"{found.open_now:.1f}", "question": question.says, "name": name(making, person), "ask": asks[0]}
        left = f"{found.left_after(top):.2f}"
        if others:
            other = f"{min(found.left_after(w) for w in others):.2f}"
            says = say("worth", left=left, other=other, **slots)
        else:
            says = say("worth_alone", left=left, **slots)
        because = _because(making, made, asked, person)
        if because:
            says += " " + say("knows", name=name(making, person), quotes="; ".join(_quote(making, c) for c in because[:3]))
        says += _willingness(making, person)
        ranked.append(
            Ranked(
                agent=person,
                score=round(1000 * top.bits),
                says=says,
                questions=tuple(q.id for q in making.questions if q.id == question.id or person in q.settled_by),
                because=because,
                asks=tuple(dict.fromkeys(asks))[:_MOST_ASKS],
            )
        )
    plan = {p: round(sum(w.bits for w in worths), 4) for p, worths in by_person.items()}
    return sorted(ranked, key=lambda r: (-r.score, -plan[r.agent], r.agent))


def _spoke_of_inside(making: Making, item: str | None) -> set[tuple[str, str]]:
    """Who has said what was in the item, or that he did not know."""
    inside = {c.id: c for c in making.claims if c.kind == "contents" and c.filler("item") == item}
    spoke = {c.by for c in inside.values()}
    spoke |= {c.by for c in making.claims if c.kind == "awareness" and c.filler("agent") == c.by and c.filler("of") in inside}
    return {(person, "inside") for person in spoke if person}


def _after(runs: int) -> Callable[[], bool]:
    """Spent after it was asked so many times."""
    left = iter(range(runs))
    return lambda: next(left, None) is None


def _question(making: Making, made: Compiled, asked: Asked) -> Question | None:
    """The open question that the asking claim raised."""
    claims = {c.id for c in made.tokens[asked.event].claims if c.modality == "asked"}
    return next((q for q in making.questions if claims & set(q.raised_by)), None)


def _dead(making: Making) -> set[str | None]:
    return {c.filler("agent") for c in making.claims if c.kind == "death" and c.polarity == "asserts" and c.modality == "asserted"}


def _because(making: Making, made: Compiled, asked: Asked, person: str) -> tuple[str, ...]:
    """Claims that put the item into this person's hands, or him beside it."""
    item = made.puzzle.event[asked.event].item
    found = [
        c
        for c in making.claims
        if c.polarity == "asserts"
        and c.modality == "asserted"
        and c.filler("item") == item
        and any(f and f.id == person for r, f in c.roles.items() if r != "struck")
    ]
    return tuple(c.id for c in sorted(found, key=lambda c: making.rank[c.id]))


def _has_no_giver(made: Compiled, asked: Asked, person: str) -> bool:
    """Whether he had the item and nobody says from whom."""
    item = made.puzzle.event[asked.event].item
    transfers = [e for e in made.puzzle.events if e.kind == "transfer" and e.item == item]
    gave = any(e.roles["giver"] == (person,) for e in transfers)
    return gave and not any(person in e.roles["receiver"] for e in transfers)


def _quote(making: Making, claim_id: str) -> str:
    claim = making.claim[claim_id]
    if claim.span is None:
        return sentence(making, claim)
    quote = " ".join(_MAIL_MARKS.sub(" ", claim.span.quote).split())
    return f"“{quote if len(quote) <= 160 else quote[:159] + '…'}”"


def _willingness(making: Making, person: str) -> str:
    """Where his interview stands: told beside the value, and no part of it."""
    states = [p for p in making.proceedings if p.to == person and p.instrument == "interview"]
    return "".join(" " + say("willing", name=name(making, person), state=p.state.replace("_", " ")) for p in states[:1])


def _ask(making: Making, made: Compiled, worth: Worth) -> str:
    event = made.puzzle.event[worth.event]
    item = item_noun(making, event.item)
    match worth.sort:
        case "was_it_you":
            return say("ask_was_it_you", item=item)
        case "inside":
            giver, receiver = (name(making, event.roles[r][0]) or "one" for r in ("giver", "receiver"))
            return say("ask_inside", item=item, giver=giver, receiver=receiver)
        case _:
            return say(f"ask_{event.kind}", item=item)
