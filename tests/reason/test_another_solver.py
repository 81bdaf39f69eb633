"""An independent solver, told the rules in its own words, finds the same least cost."""

import importlib.util
import os
from itertools import combinations, pairwise
from pathlib import Path

import msgspec
import pytest
from puzzles import meeting, tiny

from gestae.derive.reason.puzzle import Atom, Event, Puzzle
from gestae.derive.reason.solving import solve

z3 = pytest.importorskip("z3", reason="z3-solver is not installed")

GENERATOR = Path(__file__).resolve().parents[3] / "shared" / "benchmarks" / "reasoning" / "generate.py"
SEEDS = range(30 if os.environ.get("GESTAE_FULL") else 8)


class Another:
    """The case as z3 sees it: whole-number times, a number for each role, a truth for each event."""

    def __init__(self, puzzle: Puzzle) -> None:
        self.puzzle = puzzle
        self.names = {p.id: n for n, p in enumerate(puzzle.persons)} | {c: 1000 + n for n, c in enumerate(puzzle.contents)}
        self.solver = z3.Solver()
        self.occurs = {e.id: z3.Bool(f"occurs {e.id}") for e in puzzle.events}
        self.times = {(e.id, p): z3.Int(f"time {e.id}.{p}") for e in puzzle.events for p in e.points}
        self.roles = {(e.id, r): z3.Int(f"role {e.id}.{r}") for e in puzzle.events for r in e.roles}
        for event in puzzle.events:
            self._event(event)
        costs = [z3.If(self._truth(c), 0, c.weight) for c in puzzle.claims if not c.hard]
        for item in puzzle.items:
            holder, content = z3.Int(f"holder {item.id}"), z3.Int(f"content {item.id}")
            self.solver.add(z3.Or([holder == self.names[h] for h in item.init_holder or [p.id for p in puzzle.persons]]))
            self.solver.add(z3.Or([content == self.names[c] for c in puzzle.contents_at_first(item)]))
            happened = [e for e in puzzle.events if e.item == item.id]
            self._contents(happened, content)
            costs += [z3.If(gap, puzzle.gap_weight, 0) for gap in self._hands(happened, holder)]
        self._whereabouts()
        for atom in puzzle.claims:
            if atom.hard:
                self.solver.add(self._truth(atom))
        self.cost = z3.Sum([z3.IntVal(0), *costs])

    def can_cost(self, at_most: int) -> bool:
        return bool(self.solver.check(self.cost <= at_most) == z3.sat)

    def _event(self, event: Event) -> None:
        low, high = self.puzzle.horizon
        times = [self.times[event.id, p] for p in event.points]
        self.solver.add(*(z3.And(low <= t, t <= high) for t in times), *(a <= b for a, b in pairwise(times)))
        for role, candidates in event.roles.items():
            self.solver.add(z3.Or([self.roles[event.id, role] == self.names[c] for c in candidates]))
        if event.certain:
            self.solver.add(self.occurs[event.id])

    def _truth(self, atom: Atom):
        happened = self.occurs[atom.event]
        here = self.times[atom.event, self.puzzle.point_of(atom)]
        match atom.says:
            case "not_occurs":
                return z3.Not(happened)
            case "role" | "not_role":
                is_so = self.roles[atom.event, atom.role] == self.names[atom.value]
                return z3.And(happened, is_so if atom.says == "role" else z3.Not(is_so))
            case "order":
                there = self.times[atom.event2, self.puzzle.point2_of(atom)]
                return z3.And(happened, self.occurs[atom.event2], *_within(there - here, atom.min, atom.max))
            case _:
                return z3.And(happened, *_within(here, atom.lo, atom.hi))

    def _contents(self, happened: list[Event], first) -> None:
        loads = [e for e in happened if e.kind == "load"]
        for a, b in combinations(loads, 2):
            self.solver.add(z3.Not(z3.And(self.occurs[a.id], self.occurs[b.id], self.times[a.id, "t"] == self.times[b.id, "t"])))
        for look in happened:
            if look.kind not in ("check", "discharge"):
                continue
            tick, shown = self.times[look.id, "t"], self.roles[look.id, "obj"]
            earlier = {e.id: z3.And(self.occurs[e.id], self.times[e.id, "t"] < tick) for e in loads}
            self.solver.add(z3.Implies(z3.And(self.occurs[look.id], z3.Not(z3.Or(list(earlier.values())))), shown == first))
            for e in loads:
                is_last = [z3.Or(z3.Not(earlier[o]), self.times[o, "t"] <= self.times[e.id, "t"]) for o in earlier]
                self.solver.add(z3.Implies(z3.And(self.occurs[look.id], earlier[e.id], *is_last), shown == self.roles[e.id, "obj"]))

    def _hands(self, happened: list[Event], first):
        """Forbids what R1 and R2 do; gives for each sighting whether an unreported hand-over came before it."""
        seen = []
        for event in happened:
            occurs = self.occurs[event.id]
            if event.kind == "transfer":
                t, giver, receiver = self.times[event.id, "t"], self.roles[event.id, "giver"], self.roles[event.id, "receiver"]
                seen += [(occurs, t, t, giver, event.id, False), (occurs, t + 1, t + 1, receiver, event.id, True)]
                self.solver.add(z3.Implies(occurs, giver != receiver))
            elif event.kind == "custody":
                start, end = self.times[event.id, "s"], self.times[event.id, "e"]
                seen.append((occurs, start, end, self.roles[event.id, "holder"], event.id, False))
            elif event.kind != "point":
                t = self.times[event.id, "t"]
                seen.append((occurs, t, t, self.roles[event.id, "actor"], event.id, False))
        for a, b in combinations(seen, 2):
            if a[4] != b[4]:
                self.solver.add(z3.Implies(z3.And(a[0], b[0], a[3] != b[3]), z3.Or(a[2] < b[1], b[2] < a[1])))
        for n, one in enumerate(seen):
            if one[5]:
                continue
            others = [s for s in seen if s is not one]
            counted_already = z3.Or(
                [z3.And(s[0], s[1] == one[1]) for s in seen[:n]] + [z3.And(s[0], s[1] == one[1]) for s in others if s[5]]
            )
            before = [z3.And(s[0], s[1] < one[1]) for s in others]
            passed_on = []
            for at, s in enumerate(others):
                is_last = [z3.Or(z3.Not(before[k]), o[1] <= s[1]) for k, o in enumerate(others)]
                passed_on.append(z3.And(before[at], s[3] != one[3], *is_last))
            yield z3.And(one[0], z3.Not(counted_already), z3.Or(*passed_on, z3.And(z3.Not(z3.Or(before)), first != one[3])))

    def _whereabouts(self) -> None:
        stays = [e for e in self.puzzle.events if e.kind == "presence"]
        for a, b in combinations(stays, 2):
            if a.person == b.person and a.place != b.place:
                apart = z3.Or(self.times[a.id, "e"] < self.times[b.id, "s"], self.times[b.id, "e"] < self.times[a.id, "s"])
                self.solver.add(z3.Implies(z3.And(self.occurs[a.id], self.occurs[b.id]), apart))
        for event in (e for e in self.puzzle.events if e.kind == "transfer"):
            for a in stays:
                for b in stays:
                    if a.place != b.place:
                        gives = z3.And(self.roles[event.id, "giver"] == self.names[a.person], self._is_there(a, event))
                        takes = z3.And(self.roles[event.id, "receiver"] == self.names[b.person], self._is_there(b, event))
                        self.solver.add(z3.Not(z3.And(self.occurs[event.id], gives, takes)))

    def _is_there(self, stay: Event, event: Event):
        t = self.times[event.id, "t"]
        return z3.And(self.occurs[stay.id], self.times[stay.id, "s"] <= t, t <= self.times[stay.id, "e"])


def _within(value, low, high):
    return [*([low <= value] if low is not None else []), *([value <= high] if high is not None else [])]


def agree(puzzle: Puzzle) -> None:
    cost = solve(puzzle).base.cost
    another = Another(puzzle)

    if cost is None:
        assert not another.can_cost(10**6)
    else:
        assert another.can_cost(cost)
        assert not another.can_cost(cost - 1)


@pytest.mark.skipif(
    not GENERATOR.is_file(), reason="the generator beside the repository (../shared/benchmarks/reasoning) is not there"
)
@pytest.mark.parametrize("seed", range(20 if os.environ.get("GESTAE_FULL") else 2))
def test_the_least_cost_of_fifty_claims_is_that_of_another_solver(seed) -> None:
    spec = importlib.util.spec_from_file_location("published_generate", GENERATOR)
    generate = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(generate)

    agree(msgspec.convert(generate.gen(50, seed), type=Puzzle))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("make", [tiny, meeting])
def test_the_least_cost_of_a_tiny_case_is_that_of_another_solver(make, seed) -> None:
    agree(make(seed))
