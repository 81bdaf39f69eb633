"""Verbs that the parser took for something else, or whose subject or object it hung elsewhere."""

from gestae.extract.grammar import verb_form
from gestae.extract.mending.tree import Tree

SUBJECTS = ("i", "he", "she", "we", "they", "who", "it")
FINITE = ("VBD", "VBZ", "VBP", "MD")


def verb_taken_for_participle(tree: Tree, at: int) -> bool:
    """ "The syringe contained saline.", "I inspected line sets 1 to 8": the only verb there is stands before its object."""
    if tree.deps[at] != "amod" or tree.tags[at] not in ("JJ", "VBN") or not at or verb_form(tree.words[at]) is None:
        return False
    thing, before, sent = tree.heads[at], at - 1, tree.doc[at].sent
    if thing < at or tree.heads[thing] != thing or before < sent.start:
        return False
    is_noun = tree.pos[before] in ("NOUN", "PROPN") and any(tree.tags[i] in ("DT", "NNP", "PRP$") for i in range(sent.start, at))
    if not is_noun and tree.words[before] not in SUBJECTS:
        return False
    if (
        any(tree.tags[i] in FINITE and i != thing for i in range(sent.start, sent.end))
        or tree.child(thing, "cop", "aux") is not None
    ):
        return False
    tree.root(at, thing, "obj")
    for i in range(sent.start, at):
        if tree.heads[i] == thing and i != before:
            tree.hang(
                i, before if is_noun and tree.deps[i] != "obl" else at, "compound" if tree.deps[i] == "nsubj" else tree.deps[i]
            )
    tree.hang(before, at, "nsubj")
    tree.tags[at], tree.pos[at] = "VBD", "VERB"
    if tree.tags[thing] in ("VBZ", "VB", "VBP"):
        tree.tags[thing], tree.pos[thing] = ("NNS" if tree.words[thing].endswith("s") else "NN"), "NOUN"
        for i in tree.children(thing):
            if tree.deps[i] == "nsubj":
                tree.deps[i] = "compound"
    return True


def clause_taken_for_phrase(tree: Tree, at: int) -> bool:
    """ "watched as Gale loaded it": what follows "as" is a clause, not a noun and a second verb."""
    head, noun = tree.heads[at], at - 1
    if tree.deps[at] != "conj" or tree.tags[at] != "VBD" or head > at or tree.child(at, "cc", "nsubj") is not None:
        return False
    while noun > head and tree.deps[noun] == "flat":
        noun -= 1
    opens = tree.child(noun, "case")
    if tree.deps[noun] != "obl" or tree.heads[noun] != head or opens is None:
        return False
    if tree.words[opens] not in ("as", "before", "after", "until", "since") or any(
        tree.deps[i] == "cc" for i in tree.children(head)
    ):
        return False
    tree.hang(opens, at, "mark")
    tree.hang(noun, at, "nsubj")
    tree.deps[at] = "advcl"
    return True


def object_taken_for_subject(tree: Tree, at: int) -> bool:
    """ "The gun that killed Gale was loaded": whom it killed is no second subject of what follows."""
    head = tree.heads[at]
    if tree.deps[at] not in ("nsubj", "nsubj:pass") or not head > at:
        return False
    first = next((i for i in tree.children(head) if tree.deps[i] in ("nsubj", "nsubj:pass") and i < at), None)
    relative = tree.child(first, "acl:relcl") if first is not None else None
    if relative is None or not relative < at or tree.child(relative, "obj") is not None or tree.child(relative, "nsubj") is None:
        return False
    opens = min([at, *(i for i in tree.children(at) if i < at)])
    if opens != relative + 1:
        return False
    tree.hang(at, relative, "obj")
    return True
