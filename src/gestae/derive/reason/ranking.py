"""Ranking: whom to hear. For every open question, what an answer of each person would tell of it; a person is worth what his
answers to all of them are expected to settle. It says what is worth asking, not who did it."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from gestae.derive.making import Making
from gestae.derive.reason.compile import ANOTHER
from gestae.derive.reason.explain import item_noun, say
from gestae.derive.reason.patience import Purse
from gestae.derive.reason.posing import Posed
from gestae.derive.reason.testimony import heard_of, worth_of_answers
from gestae.derive.reason.value import Valued, Worth, plainly_valued
from gestae.derive.reason.weighing import Weight
from gestae.derive.wording import name, sentence
from gestae.model import Claim, Ranked

_CONFLICTS = 12_000
_NEAR = 0.5
_MOST_ASKS = 4
_MOST_OTHERS = 2
_MAIL_MARKS = re.compile(r"\s>+(?=\s)")


@dataclass
class _Heard:
    """What a person could say to one question."""

    posed: Posed
    found: Valued
    worths: list[Worth]

    @property
    def top(self) -> Worth:
        return self.worths[0]

    @property
    def bits(self) -> float:
        """Of all his answers together, as if none told what another tells; never more than is open."""
        return min(self.found.bits_open, sum(w.bits for w in self.worths))


@dataclass
class Hearing:
    """``add`` every question with its table, then ask for the ``ranking``."""

    making: Making
    _heard: dict[str, list[_Heard]] = field(default_factory=lambda: defaultdict(list))

    def add(self, posed: Posed, rows: dict[str, Weight], rejected: Iterable[str]) -> None:
        found = self._valued(posed, rows, tuple(rejected))
        if found is None:
            return
        by_person: dict[str, list[Worth]] = defaultdict(list)
        for worth in found.worths:
            if worth.person != ANOTHER and self.making.is_person(worth.person) and worth.person not in self._dead:
                by_person[worth.person].append(worth)
        for person, worths in by_person.items():
            self._heard[person].append(_Heard(posed, found, worths))

    def _valued(self, posed: Posed, rows: dict[str, Weight], rejected: tuple[str, ...]) -> Valued | None:
        puzzle = posed.made.puzzle
        if posed.is_loading:
            spoken = _spoke_of_inside(self.making, puzzle.event[posed.asked.event].item)
            return worth_of_answers(puzzle, posed.asked, rejected, Purse(_CONFLICTS), spoken)
        told = {c.source for c in puzzle.claims if c.event == posed.asked.event and c.role == posed.asked.role and c.source}
        costs = {v: w.cost for v, w in rows.items() if w.cost is not None}
        return plainly_valued(posed.asked.event, costs, posed.parties, told, heard_of(puzzle, _item(posed)))

    def ranking(self) -> list[Ranked]:
        """Those whose answers would tell something, most first."""
        found = [self._ranked(person, heard) for person, heard in self._heard.items()]
        return sorted(found, key=lambda r: (-r.score, r.agent))

    def _ranked(self, person: str, heard: list[_Heard]) -> Ranked:
        making = self.making
        heard.sort(key=lambda h: (not h.posed.is_loading, -h.bits))
        first = heard[0]
        worths = [w for h in heard for w in h.worths if w.bits >= _NEAR * h.top.bits]
        asks = [_ask(making, h.posed, w) for h in heard for w in h.worths if w in worths]
        if first.posed.is_loading and _has_no_giver(first.posed, person):
            asks.append(say("ask_before", item=item_noun(making, _item(first.posed))))
        because = tuple(dict.fromkeys(c.id for h in heard for c in self._telling(h.posed, person)))
        says = [self._worth(person, first, asks[0])]
        others = [h.posed.question.says for h in heard[1 : _MOST_OTHERS + 1]]
        if others:
            says.append(say("also", name=name(making, person), questions=" ".join(f"“{o}”" for o in others)))
        if because:
            says.append(say("knows", name=name(making, person), quotes="; ".join(_quote(making, c) for c in because[:3])))
        states = [p for p in making.proceedings if p.to == person and p.instrument == "interview"]
        says += [say("willing", name=name(making, person), state=p.state.replace("_", " ")) for p in states[:1]]
        return Ranked(
            agent=person,
            score=round(1000 * sum(h.bits for h in heard)),
            says=" ".join(says),
            questions=tuple(
                q.id for q in making.questions if person in q.settled_by or q.id in {h.posed.question.id for h in heard}
            ),
            because=because,
            asks=tuple(dict.fromkeys(asks))[:_MOST_ASKS],
        )

    def _worth(self, person: str, heard: _Heard, ask: str) -> str:
        """How many answers are open in effect, and how many his would leave, beside the best of anybody else."""
        question = heard.posed.question
        of_others = (h.top for p, hs in self._heard.items() if p != person for h in hs if h.posed.question.id == question.id)
        others = [f"{heard.found.left_after(w):.2f}" for w in of_others]
        slots = {"now": f"{heard.found.open_now:.1f}", "question": question.says, "name": name(self.making, person), "ask": ask}
        left = f"{heard.found.left_after(heard.top):.2f}"
        if others:
            return say("worth", left=left, other=min(others, key=float), **slots)
        return say("worth_alone", left=left, **slots)

    def _telling(self, posed: Posed, person: str) -> list[Claim]:
        """Claims that put the item into this person's hands, or name him beside what is asked."""
        item, making = _item(posed), self.making
        about = {c.id for c in posed.made.tokens[posed.asked.event].claims} if posed.asked.event in posed.made.tokens else set()
        found = [
            c
            for c in making.claims
            if c.polarity == "asserts"
            and c.modality == "asserted"
            and ((item is not None and c.filler("item") == item) or c.id in about)
            and any(f and f.id == person for r, f in c.roles.items() if r != "struck")
        ]
        return sorted(found, key=lambda c: making.rank[c.id])

    @cached_property
    def _dead(self) -> set[str | None]:
        claims = (c for c in self.making.claims if (c.kind, c.polarity, c.modality) == ("death", "asserts", "asserted"))
        return {c.filler("agent") for c in claims}


