"""What a step of a proceeding is about: an interview, a subpoena, an inquiry, papers."""

from functools import cache

from gestae.extract.events.event import Scene
from gestae.extract.grammar import Token, child, is_verb, lemma
from gestae.extract.names.figures import fold
from gestae.extract.parts import Parts
from gestae.rules import cues


@cache
def matters() -> dict[str, str]:
    """The name of a matter by each word for it ("interview" by "questioning")."""
    return {word: group[0] for group in cues("steps")["matters"] for word in group}


@cache
def papers() -> frozenset[str]:
    """The words for what an inquiry asks to be given, and for giving it word."""
    return frozenset(form for word in cues("steps")["papers"] for form in (word, f"{word}s"))


def papers_after(verb: Token) -> str | None:
    """The papers named right after a verb, whatever the parser made of them: "provide your lift log to us"."""
    words: list[Token] = []
    for t in verb.doc[verb.i + 1 : verb.sent.end]:
        if t.pos_ in ("ADP", "PUNCT", "SCONJ", "CCONJ") or t.lower_ == "to":
            if words and (words[-1].lower_ in papers() or t.lower_ != "of"):
                break
            words = []
            continue
        if t.pos_ not in ("PRON", "DET") or words:
            words.append(t)
    return " ".join(t.text for t in words) if words and any(t.lower_ in papers() for t in words) else None


def matter(scene: Scene, token: Token | None) -> str | None:
    """What a step is about, in the words of the field where they are known ("to be interviewed" is an interview)."""
    if token is None:
        return None
    words = [t for t in token.subtree if not t.is_punct]
    for t in [token, *words]:
        known = matters().get(t.lower_) or matters().get(lemma(t))
        if known == "motion to quash" and "quash" not in {w.lower_ for w in words}:
            known = "motion"
        if known is not None and (t.i == token.i or known in ("interview", "subpoena") or is_verb(token)):
            return known
    if token.lower_ in ("which", "that") and token.head.dep_ == "acl:relcl":
        return matter(scene, token.head.head)
    if token.pos_ == "PRON" and token.lower_ in ("it", "them", "that", "this"):
        thing = scene.item(token)
        spoken = scene.parsed.block.kind in ("answer", "remark") and (thing is None or thing.kind != "document")
        return scene.last_matter() if thing is None or (spoken and scene.matters) else thing.label
    if (
        is_verb(token)
        and lemma(token) in ("sit", "speak", "meet", "talk", "answer", "testify", "appear", "cooperate")
        and (
            {lemma(t) for t in words}
            & {
                "investigator",
                "inspector",
                "question",
                "police",
                "detective",
                "regulator",
                "official",
                "agency",
                "bureau",
                "board",
                "commission",
                "interviewer",
            }
        )
    ):
        return "interview" if lemma(token) != "cooperate" else "investigation"
    if is_verb(token):
        obj = child(token, "obj", "obl")
        if obj is not None and obj.pos_ == "PRON":
            return matter(scene, obj)
        return matter(scene, obj) if obj is not None and obj.pos_ == "NOUN" else scene.text(token)
    return scene.core(token) if token.pos_ in ("NOUN", "PROPN") else None


def is_process(act: str, about: str | None, parts: Parts) -> bool:
    """Whether what is asked, agreed or declined belongs to an inquiry: everyday requests are no steps."""
    if about is None:
        return act == "decline" and any(
            m in parts.verb.sent.text.lower() for m in ("counsel", "lawyer", "attorney", "solicitor", "interview")
        )
    if about in matters().values():
        return True
    words = set(fold(about))
    return bool(words & papers()) or act == "order" or (act == "agree" and lemma(parts.verb) == "comply")


def investigation(subject: Token | None) -> str | None:
    """The inquiry a subject names, also where the parser took its object for the subject."""
    if subject is None:
        return None
    for t in [subject, *subject.subtree, *(c for c in subject.head.children if c.dep_.startswith("nsubj"))]:
        if matters().get(lemma(t)) in ("investigation", "inspection", "hearing"):
            return matters()[lemma(t)]
    return None
