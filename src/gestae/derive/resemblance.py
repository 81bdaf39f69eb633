"""Resemblance: things of two documents that may be one. Nothing is joined here; each is a question to the reviewer."""

from collections import defaultdict
from dataclasses import replace
from itertools import combinations

from gestae.derive.making import Making, Part, Thing
from gestae.derive.names import full_names, marks, may_be_one_item, may_be_short_for, name_words, suffix
from gestae.derive.standing import named
from gestae.derive.wording import phrase
from gestae.model import Agent, Claim, Finding, Item, Question
from gestae.model.ids import hashed

_FOLLOWED = frozenset({"firearm", "key", "vehicle"})


def run(making: Making) -> Making:
    first = _first_claims(making)
    raised = [
        _raised(making, sort, a, b, first)
        for sort, pairs in (("agents", _persons(making)), ("items", _items(making)))
        for a, b in _to_the_fullest([p for p in pairs if not _told_apart(making, p[0].id, p[1].id)])
    ]
    return replace(
        making,
        findings=(*making.findings, *(f for f, _ in raised)),
        questions=(*making.questions, *(q for _, q in raised)),
    )


def _to_the_fullest(pairs: list[tuple[Thing, Thing]]) -> list[tuple[Thing, Thing]]:
    """Each thing asked about once against the fullest it may be: not against one that may itself be that fuller one."""
    may_be: dict[str, dict[str, Thing]] = defaultdict(dict)
    for pair in pairs:
        short, full = sorted(pair, key=_fullness)
        may_be[short.id][full.id] = full
    things: dict[str, Thing] = {t.id: t for pair in pairs for t in pair}
    return [
        (things[short], full)
        for short, fuller in sorted(may_be.items())
        for _, full in sorted(fuller.items())
        if not any(other in fuller for other in may_be[full.id])
    ]


def _fullness(thing: Thing) -> tuple[bool, int, int, str]:
    """By marks, words and length; of two alike the one of lesser id is the fuller, as it goes by that id."""
    size = len(name_words(thing.label)), len(thing.label)
    is_marked = isinstance(thing, Item) and bool(marks(thing))
    return is_marked, *size, "".join(chr(0x7F - ord(ch)) for ch in thing.id)


def _first_claims(making: Making) -> dict[str, Claim]:
    """For each thing, the first claim that names it in a text."""
    first: dict[str, Claim] = {}
    for claim in making.claims:
        for id_ in named(claim):
            if claim.span or id_ not in first:
                first.setdefault(id_, claim)
    return first


def _told_apart(making: Making, a: str, b: str) -> bool:
    """Whether a person's last word on any members of the two was that they are not the same."""
    members = {s.thing: set(s.members) for s in making.sameness}
    one, other = members.get(a, {a}), members.get(b, {b})
    return any(not d.same and ((d.a in one and d.b in other) or (d.a in other and d.b in one)) for d in making.decisions)


def _apart(making: Making, a: Thing, b: Thing) -> bool:
    """Whether no text names both: a text that does has told them apart."""
    return not making.homes.get(a.id, frozenset()) & making.homes.get(b.id, frozenset())


def _persons(making: Making) -> list[tuple[Thing, Thing]]:
    """Short names and the fuller ones they may stand for, and equal ones that no rule joined."""
    people = [a for _, a in sorted(making.agents.items()) if a.kind == "person" and a.label]
    return [(a, b) for a, b in _near(people) if may_be_short_for(a.label, b.label) and _apart(making, a, b) and not _clash(a, b)]


def _near(people: list[Agent]) -> list[tuple[Agent, Agent]]:
    """Pairs whose names share their first or last word, which a short form and its full form do."""
    by_word: dict[str, list[int]] = defaultdict(list)
    for at, person in enumerate(people):
        name = name_words(person.label)
        for word in {name[0], name[-1]} if name else ():
            by_word[word].append(at)
    pairs = {pair for found in by_word.values() for pair in combinations(found, 2)}
    return [(people[a], people[b]) for a, b in sorted(pairs)]


def _clash(a: Agent, b: Agent) -> bool:
    """Whether they cannot be one. Equal full names of a man and a woman are asked about: the one word may be a slip."""
    ends = suffix(a.label), suffix(b.label)
    if all(ends) and ends[0] != ends[1]:
        return True
    return bool(a.sex and b.sex and a.sex != b.sex) and not full_names(a) & full_names(b)


def _items(making: Making) -> list[tuple[Thing, Thing]]:
    """Items of a kind that is followed, or that change hands, where each of two texts names exactly one that fits."""
    moved = {c.item for c in making.custody}
    by_text: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for _, item in sorted(making.items.items()):
        if item.kind in _FOLLOWED or item.id in moved:
            for text in making.homes.get(item.id, frozenset()):
                by_text[item.kind, text].append(item)
    alone: dict[str, dict[str, Item]] = defaultdict(dict)
    for (kind, _), named_there in sorted(by_text.items()):
        if len(named_there) == 1:
            alone[kind][named_there[0].id] = named_there[0]
    pairs = [pair for items in alone.values() for pair in combinations(items.values(), 2)]
    return [(a, b) for a, b in pairs if _apart(making, a, b) and may_be_one_item(a, b)]


def _raised(making: Making, sort: str, a: Thing, b: Thing, first: dict[str, Claim]) -> tuple[Finding, Question]:
    because = tuple(dict.fromkeys((first[a.id].id, first[b.id].id)))
    slots = {"a": a.label, "b": b.label, "in_a": _where(making, first[a.id]), "in_b": _where(making, first[b.id])}
    rule = f"may-be-one-{sort}"
    finding = Finding(
        id=hashed("fnd", rule, *sorted((*because, a.id, b.id))),
        rule=rule,
        topic="identity",
        verdict="not_evaluable",
        severity="note",
        says=phrase("findings", f"identity_{sort}", **slots),
        because=because,
        about=(a.id, b.id),
    )
    question = Question(
        id=hashed("qst", "one", *sorted((a.id, b.id))),
        says=phrase("questions", f"identity_{sort}", **slots),
        raised_by=(finding.id,),
    )
    return finding, question


def _where(making: Making, claim: Claim) -> str:
    """The document a claim stands in, by its source's name."""
    source = next((t.source for t in making.texts if claim.span and t.id == claim.span.text), None)
    return next((s.name for s in making.sources if s.id == source), "what was stated by hand")


PART = Part(name="resemblance", needs=("custody",), run=run)
