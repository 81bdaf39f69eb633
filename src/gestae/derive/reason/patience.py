"""Patience: how long a question may take. Inside the derivation it is counted in solver conflicts, so that the same case always
gives the same answer; only the desk gives it a clock."""

from collections.abc import Callable
from dataclasses import dataclass


def _never() -> bool:
    return False


@dataclass(frozen=True)
class Patience:
    """``conflicts`` limits each single solver run, ``None`` for as many as it takes; ``is_spent`` is asked between the runs, and
    during them where ``is_timed``."""

    conflicts: int | None = None
    is_spent: Callable[[], bool] = _never
    is_timed: bool = False


ENDLESS = Patience()
