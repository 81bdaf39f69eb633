"""Joining: the entries of a copy that was worked on apart, appended byte for byte after one ``log.joined`` that cites its seal.

Nothing is moved or written anew, so every seal of both copies can still be shown to hold: that of this one covers the beginning of
the record, that of the other the entries which ``log.joined`` names by ``runs``, stretches of this record (start, count) in the
order that they had there.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from gestae.model import Entry
from gestae.model.codec import decode
from gestae.model.joined import Joined, Meeting, Run, meetings
from gestae.record.acts import LOG_JOINED
from gestae.record.log import other_bytes
from gestae.record.proof.notes import Checkpoint, NotANote, Verifier, opened
from gestae.record.proof.tree import Frontier
from gestae.record.sql_log import SqlLog


@dataclass(frozen=True)
class Parting:
    """Where two copies part. ``common`` entries begin both; ``places`` says for every entry of the other copy where it stands in
    this one, ``None`` where it does not; ``fresh`` are the indices in the other copy of those that do not."""

    common: int
    places: tuple[int | None, ...]

    @property
    def fresh(self) -> list[int]:
        return [at for at, place in enumerate(self.places) if place is None]

    def runs(self, first: int) -> list[Run]:
        """The entries of the other copy, in its order, by their places once the fresh ones stand from ``first`` on."""
        found: list[Run] = []
        for place in self.places:
            at = place if place is not None else first
            first += place is None
            if found and sum(found[-1]) == at:
                found[-1] = (found[-1][0], found[-1][1] + 1)
            else:
                found.append((at, 1))
        return found


def parting(ours: SqlLog, theirs: SqlLog) -> Parting:
    """Refuses an entry that the two have with one id and other content."""
    here = {decode(data, Entry).id: (at, kept) for at, data, kept in ours.bodies()}
    places: list[int | None] = []
    common = 0
    for at, data, kept in theirs.bodies():
        id_ = decode(data, Entry).id
        found = here.get(id_)
        if found is not None and found[1] != kept:
            raise other_bytes(id_)
        places.append(found[0] if found is not None else None)
        common += common == at and found is not None and found[0] == at
    return Parting(common, tuple(places))


def joined_roots(log: SqlLog, size: int) -> Iterator[bytes]:
    """The roots over the first ``size`` entries of each copy that was joined to the record: what each was when it stood alone."""
    leaves: list[bytes] = []
    joinings: dict[int, Joined] = {}
    for at, data, kept in log.bodies():
        leaves.append(kept)
        entry = decode(data, Entry)
        if entry.kind == LOG_JOINED:
            joinings[at] = Joined.read(entry.plain)
    for meeting in meetings(joinings, len(leaves)).values():
        if len(meeting.theirs) >= size:
            yield _root(meeting.theirs[:size], leaves)


def cited(plain: Mapping[str, object], meeting: Meeting | None, leaves: Sequence[bytes], known: Sequence[Verifier]) -> Checkpoint:
    """The checkpoint that a ``log.joined`` cites, held against the entries as they stand here. Raises ``NotANote``."""
    note = str(plain.get("checkpoint")).encode()
    point, _ = opened(note, known)
    if meeting is None or point.size != len(meeting.theirs):
        raise NotANote("its checkpoint is not that of the entries it names")
    if _root(meeting.theirs, leaves) != point.root:
        raise NotANote("the entries of the other copy are not here as they were sealed")
    return point


class Copies:
    """By the place of an entry that came along with a copy: the roots of that copy, by size. ``None`` for an entry of our own."""

    def __init__(self, met: Mapping[int, Meeting], leaves: Sequence[bytes]) -> None:
        self._leaves = leaves
        self._met = sorted(((m.theirs, set(m.theirs) - set(m.ours)) for m in met.values()), key=lambda each: len(each[0]))

    def __call__(self, index: int) -> Callable[[int], bytes] | None:
        """That of the smallest copy, where one had been joined to another before: the entry was written there."""
        theirs = next((theirs for theirs, alone in self._met if index in alone), None)
        return None if theirs is None else lambda size: _root(theirs[:size], self._leaves)


def _root(places: Iterable[int], leaves: Sequence[bytes]) -> bytes:
    grown = Frontier()
    for at in places:
        grown.append(leaves[at])
    return grown.root()
