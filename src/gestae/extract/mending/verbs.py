"""Verbs that the parser took for a participle before a noun."""

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
