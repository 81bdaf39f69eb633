"""What a transcript's short answer says: yes or no, a part of a clause, a doer; and what it takes back."""

import re
from dataclasses import dataclass, field

from gestae.extract.events.clauses import VAGUE
from gestae.extract.events.event import Scene
from gestae.extract.events.question_ends import PLAIN, after, alternatives, text_of
from gestae.extract.events.questions import PREPOSITIONS
from gestae.extract.grammar import NEGATIONS, NOBODY, Token, is_verb
from gestae.extract.speech.quotes import quotes
from gestae.rules import cues

CONFIRMS = re.compile(
    r"(?:i|he|she|we|they|it|you|that|there) (?:did|had|was|were|have|has|do|does|is|would|could|can|am|are|will)"
    r"(?P<not>n't| not)?(?=[ ,.;-]*$|[,.;]| - )"
)
PARTICIPLE = ("VBG", "VBN")


@dataclass
class Reply:
    """A sentence or two of an answer. ``stance`` is yes, no, unknown or empty; ``agrees`` when it says that the question has it
    right; ``is_narrow`` a "not" of one part only ("Not to me"). ``doer`` is who did it where it says just that ("Hector did"),
    ``parts`` the pieces of a clause it gives, ``predicate`` a clause without a subject ("Locked it in the safe"). ``is_whole``:
    it says a clause of its own. ``first`` and ``last`` are its words."""

    first: Token
    last: Token
    stance: str = ""
    agrees: bool = False
    hedged: bool = False
    is_narrow: bool = False
    doer: list[Token] = field(default_factory=list)
    doer_denied: bool = False
    parts: list[list[Token]] = field(default_factory=list)
    predicate: list[Token] = field(default_factory=list)
    is_whole: bool = False

    @property
    def is_short(self) -> bool:
        """Whether it says anything that only the question makes clear."""
        return bool(self.stance or self.parts or self.doer or self.predicate)


def taken_back(scene: Scene) -> tuple[int, int]:
    """The stretch of the copy that takes back what an answer said before it ("Six-fifteen. No, wait."); empty when none does."""
    text = scene.parsed.text.translate(PLAIN)
    marker = alternatives("corrections").pattern
    quoted = quotes(scene.parsed.text)
    cut = (0, 0)
    for m in re.finditer(
        rf"(?:(?<=[.?!;,])|(?<= -)|(?<=\.\.\.)|(?<=--)) ?(?:(?:or|no),? )?{marker}(?P<end>[ ,.;:-]+|$)", text, re.IGNORECASE
    ):
        rest = text[m.end() :]
        if not rest.strip() or any(q.holds(m.start()) for q in quoted) or rest.split(".")[0].rstrip().endswith("?"):
            continue
        word = m.group().strip(" ,.;:-").lower()
        sentence = text[: m.start()].rstrip()[-1:] in ".?!-"
        if word in ("actually", "rather", "no, actually", "no actually") and not sentence:
            continue
        if word == "no" and len(text[: m.start()].split()) < 4:
            continue
        cut = m.start(), m.end()
    return cut


def replies(scene: Scene, cut: int) -> list[Reply]:
    """The short sentences an answer opens with, up to the first that needs no question to be clear."""
    found: list[Reply] = []
    for sent in scene.parsed.doc.sents:
        tokens = [t for t in sent if not t.is_space and t.idx >= cut]
        if not any(t.is_alpha or t.like_num for t in tokens):
            continue
        for piece in _split(tokens):
            one = _read(scene, piece)
            if one is None:
                return found
            found.append(one)
            if one.is_whole or len(found) > 5:
                return found
    return found


def _split(tokens: list[Token]) -> list[list[Token]]:
    """A sentence cut at a dash or semicolon."""
    pieces: list[list[Token]] = [[]]
    for t in tokens:
        if t.text in ("-", "--", ";", "...") and pieces[-1] and len(pieces[-1]) < 8:
            pieces.append([])
        else:
            pieces[-1].append(t)
    return [p for p in pieces if any(t.is_alpha or t.like_num for t in p)]


