"""Planted days told as claims: what everybody says of a pistol that goes from hand to hand, is loaded and goes off; and the case
that comes of such lines through the desk."""

import itertools
import json
import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from gestae.desk.brief import brief
from gestae.desk.case_file import in_memory
from gestae.desk.reading import READER
from gestae.desk.review import state
from gestae.model import Case

Line = dict[str, Any]
PEOPLE = (
    "Ines Vael", "Tomas Reth", "Ruth Onslow", "Abe Lorne", "Mina Stahl", "Jory Quill", "Petra Haim", "Odo Fenwick",
)  # fmt: skip
PLACES = ("yard", "armoury", "stable")
PISTOL = "pistol P-3"
_OPENING = datetime(2026, 9, 17, 9)  # noqa: DTZ001 - local, without zone


@dataclass(frozen=True)
class Day:
    """``hands`` are those who had the pistol, the last first; ``lines`` what is told, with the question who loaded it."""

    lines: tuple[Line, ...]
    hands: tuple[str, ...]

    def without(self, witness: str) -> list[Line]:
        return [line for line in self.lines if line["by"] != witness]


def day(seed: int, lies: float = 0.04) -> Day:
    """Every claim is true but a share of ``lies``; nobody tells of the live round."""
    return _Planting(random.Random(f"day {seed}"), lies).day()


def case_of(lines: Iterable[Line]) -> Case:
    """The case of these lines, each stated by hand; a line that does not fit fails."""
    ticks = itertools.count(1_790_000_000_000)
    with in_memory("told", member=READER, clock=lambda: next(ticks)) as case:
        _, problems = state(case, "\n".join(json.dumps(line) for line in lines).encode(), "lines")
        assert problems == ()
        return brief(case)


class _Planting:
    def __init__(self, chance: random.Random, lies: float) -> None:
        self.chance, self.lies = chance, lies
        self.lines: list[Line] = []
        self.hands: list[str] = []
        self.where = {p: [chance.choice(PLACES) for _ in range(3)] for p in PEOPLE}

    def day(self) -> Day:
        holder, inside = self.chance.choice(PEOPLE), "nothing"
        self.hands.append(holder)
        minutes = sorted(self.chance.sample(range(10, 400, 12), 8))
        for n, minute in enumerate(minutes):
            near = [p for p in PEOPLE if p != holder and self.place(p, minute) == self.place(holder, minute)]
            event = f"e{n}"
            match self.chance.choices(["handover", "inspection", "loading", "holding"], [5, 2, 1, 1])[0]:
                case "handover" if near:
                    receiver = self.chance.choice(near)
                    self.told("handover", event, minute, {"giver": holder, "receiver": receiver}, near)
                    holder = receiver
                    self.hands.append(holder)
                case "loading":
                    inside = "dummy rounds"
                    self.told("loading", event, minute, {"agent": holder, "content": inside}, near)
                case "holding":
                    self.told("holding", event, minute, {"holder": holder}, near)
                case _:
                    self.told("inspection", event, minute, {"agent": holder, "result": inside}, near)
        self.told("discharge", "shot", 415, {"agent": holder}, [p for p in PEOPLE if p != holder])
        for person in PEOPLE:
            for n, place in enumerate(self.where[person]):
                self.said(person, "presence", f"{person} {n}", {"agent": person, "place": place}, edtf=self.span(n))
        asked = {"item": PISTOL, "content": "live round"}
        self.lines.append({"kind": "loading", "by": "investigator", "modality": "asked", "roles": asked, "event": "L"})
        return Day(tuple(self.lines), tuple(dict.fromkeys(reversed(self.hands))))

    def place(self, person: str, minute: int) -> str:
        return self.where[person][min(2, minute // 140)]

    def told(self, kind: str, event: str, minute: int, roles: dict[str, str], near: list[str]) -> None:
        """By most of those who took part, and now and then by one who stood by: each who it was, or when."""
        persons = [v for v in roles.values() if v in PEOPLE]
        witnesses = [*persons, *self.chance.sample(near, min(len(near), self.chance.randint(0, 1)))]
        for witness in dict.fromkeys(witnesses):
            wrong = self.chance.random() < self.lies
            shift = self.chance.choice([-1, 1]) * self.chance.randint(60, 120) if wrong else 0
            first = max(0, minute + shift - self.chance.randint(2, 10))
            times = {"said": "about then", "earliest": clock(first), "latest": clock(first + self.chance.randint(12, 20))}
            content = {"content": roles["content"]} if "content" in roles else {}
            for role, value in roles.items():
                if self.chance.random() < 0.75:
                    self.said(witness, kind, event, {"item": PISTOL, **content, role: value})
            if self.chance.random() < 0.75:
                self.said(witness, kind, event, {"item": PISTOL, **content}, **times)

    def said(self, by: str, kind: str, event: str, roles: dict[str, str], **when: str) -> None:
        self.lines.append(
            {"kind": kind, "by": by, "event": event, "roles": roles, "when": {"said": "then", **when} if when else None}
        )

    @staticmethod
    def span(part: int) -> str:
        return f"{clock(140 * part)}/{clock(140 * part + 135)}"


def clock(minutes: int) -> str:
    return (_OPENING + timedelta(minutes=minutes)).isoformat()
