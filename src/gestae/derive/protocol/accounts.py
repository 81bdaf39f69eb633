"""Rules under each account of a case: which fail whoever is right, and which turn on whom one believes.

An account is the standing claims of one speaker, and those that nobody contradicts.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from gestae.derive.making import Making
from gestae.derive.protocol.rule import OUTCOMES, Outcome, RuleSet
from gestae.derive.protocol.telling import Telling
from gestae.derive.protocol.told import Account, Found
from gestae.derive.wording import name
from gestae.model import Claim

Whole = Outcome | None  # what a rule comes to in an account; ``None`` where it has nothing to say
_GRAVEST: tuple[Outcome, ...] = ("violated", "not_evaluable", "pending", "satisfied")


@dataclass(frozen=True)
class Version:
    """One account: whose, of how many events, and what each rule comes to in it."""

    by: str | None
    label: str
    events: int
    found: dict[str, tuple[Found, ...]]

    def whole(self, rule: str) -> Whole:
        outcomes = {f.outcome for f in self.found[rule]}
        return next((o for o in _GRAVEST if o in outcomes), None)


@dataclass
class Tally:
    """One rule over all accounts, each event that it is about counted once."""

    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys((*OUTCOMES, "contested"), 0))
    violating: list[Found] = field(default_factory=list)


def versions(making: Making, rules: RuleSet) -> tuple[Version, ...]:
    """The accounts of a case, in the order in which their speakers are told; one alone where nothing is contradicted."""
    telling = Telling(making, rules)
    disputed = {id_ for f in making.findings if f.topic == "conflict" for id_ in f.because if id_ in making.claim}
    by_voice: dict[str, list[Claim]] = defaultdict(list)
    for claim in making.claims:
        if claim.id in disputed and (telling.is_told(claim) or claim.kind == "position"):
            by_voice[_voice(claim)].append(claim)
    common = [c for c in making.claims if c.id not in disputed]
    if not by_voice:
        return (_version(making, rules, telling, None, common),)
    return tuple(_version(making, rules, telling, voice, [*common, *own]) for voice, own in by_voice.items())


def tallied(found: tuple[Version, ...], rules: RuleSet) -> dict[str, Tally]:
    """Each rule over all accounts. An event is contested where accounts differ on what comes of it; where an account does not have
    the event at all, that differs from a violation only."""
    tallies: dict[str, Tally] = {}
    for rule in rules.rules:
        tally = tallies[rule.id] = Tally()
        by_event: dict[str, list[Found]] = defaultdict(list)
        for version in found:
            for each in version.found[rule.id]:
                by_event[each.event.id].append(each)
        for reports in by_event.values():
            outcomes = {f.outcome for f in reports}
            is_one = len(outcomes) == 1 and (len(reports) == len(found) or "violated" not in outcomes)
            tally.counts[reports[0].outcome if is_one else "contested"] += 1
            if is_one and "violated" in outcomes:
                tally.violating.append(reports[0])
    return tallies


def turning(found: tuple[Version, ...], rule: str) -> dict[Outcome, list[str]] | None:
    """Who stands where on a rule, by what it comes to in their accounts; ``None`` where all agree."""
    sides: dict[Outcome, list[str]] = defaultdict(list)
    for version in found:
        whole = version.whole(rule)
        if whole is not None:
            sides[whole].append(version.label)
    silent = sum(version.whole(rule) is None for version in found)
    return dict(sides) if len(sides) > 1 or (silent and "violated" in sides) else None


def _version(making: Making, rules: RuleSet, telling: Telling, voice: str | None, claims: list[Claim]) -> Version:
    events = telling.events(claims)
    account = Account(rules, events)
    label = "everybody" if voice is None else name(making, voice) or "a document"
    return Version(voice, label, len(events), {r.id: tuple(account.judge(r)) for r in rules.rules})


def _voice(claim: Claim) -> str:
    return claim.by or (claim.span.text if claim.span else claim.id)
