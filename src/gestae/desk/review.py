"""Review: what a person decides about claims. Each decision is an entry; each can be undone by a later one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from gestae.desk.case_file import CaseFile
from gestae.desk.lines import Misfit, Object, one_of, read_lines, words
from gestae.desk.register import Register
from gestae.desk.stated import gather, make
from gestae.model import Problem, Refusal
from gestae.model.ids import stated_claim_id
from gestae.record import Written, acts


@dataclass(frozen=True)
class Decided:
    """``entries`` pairs what was decided on with the entry that says so; ``unchanged`` needed none; ``left`` counts the second
    reader's proposals that were passed over."""

    entries: tuple[tuple[str, str], ...] = ()
    unchanged: tuple[str, ...] = ()
    left: int = 0


def accept_all(case: CaseFile) -> Decided:
    """Every proposal of the rules nobody has decided on. Those of the second reader are left."""
    decided = accept(case, undecided(case, second=False))
    return replace(decided, left=len(undecided(case, second=True)))


def undecided(case: CaseFile, *, second: bool) -> list[str]:
    """The proposals nobody has decided on, of the second reader or of the rules."""
    return [c.claim.id for c in Register.of(case).claims() if c.standing == "proposed" and (c.extractor is not None) == second]


def accept(case: CaseFile, claims: Sequence[str]) -> Decided:
    """The claim as it stands now is what is accepted, whatever a later extractor may find."""
    with case.writing():
        register = Register.of(case)
        listed = [register.claim(c) for c in dict.fromkeys(claims)]
        fresh = [c for c in listed if c.standing in ("proposed", "rejected")]
        written = [case.draft(acts.claim_accepted(c.claim, register.things_of(c.claim), c.extractor)) for c in fresh]
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


def correct(case: CaseFile, claim: str, change: Object) -> Decided:
    """The claim with what ``change`` gives in place of what it said; it keeps its id. Refuses a change that does not fit."""
    with case.writing():
        try:
            written = _correction(case, Register.of(case), claim, change)
        except Misfit as misfit:
            raise Refusal(f"the correction of {claim}", misfit.what, "Nothing was changed.", misfit.next) from None
        case.append([written[1]])
    return Decided(((written[0], written[1].entry.id),))


def state(case: CaseFile, data: bytes, name: str) -> tuple[Decided, tuple[Problem, ...]]:
    """Claims by hand, one JSON object a line. A line that does not fit is told in a problem; the others go in."""
    lines = list(read_lines(data))
    problems: list[Problem] = []
    entries: list[tuple[str, Written]] = []
    with case.writing():
        register = Register.of(case)
        said = gather((line.value for line in lines if not isinstance(line.value, Misfit)), register)
        for line in lines:
            try:
                if isinstance(line.value, Misfit):
                    raise line.value
                entry = case.fresh_id()
                made = make(line.value, stated_claim_id(entry), register, said)
                act = acts.claim_stated(made.claim, register.things_of(made.claim, made.labels.used), made.source)
                entries.append((made.claim.id, case.draft(act, entry)))
            except Misfit as misfit:
                problems.append(misfit.problem(f"{name}, line {line.number}"))
        case.append([w for _, w in entries])
    return Decided(tuple((claim, w.entry.id) for claim, w in entries)), tuple(problems)


def decide(case: CaseFile, data: bytes, name: str) -> tuple[Decided, tuple[Problem, ...]]:
    """Decisions from lines ``{"claim": ID, "do": "accept" | "reject" | "correct", ...}``, taken in order, in one go.

    ``reject`` may have a ``reason``; ``correct`` has the fields to change, as in a stated claim.
    """
    problems: list[Problem] = []
    entries: list[tuple[str, Written]] = []
    unchanged: list[str] = []
    with case.writing():
        register = Register.of(case).copy()
        for line in read_lines(data):
            try:
                claim, written = _decision(case, register, line.value)
            except (Misfit, Refusal) as trouble:
                problems.append(Misfit(trouble.what, trouble.next).problem(f"{name}, line {line.number}"))
                continue
            if written is None:
                unchanged.append(claim)
            else:
                entries.append((claim, written))
                register.take(written)
        case.append([w for _, w in entries])
    return Decided(tuple((claim, w.entry.id) for claim, w in entries), tuple(unchanged)), tuple(problems)


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


def _decision(case: CaseFile, register: Register, line: Object | Misfit) -> tuple[str, Written | None]:
    if isinstance(line, Misfit):
        raise line
    given = words(line.get("claim"), "claim")
    if given is None:
        raise Misfit("the line names no claim.", 'Write it like {"claim": "clm-...", "do": "accept"}.')
    listed = register.claim(given)
    rest = {name: value for name, value in line.items() if name not in ("claim", "do")}
    match one_of(line.get("do"), "do", ("accept", "reject", "correct")):
        case "correct":
            return _correction(case, register, listed.claim.id, rest)
        case "reject":
            reason = words(rest.pop("reason", None), "reason")
            act = acts.claim_rejected(listed.claim.id, reason)
            is_new = listed.standing != "rejected"
        case _:
            act = acts.claim_accepted(listed.claim, register.things_of(listed.claim), listed.extractor)
            is_new = listed.standing in ("proposed", "rejected")
    if rest:
        raise Misfit(
            f"there is no field '{min(rest)}' here.", "A line that accepts has claim and do; one that rejects also reason."
        )
    return listed.claim.id, case.draft(act) if is_new else None


def _correction(case: CaseFile, register: Register, given: str, change: Object) -> tuple[str, Written]:
    listed = register.claim(given)
    base = listed.claim
    if not change:
        raise Misfit("the correction changes nothing.", 'Give what is to change, such as {"polarity": "denies"}.')
    made = make(change, base.id, register, gather([change], register), base)
    act = acts.claim_corrected(made.claim, register.things_of(made.claim, made.labels.used), listed.extractor)
    return base.id, case.draft(act)


SORTS = {"agt": "an agent", "itm": "an item", "plc": "a place", "clm": "a claim"}
