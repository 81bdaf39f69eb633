"""Subjects that the parser lost: a title beside its name, who said it after a list, a deed taken for a thing."""

from gestae.extract.lexicon import is_occupation, lexicon, small
from gestae.extract.mending.clauses import is_speech
from gestae.extract.mending.tree import Tree

NOMINAL = ("NOUN", "PROPN")
IN_A_LIST = ("DT", "PRP$", "JJ", "NN", "NNS", "NNP", "NNPS", "CC", "POS", "HYPH")


def title_beside_its_name(tree: Tree, at: int) -> bool:
    """ "Site manager Noreen Voss told …": one subject, the title beside the name."""
    head, name = tree.heads[at], at + 1
    if tree.deps[at] not in ("nsubj", "nsubj:pass") or tree.pos[at] != "NOUN" or name >= len(tree.words):
        return False
    if (
        tree.heads[name] != head
        or tree.deps[name] != tree.deps[at]
        or tree.tags[name] != "NNP"
        or not is_occupation(tree.words[at])
    ):
        return False
    tree.hang(at, name, "nmod:desc")
    return True


def said_by_several(tree: Tree, at: int) -> bool:
    """ "…, police and the fire service said.": who said it stands before the verb, hung on what was said."""
    if not is_speech(tree.words[at]) or not at or tree.child(at, "nsubj", "nsubj:pass") is not None:
        return False
    sentence = tree.doc[at].sent
    if any(tree.pos[i] != "PUNCT" for i in range(at + 1, sentence.end)) or tree.heads[at] == at:
        return False
    first = at
    while first > sentence.start and tree.tags[first - 1] in IN_A_LIST:
        first -= 1
    if first in (at, sentence.start) or tree.words[first - 1] != "," or tree.tags[first] == "CC":
        return False
    joins = [i for i in range(first, at) if tree.tags[i] == "CC"]
    who = (joins[0] if joins else at) - 1
    root = tree.top(at)
    if who < first or not first - 1 > root or tree.tags[who] in ("DT", "PRP$", "POS"):
        return False
    tree.root(at, root, "ccomp")
    _as_noun(tree, who)
    tree.hang(who, at, "nsubj")
    for end in [*[j - 1 for j in joins[1:]], *([at - 1] if joins else [])]:
        _as_noun(tree, end)
        tree.hang(end, who, "conj")
    for i in range(first, at):
        if not first <= tree.heads[i] < at and i != who:
            tree.heads[i] = who if i < who else at - 1
    return True


def body_taken_for_a_quality(tree: Tree, at: int) -> bool:
    """ "the executive applied": the word for a body, with an article and nothing after it to describe, is a noun."""
    if (
        tree.tags[at] != "JJ"
        or not at
        or tree.words[at - 1] not in ("the", "an", "a")
        or tree.words[at] not in lexicon().organisation_nouns
    ):
        return False
    if at + 1 < len(tree.words) and tree.pos[at + 1] in (*NOMINAL, "ADJ", "NUM"):
        return False
    _as_noun(tree, at)
    return True


def clause_taken_for_a_list(tree: Tree, at: int) -> bool:
    """ "…, citing legal advice, and the executive applied for an order": after the comma somebody does something."""
    doer = tree.heads[at]
    if tree.deps[at] != "acl" or tree.tags[at] not in ("VBN", "VBD") or doer != at - 1 or tree.deps[doer] != "conj":
        return False
    joined = tree.child(doer, "cc")
    others = [i for i in tree.children(tree.heads[doer]) if tree.deps[i] == "conj" and i != doer]
    if joined is None or others or not 0 < joined < doer or tree.words[joined - 1] != ",":
        return False
    if not (is_occupation(tree.words[doer]) or tree.words[doer] in lexicon().organisation_nouns or tree.tags[doer] == "NNP"):
        return False
    root = tree.top(at)
    if not root < joined or tree.pos[root] != "VERB":
        return False
    tree.tags[at] = "VBD"
    tree.hang(at, root, "conj")
    tree.hang(doer, at, "nsubj")
    for i in list(tree.children(doer)):
        if i <= joined or i > at:
            tree.heads[i] = at
    return True


