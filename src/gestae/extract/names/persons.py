"""The persons of a text, found again by the words of their names, however many they are."""

from collections.abc import Iterable

from gestae.extract.lexicon import lexicon
from gestae.extract.names.figures import Figure
from gestae.extract.names.people import person_words


class Persons(list[Figure]):
    """The persons in the order they were named. ``like`` leaves out only those whose names cannot fit; ``people.fits`` tells."""

    def __init__(self, figures: Iterable[Figure]) -> None:
        super().__init__()
        self._by_key: dict[str, dict[int, int]] = {}
        for figure in figures:
            self.append(figure)

    def append(self, figure: Figure) -> None:
        self._note(figure, len(self))
        super().append(figure)

    def renamed(self, figure: Figure, label: str) -> None:
        """The label becomes a fuller one."""
        figure.label = label
        self._note(figure, next(n for n, f in enumerate(self) if f is figure))

    def like(self, words: tuple[str, ...]) -> list[Figure]:
        """Those who may go by these words: a full name, a surname, a first name or what it is short for, initials."""
        if not words or any(len(w) == 1 for w in words):
            return list(self)
        places: dict[int, int] = {}
        for key in _wanted(words):
            places.update(self._by_key.get(key, {}))
        return [self[n] for n in sorted(places)]

    def _note(self, figure: Figure, place: int) -> None:
        for key in _kept(person_words(figure.label)):
            self._by_key.setdefault(key, {})[place] = place


def _kept(words: tuple[str, ...]) -> set[str]:
    if not words:
        return {"short"}
    keys = {"surname " + words[-1].split("~")[-1], "first " + words[0][:3], "initials " + "".join(w[0] for w in words)}
    return keys | {"short"} if len(words) == 1 or any(len(w) == 1 for w in words) else keys


def _wanted(words: tuple[str, ...]) -> set[str]:
    keys = {"surname " + words[-1].split("~")[-1], "short"}
    if len(words) == 1:
        firsts = {words[0], *lexicon().nicknames.get(words[0], ())}
        keys |= {"first " + w[:3] for w in firsts} | {"initials " + words[0]}
    return keys
