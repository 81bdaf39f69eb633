"""Text to proposals: pure, offline, the same every time."""

from gestae.extract.proposing import EXTRACTOR, propose

__all__ = ["EXTRACTOR", "propose"]
