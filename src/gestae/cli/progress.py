"""Progress on standard error: only on a terminal, and only when the work takes longer than a second."""

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

PATIENCE_S = 1.0


class Bar:
    """Call it with the file at work, the parts done and the parts in all."""

    def __init__(self) -> None:
        self._start = time.monotonic()
        self._shown: Progress | None = None
        self._task: TaskID | None = None
        self._name = ""

    def __enter__(self) -> "Bar":
        return self

    def __call__(self, name: str, done: int, total: int) -> None:
        if not sys.stderr.isatty() or time.monotonic() - self._start < PATIENCE_S:
            return
        if self._shown is None:
            self._shown = _open()
        if self._task is None or name != self._name:
            if self._task is not None:
                self._shown.remove_task(self._task)
            self._task, self._name = self._shown.add_task(_plain(name), total=total), name
        self._shown.update(self._task, completed=done, total=total)

    def hide(self) -> None:
        """Clears it away, so that a line can be said; it comes back with the next part done."""
        if self._shown is not None:
            self._shown.stop()
            self._shown = self._task = None

    def __exit__(self, kind: type[BaseException] | None, trouble: BaseException | None, trace: TracebackType | None) -> None:
        self.hide()


def _open() -> "Progress":
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed}/{task.total}"), TimeRemainingColumn())
    shown = Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False, redirect_stderr=False)
    shown.start()
    return shown


def _plain(name: str) -> str:
    from rich.markup import escape  # noqa: PLC0415

    from gestae.present.clean import shortened  # noqa: PLC0415

    return escape(shortened(name, 40))
