"""Reported speech that may be claimed as a statement: "she said that ...", "..., he told us", "denied it"."""

from gestae.extract.grammar import Token, child, children, is_negated, is_verb, lemma, opening, preposition, surface_subject
from gestae.extract.parse import Parsed
from gestae.extract.speech.attribution import Attribution, Form, speech_cues
from gestae.extract.speech.quotes import Quote
from gestae.extract.speech.speakers import counsel_between, heard_from, hearer_of, may_speak, speaker_of

PAPERS = frozenset(["motion", "petition", "request", "application", "appeal", "cross-motion", "bail", "leave", "claim"])


def reported(parsed: Parsed, token: Token, marks: list[Quote], follows: Token | None = None) -> Attribution | None:
    """The statement that this verb reports, if it does; ``marks`` are the quotations of the block, ``follows`` the verb whose
    speaker goes on."""
    known = speech_cues()
    if not is_verb(token) or not (known.verb(token) or lemma(token) in ("hear", "learn", "understand")):
        return None
    inside = [q for q in marks if q.holds(token.idx)]
    if token.dep_ in ("amod", "compound", "fixed", "case"):
        return None
    if token.dep_ == "advcl" and token.tag_ in ("VBN", "VBD") and child(token, "nsubj", "aux", "aux:pass", "obl:agent") is None:
        return None  # "asked about it, she said no": who asked is not told
    name = lemma(token)
    source = heard_from(token) if name in ("hear", "learn", "understand") else None
    if name in ("hear", "learn", "understand") and source is None:
        return None
    content = _content(token)
    if content is None:
        return None
    start, end = content
    speaker = source if source is not None else speaker_of(follows or token)
    to = surface_subject(token) if source is not None else hearer_of(token)
    if speaker is None and not (to is not None and to.lower_ in ("i", "we", "me", "us")) and not child(token, "nsubj:pass"):
        return None
    if speaker is not None and speaker.pos_ == "NOUN" and not may_speak(speaker):
        return None
    low = min(
        [start, token.idx]
        + ([speaker.left_edge.idx] if speaker is not None and follows is None and abs(speaker.i - token.i) < 30 else [])
    )
    high = max(end, token.idx + len(token))
    if not inside and any(start <= q.inner_start and q.inner_end <= end + 1 for q in marks):
        form: Form = "mixed"
    else:
        form = "indirect"
    return Attribution(
        parsed.number,
        token,
        form,
        speaker,
        [(start, end)] if end > start else [],
        low,
        high,
        to=to,
        through=counsel_between(token),
        denied=is_negated(token),
        disputes=name in known.deny,
        asks=name in known.asked,
    )


def _content(token: Token) -> tuple[int, int] | None:
    """The clause or phrase that is said, as copy offsets; ``None`` when nothing is. An empty range: said, but not told what."""
    known, name = speech_cues(), lemma(token)
    clause = child(token, "ccomp")
    if clause is None:
        second = child(token, "xcomp", "csubj")
        clause = (
            second
            if second is not None
            and second.pos_ in ("VERB", "ADJ", "AUX")
            and name in known.deny | {"admit", "claim", "promise", "acknowledge", "swear"}
            else None
        )
    if clause is None and name in known.deny | {"admit", "acknowledge"}:
        clause = next(
            (
                c
                for c in token.children
                if c.i > token.i
                and (
                    "VBG" in (c.tag_, *(a.tag_ for a in children(c, "aux", "aux:pass")))
                    or (c.dep_ in ("advcl", "acl", "obj") and child(c, "nsubj") is not None)
                )
            ),
            None,
        )
    if clause is None and name in known.said | known.deny:  # "said in a sworn statement that ...": the clause hangs further down
        clause = _clause_after_that(token)
    if clause is None and name in known.told:
        clause = next(
            (
                c
                for c in token.children
                if c.dep_ in ("advcl", "acl", "xcomp", "acl:relcl") and opening(c) in ("that", "whether", "if")
            ),
            None,
        )
        if clause is None:
            for obj in children(token, "obj", "iobj", "obl:agent", "obl"):
                clause = next(
                    (
                        c
                        for c in obj.children
                        if c.dep_ in ("acl", "ccomp", "acl:relcl")
                        and (child(c, "mark") is not None or child(c, "nsubj") is not None)
                    ),
                    clause,
                )
    if clause is not None:
        return _whole(token, _range(clause, token))
    if (
        token.dep_ == "parataxis"
        and child(token, "obj") is None
        and _is_clause(token.head)
        and token.head.i != token.i
        and child(token, "nsubj") is not None
    ):
        return _range(token.head, token)
    asked_for = child(token, "iobj") is not None and any(preposition(c) in ("for", "about") for c in children(token, "obl"))
    if name in known.asked and (child(token, "obj") is not None or asked_for) and token.dep_ != "xcomp":
        return (token.idx, token.idx)
    obj = child(token, "obj", "nsubj:pass")
    if obj is not None and name in known.deny and lemma(obj) in PAPERS:
        return None  # a court denies a motion: that is no statement
    if obj is not None and (name in known.deny or (lemma(obj) in known.objects and name in known.said)):
        if obj.lower_ in ("it", "this", "that", "them"):
            return (token.idx, token.idx)
        return (obj.left_edge.idx, obj.right_edge.idx + len(obj.right_edge))
    if name in known.told and obj is None:
        obj = child(token, "iobj")
    if (
        name == "tell"
        and obj is not None
        and obj.lower_ in ("me", "us")
        and all(t.is_punct or t.is_space for t in token.doc[obj.i + 1 : token.sent.end])
    ):
        return (token.idx, token.idx)
    if obj is not None and obj.lower_ == "nothing":
        return (token.idx, token.idx)
    return None


def _clause_after_that(cue: Token) -> Token | None:
    """The clause that a "that" shortly after the verb opens, wherever the parser hung it."""
    doc = cue.doc
    for that in doc[cue.i + 1 : min(cue.i + 12, cue.sent.end)]:
        if is_verb(that) or that.text in (";", '"', ":"):
            return None
        if that.lower_ == "that" and that.dep_ == "mark" and that.i + 1 < cue.sent.end:
            return that.head if that.head.i > that.i else None
    return None


def _whole(cue: Token, found: tuple[int, int]) -> tuple[int, int]:
    """The range from after the cue's "that"; cut before an "and that" that goes on from an earlier "that"."""
    doc = cue.doc
    start, end = found
    that = next(
        (
            t
            for t in doc[cue.i + 1 : min(cue.i + 12, cue.sent.end)]
            if t.lower_ == "that" and t.tag_ in ("IN", "WDT") and t.head.i != cue.i and t.idx <= start
        ),
        None,
    )
    if (
        that is not None
        and that.idx < start
        and that.i + 1 < len(doc)
        and not any(t.pos_ == "VERB" for t in doc[cue.i + 1 : that.i])
    ):
        start = doc[that.i + 1].idx
        last = max((t for t in cue.sent if not t.is_punct and not t.is_space), key=lambda t: t.i)
        if cue.is_ancestor(last):
            end = max(end, last.idx + len(last))
    if that is None:
        for t in cue.sent:
            if (
                t.idx > start
                and t.lower_ == "and"
                and t.i + 1 < len(doc)
                and t.nbor(1).lower_ == "that"
                and t.nbor(1).tag_ == "IN"
                and t.idx < end
            ):
                end = t.idx
                break
    text = doc.text[start:end].rstrip(" ,;")
    return start, start + len(text)


def _is_clause(token: Token) -> bool:
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
