"""Entries to a case: the derived views, each run once those it needs have run."""

import hashlib
import importlib

from gestae.derive.making import Making, Part
from gestae.model import Case, Dossier
from gestae.plugins import parts
from gestae.rules import digest


def derive(dossier: Dossier, name: str) -> Case:
    """The case these entries make. The same entries and rules always give the same case; the order in which documents came
    changes nothing in it, that of decisions on one and the same thing does."""
    making = made(dossier, name)
    return Case(
        name=name,
        sources=making.sources,
        texts=making.texts,
        dates=making.dates,
        agents=tuple(making.agents.values()),
        items=tuple(making.items.values()),
        places=tuple(making.places.values()),
        claims=making.claims,
        proposed=making.proposed,
        second_by_claim={c.id: making.second_by_claim[c.id] for c in making.proposed if c.id in making.second_by_claim},
        timeline=making.timeline,
        custody=making.custody,
        findings=making.findings,
        questions=making.questions,
        proceedings=making.proceedings,
        sameness=making.sameness,
        problems=making.problems,
        hypotheses=making.hypotheses,
        ranking=making.ranking,
        rules_digest=_rules(making),
    )


def made(dossier: Dossier, name: str) -> Making:
    """The same, with what is not shown: events and bounds."""
    making = Making(dossier=dossier, name=name, problems=dossier.problems)
    for part in in_order(parts(importlib.import_module("gestae.derive"), "PART", Part, "gestae.derivations")):
        making = part.run(making)
    return making


def _rules(making: Making) -> str:
    """The digest of the rules that counted: those of the house, and the packs beside them."""
    packs = making.dossier.packs
    return hashlib.sha256("\0".join((digest(), *packs)).encode()).hexdigest() if packs else digest()


def in_order(found: tuple[Part, ...]) -> list[Part]:
    """Views after those they need, otherwise by name. A need that nobody meets, or a circle, raises ``ValueError``."""
    waiting = {p.name: p for p in sorted(found, key=lambda p: p.name)}
    ordered: list[Part] = []
    while waiting:
        ready = [p for p in waiting.values() if not set(p.needs) & set(waiting)]
        known = {p.name for p in ordered}
        if not ready or not set(ready[0].needs) <= known:
            raise ValueError(f"these derived views wait for each other or for one that is not there: {', '.join(waiting)}")
        ordered.append(ready[0])
        del waiting[ready[0].name]
    return ordered
