"""Arrivals: files given to an open desk, read one after the other beside the work, each in whole or not at all.

A file is read over a connection of its own, so that nobody at the desk waits for it.
"""

import queue
import threading
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, replace

from gestae.desk.case_file import CaseFile
from gestae.desk.intake import Intake, Received, from_bytes, receive
from gestae.model import Problem

KEPT = 200


@dataclass(frozen=True)
class Arrival:
    """One file and how far it is: ``waiting``, ``reading`` (``done`` of ``total`` parts), or what became of it."""

    number: int
    name: str
    done: int = 0
    total: int = 0
    is_reading: bool = False
    received: tuple[Received, ...] = ()
    stopped: Problem | None = None

    @property
    def is_over(self) -> bool:
        return bool(self.received) or self.stopped is not None


@dataclass(frozen=True)
class _Offered:
    number: int
    name: str
    data: bytes
    date: str | None
    zone: str | None


class Arrivals:
    """``opening`` opens the case anew. What has not been read when it is closed was not received."""

    def __init__(self, opening: Callable[[], AbstractContextManager[CaseFile]]) -> None:
        self._opening = opening
        self._waiting: queue.SimpleQueue[_Offered | None] = queue.SimpleQueue()
        self._known: dict[int, Arrival] = {}
        self._guard = threading.Lock()
        self._is_closed = False
        self._worker: threading.Thread | None = None

    def offer(self, documents: Sequence[tuple[str, bytes]], date: str | None, zone: str | None) -> list[int]:
        """The numbers of these files, in their order."""
        numbers: list[int] = []
        for name, data in documents:
            with self._guard:
                number = max(self._known, default=0) + 1
                self._known[number] = Arrival(number, name)
                for old in [n for n, a in self._known.items() if a.is_over][:-KEPT]:
                    del self._known[old]
                if self._worker is None:
                    self._worker = threading.Thread(target=self._work, name="reading")
                    self._worker.start()
            numbers.append(number)
            self._waiting.put(_Offered(number, name, data, date, zone))
        return numbers

    def all(self) -> list[Arrival]:
        """In the order they came."""
        with self._guard:
            return list(self._known.values())

    def close(self) -> None:
        self._is_closed = True
        self._waiting.put(None)
        if self._worker is not None:
            self._worker.join()

    def _work(self) -> None:
        while (offered := self._waiting.get()) is not None and not self._is_closed:
            self._change(offered.number, is_reading=True)
            try:
                intake = self._read(offered)
            except Exception:
                self._change(offered.number, stopped=_not_read(offered.name), is_reading=False)
                continue
            self._change(offered.number, received=intake.received, stopped=intake.stopped, is_reading=False)

    def _read(self, offered: _Offered) -> Intake:
        def progress(_: str, done: int, total: int) -> None:
            if self._is_closed:
                raise KeyboardInterrupt  # as Ctrl-C in the middle of gestae add: nothing of this file is kept
            self._change(offered.number, done=done, total=total)

        with self._opening() as case:
            return receive(
                case, from_bytes([(offered.name, offered.data)]), date=offered.date, zone=offered.zone, progress=progress
            )

    def _change(self, number: int, **what: object) -> None:
        with self._guard, suppress(KeyError):
            self._known[number] = replace(self._known[number], **what)  # type: ignore[arg-type]


def _not_read(name: str) -> Problem:
    return Problem(
        severity="error",
        where=name,
        what="it could not be read.",
        why="Nothing of it was kept.",
        next="Try it again on the command line with 'gestae read', which says more.",
    )
