"""Logic: the rule file at work. What is the least weight of claims and unreported hand-overs that has to be given up? The one place
that imports the rule solver."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import clingo
from clingo.ast import AST, ProgramBuilder, parse_string
from clingodl import ClingoDLTheory

from gestae.derive.reason.facts import facts
from gestae.derive.reason.patience import ENDLESS, Patience
from gestae.derive.reason.puzzle import Asked, Puzzle
from gestae.rules import logic

_STEP_S = 0.02


@dataclass(frozen=True)
class Supposed:
    """Something taken for granted in a question: that an event happened or not, that a role has a value, that a claim is true or
    not."""

    what: str
    of: str
    role: str = ""
    value: str = ""
    holds: bool = True


def answered(asked: Asked, value: str) -> list[Supposed]:
    """That this is the answer to a question."""
    given = [Supposed("acc", claim) for claim in asked.given]
    return [Supposed("occ", asked.event), Supposed("role", asked.event, asked.role, value), *given]


@dataclass(frozen=True)
class World:
    """A world that costs least: what happened, in which roles, when; the claims it rejects, the observations with a gap before
    them, how the items were at first."""

    occurs: frozenset[str]
    roles: dict[tuple[str, str], str]
    times: dict[str, int]
    rejected: tuple[str, ...]
    gaps: tuple[tuple[str, str], ...]
    first: dict[tuple[str, str], str]


@dataclass(frozen=True)
class Least:
    """``cost`` is the least cost found, ``None`` where nothing is possible or nothing was found in time; ``lower`` is proved to be
    below any, ``None`` where nothing is possible."""

    cost: int | None
    lower: int | None
    world: World | None = None

    @property
    def is_proved(self) -> bool:
        return self.cost == self.lower


class Logic:
    """A puzzle grounded once and asked again and again. Where many claims clash, ``heavy_first`` comes to an end sooner; else
    later."""

    def __init__(self, puzzle: Puzzle, *, heavy_first: bool = False) -> None:
        self._puzzle = puzzle
        strategy = "stratify" if heavy_first else "oll"
        self._control = clingo.Control(["--warn=none", f"--opt-strategy=usc,{strategy}"])
        self._theory = ClingoDLTheory()
        self._theory.register(self._control)
        with ProgramBuilder(self._control) as builder:
            for statement in (*_rules(), *_packed(tuple(p.rule for p in puzzle.packs))):
                builder.add(statement)
        self._control.add("base", [], facts(puzzle))
        self._control.ground([("base", [])])
        self._theory.prepare(self._control)
        self._literals = {_key(a.symbol): a.literal for a in _atoms(self._control)}

    @property
    def conflicts(self) -> int:
        """Of the last run."""
        return int(self._control.statistics["solving"]["solvers"]["conflicts"])

    def least(self, supposed: Iterable[Supposed] = (), patience: Patience = ENDLESS) -> Least:
        """The least cost of a world in which this is so, with one such world."""
        assumptions = []
        for one in supposed:
            literal = self._literals.get((one.what, one.of, one.role, one.value))
            if literal is None:
                if one.holds:
                    return Least(None, None)
                continue
            assumptions.append(literal if one.holds else -literal)
        settings = self._control.configuration.solve
        assert isinstance(settings, clingo.Configuration)
        settings.solve_limit = "umax" if patience.conflicts is None else str(patience.conflicts)
        if patience.is_timed:
            return self._while(assumptions, patience)
        with self._control.solve(assumptions=assumptions, yield_=True) as handle:
            cost, world = None, None
            for model in handle:
                cost, world = model.cost[0] if model.cost else 0, self._world(model)
            result = handle.get()
        return self._told(cost, world, is_done=bool(result.exhausted))

    def _while(self, assumptions: list[int], patience: Patience) -> Least:
        cost, world, is_done = None, None, False
        with self._control.solve(assumptions=assumptions, yield_=True, async_=True) as handle:
            wait = 0.0
            while True:
                handle.resume()
                while not handle.wait(wait):
                    wait = _STEP_S
                    if patience.is_spent():
                        handle.cancel()
                        return self._told(cost, world, is_done=False)
                model = handle.model()
                if model is None:
                    is_done = bool(handle.get().exhausted)
                    break
                cost, world = model.cost[0] if model.cost else 0, self._world(model)
        return self._told(cost, world, is_done=is_done)

    def _told(self, cost: int | None, world: World | None, *, is_done: bool) -> Least:
        if is_done:
            return Least(cost, cost, world)
        lower = self._control.statistics["summary"].get("lower", [0])
        return Least(cost, max(0, int(lower[0])) if lower else 0, world)

    def _world(self, model: clingo.Model) -> World:
        occurs, roles, gaps, first, accepted = set(), {}, [], {}, set()
        for symbol in model.symbols(shown=True):
            kind, of, role, value = _key(symbol)
            match kind:
                case "occ":
                    occurs.add(of)
                case "role":
                    roles[of, role] = value
                case "gap":
                    gaps.append((of, role))
                case "init":
                    first[of, role] = value
                case "acc":
                    accepted.add(of)
        times = {
            f"{_words(symbol.arguments[0])}.{symbol.arguments[1].name}": int(value)
            for symbol, value in self._theory.assignment(model.thread_id)
            if symbol.type == clingo.SymbolType.Function and len(symbol.arguments) == 2
        }
        rejected = tuple(c.id for c in self._puzzle.claims if c.id not in accepted)
        return World(frozenset(occurs), roles, times, rejected, tuple(sorted(gaps)), first)


@cache
def _rules() -> tuple[AST, ...]:
    """Parsed once; parsing took most of the time of a small puzzle."""
    return _packed(logic())


@cache
def _packed(texts: tuple[str, ...]) -> tuple[AST, ...]:
    theory = ClingoDLTheory()
    found: list[AST] = []
    for text in texts:
        parse_string(text, lambda statement: theory.rewrite_ast(statement, found.append))
    return tuple(found)


def _atoms(control: clingo.Control) -> Iterator[clingo.SymbolicAtom]:
    for name, arity in (("acc", 1), ("occ", 1), ("role", 3)):
        yield from control.symbolic_atoms.by_signature(name, arity)


def _key(symbol: clingo.Symbol) -> tuple[str, str, str, str]:
    arguments = symbol.arguments
    if symbol.name == "gap":
        arguments = arguments[0].arguments
    told = [_words(a) for a in arguments]
    return symbol.name, told[0], told[1] if len(told) > 1 else "", told[2] if len(told) > 2 else ""


def _words(symbol: clingo.Symbol) -> str:
    return symbol.string if symbol.type == clingo.SymbolType.String else str(symbol)
