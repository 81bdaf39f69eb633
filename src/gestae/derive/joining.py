"""Joining: things put together one pair at a time, unless a person has said that they are not the same."""

from collections.abc import Iterable


class Joining:
    """Components of things, and pairs that must stay apart. Every component goes by its least member."""

    def __init__(self) -> None:
        self._up: dict[str, str] = {}
        self._apart: set[frozenset[str]] = set()

    def root(self, a: str) -> str:
        while (up := self._up.get(a, a)) != a:
            self._up[a] = self._up.get(up, up)
            a = up
        return a

    def join(self, a: str, b: str) -> bool:
        """False where the two are one already, or a pair kept apart would come together."""
        a, b = sorted((self.root(a), self.root(b)))
        if a == b or self.are_apart(a, b):
            return False
        self._up[b] = a
        self._apart = {frozenset(a if x == b else x for x in pair) for pair in self._apart}
        return True

    def keep_apart(self, a: str, b: str) -> bool:
        """False where the two are one already."""
        a, b = self.root(a), self.root(b)
        if a == b:
            return False
        self._apart.add(frozenset((a, b)))
        return True

    def are_apart(self, a: str, b: str) -> bool:
        return frozenset((self.root(a), self.root(b))) in self._apart

    def components(self, of: Iterable[str]) -> list[tuple[str, ...]]:
        """The components among these, each sorted, in the order of their least members."""
        found: dict[str, list[str]] = {}
        for one in sorted(of):
            found.setdefault(self.root(one), []).append(one)
        return sorted(tuple(members) for members in found.values())
