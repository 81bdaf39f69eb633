"""How a clause stands: asserted or denied, hedged, asked, expected, ordered, conditional; or veiled, which claims nothing."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from gestae.extract.grammar import Token, asking_word, child, children, is_infinitive, is_negated, lemma, opening, surface_subject
from gestae.extract.parts import SPANS
from gestae.extract.speech.attribution import speech_cues
from gestae.model.claim import Modality, Polarity
from gestae.rules import cues

WH = ("who", "what", "which", "whom", "whose", "where", "when", "why", "how", "whoever")
Above = Literal["", "veiled", "denied", "hedged", "asked", "expected", "ordered", "conditional"]


@dataclass(frozen=True)
class Status:
    """The standing of one clause."""

    polarity: Polarity = "asserts"
    hedged: bool = False
    modality: Modality = "asserted"


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(cues("status")[name])


@cache
def _phrases() -> tuple[str, ...]:
    return tuple(cues("status")["hedge_phrases"])


def status(verb: Token, cut: Token | None = None, question: bool = False) -> Status | None:
    """The standing of this predicate's clause; ``None`` when the clause is veiled (wished, feared, refused, a mere purpose).

    ``cut`` is the cue of the speech that the clause is the content of: what lies above it is somebody else's voice.
    ``question``: the whole sentence asks.
    """
    if _had_it_been(verb) or _is_rule(verb) or _bids(verb):
        return None
    polarity: Polarity = "denies" if is_negated(verb) else "asserts"
    hedged = _hedged_here(verb)
    modality: Modality = "asserted"
    own = _modal(verb)
    if own in ("expected", "conditional", "ordered"):
        modality = own
    elif own == "hedged":
        hedged = True
    if _asks(verb):
        modality = "asked"
    node, hops = verb, 0
    while node.head.i != node.i and hops < 12:
        head, hops = node.head, hops + 1
        if cut is not None and head.i == cut.i:
            break
        found = _above(node, head)
        if found == "veiled":
            if modality == "asked":
                break
            return None
        if found == "denied":
            polarity = "asserts" if polarity == "denies" else "denies"
        elif found == "hedged":
            hedged = True
        elif found in ("asked", "expected", "ordered", "conditional") and (modality == "asserted" or found == "asked"):
            modality = found
        if (
            node.dep_ == "conj"
            and modality == "asserted"
            and child(node, "nsubj", "nsubj:pass") is None
            and (head.dep_ != "ROOT" or not children(node, "aux"))
        ):
            shared = _modal(head)
            if shared in ("expected", "conditional", "ordered"):
                modality = shared
        if (
            node.dep_ == "conj"
            and modality in ("asserted", "expected")
            and (_has_condition(head) or (modality == "expected" and _modal(head) == "conditional"))
        ):
            modality = "conditional"
        if node.dep_ == "acl:relcl" or (node.dep_ == "acl" and node.tag_ == "VBN" and not is_infinitive(node)):
            break  # what a relative clause or participle tells of a noun is told as so, whatever is said of the noun
        node = head
    if _has_condition(verb) and modality in ("asserted", "expected"):
        modality = "conditional"
    if question and modality == "asserted":
        modality = "asked"
    return Status(polarity, hedged, modality)


def _had_it_been(verb: Token) -> bool:
    """ "Had she handed it over, he would ...": a condition that did not hold, told as a main clause by the parser."""
    aux, subject = next(iter(children(verb, "aux", "aux:pass")), None), child(verb, "nsubj", "nsubj:pass")
    if aux is None or subject is None or aux.lower_ not in ("had", "were", "should") or not aux.i < subject.i < verb.i:
        return False
    return not verb.sent.text.rstrip('" \n').endswith("?") and any(t.tag_ == "MD" for t in verb.sent if t.i > verb.i)


def _bids(verb: Token) -> bool:
    """ "Send me the file": a wish, not a deed."""
    if verb.tag_ not in ("VB", "VBP") or verb.dep_ not in ("ROOT", "parataxis", "conj", "ccomp") or is_infinitive(verb):
        return False
    if any(c.dep_ in ("nsubj", "nsubj:pass", "aux", "csubj", "aux:pass", "cop", "expl") for c in verb.children):
        return False
    return verb.dep_ in ("ROOT", "parataxis") or surface_subject(verb) is None


def _is_rule(verb: Token) -> bool:
    """ "Live rounds must never be loaded": a rule for all, not a deed."""
    subject = child(verb, "nsubj:pass")
    bare = subject is not None and subject.pos_ == "NOUN" and child(subject, "det", "nmod:poss", "nummod") is None
    return bare and any(c.lower_ in ("must", "should") for c in children(verb, "aux")) and "have" not in _auxes(verb)


def _auxes(verb: Token) -> list[str]:
    return [c.lower_ for c in children(verb, "aux")]


def _has_condition(verb: Token) -> bool:
    """Whether the clause holds only "if" or "unless" something does."""
    return any(opening(c) in ("if", "unless") for c in children(verb, "advcl"))


def is_habit(verb: Token) -> bool:
    """Whether it is told of every time: "usually", "every morning"."""
    for c in verb.children:
        if c.lower_ in _words("habit_adverbs") and c.dep_ == "advmod":
            return True
        if c.dep_.startswith(("obl", "nmod")) and any(d.lower_ in ("every", "each") for d in children(c, "det")):
            return lemma(c) in SPANS | {"shift", "take", "rehearsal", "break", "use", "performance", "show"}
    return False


def _hedged_here(verb: Token) -> bool:
    """Whether an adverb or phrase of the clause hedges it ("probably", "I think")."""
    if any(c.lower_ in _words("hedge_adverbs") for c in verb.children):
        return True
    text = " ".join(t.lower_ for t in verb.sent if not t.is_punct)
    mine = [p for p in _phrases() if p in text]
    return bool(mine) and not any(
        t.pos_ == "VERB"
        and t.i < verb.i
        and t.dep_ == "ROOT"
        and t.i != verb.i
        and lemma(t) not in ("think", "believe", "know", "recall", "suppose", "guess", "assume", "say")
        and not t.is_ancestor(verb)
        for t in verb.sent
    )


def _modal(verb: Token) -> Literal["", "expected", "conditional", "hedged", "ordered"]:
    """What the auxiliary of a verb makes of it; empty when it is told as fact."""
    auxes = _auxes(verb)
    if "shall" in auxes:
        return "ordered"
    if is_infinitive(verb) and any(c.lower_ in ("is", "are", "was", "were") for c in children(verb, "aux", "cop")):
        return "expected"  # "is to be handed to the sheriff"
    if any(a in ("will", "'ll", "wo") for a in auxes):
        return "expected"
    if any(a in ("would", "should", "could", "ought") for a in auxes):
        perfect = "have" in auxes
        if "could" in auxes and is_negated(verb):
            return ""
        if perfect and "could" in auxes:
            return "hedged"
        if perfect or "should" in auxes:
            return "conditional"
        return "conditional" if _has_condition(verb) else "expected"
    if any(a in ("may", "might") for a in auxes):
        return "hedged" if "have" in auxes or verb.tag_ == "VBN" else "conditional"
    if "can" in auxes and not is_negated(verb):
        return "conditional"
    if "must" in auxes:
        return "hedged" if "have" in auxes else "ordered"
    return ""


def _asks(verb: Token) -> bool:
    """Whether the clause is itself an indirect question: "who loaded the gun", "whether it was loaded"."""
    opener = verb.left_edge
    if opener.lower_ == "whether" or any(c.lower_ == "whether" for c in children(verb, "mark", "advmod")):
        return True
    if asking_word(verb) is not None or (
        verb.dep_ != "ROOT" and _unknown(verb) and any(t.lower_ in WH for t in verb.subtree if t.i < verb.i)
    ):
        return True
    if verb.dep_ in ("acl:relcl", "advcl:relcl", "parataxis", "acl", "advcl"):
        return False
    if opener.lower_ == "if" and (verb.dep_ == "ccomp" and lemma(verb.head) in _words("ignorance") | speech_cues().asked):
        return True
    for t in verb.subtree:
        if (
            t.lower_ in WH
            and t.i <= verb.i
            and (t.head.i == verb.i or (t.head.head.i == verb.i and t.head.dep_ != "ccomp"))
            and t.dep_ != "mark"
        ):
            if verb.dep_ in ("ccomp", "xcomp", "csubj", "obj", "nsubj", "advcl", "obl", "nmod"):
                return t.lower_ != "when" or lemma(verb.head) in _words("ignorance") | speech_cues().asked
            if verb.dep_ == "ROOT" and (verb.sent.text.rstrip().rstrip('"').endswith("?") or _unknown(verb)):
                return True
    return False


def _unknown(verb: Token) -> bool:
    """ "Who loaded it I do not know": the question comes first, that it is not known after."""
    return any(lemma(c) in ("know", "say", "tell") and is_negated(c) for c in verb.children if c.i > verb.i) or (
        verb.dep_ in ("csubj", "csubj:pass", "ccomp", "xcomp", "advcl")
        and lemma(verb.head) in ("know", "unclear", "unknown", "uncertain", "clear")
    )


def _above(node: Token, head: Token) -> Above:
    """What the governing predicate does to a clause below it."""
    dep, name = node.dep_, lemma(head)
    if dep in (
        "nsubj",
        "obj",
        "obl",
        "nmod",
        "nmod:poss",
        "iobj",
        "conj",
        "appos",
        "nsubj:pass",
        "compound",
        "obl:agent",
        "nmod:desc",
    ):
        if dep == "obl" and name == "lack":
            return "denied"
        return ""
    word = opening(node)
    if (
        dep in ("advcl", "ccomp", "advcl:relcl")
        and word in ("if", "unless", "lest")
        and not (name in _words("ignorance") | speech_cues().asked and dep == "ccomp")
    ):
        return "conditional"
    if (
        dep == "advcl"
        and not word
        and node.i < head.i
        and children(node, "aux")
        and children(node, "aux")[0].lower_ in ("had", "were", "should")
        and children(node, "aux")[0].i < (child(node, "nsubj") or node).i
    ):
        return "veiled"
    if dep in ("acl", "advcl", "xcomp", "ccomp") and is_infinitive(node):
        if dep == "acl" and head.dep_ in ("obj", "nsubj:pass", "iobj") and lemma(head.head) in _words("order_verbs"):
            return "ordered"
        if name in ("write", "call", "ring", "phone", "email", "text", "telephone", "go", "come") and speech_cues().verb(node):
            return ""
        if name in _words("order_verbs"):
            return "veiled" if is_negated(head) else "ordered"
        if name in _words("expect_verbs") or (name in ("go", "have") and dep == "xcomp"):
            return "veiled" if is_negated(head) else "expected"
        if name in ("seem", "appear") or (
            name in _words("said_to_have") and any(c.lower_ == "have" for c in children(node, "aux"))
        ):
            return "hedged"
        if name in _words("undone_verbs") | _words("done_verbs"):
            return "denied" if (name in _words("undone_verbs")) is not is_negated(head) else ""
        return "veiled"
    if (
        dep in ("advcl", "acl")
        and word in ("for", "by", "without", "of", "from", "to", "instead", "before", "after")
        and node.tag_ == "VBG"
    ):
        if word == "without":
            return "veiled" if is_negated(head) else "denied"
        return "veiled" if word in ("for", "from", "of", "to", "instead") else ""
    if dep == "xcomp":
        if name in ("remember", "recall") and is_negated(head):
            return "hedged"
        if name in (
            "be",
            "see",
            "hear",
            "find",
            "watch",
            "start",
            "begin",
            "finish",
            "stop",
            "keep",
            "continue",
            "remember",
            "recall",
            "manage",
            "come",
        ):
            return ""
        if name == "deny":
            return ""  # the denial is the speech's own
        return "veiled" if name in _words("veil_verbs") else ""
    if dep in ("ccomp", "acl"):
        if name in ("think", "believe", "suppose", "guess", "assume", "reckon", "suspect", "imagine", "presume"):
            return "hedged"
        if name in (
            "hope",
            "wish",
            "want",
            "fear",
            "worry",
            "ensure",
            "like",
            "prefer",
            "mean",
            "prevent",
            "let",
            "allow",
            "pretend",
        ):
            return "veiled"
        if name == "expect":
            return "expected"
        if name == "doubt":
            return "hedged"
        if (
            name in ("require", "order", "direct", "demand", "ask", "insist", "recommend")
            and node.tag_ == "VB"
            and not is_negated(head)
        ):
            return "ordered" if name in _words("order_verbs") else "veiled"
        if name in ("remember", "recall", "see", "notice", "hear") and is_negated(head):
            return "hedged" if name in ("remember", "recall") else "asked" if _asks(node) else "veiled"
    return ""
