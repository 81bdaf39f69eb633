"""Disagreements: two claims that plainly cannot both be so. What needs more than two claims is left to the reasoner."""

from collections import defaultdict
from dataclasses import replace
from itertools import combinations

from gestae.derive.making import Making, Part
from gestae.derive.moves import may_be_one
from gestae.derive.names import words
from gestae.derive.wording import asserts, denied, is_missing, name, phrase, sentence
from gestae.model import Claim, Finding
from gestae.model.ids import hashed
from gestae.rules import cues, kinds

_NO_CLASH = frozenset({"step", "position", "meeting", "concern"})
_CORE = {
    "presence": ("agent", "place"), "holding": ("holder", "item"), "handover": ("item",), "set_down": ("agent", "item"),
    "pick_up": ("agent", "item"), "storing": ("agent", "item"), "taking_out": ("agent", "item"), "loading": ("agent", "item"),
    "unloading": ("agent", "item"), "contents": ("item", "content"), "inspection": ("agent", "item"),
    "showing_clear": ("item", "to"),
    "announcement": ("agent",), "pointing": ("agent", "item"), "discharge": ("item",), "death": ("agent",), "injury": ("agent",),
    "awareness": ("agent", "of"), "statement": ("speaker", "to", "words"),
}  # fmt: skip
_MAIN = ("item", "speaker", "agent", "holder")
_TOLD_OTHERWISE = frozenset(
    {"contents", "handover", "set_down", "pick_up", "storing", "taking_out", "loading", "unloading", "discharge"}
)
_EMPTY = frozenset(cues("sameness")["nothing_inside"])
_INERT = frozenset(cues("sameness")["inert"])
_HOLLOW = frozenset(cues("sameness")["hollow"])
_EXACT_MINUTES = 15
_FREE_ROLES = frozenset({"words", "form", "result", "extent", "cause", "subject", "reason", "count", "intended", "aware"})


def run(making: Making) -> Making:
    told = [c for c in making.claims if c.modality == "asserted" and c.polarity != "unsure" and c.kind not in _NO_CLASH]
    clashes = [(rule, a, b) for a, b in _pairs(making, told) if (rule := _clash(making, a, b))]
    vague = _vague(clashes)
    found: dict[str, Finding] = {}
    seen: set[tuple[str, frozenset[str | None], tuple[str, ...]]] = set()
    for rule, a, b in clashes:
        key = (rule, frozenset((_voice(a), _voice(b))), _about(making, a, b))
        if key not in seen and not {a.id, b.id} & vague:
            seen.add(key)
            finding = _finding(making, rule, a, b)
            found.setdefault(finding.id, finding)
    return replace(making, findings=(*making.findings, *found.values()))


def _vague(clashes: list[tuple[str, Claim, Claim]]) -> set[str]:
    """Denials that leave a needed role open and would deny several different things: which one they mean is not told."""
    denied: dict[str, set[tuple[str | None, ...]]] = defaultdict(set)
    for rule, a, b in clashes:
        if rule == "denied":
            denial, other = (a, b) if not asserts(a) else (b, a)
            needed = [r for r, shape in kinds()[a.kind].roles.items() if shape.needed]
            if any(is_missing(denial.roles.get(r)) for r in needed):
                times = (other.when.said,) if other.when else ()
                denied[denial.id].add((*(other.filler(r) for r in needed), *times))
    return {id_ for id_, things in denied.items() if len(things) > 1}


def _pairs(making: Making, told: list[Claim]) -> list[tuple[Claim, Claim]]:
    """Pairs that may clash, in the order they are told: of one kind, and of one event or one main thing. A thing's assertions are
    set against its denials, and against each other only where what it contained or who moved it is told. Between two speakers
    the first pair on one thing stands for all."""
    groups: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in told:
        groups[claim.kind, making.event[claim.id]].append(claim)
        main = next((f for r in _MAIN if (f := claim.filler(r))), None)
        if main:
            groups[claim.kind, main].append(claim)
    pairs: dict[tuple[int, int], tuple[Claim, Claim]] = {}
    for claims in groups.values():
        stands = [asserts(c) for c in claims]
        alike = claims[0].kind in _TOLD_OTHERWISE or len({making.event[c.id] for c in claims}) == 1
        if len(claims) > 1 and (alike or len(set(stands)) > 1):
            for (a, one), (b, other) in combinations(zip(claims, stands, strict=True), 2):
                if one != other or (alike and one):
                    pairs[making.rank[a.id], making.rank[b.id]] = (a, b)
    return [pairs[key] for key in sorted(pairs)]


def _voice(claim: Claim) -> str | None:
    return claim.by or (claim.span.text if claim.span else None)


def _about(making: Making, a: Claim, b: Claim) -> tuple[str, ...]:
    """What both are about, at other times apart."""
    shared = sorted({f for role in _CORE.get(a.kind, ()) if (f := a.filler(role)) and f == b.filler(role)})
    times = sorted({x for c in (a, b) for x in making.bounds[c.id] if x})
    return (*shared, *times)


