"""Who said what: each occasion of speech reported in a block, with the stretches that are its content."""

from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from gestae.extract.grammar import Parts, Token, child, children, is_negated, is_verb, lemma, preposition, surface_subject
from gestae.extract.parse import Parsed
from gestae.extract.speech.quotes import Quote, is_utterance, quotes
from gestae.rules import cues

Form = Literal["direct", "indirect", "mixed"]
COUNSEL = ("attorney", "lawyer", "counsel", "solicitor", "spokesman", "spokeswoman", "spokesperson", "barrister", "representative", "agent")
RECORDS = ("log", "report", "statement", "record", "book", "letter", "email", "e-mail", "declaration", "affidavit", "complaint", "petition", "citation", "order", "document", "memo", "filing", "sheet",
           "announcement", "release", "summary", "notice")


@dataclass
class Attribution:
    """One occasion of speech. Ranges are copy offsets of the block: ``content`` what is said, ``start``/``end`` the whole.

    ``speaker``, ``to`` and ``through`` (counsel who speaks for the speaker) are first and last tokens, or ``None``.
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
    author: bool = False

    def holds(self, offset: int) -> bool:
        return any(a <= offset < b for a, b in self.content)

    @property
    def size(self) -> int:
        return sum(b - a for a, b in self.content)


@dataclass(frozen=True)
class Cues:
    said: frozenset[str]
    told: frozenset[str]
    asked: frozenset[str]
    deny: frozenset[str]
    objects: frozenset[str]

    def verb(self, token: Token) -> bool:
        return lemma(token) in self.said or lemma(token) in self.told or lemma(token) in self.asked


@cache
def speech_cues() -> Cues:
    loaded = cues("speech")
    return Cues(*(frozenset(loaded[k]) for k in ("said", "told", "asked", "deny", "factive_noun_objects")))


def attributions(parsed: Parsed) -> list[Attribution]:
    """Every occasion of speech in a block, in text order."""
    copy = parsed.text
    marks = [q for q in quotes(copy)]
    found = _direct(parsed, [q for q in marks if is_utterance(copy, q)])
    for token in parsed.doc:
        if any(a.cue is not None and a.cue.i == token.i for a in found):
            _mix(token, next(a for a in found if a.cue is not None and a.cue.i == token.i), marks)
        else:
            one = _indirect(parsed, token, marks, found)
            if one is not None:
                found.append(one)
    found.extend(_according(parsed))
    return sorted(found, key=lambda a: (a.start, -a.end))


# Direct speech

def _direct(parsed: Parsed, marks: list[Quote]) -> list[Attribution]:
    found: list[Attribution] = []
    for n, quote in enumerate(marks):
        before = marks[n - 1] if n else None
        cue = _cue_after(parsed, quote, marks) or _cue_before(parsed, quote, before)
        last = found[-1] if found else None
        if last is not None and before is not None and (cue is None or cue == last.cue) and _continues(parsed.text, before, quote, last):
            last.content.append((quote.inner_start, quote.inner_end))
            last.quoted.append(quote)
            last.end = max(last.end, quote.end)
            continue
        if cue is None:
            continue
        speaker, to = _speaker(cue, parsed), _hearer(cue)
        start, end = min(quote.start, _clause_edge(cue, speaker)[0]), max(quote.end, _clause_edge(cue, speaker)[1])
        found.append(Attribution(parsed.number, cue, "direct", speaker, [(quote.inner_start, quote.inner_end)], start, end, to=to,
                                 through=_through(cue), denied=is_negated(cue), quoted=[quote]))
    return found


def _continues(copy: str, before: Quote, quote: Quote, last: Attribution) -> bool:
    """Whether a quotation goes on from the one before: only the speaker and the verb stand between, or nothing."""
    between = copy[before.end : quote.start]
    return len(between) < 90 and (not between.strip() or (last.cue is not None and before.end <= last.cue.idx < quote.start))


def _clause_edge(cue: Token, speaker: Token | None) -> tuple[int, int]:
    ends = [cue] + ([speaker] if speaker is not None and abs(speaker.i - cue.i) < 25 else [])
    return min(t.idx for t in ends), max(t.idx + len(t) for t in ends)


def _cue_after(parsed: Parsed, quote: Quote, marks: list[Quote]) -> Token | None:
    seen = 0
    for token in parsed.doc:
        if token.idx < quote.end:
            continue
        if any(q.holds(token.idx) for q in marks) or (token.text in (".", "!", "?", ";") and seen) or seen > 14:
            return None
        if token.text == "." and not seen:
            return None
        if not seen and parsed.text[quote.inner_end - 1] == "." and not token.is_punct and token.text[:1].isupper():
            return None  # the quotation ended its sentence; what follows is the next
        if not token.is_punct and not token.is_space:
            seen += 1
        if is_verb(token) and speech_cues().verb(token) and token.tag_ not in ("VBG",):
            ended = parsed.text[quote.inner_end - 1 : quote.end]
            return token if seen <= 2 or any(c in ended for c in ",!?.") or (child(token, "nsubj") is not None and seen <= 4) else None
    return None


def _cue_before(parsed: Parsed, quote: Quote, before: Quote | None) -> Token | None:
    floor = before.end if before else 0
    seen = 0
    for token in reversed([t for t in parsed.doc if t.idx + len(t) <= quote.start]):
        if token.idx < floor or (token.text in (".", "!", "?") and seen) or seen > 12:
            return None
        if not token.is_punct and not token.is_space:
            seen += 1
        if is_verb(token) and speech_cues().verb(token):
            return token
    return None


# Reported speech

def _indirect(parsed: Parsed, token: Token, marks: list[Quote], found: list[Attribution]) -> Attribution | None:
    known = speech_cues()
    if not is_verb(token) or not (known.verb(token) or lemma(token) in ("hear", "learn", "understand")):
        return None
    inside = [q for q in marks if q.holds(token.idx)]
    if token.dep_ in ("amod", "compound", "fixed", "case"):
        return None
    name = lemma(token)
    source = _reverse_source(token) if name in ("hear", "learn", "understand") else None
    if name in ("hear", "learn", "understand") and source is None:
        return None
    content = _content(token, source)
    if content is None:
        return None
    start, end = content
    speaker = source if source is not None else _speaker(token, parsed)
    to = surface_subject(token) if source is not None else _hearer(token)
    if speaker is None and not (to is not None and to.lower_ in ("i", "we", "me", "us")) and not child(token, "nsubj:pass"):
        return None
    if speaker is not None and speaker.pos_ == "NOUN" and not _speaks(speaker):
        return None
    low = min([start, token.idx] + ([speaker.left_edge.idx] if speaker is not None and abs(speaker.i - token.i) < 30 else []))
    high = max(end, token.idx + len(token))
    if not inside and any(start <= q.inner_start and q.inner_end <= end + 1 and not any(q in a.quoted for a in found) for q in marks):
        form: Form = "mixed"
    else:
        form = "indirect"
    return Attribution(parsed.number, token, form, speaker, [(start, end)] if end > start else [], low, high, to=to, through=_through(token),
                       denied=is_negated(token), disputes=name in known.deny, asks=name in known.asked)


def _speaks(noun: Token) -> bool:
    from gestae.extract.lexicon import is_occupation, lexicon  # noqa: PLC0415

    word = lemma(noun)
    return (word in RECORDS or is_occupation(word) or word in lexicon().organisation_nouns or word in lexicon().organisation_words
            or word in ("man", "woman", "witness", "family", "people", "authority", "client", "victim", "colleague", "crew", "continuity", "investigator", "someone", "relative"))


def _content(token: Token, source: Token | None) -> tuple[int, int] | None:
    """The clause or phrase that is said, as copy offsets; ``None`` when nothing is. An empty range: said, but not told what."""
    known, name = speech_cues(), lemma(token)
    clause = child(token, "ccomp")
    if clause is None:
        second = child(token, "xcomp", "csubj")
        clause = second if second is not None and second.pos_ in ("VERB", "ADJ", "AUX") and name in known.deny | {"admit", "claim", "promise", "acknowledge", "swear"} else None
    if clause is None and name in known.told:
        clause = next((c for c in token.children if c.dep_ in ("advcl", "acl", "xcomp", "acl:relcl") and child(c, "mark") is not None and child(c, "mark").lower_ in ("that", "whether", "if")), None)
        if clause is None:
            for obj in children(token, "obj", "iobj", "obl:agent", "obl"):
                clause = next((c for c in obj.children if c.dep_ in ("acl", "ccomp", "acl:relcl") and (child(c, "mark") is not None or child(c, "nsubj") is not None)), clause)
    if clause is not None:
        return _whole(token, _range(clause, token))
    if token.dep_ == "parataxis" and is_verbal(token.head) and token.head.i != token.i and child(token, "nsubj") is not None:
        return _range(token.head, token)
    if name in known.asked and child(token, "obj") is not None and token.dep_ != "xcomp":
        return (token.idx, token.idx)
    obj = child(token, "obj")
    if obj is not None and (name in known.deny or (lemma(obj) in known.objects and name in known.said)):
        if obj.lower_ in ("it", "this", "that", "them"):
            return (token.idx, token.idx)
        return (obj.left_edge.idx, obj.right_edge.idx + len(obj.right_edge))
    if name in known.told and obj is None:
        obj = child(token, "iobj")
    if name == "tell" and obj is not None and obj.lower_ in ("me", "us") and all(t.is_punct or t.is_space for t in token.doc[obj.i + 1 : token.sent.end]):
        return (token.idx, token.idx)
    if obj is not None and obj.lower_ == "nothing":
        return (token.idx, token.idx)
    return None


def _whole(cue: Token, found: tuple[int, int]) -> tuple[int, int]:
    """The range from after the cue's "that"; cut before an "and that" that goes on from an earlier "that"."""
    doc = cue.doc
    start, end = found
    that = next((t for t in doc[cue.i + 1 : min(cue.i + 12, cue.sent.end)] if t.lower_ == "that" and t.tag_ in ("IN", "WDT") and t.head.i != cue.i and t.idx <= start), None)
    if that is not None and that.idx < start and that.i + 1 < len(doc) and not any(t.pos_ == "VERB" for t in doc[cue.i + 1 : that.i]):
        start = doc[that.i + 1].idx
        last = max((t for t in cue.sent if not t.is_punct and not t.is_space), key=lambda t: t.i)
        if cue.is_ancestor(last):
            end = max(end, last.idx + len(last))
    if that is None:
        for t in cue.sent:
            if t.idx > start and t.lower_ == "and" and t.i + 1 < len(doc) and t.nbor(1).lower_ == "that" and t.nbor(1).tag_ == "IN" and t.idx < end:
                end = t.idx
                break
    text = doc.text[start:end].rstrip(" ,;")
    return start, start + len(text)