def _read(scene: Scene, tokens: list[Token]) -> Reply | None:
    one = Reply(tokens[0], tokens[-1])
    tokens = _bare(tokens)
    tokens = _opening(scene, one, tokens)
    tokens = _ending(scene, one, _bare(tokens))
    if one.stance and alternatives("hedges").fullmatch(text_of(scene, tokens)):
        one.hedged, tokens = True, []
    if not tokens:
        return one
    text = text_of(scene, tokens)
    if tokens[0].lower_ == "not" and len(tokens) > 1 and not one.stance:
        one.stance, one.is_narrow = "no", True
        tokens = tokens[1:]
    if (m := re.match(r"(?:only|just|mainly|mostly) ", text)) and len(tokens) > 1:
        tokens = after(tokens, m.end())
    tokens = _unhedged(scene, one, tokens)
    if not tokens:
        return one
    if alternatives("unknown").match(text_of(scene, tokens)):
        one.stance, one.is_whole = one.stance or "unknown", True
        return one
    if _doer(scene, one, tokens):
        return one
    if _is_clause(tokens):
        one.is_whole = True
        return one
    if tokens[0].tag_ == "VBD" or (tokens[0].tag_ == "VBN" and tokens[0].dep_ == "ROOT"):
        one.predicate = tokens
        return one
    one.parts = _parts(scene, tokens)
    return one


def _bare(tokens: list[Token]) -> list[Token]:
    while tokens and (tokens[0].is_punct or tokens[0].text == "-"):
        tokens = tokens[1:]
    while tokens and tokens[-1].is_punct:
        tokens = tokens[:-1]
    return tokens


def _opening(scene: Scene, one: Reply, tokens: list[Token]) -> list[Token]:
    """Take "Well, yes, sir, I did," off the front."""
    for _ in range(6):
        if not tokens:
            break
        text = text_of(scene, tokens)
        m = None
        for name, stance, hedged in (
            ("hedged_no", "no", True),
            ("hedged_yes", "yes", True),
            ("no", "no", False),
            ("yes", "yes", False),
        ):
            m = alternatives(name).match(text)
            if m and not _ends_phrase(text, m.end(), m.group()):
                m = None
            if m:
                if not one.stance:
                    one.stance, one.hedged = stance, one.hedged or hedged
                    one.agrees = alternatives("agree").fullmatch(m.group()) is not None
                break
        if m is None:
            m = alternatives("fillers").match(text) or alternatives("addresses").match(text)
            if m and not (
                m.end() == len(text)
                or text[m.end()] in ",.-"
                or m.group() in ("and", "so", "but", "well", "only", "just", "because", "uh", "um")
            ):
                m = None
        if m is None and (c := CONFIRMS.match(text)):
            denied = bool(c["not"])
            if not one.stance or (one.stance == "yes") != denied or one.agrees:
                one.stance = "no" if denied else "yes"
                one.agrees = False
                one.doer, one.doer_denied = tokens[:1], denied
                m = c
        if m is None and one.stance and (called := _named(scene, tokens)):
            tokens = _bare(tokens[called:])
            continue
        if m is None:
            break
        tokens = _bare(after(tokens, m.end()))
    return tokens


def _ends_phrase(text: str, end: int, words: str) -> bool:
    """Whether the opener stands for itself: "No.", "No, sir", "never" but not "no lock", "right hand", "never checked it"."""
    rest = text[end:]
    if (
        not rest
        or rest[0] in ",.;:!-"
        or rest.startswith((" -", " sir", " ma'am", " i ", " he ", " she ", " they ", " we ", " it ", " that "))
    ):
        return words not in ("never",) or not rest.startswith(" ")
    return words in ("yes", "yeah", "yep", "probably", "of course", "not yet") or (words in ("not then", "not really"))


def _named(scene: Scene, tokens: list[Token]) -> int:
    """How many words of the front call the asker by name."""
    you = scene.refer.addressee(scene.parsed.number)
    n = 0
    while n < len(tokens) and you is not None and scene.refer.cast.tokens.get((scene.parsed.number, tokens[n].i)) is you:
        n += 1
    return n if n and (n == len(tokens) or tokens[n].is_punct) else 0


def _ending(scene: Scene, one: Reply, tokens: list[Token]) -> list[Token]:
    """ "On the porch, yes", "Marcus Bell, I think", "to Hector, sir"."""
    for _ in range(3):
        text = text_of(scene, tokens)
        comma = text.rfind(",")
        if comma < 0:
            break
        end = text[comma + 1 :].strip()
        if alternatives("addresses").fullmatch(end):
            pass
        elif alternatives("yes").fullmatch(end) or CONFIRMS.fullmatch(end):
            one.stance = one.stance or "yes"
        elif alternatives("no").fullmatch(end):
            one.stance = one.stance or "no"
        elif alternatives("hedges").fullmatch(end):
            one.hedged = True
        else:
            break
        tokens = _bare([t for t in tokens if t.idx < tokens[0].idx + comma])
    return tokens


