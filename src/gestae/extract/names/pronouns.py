"""Pronouns brought to whom they stand for, in text order: by sex, by nearness, by who was spoken of."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from gestae.extract.grammar import Token, child
from gestae.extract.lexicon import is_occupation, lexicon
from gestae.extract.names.afterthoughts import left_nameless, named_after
from gestae.extract.names.cast import Cast
from gestae.extract.names.descriptions import beside
from gestae.extract.names.figures import Figure
from gestae.extract.names.identified import SUBJECTS
from gestae.extract.names.roles import Job
from gestae.extract.parse import Parsed
from gestae.extract.speech.attribution import Attribution, voices

HE = frozenset(["he", "him", "his", "himself"])
SHE = frozenset(["she", "her", "hers", "herself"])


@dataclass
class Seen:
    """A mention of a person on the way: where, in which sentence, whether as a subject, of which verb."""

    figure: Figure
    offset: int
    sentence: int
    subject: bool
    verb: Any


@dataclass
class Pronouns:
    """Settles the pronouns of these blocks once. ``found``, ``seen`` and ``identified`` are filled on the way; ``first_person``
    says who "I" is and ``nominal`` whom a description means, both of which may ask for a pronoun already found."""

    blocks: list[Parsed]
    cast: Cast
    speech: dict[int, list[Attribution]]
    jobs: list[Job]
    first_person: Callable[[Parsed, int], Figure | None]
    nominal: Callable[[Parsed, Token], Figure | None]
    found: dict[tuple[int, int], Figure]
    seen: list[Seen]
    identified: dict[tuple[int, int], Figure]

    def settle(self) -> None:
        """Resolve every he, she and their like, in text order."""
        sentence = 0
        for parsed in self.blocks:
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
                self.found[key] = found
                found.sex = found.sex or ("m" if word in HE else "f")
                self._saw(found, parsed, token, sentence)
        elif (
            token.pos_ == "NOUN"
            and token.dep_ not in ("compound", "appos", "nmod:desc")
            and (is_occupation(word) or word in lexicon().organisation_nouns)
            and child(token, "flat") is None
        ):
            nominal = self.nominal(parsed, token)
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
            if nameless is not None and beside(self.cast, parsed, nameless) is None:
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


def _first_range(voice: Attribution, offset: int) -> tuple[int, int]:
    return next((r for r in voice.content if r[0] <= offset < r[1]), (offset, offset + 1))
