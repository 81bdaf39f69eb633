"""Who is meant: pronouns and descriptions ("the judge", "her client", "two inspectors") brought to the figure they stand for."""

import itertools
from dataclasses import dataclass, field
from typing import Any

from gestae.extract.draft import Words
from gestae.extract.grammar import Token, antecedent, child, children, is_verb, lemma, phrase
from gestae.extract.lexicon import is_occupation, lexicon, plain
from gestae.extract.names.afterthoughts import left_nameless, named_after
from gestae.extract.names.cast import Cast
from gestae.extract.names.figures import Figure, FigureKind, fold
from gestae.extract.names.roles import Job, counsel, holder, organisation
from gestae.extract.parse import Parsed
from gestae.extract.speech.attribution import Attribution, speech_cues, voices
from gestae.extract.speech.speakers import speaker_of

FIRST = frozenset(["i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"])
SECOND = frozenset(["you", "your", "yours", "yourself"])
HE = frozenset(["he", "him", "his", "himself"])
SHE = frozenset(["she", "her", "hers", "herself"])
THEY = frozenset(["they", "them", "their", "theirs", "themselves"])
COUNSEL = frozenset(["attorney", "lawyer", "counsel", "solicitor", "barrister"])
SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer")
VAGUE = frozenset(["someone", "somebody", "anyone", "anybody", "nobody", "none", "one", "everyone", "everybody", "who", "whoever"])


@dataclass
class Seen:
    """A mention of a person on the way: where, in which sentence, whether as a subject, of which verb."""

    figure: Figure
    offset: int
    sentence: int
    subject: bool
    verb: Any


