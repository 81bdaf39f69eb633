"""Custody: who has each item when. Known from what is told of its movements, contested where that is denied or told otherwise,
unknown between two movements that do not join."""

from dataclasses import dataclass, replace

import msgspec

from gestae.derive.bounds import Bounds, day_words
from gestae.derive.making import Making, Part
from gestae.derive.moves import Move, moves_of, speakers
from gestae.derive.sequence import in_sequence, joins
from gestae.derive.wording import noun, phrase, span_words
from gestae.model import Claim, Custody, Finding, Question, Spell
from gestae.model.ids import hashed
from gestae.rules import phrases

_Node = tuple[Move, ...]


@dataclass(frozen=True)
class _Gap:
    """Between two movements nobody says who had the item, or, with ``place``, who could reach it there."""

    item: str
    before: _Node
    after: _Node
    place: str | None = None

    @property
    def because(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((self.before[0].because[0], self.after[0].because[0])))


def run(making: Making) -> Making:
    custody: list[Custody] = []
    gaps: list[_Gap] = []
    asked: list[Question] = []
    moved = moves_of(making)
    for item, moves in ((i, moved[i]) for i in making.items if i in moved):
        spells, found, adrift = _spells(making, item, moves)
        custody.append(Custody(item=item, spells=tuple(spells)))
        gaps += found
        asked += [_when_held(making, h) for h in adrift]
    findings = {f.id: f for f in (_finding(making, gap) for gap in gaps)}
    questions = {q.id: q for q in (_question(making, gap) for gap in gaps)}
    return replace(
        making,
        custody=tuple(custody),
        findings=(*making.findings, *findings.values()),
        questions=(*making.questions, *questions.values(), *asked),
    )


def _spells(making: Making, item: str, moves: list[Move]) -> tuple[list[Spell], list[_Gap], list[Move]]:
    """Spells and gaps, and the holdings that have no place among them: those of somebody else at a time that is not told."""
    nodes = _nodes([m for m in moves if not m.is_holding])
    holdings = [m for m in moves if m.is_holding]
    spells, _ = _walk(making, item, in_sequence(nodes))
    loose = [h for h in holdings if _spell_of(spells, h) is None]
    adrift = [h for h in loose if nodes and h.bounds.are_open]
    loose = [h for h in loose if h not in adrift]
    spells, gaps = _walk(making, item, in_sequence([*nodes, *((m,) for m in loose)]))
    for holding in holdings:
        at = _spell_of(spells, holding)
        if at is not None:
            spells[at] = _witnessed(spells[at], holding)
    denials = [
        c
        for c in making.claims
        if c.kind == "holding" and (c.polarity, c.modality, c.filler("item")) == ("denies", "asserted", item) and c.filler("holder")
    ]
    return [_doubted(making, s, denials) for s in spells], gaps, adrift


def _doubted(making: Making, spell: Spell, denials: list[Claim]) -> Spell:
    """Contested where somebody denies that this holder had the item."""
    within = Bounds(spell.earliest, spell.latest)
    against = tuple(c.id for c in denials if c.filler("holder") == spell.holder and making.bounds[c.id].meet(within))
    if not against:
        return spell
    return msgspec.structs.replace(spell, standing="contested", because=tuple(dict.fromkeys((*spell.because, *against))))


def _nodes(moves: list[Move]) -> list[_Node]:
    """Versions of one movement that contradict each other stand together."""
    nodes: list[_Node] = []
    for move in moves:
        at = next((n for n, node in enumerate(nodes) if any(set(o.because) & set(move.against) for o in node)), None)
        if at is None:
            nodes.append((move,))
        else:
            nodes[at] = (*nodes[at], move)
    return nodes


def _walk(making: Making, item: str, nodes: list[_Node]) -> tuple[list[Spell], list[_Gap]]:
    """The spells that the movements, in order, leave: before the first, between each two, after the last."""
    spells: list[Spell] = []
    gaps: list[_Gap] = []
    for at, node in enumerate(nodes):
        before = nodes[at - 1] if at else None
        if before is None:
            spells += _opening(making, node)
        elif not joins(before, node):
            spells += _break(before, node)
            gaps.append(_Gap(item=item, before=before, after=node))
        elif (place := _left_at(making, before)) is not None:
            gaps.append(_Gap(item=item, before=before, after=node, place=place))
        spells += _coming(before, node, nodes[at + 1] if at + 1 < len(nodes) else None)
    return _run_together(spells), gaps


