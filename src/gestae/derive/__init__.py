"""Entries to a case: pure, without disk, net or clock."""

from gestae.derive.fold import derive
from gestae.derive.making import Making, Part

__all__ = ["Making", "Part", "derive"]
