"""The gate: what is withheld is looked for in everything that goes into a bundle, before anybody gets it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import msgspec

from gestae.desk.bundle.asking import strings
from gestae.desk.bundle.needles import Needles
from gestae.model import Refusal
from gestae.model.pasting import pasteable

ALIKE = ("VERIFY.md", "verify.py")


@dataclass
class Gate:
    """``unread`` gathers places that nothing can be read from, such as pictures. What every bundle has alike is not searched."""

    needles: Needles
    unread: list[str] = field(default_factory=list)

    def look(self, place: str, content: bytes) -> None:
        """Refuses, naming the word and its place, when this file holds what is withheld."""
        if not self.needles or place in ALIKE:
            return
        for inner, words in _layers(place, content):
            if words is None:
                self.unread.append(f"{place}, {inner}" if inner else place)
            elif word := self.needles.found_in(words):
                raise _hit(word, f"{place}, {inner}" if inner else place, _advice(place))

    def look_at_name(self, name: str) -> None:
        """That of the bundle itself."""
        if word := self.needles.found_in(name):
            raise _hit(word, f"the name of the folder, {name}", "Choose another name with --to.")


def _layers(place: str, content: bytes) -> Iterator[tuple[str, str | None]]:
    from gestae.sources import layers  # noqa: PLC0415 - the readers are needed where something is withheld only

    yield "its name", place
    if place.endswith(".jsonl"):
        for number, line in enumerate(content.splitlines(), 1):
            told = msgspec.json.decode(line, type=dict[str, str])
            yield f"line {number}", told["name"]
            yield from ((f"line {number}", words) for words in strings(msgspec.json.decode(told["value"])))
    elif place.endswith(".json") or place.startswith(("texts/", "proposals/")):
        yield from (("", words) for words in strings(msgspec.json.decode(content)))
    yield from layers(content, place.rpartition("/")[2])


def _advice(place: str) -> str:
    folder, _, digest = place.partition("/")
    if folder == "evidence":
        return f"Leave out this source as well: --withhold {pasteable(f'source:src-{digest[:16]}')}"
    return "Withhold more, or ask for less to be withheld."


def _hit(word: str, place: str, next_: str) -> Refusal:
    return Refusal(place, f"the word “{word}” stands in it, which is withheld.", "Nothing was handed over.", next_)
