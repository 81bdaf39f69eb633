"""Questions: what is not known. Asked in the texts, left open by a claim, or raised by a finding; the same question from several
places is one question."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from gestae.derive.bounds import Bounds
from gestae.derive.making import Making, Part
from gestae.derive.names import words
from gestae.derive.wording import asserts, is_missing, name, question, sentence
from gestae.model import Claim, Finding, Question
from gestae.model.ids import hashed
from gestae.rules import cues, kinds

_DOERS = ("speaker", "giver", "holder", "agent")
_DENIED = frozenset(
    {
        "handover",
        "holding",
        "loading",
        "taking_out",
        "pick_up",
        "set_down",
        "storing",
        "pointing",
        "discharge",
        "statement",
        "announcement",
    }
)
_INERT = frozenset((*cues("sameness")["inert"], *cues("sameness")["nothing_inside"]))
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
    index = _Index(making)
    asked = [a for c in making.claims for a in (*_of_claim(index, c), *_of_denial(index, c))]
    asked += [_of_finding(making, q) for q in making.questions]
    asked += [a for f in making.findings if f.rule == "denied" for a in _of_conflict(index, f)]
    together: dict[tuple[str, ...], list[_Asked]] = defaultdict(list)
    for one in sorted(asked, key=lambda a: (a.id is None, a.bounds.are_open, a.rank)):
        alike = together[one.about]
        at = next((n for n, other in enumerate(alike) if _is_one(one, other, len(alike))), None)
        if at is None:
            alike.append(one)
        else:
            alike[at] = _as_one(alike[at], one)
    ordered = sorted((a for alike in together.values() for a in alike), key=lambda a: (a.rank, a.about, a.says))
    return replace(making, questions=tuple(_question(a) for a in ordered))


def _of_claim(index: "_Index", claim: Claim) -> list[_Asked]:
    """What a claim asks, or leaves open while asserting: each needed role that nobody fills."""
    kind = kinds().get(claim.kind)
    if kind is None or claim.polarity == "denies" or claim.modality not in ("asked", "asserted"):
        return []
    open_roles = [r for r, shape in kind.roles.items() if is_missing(claim.roles.get(r)) and (shape.needed or _is_sought(claim, r))]
    if claim.modality == "asked":
        if not open_roles:
            return [] if _is_settled(index, claim, None) else [_whether(index, claim, (claim.id,))]
        open_roles = sorted(open_roles, key=lambda r: not _is_sought(claim, r))[:1]
    elif claim.kind in _SUMMED_UP or _says_nothing_else(claim, open_roles):
        return []
    return [_who(index, claim, r) for r in open_roles if not _is_settled(index, claim, r)]


def _of_denial(index: "_Index", claim: Claim) -> list[_Asked]:
    """Whether someone did what he himself denies: that he is asked shows that it matters. Not where others say the same."""
    if claim.kind in ("statement", "announcement") and is_missing(claim.roles.get("words")):
        return []
    doer = next((claim.filler(r) for r in _DOERS if claim.filler(r)), None)
    if claim.polarity != "denies" or claim.kind not in _DENIED or not _is_plain(claim) or doer is None or doer != claim.by:
        return []
    said = [c for c in index.answers(claim) if c.by != claim.by and _fits(claim, c)]
    return [] if said or claim.id in index.contested else [_whether(index, claim, (claim.id,))]


def _is_sought(claim: Claim, role: str) -> bool:
    """A role left empty by words such as "who", though its kind can do without."""
    filler = claim.roles.get(role)
    return claim.modality == "asked" and filler is not None and is_missing(filler)


def _says_nothing_else(claim: Claim, open_roles: list[str]) -> bool:
    """Whether there is nothing in a claim to ask about."""
    return all(is_missing(f) for name, f in claim.roles.items() if name not in open_roles)


def _who(index: "_Index", claim: Claim, role: str) -> _Asked:
    making = index.making
    others = sorted(f"{name}={f.id}" for name, f in claim.roles.items() if f and f.id and _is_core(claim, name))
    return _Asked(
        about=(claim.kind, role, *others) if others else (claim.kind, role, sentence(making, claim)),
        says=question(making, claim, role),
        raised_by=(claim.id,),
        settled_by=index.who_could_say(claim),
        bounds=making.bounds[claim.id],
        rank=making.rank[claim.id],
    )


def _is_core(claim: Claim, role: str) -> bool:
    shape = kinds()[claim.kind].roles.get(role)
    return shape is not None and shape.needed


def _whether(index: "_Index", claim: Claim, raised_by: tuple[str, ...]) -> _Asked:
    making = index.making
    says = sentence(making, claim, "whether")
    others = sorted(f"{name}={f.id or f.value or f.label}" for name, f in claim.roles.items() if f and _is_core(claim, name))
    return _Asked(
        about=(claim.kind, "whether", *others),
        says=says if says.endswith("?") else f"{says}?",
        raised_by=raised_by,
        settled_by=index.who_could_say(claim),
        bounds=making.bounds[claim.id],
        rank=making.rank[claim.id],
    )


def _of_finding(making: Making, found: Question) -> _Asked:
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
        rank=min(claims, default=len(making.rank)),
        id=found.id,
    )


def _of_conflict(index: "_Index", finding: Finding) -> list[_Asked]:
    """Whether it is so, when one account asserts what another denies."""
    claims = index.making.claim
    told = sorted((claims[c] for c in finding.because), key=lambda c: (not asserts(c), index.making.rank[c.id]))
    voices = (v for c in told for v in index.who_could_say(c))
    return [replace(_whether(index, told[0], (finding.id, *finding.because)), settled_by=tuple(dict.fromkeys(voices)))]


def _is_settled(index: "_Index", asked: Claim, role: str | None) -> bool:
    """Whether a plain claim answers: of the kind, asserting without a hedge, the role filled, nothing else differing, a time that
    meets, and nobody denying it."""
    return any(
        claim.id not in index.contested
        and (role is None or (claim.polarity == "asserts" and not is_missing(claim.roles.get(role))))
        and index.making.bounds[claim.id].meet(index.making.bounds[asked.id])
        and _fits(asked, claim)
        and (_is_inert(index.making, asked) or not _is_inert(index.making, claim))
        for claim in index.answers(asked)
    )


def _fits(asked: Claim, claim: Claim) -> bool:
    """Whether what the question names is what the claim names. Of two tellings one cannot say so much."""
    if asked.kind == "statement":
        return False
    named = [(name, f) for name, f in asked.roles.items() if f and f.id and _is_core(asked, name)]
    return bool(named) and all(claim.filler(name) == f.id for name, f in named)


def _is_inert(making: Making, claim: Claim) -> bool:
    """Whether what was loaded is said to be harmless: that answers no question about who loaded the thing that went off."""
    told = claim.words("content") or name(making, claim.filler("content"))
    return claim.kind == "loading" and told is not None and bool(set(words(told)) & _INERT)


class _Index:
    """What questions look up again and again in one case."""

    def __init__(self, making: Making) -> None:
        self.making = making
        self.contested = {c for f in making.findings if f.topic == "conflict" for c in f.because}
        self.holders = {c.item: [s.holder for s in c.spells if s.holder] for c in making.custody}
        self.dead = {c.filler("agent") for c in making.claims if c.kind == "death" and _is_plain(c) and c.polarity == "asserts"}
        self._answers: dict[tuple[str, str], list[Claim]] = defaultdict(list)
        self._naming: dict[str, list[Claim]] = defaultdict(list)
        for claim in making.claims:
            for id_ in sorted({f.id for f in claim.roles.values() if f and f.id}):
                self._naming[id_].append(claim)
                if _is_plain(claim):
                    self._answers[claim.kind, id_].append(claim)

    def answers(self, asked: Claim) -> list[Claim]:
        """Plain claims of the kind that name the first thing the question names."""
        first = next((f.id for name, f in asked.roles.items() if f and f.id and _is_core(asked, name)), None)
        return [c for c in self._answers[asked.kind, first] if c.id != asked.id] if first else []

    def who_could_say(self, claim: Claim) -> tuple[str, ...]:
        """The living who held the item, whom the claim names, and who made it; where that is nobody, those who say something else
        about what it names."""
        holders = self.holders.get(claim.filler("item") or "", [])
        named = [f.id for f in claim.roles.values() if f and f.id]
        found = self._persons([*holders, *named, *claim.channel, claim.by])
        if found:
            return found
        others = (c for id_ in named for c in self._naming[id_])
        return self._persons([x for c in others for x in (c.by, *(f.id for f in c.roles.values() if f))])

    def _persons(self, ids: Iterable[str | None]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(i for i in ids if i and self.making.is_person(i) and i not in self.dead))


def _is_plain(claim: Claim) -> bool:
    return claim.modality == "asserted" and not claim.hedged and claim.polarity != "unsure"


def _is_one(one: _Asked, other: _Asked, alike: int) -> bool:
    """The same asked of the same, of times that meet; without a time only where no other question is as near."""
    if one.bounds.are_open and not other.bounds.are_open:
        return alike == 1
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