def _item(posed: Posed) -> str | None:
    return posed.made.puzzle.event[posed.asked.event].item


def _spoke_of_inside(making: Making, item: str | None) -> set[tuple[str, str]]:
    """Who has said what was in the item, or that he did not know."""
    inside = {c.id: c for c in making.claims if c.kind == "contents" and c.filler("item") == item}
    spoke = {c.by for c in inside.values()}
    spoke |= {c.by for c in making.claims if c.kind == "awareness" and c.filler("agent") == c.by and c.filler("of") in inside}
    return {(person, "inside") for person in spoke if person}


def _has_no_giver(posed: Posed, person: str) -> bool:
    """Whether he had the item and nobody says from whom."""
    item = _item(posed)
    transfers = [e for e in posed.made.puzzle.events if e.kind == "transfer" and e.item == item]
    gave = any(e.roles["giver"] == (person,) for e in transfers)
    return gave and not any(person in e.roles["receiver"] for e in transfers)


def _quote(making: Making, claim_id: str) -> str:
    claim = making.claim[claim_id]
    if claim.span is None:
        return sentence(making, claim)
    quote = " ".join(_MAIL_MARKS.sub(" ", claim.span.quote).split())
    return f"“{quote if len(quote) <= 160 else quote[:159] + '…'}”"


def _ask(making: Making, posed: Posed, worth: Worth) -> str:
    event = posed.made.puzzle.event[worth.event]
    item = item_noun(making, event.item)
    match worth.sort:
        case "plain":
            return posed.question.says
        case "was_it_you":
            return say("ask_was_it_you", item=item)
        case "inside":
            giver, receiver = (name(making, event.roles[r][0]) or "one" for r in ("giver", "receiver"))
            return say("ask_inside", item=item, giver=giver, receiver=receiver)
        case _:
            return say(f"ask_{event.kind}", item=item)
