"""Named facts: the closed list of what rules may count. Each is told as it stands just before an event, and then takes it in.

One piece of code serves the live and the bulk evaluator; the domain says which events move a fact (``facts`` of a rule set). An
empty answer means that nothing is recorded from which it could be known.
"""

from abc import ABC, abstractmethod
from collections import defaultdict
from dataclasses import dataclass

from gestae.derive.protocol.matching import Event, Test, compiled, number
from gestae.derive.protocol.rule import YES, Shape


@dataclass(frozen=True)
class FactForm:
    """What a fact needs told of it: ``patterns`` by name, ``columns`` with their usual names, ``words`` by name."""

    says: str
    noun: str
    patterns: tuple[str, ...]
    columns: dict[str, str]
    words: tuple[str, ...] = ()


FORMS = {
    "positions(item)": FactForm(
        "how many positions the item has, as it was last registered",
        "registered number of positions",
        ("registered",),
        {"item": "item", "number": "capacity"},
    ),
    "state(item)": FactForm(
        "the strongest content put into the item since it was last emptied, or 'empty'",
        "content of the item",
        ("loaded", "emptied"),
        {"item": "item", "content": "kind"},
        ("strongest",),
    ),
    "out_now(handler)": FactForm(
        "how many items are out that this person took out",
        "number of items the actor has out",
        ("taken", "put_back"),
        {"production": "prod", "handler": "actor", "item": "item"},
    ),
    "on_hand(lot)": FactForm(
        "what the lot should hold: added less removed",
        "number that the lot should hold",
        ("added", "removed"),
        {"lot": "item", "of_lot": "item2", "number": "count"},
    ),
    "qualified(agent)": FactForm(
        "whether every needed qualification of the person is recorded and in force",
        "full qualification in force",
        ("recorded",),
        {"agent": "actor", "person": "to", "sort": "kind", "until": "until"},
        ("needs",),
    ),
    "exposed(scene)": FactForm(
        "how many people are in the zone of the scene",
        "number of people in the zone",
        ("enters", "leaves"),
        {"production": "prod", "scene": "scene", "person": "actor"},
    ),
    "covers(briefed)": FactForm(
        "whether everybody in the zone of the scene was briefed on that day",
        "briefing of all in the zone",
        ("enters", "leaves", "briefed"),
        {"production": "prod", "scene": "scene", "day": "day", "person": "actor", "people": "to"},
    ),
}


class Fact(ABC):
    """``value`` of an event as things stand before it; ``take`` takes it in, after everything has been asked."""

    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        self.tests: dict[str, Test] = {name: compiled(pattern, {}) for name, pattern in shape.patterns.items()}

    def cell(self, event: Event, name: str) -> str:
        return event.get(self.shape.columns[name], "")

    def is_so(self, name: str, event: Event) -> bool:
        return self.tests[name](event) == YES

    def moves(self, event: Event) -> bool:
        """Whether the event changes the fact, or may."""
        return any(test(event) for test in self.tests.values())

    def concerns(self, event: Event, asked: Event) -> bool:  # noqa: ARG002 - what a fact of one item is asked for
        """Whether what the event changes may count for the event of which the fact is asked."""
        return self.moves(event)

    @abstractmethod
    def value(self, event: Event) -> str: ...

    @abstractmethod
    def take(self, event: Event) -> None: ...


class Positions(Fact):
    def __init__(self, shape: Shape) -> None:
        super().__init__(shape)
        self.number_by_item: dict[str, str] = {}

    def concerns(self, event: Event, asked: Event) -> bool:
        return self.moves(event) and self.cell(event, "item") in ("", self.cell(asked, "item"))

    def value(self, event: Event) -> str:
        return self.number_by_item.get(self.cell(event, "item"), "")

    def take(self, event: Event) -> None:
        if self.is_so("registered", event):
            self.number_by_item[self.cell(event, "item")] = self.cell(event, "number")


class State(Fact):
    """What is loaded without a word on what it was leaves the state unknown until the item is emptied."""

    def __init__(self, shape: Shape) -> None:
        super().__init__(shape)
        self.contents_by_item: dict[str, set[str]] = {}

    def concerns(self, event: Event, asked: Event) -> bool:
        return self.moves(event) and self.cell(event, "item") in ("", self.cell(asked, "item"))

    def value(self, event: Event) -> str:
        contents = self.contents_by_item.get(self.cell(event, "item"))
        if contents is None or "" in contents:
            return ""
        return next((c for c in self.shape.words["strongest"] if c in contents), min(contents, default="empty"))

    def take(self, event: Event) -> None:
        if self.is_so("emptied", event):
            self.contents_by_item[self.cell(event, "item")] = set()
        elif self.is_so("loaded", event):
            self.contents_by_item.setdefault(self.cell(event, "item"), set()).add(self.cell(event, "content"))


