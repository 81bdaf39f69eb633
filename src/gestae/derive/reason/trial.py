"""Trial: whether rules of a pack can be trusted. They are tried on cases so small that every course of events can be looked at: the
solvers have to say what looking at every one says, and the rules have to make a difference without making everything impossible."""

import random
from collections.abc import Iterator

from msgspec import structs

from gestae.derive.reason.enumerating import enumerated
from gestae.derive.reason.packs import Unfit, packed
from gestae.derive.reason.puzzle import Atom, Event, EventKind, Pack, Person, Puzzle, Thing
from gestae.derive.reason.solving import solve

_CASES = 20
_LAST = 2
_PEOPLE = ("first", "second", "third")
_KINDS: tuple[EventKind, ...] = ("load", "check", "transfer", "custody", "discharge")


def tried(text: str) -> tuple[Pack, ...]:
    """The rules of a file, once they have passed; raises ``Unfit`` with the reason where one does not."""
    packs = packed(text)
    for pack in packs:
        _try(pack)
    return packs


def _try(pack: Pack) -> None:
    bites = False
    for plain in _cases():
        puzzle = structs.replace(plain, packs=(pack,))
        free = solve(structs.replace(puzzle, claims=()))
        if free.base.cost is None:
            raise Unfit(f"{pack.name}: by this rule nothing at all could have happened.")
        expected, solved = enumerated(puzzle), solve(puzzle)
        found = [c.claims for c in solved.conflicts]
        if solved.base.cost != expected.base or found != expected.conflicts:
            raise Unfit(
                f"{pack.name}: on a small case ({puzzle.id}) the solvers do not say what looking at every course of events says."
            )
        bites = bites or enumerated(plain) != expected
    if not bites:
        raise Unfit(f"{pack.name}: in none of the {_CASES} cases it was tried on does it make a difference.")


def _cases() -> Iterator[Puzzle]:
    """Three or four events of one thing within three ticks, and claims of them."""
    for seed in range(_CASES):
        chance = random.Random(f"trial {seed}")  # noqa: S311 - made-up cases
        kinds = [_KINDS[seed % 5], _KINDS[(seed % 5 + seed // 5 + 1) % 5], chance.choice(_KINDS[:3])]
        events = [_event(chance, f"{kind} {n}", kind) for n, kind in enumerate(kinds)]
        claims = [a for e in events for a in _claims(chance, e)]
        first, then = chance.sample(events[:2], 2)
        claims.append(Atom(id="order", event=first.id, event2=then.id, says="order", min=1, weight=chance.randint(1, 9)))
        yield Puzzle(
            id=f"trial {seed}", horizon=(0, _LAST), gap_weight=chance.randint(2, 6), persons=tuple(Person(id=p) for p in _PEOPLE),
            items=(Thing(id="thing", init_holder=_PEOPLE[:2], init_content=("empty",)),), contents=("empty", "dummy", "live"),
            events=tuple(events), claims=tuple(claims),
        )  # fmt: skip


def _event(chance: random.Random, id_: str, kind: EventKind) -> Event:
    def some() -> tuple[str, ...]:
        return tuple(chance.sample(_PEOPLE[:2], chance.randint(1, 2)))

    roles: dict[str, tuple[str, ...]]
    match kind:
        case "transfer":
            roles = {"giver": some(), "receiver": _PEOPLE[:2]}
        case "custody":
            roles = {"holder": some()}
        case "load":
            roles = {"actor": some(), "obj": ("dummy",)}
        case "check":
            roles = {"actor": some(), "obj": ("empty", "dummy")}
        case _:
            roles = {"actor": some(), "obj": ("dummy", "live")}
    return Event(id=id_, kind=kind, item="thing", roles=roles)


def _claims(chance: random.Random, event: Event) -> Iterator[Atom]:
    """That it happened, or who had a part in it."""
    role = chance.choice([r for r in event.roles if r != "obj"])
    yield Atom(
        id=f"{event.id} who", event=event.id, says="role", role=role, value=event.roles[role][0], weight=chance.randint(1, 9)
    )
    if chance.random() < 0.75:
        at = chance.randint(0, _LAST)
        yield Atom(id=f"{event.id} when", event=event.id, says="time", lo=at, hi=at, weight=chance.randint(1, 9))
