"""Questions: what is not known. Asked in the texts, left open by a claim, or raised by a finding; the same question from several
places is one question."""

from dataclasses import dataclass, replace

from gestae.derive.bounds import Bounds
from gestae.derive.making import Making, Part
from gestae.derive.wording import asserts, is_missing, question, sentence
from gestae.model import Claim, Finding, Question
from gestae.model.ids import hashed
from gestae.rules import kinds

_SUMMED_UP = frozenset({"position", "meeting", "concern", "statement", "step", "awareness"})


@dataclass(frozen=True)
class _Asked:
    """A question before its like are put together. ``about`` is what it asks and of what; ``bounds`` of what time."""

    about: tuple[str, ...]
    says: str
    raised_by: tuple[str, ...]
    settled_by: tuple[str, ...]
    bounds: Bounds
    rank: int
    id: str | None = None


def run(making: Making) -> Making:
    asked = [a for c in making.claims for a in _of_claim(making, c)]
    asked += [_of_gap(making, q) for q in making.questions]
    asked += [a for f in making.findings if f.topic == "conflict" for a in _of_conflict(making, f)]
    together: list[_Asked] = []
    for one in sorted(asked, key=lambda a: (a.id is None, a.bounds.are_open, a.rank)):
        at = next((n for n, other in enumerate(together) if _is_one(one, other, together)), None)
        if at is None:
            together.append(one)
        else:
            together[at] = _as_one(together[at], one)
    return replace(making, questions=tuple(_question(a) for a in sorted(together, key=lambda a: (a.rank, a.about, a.says))))


def _of_claim(making: Making, claim: Claim) -> list[_Asked]:
    """What a claim asks, or leaves open while asserting: each needed role that nobody fills."""
    kind = kinds().get(claim.kind)
    if kind is None or claim.polarity != "asserts" or claim.modality not in ("asked", "asserted"):
        return []
    open_roles = [r for r, shape in kind.roles.items() if is_missing(claim.roles.get(r)) and (shape.needed or _is_sought(claim, r))]
    if claim.modality == "asserted":
        open_roles = [] if claim.kind in _SUMMED_UP else [r for r in open_roles if not _is_of_no_use(claim, r)]
    elif not open_roles:
        return [] if _is_settled(making, claim, None) else [_whether(making, claim, (claim.id,))]
    else:
        open_roles = open_roles[:1] if claim.modality == "asked" else open_roles
    return [_who(making, claim, r) for r in open_roles if not _is_settled(making, claim, r)]


def _is_sought(claim: Claim, role: str) -> bool:
    """A role left empty by words such as "who", though its kind can do without."""
    filler = claim.roles.get(role)
    return claim.modality == "asked" and filler is not None and is_missing(filler)


def _is_of_no_use(claim: Claim, role: str) -> bool:
    """Nothing to ask about where the claim says nothing else."""
    return not any(not is_missing(f) for name, f in claim.roles.items() if name != role)


def _who(making: Making, claim: Claim, role: str) -> _Asked:
    others = sorted(f"{name}={f.id}" for name, f in claim.roles.items() if f and f.id and _is_core(claim, name))
    return _Asked(
        about=(claim.kind, role, *others) if others else (claim.kind, role, sentence(making, claim)),
        says=question(making, claim, role),
        raised_by=(claim.id,),
        settled_by=_who_could_say(making, claim),
        bounds=making.bounds[claim.id],
        rank=making.rank[claim.id],
    )


def _is_core(claim: Claim, role: str) -> bool:
    shape = kinds()[claim.kind].roles.get(role)
    return shape is not None and shape.needed


def _whether(making: Making, claim: Claim, raised_by: tuple[str, ...]) -> _Asked:
    others = sorted(f"{name}={f.id or f.value or f.label}" for name, f in claim.roles.items() if f and _is_core(claim, name))
    return _Asked(
        about=(claim.kind, "whether", *others),
        says=sentence(making, claim, "whether") + "?" * (not sentence(making, claim, "whether").endswith("?")),
        raised_by=raised_by,
        settled_by=_who_could_say(making, claim),
        bounds=making.bounds[claim.id],
        rank=making.rank[claim.id],
    )


