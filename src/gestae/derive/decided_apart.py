"""Findings about what was decided differently in two copies of the case: a person should look, for nothing was written over."""

from dataclasses import replace

from gestae.derive.apart import PAIRS, Apart, apart
from gestae.derive.making import Making, Part
from gestae.derive.standing import named
from gestae.derive.wording import name, phrase, sentence
from gestae.model import Finding, Problem
from gestae.model.ids import hashed, short

RULE = "decided-apart"


def run(making: Making) -> Making:
    found = [_told(making, each) for each in apart(making.dossier)]
    findings = (f for f in found if isinstance(f, Finding))
    problems = (p for p in found if isinstance(p, Problem))
    return replace(making, findings=(*making.findings, *findings), problems=(*making.problems, *problems))


def _told(making: Making, each: Apart) -> Finding | Problem:
    """A finding; a problem where no claim of the case is left that it could rest on."""
    is_claim = each.kept.act not in PAIRS
    about = tuple(_wide(making, id_) for id_ in each.about)
    because = tuple(c.id for c in making.claims if c.id in about or (not is_claim and named(c) & set(about)))
    words = [_words(making, id_) for id_ in about]
    if is_claim:
        kept, other = (e.act.partition(".")[2] for e in (each.kept, each.other))
        says = phrase("findings", "apart_claim", it=words[0], kept=kept, other=other)
    else:
        says = phrase("findings", "apart_pair", a=words[0], b=words[1])
    if not because:
        where = ", ".join(map(short, each.about))
        why = "Neither decision writes over the other."
        return Problem(severity="warning", where=where, what=says, why=why, next="Decide again.")
    return Finding(
        id=hashed("fnd", RULE, *sorted({*because, *about})),
        rule=RULE,
        topic="unsupported" if is_claim else "identity",
        verdict="contested",
        severity="warning",
        says=says,
        because=because,
        about=() if is_claim else about,
    )


def _wide(making: Making, id_: str) -> str:
    """The thing of the whole case that this one is part of."""
    return next((s.thing for s in making.sameness if id_ in s.members), id_)


def _words(making: Making, id_: str) -> str:
    claim = making.claim.get(id_)
    return (sentence(making, claim) if claim else name(making, id_)) or short(id_)


PART = Part(name="decided_apart", needs=("timeline",), run=run)