def is_verbal(token: Token) -> bool:
    return is_verb(token) or child(token, "cop") is not None or child(token, "nsubj") is not None


def _range(clause: Token, cue: Token) -> tuple[int, int]:
    """The clause's stretch, the cue's own words cut off where it stands inside ("the bin was full, she said")."""
    mine = {t.i for t in cue.subtree} if clause.is_ancestor(cue) else set()
    tokens = [t for t in clause.subtree if t.i not in mine and not t.is_space]
    # a clause fronted by the cue's sentence-mates that were hung on the cue itself
    while tokens and (tokens[-1].is_punct or tokens[-1].text == '"'):
        tokens.pop()
    while tokens and (tokens[0].is_punct or (tokens[0].dep_ == "mark" and tokens[0].head == clause and tokens[0].lower_ == "that")):
        tokens.pop(0)
    if not tokens:
        return (cue.idx, cue.idx)
    return tokens[0].idx, tokens[-1].idx + len(tokens[-1])


def _mix(token: Token, one: Attribution, marks: list[Quote]) -> None:
    """A verb that brings both a quotation and a clause outside it is mixed speech."""
    clause = child(token, "ccomp")
    if clause is None:
        return
    start, end = _range(clause, token)
    outside = [(a, b) for a, b in [(start, end)] if not any(q.start <= a and b <= q.end + 1 for q in marks)]
    if outside and not any(q.holds(clause.idx) for q in marks):
        one.form = "mixed"
        one.content.extend(outside)
        one.start, one.end = min(one.start, start), max(one.end, end)


