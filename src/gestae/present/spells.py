"""Spells of custody in words, the same for the terminal and the page."""

from gestae.model import Custody
from gestae.present.when_words import bounds, day_of


def spell_words(custody: Custody, number: int, day: bool = True) -> str:
    """From when to when, each cut with its own bounds; for a gap without times, before, between or after whom."""
    spell = custody.spells[number]
    begin = bounds(spell.earliest, spell.starts_by or spell.earliest, day=day) if spell.earliest else None
    end = bounds(spell.ends_from or spell.latest, spell.latest, day=day) if spell.latest else None
    if begin and end:
        return f"from {begin} until {end}"
    if begin:
        return f"from {begin}"
    if end:
        return f"until {end}"
    if spell.holder is None:
        return "before that" if number == 0 else "after that" if number == len(custody.spells) - 1 else "in between"
    return "at a time nobody gives" if has_times(custody) else ""


def has_times(custody: Custody) -> bool:
    return any(s.earliest or s.latest for s in custody.spells)


def one_day(custody: Custody) -> str | None:
    """The one day on which all of an item's spells change, in words."""
    edges = [e for s in custody.spells for e in (s.earliest, s.starts_by, s.ends_from, s.latest) if e]
    return day_of(min(edges), max(edges)) if edges else None
