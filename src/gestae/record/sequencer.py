"""A sequencer: many threads append to one log, and share each wait for the disk. Group commit, one writer.

What waits is written in one transaction with one checkpoint; everyone is answered with the place of their entry and that checkpoint
once both are durable. Whoever writes alone never waits for others: a group is waited for only after one has been seen.
"""

import queue
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from types import TracebackType

from gestae.model import Refusal
from gestae.record.sql_log import SqlLog
from gestae.record.writing import Written

MOST = 256
WAIT_S = 0.005


@dataclass(frozen=True)
class Kept:
    """Where the last entry of what was handed in stands, and the newest checkpoint, which covers it; none without a signer."""

    index: int
    checkpoint: bytes | None


class _Waiting:
    """One who waits: on a lock that whoever answers lets go of, which costs a third of what a future does."""

    def __init__(self, written: Sequence[Written]) -> None:
        self.written = written
        self._answer: Kept | BaseException | None = None
        self._answered = threading.Lock()
        self._answered.acquire()

    def answer(self, answer: "Kept | BaseException") -> None:
        self._answer = answer
        self._answered.release()

    def answered(self) -> Kept:
        self._answered.acquire()
        if isinstance(self._answer, Kept):
            return self._answer
        assert self._answer is not None
        raise self._answer


class Sequencer:
    """Over a log that nothing else in this program uses. Other programs may append to the same record."""

    def __init__(self, log: SqlLog) -> None:
        self._log = log
        self._queue: queue.SimpleQueue[_Waiting | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="sequencer", daemon=True)
        self._thread.start()

    def __enter__(self) -> "Sequencer":
        return self

    def __exit__(self, kind: type[BaseException] | None, trouble: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def append(self, written: Sequence[Written]) -> Kept:
        """All of these, or none, durable on return. Raises what ``Log.append`` raises; others are not touched by it."""
        if not written:
            raise ValueError("there is nothing to append")
        waiting = _Waiting(written)
        self._queue.put(waiting)
        return waiting.answered()

    def close(self) -> None:
        """Writes what waits, then closes the log."""
        self._queue.put(None)
        self._thread.join()
        self._log.close()

    def _run(self) -> None:
        last = 1
        while (first := self._queue.get()) is not None:
            group, is_last = self._gathered(first, last)
            last = len(group)
            self._write(group)
            if is_last:
                return

    def _gathered(self, first: _Waiting, expected: int) -> tuple[list[_Waiting], bool]:
        """Those who wait; for as many as came the last time a moment is waited."""
        group, until = [first], time.monotonic() + WAIT_S
        while len(group) < MOST:
            try:
                patience = until - time.monotonic() if len(group) < expected else 0
                found = self._queue.get(timeout=patience) if patience > 0 else self._queue.get_nowait()
            except queue.Empty:
                break
            if found is None:
                return group, True
            group.append(found)
        return group, False

    def _write(self, group: list[_Waiting]) -> None:
        try:
            answers = self._answers(group)
        except Refusal as refusal:
            if len(group) == 1:
                group[0].answer(refusal)
            else:  # one of them cannot be met, the others can
                for waiting in group:
                    self._write([waiting])
        except BaseException as trouble:
            for waiting in group:
                waiting.answer(trouble)
        else:
            for waiting, answer in zip(group, answers, strict=True):
                waiting.answer(answer)

    def _answers(self, group: list[_Waiting]) -> list[Kept]:
        places = iter(self._log.append([w for waiting in group for w in waiting.written]))
        indices = [[next(places) for _ in waiting.written][-1] for waiting in group]
        size, note = self._log.seals.last() or (0, None)
        return [Kept(index, note if size > index else None) for index in indices]
