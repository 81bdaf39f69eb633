"""Who speaks a verb of speech, who hears it, and who passes it on."""

from gestae.extract.grammar import Token, child, lemma, preposition
from gestae.extract.lexicon import is_occupation, lexicon
from gestae.extract.parts import Parts
from gestae.extract.speech.attribution import speech_cues
from gestae.extract.speech.holders import lost_subject

COUNSEL = (
    "attorney",
    "lawyer",
    "counsel",
    "solicitor",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "barrister",
    "representative",
    "agent",
)


RECORDS = (
    "log",
    "report",
    "statement",
    "record",
    "book",
    "letter",
    "email",
    "e-mail",
    "declaration",
    "affidavit",
    "complaint",
    "petition",
    "citation",
    "order",
    "document",
    "memo",
    "filing",
    "sheet",
    "announcement",
    "release",
    "summary",
    "notice",
)


def may_speak(noun: Token) -> bool:
    """Whether a common noun may be said to speak: a job, a body, a person, a paper."""
    word = lemma(noun)
    return (
        word in RECORDS
        or is_occupation(word)
        or word in lexicon().organisation_nouns
        or word in lexicon().organisation_words
        or word
        in (
            "man",
            "woman",
            "witness",
            "family",
            "people",
            "authority",
            "client",
            "victim",
            "colleague",
            "crew",
            "continuity",
            "investigator",
            "someone",
            "relative",
        )
    )


def speaker_of(cue: Token) -> Token | None:
    """Who speaks, by the verb's deep subject; a name after it or one the parser lost before it, too."""
    parts = Parts(cue)
    if parts.passive:
        return parts.subj if parts.subj is not None else lost_subject(cue)
    subject = parts.subj
    if subject is None and child(cue, "nsubj") is None:
        after = [
            c
            for c in cue.children
            if c.i > cue.i and c.dep_ in ("obj", "obl", "nsubj", "parataxis") and c.pos_ in ("PROPN", "PRON", "NOUN")
        ]
        subject = after[0] if after and lemma(cue) == "say" and (after[0].pos_ == "PROPN") else None
    if subject is None and cue.tag_ in ("VBD", "VBZ", "VBP") and child(cue, "nsubj", "nsubj:pass") is None:
        subject = _name_before(cue)
    return None if subject is not None and subject.lower_ == "there" else subject


def _name_before(cue: Token) -> Token | None:
    """The name before a verb whose subject the parser lost, a description between commas passed over."""
    for t in reversed(cue.doc[max(cue.sent.start, cue.i - 9) : cue.i]):
        if t.pos_ == "PROPN":
            return t
        if (
            t.pos_ == "VERB"
            or t.lower_ in ("and", "but", "that", "who", "which", "or")
            or t.text in (";", ":", '"')
            or t.pos_ == "PRON"
        ):
            return None
    return None


def hearer_of(cue: Token) -> Token | None:
    """Who is told or asked, or spoken to."""
    parts = Parts(cue)
    if parts.passive:
        return parts.iobj if parts.iobj is not None else parts.obj
    name = lemma(cue)
    if name in speech_cues().told or name in speech_cues().asked:
        for slot in (parts.iobj, parts.obj):
            if (
                slot is not None
                and (slot.pos_ in ("PROPN", "PRON") or may_speak(slot))
                and slot.lower_ not in ("it", "that", "this", "nothing", "something")
            ):
                return slot
    to = parts.obliques.get("to")
    if to is None and cue.dep_ == "conj" and lemma(cue.head) in ("come", "go", "turn", "walk", "run", "ring", "write"):
        to = Parts(cue.head).obliques.get("to")  # "He came to me and said"
    return to if to is not None and (to.pos_ in ("PROPN", "PRON") or may_speak(to)) else None


def heard_from(token: Token) -> Token | None:
    """ "I heard from X that ...": X is the speaker, and who heard it the hearer."""
    source = Parts(token).obliques.get("from")
    return source if source is not None and child(token, "ccomp", "advcl") is not None else None


def counsel_between(cue: Token) -> Token | None:
    """The counsel through whom it is said: "said through his attorney"."""
    for c in cue.children:
        if c.dep_.startswith("obl") and preposition(c) in ("through", "via") and lemma(c) in COUNSEL:
            return c
    return None
