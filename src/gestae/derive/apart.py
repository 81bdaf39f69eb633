"""Decided apart: what two people decided differently, each in a copy of their own, before the copies were joined.

Neither writes over the other. Until somebody decides again a claim that either took in stays in, as it was last taken in, and two
things stay two; that is the same whichever copy was joined to which.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from gestae.model import Disclosed, Dossier
from gestae.model.joined import DECISIONS, Parted

PAIRS = frozenset({"same", "not_same"})


@dataclass(frozen=True)
class Apart:
    """Two decisions on one claim, or on one pair of things, that clash. ``kept`` is the one that holds for now."""

    about: tuple[str, ...]
    kept: Disclosed
    other: Disclosed
    passed_over: tuple[str, ...]


def apart(dossier: Dossier) -> list[Apart]:
    """What nobody has decided on since the copies were joined, in the order of the record."""
    if not dossier.parted:
        return []
    decisions = [e for e in standing_entries(dossier.entries) if e.act in DECISIONS]
    return [each for met in dossier.parted for each in _clashes(decisions, met)]


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


def _clashes(decisions: Sequence[Disclosed], met: Parted) -> Iterator[Apart]:
    here = _by_subject(e for e in decisions if e.entry.id in met.ours - met.theirs)
    there = _by_subject(e for e in decisions if e.entry.id in met.theirs - met.ours)
    since = _by_subject(e for e in decisions if e.entry.id not in met.ours | met.theirs)
    for about in sorted(here.keys() & there.keys() - since.keys()):
        one, two = here[about][-1], there[about][-1]
        if _outcome(one) != _outcome(two):
            kept, other = sorted((one, two), key=_weight, reverse=True)
            passed = (e.entry.id for e in (*here[about], *there[about]) if e is not kept)
            yield Apart(about, kept, other, tuple(passed))


def _by_subject(decisions: Iterable[Disclosed]) -> dict[tuple[str, ...], list[Disclosed]]:
    """The decisions by what they are about: a claim, or a pair."""
    found: dict[tuple[str, ...], list[Disclosed]] = {}
    for entry in decisions:
        names = ("a", "b") if entry.act in PAIRS else ("claim",)
        found.setdefault(tuple(str(entry.entry.plain.get(name)) for name in names), []).append(entry)
    return found


def _outcome(entry: Disclosed) -> object:
    """What it comes to: a claim as it was taken in, accepted or corrected, or nothing; one thing or two."""
    return entry.private.get("claim") if entry.act not in PAIRS else entry.act


def _weight(entry: Disclosed) -> tuple[bool, str]:
    """What takes in outweighs what leaves out, what keeps apart outweighs what joins; else the later, by its id."""
    return entry.act not in ("claim.rejected", "same"), entry.entry.id