class OutNow(Fact):
    def __init__(self, shape: Shape) -> None:
        super().__init__(shape)
        self.taker_by_item: dict[tuple[str, str], tuple[str, str]] = {}
        self.count_by_taker: dict[tuple[str, str], int] = defaultdict(int)

    def value(self, event: Event) -> str:
        handler = self.cell(event, "handler")
        return str(self.count_by_taker.get((self.cell(event, "production"), handler), 0)) if handler else ""

    def take(self, event: Event) -> None:
        is_taken = self.is_so("taken", event)
        if not is_taken and not self.is_so("put_back", event):
            return
        item = (self.cell(event, "production"), self.cell(event, "item"))
        before = self.taker_by_item.pop(item, None)
        if before is not None:
            self.count_by_taker[before] -= 1
        if is_taken and self.cell(event, "handler"):
            taker = (self.cell(event, "production"), self.cell(event, "handler"))
            self.taker_by_item[item] = taker
            self.count_by_taker[taker] += 1


class OnHand(Fact):
    """The lot is the one the item comes of, where that is said, else the item itself. A number left out is one."""

    def __init__(self, shape: Shape) -> None:
        super().__init__(shape)
        self.number_by_lot: dict[str, float] = {}

    def value(self, event: Event) -> str:
        held = self.number_by_lot.get(self._lot(event))
        return "" if held is None else f"{held:g}"

    def take(self, event: Event) -> None:
        sign = 1 if self.is_so("added", event) else -1 if self.is_so("removed", event) else 0
        if sign and (lot := self._lot(event)):
            self.number_by_lot[lot] = self.number_by_lot.get(lot, 0) + sign * (number(self.cell(event, "number") or "1") or 0)

    def _lot(self, event: Event) -> str:
        return self.cell(event, "of_lot") or self.cell(event, "lot")


class Qualified(Fact):
    """``until`` is the last second in which it is in force; empty is for good. Of a sort the latest record counts."""

    def __init__(self, shape: Shape) -> None:
        super().__init__(shape)
        self.until_by_sort: dict[str, dict[str, str]] = defaultdict(dict)

    def concerns(self, event: Event, asked: Event) -> bool:
        return self.moves(event) and self.cell(event, "person") in ("", self.cell(asked, "agent"))

    def value(self, event: Event) -> str:
        agent = self.cell(event, "agent")
        if not agent:
            return ""
        have, now = self.until_by_sort.get(agent, {}), number(event["t"]) or 0
        return "yes" if all(_in_force(have.get(sort), now) for sort in self.shape.words["needs"]) else "no"

    def take(self, event: Event) -> None:
        if self.is_so("recorded", event):
            self.until_by_sort[self.cell(event, "person")][self.cell(event, "sort")] = self.cell(event, "until")


class Exposed(Fact):
    """Somebody without a name in the zone leaves it unknown who is there."""

    def __init__(self, shape: Shape) -> None:
        super().__init__(shape)
        self.people_by_scene: dict[tuple[str, str], set[str]] = {}

    def people(self, event: Event) -> set[str] | None:
        people = self.people_by_scene.get((self.cell(event, "production"), self.cell(event, "scene")))
        return None if people is None or "" in people else people

    def value(self, event: Event) -> str:
        people = self.people(event)
        return "" if people is None else str(len(people))

    def take(self, event: Event) -> None:
        enters = self.is_so("enters", event)
        if enters or self.is_so("leaves", event):
            scene = (self.cell(event, "production"), self.cell(event, "scene"))
            people = self.people_by_scene.setdefault(scene, set())
            (people.add if enters else people.discard)(self.cell(event, "person"))


class Covers(Exposed):
    """``people`` of a briefing are one name or several with semicolons between them."""

    def __init__(self, shape: Shape) -> None:
        super().__init__(shape)
        self.briefed_by_day: dict[tuple[str, str], set[str]] = defaultdict(set)

    def value(self, event: Event) -> str:
        people = self.people(event)
        if people is None:
            return ""
        return "yes" if people <= self.briefed_by_day.get(self._day(event), set()) else "no"

    def take(self, event: Event) -> None:
        super().take(event)
        if self.is_so("briefed", event):
            named = {name.strip() for name in self.cell(event, "people").split(";")} - {""}
            self.briefed_by_day[self._day(event)] |= named

    def _day(self, event: Event) -> tuple[str, str]:
        return self.cell(event, "production"), self.cell(event, "day")


_CLASSES: dict[str, type[Fact]] = {
    "positions(item)": Positions, "state(item)": State, "out_now(handler)": OutNow, "on_hand(lot)": OnHand,
    "qualified(agent)": Qualified, "exposed(scene)": Exposed, "covers(briefed)": Covers,
}  # fmt: skip


def fact_of(shape: Shape) -> Fact:
    return _CLASSES[shape.name](shape)


def _in_force(until: str | None, now: float) -> bool:
    return until is not None and (until == "" or now <= (number(until) or 0))
