"""Ticks: moments as whole numbers from the case's own zero."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from gestae.derive.reason.puzzle import FARTHEST
from gestae.derive.reason.tokens import Token, own_bounds

_DAY_S = 86_400
_MINUTE_S = 60


@dataclass(frozen=True)
class Clock:
    """Ticks from the case's own zero, a step apart: seconds, or minutes where the case spans years."""

    zero: datetime
    step: int
    horizon: tuple[int, int]

    @classmethod
    def of(cls, found: Iterable[Token]) -> "Clock":
        moments = [m for t in found for c in t.claims for m in own_bounds(c) if m]
        if not moments:
            return cls(datetime(2000, 1, 1), 1, (0, _DAY_S))  # noqa: DTZ001 - local, without zone
        zero, last = datetime.fromisoformat(min(moments)), datetime.fromisoformat(max(moments))
        span = int((last - zero).total_seconds())
        step = next(s for s in (1, 60, 3600, _DAY_S) if (span + 2 * _DAY_S) // s < FARTHEST)
        return cls(zero, step, (-_DAY_S // step, (span + _DAY_S) // step + 1))

    def tick(self, moment: str | None, *, last: bool = False) -> int | None:
        """A moment told to the minute takes in the whole minute."""
        if moment is None:
            return None
        seconds = int((datetime.fromisoformat(moment) - self.zero).total_seconds())
        return (seconds + (_MINUTE_S - 1 if last and moment.endswith(":00") else 0)) // self.step
