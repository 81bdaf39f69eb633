"""Spells of custody in words, the same for the terminal and the page."""

from gestae.model import Custody
from gestae.present.when_words import bounds, day_of


def spell_words(custody: Custody, number: int, day: bool = True) -> str:
    """From when to when, each cut with its own bounds; for a gap without times, before, between or after whom."""
    spell = custody.spells[number]
    begin = cut_words(spell.earliest, spell.starts_by, day=day)
    end = cut_words(spell.ends_from, spell.latest, day=day)
    if begin and end:
        return f"from {begin} until {end}"
    if begin:
        return f"from {begin}"
    if end:
        return f"until {end}"
    if spell.holder is None:
        return "before that" if number == 0 else "after that" if number == len(custody.spells) - 1 else "in between"
    return "at a time nobody gives" if has_times(custody) else ""


def cut_words(first: str | None, last: str | None, day: bool = True) -> str | None:
    """When a spell began or ended, between two moments; one alone is its limit."""
    if first and last:
        return bounds(first, last, day=day)
    if first:
        return f"{bounds(first, first, day=day or _is_date(first))} at the earliest"
    return f"{bounds(last, last, day=day or _is_date(last))} at the latest" if last else None


def _is_date(iso: str) -> bool:
    return "T" not in iso


def has_times(custody: Custody) -> bool:
    return any(s.earliest or s.latest for s in custody.spells)


def one_day(custody: Custody) -> str | None:
    """The one day on which all of an item's spells change, in words."""
    edges = [e for s in custody.spells for e in (s.earliest, s.starts_by, s.ends_from, s.latest) if e]
    return day_of(min(edges), max(edges)) if edges else None
