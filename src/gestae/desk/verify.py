"""Verifying a case: its record, the bytes of every source and text, and every quote against its text."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from gestae.desk import access_log, projection
from gestae.desk.access import beyond
from gestae.desk.auditing import wrong
from gestae.desk.case_file import CaseFile, Clock, open_case
from gestae.desk.dossier import dossier
from gestae.desk.ledger import WITHHELD
from gestae.desk.left_out import left_out
from gestae.desk.stamping import roots
from gestae.model import Claim, Disclosed, Problem, Text
from gestae.model.address import Where
from gestae.model.codec import digest
from gestae.record import SqlLog
from gestae.record.anchors import Anchored, Anchors
from gestae.record.database import Damaged
from gestae.record.keychain import Held
from gestae.record.proof.notes import Verifier
from gestae.record.verify import Verified, verify

__all__ = ["Anchored", "Anchors", "Findings", "Held", "verify_case"]

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Erased:
    """What an entry says was erased, when, why, and who decided it; the last two may be withheld themselves."""

    at: int
    sources: tuple[str, ...]
    entries: int
    reason: str
    decided_by: str


@dataclass
class Findings:
    """What was looked at and what does not hold. ``holds`` is the one answer. ``roots``: SHA-256 of the certificates of the
    authorities for time stamps that the reader has named."""

    record: Verified
    sources: int = 0
    texts: int = 0
    quotes: int = 0
    left_out: int = 0
    members: dict[str, str] = field(default_factory=dict)
    roots: frozenset[str] = frozenset()
    erasures: list[Erased] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        return not self.record.problems and not self.problems

    @property
    def unsealed(self) -> int:
        """Entries at the end that no signed checkpoint covers."""
        return self.record.entries - self.record.sealed

    def sealer(self, key: Verifier) -> str:
        """The name of the member who has this key, as the record gives it."""
        return self.members.get(str(key), "somebody whose name is withheld")


def verify_case(path: Where, *, clock: Clock, environment: Mapping[str, str]) -> Findings:
    """Refuses a folder that is no case. A record so damaged that it cannot be read on does not hold."""
    try:
        with open_case(path, clock=clock, environment=environment, to="verified", right=None) as case:
            return findings(case, environment)
    except Damaged as e:
        return Findings(Verified(problems=[Problem(severity="error", where=e.where, what=e.what, why=e.why, next=e.next)]))


def findings(case: CaseFile, environment: Mapping[str, str]) -> Findings:
    """What holds of an open case. What was left out of the bundle that it came in is no fault."""
    assert isinstance(case.log, SqlLog)
    found = Findings(verify(case.log), roots=frozenset(digest(root) for root in roots(environment)))
    case.read_anew()
    ledger = case.ledger
    if projection.differs(ledger, case.cache):
        found.problems.append(_stale())
    found.members = {key: ledger.member_name(member) for key, member in ledger.keys.items()}
    if ledger.is_shared:
        found.warnings = list(_unfit(case))
    found.erasures = [_erased(entry) for entry in ledger.erased]
    said = {p.where for p in found.record.problems}
    found.problems += [p for p in ledger.damage if p.where not in said]
    absent = left_out(ledger, case.blobs)
    for source in ledger.sources.values():
        if source.digest in absent:
            found.left_out += 1
            continue
        data = case.blobs.get(source.digest)
        found.sources += 1
        if isinstance(data, Problem):
            found.problems.append(data)
    built = dossier(case)
    found.problems += [p for p in built.problems if p.severity == "error" and p not in ledger.damage and p not in ledger.problems]
    texts: dict[str, Text] = {t.id: t for t in built.texts}
    found.texts = len(texts)
    for proposals in built.proposals:
        for claim in proposals.claims:
            found.quotes += 1
            found.problems += _misquoted(claim, texts)
    return found


def _stale() -> Problem:
    return Problem(
        severity="error",
        where=f"cache/{projection.FILE}",
        what="it is not what the record comes to.",
        why="It was altered: long cases are opened by it.",
        next="Delete the folder cache; it is made again.",
    )


def _unfit(case: CaseFile) -> Iterator[Problem]:
    """Of a shared case: entries beyond their members' rights, and an access log that does not hold."""
    for entry, role in beyond(case.ledger.entries):
        yield Problem(
            severity="warning",
            where=f"entry {entry.entry.id}",
            what=f"{case.ledger.member_name(entry.entry.by)} wrote it ({entry.act}) as {role or 'no member'}.",
            why="That role may not do this.",
            next="Ask a lead what became of it; it counts until it is undone.",
        )
    what = wrong(access_log.read(case.folder), case.ledger.noted) if case.folder is not None else None
    if what is not None:
        yield Problem(
            severity="warning",
            where=access_log.FILE,
            what=f"{what}.",
            why="Lines of the access log were altered or removed.",
            next="Keep it as it is, and ask who could write to the folder.",
        )


def _erased(entry: Disclosed) -> Erased:
    told = entry.field("sources")
    sources = tuple(str(s) for s in told) if isinstance(told, list | tuple) else ()
    reason, decided_by = (str(entry.private.get(name) or WITHHELD) for name in ("reason", "decided_by"))
    return Erased(entry.entry.at, sources, len(entry.entry.refs), reason, decided_by)


def _misquoted(claim: Claim, texts: dict[str, Text]) -> list[Problem]:
    """A claim whose words are not those of its text at that place."""
    span = claim.span
    text = texts.get(span.text) if span is not None else None
    if span is None or text is None or span.quotes(text):
        return []
    return [
        Problem(
            severity="error",
            where=f"claim {claim.id}",
            what="its words do not stand in its text at the place that it names.",
            why="A claim rests on its words alone.",
            next="Reject the claim, or restore the case folder from a copy.",
        )
    ]
