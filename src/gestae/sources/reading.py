"""What reading gives, and what a reader is."""

from collections.abc import Callable
from dataclasses import dataclass

from gestae.model import Mark, Page, Problem, Source, Text


@dataclass(frozen=True)
class Reading:
    """A file as received and what was read from it.

    ``text`` is ``None`` when nothing could be read: the source is kept, and a problem says why. ``refused`` is set when there
    is nothing to keep (an empty file, only zeros). ``parts`` are the files within it, in order. ``data`` are the bytes as
    received: the desk keeps those of the parts too.
    """

    source: Source
    text: Text | None = None
    problems: tuple[Problem, ...] = ()
    parts: tuple["Reading", ...] = ()
    refused: Problem | None = None
    data: bytes = b""

    def all_problems(self) -> tuple[Problem, ...]:
        """Its own, the reason of a refusal, and those of its parts."""
        own = (*self.problems, self.refused) if self.refused else self.problems
        return own + tuple(p for part in self.parts for p in part.all_problems())


@dataclass(frozen=True)
class Attached:
    """A file within a file."""

    name: str
    data: bytes
    media_type: str | None = None


@dataclass(frozen=True)
class Found:
    """What a reader made of a file. ``body`` is ``None`` when there is nothing to read in it.

    ``mended`` counts damaged characters that were repaired, ``first`` shows the first (damaged, repaired, line).
    """

    body: str | None
    pages: tuple[Page, ...] = ()
    marks: tuple[Mark, ...] = ()
    mended: int = 0
    first: tuple[str, str, int] | None = None
    date: str | None = None
    zone: str | None = None
    problems: tuple[Problem, ...] = ()
    parts: tuple[Attached, ...] = ()


@dataclass(frozen=True)
class Reader:
    """A reader of one format. ``fits`` looks at the bytes alone and says how surely they are of this format, 0 (not) to 100.

    ``read`` gets the bytes and the name to show in problems. What it raises is told as a file that cannot be read.
    """

    name: str
    version: int
    media_type: str
    fits: Callable[[bytes], int]
    read: Callable[[bytes, str], Found]

    def stamp(self, is_mended: bool) -> str:
        """The reader as a text names it: ``plain-1``, ``plain-1+ftfy`` where damaged characters were repaired."""
        return f"{self.name}-{self.version}" + ("+ftfy" if is_mended else "")
