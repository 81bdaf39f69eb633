"""Mends of the parse: mistakes that a small parser makes over and over, put right before any rule reads the tree.

Two pipeline components. ``gestae_sentences`` runs before the parser and forbids a sentence to begin where none can: at a small
letter, or between two capitalised words. ``gestae_mends`` runs after it. Each mend is a function of the tree that looks for one
shape at one token and says whether it changed anything.
"""

from collections.abc import Callable

from spacy.language import Language

from gestae.extract.mending.clauses import (
    clause_after_its_adjective,
    hung_on_part_of_a_name,
    says_at_the_end,
    sentence_hung_on_its_date,
    verb_hung_on_its_subject,
)
from gestae.extract.mending.nouns import noun_taken_for_verb
from gestae.extract.mending.tree import Doc, Tree
from gestae.extract.mending.verbs import verb_taken_for_participle

MENDS: tuple[Callable[[Tree, int], bool], ...] = (
    noun_taken_for_verb,
    verb_taken_for_participle,
    says_at_the_end,
    clause_after_its_adjective,
    verb_hung_on_its_subject,
    sentence_hung_on_its_date,
    hung_on_part_of_a_name,
)


def mend(doc: Doc) -> Doc:
    """The parse with every mend applied, in text order."""
    tree = Tree(doc)
    changed = [m for at in range(len(tree.words)) for m in MENDS if m(tree, at)]
    if changed:
        tree.write()
    return doc


def no_sentence_begins_here(doc: Doc) -> Doc:
    """Before the parser: no sentence begins with a small letter or between two capitalised words."""
    for token in doc[1:]:
        before = token.nbor(-1)
        if not (before.text[-1].isalnum() or before.text in (",", "&")) or token.text == "I":
            continue
        if token.text[0].islower() or (before.text[0].isupper() and token.text[0].isupper()):
            token.is_sent_start = False
    return doc


Language.component("gestae_mends", func=mend)
Language.component("gestae_sentences", func=no_sentence_begins_here)
