"""What a transcript's question asks: the clause it puts, and which part of it is wanted."""

from dataclasses import dataclass, replace
from typing import Literal

from gestae.extract.events.clauses import (
    AUXILIARIES,
    Bit,
    Bits,
    Clause,
    bits,
    question_clause,
    statement_clause,
    turned,
)
from gestae.extract.events.event import SENSES, Scene
from gestae.extract.events.question_ends import is_tag, unwrapped, without_lead, without_tag
from gestae.extract.grammar import Token, child, cue_verbs, is_verb, lemma
from gestae.extract.speech.attribution import speech_cues
from gestae.model.claim import Basis
from gestae.rules import cues

Gap = Literal["", "subject", "object", "stranded", "phrase", "place", "time", "count", "other"]
WH = ("who", "whom", "whose", "what", "where", "when", "which", "why", "how")
PREPOSITIONS = frozenset(cues("answers")["prepositions"])


@dataclass(frozen=True)
class Asked:
    """A question. ``clause`` is what it asks, as a statement of the one who answers, without the part that is wanted; ``None``
    where the question only points at what was told before, and ``gap`` is then what it wants of that.

    ``gap`` is the part wanted, empty where yes or no is. ``at`` is the word of the clause's rest after which the part stands,
    ``preposition`` what leads it, ``noun`` the noun asked for ("which gun", "how many rounds"). ``outer`` is the clause round
    it ("do you know who"), ``is_told`` a question put as a statement. ``subject`` and ``phrase`` are all there is of "Did
    anybody?" and "To Mr. Adler?". ``sense`` is how the one who answers would know it ("Did you see him load it?"); ``is_either``
    offers two doers ("Did you check it, or did he?").
    """

    scene: Scene
    clause: Clause | None
    gap: Gap = ""
    at: int = 0
    preposition: str = ""
    noun: Bits = ()
    outer: Clause | None = None
    knowing: str = ""
    is_told: bool = False
    subject: Bits = ()
    phrase: Bits = ()
    points_on: bool = False
    sense: Basis | None = None
    is_either: bool = False


def asked(scene: Scene) -> Asked | None:
    """What the last question of a block asks; ``None`` when it cannot be told."""
    sents = [[t for t in s if not t.is_space] for s in scene.parsed.doc.sents]
    sents = [s for s in sents if any(t.is_alpha for t in s)]
    if not sents:
        return None
    tokens = next((s for s in reversed(sents) if s[-1].text.startswith("?") or s[-1].text.endswith("?")), sents[-1])
    k = sents.index(tokens)
    if is_tag(scene, tokens) and k > 0:
        tokens, confirms = sents[k - 1], True
    else:
        confirms = False
    tokens = without_lead(scene, tokens)
    tokens, tagged = without_tag(scene, tokens)
    tokens, wrapped = unwrapped(scene, without_lead(scene, tokens))
    while tokens and tokens[-1].is_punct:
        tokens = tokens[:-1]
    if not tokens:
        return Asked(scene, None, points_on=True)
    return _read(scene, tokens, is_told=confirms or tagged or wrapped)


def _read(scene: Scene, tokens: list[Token], *, is_told: bool) -> Asked | None:
    first = tokens[0].lower_
    if (
        first in ("after", "before", "when", "while", "because", "that")
        and tokens[1:]
        and tokens[1].lower_ not in AUXILIARIES
        and any(t.dep_.startswith("nsubj") for t in tokens[1:4])
    ):
        tokens, is_told = tokens[1:], True
        first = tokens[0].lower_
    other = next((k for k, t in enumerate(tokens[:-1]) if k > 2 and t.lower_ == "or" and tokens[k + 1].lower_ in AUXILIARIES), None)
    if other is not None and len(tokens) - other < 8:
        kept = [t for t in tokens[:other] if not (t.i == tokens[other - 1].i and t.is_punct)]
        single = _read(scene, kept, is_told=is_told)
        return replace(single, is_either=True) if single is not None else None
    if first in WH or (first in PREPOSITIONS and len(tokens) > 1 and tokens[1].lower_ in WH):
        return _open(scene, tokens)
    if first in AUXILIARIES:
        return _closed(scene, tokens)
    if first == "any" and len(tokens) > 3 and tokens[2].lower_ in WH:
        found = _open(scene, tokens[2:], is_direct=False)
        return replace(found, knowing="idea") if found is not None else None
    clause = statement_clause(scene, _told_of(tokens))
    if clause is not None:
        return Asked(scene, clause, is_told=True)
    if first in PREPOSITIONS:
        return Asked(scene, None, phrase=turned(bits(scene, tokens)))
    if first in ("anyone", "anybody", "someone", "somebody", "no", "nobody") and len(tokens) <= 2:
        return Asked(scene, None, gap="subject")
    if is_told and any(is_verb(t) for t in tokens):
        return None
    return Asked(scene, None, points_on=True)


