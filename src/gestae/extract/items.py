"""Things: which words of a text mean one gun, one key, one permit; and the places where things and people are."""

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from gestae.extract.draft import Words
from gestae.extract.goods import MARK, TAG, goods, is_count
from gestae.extract.grammar import Token, child, children, lemma, phrase
from gestae.extract.lexicon import small
from gestae.extract.names.figures import Figure, fold
from gestae.extract.names.refer import Refer
from gestae.extract.parse import Parsed
from gestae.extract.speech.quotes import quotes
from gestae.model.things import ItemKind

SUBJECT, OBJECT = 110, 60
LATELY = 900  # characters within which "it" finds what it means
GENERAL = frozenset(["gun", "weapon", "firearm", "prop", "vehicle", "document", "machine"])  # words that may stand for a closer one


@cache
def idle() -> frozenset[str]:
    """Words that do not tell one thing from another."""
    return small("determiners") | small("picking")


@dataclass(eq=False)
class Thing:
    """An item (or a place that has no name): ``heads`` its nouns, ``mods`` what sets it apart, ``marks`` its tags."""

    label: str
    start: int
    kind: ItemKind = "other"
    heads: set[str] = field(default_factory=set)
    mods: set[str] = field(default_factory=set)
    marks: set[str] = field(default_factory=set)
    forms: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    plural: bool = False
    is_followed: bool = False


def _noun_before(mark: Token) -> Token | None:
    """The noun right before a mark: "revolver" of "revolver R-07"."""
    if mark.i == 0 or not TAG.fullmatch(mark.text):
        return None
    noun = mark.nbor(-1)
    return noun if noun.pos_ in ("NOUN", "PROPN") and lemma(noun) in goods().kind_of else None


def _mark_after(noun: Token) -> Token | None:
    if noun.i + 1 >= len(noun.doc) or lemma(noun) not in goods().kind_of:
        return None
    mark = noun.nbor(1)
    return mark if TAG.fullmatch(mark.text) else None


def _as_such(label: str) -> str:
    """The words without how the thing was: "gun" of "cold gun"."""
    words = label.split()
    while len(words) > 1 and words[0].lower() in goods().conditions:
        words.pop(0)
    return " ".join(words)


def _offset(of: tuple[int, Thing, int]) -> int:
    return of[0]


def _weight(token: Token) -> int:
    """How much a mention weighs when a pronoun looks back, in characters nearer: what a clause is about more than what is in it."""
    if token.dep_ in ("nsubj", "nsubj:pass"):
        return SUBJECT
    return OBJECT if token.dep_ in ("obj", "iobj", "appos", "ROOT", "conj") else 0


