"""A world told in full, held against a puzzle. Simulates item by item and person by person; shares nothing with the reasoner but
the words of the case format."""

from dataclasses import dataclass, field
from itertools import combinations

from gestae.derive.reason.packs import Literal, instances
from gestae.derive.reason.puzzle import Atom, Event, Puzzle


@dataclass(frozen=True)
class Told:
    """``times`` by (event, point), ``roles`` by (event, role), ``first`` by (item, holder or content)."""

    occurs: frozenset[str]
    times: dict[tuple[str, str], int]
    roles: dict[tuple[str, str], str]
    first: dict[tuple[str, str], str]


@dataclass
class Verdict:
    broken: list[str] = field(default_factory=list)
    untrue: list[str] = field(default_factory=list)
    gaps: int = 0

    def cost(self, puzzle: Puzzle) -> int:
        assert not self.broken, self.broken
        return sum(puzzle.claim[c].weight for c in self.untrue) + self.gaps * puzzle.gap_weight


def check(puzzle: Puzzle, world: Told) -> Verdict:
    verdict = Verdict()
    for event in puzzle.events:
        _event(puzzle, event, world, verdict)
    for atom in puzzle.claims:
        if not _is_true(puzzle, atom, world):
            (verdict.broken if atom.hard else verdict.untrue).append(atom.id)
    _one_place_each(puzzle, world, verdict)
    for item in puzzle.items:
        happened = [e for e in puzzle.events if e.item == item.id and e.id in world.occurs]
        _contents(item.id, happened, world, verdict)
        _hands(item.id, happened, world, verdict)
    for pack in puzzle.packs:
        if any(all(_is_so(puzzle, world, one) for one in body) for body in instances(puzzle, pack.rule)):
            verdict.broken.append(pack.name)
    return verdict


def _is_so(puzzle: Puzzle, world: Told, one: Literal) -> bool:
    """Whether a condition of a pack is met."""
    match one.name, one.terms:
        case "occ", (event,):
            found = event in world.occurs
        case "role", (event, role, value):
            found = world.roles.get((str(event), str(role))) == value
        case "holds", ((_, event, role), value):
            found = world.roles.get((str(event), str(role))) == value
        case _, ((_, a, r), (_, b, q)):
            found = a != b and _end(puzzle, world, str(a), str(r)) < _start(puzzle, world, str(b), str(q))
        case _:
            raise AssertionError(one)
    return found == one.holds


def _start(puzzle: Puzzle, world: Told, event: str, role: str) -> int:
    return world.times[event, puzzle.event[event].points[0]] + (role == "receiver")


def _end(puzzle: Puzzle, world: Told, event: str, role: str) -> int:
    return world.times[event, puzzle.event[event].points[-1]] + (role == "receiver")


def _event(puzzle: Puzzle, event: Event, world: Told, verdict: Verdict) -> None:
    if event.certain and event.id not in world.occurs:
        verdict.broken.append(f"{event.id} is certain")
    times = [world.times[event.id, p] for p in event.points]
    if times != sorted(times) or any(not puzzle.horizon[0] <= t <= puzzle.horizon[1] for t in times):
        verdict.broken.append(f"{event.id} is out of time")
    for role, candidates in event.roles.items():
        if world.roles[event.id, role] not in candidates:
            verdict.broken.append(f"{event.id} has a stranger as {role}")


def _is_true(puzzle: Puzzle, atom: Atom, world: Told) -> bool:
    happened = atom.event in world.occurs
    match atom.says:
        case "not_occurs":
            return not happened
        case "occurs":
            return happened
        case "role":
            return happened and world.roles[atom.event, atom.role or ""] == atom.value
        case "not_role":
            return happened and world.roles[atom.event, atom.role or ""] != atom.value
    here = world.times[atom.event, puzzle.point_of(atom)]
    if atom.says == "time":
        first, last = atom.lo, atom.hi
    else:
        happened = happened and atom.event2 in world.occurs
        here = world.times[atom.event2 or "", puzzle.point2_of(atom)] - here
        first, last = atom.min, atom.max
    return happened and (first is None or first <= here) and (last is None or here <= last)


def _one_place_each(puzzle: Puzzle, world: Told, verdict: Verdict) -> None:
    stays = [e for e in puzzle.events if e.kind == "presence" and e.id in world.occurs]

    def is_there(stay: Event, tick: int) -> bool:
        return world.times[stay.id, "s"] <= tick <= world.times[stay.id, "e"]

    for a, b in combinations(stays, 2):
        if a.person == b.person and a.place != b.place:
            both = (t for t in range(puzzle.horizon[0], puzzle.horizon[1] + 1) if is_there(a, t) and is_there(b, t))
            if next(both, None) is not None:
                verdict.broken.append(f"R3 {a.id} {b.id}")
    for event in puzzle.events:
        if event.kind != "transfer" or event.id not in world.occurs:
            continue
        tick = world.times[event.id, "t"]
        givers, receivers = (
            {e.place for e in stays if e.person == world.roles[event.id, r] and is_there(e, tick)} for r in ("giver", "receiver")
        )
        if any(g != r for g in givers for r in receivers):
            verdict.broken.append(f"R4 {event.id}")


def _contents(item: str, happened: list[Event], world: Told, verdict: Verdict) -> None:
    loads = sorted((world.times[e.id, "t"], e.id) for e in happened if e.kind == "load")
    if len({t for t, _ in loads}) < len(loads):
        verdict.broken.append(f"R5 two loads of {item} at once")
    for look in happened:
        if look.kind in ("check", "discharge"):
            before = [e for t, e in loads if t < world.times[look.id, "t"]]
            inside = world.roles[before[-1], "obj"] if before else world.first[item, "content"]
            if inside != world.roles[look.id, "obj"]:
                verdict.broken.append(f"R5 {look.id}")


def _hands(item: str, happened: list[Event], world: Told, verdict: Verdict) -> None:
    """R1, R2 and R6: who holds the item at each tick at which somebody is seen with it."""
    seen: list[tuple[int, int, str, str, bool]] = []
    for event in happened:
        if event.kind == "transfer":
            t, giver, receiver = world.times[event.id, "t"], world.roles[event.id, "giver"], world.roles[event.id, "receiver"]
            seen += [(t, t, giver, event.id, False), (t + 1, t + 1, receiver, event.id, True)]
            if giver == receiver:
                verdict.broken.append(f"R2 {event.id}")
        elif event.kind == "custody":
            seen.append((world.times[event.id, "s"], world.times[event.id, "e"], world.roles[event.id, "holder"], event.id, False))
        elif event.kind != "point":
            t = world.times[event.id, "t"]
            seen.append((t, t, world.roles[event.id, "actor"], event.id, False))
    for a, b in combinations(seen, 2):
        if a[3] != b[3] and a[2] != b[2] and a[0] <= b[1] and b[0] <= a[1]:
            verdict.broken.append(f"R1 {a[3]} {b[3]}")
    holder = world.first[item, "holder"]
    for tick in sorted({s[0] for s in seen}):
        starting = [s for s in seen if s[0] == tick]
        if starting[0][2] != holder and not any(s[4] for s in starting):
            verdict.gaps += 1
        holder = starting[0][2]
