"""Sequence: movements of one item in order. Times decide; where they are silent, that one movement's end is the next one's
beginning, that what has no time lies where something is missing, and last the order in which one text tells them."""

from gestae.derive.moves import Move

_Node = tuple[Move, ...]
_EXACT = 9


def in_sequence(nodes: list[_Node]) -> list[_Node]:
    """Nodes (a movement, or versions of one that contradict each other) in order. Exact up to nine that time does not part;
    beyond that each next one is the one that joins best."""
    found: list[_Node] = []
    for block in _blocks(sorted(nodes, key=_told)):
        last = found[-1] if found else None
        found += _best(block, last) if len(block) <= _EXACT else _greedy(block, last)
    return found


def joins(a: _Node | None, b: _Node) -> bool:
    """Whether the item comes to where it next leaves from. What is picked up or taken out at no named place was where it lay."""
    return a is not None and any(
        x.comes is not None and (x.comes == y.leaves or (x.lies and y.leaves is None and _from_there(y))) for x in a for y in b
    )


def _broken(a: _Node | None, b: _Node) -> int:
    """What it costs to let ``b`` follow on ``a``: most where both have a time, so that what has none fills such a gap."""
    if a is None or joins(a, b):
        return 0
    return 1 + (not _is_untimed(a) and not _is_untimed(b))


def _is_untimed(node: _Node) -> bool:
    return all(m.bounds.are_open for m in node)


def _from_there(move: Move) -> bool:
    return bool(move.kinds & {"pick_up", "taking_out"})


def _told(node: _Node) -> tuple[str, str, int]:
    first = min(node, key=lambda m: m.rank)
    return first.bounds.earliest or first.bounds.latest or "~", first.bounds.latest or "~", first.rank


def _precedes(a: _Node, b: _Node) -> bool:
    return all(x.bounds.precede(y.bounds) for x in a for y in b)


def _blocks(nodes: list[_Node]) -> list[list[_Node]]:
    """Cut wherever all before lies in time before all after."""
    firsts = [min(m.bounds.earliest or "" for m in node) for node in nodes]
    lasts = [max(m.bounds.latest or "~" for m in node) for node in nodes]
    for at in range(len(nodes) - 2, -1, -1):
        firsts[at] = min(firsts[at], firsts[at + 1])
    blocks: list[list[_Node]] = []
    latest = ""
    for at, node in enumerate(nodes):
        if not blocks or latest < firsts[at]:
            blocks.append([])
        blocks[-1].append(node)
        latest = max(latest, lasts[at])
    return blocks


def _told_before(a: _Node, b: _Node) -> bool:
    """Whether one text tells the one before the other."""
    starts: dict[str, int] = {}
    for move in a:
        for text, start in move.told_in:
            starts[text] = min(start, starts.get(text, start))
    return any(text and text in starts and starts[text] < start for move in b for text, start in move.told_in)


_Score = tuple[int, int, tuple[int, ...]]


def _best(block: list[_Node], last: _Node | None) -> list[_Node]:
    """The order with the fewest breaks, then the fewest told the other way round, then as told. By sets: 2^n n^2 steps."""
    size = len(block)
    hard = [sum(1 << a for a in range(size) if a != b and _precedes(block[a], block[b])) for b in range(size)]
    told = [[_told_before(block[a], block[b]) for b in range(size)] for a in range(size)]
    broken = [[_broken(block[a], block[b]) for b in range(size)] for a in range(size)]
    best: dict[tuple[int, int], _Score] = {(0, -1): (0, 0, ())}
    for mask in range(1 << size):
        for end in range(-1, size):
            so_far = best.get((mask, end))
            if so_far is None:
                continue
            for nxt in range(size):
                if mask >> nxt & 1 or hard[nxt] & ~mask:
                    continue
                cost = broken[end][nxt] if end >= 0 else _broken(last, block[nxt])
                late = sum(1 for o in range(size) if o != nxt and not mask >> o & 1 and told[o][nxt])
                score = (so_far[0] + cost, so_far[1] + late, (*so_far[2], nxt))
                key = (mask | 1 << nxt, nxt)
                if key not in best or score < best[key]:
                    best[key] = score
    full = (1 << size) - 1
    return [block[n] for n in min(score for (mask, _), score in best.items() if mask == full)[2]]


def _is_second(block: list[_Node], ordered: list[_Node], at: int) -> bool:
    """Whether this one has no time, and something still to come leads to it."""
    return _is_untimed(block[at]) and any(n is not block[at] and joins(n, block[at]) and n not in ordered for n in block)


def _greedy(block: list[_Node], last: _Node | None) -> list[_Node]:
    size = len(block)
    after = [[b for b in range(size) if a != b and _precedes(block[a], block[b])] for a in range(size)]
    waits_for = [0] * size
    for followers in after:
        for b in followers:
            waits_for[b] += 1
    free = [n for n in range(size) if not waits_for[n]]
    ordered: list[_Node] = []
    while free:
        before = ordered[-1] if ordered else last
        nxt = min(free, key=lambda n: (_broken(before, block[n]), _is_second(block, ordered, n), n))
        ordered.append(block[nxt])
        for b in after[nxt]:
            waits_for[b] -= 1
        free = sorted([*(n for n in free if n != nxt), *(b for b in after[nxt] if not waits_for[b])])
    return ordered
