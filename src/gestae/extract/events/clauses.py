"""A clause taken apart so that it can be said again: with another doer, denied, with a part more; a question as its statement."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from gestae.extract.events.event import Scene
from gestae.extract.grammar import NEGATIONS, Token, preposition
from gestae.rules import cues

AUXILIARIES = frozenset(cues("answers")["auxiliaries"])
TO_ANSWERER = {
    "your": "my", "yours": "mine", "yourself": "myself", "yourselves": "ourselves",
    "i": "you", "we": "you", "me": "you", "us": "you", "my": "your", "our": "your", "mine": "yours", "ours": "yours",
}  # fmt: skip
SUBORDINATORS = frozenset(cues("answers")["subordinators"])
VAGUE = frozenset(w for group in cues("answers")["vague"].values() for w in group)


@dataclass(frozen=True)
class Bit:
    """One word of a clause: a token of a scene, maybe said otherwise ("you" as "I"), or a word that stands nowhere."""

    text: str
    scene: Scene | None = None
    token: Token | None = None


Bits = tuple[Bit, ...]


def bits(scene: Scene, tokens: Iterable[Token]) -> Bits:
    """The words of these tokens as they stand."""
    copy = scene.parsed.text
    return tuple(Bit(copy[t.idx : t.idx + len(t)], scene, t) for t in tokens if not t.is_space)


def plainly(words: Bits) -> Bits:
    """The same with its first word in lower case, unless that is a name: it opens no sentence any more."""
    first = words[0] if words else None
    if first is None or first.token is None or first.text == "I" or first.token.pos_ == "PROPN" or not first.text[1:].islower():
        return words
    return (replace(first, text=first.text.lower()), *words[1:])


def turned(words: Bits) -> Bits:
    """The words of a question as the one who answers says them: "you" is "I", "your" is "my", the asker's "us" is "you"."""
    return tuple(replace(b, text=_turned(b)) for b in words)


def _turned(bit: Bit) -> str:
    token = bit.token
    if token is None or (token.pos_ not in ("PRON", "DET") and token.lower_ not in ("you", "your")):
        return bit.text
    if token.lower_ == "you":
        return "I" if token.dep_.startswith("nsubj") else "me"
    return TO_ANSWERER.get(token.lower_, bit.text)


