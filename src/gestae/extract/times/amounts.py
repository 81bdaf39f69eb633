"""Amounts of time: "two weeks", "half an hour", "several days"."""

from gestae.extract.times import words
from gestae.extract.times.words import NUMBER, VAGUE

AMOUNT = rf"(?P<n>half an?|a half|{NUMBER}(?: and a half)?|{VAGUE}|an?|another)"


_HALVES = {"Y": "6M", "TH": "30M", "TM": "30S"}


def duration(amount: float | None, unit: str) -> str:
    """TIMEX3: ``P3D``, ``PT2H30M``, ``PXY``."""
    start, letters = ("PT", unit[1:]) if unit.startswith("T") else ("P", unit)
    if amount is None:
        return f"{start}X{letters}"
    if amount % 1 == 0.5 and unit in _HALVES:
        whole = f"{int(amount)}{letters}" if amount > 1 else ""
        return f"{start}{whole}{_HALVES[unit]}"
    return f"{start}{amount:g}{letters}"


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
