"""The brief as one JSON object: the public contract, key by key."""

from gestae import __version__
from gestae.model import Agent, Case, Claim, Filler, Item, Place, Span, When


def brief_json(case: Case) -> dict[str, object]:
    """The contract's object, of plain dicts, lists, strings, numbers.

    Every id in it is defined in it: a claim may speak of a claim that was rejected since, and then keeps the
    words and loses the id.
    """
    claims = frozenset[str](c.id for c in case.claims)
    things: tuple[Agent | Item | Place, ...] = (*case.agents, *case.items, *case.places)
    labels: dict[str, str] = {t.id: t.label for t in things}
    labels.update({s.id: s.name for s in case.sources})
    return {
        "gestae": __version__,
        "sources": [{"id": s.id, "name": s.name, "media_type": s.media_type, "digest": s.digest} for s in case.sources],
        "texts": [_text(case, n) for n in range(len(case.texts))],
        "agents": [{"id": a.id, "kind": a.kind, "label": a.label} for a in case.agents],
        "items": [{"id": i.id, "kind": i.kind, "label": i.label} for i in case.items],
        "places": [{"id": p.id, "label": p.label} for p in case.places],
        "claims": [_claim(c, labels, claims) for c in case.claims],
        "timeline": [{"claim": d.claim, "earliest": d.earliest, "latest": d.latest} for d in case.timeline],
        "custody": [_custody(case, n) for n in range(len(case.custody))],
        "findings": [
            {
                "id": f.id, "rule": f.rule, "topic": f.topic, "verdict": f.verdict, "severity": f.severity, "says": f.says,
                "because": list(f.because),
            }
            for f in case.findings
        ],
        "questions": [
            {"id": q.id, "says": q.says, "raised_by": list(q.raised_by), "settled_by": list(q.settled_by)} for q in case.questions
        ],
        "hypotheses": [
            {
                "question": h.question, "candidate": h.candidate, "says": h.says, "extra": h.extra, "untrue": list(h.untrue),
                "unreported": list(h.unreported), "bound": h.bound,
            }
            for h in case.hypotheses
        ],
        "proceedings": [
            {"id": p.id, "instrument": p.instrument, "to": p.to, "state": p.state, "steps": list(p.steps)}
            for p in case.proceedings
        ],
        "ranking": [
            {
                "agent": r.agent, "score": r.score / 1000, "says": r.says, "questions": list(r.questions),
                "because": list(r.because), "asks": list(r.asks),
            }
            for r in case.ranking
        ],
        "problems": [
            {"severity": p.severity, "where": p.where, "what": p.what, "why": p.why, "next": p.next} for p in case.problems
        ],
    }  # fmt: skip


def _text(case: Case, number: int) -> dict[str, object]:
    text = case.texts[number]
    date, zone = case.dates.get(text.id, (None, None))
    return {"id": text.id, "source": text.source, "reader": text.reader, "body": text.body, "date": date, "zone": zone}


def _custody(case: Case, number: int) -> dict[str, object]:
    custody = case.custody[number]
    spells = [
        {
            "holder": s.holder, "earliest": s.earliest, "latest": s.latest, "standing": s.standing, "because": list(s.because),
        }
        for s in custody.spells
    ]  # fmt: skip
    return {"item": custody.item, "spells": spells}


def _claim(claim: Claim, labels: dict[str, str], claims: frozenset[str]) -> dict[str, object]:
    return {
        "id": claim.id,
        "kind": claim.kind,
        "polarity": claim.polarity,
        "hedged": claim.hedged,
        "modality": claim.modality,
        "by": claim.by,
        "channel": list(claim.channel),
        "basis": claim.basis,
        "span": _span(claim.span),
        "when": _when(claim.when),
        "where": claim.where,
        "roles": {role: _filler(f, labels, claims) for role, f in claim.roles.items()},
        "confidence": claim.confidence / 1000,
    }


def _span(span: Span | None) -> dict[str, object] | None:
    return {"text": span.text, "start": span.start, "end": span.end, "quote": span.quote} if span else None


def _when(when: When | None) -> dict[str, object] | None:
    if when is None:
        return None
    return {"said": when.said, "edtf": when.edtf, "earliest": when.earliest, "latest": when.latest}


def _filler(filler: Filler | None, labels: dict[str, str], claims: frozenset[str]) -> dict[str, object] | None:
    if filler is None:
        return None
    id_ = filler.id if filler.id is None or filler.id in labels or filler.id in claims else None
    label = labels.get(filler.id) if filler.id else None
    value = filler.value
    words = (
        filler.label
        if filler.label is not None or value is None
        else str(value).lower()
        if value is True or value is False
        else str(value)
    )
    return {"id": id_, "value": value, "label": label or words}
