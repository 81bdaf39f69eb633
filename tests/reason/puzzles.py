"""Puzzles made up from a seed: small enough to enumerate, or larger with a world planted in them."""

import random
from typing import Any

import msgspec

from gestae.derive.reason.puzzle import Atom, Event, Puzzle

PEOPLE = ("ines", "tomas", "ruth")


def puzzle(**fields: Any) -> Puzzle:
    return msgspec.convert({"contents": ["empty", "dummy", "live"], **fields}, type=Puzzle)


def tiny(seed: int) -> Puzzle:
    """A few events of one pistol within five ticks, and claims about them at random."""
    chance = random.Random(f"tiny {seed}")
    last = 4
    drawn = [chance.choice(["transfer", "transfer", "load", "check", "custody", "presence"]) for _ in range(chance.randint(1, 2))]
    events = [_event(chance, f"e{n}", kind) for n, kind in enumerate(drawn)]
    events.append(
        Event(
            id="shot",
            kind="discharge",
            item="pistol",
            certain=chance.random() < 0.7,
            roles={"actor": _some(chance), "obj": ("live",)},
        )
    )
    events.append(Event(id="loading", kind="load", item="pistol", roles={"actor": _some(chance, 2), "obj": ("live",)}))
    claims = [_atom(chance, n, events, last) for n in range(chance.randint(4, 7))]
    return puzzle(
        id=f"tiny {seed}", horizon=(0, last), gap_weight=chance.randint(2, 6), persons=[{"id": p} for p in PEOPLE],
        items=[{"id": "pistol", "init_holder": list(_some(chance)), "init_content": ["empty"]}],
        events=events, claims=claims, questions=[{"id": "Q", "event": "loading", "role": "actor"}],
    )  # fmt: skip


def meeting(seed: int) -> Puzzle:
    """One hand-over and the stays of two people: what R3 and R4 are about."""
    chance = random.Random(f"meeting {seed}")
    second = chance.choice(["ines", "tomas"])
    events = [
        Event(id="in", kind="presence", person="ines", place="yard"),
        Event(id="out", kind="presence", person=second, place=chance.choice(["store", "store", "yard"])),
        Event(
            id="over",
            kind="transfer",
            item="pistol",
            roles={"giver": ("ines", "ruth"), "receiver": ("tomas", *(_some(chance)[:1]))},
        ),
    ]
    claims: list[Atom] = []

    def claim(**fields: Any) -> None:
        claims.append(Atom(id=f"c{len(claims)}", weight=chance.randint(1, 9), **fields))

    for stay in ("in", "out"):
        for point, first in (("s", 0), ("e", 2)):
            low = chance.randint(first, first + 1)
            claim(event=stay, says="time", point=point, lo=low, hi=low + chance.randint(0, 1))
    low = chance.randint(0, 3)
    claim(event="over", says="time", lo=low, hi=low + chance.randint(0, 1))
    claim(event="over", says="role", role="giver", value=chance.choice(["ines", "ruth"]))
    claim(event="over", says="not_role", role="receiver", value=chance.choice(["tomas", "ruth"]))
    return puzzle(
        id=f"meeting {seed}", horizon=(0, 3), gap_weight=chance.randint(2, 6), persons=[{"id": p} for p in PEOPLE],
        items=[{"id": "pistol", "init_holder": list(_some(chance)), "init_content": ["empty"]}], places=["yard", "store"],
        events=events, claims=claims, questions=[{"id": "Q", "event": "over", "role": "giver"}],
    )  # fmt: skip


def _some(chance: random.Random, least: int = 1) -> tuple[str, ...]:
    return tuple(chance.sample(PEOPLE, chance.randint(least, 2 if least < 2 else 3)))


def _event(chance: random.Random, id_: str, kind: str) -> Event:
    if kind == "presence":
        return Event(id=id_, kind="presence", person=chance.choice(PEOPLE), place=chance.choice(["yard", "store"]))
    if kind == "transfer":
        return Event(id=id_, kind="transfer", item="pistol", roles={"giver": _some(chance), "receiver": _some(chance)})
    if kind == "custody":
        return Event(id=id_, kind="custody", item="pistol", roles={"holder": _some(chance)})
    shown = ("dummy",) if kind == "load" else tuple(chance.sample(["live", "dummy"], chance.randint(1, 2)))
    return Event(id=id_, kind="load" if kind == "load" else "check", item="pistol", roles={"actor": _some(chance), "obj": shown})


def _atom(chance: random.Random, number: int, events: list[Event], last: int) -> Atom:
    event = chance.choice(events)
    says = chance.choice(["time", "time", "time", "role", "role", "not_role", "order", "occurs", "not_occurs"])
    fields: dict[str, Any] = {
        "id": f"c{number}",
        "event": event.id,
        "weight": chance.randint(1, 9),
        "point": chance.choice(event.points),
    }
    if says in ("role", "not_role") and event.roles:
        role = chance.choice(sorted(event.roles))
        fields |= {"role": role, "value": chance.choice(event.roles[role])}
    elif says == "order":
        other = chance.choice([e for e in events if e is not event])
        least = chance.randint(0, 2)
        fields |= {"event2": other.id, "point2": chance.choice(other.points), "min": least, "max": least + chance.randint(0, 2)}
    elif says in ("time", "role", "not_role"):
        says, low = "time", chance.randint(0, last)
        fields |= {"lo": low, "hi": min(last, low + chance.randint(0, 1))}
    return Atom(says=says, **fields)
