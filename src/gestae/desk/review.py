"""Review: what a person decides about claims. Each decision is an entry; each can be undone by a later one."""

from collections.abc import Sequence
from dataclasses import dataclass

from gestae.desk.case_file import CaseFile
from gestae.desk.register import Register
from gestae.model import Refusal
from gestae.record import acts


@dataclass(frozen=True)
class Decided:
    """``entries`` pairs what was decided on with the entry that says so; ``unchanged`` needed none."""

    entries: tuple[tuple[str, str], ...] = ()
    unchanged: tuple[str, ...] = ()


def accept_all(case: CaseFile) -> Decided:
    """Every proposal nobody has decided on."""
    register = Register.of(case)
    return accept(case, [c.claim.id for c in register.claims() if c.standing == "proposed"])


def accept(case: CaseFile, claims: Sequence[str]) -> Decided:
    """The claim as it stands now is what is accepted, whatever a later extractor may find."""
    with case.writing():
        register = Register.of(case)
        listed = [register.claim(c) for c in dict.fromkeys(claims)]
        fresh = [c for c in listed if c.standing in ("proposed", "rejected")]
        written = [case.draft(acts.claim_accepted(c.claim, register.things_of(c.claim))) for c in fresh]
        case.append(written)
    return Decided(
        tuple((c.claim.id, w.entry.id) for c, w in zip(fresh, written, strict=True)),
        tuple(c.claim.id for c in listed if c not in fresh),
    )


def reject(case: CaseFile, claims: Sequence[str], reason: str | None = None) -> Decided:
    with case.writing():
        register = Register.of(case)
        listed = [register.claim(c) for c in dict.fromkeys(claims)]
        fresh = [c for c in listed if c.standing != "rejected"]
        written = [case.draft(acts.claim_rejected(c.claim.id, reason)) for c in fresh]
        case.append(written)
    return Decided(
        tuple((c.claim.id, w.entry.id) for c, w in zip(fresh, written, strict=True)),
        tuple(c.claim.id for c in listed if c not in fresh),
    )


def undo(case: CaseFile, entries: Sequence[str]) -> Decided:
    """Undoes decisions; undoing an undoing brings the decision back."""
    with case.writing() as ledger:
        register = Register.of(case)
        found = [register.decision(e) for e in dict.fromkeys(entries)]
        dead = ledger.undone()
        for each in found:
            if each.entry.id in dead:
                raise Refusal(
                    f"entry {each.entry.id}",
                    "it has been undone already.",
                    "Nothing was changed.",
                    "To bring it back, undo the undoing.",
                )
        written = [case.draft(acts.undone(e.entry.id)) for e in found]
        case.append(written)
    return Decided(tuple((e.entry.id, w.entry.id) for e, w in zip(found, written, strict=True)))


def same(case: CaseFile, a: str, b: str) -> Decided:
    """These two are one: two agents, items or places, or two claims that report one event."""
    return _pair(case, a, b, "same")


def not_same(case: CaseFile, a: str, b: str) -> Decided:
    return _pair(case, a, b, "not_same")


def _pair(case: CaseFile, a: str, b: str, act: str) -> Decided:
    with case.writing():
        register = Register.of(case)
        one, other = sorted((register.anything(a), register.anything(b)))
        if one == other:
            raise Refusal(
                f"{a} and {b}", f"both are {one}.", "One thing needs no comparing with itself.", "Give the ids of two things."
            )
        if one[:3] != other[:3]:
            raise Refusal(
                f"{a} and {b}",
                f"they are of two sorts, {SORTS[one[:3]]} and {SORTS[other[:3]]}.",
                "Only two of one sort can be the same.",
                "Give two agents, two items, two places or two claims.",
            )
        written = case.draft(acts.same(one, other) if act == "same" else acts.not_same(one, other))
        case.append([written])
    return Decided(((f"{one} {other}", written.entry.id),))


SORTS = {"agt": "an agent", "itm": "an item", "plc": "a place", "clm": "a claim"}
