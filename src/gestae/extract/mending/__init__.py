"""Mends of the parse: mistakes that a small parser makes over and over, put right before any rule reads the tree.

Two pipeline components. ``gestae_sentences`` runs before the parser and forbids a sentence to begin where none can: at a small
letter, between two capitalised words, or between an opening time and its clause. ``gestae_mends`` runs after it. Each mend is a
function of the tree that looks for one shape at one token and says whether it changed anything.
"""

from collections.abc import Callable

from spacy.language import Language

from gestae.extract.mending.beside import job_and_name_of_the_doer
from gestae.extract.mending.clauses import (
    asked_to_do,
    clause_after_its_adjective,
    goes_on_with_what_was_said,
    hung_on_part_of_a_name,
    oblique_hung_on_the_object,
    says_at_the_end,
    sentence_hung_on_its_date,
    source_hung_too_deep,
    verb_hung_on_its_subject,
)
from gestae.extract.mending.nouns import compound_taken_apart, noun_taken_for_verb, store_taken_for_adjective
from gestae.extract.mending.sentences import no_sentence_begins_here
from gestae.extract.mending.subjects import (
    body_taken_for_a_quality,
    clause_taken_for_a_list,
    deed_taken_for_a_thing,
    name_beside_its_job,
    pronoun_taken_for_article,
    said_by_several,
    title_beside_its_name,
    to_her_on_a_day,
    whom_taken_for_whose,
)
from gestae.extract.mending.tree import Doc, Tree
from gestae.extract.mending.verbs import clause_taken_for_phrase, object_taken_for_subject, verb_taken_for_participle

MENDS: tuple[Callable[[Tree, int], bool], ...] = (
    noun_taken_for_verb,
    compound_taken_apart,
    store_taken_for_adjective,
    verb_taken_for_participle,
    body_taken_for_a_quality,
    deed_taken_for_a_thing,
    clause_taken_for_a_list,
    title_beside_its_name,
    name_beside_its_job,
    job_and_name_of_the_doer,
    pronoun_taken_for_article,
    whom_taken_for_whose,
    to_her_on_a_day,
    said_by_several,
    clause_taken_for_phrase,
    object_taken_for_subject,
    says_at_the_end,
    clause_after_its_adjective,
    goes_on_with_what_was_said,
    verb_hung_on_its_subject,
    sentence_hung_on_its_date,
    source_hung_too_deep,
    oblique_hung_on_the_object,
    asked_to_do,
    hung_on_part_of_a_name,
)


def mend(doc: Doc) -> Doc:
    """The parse with every mend applied, in text order."""
    tree = Tree(doc)
    changed = [m for at in range(len(tree.words)) for m in MENDS if m(tree, at)]
    if changed:
        tree.write()
    return doc


Language.component("gestae_mends", func=mend)
Language.component("gestae_sentences", func=no_sentence_begins_here)
