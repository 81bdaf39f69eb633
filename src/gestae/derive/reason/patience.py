"""Patience: how long a question may take. Inside the derivation it is counted in solver conflicts, so that the same case always
gives the same answer; only the desk gives it a clock."""

from collections.abc import Callable
from dataclasses import dataclass, replace


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


@dataclass
class Purse:
    """Solver conflicts that several runs share: each may take so many of those left, and says what it took."""

    left: int
    whole: Patience = ENDLESS

    def patience(self, most: int) -> Patience:
        return replace(self.whole, conflicts=max(1, min(most, self.left)))

    def share(self, runs: int) -> Patience:
        """An equal part for each of so many runs."""
        return self.patience(self.left // runs)

    def pay(self, conflicts: int) -> None:
        self.left = max(0, self.left - conflicts)
