"""Ctrl-C as a wish: heard at once while something is read, and only afterwards while something is written."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType, TracebackType
from typing import Any


class Stopping:
    """Inside it, ``is_asked`` says whether someone wants the work to end."""

    def __init__(self) -> None:
        self.is_asked = False
        self._is_writing = False
        self._before: Any = None

    def __enter__(self) -> "Stopping":
        if threading.current_thread() is threading.main_thread():
            self._before = signal.signal(signal.SIGINT, self._heard)
        return self

    def __exit__(self, kind: type[BaseException] | None, trouble: BaseException | None, trace: TracebackType | None) -> None:
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)

    @contextmanager
    def writing(self) -> Iterator[None]:
        self._is_writing = True
        try:
            yield
        finally:
            self._is_writing = False

    def _heard(self, _signal: int, _frame: FrameType | None) -> None:
        self.is_asked = True
        if not self._is_writing:
            raise KeyboardInterrupt
