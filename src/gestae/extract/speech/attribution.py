"""An attribution: what a block ascribes to whom - said, thought, known, wanted; and the verbs that tell of speech."""

from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from gestae.extract.grammar import Token, lemma
from gestae.extract.speech.quotes import Quote
from gestae.rules import cues

Form = Literal["direct", "indirect", "mixed"]
Range = tuple[int, int]


@dataclass
class Attribution:
    """One occasion of speech or thought. Ranges are copy offsets of the block: ``content`` what is said, ``start``/``end`` all.

    ``speaker``, ``to`` and ``through`` (counsel who speaks for the speaker) are the heads of what names them, or ``None``.
    ``denied``: it is denied that this was said; ``disputes``: what is said disputes its content; ``asks``: it is a question.
    ``sort``: speech, thought, knowledge, feeling, will or seeming. ``is_statement``: it may be claimed as a statement.
    ``is_nested``: it stands within what another says. ``cue_at`` and ``source_at``: the words that say it is somebody's, and
    whose. ``beyond``: the stretches of later blocks that go on with it, as (block, range).
    """

    block: int
    cue: Token
    form: Form
    speaker: Token | None
    content: list[Range]
    start: int
    end: int
    to: Token | None = None
    through: Token | None = None
    denied: bool = False
    disputes: bool = False
    asks: bool = False
    quoted: list[Quote] = field(default_factory=list)
    sort: str = "speech"
    is_statement: bool = True
    is_nested: bool = False
    cue_at: list[Range] = field(default_factory=list)
    source_at: list[Range] = field(default_factory=list)
    beyond: list[tuple[int, Range]] = field(default_factory=list)

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
