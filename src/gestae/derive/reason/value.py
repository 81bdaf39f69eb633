"""Value of testimony: how much an answer would tell about an open question. Each question is asked of the puzzle: what would every
answer, together with every answer to the open question, cost? What costs less is taken as likelier, on the scale of the weights;
the value is the mutual information, in bits. It says what is worth asking, not who did it."""

import math
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import TypeVar

from gestae.derive.reason.logic import Supposed
from gestae.derive.reason.puzzle import Event, Puzzle

RELIABILITY = 0.85
ADMISSION = 0.2
BYSTANDER = 0.5
HEARD = 0.5  # who was heard of the thing and did not say so may not know
_SCALE = 10
_UNLIKELY = 60
_MOST_VALUES = 5
_STATES = 5
_LEAST_BITS = 0.0005

Key = TypeVar("Key")
Cost = Callable[[str, list[Supposed]], int | None]
State = tuple[tuple[str, str], ...]
"""What is so of an event: ``("occurs", "no")``, or its roles with their values."""

Joint = dict[tuple[str, State], float]
_DID_NOT: State = (("occurs", "no"),)


@dataclass(frozen=True)
class Worth:
    """What one question to one witness is worth. ``event`` is what is asked about; ``sort`` is ``was_it_you``, ``plain`` (the open
    question itself), ``event`` (who was it, what did it show, did it happen) or ``inside`` (what was in the thing when it went from
    hand to hand)."""

    person: str
    sort: str
    event: str
    bits: float


@dataclass(frozen=True)
class Valued:
    """``open_now`` is the number of answers open in effect (two to the entropy); worths come highest first."""

    open_now: float
    worths: tuple[Worth, ...]

    @property
    def bits_open(self) -> float:
        return math.log2(self.open_now)

    def left_after(self, worth: Worth) -> float:
        return self.open_now / 2**worth.bits


@dataclass(frozen=True)
class Inquiry:
    """What is asked about one target: ``costs`` are those of the candidates of its actor, ``cost`` that of anything supposed;
    ``present`` says for events who may have seen them, ``answered`` who has spoken of which event, or of a whole sort of
    question, ``heard`` who has spoken of the thing at all."""

    puzzle: Puzzle
    target: Event
    costs: dict[str, int]
    cost: Cost
    present: dict[str, frozenset[str]]
    answered: frozenset[tuple[str, str]]
    heard: frozenset[str] = frozenset()

    def valued(self, events: Iterable[Event], insides: Iterable[tuple[Event, Event, str]]) -> Valued:
        """``insides`` are hand-overs, each with the look that may have been taken then and the claim that ties both."""
        least = min(self.costs.values())
        by_cost = sorted(self.costs.items(), key=lambda pair: pair[1])
        likely = {v: c for v, c in by_cost[:_MOST_VALUES] if c <= least + _UNLIKELY}
        prior = _shares(likely)
        people = [p.id for p in self.puzzle.persons if p.id in prior]
        asked = [p for p in people if (p, self.target.id) not in self.answered]
        found = [Worth(p, "was_it_you", self.target.id, _by_admission(prior, p, ADMISSION * self._share(p))) for p in asked]
        for event in events:
            joint = self._joint(likely, [(s, _supposed(event, s)) for s in _states(event)])
            found += self._worths(event, "event", joint)
        for transfer, look, tie in insides:
            states: list[State] = [(("obj", c),) for c in look.roles["obj"]]
            joint = self._joint(likely, [(s, [*_supposed(look, s), Supposed("acc", tie)]) for s in states])
            found += self._worths(transfer, "inside", joint)
        found.sort(key=lambda w: (-round(w.bits, 4), w.sort, w.event, w.person))
        return Valued(2 ** _entropy(prior.values()), tuple(w for w in found if w.bits >= _LEAST_BITS))

    def _joint(self, likely: dict[str, int], states: list[tuple[State, list[Supposed]]]) -> Joint:
        """Shares of each candidate with each state; empty where there is nothing to tell apart."""
        found = {}
        for value in likely if len(states) > 1 else ():
            for state, supposed in states:
                price = self.cost(value, supposed)
                if price is not None:
                    found[value, state] = price
        return _shares(found) if {v for v, _ in found} == likely.keys() else {}

    def _worths(self, event: Event, sort: str, joint: Joint) -> list[Worth]:
        found = []
        for person in self.puzzle.persons:
            if joint and not {(person.id, event.id), (person.id, sort)} & self.answered:
                knows = {s: self._share(person.id) * self._knows(person.id, event, sort, s) for _, s in joint}
                found.append(Worth(person.id, sort, event.id, _by_answer(joint, knows)))
        return found

    def _share(self, person: str) -> float:
        return HEARD if person in self.heard else 1.0

    def _knows(self, person: str, event: Event, sort: str, state: State) -> float:
        """Whoever took part knows; whoever was there may; of what did not happen, whoever alone could have done it knows. What
        was inside, whoever gave or took the thing may have seen."""
        alone = any(candidates == (person,) for role, candidates in event.roles.items() if role != "obj")
        if sort == "inside":
            return BYSTANDER if alone else 0.0
        if alone or person in [value for role, value in state if role != "obj"]:
            return 1.0
        return BYSTANDER if person in self.present.get(event.id, ()) else 0.0


