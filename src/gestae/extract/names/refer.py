"""Who is meant: pronouns and descriptions ("the judge", "her client", "two inspectors") brought to the figure they stand for."""

from dataclasses import dataclass, field
from functools import partial

from gestae.extract.draft import Words
from gestae.extract.grammar import Token, antecedent, child, children, lemma
from gestae.extract.lexicon import is_occupation, lexicon, plain
from gestae.extract.names.cast import Cast
from gestae.extract.names.descriptions import beside, core, unidentified
from gestae.extract.names.figures import Figure, fold
from gestae.extract.names.identified import SUBJECTS, identified
from gestae.extract.names.pronouns import HE, SHE, Pronouns, Seen
from gestae.extract.names.quoting import announced, carried
from gestae.extract.names.roles import Job, counsel, holder, organisation
from gestae.extract.parse import Parsed
from gestae.extract.speech.attribution import Attribution, voices
from gestae.extract.speech.speakers import may_speak

FIRST = frozenset(["i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"])
SECOND = frozenset(["you", "your", "yours", "yourself"])
THEY = frozenset(["they", "them", "their", "theirs", "themselves"])
COUNSEL = frozenset(["attorney", "lawyer", "counsel", "solicitor", "barrister"])
VAGUE = frozenset(["someone", "somebody", "anyone", "anybody", "nobody", "none", "one", "everyone", "everybody", "who", "whoever"])