def _clash(making: Making, a: Claim, b: Claim) -> str | None:
    one_event = making.event[a.id] == making.event[b.id]
    meet = making.bounds[a.id].meet(making.bounds[b.id])
    if "habit" in (a.basis, b.basis) and not one_event:
        return None
    if asserts(a) != asserts(b):
        return "denied" if (one_event or meet) and _same_core(making, a, b) else None
    if not asserts(a):
        return None
    if a.kind == "contents":
        return "contents" if _clash_in_contents(making, a, b) and meet and _both_or_neither_timed(making, a, b) else None
    if one_event or (_are_exact(making, a, b) and meet and a.by != b.by and _share_two(a, b)):
        return "told-otherwise" if _differ(making, a, b) else None
    return None


def _same_core(making: Making, a: Claim, b: Claim) -> bool:
    """Whether both speak of one thing: core roles equal, and no role filled by two different things."""
    if _differ(making, a, b):
        return False
    core = _CORE.get(a.kind, ())
    if not all(_equal(making, a, b, role) for role in core):
        return False
    if a.kind == "handover":
        return any(a.filler(r) and a.filler(r) == b.filler(r) for r in ("giver", "receiver"))
    return bool(core)


def _differ(making: Making, a: Claim, b: Claim) -> bool:
    """Whether a role is filled by two different things. What may be one after all is not different."""
    return any(
        (x := a.filler(role)) and (y := b.filler(role)) and x != y and not x.startswith("clm-") and not may_be_one(making, x, y)
        for role in a.roles
        if role not in _FREE_ROLES
    )


def _equal(making: Making, a: Claim, b: Claim, role: str) -> bool:
    x, y = a.roles.get(role), b.roles.get(role)
    if x is None or y is None or is_missing(x) or is_missing(y):
        return False
    if x.id and y.id and x.id == y.id:
        return True
    if x.id and y.id and x.id[:3] + y.id[:3] not in ("clmclm", "plcplc"):
        return False
    one, other = (_content(_told(making, c, role)) for c in (a, b))
    return bool(one and other) and len(one & other) >= 0.5 * min(len(one), len(other))


def _told(making: Making, claim: Claim, role: str) -> str:
    filler = claim.roles[role]
    assert filler is not None
    if filler.id is None:
        return str(filler.value if filler.value is not None else filler.label)
    label = name(making, filler.id)
    if label is None:
        inner = making.claim.get(filler.id)
        label = sentence(making, inner) if inner else ""
    return label


def _content(told: str) -> set[str]:
    return {w for w in words(told) if len(w) > 2 and w not in _HOLLOW}


def _clash_in_contents(making: Making, a: Claim, b: Claim) -> bool:
    """One says it held nothing and the other something, or one only inert rounds and the other a live one."""
    if not a.filler("item") or a.filler("item") != b.filler("item") or any(is_missing(c.roles.get("content")) for c in (a, b)):
        return False
    one, other = (set(words(_told(making, c, "content"))) for c in (a, b))
    if bool(one & _EMPTY) != bool(other & _EMPTY):
        return True
    return any("live" in x and y & _INERT and "live" not in y for x, y in ((one, other), (other, one)))


def _both_or_neither_timed(making: Making, a: Claim, b: Claim) -> bool:
    return making.bounds[a.id].are_open == making.bounds[b.id].are_open


def _are_exact(making: Making, a: Claim, b: Claim) -> bool:
    return all((m := making.bounds[c.id].minutes) is not None and m <= _EXACT_MINUTES for c in (a, b))


def _share_two(a: Claim, b: Claim) -> bool:
    return sum(1 for role in a.roles if a.filler(role) and a.filler(role) == b.filler(role)) >= 2


def _finding(making: Making, rule: str, a: Claim, b: Claim) -> Finding:
    if not asserts(a) and asserts(b):
        a, b = b, a
    because = tuple(sorted((a.id, b.id)))
    says = phrase(
        "findings",
        "clash",
        by_a=name(making, a.by) or "one account",
        verb_a="denies" if a.polarity == "denies" else "says",
        a=denied(making, a) if a.polarity == "denies" else sentence(making, a),
        by_b=name(making, b.by) or "another account",
        verb_b="denies" if b.polarity == "denies" else "says",
        b=denied(making, b) if b.polarity == "denies" else sentence(making, b),
    )
    about = sorted({f.id for c in (a, b) for f in c.roles.values() if f and f.id and not f.id.startswith("clm-")})
    return Finding(
        id=hashed("fnd", rule, *because),
        rule=rule,
        topic="conflict",
        verdict="contested",
        severity="warning",
        says=says,
        because=because,
        about=tuple(about),
    )


PART = Part(name="disagreements", needs=("timeline",), run=run)
