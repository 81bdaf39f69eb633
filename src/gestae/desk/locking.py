"""One at a time: a lock that ends with the program, whatever becomes of it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Waits until nobody else holds the lock of this file, which is made where it is not there."""
    with file.open("a+b") as held:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415

            held.seek(0)
            msvcrt.locking(held.fileno(), msvcrt.LK_LOCK, 1)
        else:
            import fcntl  # noqa: PLC0415

            fcntl.flock(held.fileno(), fcntl.LOCK_EX)
        yield