def _opening(making: Making, node: _Node) -> list[Spell]:
    """Before the first movement: the giver, known from it; and before him nobody, unless it was in a store."""
    bounds = _bounds(node)
    because = _because(node)
    leaving = list(dict.fromkeys(m.leaves for m in node if m.leaves))
    if node[0].is_holding:
        return [_unknown(None, bounds.latest)]
    spells = [
        Spell(holder=h, earliest=None, latest=bounds.latest, standing="known", because=because, ends_from=bounds.earliest)
        for h in leaving
    ]
    if not leaving or any(h in making.agents for h in leaving):
        spells.insert(0, _unknown(None, bounds.latest, () if leaving else because))
    return spells


def _coming(before: _Node | None, node: _Node, after: _Node | None) -> list[Spell]:
    """Whom the item comes to, until it goes on; two holders where two versions are told."""
    bounds, spells = _bounds(node), []
    for move in node:
        if move.comes is None:
            continue
        last = _bounds(after) if after else Bounds()
        joined = after is not None and joins((move,), after)
        onward = _because(after) if after and joined else ()
        against = tuple(dict.fromkeys((*move.against, *(c for o in node if o is not move for c in o.because))))
        begins, begun, lasts = bounds.earliest, bounds.latest, None
        if move.is_holding:
            begins = _bounds(before).earliest if before else None
            begun, lasts = (bounds.earliest, bounds.latest) if move.is_throughout else (bounds.latest, bounds.earliest)
        spells.append(
            Spell(
                holder=move.comes,
                earliest=begins,
                latest=last.latest,
                standing="contested" if against else "known",
                because=tuple(dict.fromkeys((*move.because, *against, *onward))),
                starts_by=begun,
                ends_from=last.earliest if joined else lasts,
            )
        )
    if not spells:
        spells.append(_unknown(bounds.earliest, _bounds(after).latest if after else None, _because(node)))
    return spells


def _break(before: _Node, after: _Node) -> list[Spell]:
    """Nobody between two movements that do not join, then whoever the second leaves."""
    earliest, latest = _bounds(before).earliest, _bounds(after).latest
    spells = [_unknown(earliest, latest, (*_because(before), *_because(after)))]
    if after[0].is_holding:
        return spells
    leaving = dict.fromkeys(m.leaves for m in after if m.leaves)
    return spells + [
        Spell(
            holder=h, earliest=earliest, latest=latest, standing="known", because=_because(after), ends_from=_bounds(after).earliest
        )
        for h in leaving
    ]


def _unknown(earliest: str | None, latest: str | None, because: tuple[str, ...] = ()) -> Spell:
    if earliest and latest and earliest > latest:
        earliest = latest = None
    return Spell(holder=None, earliest=earliest, latest=latest, standing="unknown", because=tuple(dict.fromkeys(because)))


def _run_together(spells: list[Spell]) -> list[Spell]:
    """One spell where the same holder, or nobody, follows on itself."""
    found: list[Spell] = []
    for spell in spells:
        if found and found[-1].holder == spell.holder:
            last = found[-1]
            found[-1] = Spell(
                holder=last.holder,
                earliest=last.earliest,
                latest=spell.latest,
                standing="contested" if "contested" in (last.standing, spell.standing) else last.standing,
                because=tuple(dict.fromkeys((*last.because, *spell.because))),
                starts_by=last.starts_by or spell.starts_by,
                ends_from=spell.ends_from or last.ends_from,
            )
        else:
            found.append(spell)
    return [_sound(s) for s in found]


def _sound(spell: Spell) -> Spell:
    """Never later than it ends: where times clash, the spell keeps neither. Inner bounds beyond the outer ones say nothing."""
    if spell.earliest and spell.latest and spell.earliest > spell.latest:
        return Spell(holder=spell.holder, earliest=None, latest=None, standing=spell.standing, because=spell.because)
    within = Bounds(spell.earliest, spell.latest)
    inner = {k: v for k, v in (("starts_by", spell.starts_by), ("ends_from", spell.ends_from)) if v and within.meet(Bounds(v, v))}
    return msgspec.structs.replace(spell, starts_by=inner.get("starts_by"), ends_from=inner.get("ends_from"))


