"""Decided apart: what two people decided differently, each in a copy of their own, before the copies were joined.

Neither writes over the other. Until somebody decides again a claim that either took in stays in, as it was last taken in, and two
things stay two; that is the same whichever copy was joined to which.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from gestae.model import Disclosed
from gestae.model.joined import Joined, Meeting, meetings

JOINED = "log.joined"
CLAIMS = frozenset({"claim.accepted", "claim.rejected", "claim.corrected", "claim.stated"})
PAIRS = frozenset({"same", "not_same"})


@dataclass(frozen=True)
class Apart:
    """Two decisions on one claim, or on one pair of things, that clash. ``kept`` is the one that holds for now."""

    about: tuple[str, ...]
    kept: Disclosed
    other: Disclosed
    passed_over: tuple[str, ...]


def apart(entries: Sequence[Disclosed]) -> list[Apart]:
    """What nobody has decided on since the copies were joined, in the order of the record."""
    joinings = {at: joined for at, entry in enumerate(entries) if entry.act == JOINED and (joined := _joined(entry))}
    if not joinings:
        return []
    standing = {e.entry.id for e in standing_entries(entries)}
    met = meetings(joinings, len(entries))
    return [each for at in sorted(met) for each in _clashes(entries, met[at], standing)]


def standing_entries(entries: Iterable[Disclosed]) -> list[Disclosed]:
    """The entries that no later entry undoes. An undoing that is itself undone undoes nothing."""
    undone: set[str] = set()
    kept: list[Disclosed] = []
    for entry in reversed(list(entries)):
        if entry.entry.id in undone:
            continue
        if entry.act == "undone":
            undone.update(entry.entry.refs)
        else:
            kept.append(entry)
    return kept[::-1]


def _joined(entry: Disclosed) -> Joined | None:
    with suppress(ValueError):
        return Joined.read(entry.entry.plain)
    return None


def _clashes(entries: Sequence[Disclosed], met: Meeting, standing: set[str]) -> Iterator[Apart]:
    ours, theirs = set(met.ours), set(met.theirs)
    here = _decisions((entries[n] for n in sorted(ours - theirs)), standing)
    there = _decisions((entries[n] for n in sorted(theirs - ours)), standing)
    since = _decisions((entries[n] for n in range(len(entries)) if n not in ours and n not in theirs), standing)
    for about in sorted(here.keys() & there.keys() - since.keys()):
        one, two = here[about][-1], there[about][-1]
        if _outcome(one) != _outcome(two):
            kept, other = sorted((one, two), key=_weight, reverse=True)
            passed = (e.entry.id for e in (*here[about], *there[about]) if e is not kept)
            yield Apart(about, kept, other, tuple(passed))


def _decisions(entries: Iterable[Disclosed], standing: set[str]) -> dict[tuple[str, ...], list[Disclosed]]:
    """The decisions that nobody undid, by what they are about."""
    found: dict[tuple[str, ...], list[Disclosed]] = {}
    for entry in entries:
        if entry.entry.id in standing and entry.act in CLAIMS | PAIRS:
            about = tuple(str(entry.entry.plain.get(n)) for n in (("claim",) if entry.act in CLAIMS else ("a", "b")))
            found.setdefault(about, []).append(entry)
    return found


def _outcome(entry: Disclosed) -> object:
    """What it comes to: a claim as it was taken in, accepted or corrected, or nothing; one thing or two."""
    return entry.private.get("claim") if entry.act in CLAIMS else entry.act


def _weight(entry: Disclosed) -> tuple[bool, str]:
    """What takes in outweighs what leaves out, what keeps apart outweighs what joins; else the later, by its id."""
    return entry.act not in ("claim.rejected", "same"), entry.entry.id