def _according(parsed: Parsed) -> list[Attribution]:
    """"according to X", "per X": the rest of the clause is said by X."""
    found = []
    for token in parsed.doc:
        if token.lower_ != "according" or token.i + 2 >= len(parsed.doc) or token.nbor(1).lower_ != "to":
            continue
        noun = token.head if token.head.i > token.i else next((c for c in token.children if c.pos_ in ("NOUN", "PROPN", "PRON")), None)
        if noun is None or noun.pos_ not in ("NOUN", "PROPN", "PRON"):
            continue
        top = noun.head if noun.head.i != noun.i else noun
        if top.i == token.i:
            top = top.head
        while top.pos_ not in ("VERB", "AUX", "ADJ") and top.head.i != top.i:
            top = top.head
        cut = {t.i for t in noun.subtree} | {token.i, token.i + 1}
        main = [t for t in top.sent if t.i not in cut and not t.is_punct and not t.is_space]
        if not main:
            continue
        content = (main[0].idx, main[-1].idx + len(main[-1]))
        low, high = min(content[0], token.idx), max(content[1], noun.right_edge.idx + len(noun.right_edge))
        if token.idx < content[0]:
            pieces = [content]
        else:
            pieces = [(content[0], max(content[0], token.idx - 1))] + ([(noun.right_edge.idx + len(noun.right_edge), content[1])] if content[1] > noun.right_edge.idx + len(noun.right_edge) else [])
        found.append(Attribution(parsed.number, token, "indirect", noun, pieces, low, high))
    return found