@dataclass
class Refer:
    """Resolves tokens of one document. Pronouns are settled once, in text order. ``quoted``: whose words a block is as a whole;
    it may be ``going_on`` with what a block before began to quote."""

    cast: Cast
    parsed: list[Parsed]
    speech: dict[int, list[Attribution]]
    jobs: list[Job] = field(default_factory=list)
    pronouns: dict[tuple[int, int], Figure] = field(default_factory=dict)
    extras: list[Figure] = field(default_factory=list)
    body: str = ""
    by_number: dict[int, Parsed] = field(default_factory=dict)
    seen: list[Seen] = field(default_factory=list)
    identified: dict[tuple[int, int], Figure] = field(default_factory=dict)
    quoted: dict[int, Figure] = field(default_factory=dict)
    going_on: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.by_number = {p.number: p for p in self.parsed}

    # Speakers

    def author(self, number: int) -> Figure | None:
        """Whose words a block is."""
        if number in self.quoted:
            return self.quoted[number]
        words = self.by_number[number].block.speaker
        return self._at(words) if words else None

    def addressee(self, number: int) -> Figure | None:
        """To whom a block is said or written."""
        words = self.by_number[number].block.addressee
        return self._at(words) if words else None

    def _at(self, words: Words) -> Figure | None:
        inside = [n for n in self.cast.names if words.start <= n.start and n.end <= words.end and n.start in self.cast.at]
        return self.cast.at[inside[0].start] if inside else self.cast.named(self.body[words.start : words.end])

    def first_person(self, parsed: Parsed, offset: int) -> Figure | None:
        """Who says "I" at this copy offset."""
        for voice in reversed(voices(self.speech.get(parsed.number, []), offset)):
            if voice.form in ("direct", "mixed") and any(q.holds(offset) for q in voice.quoted):
                return self.agent(voice.speaker, parsed) if voice.speaker is not None else None
        return self.author(parsed.number)

    def second_person(self, parsed: Parsed, offset: int) -> Figure | None:
        """Whom "you" means at this copy offset."""
        for voice in reversed(voices(self.speech.get(parsed.number, []), offset)):
            if voice.form in ("direct", "mixed") and any(q.holds(offset) for q in voice.quoted):
                return self.agent(voice.to, parsed) if voice.to is not None else None
        return self.addressee(parsed.number)

    # Once, before any token is asked for

    def announce(self) -> None:
        """Whose words the block quotations hold, and the paragraphs that go on with what another one quotes."""
        for number, figure in announced(self.parsed, self.agent):
            self.quoted[number] = figure
        for number, (figure, has_begun) in carried(self.parsed, self.speech, self._speaker).items():
            self.quoted[number] = figure
            if has_begun:
                self.going_on.add(number)

    def _speaker(self, token: Token | None, parsed: Parsed) -> Figure | None:
        """Whom a token means, where it is a name, a pronoun or a noun that may speak: "Remarks:" is nobody."""
        if token is None:
            return None
        is_known = (parsed.number, token.i) in self.cast.tokens or token.pos_ == "PRON"
        return self.agent(token, parsed) if is_known or may_speak(token) else None

    def identify(self) -> None:
        """Bring nameless persons to the names that later sentences give."""
        self.identified.update(identified(self.parsed, self.cast))

    def settle(self) -> None:
        """Resolve every he, she and their like, in text order; anew when it has been done before."""
        self.pronouns.clear()
        self.seen.clear()
        Pronouns(
            self.parsed,
            self.cast,
            self.speech,
            self.jobs,
            self.first_person,
            partial(self._nominal, quiet=True),
            self.pronouns,
            self.seen,
            self.identified,
        ).settle()

    # Any token

    def agent(self, token: Token | None, parsed: Parsed) -> Figure | None:
        """The figure a token stands for, made when a description names nobody known; ``None`` for "somebody"."""
        if token is None:
            return None
        token = antecedent(token)
        number = parsed.number
        figure = self.cast.tokens.get((number, token.i))
        if figure is not None:
            return self._whole(parsed, token, figure) if figure.kind == "organisation" and token.dep_ in SUBJECTS else figure
        word = token.lower_
        if word in FIRST:
            return self.first_person(parsed, token.idx)
        if word in SECOND:
            return self.second_person(parsed, token.idx)
        if (number, token.i) in self.pronouns:
            return self.pronouns[(number, token.i)]
        if word in HE or word in SHE or word in VAGUE or token.tag_ in ("WP", "WP$", "WDT"):
            return None
        if word in THEY or word in ("it", "its"):
            deed = (number, token.head.head.i) if token.dep_ == "nmod:poss" else None
            return self._body(parsed.words(token).start, plural=word in THEY, deed=deed)
        if token.pos_ in ("NOUN", "PROPN", "NUM", "ADJ", "PRON", "VERB"):
            return self._nominal(parsed, token)
        return None

    def _whole(self, parsed: Parsed, token: Token, figure: Figure) -> Figure:
        """ "The Bureau of the state Department issued it": the first body of such a chain is the one that acts."""
        at = token.i
        while at > token.sent.start:
            other = self.cast.tokens.get((parsed.number, at - 1))
            if other is not None and other is not figure:
                return other if other.kind == "organisation" and token.doc[at].lower_ == "of" else figure
            if other is None and token.doc[at - 1].lower_ not in ("of", "the", "state", "federal", "county", "city"):
                return figure
            at -= 1
        return figure

    def _body(self, offset: int, *, plural: bool, deed: tuple[int, int] | None = None) -> Figure | None:
        """The organisation (or, for "they", the group) last spoken of; for "its investigator", rather the doer of the ``deed``."""
        near = [
            s
            for s in self.seen
            if s.offset < offset and offset - s.offset < 700 and (s.figure.kind == "organisation" or (plural and s.figure.plural))
        ]
        acting = [s for s in near if s.subject and s.verb == deed]
        return (acting or near)[-1].figure if near else None

    def _nominal(self, parsed: Parsed, token: Token, quiet: bool = False) -> Figure | None:
        """The figure a description means; with ``quiet``, none is made for a bare body or for what somebody owns."""
        named = beside(self.cast, parsed, token) or self.identified.get((parsed.number, token.i))
        if named is not None:
            return named
        word = lemma(token) if token.pos_ != "PROPN" else plain(token.text)
        text = self.core(parsed, token)
        alias = self.cast.aliases.get(" ".join(fold(text))) or self.cast.aliases.get(word)
        if alias is not None:
            return alias
        lex = lexicon()
        owner = child(token, "nmod:poss")
        offset = parsed.words(token).start
        if word == "client" or word in COUNSEL:
            served = counsel(self.jobs, word, self.agent(owner, parsed) if owner is not None else None)
            if served is not None:
                return served
        definite = any(c.lower_ in ("the", "this", "that", "said") for c in children(token, "det")) or owner is not None
        if is_occupation(word) and definite:
            held = holder(self.jobs, word, text, offset)
            if held is not None:
                return held
        if word in lex.organisation_nouns and definite and token.tag_ != "NNS":
            body = organisation(self.cast.figures, word, offset)
            if body is not None:
                return body
        if quiet and (not is_occupation(word) or word in lex.organisation_nouns):
            return None
        if quiet and owner is not None:
            return None
        return unidentified(self.extras, parsed, token, text)

    def core(self, parsed: Parsed, token: Token) -> str:
        """The words of a noun phrase without its article or quantifier; a possessive pronoun becomes the owner's name."""
        return core(parsed, token, self.agent)