@dataclass(frozen=True)
class Clause:
    """Subject, auxiliaries, and the rest, which begins with the verb where there is one. ``denied``: it is put in the negative.
    ``verb`` is the last word of the verb within ``rest``, counted from 1, 0 where it has none (a form of "to be" in ``aux``)."""

    subject: Bits
    aux: Bits
    rest: Bits
    denied: bool = False
    verb: int = 1
    lead: Bits = ()

    def said(self, *, denied: bool = False) -> Bits:
        """The clause as a statement."""
        subject = self.subject
        aux = self.aux
        if aux and subject and subject[0].text == "I" and len(subject) == 1 and aux[0].text.lower() in ("were", "are", "is"):
            aux = (replace(aux[0], text="was" if aux[0].text.lower() == "were" else "am"), *aux[1:])
        front = (*self.lead, Bit(","), *subject) if self.lead else subject
        if not denied:
            return (*front, *aux, *self.rest)
        if not aux:
            return (*front, Bit("never"), *self.rest)
        return (*front, aux[0], Bit("not"), *aux[1:], *self.rest)

    def by(self, subject: Bits) -> "Clause":
        """The same with another subject."""
        return replace(self, subject=subject)

    def plus(self, *tail: Bits) -> "Clause":
        """The same with something more at its end."""
        return replace(self, rest=(*self.rest, *(b for part in tail for b in part)))

    def with_object(self, fill: Bits) -> "Clause":
        """The same with its object, said right after the verb and the one it is given to."""
        at = self.verb
        first = self.rest[at].token if at < len(self.rest) else None
        person = next((b.token for b in self.rest[at:] if b.token is not None and b.token.dep_ in ("obj", "iobj")), None)
        if first is not None and person is not None and person.left_edge.i == first.i and person.pos_ in ("PROPN", "PRON"):
            while at < len(self.rest) and (t := self.rest[at].token) is not None and t.i <= person.right_edge.i:
                at += 1
        return replace(self, rest=(*self.rest[:at], *fill, *self.rest[at:]))

    def with_phrase(self, fill: Bits) -> "Clause":
        """The same with a phrase more: before the first clause that hangs on it, and to whom or by whom before other phrases."""
        early = fill[0].text.lower() in ("to", "from", "by", "with")
        for k, bit in enumerate(self.rest):
            word, token = bit.text.lower(), bit.token
            if k < max(self.verb, 1) or token is None:
                continue
            if (
                word in SUBORDINATORS
                and (token.dep_ in ("mark", "advmod") or token.tag_ in ("WRB", "WP", "IN"))
                and token.dep_ != "case"
            ):
                return replace(self, rest=(*self.rest[:k], *fill, *self.rest[k:]))
            if (
                early
                and token.dep_ == "case"
                and k > self.verb - 1
                and word in ("about", "of", "for", "on", "at", "in", "after", "before")
            ):
                return replace(self, rest=(*self.rest[:k], *fill, *self.rest[k:]))
        return self.plus(fill)

    def timed(self, fill: Bits) -> "Clause":
        """The same with a time."""
        if any(b.text.lower() in SUBORDINATORS for b in self.rest[self.verb : -1]):
            return replace(self, lead=fill)
        return self.plus((Bit(","), *fill))

    def choosing(self, fill: Bits) -> "Clause":
        """ "the revolver or the pistol": the same with one of the two."""
        k = next((n for n, b in enumerate(self.rest) if b.text.lower() == "or" and b.token is not None), None)
        token = self.rest[k].token if k is not None else None
        if token is None or token.head.dep_ != "conj":
            return self
        left, right = token.head.head.left_edge.i, token.head.right_edge.i
        low = next((n for n, b in enumerate(self.rest) if b.token is not None and b.token.i >= left), 0)
        high = max(n for n, b in enumerate(self.rest) if b.token is not None and b.token.i <= right)
        first = self.rest[low].token
        low += first is not None and first.dep_ == "case"
        return replace(self, rest=(*self.rest[:low], *fill, *self.rest[high + 1 :]))

    def without(self, prepositions: set[str]) -> "Clause":
        """The same without the phrases these prepositions open."""
        dropped: set[int] = set()
        for k, bit in enumerate(self.rest):
            token = bit.token
            if token is None or k < self.verb or bit.scene is None:
                continue
            name = preposition(token)
            if name and name.split()[-1] in prepositions and not any(t.i < token.i and t.pos_ == "VERB" for t in token.subtree):
                mine = {t.i for t in token.subtree if t.i <= token.right_edge.i}
                dropped |= {
                    n for n, b in enumerate(self.rest) if b.scene is bit.scene and b.token is not None and b.token.i in mine
                }
        return replace(self, rest=tuple(b for k, b in enumerate(self.rest) if k not in dropped))

    def vague(self, sort: str) -> int | None:
        """Where the rest says "anybody" or its like; ``sort`` is person, thing or place."""
        words = cues("answers")["vague"][sort]
        return next((k for k, b in enumerate(self.rest) if b.text.lower() in words), None)

    def naming(self, at: int, fill: Bits) -> "Clause":
        """The same with this word of the rest replaced."""
        end = at + 1 + (at + 1 < len(self.rest) and self.rest[at + 1].text.lower() in ("else", "at"))
        return replace(self, rest=(*self.rest[:at], *fill, *self.rest[end:]))

    @property
    def is_vague(self) -> bool:
        """Whether it is asked of anybody or anything at all."""
        return any(b.text.lower() in VAGUE or b.text.lower() == "any" for b in (*self.subject, *self.rest))


def question_clause(scene: Scene, tokens: list[Token]) -> Clause | None:
    """ "Did you give it to anyone", "Was the brake on": the clause that is asked; ``None`` when it is not put so."""
    if len(tokens) < 2 or tokens[0].lower_ not in AUXILIARIES:
        return None
    at = 1
    while at < len(tokens) and tokens[at].lower_ in NEGATIONS:
        at += 1
    subject = _subject_at(scene, tokens, at)
    if not subject:
        return None
    after = at + len(subject)
    rest = [t for t in tokens[after:] if not (t.i < tokens[after].i + 1 and t.lower_ in NEGATIONS) and t.lower_ != "ever"]
    return _clause(scene, subject, [tokens[0]], rest)


