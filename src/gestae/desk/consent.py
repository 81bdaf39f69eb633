"""Consent: whether texts of a case may be sent to an address. Said by a person once per case and address, and undone like any
decision."""

from gestae.desk.case_file import CaseFile
from gestae.model import Disclosed, Refusal
from gestae.record import acts


def consent(case: CaseFile, url: str) -> Disclosed | None:
    """The standing entry that allows it, the last; ``None`` where nobody allows it, or it was taken back."""
    return next((e for e in reversed(_standing(case)) if e.private.get("url") == url), None)


def allow(case: CaseFile, url: str) -> str:
    """Writes down that the member of this case file allows it; the id of the entry. Nothing new where it stands already."""
    with case.writing():
        standing = consent(case, url)
        if standing is not None:
            return standing.entry.id
        written = case.draft(acts.sending_allowed(url))
        case.append([written])
    return written.entry.id


def withdraw(case: CaseFile) -> tuple[str, ...]:
    """Takes back every standing consent; the ids of the entries that do. Refuses where there is none."""
    with case.writing():
        standing = _standing(case)
        if not standing:
            raise Refusal(
                case.name, "nobody has allowed anything to be sent.", "There is nothing to take back.", "Nothing needs doing."
            )
        written = [case.draft(acts.undone(entry.entry.id)) for entry in standing]
        case.append(written)
    return tuple(w.entry.id for w in written)


def _standing(case: CaseFile) -> list[Disclosed]:
    dead = case.ledger.undone()
    return [e for e in case.ledger.entries if e.act == "sending.allowed" and e.entry.id not in dead]
