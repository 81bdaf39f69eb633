"""Reading without a case: the same intake, review and derivation, over a record that leaves nothing behind."""

from collections.abc import Sequence
from dataclasses import dataclass

from gestae.desk.brief import brief
from gestae.desk.case_file import Clock, in_memory
from gestae.desk.intake import Intake, Offer, Progress, receive
from gestae.desk.member import Member
from gestae.desk.review import accept_all
from gestae.model import Case

READER = Member(id="mbr-" + "0" * 32, name="reader")


@dataclass(frozen=True)
class ReadCase:
    case: Case
    intake: Intake


def read(
    offers: Sequence[Offer],
    *,
    clock: Clock,
    date: str | None = None,
    zone: str | None = None,
    accepting: bool = True,
    progress: Progress | None = None,
) -> ReadCase:
    """The case these files make, every proposal taken as accepted, or none."""
    name = offers[0].name if len(offers) == 1 else f"{len(offers)} documents"
    with in_memory(name, member=READER, clock=clock) as case:
        intake = receive(case, offers, date=date, zone=zone, progress=progress)
        if accepting:
            accept_all(case)
        kept = set(case.ledger.problems)
        return ReadCase(brief(case, tuple(p for p in intake.problems() if p not in kept)), intake)