def _told_of(tokens: list[Token]) -> list[Token]:
    """What somebody else has said, as it is put: "Mr. Cole has written that you handed it to him" asks of the handing."""
    for verb in tokens:
        clause = child(verb, "ccomp")
        if verb.dep_ != "ROOT" or clause is None or not speech_cues().verb(verb):
            continue
        inside = [t for t in tokens if t.i >= clause.left_edge.i and (t.i == clause.i or clause.is_ancestor(t))]
        if inside and inside[0].lower_ == "that":
            inside = inside[1:]
        if any(t.dep_.startswith("nsubj") for t in inside):
            return inside
    return tokens


def _closed(scene: Scene, tokens: list[Token]) -> Asked | None:
    """ "Did you give it to anyone?", "Did anybody?", "Do you know who loaded it?"."""
    clause = question_clause(scene, tokens)
    if clause is None:
        return None
    if not clause.rest or all(b.text.lower() in ("not", "n't", "else", "either", "too") for b in clause.rest):
        return Asked(scene, None, subject=clause.subject)
    inner = next((k for k, t in enumerate(tokens[1:8], 1) if t.lower_ in WH), None)
    verb = tokens[inner - 1] if inner else None
    if inner and verb is not None and verb.lower_ in PREPOSITIONS and inner > 2:
        inner, verb = inner - 1, tokens[inner - 2]
    if inner and verb is not None and verb.lower_ in ("us", "me") and inner > 2:
        verb = tokens[inner - 2]
    if inner and verb is not None and lemma(verb) in cues("answers")["knowing"] and inner < len(tokens) - 1:
        found = _open(scene, tokens[inner:], is_direct=False)
        if found is not None:
            return Asked(scene, found.clause, found.gap, found.at, found.preposition, found.noun, outer=clause, knowing=lemma(verb))
    whether = next((k for k, t in enumerate(tokens[1:8], 1) if t.lower_ in ("whether", "if")), None)
    if whether and lemma(tokens[whether - 1]) in cues("answers")["knowing"]:
        within = statement_clause(scene, tokens[whether + 1 :])
        if within is not None:
            return Asked(scene, within, outer=clause, knowing=lemma(tokens[whether - 1]))
    sensed = _sensed(scene, tokens, clause)
    if sensed is not None:
        return sensed
    main = next((t for t in tokens[1:5] if lemma(t) in ("recall", "remember") and is_verb(t)), None)
    return Asked(scene, clause, knowing=lemma(main) if main is not None else "")


def _sensed(scene: Scene, tokens: list[Token], clause: Clause) -> Asked | None:
    """ "Did you see Mr. Cole load it?": what was to be seen."""
    at = next((k for k, t in enumerate(tokens[1:6], 1) if lemma(t) in SENSES), None)
    if at is None or at + 2 >= len(tokens):
        return None
    k = at + 1
    while k < len(tokens) and (
        tokens[k].pos_ in ("PROPN", "PRON", "DET") or (scene.parsed.number, tokens[k].i) in scene.refer.cast.tokens
    ):
        k += 1
    if k < len(tokens) and tokens[k].pos_ == "NOUN" and lemma(tokens[k]) not in cue_verbs():
        k += 1
    if k == at + 1 or k >= len(tokens):
        return None
    verb = tokens[k]
    if not (str(verb.tag_).startswith("VB") or lemma(verb) in cue_verbs() or verb.lower_ in cue_verbs()):
        return None
    aux = Bit("was" if verb.tag_ == "VBG" else "did")
    inner = Clause(turned(bits(scene, tokens[at + 1 : k])), (aux,), turned(bits(scene, tokens[k:])))
    return Asked(scene, inner, outer=clause, knowing=lemma(tokens[at]), sense=SENSES[lemma(tokens[at])])


