"""Settling: whom and what the words of a grounded claim mean, by the same rules by which the first reader tells who is who."""

from typing import Any

from gestae.extract.assemble import Assembly
from gestae.extract.draft import Draft, Words
from gestae.extract.events.event import Event, Meant, Scene
from gestae.extract.grammar import Token
from gestae.extract.names.figures import Figure
from gestae.extract.second.grounding import Grounded
from gestae.model import When
from gestae.rules import kinds

SPEAKER = "of which nobody can tell who says it"
FIT = "with a role filled by what cannot fill it"
EMPTY = "that named nobody and nothing"


class Unsettled(Exception):
    """The reason to drop a claim is the message."""


def settle(grounded: Grounded, scenes: list[Scene], assembly: Assembly) -> Event:
    """The event a grounded claim tells. Raises ``Unsettled``."""
    draft = grounded.draft
    here = _Here(assembly, scenes, _scene(scenes, draft.start))
    roles: dict[str, Meant] = {}
    for name, fill in draft.roles.items():
        roles[name] = here.meant(fill, kinds()[draft.kind].roles[name].of) if isinstance(fill, Words) else fill
    if all(meant is None for meant in roles.values()):
        raise Unsettled(EMPTY)
    by, channel = here.voice(draft)
    where = here.meant(draft.place, "place") if draft.place is not None else None
    when = here.time(grounded.when) if grounded.when is not None else None
    return Event.of(draft, roles=roles, by=by, channel=channel, when=when, where=where)


class _Here:
    """One claim's surroundings: the block it stands in, where that was parsed."""

    def __init__(self, assembly: Assembly, scenes: list[Scene], scene: Scene | None) -> None:
        self.assembly, self.scenes, self.scene = assembly, scenes, scene

    def meant(self, words: Words, of: str) -> Meant:
        scene = _scene(self.scenes, words.start)
        head = _head(scene, words) if scene is not None else None
        if scene is None or head is None:
            return self.assembly.meant(words, of)
        figure = scene.refer.cast.tokens.get((scene.parsed.number, head.i))
        is_person = figure is not None and figure.kind == "person"
        if (of in ("item", "place") and is_person) or (of == "agent" and scene.is_thing(head, listed=True)):
            raise Unsettled(FIT)
        match of:
            case "agent":
                return scene.agent(head)
            case "item":
                return scene.item(head)
            case "place":
                return scene.items.place(head, scene.parsed) or self.assembly.meant(words, of)
            case _:
                return scene.agent(head) if figure is not None or not scene.is_thing(head) else scene.item(head)

    def voice(self, draft: Draft) -> tuple[Figure | None, tuple[Figure, ...]]:
        """Who claims, and through whom: the block's author first, then those who are said to pass it on."""
        author = self.scene.refer.author(self.scene.parsed.number) if self.scene is not None else None
        line = [author] if author is not None else []
        for words in (*draft.channel, draft.by):
            if words is None:
                continue
            figure = self.meant(words, "agent")
            if not isinstance(figure, Figure):
                raise Unsettled(SPEAKER)
            line.append(figure)
        by = line[-1] if line else None
        return by, tuple(dict.fromkeys(f for f in line[:-1] if f is not by))

    def time(self, words: Words) -> When:
        """The time as the first reader's grammar understands it there; only its words where it does not."""
        said = " ".join(self.assembly.text.body[words.start : words.end].split())
        scene = _scene(self.scenes, words.start)
        for mention in scene.timing.mentions if scene is not None else ():
            at = scene.parsed.span(mention.start, mention.end) if scene is not None else words
            if at.start < words.end and words.start < at.end:
                when: When = mention.when()
                return when
        return When(said=said)


def _scene(scenes: list[Scene], offset: int) -> Scene | None:
    return next((s for s in scenes if s.parsed.block.start <= offset < s.parsed.block.end), None)


def _head(scene: Scene, words: Words) -> Token | None:
    """The token on which the other tokens of these words hang."""
    inside: list[Any] = []
    for token in scene.parsed.doc:
        if token.is_space:
            continue
        at = scene.parsed.words(token)
        if at.start < words.end and words.start < at.end:
            inside.append(token)
    mine = {t.i for t in inside}
    tops = [t for t in inside if t.head.i not in mine or t.head.i == t.i]
    return next((t for t in tops if t.pos_ in ("NOUN", "PROPN", "PRON")), tops[0] if tops else None)