def statement_clause(scene: Scene, tokens: list[Token]) -> Clause | None:
    """ "You handed it to him", "at ten past eleven you showed it to Mr. Cole": the clause as it stands."""
    subject = next((t for t in tokens if t.dep_ in ("nsubj", "nsubj:pass") and _is_main(t.head, tokens)), None)
    if subject is None:
        return None
    low, high = subject.left_edge.i, subject.right_edge.i
    before = [t for t in tokens if t.i < low and not t.is_punct and t.dep_ != "cc"]
    inside = [t for t in tokens if low <= t.i <= high]
    rest = [t for t in tokens if t.i > high]
    aux: list[Token] = []
    denied = False
    while rest and (
        rest[0].lower_ in AUXILIARIES or rest[0].lower_ in NEGATIONS or rest[0].lower_ in ("just", "also", "then", "ever")
    ):
        if rest[0].lower_ in NEGATIONS:
            denied = True
        elif rest[0].lower_ in AUXILIARIES:
            if len(rest) > 1 and rest[0].lower_ in ("had", "has", "have", "did", "do") and not _helps(rest[0], rest[1:]):
                break
            aux.append(rest[0])
        rest = rest[1:]
    made = _clause(scene, inside, aux, [*rest, *before])
    return replace(made, denied=denied) if made is not None else None


def _helps(aux: Token, after: list[Token]) -> bool:
    """Whether "had" or "did" stands by another verb."""
    first = next((t for t in after if t.lower_ not in NEGATIONS and t.pos_ != "ADV"), None)
    return first is not None and (str(first.tag_).startswith("VB") or aux.dep_ in ("aux", "aux:pass"))


def _is_main(verb: Token, tokens: list[Token]) -> bool:
    return verb.dep_ in ("ROOT", "ccomp", "parataxis", "conj") or verb.head.i not in {t.i for t in tokens}


def _clause(scene: Scene, subject: list[Token], aux: list[Token], rest: list[Token]) -> Clause | None:
    while rest and rest[-1].is_punct:
        rest = rest[:-1]
    while rest and rest[0].lower_ in AUXILIARIES and aux and len(rest) > 1 and rest[0].dep_ in ("aux", "aux:pass", "cop"):
        aux, rest = [*aux, rest[0]], rest[1:]
    verb = 0
    for k, t in enumerate(rest[:4]):
        if t.pos_ not in ("ADV", "PART", "VERB", "AUX") and not str(t.tag_).startswith("VB"):
            break
        if str(t.tag_).startswith("VB") or t.pos_ == "VERB":
            verb = k + 1
            if k + 1 < len(rest) and rest[k + 1].dep_ == "compound:prt":
                verb += 1
            break
    if not aux and not verb:
        return None
    return Clause(turned(plainly(bits(scene, subject))), plainly(bits(scene, aux)), turned(bits(scene, rest)), verb=verb)


def _subject_at(scene: Scene, tokens: list[Token], at: int) -> list[Token]:
    """The noun phrase that begins here."""
    if at >= len(tokens):
        return []
    first = tokens[at]
    found = next(
        (t for t in tokens[at:] if t.dep_ in ("nsubj", "nsubj:pass", "nsubj:outer", "expl") and t.left_edge.i == first.i), None
    )
    if found is not None and (found.pos_ != "PRON" or found.i == first.i):
        end = found.right_edge.i
        loose = next(
            (c for c in found.children if c.i > found.i and c.dep_ in ("acl", "acl:relcl", "nmod", "appos") and c.pos_ == "VERB"),
            None,
        )
        if loose is not None:
            end = loose.left_edge.i - 1
        return [t for t in tokens[at:] if t.i <= end]
    if first.pos_ == "PRON" or first.lower_ in VAGUE or first.lower_ in ("you", "there"):
        more = at + 1 < len(tokens) and tokens[at + 1].lower_ == "else"
        return tokens[at : at + 1 + more]
    figure = scene.refer.cast.tokens.get((scene.parsed.number, first.i))
    end = at
    if figure is not None or first.pos_ == "PROPN":
        while end < len(tokens) and (
            tokens[end].pos_ == "PROPN" or scene.refer.cast.tokens.get((scene.parsed.number, tokens[end].i)) is figure is not None
        ):
            end += 1
        return tokens[at:end]
    while end < len(tokens) and tokens[end].pos_ in ("DET", "ADJ", "NUM", "PRON"):
        end += 1
    end += end < len(tokens) - 1 and tokens[end].lower_ not in AUXILIARIES  # the noun, whatever the parser made of it
    while end < len(tokens) and tokens[end].pos_ in ("NOUN", "PROPN"):
        end += 1
    return tokens[at:end]
