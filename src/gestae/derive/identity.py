"""Identity: which things of the texts are one thing of the case. Rules join only what no reader would doubt, persons decide the
rest; a later entry undoes either."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import replace
from itertools import combinations

import msgspec

from gestae.derive.joining import Joining
from gestae.derive.making import Making, Part, Thing
from gestae.derive.names import full_names, marks, proper_name, suffix, words
from gestae.derive.standing import named
from gestae.model import Agent, Claim, Filler, Item, Place, Sameness


def run(making: Making) -> Making:
    present = {i for c in making.claims for i in named(c) if i in making.known}
    joining, why = _joined(making, present)
    thing_of: dict[str, str] = {}
    sameness: list[Sameness] = []
    wide: dict[str, Thing] = {}
    reasons = _reasons(why)
    for members in joining.components(present):
        wide[members[0]] = _as_one(members[0], [making.known[m] for m in members])
        thing_of.update(dict.fromkeys(members, members[0]))
        if len(members) > 1:
            sameness.append(Sameness(thing=members[0], members=members, rule=_reason(members, reasons)))
    wide = {i: wide[i] for i in _as_named(making, thing_of)}
    counting: set[str] = {c.id for c in making.claims} | making.source.keys()
    claims = tuple(_renamed(c, thing_of, counting, making) for c in making.claims)
    event, events = _events(claims, joining, why)
    return replace(
        making,
        claims=claims,
        agents={i: t for i, t in wide.items() if isinstance(t, Agent)},
        items={i: t for i, t in wide.items() if isinstance(t, Item)},
        places={i: t for i, t in wide.items() if isinstance(t, Place)},
        event=event,
        homes=_wide_homes(making, thing_of),
        sameness=(*making.sameness, *sorted([*sameness, *events], key=lambda s: s.thing)),
    )


def _as_named(making: Making, thing_of: dict[str, str]) -> dict[str, None]:
    """The things in the order in which the claims name them."""
    ids = (i for c in making.claims for i in (c.by, *c.channel, *(f.id for f in c.roles.values() if f), c.where))
    return dict.fromkeys(thing_of[i] for i in ids if i in thing_of)


Why = dict[frozenset[str], str]


def _joined(making: Making, present: set[str]) -> tuple[Joining, Why]:
    """What persons decided, the latest first, so that a later decision overrides an earlier one; then the rules, in the order of
    ids, where they do not go against it: what is told apart from a thing leaves with the greater id."""
    joining, why = Joining(), {}
    for decision in reversed(making.decisions):
        if decision.a[:4] != decision.b[:4] or decision.a == decision.b:
            continue
        pair = frozenset((decision.a, decision.b))
        if not decision.same:
            joining.keep_apart(decision.a, decision.b)
        elif joining.join(decision.a, decision.b):
            why[pair] = f"entry {decision.entry}"
    for a, b, rule in sorted(_rule_pairs(making, present)):
        if joining.join(a, b):
            why[frozenset((a, b))] = rule
    for a, b in sorted(_by_hand_pairs(making, present, joining)):
        if joining.join(a, b):
            why[frozenset((a, b))] = "same label, stated by hand"
    return joining, why


def _rule_pairs(making: Making, present: set[str]) -> Iterator[tuple[str, str, str]]:
    things = [making.known[i] for i in sorted(present)]
    persons = [t for t in things if isinstance(t, Agent) and t.kind == "person"]
    names = [(name, (p.sex, suffix(p.label)), p.id) for p in persons for name in sorted(full_names(p))]
    yield from _pairs(names, making, "same full name")
    bodies = [t for t in things if isinstance(t, Agent) and t.kind in ("organisation", "software")]
    yield from _pairs([((t.kind, n), (), t.id) for t in bodies if (n := proper_name(t.label))], making, "same name")
    places = [t for t in things if isinstance(t, Place)]
    yield from _pairs([(n, (), t.id) for t in places if (n := proper_name(t.label)) and len(n) > 1], making, "same name")
    tagged = [(m, (None if t.kind == "other" else t.kind,), t.id) for t in things if isinstance(t, Item) for m in sorted(marks(t))]
    yield from _pairs(tagged, making, "same mark")


def _pairs(
    keyed: Iterable[tuple[Hashable, tuple[str | None, ...], str]], making: Making, rule: str
) -> Iterator[tuple[str, str, str]]:
    """Pairs of things with one key. Their traits must agree or be unknown; where two known ones clash, those without it could
    be either and stay alone. Two things that one text tells apart keep all of that key from being joined."""
    groups: dict[Hashable, list[tuple[tuple[str | None, ...], str]]] = defaultdict(list)
    for key, traits, id_ in keyed:
        groups[key].append((traits, id_))
    for members in groups.values():
        for alike in _without_clash(members):
            if not _share_a_text(alike, making):
                yield from ((*sorted(pair), rule) for pair in combinations(sorted(set(alike)), 2))  # type: ignore[misc]


def _without_clash(members: list[tuple[tuple[str | None, ...], str]]) -> list[list[str]]:
    width = len(members[0][0])
    clashing = [n for n in range(width) if len({traits[n] for traits, _ in members if traits[n]}) > 1]
    if not clashing:
        return [[id_ for _, id_ in members]]
    groups: dict[tuple[str | None, ...], list[str]] = defaultdict(list)
    for traits, id_ in members:
        if all(traits[n] for n in clashing):
            groups[tuple(traits[n] for n in clashing)].append(id_)
    return list(groups.values())


def _share_a_text(ids: list[str], making: Making) -> bool:
    seen: set[str] = set()
    for id_ in sorted(set(ids)):
        homes = making.homes.get(id_, frozenset())
        if homes & seen:
            return True
        seen |= homes
    return False


def _by_hand_pairs(making: Making, present: set[str], joining: Joining) -> Iterator[tuple[str, str]]:
    """Equal labels are one thing among what is stated by hand, and with what the texts call so where that is one thing only."""
    by_label: dict[tuple[type[Thing], tuple[str, ...]], list[str]] = defaultdict(list)
    for id_ in sorted(present):
        by_label[type(making.known[id_]), words(making.known[id_].label)].append(id_)
    for ids in by_label.values():
        stated = [i for i in ids if i in making.by_hand]
        read = [i for i in ids if i not in making.by_hand]
        yield from ((stated[0], other) for other in stated[1:])
        if stated and read and len({joining.root(i) for i in read}) == 1:
            yield stated[0], read[0]


def _as_one(id_: str, members: list[Thing]) -> Thing:
    """One thing of several: the fullest label, all forms and marks, whatever else they agree on."""
    fullest = min(members, key=lambda t: (-len(t.label.split()), -len(t.label), t.label))
    forms = tuple(sorted({f for t in members for f in t.forms}))
    if isinstance(fullest, Agent):
        agents = [t for t in members if isinstance(t, Agent)]
        sexes = {t.sex for t in agents if t.sex}
        kinds = sorted({t.kind for t in agents} - {"unidentified"}) or ["unidentified"]
        titles = sorted({t.title for t in agents if t.title})
        return msgspec.structs.replace(
            fullest,
            id=id_,
            forms=forms,
            kind=fullest.kind if fullest.kind in kinds else kinds[0],
            sex=sexes.pop() if len(sexes) == 1 else None,
            title=titles[0] if titles else None,
        )
    if isinstance(fullest, Item):
        items = [t for t in members if isinstance(t, Item)]
        kinds_ = sorted({t.kind for t in items} - {"other"}) or ["other"]
        tags = tuple(sorted({m for t in items for m in t.marks}))
        return msgspec.structs.replace(
            fullest, id=id_, forms=forms, marks=tags, kind=fullest.kind if fullest.kind in kinds_ else kinds_[0]
        )
    return msgspec.structs.replace(fullest, id=id_, forms=forms)


def _reasons(why: Why) -> dict[str, set[str]]:
    """What joined each thing with any other."""
    found: dict[str, set[str]] = defaultdict(set)
    for pair, rule in why.items():
        for member in pair:
            found[member].add(rule)
    return found


def _reason(members: tuple[str, ...], known: dict[str, set[str]]) -> str:
    """What joined them: entries of persons before rules."""
    reasons = {rule for member in members for rule in known.get(member, ())}
    entries = sorted(r for r in reasons if r.startswith("entry "))
    return ", ".join(entries) if entries else ", ".join(sorted(reasons))


def _renamed(claim: Claim, thing_of: dict[str, str], counting: set[str], making: Making) -> Claim:
    """The claim with case-wide things. What it names that is not in the case keeps its words only."""

    def wide(id_: str | None) -> str | None:
        if id_ is None or id_ in thing_of:
            return thing_of.get(id_ or "")
        return id_ if id_ in counting else None

    def filler(found: Filler | None) -> Filler | None:
        if found is None or found.id is None:
            return found
        id_ = wide(found.id)
        return msgspec.structs.replace(found, id=id_, label=found.label if id_ else found.label or _words_of(found.id, making))

    by = wide(claim.by)
    if by is None and claim.by is not None and claim.span:
        by = next((t.source for t in making.texts if t.id == claim.span.text), None)
    return msgspec.structs.replace(
        claim,
        by=by,
        channel=tuple(w for c in claim.channel if (w := wide(c))),
        where=wide(claim.where),
        roles={name: filler(f) for name, f in claim.roles.items()},
    )


def _words_of(id_: str, making: Making) -> str | None:
    """The words of a claim that does not count, so that one about it still says what it is about."""
    if id_ in making.known:
        return making.known[id_].label
    read = (c for p in making.dossier.proposals for c in p.claims if c.id == id_ and c.span)
    return next((c.span.quote for c in read if c.span), None)


def _events(claims: tuple[Claim, ...], joining: Joining, why: Why) -> tuple[dict[str, str], list[Sameness]]:
    """Claims that report one event: said by a person, or stated with one word for the event."""
    stated: dict[str, list[str]] = defaultdict(list)
    for claim in claims:
        if claim.event:
            stated[claim.event].append(claim.id)
    for ids in (sorted(ids) for _, ids in sorted(stated.items())):
        for other in ids[1:]:
            if joining.join(ids[0], other):
                why[frozenset((ids[0], other))] = "stated as one event"
    components = joining.components(c.id for c in claims)
    event = {member: members[0] for members in components for member in members}
    reasons = _reasons(why)
    return event, [Sameness(thing=m[0], members=m, rule=_reason(m, reasons)) for m in components if len(m) > 1]


def _wide_homes(making: Making, thing_of: dict[str, str]) -> dict[str, frozenset[str]]:
    homes: dict[str, set[str]] = defaultdict(set)
    for id_, texts in making.homes.items():
        homes[thing_of.get(id_, id_)] |= texts
    return {i: frozenset(t) for i, t in homes.items()}


PART = Part(name="identity", needs=("standing",), run=run)
