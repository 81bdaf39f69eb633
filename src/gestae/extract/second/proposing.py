"""From grounded claims to proposals: who and what they mean is told by the first reader, and what it proposes is not said again."""

from collections import Counter
from collections.abc import Sequence

from gestae.extract.assemble import Assembly, says_the_same
from gestae.extract.events.event import Event
from gestae.extract.proposing import Section, understand
from gestae.extract.second.grounding import Grounded
from gestae.extract.second.prompt import VERSION
from gestae.extract.second.settling import Unsettled, settle
from gestae.model import Claim, Proposals, Source, Text
from gestae.model.ids import second_claim_id

KNOWN = "already proposed"


def propose(
    text: Text, source: Source, grounded: Sequence[Grounded], model: str, *, date: str | None, zone: str | None
) -> tuple[Proposals, Counter[str]]:
    """The claims, and how many were left out for which reason: ``KNOWN`` for those that the rules propose or that were told
    twice. ``date`` and ``zone`` are those of the document, as the first reader was given them or found them."""
    dropped: Counter[str] = Counter()
    told: list[Event] = []
    waiting = sorted(grounded, key=lambda g: g.draft.start)

    def visit(section: Section, assembly: Assembly) -> None:
        end = max((scene.parsed.block.end for scene in section.scenes), default=0)
        while waiting and waiting[0].draft.start < end:
            take(waiting.pop(0), section, assembly)
        last.append((section, assembly))
        del last[:-1]

    def take(one: Grounded, section: Section, assembly: Assembly) -> None:
        try:
            told.append(settle(one, section.scenes, assembly))
        except Unsettled as reason:
            dropped[str(reason)] += 1

    last: list[tuple[Section, Assembly]] = []
    document, assembly, found = understand(text, source, date, zone, visit=visit)
    for one in waiting:
        take(one, last[0][0], assembly)
    assembly.claims(found)  # so that agents, items and places get the ids they have among the first reader's proposals
    fresh = [event for event in told if not any(says_the_same(known, event) for known in found)]
    claims = assembly.claims(fresh, second_claim_id)
    if len(claims) < len(told):
        dropped[KNOWN] += len(told) - len(claims)
    named = {id_ for claim in claims for id_ in _named(claim)}
    return Proposals(
        text=text.id,
        extractor=f"second-{VERSION} {model}",
        date=document.date,
        zone=document.zone,
        agents=tuple(sorted((a for a in assembly.agents.values() if a.id in named), key=lambda a: a.id)),
        items=tuple(sorted((i for i in assembly.items.values() if i.id in named), key=lambda i: i.id)),
        places=tuple(sorted((p for p in assembly.places.values() if p.id in named), key=lambda p: p.id)),
        claims=claims,
    ), dropped


def _named(claim: Claim) -> set[str | None]:
    return {claim.by, claim.where, *claim.channel, *(f.id for f in claim.roles.values() if f)}