def _spell_of(spells: list[Spell], holding: Move) -> int | None:
    """The first spell of this holder at a time that meets what is said."""
    for at, spell in enumerate(spells):
        if spell.holder == holding.comes and Bounds(spell.earliest, spell.latest).meet(holding.bounds):
            return at
    return None


def _witnessed(spell: Spell, holding: Move) -> Spell:
    because = tuple(dict.fromkeys((*spell.because, *holding.because, *holding.against)))
    return msgspec.structs.replace(spell, standing="contested" if holding.against else spell.standing, because=because)


def _bounds(node: _Node) -> Bounds:
    """The bounds of all versions together."""
    firsts, lasts = [m.bounds.earliest for m in node], [m.bounds.latest for m in node]
    return Bounds(
        None if None in firsts else min(f for f in firsts if f),
        None if None in lasts else max(x for x in lasts if x),
    )


def _because(node: _Node) -> tuple[str, ...]:
    return tuple(dict.fromkeys(c for m in node for c in m.because))


def _left_at(making: Making, before: _Node) -> str | None:
    """Where an item was set down and lay until it was picked up: a place that is no store."""
    if any("set_down" in m.kinds for m in before) and before[0].comes in making.places:
        return before[0].comes
    return None


def _window(gap: _Gap) -> Bounds:
    return Bounds(_bounds(gap.before).earliest, _bounds(gap.after).latest)


def _where(making: Making, gap: _Gap) -> str:
    """When the gap is, in times, else between whom."""
    window, spans = _window(gap), phrases()["spans"]
    if window.is_clocked:
        return span_words(window)
    first, last = gap.before[0].comes or gap.before[0].leaves, gap.after[0].leaves or gap.after[0].comes
    first_name, last_name = (noun(making, x) if x else None for x in (first, last))
    day = str(spans["on_day"]).format(day=day_words(window.earliest)) if window.earliest and window.is_one_day else ""
    if first_name and last_name and first != last:
        return str(spans["between_holders"]).format(first=first_name, last=last_name) + day
    if first_name:
        return str(spans["after_holder"]).format(first=first_name) + day
    return span_words(window)


def _finding(making: Making, gap: _Gap) -> Finding:
    rule = "left-unattended" if gap.place else "custody-gap"
    slots = {"item": noun(making, gap.item) or "the item", "span": _where(making, gap)}
    says = (
        phrase("findings", "left", place=noun(making, gap.place) or "the place", **slots)
        if gap.place
        else phrase("findings", "gap", **slots)
    )
    return Finding(
        id=hashed("fnd", rule, *sorted(gap.because)),
        rule=rule,
        topic="gap",
        verdict="not_evaluable",
        severity="note" if gap.place else "warning",
        says=says,
        because=gap.because,
        about=tuple(x for x in (gap.item, gap.place) if x),
    )


def _question(making: Making, gap: _Gap) -> Question:
    finding = _finding(making, gap)
    agents = [x for m in (*gap.before, *gap.after) for x in (m.leaves, m.comes) if x in making.agents]
    asked = speakers(making, (*_because(gap.before), *_because(gap.after)))
    agents += sorted(s for s in asked if s in making.agents and making.agents[s].kind == "person")
    return Question(
        id=hashed("qst", "had", gap.item, *sorted(gap.because)),
        says=phrase("questions", "gap", item=noun(making, gap.item) or "it", span=_where(making, gap)),
        raised_by=(finding.id, *gap.because),
        settled_by=tuple(dict.fromkeys(a for a in agents if a)),
    )


def _when_held(making: Making, holding: Move) -> Question:
    agents = [holding.comes, *sorted(s for s in speakers(making, holding.because) if s)]
    slots = {"holder": noun(making, holding.comes or "") or "this person", "item": noun(making, holding.item) or "it"}
    return Question(
        id=hashed("qst", "when-held", *sorted(holding.because)),
        says=phrase("questions", "when_held", **slots),
        raised_by=holding.because,
        settled_by=tuple(dict.fromkeys(a for a in agents if a and making.is_person(a))),
    )


PART = Part(name="custody", needs=("timeline",), run=run)