def _unhedged(scene: Scene, one: Reply, tokens: list[Token]) -> list[Token]:
    """Without "I think it was", "Maybe", "It was", as far as a part of a clause follows."""
    for _ in range(3):
        text = text_of(scene, tokens)
        m = alternatives("hedges").match(text)
        if m is None:
            break
        rest = _bare(after(tokens, m.end()))
        if not rest or (rest[0].lower_ in ("so", "that") or (_is_clause(rest) and text_of(scene, rest).startswith("i "))):
            break
        one.hedged, tokens = True, rest
    m = alternatives("copulas").match(text_of(scene, tokens))
    if m:
        rest = _bare(after(tokens, m.end()))
        if rest and rest[0].lower_ in ("not", "n't") and len(rest) > 1:
            one.stance, one.is_narrow, rest = "no", True, rest[1:]
        if rest and not _is_clause(rest) and not is_verb(rest[0]) and rest[0].pos_ not in ("ADJ", "ADV"):
            return rest
    return tokens


def _doer(scene: Scene, one: Reply, tokens: list[Token]) -> bool:
    """ "Hector did", "I had, at noon", "Marcus didn't", "Nobody did": who did what was asked of, and no more."""
    k = next((n for n, t in enumerate(tokens[:8]) if t.lower_ in cues("answers")["together"]), None)
    if not k or any(t.is_punct and t.text not in (",", "&") for t in tokens[:k]):
        return False
    head = tokens[:k]
    one.doer_denied = any(t.lower_ in NEGATIONS for t in head)
    head = [t for t in head if t.lower_ not in NEGATIONS]
    while len(head) > 1 and head[-1].lower_ in ("actually", "certainly", "probably", "definitely", "only"):
        one.hedged = one.hedged or head[-1].lower_ == "probably"
        head = head[:-1]
    if any(is_verb(t) or t.pos_ == "ADP" for t in head) or not any(
        scene.is_person(t) or t.lower_ in VAGUE | set(NOBODY) for t in head
    ):
        return False
    tail = tokens[k + 1 :]
    one.hedged = one.hedged or tokens[k].lower_ in ("might", "may", "could", "would", "must")
    while tail and (tail[0].lower_ in NEGATIONS or tail[0].lower_ in ("have", "so", "too", "indeed")):
        one.doer_denied = one.doer_denied or tail[0].lower_ in NEGATIONS
        tail = tail[1:]
    goes_on = PREPOSITIONS | set(cues("answers")["fragment_after_doer"])
    plain = tokens[k].lower_ in ("did", "does", "do")
    if tail and not tail[0].is_punct and not (plain and tail[0].lower_ in goes_on):
        return False
    tail = _bare(tail)
    if _is_clause(tail):
        tail = []
    one.doer = head
    one.parts = _parts(scene, tail) if tail else []
    return True


def _is_clause(tokens: list[Token]) -> bool:
    """Whether the words have a subject and a finite verb of their own, at the top."""
    for t in tokens:
        if t.dep_ not in ("nsubj", "nsubj:pass", "expl"):
            continue
        verb = t.head
        if verb.i < tokens[0].i:
            return True
        if verb.dep_ in ("advcl", "acl", "acl:relcl", "advcl:relcl") and any(
            verb.is_ancestor(x) is False and x.i < verb.i for x in tokens[:1]
        ):
            continue
        return True
    return False


def _parts(scene: Scene, tokens: list[Token]) -> list[list[Token]]:
    """The pieces of a fragment: each phrase between commas, each prepositional phrase that starts one."""
    parts: list[list[Token]] = [[]]
    for n, t in enumerate(tokens):
        if t.text in (",", "-"):
            parts.append([])
            continue
        within = any(m.start < t.idx < m.end for m in scene.timing.mentions)
        begins = (
            not within
            and t.lower_ in PREPOSITIONS
            and t.pos_ in ("ADP", "ADV", "SCONJ", "PART")
            and t.lower_ not in ("of", "about")
        )
        if (
            begins
            and parts[-1]
            and n
            and tokens[n - 1].lower_ not in PREPOSITIONS | {"out", "just", "only", "right", "next", "close", "up", "down", "over"}
        ):
            head = t.head if t.dep_ == "case" else None
            inner = head is not None and head.dep_ == "nmod" and head.head.pos_ == "NOUN" and t.lower_ in ("of", "for")
            if not inner:
                parts.append([])
        parts[-1].append(t)
    return [p for p in parts if any(x.is_alpha or x.like_num for x in p)][:5]


def is_led(part: list[Token]) -> bool:
    """Whether a piece opens with a preposition."""
    return part[0].lower_ in PREPOSITIONS | {"down", "up", "over", "out"} and len(part) > 1


def is_negative(part: list[Token]) -> bool:
    """ "Nobody", "none of them", "nowhere"."""
    return part[0].lower_ in NOBODY or part[0].lower_ in ("nobody", "no", "nothing", "nowhere")
