"""Packs: further rules, from a file. A rule says what cannot be so together, of the events of one item, in the words of the rule
file; it is written as a constraint and read here once more, apart from the rule solver, so that each reading checks the other.

    % TWO-PERSONS Nobody checks what he loaded himself.
    :- event(L,load), event(C,check), on_item(L,I), on_item(C,I), occ(L), occ(C), role(L,actor,P), role(C,actor,P).
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import get_args

import msgspec

from gestae.derive.reason.puzzle import ACTIONS, Event, EventKind, Pack, Puzzle

Term = str | int | tuple["Term", ...]
Bound = dict[str, Term]
STATIC = {"event": 2, "on_item": 2, "dom": 3, "certain": 1}
OPEN = {"occ": 1, "role": 3, "holds": 2, "before": 2}
KNOWN_WORDS = frozenset({"live", "blank", "dummy", "empty"})
_NAMES = frozenset({*get_args(EventKind), "giver", "receiver", "actor", "holder", "obj"})
_HEADER = re.compile(r"% (?P<name>[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)+) (?P<says>\S.*\.)")
_TOKEN = re.compile(r'\s*("(?:[^"\\]|\\.)*"|!=|<=|>=|[A-Za-z_]\w*|-?\d+|[=<>(),])')
_COMPARE: dict[str, Callable[[Term, Term], bool]] = {"=": lambda a, b: a == b, "!=": lambda a, b: a != b}


class Literal(msgspec.Struct, frozen=True):
    """``name`` of a predicate with its terms, or of a comparison with two."""

    name: str
    terms: tuple[Term, ...]
    holds: bool = True


class Unfit(Exception):
    """What of a pack does not fit, in a sentence."""


def packed(text: str) -> tuple[Pack, ...]:
    """The rules of a file; raises ``Unfit``."""
    found: list[Pack] = []
    name, says, body = "", "", ""
    for number, line in enumerate(text.splitlines(), 1):
        header = _HEADER.fullmatch(line.strip())
        if header:
            name, says = header["name"], header["says"]
        elif line.strip() and not line.strip().startswith("%"):
            body += f" {line.split(' %')[0].strip()}"
            if body.endswith("."):
                if not name:
                    raise Unfit(f"line {number}: a rule stands before any name; write “% NAME-IN-CAPITALS Its sentence.” above it.")
                pack = Pack(name=name, says=says, rule=body.strip())
                _checked(pack)
                found.append(pack)
                body = ""
    if body.strip():
        raise Unfit("the last rule has no full stop.")
    if not found:
        raise Unfit("there is no rule in it.")
    return tuple(found)


def _checked(pack: Pack) -> None:
    body = literals(pack.rule)
    for one in body:
        known = {**STATIC, **OPEN}.get(one.name, 2 if one.name in _COMPARE else None)
        if known != len(one.terms):
            words = ", ".join(f"{n}/{k}" for n, k in {**STATIC, **OPEN}.items())
            raise Unfit(f"{pack.name}: “{one.name}” with {len(one.terms)} terms is not known; a rule may use {words}, = and !=.")
        if one.name == "before" and one.holds:
            raise Unfit(f"{pack.name}: “before” may only be asked for with “not”.")
        for word in _constants(one.terms):
            if word not in KNOWN_WORDS and word not in _NAMES:
                raise Unfit(f"{pack.name}: it names “{word}”; a rule speaks of events and roles, never of a person or a thing.")
        if not one.holds and "_" in one.terms:
            raise Unfit(f"{pack.name}: “_” may not stand after “not”.")
    given = {v for one in body if one.holds and one.name in STATIC for v in _variables(one.terms)}
    given |= {v for one in body if one.holds and one.name in ("role", "holds", "occ") for v in _variables(one.terms)}
    loose = sorted({v for one in body for v in _variables(one.terms)} - given)
    if loose:
        raise Unfit(f"{pack.name}: nothing says what {loose[0]} is.")
    items = {one.terms[0]: one.terms[1] for one in body if one.name == "on_item" and one.holds}
    events = {one.terms[0] for one in body if one.name in ("event", "occ", "role", "dom", "certain")}
    events |= {t[1] for one in body if one.name in ("holds", "before") for t in one.terms if isinstance(t, tuple)}
    if not events <= items.keys() or len(set(items.values())) != 1:
        raise Unfit(f"{pack.name}: every event needs its on_item, all of one item.")


@cache
def literals(rule: str) -> tuple[Literal, ...]:
    """The body of a constraint; raises ``Unfit``."""
    if not rule.startswith(":-"):
        raise Unfit(f"“{rule[:60]}”: a rule begins with “:-” and says what cannot be so together.")
    tokens, at, body = [], 0, rule[2:].rstrip()[:-1]
    while body[at:].strip():
        found = _TOKEN.match(body, at)
        if found is None:
            raise Unfit(f"“{body[at : at + 20].strip()}” is not understood.")
        tokens.append(found[1])
        at = found.end()
    try:
        return tuple(_read(tokens))
    except (IndexError, ValueError):
        raise Unfit(f"“{rule[:60]}” is not a list of conditions with commas between them.") from None


def _read(tokens: list[str]) -> Iterator[Literal]:
    rest = list(tokens)
    while True:
        holds = rest[0] != "not"
        if not holds:
            rest.pop(0)
        first = _term(rest)
        if rest and rest[0] in _COMPARE:
            name = rest.pop(0)
            yield Literal(name, (first, _term(rest)), holds)
        elif isinstance(first, tuple):
            yield Literal(str(first[0]), first[1:], holds)
        else:
            raise ValueError(first)
        if not rest:
            return
        if rest.pop(0) != ",":
            raise ValueError(rest)


def _term(rest: list[str]) -> Term:
    first = rest.pop(0)
    if not re.match(r'["\w-]', first):
        raise ValueError(first)
    if rest and rest[0] == "(":
        rest.pop(0)
        terms: list[Term] = [first]
        while True:
            terms.append(_term(rest))
            after = rest.pop(0)
            if after == ")":
                return tuple(terms)
            if after != ",":
                raise ValueError(after)
    return int(first) if first.lstrip("-").isdigit() else first


def _constants(terms: Iterable[Term]) -> Iterator[str]:
    """Every word that is neither a variable nor the name of a function."""
    for term in terms:
        if isinstance(term, tuple):
            yield from _constants(term[1:])
        elif isinstance(term, str) and term != "_" and not _is_variable(term):
            yield term[1:-1] if term.startswith('"') else term


def _is_variable(term: Term) -> bool:
    return isinstance(term, str) and term[:1].isupper()


def _variables(terms: Iterable[Term]) -> Iterator[str]:
    for term in terms:
        if isinstance(term, tuple):
            yield from _variables(term[1:])
        elif _is_variable(term):
            yield str(term)


def instances(puzzle: Puzzle, rule: str) -> Iterator[tuple[Literal, ...]]:
    """What the rule forbids in this puzzle: each a set of things that cannot be so together, only what is open left in them."""
    body = literals(rule)
    ground = sorted(body, key=lambda one: (not one.holds, one.name not in STATIC, one.name == "before" or one.name in _COMPARE))
    facts = _facts(puzzle)
    for bound in _matches(ground, {}, facts):
        left = [Literal(one.name, _put(one.terms, bound), one.holds) for one in body if one.name in OPEN]
        yield tuple(dict.fromkeys(left))


def _matches(left: list[Literal], bound: Bound, facts: Mapping[str, list[tuple[Term, ...]]]) -> Iterator[Bound]:
    if not left:
        yield bound
        return
    one, rest = left[0], left[1:]
    if one.name in _COMPARE:
        a, b = _put(one.terms, bound)
        if _COMPARE[one.name](a, b) == one.holds:
            yield from _matches(rest, bound, facts)
    elif not one.holds:
        if one.name in OPEN or _put(one.terms, bound) not in facts[one.name]:
            yield from _matches(rest, bound, facts)
    else:
        for fact in facts[one.name]:
            more = _unified(one.terms, fact, bound)
            if more is not None:
                yield from _matches(rest, more, facts)


def _unified(terms: tuple[Term, ...], fact: tuple[Term, ...], bound: Bound) -> Bound | None:
    found = dict(bound)
    for term, value in zip(terms, fact, strict=True):
        if isinstance(term, tuple):
            inner = _unified(term, value, found) if isinstance(value, tuple) and len(value) == len(term) else None
            if inner is None:
                return None
            found = inner
        elif _is_variable(term):
            if found.setdefault(str(term), value) != value:
                return None
        elif term != "_" and _plain(term) != value:
            return None
    return found


def _put(terms: tuple[Term, ...], bound: Bound) -> tuple[Term, ...]:
    return tuple(
        _put(t, bound) if isinstance(t, tuple) else bound[str(t)] if _is_variable(t) and str(t) in bound else _plain(t)
        for t in terms
    )


def _plain(term: Term) -> Term:
    return term[1:-1] if isinstance(term, str) and term.startswith('"') else term


def _facts(puzzle: Puzzle) -> dict[str, list[tuple[Term, ...]]]:
    """Everything a rule can speak of: what is fixed, and what may be so."""
    items = [e for e in puzzle.events if e.item is not None]
    roles: list[tuple[Term, ...]] = [(e.id, r, v) for e in items for r, vs in e.roles.items() for v in vs]
    return {
        "event": [(e.id, e.kind) for e in items],
        "on_item": [(e.id, e.item or "") for e in items],
        "certain": [(e.id,) for e in items if e.certain],
        "dom": roles,
        "occ": [(e.id,) for e in items],
        "role": roles,
        "holds": [(("obs", e.id, r), v) for e in items for r in hands(e) for v in e.roles[r]],
    }


def hands(event: Event) -> tuple[str, ...]:
    """The roles of those who are seen with the item."""
    if event.kind == "transfer":
        return ("giver", "receiver")
    return ("actor",) if event.kind in ACTIONS else ("holder",)