class Items:
    """The things of one document, gathered as its rules ask for them."""

    def __init__(self, refer: Refer) -> None:
        self.refer = refer
        self.things: list[Thing] = []
        self.places: list[Thing] = []
        self.trail: list[tuple[int, Thing, int]] = []
        self._memo: dict[tuple[int, int], Thing | None] = {}

    def survey(self, parsed: list[Parsed]) -> None:
        """Note every listed thing in text order, so that pronouns can look back."""
        for p in parsed:
            called = [q for q in quotes(p.text) if len(p.text[q.inner_start : q.inner_end].split()) <= 4]
            for token in p.doc:
                if any(q.holds(token.idx) for q in called):
                    continue
                if (token.lower_ == "one" and child(token, "amod") is not None) or (
                    token.pos_ in ("NOUN", "PROPN")
                    and token.dep_ not in ("compound", "nmod:desc", "flat", "fixed")
                    and lemma(token) in goods().kind_of
                    and ((p.number, token.i) not in self.refer.cast.tokens)
                ):
                    self.item(token, p)

    def item(self, token: Token | None, parsed: Parsed) -> Thing | None:
        """The thing a token means; made when it is new. ``None`` for what is no thing, and for a pronoun that points nowhere."""
        if token is None:
            return None
        key = (parsed.number, token.i)
        if key not in self._memo and token.lower_ == "one" and (sort := self._one_of_them(token, parsed)) is not None:
            self._memo[key] = sort
        if key not in self._memo:
            self._memo[key] = (
                self._pronoun(token, parsed)
                if token.pos_ == "PRON" or token.lower_ in ("that", "which") or is_count(token)
                else self._noun(token, parsed)
            )
        return self._memo[key]

    def point_at(self, notes: Iterable[tuple[int, Words]], body: str) -> None:
        """Have what a note names by its row be what "it" means from there on."""
        for offset, words in notes:
            thing = self.of_words(body[words.start : words.end], words.start)
            thing.is_followed = True
            self._spoken((offset, thing, SUBJECT))

    def _spoken(self, of: tuple[int, Thing, int]) -> None:
        """One more thing on the trail, which stands in the order of the text."""
        insort(self.trail, of, key=_offset)

    def _lately(self, offset: int) -> list[tuple[int, Thing, int]]:
        """What was spoken of shortly before this place."""
        first = bisect_right(self.trail, offset - LATELY, key=_offset)
        return self.trail[first : bisect_left(self.trail, offset, key=_offset)]

    def knows(self, key: tuple[int, int]) -> bool:
        """Whether this token (block, index) has been brought to what it means."""
        return key in self._memo

    def note(self, key: tuple[int, int], thing: Thing | None) -> None:
        """Have this token (block, index) mean that thing."""
        self._memo[key] = thing

    def forget(self, key: tuple[int, int]) -> None:
        """Let go of what this token (block, index) means."""
        self._memo.pop(key, None)

    def _pronoun(self, token: Token, parsed: Parsed) -> Thing | None:
        if token.lower_ in ("one", "ones") and child(token, "nmod") is not None:
            return self._noun(token, parsed)
        offset = parsed.words(token).start
        plural = token.lower_ in ("they", "them", "these", "those", "their") or is_count(token)
        back = [
            (start, thing, weight)
            for start, thing, weight in self._lately(offset)
            if (thing.plural == plural or (plural and thing.kind == "substance"))
        ]
        if not back:
            return None
        asked = self._asked_before(parsed)
        best = max(
            back,
            key=lambda t: (
                t[0]
                + t[2]
                + (300 if asked[0] <= t[0] < asked[1] else 0)
                + (220 if t[1].is_followed or t[1].kind in ("firearm", "ammunition", "key", "document") else 0)
            ),
        )
        self._spoken((offset, best[1], _weight(token)))
        return best[1]

    def _asked_before(self, parsed: Parsed) -> tuple[int, int]:
        """The stretch of the question that a block answers: what that names is what an answer is about."""
        number = parsed.block.question if parsed.block.kind == "answer" else None
        asked = self.refer.by_number.get(number) if number is not None else None
        return (asked.block.start, asked.block.end) if asked is not None else (0, 0)

    def _one_of_them(self, token: Token, parsed: Parsed) -> Thing | None:
        """ "There were three syringes. I took the labelled one": a thing of the sort spoken of, set apart by how it is."""
        set_apart = [c.text for c in children(token, "amod") if c.i < token.i]
        offset = parsed.words(token).start
        several = [t for _, t, _ in self._lately(offset) if t.plural and t.heads]
        if not set_apart or not several:
            return None
        head = next((h for h in several[-1].heads if h in goods().kind_of), next(iter(several[-1].heads)))
        thing = self.of_words(f"{' '.join(set_apart)} {head}", offset, head)
        self._spoken((offset, thing, _weight(token)))
        return thing

    def _noun(self, token: Token, parsed: Parsed) -> Thing | None:
        head = token
        of = next((c for c in children(token, "nmod") if (case := child(c, "case")) is not None and case.lower_ == "of"), None)
        picked = token.lower_ in ("one", "each", "some", "none", "all", "both", "pair") or token.pos_ == "NUM"
        if picked and of is not None:
            head = of
        if head.pos_ == "PRON":
            return self._pronoun(head, parsed)
        text = re.sub(r"^(?:how many|how much|which|what|whose)\s+", "", self.refer.core(parsed, head), flags=re.IGNORECASE)
        if not text or not any(c.isalnum() for c in text):
            return None
        noun, after = _noun_before(head), _mark_after(head)
        if noun is not None and noun.lower_ not in fold(text):
            text = f"{parsed.text[noun.idx : noun.idx + len(noun)]} {text}"  # "revolver R-07", wherever the parser hung the noun
        elif after is not None and after.lower_ not in fold(text.replace("-", "_")) and after.text not in text:
            text = f"{text} {after.text}"
        plural = (head.tag_ in ("NNS", "NNPS") or (head.tag_ == "VBZ" and head.lower_.endswith("s"))) and not (
            picked and token.lower_ in ("one", "each")
        )
        label = re.sub(r"s$", "", text) if picked and of is not None and not plural else text
        words = fold(label)
        name = lemma(head) if head.pos_ != "PROPN" else head.lower_
        if head.pos_ == "PROPN" or MARK.fullmatch(head.text):
            known = [w for w in words if w in goods().kind_of or w.removesuffix("s") in goods().kind_of]
            name = known[-1] if known else name
        definite = any(c.lower_ in ("the", "that", "this") for c in children(token, "det"))
        thing = self.of_words(label, parsed.words(phrase(head)[0]).start, name, plural=plural, definite=definite)
        self._spoken((parsed.words(token).start, thing, _weight(token)))
        return thing

    def of_words(self, label: str, start: int, head: str | None = None, *, plural: bool = False, definite: bool = True) -> Thing:
        """The thing these words mean, looked up among those before it or made."""
        label = re.sub(r"^(?:the|a|an|his|her|their|its)\s+", "", " ".join(label.split()), flags=re.IGNORECASE)
        if (
            goods().kind_of.get((head or label.split()[-1] if label else "").lower()) != "ammunition"
        ):  # "a live round" is one of a sort
            label = _as_such(label)
        words = list(fold(label))
        marks = {m.upper() for m in MARK.findall(label)}
        if head is None:
            heads = [w for w in words if w in goods().kind_of or w.removesuffix("s") in goods().kind_of]
            head = heads[-1] if heads else words[-1] if words else label
        head = head.removesuffix("s") if head not in goods().kind_of and head.removesuffix("s") in goods().kind_of else head
        mods = {w for w in words if w not in idle() and w != head and w.removesuffix("s") != head}
        for thing in reversed(self.things):
            if self._same(thing, head, mods, marks, plural=plural, definite=definite):
                return self._take(thing, label, start, head=head, mods=mods, marks=marks)
        thing = Thing(label, start, goods().kind_of.get(head, "other"), plural=plural)
        self.things.append(thing)
        return self._take(thing, label, start, head=head, mods=mods, marks=marks)

    def _take(self, thing: Thing, label: str, start: int, *, head: str, mods: set[str], marks: set[str]) -> Thing:
        """Note one more mention of a thing; a longer label is the better one."""
        thing.heads.add(head)
        thing.mods |= mods
        thing.marks |= marks
        thing.start = min(thing.start, start)
        thing.starts.append(start)
        if label not in thing.forms:
            thing.forms.append(label)
        if len(fold(label)) > len(fold(thing.label)) and len(label) < 60 and "’s " not in label:
            thing.label = label
        return thing

    def _same(self, thing: Thing, head: str, mods: set[str], marks: set[str], *, plural: bool, definite: bool) -> bool:
        """Whether these words may mean a thing already known: the same tag, the same noun unless set apart, or its only rival."""
        if thing.plural != plural:
            return False
        if marks and thing.marks:
            return bool(marks & thing.marks)
        if head in thing.heads:
            return mods <= thing.mods or (thing.mods <= mods and (definite or not thing.mods))
        if head in thing.mods and not mods and definite:
            return True
        group = next((g for g in goods().groups if head in g), None)
        if group is None or not (thing.heads & group) or (not definite and thing.mods):
            return False
        rivals = [t for t in self.things if t.heads & group and t.plural == plural]
        return (
            not GENERAL.isdisjoint({head, *thing.heads})
            and len(rivals) == 1
            and (not mods or mods <= thing.mods or not thing.mods or thing.heads <= {"gun", "weapon", "firearm"})
        )

    # Places

    def place(self, token: Token | None, parsed: Parsed) -> Figure | Thing | None:
        """The place a token means: a named one, or a common one ("the safe")."""
        if token is None:
            return None
        figure = self.refer.cast.tokens.get((parsed.number, token.i))
        if figure is not None:
            return figure if figure.kind in ("place", "organisation") else None
        if token.pos_ not in ("NOUN", "PROPN") and lemma(token) not in goods().stores:
            return None
        beside = (self.refer.cast.tokens.get((parsed.number, c.i)) for c in children(token, "compound", "flat", "appos"))
        named = next((f for f in beside if f is not None and f.kind == "place"), None)
        if named is not None:
            return named
        return self.place_of(self.refer.core(parsed, token), parsed.words(phrase(token)[0]).start)

    def follows(self, head: str) -> bool:
        """Whether a thing of this noun has changed hands in the text so far."""
        return any(t.is_followed and head in t.heads for t in self.things)

    def last_place(self, offset: int) -> Thing | None:
        """The common place last spoken of: what "there" means."""
        back = [
            (max(s for s in p.starts if s < offset), p)
            for p in self.places
            if any(s < offset and offset - s < 600 for s in p.starts)
        ]
        return max(back, key=lambda b: b[0])[1] if back else None

    def place_of(self, label: str, start: int) -> Figure | Thing | None:
        """The place these words mean, looked up among the named and the common ones, or made."""
        words = set(fold(label)) - idle()
        if not words:
            return None
        for figure in self.refer.cast.figures:
            if figure.kind == "place" and (set(figure.words) == words):
                return figure
        for thing in self.places:
            if words == thing.mods or (words < thing.mods and next(reversed(fold(label))) in thing.heads):
                thing.starts.append(start)
                thing.start = min(thing.start, start)
                return thing
        label = re.sub(r"^(?:the|a|an|his|her|their|its|my|our)\s+", "", " ".join(label.split()), flags=re.IGNORECASE)
        thing = Thing(label, start, mods=words, heads={fold(label)[-1]}, forms=[label], starts=[start])
        self.places.append(thing)
        return thing
