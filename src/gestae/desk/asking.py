"""Asking: one open question of a case, with its answers and whom to hear; and what would change if a claim were true or untrue.
Nothing that is asked is written into the record."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from gestae.desk.case_file import CaseFile
from gestae.desk.dossier import dossier
from gestae.desk.register import Register
from gestae.model import Case, Disclosed, Question, Refusal
from gestae.record import Written, acts

_SUPPOSED = re.compile(r"(?P<claim>\S+) (?:is|was|were) (?P<stance>true|untrue|false)", re.IGNORECASE)
_SURE = 999
_HOLLOW = frozenset({"who", "the", "a", "an", "it", "with", "of", "to"})


@dataclass(frozen=True)
class Answered:
    """``before`` is the case as it stands where something was supposed, else ``None``."""

    question: Question
    case: Case
    before: Case | None = None


def ask(case: CaseFile, words: str, supposed: Sequence[str] = ()) -> Answered:
    """Refuses a question that is not open, or of which nothing can be reckoned, and says which can be asked."""
    from gestae.derive import derive  # noqa: PLC0415

    found = dossier(case)
    now = derive(found, case.name)
    question = _question(now, words)
    if not supposed:
        return Answered(question, now)
    register = Register.of(case)
    entries = (*found.entries, *(_entry(case, register, s) for s in supposed))
    return Answered(question, derive(msgspec.structs.replace(found, entries=entries), case.name), now)


def _question(case: Case, words: str) -> Question:
    answered = {h.question for h in case.hypotheses}
    open_ones = [q for q in case.questions if q.id in answered]
    wanted = _content(words)
    found = [q for q in open_ones if q.id == words.strip() or (wanted and wanted <= _content(q.says))]
    if len(found) == 1:
        return found[0]
    told = "; ".join(f"“{q.says}”" for q in open_ones[:5])
    raise Refusal(
        f"“{words.strip()}”",
        "this is none of the questions that can be reckoned." if not found else "more than one open question fits.",
        "Nothing was asked.",
        f"Ask one of these: {told}."
        if told
        else "No question of this case can be reckoned: two persons who may have loaded something are needed.",
    )


def _content(words: str) -> set[str]:
    return set(re.findall(r"[\w-]+", words.casefold())) - _HOLLOW


def _entry(case: CaseFile, register: Register, supposed: str) -> Disclosed:
    told = _SUPPOSED.fullmatch(supposed.strip())
    if told is None:
        raise Refusal(
            f"--if “{supposed}”",
            "this is not understood.",
            "Nothing was asked.",
            'Write it like "clm-1a2b3c4d is untrue" or "clm-1a2b3c4d is true".',
        )
    claim = register.claim(told["claim"]).claim
    if told["stance"].lower() == "true":
        sure = msgspec.structs.replace(claim, credibility=_SURE)
        return _disclosed(case.draft(acts.claim_corrected(sure, register.things_of(sure))))
    return _disclosed(case.draft(acts.claim_rejected(claim.id, None)))


def _disclosed(written: Written) -> Disclosed:
    return Disclosed(entry=written.entry, private={d.name: msgspec.json.decode(d.value) for d in written.disclosures})
