"""Joining two copies of a case that were worked on apart: what the other has more is appended as it stands there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gestae.desk.case_file import CaseFile, Clock, open_case
from gestae.desk.continuing import named_blobs, sound, written_in
from gestae.desk.erasing import finish, refuse_held
from gestae.model import Entry, Problem, Refusal
from gestae.model.address import Where
from gestae.record import SqlLog, acts
from gestae.record.acts import LOG_JOINED
from gestae.record.joining import parting

ERASED = "erased"


@dataclass(frozen=True)
class Outcome:
    """How many entries came along, how many both had before they parted, and how many each had of its own since."""

    joined: int
    common: int
    ours: int
    theirs: int


def join(path: Where, other: Where, *, clock: Clock, environment: Mapping[str, str]) -> Outcome:
    """Appends to the case ``path`` what its copy ``other`` has more, which stays as it is. Doing it again changes nothing. Refuses
    a copy of another case, and one that does not verify or is not sealed to its end."""
    with (
        open_case(other, clock=clock, environment=environment) as theirs,
        open_case(path, clock=clock, environment=environment) as ours,
    ):
        log = sound(theirs, other)
        sealed = log.seals.last()
        if ours.ledger.case != theirs.ledger.case:
            raise Refusal(
                str(other),
                "this is another case, not a copy of this one.",
                "Only copies of one case are joined.",
                "Add its documents to this one with 'gestae add', or keep the two apart.",
            )
        if sealed is None or sealed[0] != log.head:
            raise Refusal(
                str(other),
                "its last entries are not sealed.",
                "What is not sealed cannot be shown to be what was recorded there.",
                "Add to it where its key is: what is added next seals all that is there.",
            )
        erasures = len(ours.ledger.erased)
        with ours.writing():
            outcome = _join(ours, theirs, log, sealed[1])
        if len(ours.ledger.erased) > erasures:
            finish(ours)
    return outcome


def _join(ours: CaseFile, theirs: CaseFile, log: SqlLog, note: bytes) -> Outcome:
    assert isinstance(ours.log, SqlLog)
    found = parting(ours.log, log)
    every = written_in(log)
    fresh = [every[at] for at in found.fresh]
    here = len({place for place in found.places if place is not None})
    outcome = Outcome(len(fresh), found.common, ours.log.head - here, len(fresh))
    if all(w.entry.kind == LOG_JOINED for w in fresh):
        return Outcome(0, found.common, outcome.ours, 0)
    erased = [w.entry for w in fresh if w.entry.kind == ERASED]
    going = [id_ for entry in erased for id_ in entry.refs]
    refuse_held(ours, {str(s) for entry in erased for s in _listed(entry, "sources")}, set(going), set())
    gone = {str(blob) for told in (*(e.entry for e in ours.ledger.erased), *erased) for blob in _listed(told, "blobs")}
    for digest in dict.fromkeys(d for w in fresh for d in named_blobs(w.entry)):
        data = theirs.blobs.get(digest)
        if digest not in gone and not isinstance(data, Problem):
            ours.blobs.put(data)
    ours.introduce()
    joined = ours.draft(acts.log_joined(note.decode(), found.runs(ours.log.head + 1), len(fresh)))
    ours.append([joined, *fresh])
    ours.log.erase(going)
    return outcome


def _listed(entry: Entry, name: str) -> Sequence[object]:
    told = entry.plain.get(name)
    return told if isinstance(told, list | tuple) else ()
