"""Clauses and names hung on the wrong word."""

from functools import cache

from gestae.extract.lexicon import small
from gestae.extract.mending.tree import Tree
from gestae.rules import cues

FINITE = ("VBD", "VBZ", "VBP")


@cache
def _speech() -> frozenset[str]:
    return frozenset(cues("speech")["after_the_words"])


def is_speech(word: str) -> bool:
    """Whether a word is a verb that stands after what was said: "…, the office said." """
    return word in _speech()


def says_at_the_end(tree: Tree, at: int) -> bool:
    """ "…, the office said.": the speech verb at the end governs what was said before it."""
    head = tree.heads[at]
    if not is_speech(tree.words[at]) or tree.deps[at] not in ("conj", "parataxis") or head > at or tree.heads[head] != head:
        return False
    subject = tree.child(at, "nsubj")
    if subject is None or subject > at or any(tree.deps[i] in ("cc", "mark", "obj", "ccomp") for i in tree.children(at)):
        return False
    before = tree.left_edge(subject) - 1
    if (
        before < 0
        or tree.words[before] != ","
        or any(tree.pos[i] not in ("PUNCT", "NOUN", "PROPN") for i in tree.children(at) if i > at)
    ):
        return False
    tree.root(at, head, "ccomp")
    return True


def clause_after_its_adjective(tree: Tree, at: int) -> bool:
    """ "was unaware the gun held a live round": what follows is its content, not its subject."""
    head = tree.heads[at]
    if tree.deps[at] != "csubj" or head >= at or tree.tags[head] not in ("JJ", "VBN") or tree.tags[at] not in FINITE:
        return False
    subject = tree.child(head, "nsubj")
    if subject is None or tree.words[subject] in ("it", "that", "this"):
        return False
    tree.deps[at] = "ccomp"
    return True


def verb_hung_on_its_subject(tree: Tree, at: int) -> bool:
    """ "The Office of the state Labour Department issued …": a sentence hangs on its verb, not on the noun before it."""
    head = tree.heads[at]
    if tree.deps[at] != "acl" or tree.tags[at] != "VBD" or tree.heads[head] != head or tree.pos[head] not in ("NOUN", "PROPN"):
        return False
    last = tree.child(at, "nsubj")
    if last is None or last != at - 1 or any(tree.tags[i] in ("WDT", "WP", "IN") and i > head for i in tree.children(at) if i < at):
        return False
    if tree.pos[last] not in ("NOUN", "PROPN"):
        return False
    inner = [i for i in range(head + 1, last) if tree.deps[i] in ("nmod", "obl") and tree.pos[i] in ("NOUN", "PROPN")]
    if not inner:
        return False
    near = inner[-1]
    if any(tree.words[i] == "," for i in range(near, last)):
        return False
    tree.root(at, head, "nsubj")
    tree.hang(last, tree.heads[near], "nmod")
    for i in list(tree.children(near)):
        tree.heads[i] = last
    tree.hang(near, last, "compound")
    return True


def hung_on_part_of_a_name(tree: Tree, at: int) -> bool:
    """ "we were at Osterley Quarry": preposition, verb and subject belong to the whole name, not to its first word."""
    part = tree.heads[at]
    whole = tree.heads[part]
    if tree.deps[at] not in ("case", "cop", "nsubj", "aux", "obl") or tree.deps[part] not in ("amod", "compound"):
        return False
    if not at < part < whole or tree.pos[whole] not in ("NOUN", "PROPN"):
        return False
    if tree.child(part, "case", "cop") is None and tree.child(whole, "case", "cop") is None:
        return False
    if any(tree.heads[i] != whole for i in range(part, whole)):
        return False
    tree.heads[at] = whole
    return True


def sentence_hung_on_its_date(tree: Tree, at: int) -> bool:
    """ "On Friday 10 April we were at the yard": the sentence hangs on what is told, not on the time before it."""
    head = tree.heads[at]
    if tree.deps[at] not in ("parataxis", "acl", "conj", "appos") or tree.heads[head] != head or not head < at:
        return False
    start = tree.doc[at].sent.start
    if tree.tags[start] != "IN" or tree.pos[head] not in ("NUM", "PROPN", "NOUN") or tree.child(head, "nsubj", "cop") is not None:
        return False
    subject = tree.child(at, "nsubj", "nsubj:pass")
    if subject is None or not head < subject < at or any(tree.deps[i] in ("cc", "mark") for i in tree.children(at)):
        return False
    if tree.pos[at] not in ("VERB", "ADJ") and tree.child(at, "cop") is None:
        return False
    tree.root(at, head, "obl")
    return True


def source_hung_too_deep(tree: Tree, at: int) -> bool:
    """ "Ada said he took it and passed it on, according to a report.": the source at the end is that of the whole sentence."""
    if tree.words[at] != "according" or not at or tree.words[at - 1] != ",":
        return False
    source = tree.heads[at]
    sentence = tree.doc[at].sent
    root = tree.top(at)
    if not root < at < source or tree.heads[source] in (root, source) or tree.pos[root] != "VERB":
        return False
    last = source
    while (further := max((i for i in tree.children(last) if i > last and tree.deps[i] != "punct"), default=None)) is not None:
        last = further
    if any(tree.pos[i] != "PUNCT" for i in range(last + 1, sentence.end)):
        return False
    tree.hang(source, root, "obl")
    return True


def oblique_hung_on_the_object(tree: Tree, at: int) -> bool:
    """ "handed the log to your inspector": to whom, when and where hang on the verb, not on the thing."""
    thing = tree.heads[at]
    verb = tree.heads[thing]
    if tree.deps[at] not in ("obl", "obl:unmarked") or tree.pos[thing] != "NOUN" or tree.deps[thing] != "obj" or not thing < at:
        return False
    if tree.pos[verb] != "VERB" or tree.child(thing, "cop", "nsubj") is not None:
        return False
    tree.heads[at] = verb
    return True


def asked_to_do(tree: Tree, at: int) -> bool:
    """ "asked a judge to order it": what somebody is asked to do hangs on the asking, not on the person."""
    whom = tree.heads[at]
    verb = tree.heads[whom]
    if tree.deps[at] != "acl" or tree.tags[at] != "VB" or tree.deps[whom] not in ("obj", "iobj") or not whom < at:
        return False
    if tree.words[verb] not in small("asking") or not any(
        tree.words[i] == "to" and tree.deps[i] == "mark" for i in tree.children(at)
    ):
        return False
    tree.hang(at, verb, "xcomp")
    return True


def goes_on_with_what_was_said(tree: Tree, at: int) -> bool:
    """ "said he had helped and would not be making a statement": the second half is said, too."""
    verb = tree.heads[at]
    said = tree.child(verb, "ccomp")
    if tree.deps[at] != "conj" or not is_speech(tree.words[verb]) or said is None or not verb < said < at:
        return False
    if tree.child(at, "nsubj", "nsubj:pass") is not None or not any(tree.words[i] == "would" for i in tree.children(at)):
        return False
    tree.heads[at] = said
    return True
