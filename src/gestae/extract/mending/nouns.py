"""Names of things that the parser took for verbs or adjectives."""

from functools import cache

from gestae.extract.goods import goods
from gestae.extract.lexicon import small
from gestae.extract.mending.tree import Tree

VERBAL = ("VB", "VBP", "VBZ", "VBD", "VBN", "JJ")
AFTER_A_NOUN_PHRASE = ("IN", "RP", "WDT", "TO", "MD", "RB", "WP", "WRB")
IN_NOUN_PHRASE = ("JJ", "NN", "NNS", "NNP", "NNPS", "CD", "VBN", "VBG", "POS", "HYPH", "RB")
CLAUSES = ("acl", "acl:relcl", "ccomp", "xcomp", "advcl", "appos", "conj", "parataxis", "csubj", "dep", "ROOT", "amod")


@cache
def _nouns() -> frozenset[str]:
    return frozenset(w for word in goods().kind_of for w in (word, word + "s") if " " not in word and "-" not in word)


@cache
def _openers() -> frozenset[str]:
    return small("determiners") | {"no", "any"}


def noun_taken_for_verb(tree: Tree, at: int) -> bool:
    """ "the prop rifle that …", "that token.": the name of a thing at the end of a noun phrase is no verb."""
    word = tree.words[at]
    if tree.tags[at] not in VERBAL or word not in _nouns() or not at or not _ends_phrase(tree, at):
        return False
    if word in goods().stores and tree.tags[at] == "JJ":
        return False  # "the truck safe": see below
    first = at
    while first and tree.tags[first - 1] in IN_NOUN_PHRASE and tree.words[first - 1] not in _openers():
        first -= 1
    opens = first - 1
    if opens < 0 or tree.words[opens] not in _openers():
        opens = first  # "two percussion carbines"
        if opens == at or tree.tags[opens] != "CD" or not word.endswith("s"):
            return False
    elif tree.words[opens] == "that" and first != at:
        return False
    if tree.doc[opens].sent.start != tree.doc[at].sent.start:
        return False
    phrase = range(opens, at)
    former = next(
        (i for i in reversed(phrase) if i >= first and tree.pos[i] in ("NOUN", "PROPN") and tree.heads[i] not in phrase), None
    )
    if former is not None and tree.heads[former] != at:  # "the locker token": the thing was hung on what describes it
        tree.hang(at, tree.heads[former], tree.deps[former])
        for i in list(tree.children(former)):
            if i > at or i < opens:
                tree.heads[i] = at
    elif tree.deps[at] in CLAUSES:
        verb = next((i for i in range(opens - 1, tree.doc[at].sent.start - 1, -1) if tree.tags[i][:2] == "VB"), None)
        if verb is None:
            return False
        direct = tree.child(verb, "obj")
        was_root = tree.heads[at] == at
        if direct is not None and direct < opens and tree.tags[opens - 1] == "CC":
            tree.hang(at, direct, "conj")
        else:
            if direct is not None and direct < opens:
                tree.deps[direct] = "iobj"
            tree.hang(at, verb, "obj")
        if was_root:
            tree.root(verb, verb, "ROOT")
    for i in phrase:
        if i == opens:
            tree.hang(i, at, {"PRP$": "nmod:poss", "CD": "nummod"}.get(tree.tags[i], "det"))
            if tree.tags[i] not in ("PRP$", "CD"):
                tree.tags[i], tree.pos[i] = "DT", "DET"
        elif tree.heads[i] not in phrase or tree.heads[i] == opens:
            tree.hang(i, at, "compound" if tree.pos[i] in ("NOUN", "PROPN") else "amod")
    for i in list(tree.children(at)):
        if tree.deps[i] in ("nsubj", "obj", "nsubj:pass") and i < at:
            tree.deps[i] = "compound"
    tree.tags[at], tree.pos[at] = ("NNS" if word.endswith("s") else "NN"), "NOUN"
    return True


def store_taken_for_adjective(tree: Tree, at: int) -> bool:
    """ "into the truck safe": at the end of a phrase of place, the word after a noun is the store."""
    before = at - 1
    if tree.words[at] not in goods().stores or tree.pos[at] not in ("ADJ", "VERB", "ADV") or not at or not _ends_phrase(tree, at):
        return False
    if tree.pos[before] not in ("NOUN", "PROPN") or tree.heads[at] == at or tree.child(before, "case") is None:
        return False
    was_root = tree.heads[before] == before
    if tree.words[tree.heads[before]] in ("keep", "keeps", "kept", "keeping"):
        return False  # "kept the men in the truck safe"
    tree.hang(at, at if was_root else tree.heads[before], tree.deps[before])
    for i in [*tree.children(before), *(i for i in tree.children(at) if i < before)]:
        tree.heads[i] = at
    tree.hang(before, at, "compound")
    tree.tags[at], tree.pos[at] = "NN", "NOUN"
    return True


def _ends_phrase(tree: Tree, at: int) -> bool:
    """Whether nothing after the word could be its object: an end, a small word, or a verb."""
    if at + 1 >= len(tree.words):
        return True
    return tree.pos[at + 1] in ("PUNCT", "CCONJ", "SCONJ", "AUX", "VERB") or tree.tags[at + 1] in AFTER_A_NOUN_PHRASE


def compound_taken_apart(tree: Tree, at: int) -> bool:
    """ "handed the maintenance log to Ida": two nouns side by side under one article are one thing."""
    before = at - 1
    if (
        at < 2
        or tree.tags[at] not in ("NN", "NNS")
        or tree.tags[before] not in ("NN", "JJ")
        or tree.deps[at] not in ("xcomp", "acl", "dep")
    ):
        return False
    verb = tree.heads[before]
    if tree.deps[before] not in ("obj", "obl", "iobj") or tree.heads[at] not in (before, verb) or tree.pos[verb] != "VERB":
        return False
    if any(tree.deps[i] in ("det", "cop", "nsubj", "mark", "case", "nummod", "amod") for i in tree.children(at)):
        return False
    if not any(tree.deps[i] in ("det", "nmod:poss") and i < before for i in tree.children(before)):
        return False
    tree.hang(at, verb, tree.deps[before])
    for i in list(tree.children(before)):
        tree.heads[i] = at
    for i in list(tree.children(at)):
        if i > at and tree.deps[i] in ("obl", "advmod", "obl:unmarked"):
            tree.heads[i] = verb
    tree.hang(before, at, "compound" if tree.tags[before] == "NN" else "amod")
    return True