def deed_taken_for_a_thing(tree: Tree, at: int) -> bool:
    """ "and the wad hit Gethin": what has an object is a verb, and what stood before it its subject."""
    if tree.tags[at] != "NN" or tree.deps[at] not in ("conj", "ccomp", "advcl", "parataxis", "ROOT"):
        return False
    thing, subject = tree.child(at, "obj"), tree.child(at, "compound")
    if thing is None or subject is None or not subject < at < thing or subject != at - 1 or thing > at + 3:
        return False
    tree.tags[at], tree.pos[at] = "VBD", "VERB"
    tree.deps[subject] = "nsubj"
    for i in list(tree.children(at)):
        if i < subject and tree.deps[i] in ("det", "amod", "nmod:poss"):
            tree.heads[i] = subject
        elif i > at and tree.deps[i] == "nmod":
            tree.deps[i] = "obl"
    return True


def name_beside_its_job(tree: Tree, at: int) -> bool:
    """ "to a contractor, Odell Pryce, at ten": the name between commas is that of whom the words before it describe."""
    who, comma = at - 2, at - 1
    if (
        tree.tags[at] != "NNP"
        or tree.deps[at] not in ("dep", "parataxis", "list", "obl:unmarked")
        or at < 2
        or tree.words[comma] != ","
    ):
        return False
    if tree.tags[who] != "NN" or not is_occupation(tree.words[who]) or tree.child(at, "case", "nsubj", "cop") is not None:
        return False
    if tree.heads[at] not in (who, tree.heads[who]):
        return False
    tree.hang(at, who, "appos")
    return True


def whom_taken_for_whose(tree: Tree, at: int) -> bool:
    """ "handed her one of the revolvers": to her, not hers."""
    thing = tree.heads[at]
    verb = tree.heads[thing]
    if tree.deps[at] != "nmod:poss" or tree.words[at] != "her" or thing != at + 1 or tree.pos[verb] != "VERB":
        return False
    if tree.deps[thing] != "obj" or not (
        tree.tags[at] == "PRP" or tree.words[thing] in ("one", "two", "three", "some", "both", "all")
    ):
        return False
    tree.hang(at, verb, "iobj")
    tree.tags[at] = "PRP"
    return True


def to_her_on_a_day(tree: Tree, at: int) -> bool:
    """ "gave it to her Monday afternoon": to her, on a Monday; the afternoon is not hers."""
    if (
        tree.words[at] != "her"
        or not 0 < at < len(tree.words) - 1
        or tree.tags[at - 1] != "IN"
        or tree.words[at + 1] not in small("days")
    ):
        return False
    day = tree.heads[at - 1]
    verb = tree.heads[day]
    if tree.deps[at] == "obl" or not at < day or tree.deps[day] not in ("obl", "nmod") or tree.pos[verb] not in ("VERB", "NOUN"):
        return False
    if tree.pos[verb] == "NOUN":
        verb = tree.heads[verb]
    tree.hang(at, verb, "obl")
    tree.hang(at - 1, at, "case")
    tree.hang(day, verb, "obl:unmarked")
    tree.tags[at], tree.pos[at] = "PRP", "PRON"
    return True


def pronoun_taken_for_article(tree: Tree, at: int) -> bool:
    """What is tagged as a personal pronoun is one, whatever sort of word the parser took it for."""
    if tree.tags[at] != "PRP" or tree.pos[at] == "PRON":
        return False
    tree.pos[at] = "PRON"
    return True


def _as_noun(tree: Tree, at: int) -> None:
    if tree.pos[at] not in NOMINAL:
        tree.tags[at], tree.pos[at] = "NN", "NOUN"
