"""Where copies of a record met: which entries each of the two had, told by places in the record as it stands now."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from gestae.model.entry import Disclosed
from gestae.model.value import Value

ACT = "log.joined"
DECISIONS = frozenset({"claim.accepted", "claim.rejected", "claim.corrected", "claim.stated", "same", "not_same"})
Run = tuple[int, int]


@dataclass(frozen=True)
class Joined:
    """What a ``log.joined`` entry says. ``runs``: the entries of the other copy, in its order, as stretches (start, count) of the
    record that the entry was written in; ``entries``: how many of them follow it there."""

    runs: tuple[Run, ...]
    entries: int

    @classmethod
    def read(cls, plain: Mapping[str, object]) -> "Joined":
        """From the plain fields of the entry. Raises ``ValueError`` where they are not of the form."""
        runs, entries = plain.get("runs"), plain.get("entries")
        if not isinstance(runs, list | tuple) or not all(_is_run(run) for run in runs) or not isinstance(entries, int):
            raise ValueError("it does not say which entries the other copy had")
        return cls(tuple((run[0], run[1]) for run in runs), entries)

    @property
    def size(self) -> int:
        return sum(count for _, count in self.runs)

    def places(self) -> Iterator[int]:
        return (at for start, count in self.runs for at in range(start, start + count))


@dataclass(frozen=True)
class Meeting:
    """The entries that each of two copies had when they met, in the order that each had them in."""

    ours: Sequence[int]
    theirs: Sequence[int]


def meetings(joinings: Mapping[int, Joined], size: int) -> dict[int, Meeting]:
    """Every meeting of a record of so many entries, by the place of its ``log.joined``.

    One that came along with another copy counts places as that copy did; it is found by way of the meeting it came with. What
    names entries that are not there is left out.
    """
    found: dict[int, Meeting] = {}
    _meet(range(size), joinings, found)
    return found


class Parted(Value, frozen=True):
    """The ids of the decisions that each of two copies had when they met."""

    ours: frozenset[str]
    theirs: frozenset[str]


def parted(entries: Sequence[Disclosed]) -> tuple[Parted, ...]:
    """For every meeting of a record, of which these are all entries, in its order."""
    joinings = {at: joined for at, entry in enumerate(entries) if entry.act == ACT and (joined := _joined(entry))}
    if not joinings:
        return ()
    decided = {at: entry.entry.id for at, entry in enumerate(entries) if entry.act in DECISIONS}
    met = meetings(joinings, len(entries))

    def ids(places: Sequence[int]) -> frozenset[str]:
        return frozenset(decided[at] for at in places if at in decided)

    return tuple(Parted(ours=ids(met[at].ours), theirs=ids(met[at].theirs)) for at in sorted(met))


def _joined(entry: Disclosed) -> Joined | None:
    with suppress(ValueError):
        return Joined.read(entry.entry.plain)
    return None


def _meet(view: Sequence[int], joinings: Mapping[int, Joined], found: dict[int, Meeting]) -> None:
    covered = -1
    for at, place in enumerate(view) if len(joinings) else ():
        joined = joinings.get(place)
        if joined is None or at <= covered:
            continue
        covered = at + joined.entries
        if place not in found and joined.size <= len(view) and all(start + count <= len(view) for start, count in joined.runs):
            theirs = [view[n] for n in joined.places()]
            found[place] = Meeting(view[:at], theirs)
            if any(p in joinings and p not in found for p in view[at + 1 : covered + 1]):
                _meet(theirs, joinings, found)


def _is_run(run: object) -> bool:
    return isinstance(run, list | tuple) and len(run) == 2 and all(isinstance(n, int) and n >= 0 for n in run)
