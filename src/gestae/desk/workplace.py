"""A case open on a desk: many look at it and decide at once, over one connection, and nothing is derived twice.

What is decided shows at once. What is derived follows: whoever looks waits a little for it, and else sees the case as it was, with
the number of the entry up to which it is told.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from gestae.desk.case_file import CaseFile
from gestae.desk.derivation import derived
from gestae.desk.dossier import dossier
from gestae.desk.register import Register
from gestae.model import Case

PATIENCE_S = 1.5

Done = TypeVar("Done")


@dataclass(frozen=True, eq=False)
class Seen:
    """What a case came to when it had ``head`` entries."""

    head: int
    case: Case


class Workplace:
    """Close it when the work is over: it waits for what is being derived, since the solver cannot be left in the middle."""

    def __init__(self, case: CaseFile) -> None:
        case.memory = {}
        self._case = case
        self._busy = threading.RLock()
        self._changed = threading.Condition()
        self._seen: Seen | None = None
        self._trouble: BaseException | None = None
        self._wanted = -1
        self._is_closed = False
        self._deriver = threading.Thread(target=self._derive_on, name="deriving")
        self._deriver.start()

    @property
    def name(self) -> str:
        return self._case.name

    @property
    def member(self) -> str:
        return self._case.member.name

    @contextmanager
    def opened(self) -> Iterator[CaseFile]:
        """The case with its ledger up to date, for one at a time."""
        with self._busy:
            self._case.ledger.refresh()
            yield self._case

    def decide(self, do: Callable[[CaseFile], Done]) -> Done:
        """What ``do`` decides about the case. What follows from it is worked out meanwhile."""
        with self.opened() as case:
            done = do(case)
            self._want(case.ledger.head)
        return done

    def register(self) -> Register:
        """Every claim as it stands now. Not to be changed: others look at the same one."""
        with self.opened() as case:
            return Register.of(case)

    def seen(self, patience_s: float = PATIENCE_S) -> Seen:
        """What the case comes to; of the latest entry, if that is known within ``patience_s`` seconds."""
        with self.opened() as case:
            head = case.ledger.head
        self._want(head)
        with self._changed:
            self._changed.wait_for(lambda: self._is_known(head), patience_s)
            self._changed.wait_for(lambda: self._seen is not None or self._trouble is not None)
            if self._seen is None:
                assert self._trouble is not None
                raise self._trouble
            return self._seen

    def head(self) -> int:
        with self.opened() as case:
            return case.ledger.head

    def close(self) -> None:
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()
        self._deriver.join()
        with self._busy:
            self._case.__exit__(None, None, None)

    def _is_known(self, head: int) -> bool:
        return self._trouble is not None or (self._seen is not None and self._seen.head >= head)

    def _want(self, head: int) -> None:
        with self._changed:
            if head > self._wanted:
                self._wanted = head
                self._trouble = None
                self._changed.notify_all()

    def _derive_on(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._is_closed or not self._is_known(self._wanted))
                if self._is_closed:
                    return
            try:
                with self.opened() as case:
                    head, found, name, cache = case.ledger.head, dossier(case), case.name, case.cache
                seen = Seen(head, derived(found, name, cache))
            except Exception as trouble:
                with self._changed:
                    self._trouble = trouble
                    self._changed.notify_all()
                continue
            with self._changed:
                self._seen = seen
                self._wanted = max(self._wanted, head)
                self._changed.notify_all()