def plainly_valued(
    event: str, costs: dict[str, int], parties: Iterable[str], told: Collection[str], heard: Collection[str]
) -> Valued | None:
    """The worth of asking an open question itself, of those who may be the answer, and of the parties, who know it; ``told`` are
    those who have answered. ``None`` where nothing is open."""
    if len(costs) < 2:
        return None
    prior = _shares(costs)
    share = {p: HEARD if p in heard else 1.0 for p in (*prior, *parties)}
    found = [Worth(p, "plain", event, _by_admission(prior, p, RELIABILITY * share[p])) for p in prior if p not in told]
    joint: Joint = {(value, ((event, value),)): s for value, s in prior.items()}
    knows = {p: dict.fromkeys((s for _, s in joint), share[p]) for p in sorted(set(parties) - set(told))}
    found += [Worth(p, "plain", event, _by_answer(joint, k)) for p, k in knows.items()]
    best: dict[str, Worth] = {}
    for worth in sorted(found, key=lambda w: (-round(w.bits, 4), w.person)):
        if worth.bits >= _LEAST_BITS:
            best.setdefault(worth.person, worth)
    return Valued(2 ** _entropy(prior.values()), tuple(best.values()))


def _states(event: Event) -> Iterable[State]:
    """Did not happen, and every way it may have; fewer roles are told apart where the ways are many."""
    if not event.certain:
        yield _DID_NOT
    ways: list[State] = [()]
    for role, candidates in event.roles.items():
        if len(ways) * len(candidates) <= _STATES:
            ways = [(*way, (role, value)) for way in ways for value in candidates]
    yield from ways


def _supposed(event: Event, state: State) -> list[Supposed]:
    if state == _DID_NOT:
        return [Supposed("occ", event.id, holds=False)]
    return [Supposed("occ", event.id), *(Supposed("role", event.id, role, value) for role, value in state)]


def _shares(costs: dict[Key, int]) -> dict[Key, float]:
    least = min(costs.values(), default=0)
    weights = {k: math.exp((least - c) / _SCALE) for k, c in costs.items()}
    total = sum(weights.values())
    return {k: w / total for k, w in weights.items()}


def _by_answer(joint: Joint, knows: dict[State, float]) -> float:
    """Bits that the answer tells of the target: the truth where he knows, with errors; "cannot say" where he does not."""
    states = list(dict.fromkeys(s for _, s in joint))
    answers: dict[tuple[str, State | None], float] = defaultdict(float)
    for (value, state), share in joint.items():
        known = knows[state]
        answers[value, None] += share * (1 - known)
        for other in states:
            right = RELIABILITY if other == state else (1 - RELIABILITY) / (len(states) - 1)
            answers[value, other] += share * known * right
    return _mutual(answers)


def _by_admission(prior: dict[str, float], person: str, admission: float) -> float:
    """Asked "was it you", whoever it was admits it now and then; anybody else denies."""
    answers: dict[tuple[str, bool], float] = defaultdict(float)
    for value, share in prior.items():
        admits = admission if value == person else 0.0
        answers[value, True] += share * admits
        answers[value, False] += share * (1 - admits)
    return _mutual(answers)


def _mutual(joint: dict[tuple[str, Key], float]) -> float:
    first: dict[str, float] = defaultdict(float)
    second: dict[Key, float] = defaultdict(float)
    for (value, answer), share in joint.items():
        first[value] += share
        second[answer] += share
    return max(0.0, _entropy(first.values()) + _entropy(second.values()) - _entropy(joint.values()))


def _entropy(shares: Iterable[float]) -> float:
    return -sum(s * math.log2(s) for s in shares if s > 0)
