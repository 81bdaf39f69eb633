"""An event as the rules find it, with who and what is meant already settled; and what every rule needs to know of a block."""

import re
from dataclasses import dataclass, field
from typing import Any

from gestae.extract.draft import Draft, Way
from gestae.extract.goods import is_physical
from gestae.extract.grammar import Token, child, children, clause, is_negated, lemma, preposition
from gestae.extract.items import Items, Thing
from gestae.extract.lexicon import is_occupation, lexicon
from gestae.extract.names.figures import Figure
from gestae.extract.names.refer import VAGUE, Refer
from gestae.extract.parse import Parsed
from gestae.extract.speech.attribution import Attribution, voices
from gestae.extract.status import Status, is_habit, status
from gestae.extract.timing import Timing
from gestae.model.claim import Basis, Modality, Polarity
from gestae.model.when import When

Meant = Figure | Thing | str | int | bool | None
SENSES: dict[str, Basis] = {"see": "saw", "watch": "saw", "notice": "saw", "hear": "heard"}
SPAN_LIMIT = 380
SCENE_OF_A_SCRIPT = re.compile(r"\s*Sc(?:ene)?\b\.?\s*\d+\w?\b.{0,6}\b(?:INT|EXT|I/E)\b", re.IGNORECASE)
ACTS = frozenset(
    [
        "handover",
        "set_down",
        "pick_up",
        "storing",
        "taking_out",
        "loading",
        "unloading",
        "inspection",
        "showing_clear",
        "announcement",
    ]
)
DOERS = ("agent", "giver", "holder", "speaker", "actor")  # the role of the one who does it, whichever an event has


@dataclass
class Event:
    """One claim in the making: roles hold figures, things or plain values; offsets are of the stored text."""

    kind: str
    start: int
    end: int
    roles: dict[str, Meant] = field(default_factory=dict)
    polarity: Polarity = "asserts"
    hedged: bool = False
    modality: Modality = "asserted"
    by: Figure | None = None
    channel: tuple[Figure, ...] = ()
    basis: Basis = "unstated"
    when: When | None = None
    where: Figure | Thing | None = None
    way: Way = "sentence"
    token: Any = None
    at: int | None = None
    is_answered: bool = False

    @classmethod
    def of(
        cls,
        draft: Draft,
        *,
        roles: dict[str, Meant],
        by: Figure | None,
        channel: tuple[Figure, ...],
        when: When | None,
        where: Meant,
    ) -> "Event":
        """A draft once it is known whom and what its words mean."""
        return cls(
            draft.kind, draft.start, draft.end, roles, draft.polarity, draft.hedged, draft.modality, by, channel, draft.basis, when,
            where if isinstance(where, Figure | Thing) else None, draft.way,
        )  # fmt: skip


@dataclass(frozen=True)
class Voice:
    """Who claims: ``by`` (``None``: the document), through whom, and the occasion of speech nearest to it."""

    by: Figure | None
    channel: tuple[Figure, ...]
    innermost: Attribution | None


