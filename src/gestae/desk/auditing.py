"""What an auditor reads: who had a shared case open, for what, and when."""

from dataclasses import dataclass

from gestae.desk import access_log
from gestae.desk.case_file import CaseFile
from gestae.model import Refusal


@dataclass(frozen=True)
class Row:
    at: int
    by: str
    name: str
    did: str


@dataclass(frozen=True)
class Audit:
    """``rows`` in the order they came. ``why`` says what is wrong where the log does not hold."""

    rows: tuple[Row, ...]
    why: str | None = None

    @property
    def holds(self) -> bool:
        return self.why is None


def audit(case: CaseFile) -> Audit:
    """Refuses a case that has no access log of its own: one that is not shared, or lies in a database."""
    ledger = case.ledger
    if not ledger.is_shared:
        raise Refusal(
            case.name, "it is not shared.", "Only of a shared case is written down who had it open.", "Nothing needs doing."
        )
    if case.folder is None:
        raise Refusal(
            case.name,
            "it lies in a database.",
            "Who had it open is in the log of the database server.",
            "Ask who keeps the server.",
        )
    log = access_log.read(case.folder)
    rows = [Row(line.at, line.by, ledger.member_name(line.by), line.did) for line in log.lines]
    return Audit(tuple(rows), wrong(log, ledger.noted))


def wrong(log: access_log.Read, noted: tuple[int, str, int] | None) -> str | None:
    """What is wrong with an access log; nothing, where there is none."""
    if log.broken is not None:
        return f"line {log.broken} does not follow from the one before"
    if log.lines and not log.holds(noted):
        return "it does not begin with what the record noted of it"
    return None
