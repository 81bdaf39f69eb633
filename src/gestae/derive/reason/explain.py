"""Explain: what the reasoner found, in sentences that name the claims they rest on."""

from collections.abc import Iterable

from gestae.derive.making import Making
from gestae.derive.reason.compile import ANOTHER, Compiled
from gestae.derive.reason.conflicts import Conflict
from gestae.derive.reason.posing import Posed
from gestae.derive.reason.weighing import Weight
from gestae.derive.wording import denied, name, noun, sentence
from gestae.model import Claim, Finding, Hypothesis
from gestae.model.ids import hashed
from gestae.rules import logic_sentences, phrases


def say(key: str, **slots: object) -> str:
    return str(phrases()["reasoning"][key]).format(**slots)


def claims_behind(made: Compiled, atoms: Iterable[str]) -> tuple[str, ...]:
    """The claims of these atoms, each once; of copies the first."""
    return tuple(dict.fromkeys(made.claims_of[a][0] for a in atoms if a in made.claims_of))


def findings(making: Making, made: Compiled, conflicts: Iterable[Conflict], known: Iterable[tuple[str, ...]]) -> list[Finding]:
    """A finding for each smallest set of claims, those that are known already left out."""
    told: dict[frozenset[str], Conflict] = {}
    for conflict in conflicts:
        claims = frozenset(claims_behind(made, conflict.claims))
        if len(claims) > 1 or (claims and not any(a in made.presumed for a in conflict.claims)):
            told.setdefault(claims, conflict)
    smallest = {s: c for s, c in told.items() if not any(other < s for other in told)}
    before = {frozenset(b) for b in known}
    found = [_finding(making, made, s, c) for s, c in smallest.items() if s not in before]
    return sorted(found, key=lambda f: (min(making.rank[c] for c in f.because), f.because))


def _finding(making: Making, made: Compiled, claims: frozenset[str], conflict: Conflict) -> Finding:
    because = tuple(sorted(claims, key=lambda c: (making.rank[c], c)))
    presumed = sorted({made.presumed[a] for a in conflict.claims if a in made.presumed} - {ANOTHER})
    names = [name(making, p) or p for p in presumed]
    are = "is" if len(names) == 1 else "are"
    were = "was" if len(names) == 1 else "were"
    sentences = {**logic_sentences(), **{p.name: p.says for p in made.puzzle.packs}}
    rules = " ".join(sentences[r] for r in conflict.rules)
    says = say(
        "cannot",
        told="; ".join(telling(making, making.claim[c]) for c in because),
        presumed=say("presumed", names=" and ".join(names), are=are, were=were) if names else "",
        rules=f" {rules}" if rules else "",
    )
    about = sorted({f.id for c in because for f in making.claim[c].roles.values() if f and f.id and not f.id.startswith("clm-")})
    return Finding(
        id=hashed("fnd", "together", *sorted(claims)),
        rule=" ".join(conflict.rules) or "together",
        topic="conflict",
        verdict="contested",
        severity="warning",
        says=says,
        because=because,
        about=tuple(about),
    )


def telling(making: Making, claim: Claim) -> str:
    """Who says or denies what, and of what time."""
    when = f" ({' '.join(claim.when.said.split())})" if claim.when and claim.when.said else ""
    told = denied(making, claim) if claim.polarity == "denies" else sentence(making, claim)
    key = "denies" if claim.polarity == "denies" else "says"
    return say(key, by=name(making, claim.by) or "one account", s=told) + when


def hypotheses(making: Making, posed: Posed, rows: dict[str, Weight], *, proved: bool) -> list[Hypothesis]:
    """The table of a question: each candidate with what would have to be given up for him; what all have in common is told in the
    lists, not in the words."""
    made = posed.made
    untrue = {v: claims_behind(made, (a for a in w.rejected if made.puzzle.claim[a].weight)) for v, w in rows.items()}
    unreported = {v: _unreported(making, made, w, v) for v, w in rows.items()}
    common = set.intersection(*(set(u) for u in untrue.values())), set.intersection(*(set(u) for u in unreported.values()))
    base = min(w.cost or 0 for w in rows.values())
    found = [
        Hypothesis(
            question=posed.question.id,
            candidate=v if v != ANOTHER else None,
            says=_row(making, made, (v, w), _but(untrue[v], common[0]), _but(unreported[v], common[1]))
            + _cost(w, base, proved=proved and w.is_proved),
            extra=(w.cost or 0) - base,
            untrue=untrue[v],
            unreported=unreported[v],
            bound="proved" if proved and w.is_proved else "upper",
        )
        for v, w in rows.items()
    ]
    return sorted(found, key=lambda h: (h.extra, h.candidate is None, h.candidate or ""))


def _but(found: tuple[str, ...], common: set[str]) -> list[str]:
    return [f for f in found if f not in common]


def _row(making: Making, made: Compiled, answer: tuple[str, Weight], untrue: list[str], unreported: list[str]) -> str:
    candidate, weight = answer
    called = _called(making, candidate)
    gone = [_untrue(making, making.claim[c]) for c in untrue]
    if candidate != ANOTHER and any(made.presumed.get(a) == candidate for a in weight.rejected):
        gone.append(say("own_denial", name=called))
    if unreported:
        gone.append(say("unreported", number=" and ".join(unreported)))
    nothing = say("as_in_all") if weight.cost else say("nothing")
    return say("if_it_was", name=called, what="; ".join(gone) or nothing)


def _untrue(making: Making, claim: Claim) -> str:
    if claim.polarity != "denies":
        return say("untrue", told=telling(making, claim))
    return say("denied_untruly", by=name(making, claim.by) or "one account", s=denied(making, claim))


def _cost(weight: Weight, base: int, *, proved: bool) -> str:
    extra = (weight.cost or 0) - base
    if not extra:
        return f" {say('as_good')}."
    return f" {say('costs' if proved else 'at_most', extra=extra)}."


def _called(making: Making, candidate: str) -> str:
    return (noun(making, candidate) if candidate != ANOTHER else None) or say("somebody_else")


def _unreported(making: Making, made: Compiled, weight: Weight, candidate: str) -> tuple[str, ...]:
    found = [_hand_over(making, made, event, _called(making, candidate)) for event, _ in weight.gaps]
    silent = (made.puzzle.claim[a] for a in weight.rejected if made.puzzle.claim[a].silent)
    found += [say("untold", item=item_noun(making, made.puzzle.event[a.event].item)) for a in silent]
    return tuple(dict.fromkeys(found))


def _hand_over(making: Making, made: Compiled, event: str, candidate: str) -> str:
    """Before what somebody must have been given the item."""
    token = made.tokens.get(event)
    item = item_noun(making, made.puzzle.event[event].item)
    if token is None or token.asked:
        return say("hand_over_to", name=candidate, item=item)
    told = min(token.claims, key=lambda c: (c.polarity == "denies", c.modality != "asserted"))
    return say("hand_over", item=item, event=sentence(making, told, "says"))


def item_noun(making: Making, item: str | None) -> str:
    return (noun(making, item) if item else None) or "it"
