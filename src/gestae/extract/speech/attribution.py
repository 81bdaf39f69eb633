"""An occasion of speech reported in a block: who says what to whom, in which stretches; and the verbs that tell of one."""

from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from gestae.extract.grammar import Token, lemma
from gestae.extract.speech.quotes import Quote
from gestae.rules import cues

Form = Literal["direct", "indirect", "mixed"]


@dataclass
class Attribution:
    """One occasion of speech. Ranges are copy offsets of the block: ``content`` what is said, ``start``/``end`` the whole.

    ``speaker``, ``to`` and ``through`` (counsel who speaks for the speaker) are the heads of what names them, or ``None``.
    ``denied``: it is denied that this was said; ``disputes``: what is said disputes its content; ``asks``: it is a question.
    """

    block: int
    cue: Token | None
    form: Form
    speaker: Token | None
    content: list[tuple[int, int]]
    start: int
    end: int
    to: Token | None = None
    through: Token | None = None
    denied: bool = False
    disputes: bool = False
    asks: bool = False
    quoted: list[Quote] = field(default_factory=list)

    def holds(self, offset: int) -> bool:
        """Whether this copy offset is within what is said."""
        return any(a <= offset < b for a, b in self.content)

    @property
    def size(self) -> int:
        return sum(b - a for a, b in self.content)


@dataclass(frozen=True)
class Cues:
    """Verbs of speech by sort, and the nouns that stand for a thing said ("confirmed the account")."""

    said: frozenset[str]
    told: frozenset[str]
    asked: frozenset[str]
    deny: frozenset[str]
    objects: frozenset[str]

    def verb(self, token: Token) -> bool:
        """Whether the token is a verb of speech."""
        return lemma(token) in self.said or lemma(token) in self.told or lemma(token) in self.asked


@cache
def speech_cues() -> Cues:
    """The verbs of rules/cues/speech.yaml."""
    loaded = cues("speech")
    return Cues(*(frozenset(loaded[k]) for k in ("said", "told", "asked", "deny", "factive_noun_objects")))


def voices(found: list[Attribution], offset: int, own: Any = None) -> list[Attribution]:
    """The occasions whose content holds this offset, outermost first; ``own`` is left out."""
    return sorted((a for a in found if a is not own and a.holds(offset)), key=lambda a: -a.size)