# Speaker and hearer

def _speaker(cue: Token, parsed: Parsed) -> Token | None:
    parts = Parts(cue)
    if parts.passive:
        return parts.subj
    subject = parts.subj
    if subject is None and child(cue, "nsubj") is None:
        after = [c for c in cue.children if c.i > cue.i and c.dep_ in ("obj", "obl", "nsubj", "parataxis") and c.pos_ in ("PROPN", "PRON", "NOUN")]
        subject = after[0] if after and lemma(cue) == "say" and (after[0].pos_ == "PROPN") else None
    if subject is None and cue.tag_ in ("VBD", "VBZ", "VBP") and child(cue, "nsubj", "nsubj:pass") is None:
        subject = _name_before(cue)
    if subject is not None and subject.lower_ in ("it", "there") and not _speaks(subject):
        return subject if subject.lower_ == "it" else None
    return subject


def _name_before(cue: Token) -> Token | None:
    """The name before a verb whose subject the parser lost, a description between commas passed over."""
    for t in reversed(cue.doc[max(cue.sent.start, cue.i - 9) : cue.i]):
        if t.pos_ == "PROPN":
            return t
        if t.pos_ == "VERB" or t.lower_ in ("and", "but", "that", "who", "which", "or") or t.text in (";", ":", '"') or t.pos_ == "PRON":
            return None
    return None


def _hearer(cue: Token) -> Token | None:
    parts = Parts(cue)
    if parts.passive:
        return parts.iobj if parts.iobj is not None else parts.obj
    name = lemma(cue)
    if name in speech_cues().told or name in speech_cues().asked:
        for slot in (parts.iobj, parts.obj):
            if slot is not None and (slot.pos_ in ("PROPN", "PRON") or _speaks(slot)) and slot.lower_ not in ("it", "that", "this", "nothing", "something"):
                return slot
    to = parts.obliques.get("to")
    if to is None and cue.dep_ == "conj" and lemma(cue.head) in ("come", "go", "turn", "walk", "run", "ring", "write"):
        to = Parts(cue.head).obliques.get("to")  # "He came to me and said"
    return to if to is not None and (to.pos_ in ("PROPN", "PRON") or _speaks(to)) else None


def _reverse_source(token: Token) -> Token | None:
    """"I heard from X that ...": X is the speaker, and who heard it the hearer."""
    source = Parts(token).obliques.get("from")
    return source if source is not None and child(token, "ccomp", "advcl") is not None else None


def _through(cue: Token) -> Token | None:
    for c in cue.children:
        if c.dep_.startswith("obl") and preposition(c) in ("through", "via") and lemma(c) in COUNSEL:
            return c
    return None


def voices(found: list[Attribution], offset: int, own: Any = None) -> list[Attribution]:
    """The occasions whose content holds this offset, outermost first; ``own`` is left out."""
    return sorted((a for a in found if a is not own and a.holds(offset)), key=lambda a: -a.size)