def _of_gap(making: Making, found: Question) -> _Asked:
    """A question that a finding of custody or identity has put already."""
    claims = [making.rank[c] for c in found.raised_by if c in making.rank]
    finding = next((f for f in making.findings if f.id in found.raised_by), None)
    about: tuple[str, ...] = (found.id,)
    bounds = Bounds()
    if finding and finding.topic == "gap":
        about = ("holding", "holder", f"item={finding.about[0]}")
        times = [making.bounds[c] for c in finding.because]
        bounds = Bounds(times[0].earliest, times[-1].latest)
        if bounds.earliest and bounds.latest and bounds.earliest > bounds.latest:
            bounds = Bounds()
    return _Asked(
        about=about,
        says=found.says,
        raised_by=found.raised_by,
        settled_by=found.settled_by,
        bounds=bounds,
        rank=min(claims, default=0),
        id=found.id,
    )


def _of_conflict(making: Making, finding: Finding) -> list[_Asked]:
    """Whether it is so, when one account asserts what another denies."""
    claims: dict[str, Claim] = {c.id: c for c in making.claims}
    told = sorted((claims[c] for c in finding.because), key=lambda c: (not asserts(c), making.rank[c.id]))
    if finding.rule != "denied":
        return []
    asked = _whether(making, told[0], (finding.id, *finding.because))
    voices = (v for c in told for v in _who_could_say(making, c))
    return [replace(asked, settled_by=tuple(dict.fromkeys(voices)))]


def _is_settled(making: Making, asked: Claim, role: str | None) -> bool:
    """Whether a plain claim answers: of the kind, asserting without a hedge, the role filled, nothing else differing, a time that
    meets, and nobody denying it."""
    for claim in making.claims:
        if (
            claim.kind != asked.kind
            or claim.id == asked.id
            or claim.modality != "asserted"
            or claim.hedged
            or claim.polarity == "unsure"
        ):
            continue
        if not making.bounds[claim.id].meet(making.bounds[asked.id]) or not _fits(asked, claim):
            continue
        if role is None:
            return not _is_contested(making, claim)
        if claim.polarity == "asserts" and not is_missing(claim.roles.get(role)) and not _is_contested(making, claim):
            return True
    return False


def _fits(asked: Claim, claim: Claim) -> bool:
    """Whether what the question names is what the claim names."""
    named = [(name, f) for name, f in asked.roles.items() if f and f.id]
    return bool(named) and all(claim.filler(name) == f.id for name, f in named if _is_core(asked, name))


def _is_contested(making: Making, claim: Claim) -> bool:
    return any(f.topic == "conflict" and claim.id in f.because for f in making.findings)


def _who_could_say(making: Making, claim: Claim) -> tuple[str, ...]:
    """Those who held the item, those the claim names, and who made it: persons only."""
    item = claim.filler("item")
    holders = [s.holder for c in making.custody if c.item == item for s in c.spells if s.holder]
    named = [f.id for f in claim.roles.values() if f and f.id]
    others = [*named, *claim.channel, claim.by]
    dead = {c.filler("agent") for c in making.claims if c.kind == "death" and (c.polarity, c.modality) == ("asserts", "asserted")}
    found = dict.fromkeys(x for x in (*holders, *others) if x in making.agents and x not in dead)
    return tuple(x for x in found if x and making.agents[x].kind != "organisation")


def _is_one(one: _Asked, other: _Asked, so_far: list[_Asked]) -> bool:
    """The same asked of the same, of times that meet; without a time only where no other question is as near."""
    if one.about != other.about:
        return False
    alike = [o for o in so_far if o.about == one.about]
    if one.bounds.are_open and not other.bounds.are_open:
        return len(alike) == 1
    return one.bounds.meet(other.bounds)


def _as_one(a: _Asked, b: _Asked) -> _Asked:
    return replace(
        a,
        raised_by=tuple(dict.fromkeys((*a.raised_by, *b.raised_by))),
        settled_by=tuple(dict.fromkeys((*a.settled_by, *b.settled_by))),
        rank=min(a.rank, b.rank),
    )


def _question(asked: _Asked) -> Question:
    times = [b for b in asked.bounds if b]
    id_ = asked.id or hashed("qst", *asked.about, *times)
    return Question(id=id_, says=asked.says, raised_by=asked.raised_by, settled_by=asked.settled_by)


PART = Part(name="questions", needs=("custody", "disagreements", "resemblance"), run=run)
