"""A small checker of temporal formulas, written from their published meaning: what satisfies one at a point of a log, by trying."""

import re
from collections.abc import Iterator
from typing import Any

TOKEN = re.compile(r'\s*(?:("[^"]*")|(\d+\.\d+|\d+)|(<-|[A-Za-z_]\w*|[()\[\],.;=<>]))')
Environment = dict[str, Any]
Point = tuple[int, str, list[Any]]  # time, predicate, its cells
Tree = tuple[Any, ...]


def parsed(text: str) -> Tree:
    tokens = [m.group(m.lastindex or 0) for m in TOKEN.finditer(text)]
    tree, rest = _formula(tokens)
    assert rest == [], rest[:5]
    return tree


def points(log: list[dict[str, str]], columns: list[list[str]]) -> list[Point]:
    """Three points a row; ``columns`` are the cells of each row in the order of the signature."""
    told = []
    for row, event in enumerate(log):
        t = int(event["t"])
        told += [(t, name, [row, t, t // 86_400, *columns[row]]) for name in ("at", "has", "after")]
    return told


def satisfying(tree: Tree, log: list[Point]) -> set[int]:
    """The rows at which it holds."""
    return {env["row"] for at in range(len(log)) for env in _all(tree, at, {}, log)}


def _formula(tokens: list[str]) -> tuple[Tree, list[str]]:
    left, rest = _unit(tokens)
    while rest and rest[0] in ("AND", "OR", "SINCE"):
        word, rest = rest[0], rest[1:]
        interval, rest = _interval(rest) if word == "SINCE" else ((0, 10**12), rest)
        right, rest = _unit(rest)
        left = (word, left, right, interval)
    return left, rest


def _unit(tokens: list[str]) -> tuple[Tree, list[str]]:
    word, rest = tokens[0], tokens[1:]
    if word == "NOT":
        inner, rest = _unit(rest)
        return ("NOT", inner), rest
    if word in ("ONCE", "EVENTUALLY"):
        interval, rest = _interval(rest)
        inner, rest = _unit(rest)
        return (word, inner, interval), rest
    if word == "EXISTS":
        stop = rest.index(".")
        inner, left = _formula(rest[stop + 1 :])
        return ("EXISTS", [v for v in rest[:stop] if v != ","], inner), left
    if word == "(":
        inner, rest = _formula(rest)
        assert rest[0] == ")", rest[:5]
        return inner, rest[1:]
    if rest[0] == "<-":
        stop = next(n for n, x in enumerate(rest) if x == "(")
        inner, left = _unit(rest[stop:])
        return ("CNT", word, rest[2], inner), left
    if rest[0] == "(" and word != "s2f":
        stop = rest.index(")")
        return ("PRED", word, [t for t in rest[1:stop] if t != ","]), rest[stop + 1 :]
    one, rest = _term(tokens)
    sign = rest[0]
    other, rest = _term(rest[1:])
    return (sign, one, other), rest


def _term(tokens: list[str]) -> tuple[Tree, list[str]]:
    if tokens[0] == "s2f":
        return ("s2f", tokens[2]), tokens[4:]
    text = tokens[0]
    if text[0] == '"':
        return ("value", text[1:-1]), tokens[1:]
    return (("value", float(text)) if text[0].isdigit() else ("name", text)), tokens[1:]


def _interval(tokens: list[str]) -> tuple[tuple[int, int], list[str]]:
    if tokens[0] != "[":
        return (0, 10**12), tokens
    return (int(tokens[1]), int(tokens[3])), tokens[5:]


def _all(tree: Tree, at: int, env: Environment, log: list[Point]) -> Iterator[Environment]:
    match tree[0]:
        case "PRED":
            yield from _matching(tree, at, env, log)
        case "NOT":
            if next(_all(tree[1], at, env, log), None) is None:
                yield env
        case "AND":
            for one in _all(tree[1], at, env, log):
                yield from _all(tree[2], at, one, log)
        case "OR":
            yield from _all(tree[1], at, env, log)
            yield from _all(tree[2], at, env, log)
        case "EXISTS":
            inner = {k: v for k, v in env.items() if k not in tree[1]}
            for found in _all(tree[2], at, inner, log):
                yield {k: v for k, v in found.items() if k not in tree[1]} | {k: v for k, v in env.items() if k in tree[1]}
        case "ONCE" | "EVENTUALLY":
            points = range(at, -1, -1) if tree[0] == "ONCE" else range(at, len(log))
            for other in points:
                if tree[2][0] <= abs(log[at][0] - log[other][0]) <= tree[2][1]:
                    yield from _all(tree[1], other, env, log)
        case "SINCE":
            for other in range(at, -1, -1):
                if tree[3][0] <= log[at][0] - log[other][0] <= tree[3][1]:
                    for found in _all(tree[2], other, env, log):
                        if all(next(_all(tree[1], k, found, log), None) is not None for k in range(other + 1, at + 1)):
                            yield found
        case "CNT":
            counted = {found[tree[2]] for found in _all(tree[3], at, env, log)}
            if counted:
                yield env | {tree[1]: len(counted)}
        case _:
            yield from _compared(tree, env)


def _matching(tree: Tree, at: int, env: Environment, log: list[Point]) -> Iterator[Environment]:
    _, name, cells = log[at]
    if name != tree[1]:
        return
    found = dict(env)
    for variable, cell in zip(tree[2], cells, strict=True):
        if found.setdefault(variable, cell) != cell:
            return
    yield found


def _compared(tree: Tree, env: Environment) -> Iterator[Environment]:
    sign, one, other = tree
    if sign == "=" and one[0] == "name" and one[1] not in env:
        yield env | {one[1]: _value(other, env)}
        return
    left, right = _value(one, env), _value(other, env)
    if left is None or right is None:
        return
    if {"=": left == right, "<": left < right, ">": left > right}[sign]:
        yield env


def _value(term: Tree, env: Environment) -> Any:
    if term[0] == "value":
        return term[1]
    value = env[term[1]]
    if term[0] == "name":
        return value
    try:
        return float(value)
    except ValueError:
        return None