class Scene:
    """One parsed block with everything known of it: speech, times, who is who, what is what."""

    def __init__(self, parsed: Parsed, speech: list[Attribution], refer: Refer, items: Items, timing: Timing) -> None:
        self.parsed, self.speech, self.refer, self.items, self.timing = parsed, speech, refer, items, timing
        self.asking = parsed.block.kind == "question"
        self.genre: str = "plain"
        self.written: When | None = None
        self.matters: list[str] = []
        self.is_plan = bool(SCENE_OF_A_SCRIPT.match(parsed.text))

    def last_matter(self) -> str | None:
        """What the last step told was about: "He declined both times" declines that."""
        return self.matters[-1] if self.matters else None

    def agent(self, token: Token | None) -> Figure | None:
        """Whom a token means."""
        return self._player(token) or self.refer.agent(token, self.parsed)

    def _player(self, token: Token | None) -> Figure | None:
        """ "Raymond (T. Adler) fires": in a scene to be played, who plays it."""
        doc = self.parsed.doc
        if not self.is_plan or token is None or token.i + 2 >= len(doc) or doc[token.i + 1].text != "(":
            return None
        found = self.refer.cast.tokens.get((self.parsed.number, token.i + 2))
        return found if found is not None and found.kind == "person" else None

    def item(self, token: Token | None) -> Thing | None:
        """The thing a token means."""
        return self.items.item(token, self.parsed)

    def voice(self, offset: int, own: Attribution | None = None) -> Voice:
        """Whose claim the clause at this offset is."""
        author = self.refer.author(self.parsed.number)
        line: list[Figure] = [author] if author is not None else []
        innermost = None
        for one in voices(self.speech, offset, own):
            innermost = one
            through = self.agent(one.through) if one.through is not None else None
            if through is not None:
                line.append(through)
            speaker = self.agent(one.speaker) if one.speaker is not None else None
            if speaker is not None:
                line.append(speaker)
        by = line[-1] if line else None
        channel: list[Figure] = []
        for figure in line[:-1]:
            if figure is not by and figure not in channel:
                channel.append(figure)
        return Voice(by, tuple(channel), innermost)

    def standing(self, predicate: Token, own: Attribution | None = None) -> tuple[Status, Voice] | None:
        """How the predicate's clause stands and whose it is; ``None`` when it claims nothing."""
        voice = self.voice(predicate.idx, own)
        inner = voice.innermost
        if inner is not None and inner.denied:
            return None
        asks = self.asking or predicate.sent.text.rstrip().rstrip('"').endswith("?")
        found = status(predicate, inner.cue if inner is not None else None, asks)
        if found is None:
            return None
        if inner is not None and inner.disputes:
            flipped: Polarity = "denies" if found.polarity == "asserts" else "asserts"
            found = Status(flipped, found.hedged, found.modality)
        if self.is_plan and found.modality == "asserted":
            found = Status(found.polarity, found.hedged, "expected")
        if inner is not None and inner.asks and found.modality == "asserted":
            found = Status(found.polarity, found.hedged, "asked")
        return found, voice

    def event(
        self, kind: str, predicate: Token, roles: dict[str, Meant], own: Attribution | None = None, **more: Any
    ) -> Event | None:
        """An event on this predicate's clause, with its standing, voice and time; ``None`` when the clause claims nothing."""
        stands = self.standing(predicate, own)
        if stands is None:
            return None
        how, voice = stands
        usual = kind in ACTS and is_habit(predicate)
        if usual and how.modality == "expected" and any(t.lower_ == "would" for t in children(predicate, "aux")):
            how = Status(how.polarity, how.hedged)  # "would check it every morning" tells what was done
        start, end = self.stretch(predicate)
        made = Event(
            kind,
            start,
            end,
            roles,
            how.polarity,
            how.hedged,
            how.modality,
            voice.by,
            voice.channel,
            basis="habit" if usual else self.witnessed(predicate, voice) or self.basis(roles, voice),
            when=self.timing.of(predicate) or self._of_the_occasion(predicate),
            token=predicate,
        )
        for name, value in more.items():
            setattr(made, name, value)
        return made

    def _of_the_occasion(self, predicate: Token) -> When | None:
        """The time of "the incident on Friday in which she died", for the dying."""
        occasion = predicate.head
        opens = predicate.left_edge
        if predicate.dep_ != "acl:relcl" or occasion.pos_ != "NOUN" or opens.lower_ not in ("in", "during", "when"):
            return None
        return self.timing.of(occasion)

    def basis(self, roles: dict[str, Meant], voice: Voice) -> Basis:
        """How the claimant knows: by having done it, where the one who did is the one who tells."""
        doer = roles.get("agent") or roles.get("giver") or roles.get("holder") or roles.get("receiver")
        return "did" if doer is not None and doer is voice.by else "unstated"

    def witnessed(self, predicate: Token, voice: Voice) -> Basis | None:
        """ "I saw him put it down", "I heard him call": how the one who claims it knows."""
        above = predicate.head
        if predicate.dep_ not in ("xcomp", "ccomp", "acl", "advcl") or above.i == predicate.i or is_negated(above):
            return None
        basis = SENSES.get(lemma(above))
        seer = child(above, "nsubj")
        if basis is None or seer is None or self.agent(seer) is not voice.by:
            return None
        return basis

    def stretch(self, predicate: Token) -> tuple[int, int]:
        """The words of the predicate's clause in the stored text, at most ``SPAN_LIMIT`` long."""
        first, last = clause(predicate, stop=("parataxis",))
        source = next((c for c in children(predicate, "obl") if (preposition(c) or "").startswith("according")), None)
        if source is not None and source.left_edge.i > predicate.i + 1 and source.right_edge.i >= last.i:
            last = self.parsed.doc[source.left_edge.i - (2 if source.left_edge.nbor(-1).is_punct else 1)]
        words = self.parsed.words(first, last)
        if words.end - words.start > SPAN_LIMIT:
            near = [t for t in predicate.subtree if abs(t.i - predicate.i) < 25 and not t.is_space]
            near = [
                t
                for t in near
                if not any(
                    a.dep_ in ("acl:relcl", "ccomp", "parataxis", "advcl") and predicate.is_ancestor(a) for a in (t, *t.ancestors)
                )
            ] or [predicate]
            words = self.parsed.words(min(near, key=lambda t: t.i), max(near, key=lambda t: t.i))
        if words.end - words.start > SPAN_LIMIT:
            words = self.parsed.words(predicate)
        return words.start, words.end

    def text(self, token: Token | None) -> str | None:
        """The words of a phrase with all that hangs on it, on one line."""
        if token is None:
            return None
        first, last = token.left_edge, token.right_edge
        text = " ".join(self.parsed.text[first.idx : last.idx + len(last)].split())
        return text.strip(' ,;."”“') or None

    def core(self, token: Token) -> str:
        """The words of a noun phrase without its article; a possessive pronoun becomes the owner's name."""
        return self.refer.core(self.parsed, token)

    def subject_before(self, verb: Token) -> Token | None:
        """The name that stands as subject right before a finite verb, where the parser lost it ("..., Shona McBride, asked me")."""
        modal = next((c for c in children(verb, "aux") if c.tag_ == "MD" and c.i < verb.i), None)
        if child(verb, "nsubj", "nsubj:pass") is not None or (modal is None and verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN")):
            return None
        at, steps = (modal or verb).i - 1, 0
        while at >= verb.sent.start and steps < 9:
            token = verb.doc[at]
            figure = self.refer.cast.tokens.get((self.parsed.number, at))
            if figure is not None and figure.kind in ("person", "organisation"):
                return token
            if token.pos_ == "VERB" or token.lower_ in ("and", "but", "that", "who", "which") or token.text in (";", ":", '"'):
                return None
            at, steps = at - 1, steps + 1
        return None

    def named_before(self, token: Token) -> Token | None:
        """The name that stands right before this token, a comma between at most."""
        for t in reversed(token.doc[max(token.sent.start, token.i - 3) : token.i]):
            figure = self.refer.cast.tokens.get((self.parsed.number, t.i))
            if figure is not None:
                return t if figure.kind == "person" else None
            if not t.is_punct:
                return None
        return None

    def place_after(self, token: Token) -> Figure | None:
        """The named place told after this token in its sentence: "at the Bonanza Creek Ranch film set"."""
        doc = token.doc
        for t in doc[token.i + 1 : min(token.sent.end, token.i + 24)]:
            figure = self.refer.cast.tokens.get((self.parsed.number, t.i))
            if (
                figure is not None
                and figure.kind == "place"
                and any(b.lower_ in ("at", "in", "inside", "on") for b in doc[max(token.i, t.i - 4) : t.i])
            ):
                return figure
        return None

    # What a word may be

    def is_person(self, token: Token | None) -> bool:
        """Whether a token may be somebody: a name, a personal pronoun, a job, a body."""
        if token is None:
            return False
        figure = self.refer.cast.tokens.get((self.parsed.number, token.i))
        if figure is not None:
            return figure.kind in ("person", "organisation")
        word = token.lower_
        if token.pos_ == "PRON":
            return word not in ("it", "this", "that", "which", "these", "those", "what", "something", "nothing", "there")
        beside = child(token, "appos")
        if beside is not None and (self.parsed.number, beside.i) in self.refer.cast.tokens:
            return True
        lex = lexicon()
        word = lemma(token)
        return (
            is_occupation(word)
            or word in lex.organisation_nouns
            or word in VAGUE
            or word in lex.sexed
            or word
            in (
                "client",
                "people",
                "person",
                "crew",
                "investigator",
                "worker",
                "member",
                "victim",
                "counsel",
                "everyone",
                "hand",
                "staff",
                "child",
            )
        )

    def is_thing(self, token: Token | None, listed: bool = False) -> bool:
        """Whether a token may be a thing that is held; with ``listed``, only a word known to be one."""
        if token is None:
            return False
        figure = self.refer.cast.tokens.get((self.parsed.number, token.i))
        if figure is not None:
            return False
        if token.lower_ in ("one", "two", "three", "all", "both") and child(token, "nmod") is not None:
            return is_physical(child(token, "nmod"), listed)
        if listed and token.pos_ == "PRON" and token.lower_ in ("it", "they", "them", "that"):
            thing = self.item(token)
            return thing is not None and (thing.kind != "other" or thing.is_followed)
        return is_physical(token, listed) and (token.pos_ == "PRON" or not self.is_person(token))
