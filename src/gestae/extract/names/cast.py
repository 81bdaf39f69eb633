"""The cast of a text: every name found in it, gathered into figures, with the names that stand for them."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from typing import Any

from gestae.extract.blocks import Document
from gestae.extract.grammar import Token, child, lemma, preposition
from gestae.extract.lexicon import is_occupation, lexicon, plain
from gestae.extract.names.figures import Figure, fold
from gestae.extract.names.find import find, strong_words
from gestae.extract.names.gather import gather
from gestae.extract.names.people import fits, person_words
from gestae.extract.names.settle import Clues
from gestae.extract.names.tokens import Name, Tok, plain_tokens
from gestae.extract.parse import Parsed

HUMAN_VERBS = frozenset(
    [
        "say",
        "tell",
        "ask",
        "hand",
        "give",
        "take",
        "walk",
        "write",
        "call",
        "reply",
        "answer",
        "deny",
        "add",
        "explain",
        "state",
        "testify",
        "know",
        "see",
        "think",
        "believe",
        "shout",
        "put",
        "pick",
        "run",
        "stand",
        "fall",
        "die",
        "work",
        "sign",
    ]
)
GIVING = ("give", "hand", "pass", "tell", "ask", "show", "say")
PARTY = re.compile(r"\b(Petitioners?|Respondents?|Plaintiffs?|Defendants?|Appellants?|Complainants?)\b")
DEFINED = re.compile(
    r"^(?:['’]s)?\s*\(\s*(?:hereafter |collectively )?(?:the )?[“\"‘']?(?:the )?([A-Z][\w .&-]{1,40}?)[”\"’']?\s*\)", re.IGNORECASE
)


@dataclass
class Cast:
    """``at`` maps the start of a name to its figure; ``tokens`` a (block, token index) inside a name to its figure; ``guesses`` the
    start of a word to what the pipeline took it for a name of."""

    figures: list[Figure]
    names: list[Name]
    at: dict[int, Figure]
    tokens: dict[tuple[int, int], Figure] = field(default_factory=dict)
    aliases: dict[str, Figure] = field(default_factory=dict)
    guesses: dict[int, str] = field(default_factory=dict)
    clues: Clues = field(default_factory=lambda: Clues(frozenset(), frozenset(), frozenset()))

    def named(self, text: str) -> Figure | None:
        """The figure that these words of an unparsed stretch name."""
        words = fold(text)
        if not words:
            return None
        exact = [f for f in self.figures if words == f.words or any(words == fold(form) for form in f.forms)]
        if exact:
            return exact[0]
        fitting = [f for f in self.figures if f.kind == "person" and fits(person_words(text), person_words(f.label))]
        return fitting[0] if len(fitting) == 1 else self.aliases.get(" ".join(words))


def cast(parsed: list[Parsed], document: Document, body: str, before: Cast | None = None, heard: Cast | None = None) -> Cast:
    """Names of sentences, fields, cells and signatures, gathered. The figures of ``before``, the section before, go on.

    ``heard`` is the cast of the first parse, made with the names as they stand: what the pipeline guessed then counts.
    """
    if before is not None:
        document = replace(document, fields=(), tables=(), blocks=())  # their names are known from the first section
    sentences = [_sentence(p, sent, heard) for p in parsed for sent in p.doc.sents]
    fields = _unparsed(document, body)
    names = _names([*sentences, *fields])
    likely = {n.start for n in names if n.head is not None and acts_like_a_person(n.head)}
    likely |= {toks[0].start for toks in fields if len(toks) >= 2 and not any(_is_no_persons(t) for t in toks)}
    common = frozenset(t.text for toks in sentences for t in toks if t.text.islower())
    clues = Clues.of(names, likely, common)
    figures, at = gather(names, clues, before.figures if before is not None else [])
    result = Cast(figures, names, at, aliases=dict(before.aliases) if before is not None else {}, clues=clues)
    result.guesses = heard.guesses if heard is not None else {t.start: t.entity for toks in sentences for t in toks if t.entity}
    _aliases(result, document, body)
    _rename(result)
    _index(result, sentences, parsed)
    return result


def _names(stretches: list[list[Tok]]) -> list[Name]:
    """The names in the stretches, in text order; looked for again where a stretch holds a word of a name found at first."""
    first = [list(find(tokens)) for tokens in stretches]
    strong = strong_words(name for found in first for name in found)
    at: dict[tuple[int, int], Name] = {}
    for tokens, found in zip(stretches, first, strict=True):
        is_told = not strong.isdisjoint(plain(t.text) for t in tokens)
        at.update(((n.start, n.end), n) for n in (find(tokens, strong) if is_told else found))
    return sorted(at.values(), key=lambda n: n.start)


def _is_no_persons(tok: Tok) -> bool:
    """A word that no field holds that names a person."""
    return plain(tok.text) in lexicon().place_words or tok.text[:1].isdigit()


def _rename(cast_: Cast) -> None:
    """Names that are an alias ("the Agency", a character's name) stand for the one so called."""
    for name in cast_.names:
        figure = cast_.aliases.get(" ".join(w for w in fold(name.text) if w != "the"))
        old = cast_.at.get(name.start)
        if figure is None or old is figure:
            continue
        cast_.at[name.start] = figure
        figure.starts.append(name.start)
        if old is not None and not any(f is old for f in cast_.at.values()):
            cast_.figures = [f for f in cast_.figures if f is not old]


def _sentence(parsed: Parsed, sent: Any, heard: Cast | None) -> list[Tok]:
    """The words of a parsed sentence; those that open it or a quotation are marked so."""
    opens = True
    out: list[Tok] = []
    for token in sent:
        if token.is_space:
            opens = True
            continue
        words, text = parsed.words(token), parsed.text[token.idx : token.idx + len(token)]
        guess = token.ent_type_ if heard is None else heard.guesses.get(words.start, "")
        if text[0] == "-" and len(text) > 1 and out and out[-1].end == words.start:  # "Smith" "-Jones"
            out.append(Tok("-", words.start, words.start + 1, False, "PUNCT", guess, token))
            out.append(Tok(text[1:], words.start + 1, words.end, False, token.pos_, guess, token))
            continue
        out.append(Tok(text, words.start, words.end, opens, token.pos_, guess, token))
        opens = (token.text in ('"', "(") and opens) or token.text in ('"', ":")
    return out


def _unparsed(document: Document, body: str) -> list[list[Tok]]:
    """The words of fields, table cells, signatures and bylines."""
    out = [plain_tokens(body[f.value.start : f.value.end], f.value.start) for f in document.fields]
    for table in document.tables:
        out += [plain_tokens(body[c.start : c.end], c.start) for row in table.rows for c in row.cells if c.end - c.start < 60]
    out += [plain_tokens(body[b.start : b.end], b.start) for b in document.blocks if b.kind in ("signature", "byline")]
    held = {t[0].start for t in out if t}
    speakers = {w for b in document.blocks for w in (b.speaker, b.addressee) if w is not None}
    out += [plain_tokens(body[w.start : w.end], w.start) for w in sorted(speakers) if w.start not in held]
    return [t for t in out if t]


def acts_like_a_person(head: Token) -> bool:
    """Whether the parse treats a name as somebody: it says or does human things, has a title or job beside it, is "who"."""
    if not head.dep_:
        return _acts_by_its_neighbours(head)
    for c in head.children:
        if c.dep_ in ("appos", "nmod:desc", "compound") and is_occupation(lemma(c)) and c.pos_ in ("NOUN", "PROPN"):
            return True
        if c.dep_ == "acl:relcl" and any(g.lower_ in ("who", "whose", "whom") for g in c.subtree):
            return True
    if head.dep_ == "appos" and is_occupation(lemma(head.head)):
        return True
    verb = head.head
    if (
        head.dep_ in ("obl", "obj", "iobj", "conj")
        and lemma(verb) in GIVING
        and child(head, "det") is None
        and (head.dep_ != "obl" or preposition(head) in ("to", "from"))
    ):
        return True
    return head.dep_ in ("nsubj", "obl:agent", "iobj") and lemma(verb) in HUMAN_VERBS and child(head, "det") is None


def _acts_by_its_neighbours(last: Token) -> bool:
    """The same of a name that ends in this token, without a parse: by the words before and after it."""
    doc, first = last.doc, last
    while first.i > 0 and (doc[first.i - 1].pos_ == "PROPN" or doc[first.i - 1].text in (".", "-")):
        first = doc[first.i - 1]
    before = [t for t in doc[max(0, first.i - 6) : first.i] if t.pos_ != "ADV"]
    after = [t for t in doc[last.i + 1 : last.i + 8] if t.pos_ not in ("ADV", "AUX", "PART")]
    if before and before[-1].pos_ == "DET":
        return False
    if after and lemma(after[0]) in HUMAN_VERBS and after[0].pos_ == "VERB":
        return True
    if (
        len(after) > 1
        and after[0].text == ","
        and (after[1].lower_ in ("who", "whose", "whom") or any(is_occupation(t.text) for t in _noun_phrase(after[1:])))
    ):
        return True
    if not before:
        return False
    if before[-1].text == "," and len(before) > 1 and is_occupation(before[-2].text):
        return True
    verbs = before if before[-1].lower_ in ("to", "from", "by") else before[-1:]
    told = "say" if before[-1].lower_ == "by" else None
    return any(t.pos_ == "VERB" and (lemma(t) in GIVING or lemma(t) == told) for t in verbs)


def _noun_phrase(tokens: list[Token]) -> list[Token]:
    """The nouns up to the next verb or mark."""
    end = next((k for k, t in enumerate(tokens) if t.pos_ in ("VERB", "PUNCT", "PRON", "ADP")), len(tokens))
    return [t for t in tokens[:end] if t.pos_ in ("NOUN", "PROPN")]


def _index(cast_: Cast, sentences: list[list[Tok]], parsed: list[Parsed]) -> None:
    """Note for every token within a name whom it names."""
    number = {id(p.doc): p.number for p in parsed}
    starts = sorted(n.start for n in cast_.names)
    by_start = {n.start: n for n in cast_.names}
    for toks in sentences:
        for tok in toks:
            name = by_start.get(_floor(starts, tok.start))
            if name is not None and name.start <= tok.start < name.end and name.start in cast_.at:
                cast_.tokens[(number[id(tok.token.doc)], tok.token.i)] = cast_.at[name.start]


def _floor(starts: list[int], offset: int) -> int:
    """The last of the sorted starts that is not after the offset; -1 when all are."""
    k = bisect_right(starts, offset) - 1
    return starts[k] if k >= 0 else -1


def _that_it_ends(short: str, cast_: Cast, at: int) -> Figure | None:
    """The body whose name a place ends: "Friends of the Fells in Norway (FFN)"."""
    name, before = cast_.names[at], cast_.names[at - 1] if at else None
    is_near = before is not None and 0 < name.start - before.end <= len(" in the ")
    return cast_.at.get(before.start) if before is not None and is_near and before.text[0].upper() == short[0] else None


def _aliases(cast_: Cast, document: Document, body: str) -> None:
    """ "(the Agency)" after a name; parties of a caption by their part in it."""
    for k, name in enumerate(cast_.names):
        figure = cast_.at.get(name.start)
        defined = DEFINED.match(body[name.end : name.end + 80])
        if figure is not None and defined and " ".join(fold(defined.group(1))) != " ".join(figure.words):
            alias = defined.group(1)
            is_its = figure.kind != "place" or not alias.isupper() or alias[0] == figure.label[0]
            named = figure if is_its else _that_it_ends(alias, cast_, k)
            if named is not None:
                cast_.aliases[" ".join(fold(alias))] = named
    for block in document.blocks:
        if block.kind in ("prose", "answer", "question"):
            continue
        text = body[block.start : block.end]
        for m in PARTY.finditer(text):
            before = [n for n in cast_.names if block.start <= n.start and n.end <= block.start + m.start() and n.start in cast_.at]
            if before and block.start + m.start() - before[-1].end < 12:
                word = plain(m.group(1)).rstrip("s")
                cast_.aliases.setdefault(word, cast_.at[before[-1].start])
    for field_ in document.fields:
        word = plain(field_.label)
        if word in ("petitioner", "respondent", "plaintiff", "defendant"):
            figure = cast_.named(body[field_.value.start : field_.value.end])
            if figure is not None:
                cast_.aliases.setdefault(word, figure)