@dataclass
class Refer:
    """Resolves tokens of one document. Pronouns are settled once, in text order."""

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

    # "She wrote:" before a block quotation

    def announce(self) -> None:
        """Whose words a block quotation holds: those of whom the block before it ends by saying, "Ann Hale wrote:"."""
        for before, parsed in itertools.pairwise(self.parsed):
            if not parsed.block.is_quoted or parsed.block.speaker is not None:
                continue
            if before.block.is_quoted and before.number in self.quoted:
                self.quoted[parsed.number] = self.quoted[before.number]
                continue
            if not before.text.rstrip().endswith(":"):
                continue
            last = list(before.doc.sents)[-1]
            cue = next((t for t in last if is_verb(t) and speech_cues().verb(t)), None)
            speaker = self.agent(speaker_of(cue), before) if cue is not None else None
            if speaker is not None:
                self.quoted[parsed.number] = speaker

    # "The man was identified as Caleb Rourke"

    def identify(self) -> None:
        """Bring the nameless person of the sentences before to the name that a later sentence gives."""
        for k, parsed in enumerate(self.parsed):
            for token in parsed.doc:
                nameless = child(token, "nsubj:pass") if lemma(token) in ("identify", "name") else None
                if nameless is None or nameless.pos_ != "NOUN" or nameless.tag_ == "NNS":
                    continue
                named = next(
                    (
                        f
                        for t in token.subtree
                        if t.i > token.i and (f := self.cast.tokens.get((parsed.number, t.i))) is not None and f.kind == "person"
                    ),
                    None,
                )
                if named is None:
                    continue
                self.identified[(parsed.number, nameless.i)] = named
                first = self._nameless(self.parsed[max(0, k - 3) : k + 1], parsed, token)
                if first is not None:
                    self.identified[(first[0].number, first[1].i)] = named

    def _nameless(self, around: list[Parsed], parsed: Parsed, verb: Token) -> tuple[Parsed, Token] | None:
        """The first "a seasonal worker" that something happened to, when just one such person is told of."""
        found = [
            (p, t)
            for p in around
            for t in p.doc
            if t.dep_ in SUBJECTS
            and t.pos_ == "NOUN"
            and t.tag_ == "NN"
            and (p is not parsed or t.i < verb.i)
            and (is_occupation(lemma(t)) or lemma(t) in ("man", "woman", "person", "victim"))
            and any(d.lower_ in ("a", "an") for d in children(t, "det"))
            and self._beside(p, t) is None
        ]
        return found[0] if len(found) == 1 else None

    # Pronouns

    def settle(self) -> None:
        """Resolve every he, she and their like, in text order; anew when it has been done before."""
        self.pronouns.clear()
        self.seen.clear()
        sentence = 0
        for parsed in self.parsed:
            for sent in parsed.doc.sents:
                sentence += 1
                for token in sent:
                    self._step(parsed, token, sentence)
            sentence += 1

    def _step(self, parsed: Parsed, token: Token, sentence: int) -> None:
        key = (parsed.number, token.i)
        figure = self.cast.tokens.get(key)
        word = token.lower_
        if figure is not None:
            if figure.kind in ("person", "organisation") and (
                token.i == 0 or self.cast.tokens.get((parsed.number, token.i - 1)) is not figure
            ):
                self._saw(figure, parsed, token, sentence)
        elif word in HE or word in SHE:
            found = self._choose(parsed, token, sentence, "m" if word in HE else "f")
            if found is not None:
                self.pronouns[key] = found
                found.sex = found.sex or ("m" if word in HE else "f")
                self._saw(found, parsed, token, sentence)
        elif (
            token.pos_ == "NOUN"
            and token.dep_ not in ("compound", "appos", "nmod:desc")
            and (is_occupation(word) or word in lexicon().organisation_nouns)
            and child(token, "flat") is None
        ):
            nominal = self._nominal(parsed, token, quiet=True)
            if nominal is not None:
                self._saw(nominal, parsed, token, sentence)

    def _saw(self, figure: Figure, parsed: Parsed, token: Token, sentence: int) -> None:
        top = token
        while (
            (parsed.number, top.head.i) in self.cast.tokens
            and top.head.i != top.i
            and self.cast.tokens[(parsed.number, top.head.i)] is figure
        ):
            top = top.head
        if top.dep_ in ("appos", "flat") and top.head.dep_ in SUBJECTS:
            top = top.head
        self.seen.append(Seen(figure, parsed.words(token).start, sentence, top.dep_ in SUBJECTS, (parsed.number, top.head.i)))

    def _choose(self, parsed: Parsed, token: Token, sentence: int, sex: str) -> Figure | None:
        offset = parsed.words(token).start
        own = self.first_person(parsed, token.idx)
        if parsed.block.kind == "remark":  # counsel speaks of the client
            client = next((j.serves for j in self.jobs if j.figure is own and j.serves is not None), None)
            if client is not None and client.sex in (None, sex):
                return client
        possessive = token.dep_ == "nmod:poss"
        late = named_after(token, parsed.number, self.cast.tokens) if not possessive else None
        if late is not None and late is not own and late.sex in (None, sex):
            nameless = left_nameless(token)
            if nameless is not None and self._beside(parsed, nameless) is None:
                self.identified[(parsed.number, nameless.i)] = late
            return late
        verb = (parsed.number, token.head.i)
        inner = voices(self.speech.get(parsed.number, []), token.idx)
        inner_start = parsed.span(*_first_range(inner[-1], token.idx)).start if inner else 1 << 60
        best: tuple[float, Figure] | None = None
        counted: set[int] = set()
        for seen in reversed(self.seen[-40:]):
            figure = seen.figure
            if (
                figure.kind not in ("person", "unidentified")
                or (figure.kind == "unidentified" and figure.words[-1:] in (("counsel",), ("lawyer",), ("attorney",)))
                or figure is own
                or figure.sex not in (None, sex)
                or sentence - seen.sentence > 4
            ):
                continue
            if not possessive and seen.verb == verb and seen.offset != offset and token.dep_ not in SUBJECTS:
                continue
            if id(figure) in counted:
                continue
            counted.add(id(figure))
            score = 3.0 - 1.5 * (sentence - seen.sentence) + (0.9 if seen.subject else 0.0) - (offset - seen.offset) / 400
            if sentence == seen.sentence and inner_start <= seen.offset:
                score += 1.2
            if figure.sex is None:
                score -= 1.5
            if figure.kind == "unidentified":
                score -= 1.0
            if token.dep_ in SUBJECTS and seen.subject:
                score += 0.5
            if best is None or score > best[0]:
                best = (score, figure)
        return best[1] if best else None

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
            return self._body(parsed.words(token).start, plural=word in THEY)
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

    def _body(self, offset: int, plural: bool) -> Figure | None:
        """The organisation (or, for "they", the group) last spoken of."""
        for seen in reversed([s for s in self.seen if s.offset < offset and offset - s.offset < 700]):
            if seen.figure.kind == "organisation" or (plural and seen.figure.plural):
                return seen.figure
        return None

    def _nominal(self, parsed: Parsed, token: Token, quiet: bool = False) -> Figure | None:
        """The figure a description means; with ``quiet``, none is made for a bare body or for what somebody owns."""
        named = self._beside(parsed, token) or self.identified.get((parsed.number, token.i))
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
        return self._unidentified(parsed, token, text)

    def _beside(self, parsed: Parsed, token: Token) -> Figure | None:
        """The name that stands beside a description: "the bin foreman, Glenn Teague"."""
        beside = [
            c
            for c in token.children
            if c.dep_ in ("appos", "flat")
            or (c.dep_ == "compound" and c.pos_ == "PROPN")
            or (c.dep_ == "conj" and c.i > token.i + 1 and token.doc[token.i + 1].text == "," and child(c, "cc") is None)
        ]
        if token.dep_ in ("appos", "nmod:desc", "flat"):
            beside.append(token.head)
        for c in beside:
            figure = self.cast.tokens.get((parsed.number, c.i))
            if (
                figure is not None
                and (figure.kind == "person" or c.dep_ == "appos")
                and not (c.dep_ == "compound" and figure.kind != "person")
            ):
                return figure
        return None

    def _unidentified(self, parsed: Parsed, token: Token, text: str) -> Figure | None:
        text = text.strip()
        if not text or not any(c.isalpha() for c in text):
            return None
        words = fold(text)
        start = parsed.words(phrase(token)[0]).start
        for figure in self.extras:
            if figure.words == words:
                figure.starts.append(start)
                return figure
        kind: FigureKind = (
            "organisation" if lemma(token) in lexicon().organisation_nouns and not is_occupation(lemma(token)) else "unidentified"
        )
        figure = Figure(kind, text, start, forms=[text], starts=[start], plural=token.tag_ in ("NNS", "NNPS"))
        figure.sex = lexicon().sexed.get(lemma(token))
        self.extras.append(figure)
        return figure

    def core(self, parsed: Parsed, token: Token) -> str:
        """The words of a noun phrase without its article or quantifier; a possessive pronoun becomes the owner's name."""
        first, last = phrase(token)
        skip = first.i
        owner = ""
        while (
            skip < token.i
            and parsed.doc[skip].dep_ in ("det", "nmod:poss", "case", "punct", "det:predet")
            and parsed.doc[skip].pos_ in ("DET", "PRON", "PUNCT")
        ):
            if parsed.doc[skip].dep_ == "nmod:poss":
                figure = self.agent(parsed.doc[skip], parsed)
                owner = f"{figure.label}’s " if figure is not None else ""
            skip += 1
        text = parsed.text[parsed.doc[skip].idx : last.idx + len(last)]
        return owner + " ".join(text.split())


def _first_range(voice: Attribution, offset: int) -> tuple[int, int]:
    return next((r for r in voice.content if r[0] <= offset < r[1]), (offset, offset + 1))
