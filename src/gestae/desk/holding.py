"""Legal hold: what is held is not erased, whoever asks, until somebody lifts it and says why. Both are entries."""

from collections.abc import Sequence
from dataclasses import dataclass

from gestae.desk.case_file import CaseFile
from gestae.desk.register import Register, resolve
from gestae.desk.stated import source_called
from gestae.model import Disclosed, Refusal
from gestae.record import acts


@dataclass(frozen=True)
class Hold:
    """A standing hold by ``entry`` on these sources; on the whole case where there are none."""

    entry: Disclosed
    sources: frozenset[str]

    @property
    def reason(self) -> str:
        return str(self.entry.private.get("reason") or "no reason is disclosed")


def holds(case: CaseFile) -> list[Hold]:
    lifted = {ref for e in case.ledger.entries if e.act == "hold.lifted" for ref in e.entry.refs}
    found = []
    for entry in case.ledger.entries:
        if entry.act == "hold.set" and entry.entry.id not in lifted:
            told = entry.field("sources")
            found.append(Hold(entry, frozenset(str(s) for s in told) if isinstance(told, list | tuple) else frozenset()))
    return found


def hold(case: CaseFile, sources: Sequence[str], reason: str) -> str:
    """Holds these sources, by name or id, or the whole case where none is named; the id of the entry."""
    with case.writing():
        register = Register.of(case)
        ids = [source_called(each, register).id for each in sources]
        written = case.draft(acts.hold_set(sorted(set(ids)), reason))
        case.append([written])
    return written.entry.id


def lift(case: CaseFile, entry: str, reason: str) -> str:
    """Lifts a standing hold, by its entry or the beginning of its id; the id of the entry that does."""
    with case.writing():
        standing = {h.entry.entry.id: h for h in holds(case)}
        if not standing:
            raise Refusal(case.name, "nothing is held.", "There is nothing to lift.", "Nothing needs doing.")
        written = case.draft(acts.hold_lifted(resolve(entry, standing, "hold"), reason))
        case.append([written])
    return written.entry.id