def _open(scene: Scene, tokens: list[Token], *, is_direct: bool = True) -> Asked | None:
    """ "Who had the key?", "Where did you put it?", "To whom?"."""
    if (
        tokens[0].lower_ in ("who", "what", "which")
        and [t.lower_ for t in tokens[1:3]] in (["was", "it"], ["is", "it"])
        and len(tokens) > 4
    ):
        tokens = [tokens[0], *tokens[4 if tokens[3].lower_ in ("that", "who") else 3 :]]
    led = tokens[0].lower_ in PREPOSITIONS
    wh = tokens[1 if led else 0]
    lead = tokens[0].lower_ if led else ""
    aux = next((k for k, t in enumerate(tokens) if t.i > wh.i and t.lower_ in AUXILIARIES), None)
    subject = next((t for t in tokens if t.i > wh.i and t.dep_ in ("nsubj", "nsubj:pass") and wh.head.i != t.i), None)
    asking = [wh, *(t for t in tokens if wh.i < t.i <= wh.i + 3 and t.lower_ in ("else", "many", "much", "time", "times", "day"))]
    if aux is None and subject is None and not any(is_verb(t) for t in tokens if t.i > wh.i):
        return Asked(scene, None, gap=_gap(wh, asking, lead), preposition=lead)
    start = aux if is_direct else None
    noun: list[Token] = []
    if start is not None and _inverts(tokens, start, wh):
        noun = [t for t in tokens if wh.i < t.i < tokens[start].i and t.lower_ not in ("many", "much", "else")]
        clause = question_clause(scene, tokens[start:])
        gap = _gap(wh, asking, lead)
        if clause is not None and is_direct and _only_points(clause):
            return Asked(scene, None, gap=gap, preposition=lead)
    elif not is_direct and subject is not None and subject.left_edge.i > wh.i and wh.dep_ not in ("nsubj", "nsubj:pass"):
        noun = [t for t in tokens if wh.i < t.i < subject.left_edge.i and t.lower_ not in ("many", "much", "else")]
        clause, gap = statement_clause(scene, [t for t in tokens if t.i >= subject.left_edge.i]), _gap(wh, asking, lead)
    else:
        if all(t.lower_ in AUXILIARIES or t.lower_ in ("else", "exactly") for t in tokens[1:]):
            return Asked(scene, None, gap="subject" if wh.lower_ == "who" else _gap(wh, asking, lead))
        verb = next((k for k, t in enumerate(tokens) if t.i > wh.i and (is_verb(t) or t.lower_ in AUXILIARIES)), None)
        if verb is None:
            return None
        noun = [t for t in tokens[:verb] if t.i > wh.i and t.lower_ not in ("many", "much", "else")]
        clause, gap = _subjectless(scene, tokens[verb:]), "subject"
        if wh.lower_ in ("where", "when", "why", "how") and "many" not in {t.lower_ for t in asking}:
            return None
    if clause is None:
        return None
    at = clause.verb
    if gap == "object" and clause.rest:
        stranded = next((k for k, b in enumerate(clause.rest) if _is_stranded(clause, k)), None)
        if stranded is not None:
            gap, at, lead = "stranded", stranded + 1, clause.rest[stranded].text.lower()
    if gap == "place" and clause.rest and clause.rest[-1].text.lower() == "from":
        gap, at, lead = "stranded", len(clause.rest), "from"
    if gap in ("place", "time") and not clause.verb:
        at = 0
    elif gap in ("place", "time", "phrase"):
        at = _before_clause(clause)
    return Asked(scene, clause, gap, at, lead, bits(scene, noun))


def _only_points(clause: Clause) -> bool:
    """ "When was that?", "Where was this?"."""
    words = [b.text.lower() for b in (*clause.subject, *clause.rest)]
    return (
        bool(words)
        and set(words) <= {"that", "this", "it", "happen", "occur", "be", "done", "exactly", "then"}
        and not (words == ["it"] and clause.verb)
    )


def _inverts(tokens: list[Token], aux: int, wh: Token) -> bool:
    """Whether a subject follows this auxiliary."""
    if aux + 1 >= len(tokens):
        return False
    after_ = tokens[aux + 1]
    if any(t.dep_ in ("nsubj", "nsubj:pass", "expl") and t.i > wh.i and t.left_edge.i == after_.i for t in tokens[aux + 1 :]):
        return True
    return wh.lower_ in ("where", "when") and after_.pos_ in ("DET", "PRON", "PROPN", "NOUN")


def _subjectless(scene: Scene, tokens: list[Token]) -> Clause | None:
    aux: list[Token] = []
    while (
        len(tokens) > 1
        and tokens[0].lower_ in AUXILIARIES
        and (tokens[0].dep_ in ("aux", "aux:pass", "cop") or tokens[0].lower_ in ("was", "were", "is"))
    ):
        aux, tokens = [*aux, tokens[0]], tokens[1:]
    verb = next((k + 1 for k, t in enumerate(tokens[:3]) if str(t.tag_).startswith("VB")), 0)
    if not aux and not verb:
        return None
    return Clause((), bits(scene, aux), turned(bits(scene, tokens)), verb=verb)


def _is_stranded(clause: Clause, k: int) -> bool:
    """Whether the word is a preposition with nothing after it but a time: "Who did you give it to on Monday"."""
    bit = clause.rest[k]
    if bit.text.lower() not in PREPOSITIONS or k < clause.verb or bit.token is None:
        return False
    following = clause.rest[k + 1].token if k + 1 < len(clause.rest) else None
    return (
        following is None
        or following.lower_ in PREPOSITIONS
        or following.lower_ in ("when", "that", "then", "first", "before", "while")
    )


def _before_clause(clause: Clause) -> int:
    """Where a part goes that is added: at the end, but before "when the pallet came down"."""
    for k, bit in enumerate(clause.rest):
        if k >= clause.verb and bit.text.lower() in ("when", "while", "after", "before", "once", "until", "as") and k:
            return k
    return len(clause.rest)


def _gap(wh: Token, asking: list[Token], lead: str) -> Gap:
    words = {t.lower_ for t in asking}
    if wh.lower_ == "when" or words & {"time", "day"}:
        return "time"
    if wh.lower_ == "where":
        return "place"
    if "times" in words:
        return "count"
    if lead:
        return "phrase"
    if wh.lower_ in ("who", "whom", "what", "which", "whose") or "many" in words or "much" in words:
        return "object"
    return "other"
