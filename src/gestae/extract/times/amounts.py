"""Amounts of time: "two weeks", "half an hour", "several days"."""

from gestae.extract.times import words
from gestae.extract.times.words import NUMBER, VAGUE

AMOUNT = rf"(?P<n>half an?|a half|{NUMBER}(?: and a half)?|{VAGUE}|an?|another)"


def duration(count: float | None, unit: str) -> str:
    """TIMEX3: ``P3D``, ``PT2H``, ``PXY``."""
    figure = "X" if count is None else f"{count:g}"
    return f"PT{figure}{unit[1:]}" if unit.startswith("T") else f"P{figure}{unit}"


def count(said: str) -> float | None:
    """How many; ``None`` for "several" and the like."""
    low = " ".join(said.lower().split())
    if low.startswith(
        ("several", "some", "many", "a few", "few", "a number", "dozens", "hundreds", "thousands", "various", "a matter", "recent")
    ):
        return None
    if "couple" in low:
        return 2
    if low.startswith(("half", "a half")):
        return 0.5
    plus = 0.5 if low.endswith("and a half") else 0
    return words.number(low.removesuffix("and a half")) + plus
