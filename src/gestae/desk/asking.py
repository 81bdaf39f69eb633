"""Asking: one open question of a case, with its answers and whom to hear; and what would change if a claim were true,
or untrue, or made. Nothing that is asked is written into the record."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from gestae.desk.case_file import CaseFile
from gestae.desk.derivation import derived
from gestae.desk.dossier import dossier
from gestae.desk.lines import Misfit, read_object
from gestae.desk.register import Register
from gestae.desk.stated import gather, make
from gestae.model import Case, Disclosed, Question, Refusal
from gestae.model.ids import stated_claim_id
from gestae.record import Written, acts

_SUPPOSED = re.compile(r"(?P<claim>\S+) (?:is|was|were) (?P<stance>true|untrue|false|confirmed|retracted)", re.IGNORECASE)
_TRUE = frozenset({"true", "confirmed"})
_SURE = 999
_HOLLOW = frozenset({"who", "the", "a", "an", "it", "with", "of", "to"})
_TO_HEAR = frozenset({"whom", "hear"})


@dataclass(frozen=True)
class Answered:
    """``question`` is ``None`` where it was asked whom to hear; ``before`` is the case as it stands where something was supposed,
    else ``None``."""

    question: Question | None
    case: Case
    before: Case | None = None


def ask(case: CaseFile, words: str, supposed: Sequence[str] = (), packs: tuple[str, ...] = ()) -> Answered:
    """Refuses a question that is not open, or of which nothing can be reckoned, and says which can be asked."""
    found = msgspec.structs.replace(dossier(case), packs=packs)
    now = derived(found, case.name, case.cache)
    question = None if _content(words) >= _TO_HEAR else _question(now, words)
    if not supposed:
        return Answered(question, now)
    from gestae.derive import derive  # noqa: PLC0415

    register = Register.of(case)
    entries = (*found.entries, *(_entry(case, register, s) for s in supposed))
    return Answered(question, derive(msgspec.structs.replace(found, entries=entries), case.name), now)


def person(case: Case, words: str) -> str:
    """The id of the person of the case who is meant. Refuses a name that fits nobody, or several."""
    wanted = words.strip().casefold()
    persons = [a for a in case.agents if a.kind == "person"]
    exact = [a for a in persons if wanted in (a.id.casefold(), a.label.casefold())]
    found = exact or [a for a in persons if wanted and set(wanted.split()) <= set(a.label.casefold().split())]
    if len(found) == 1:
        return found[0].id
    known: dict[str, str] = {a.id: a.label for a in case.agents}
    told = ", ".join([known[r.agent] for r in case.ranking if r.agent in known] or [a.label for a in persons])
    raise Refusal(
        f"--guide {words}",
        "several persons of this case are called so." if found else "nobody in this case is called so.",
        "No guide was made.",
        f"Give one of these: {told}." if told else "This case names no person.",
    )


def _question(case: Case, words: str) -> Question:
    answered = {h.question for h in case.hypotheses}
    open_ones = [q for q in case.questions if q.id in answered]
    wanted = _content(words)
    exact = [q for q in open_ones if words.strip() in (q.id, q.says)]
    found = exact[:1] or [q for q in open_ones if wanted and wanted <= _content(q.says)]
    if len(found) == 1:
        return found[0]
    told = "; ".join(f"“{q.says}”" for q in open_ones[:5])
    raise Refusal(
        f"“{words.strip()}”",
        "this is none of the questions that can be reckoned." if not found else "more than one open question fits.",
        "Nothing was asked.",
        f"Ask one of these: {told}."
        if told
        else "No question of this case can be reckoned: two persons, or places, that may be the answer are needed.",
    )


def _content(words: str) -> set[str]:
    return set(re.findall(r"[\w-]+", words.casefold())) - _HOLLOW


def _entry(case: CaseFile, register: Register, supposed: str) -> Disclosed:
    told = _SUPPOSED.fullmatch(supposed.strip())
    if told is None:
        return _added(case, register, supposed)
    claim = register.claim(told["claim"]).claim
    if told["stance"].lower() in _TRUE:
        sure = msgspec.structs.replace(claim, credibility=_SURE)
        return _disclosed(case.draft(acts.claim_corrected(sure, register.things_of(sure))))
    return _disclosed(case.draft(acts.claim_rejected(claim.id, None)))


def _added(case: CaseFile, register: Register, supposed: str) -> Disclosed:
    """A claim that somebody might still make, written as one is stated by hand."""
    try:
        line = read_object(supposed.encode())
        entry = case.fresh_id()
        made = make(line, stated_claim_id(entry), register, gather([line], register))
    except Misfit as misfit:
        raise Refusal(
            f"--if “{supposed}”",
            misfit.what if supposed.lstrip().startswith("{") else "this is not understood.",
            "Nothing was asked.",
            'Write it like "clm-1a2b3c4d is untrue", "clm-1a2b3c4d is true", or as a claim that somebody may make: '
            '{"kind": "holding", "by": "...", "roles": {"holder": "...", "item": "..."}}.',
        ) from None
    act = acts.claim_stated(made.claim, register.things_of(made.claim, made.labels.used), made.source)
    return _disclosed(case.draft(act, entry))


def _disclosed(written: Written) -> Disclosed:
    return Disclosed(entry=written.entry, private={d.name: msgspec.json.decode(d.value) for d in written.disclosures})
