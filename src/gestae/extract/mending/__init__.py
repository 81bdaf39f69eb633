"""Mends of the parse: mistakes that a small parser makes over and over, put right before any rule reads the tree.

Two pipeline components. ``gestae_sentences`` runs before the parser and forbids a sentence to begin where none can: at a small
letter, between two capitalised words, or between an opening time and its clause. ``gestae_mends`` runs after it. Each mend is a
function of the tree that looks for one shape at one token and says whether it changed anything.
"""

from collections.abc import Callable

from spacy.language import Language

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
from gestae.extract.mending.tree import Doc, Token, Tree
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
ENDS = (".", "!", "?", ";", ":")
LONGEST = 200  # tokens without a stop
HALF_DAYS = ("a.m.", "p.m.", "am", "pm")
BEFORE_A_TIME = ("at", "by", "about", "around", "before", "after", "just", "shortly", "since", "until", "from", "only")
OF_A_TIME = (
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January", "February", "March", "April", "May",
    "June", "July", "August", "September", "October", "November", "December", "Eastern", "Central", "Mountain", "Pacific",
    "Atlantic", "Alaska", "Hawaii", "Greenwich", "British", "Irish", "Local", "Standard", "Daylight",
)  # fmt: skip
OPENERS = ("He", "She", "They", "It", "We", "I", "The", "A", "An", "At", "On", "In", "By", "After", "Then", "That", "This", "There")


def mend(doc: Doc) -> Doc:
    """The parse with every mend applied, in text order."""
    tree = Tree(doc)
    changed = [m for at in range(len(tree.words)) for m in MENDS if m(tree, at)]
    if changed:
        tree.write()
    return doc


def no_sentence_begins_here(doc: Doc) -> Doc:
    """Before the parser: no sentence begins with a small letter, between two capitalised words, or after a time; every one ends."""
    since = 0
    for token in doc[1:]:
        before = token.nbor(-1)
        since = 0 if before.text in ENDS else since + 1
        if since >= LONGEST:
            token.is_sent_start, since = True, 0  # no sentence is so long: a list, or a text without stops
            continue
        if before.lower_ in HALF_DAYS:
            _after_half_day(token)
            continue
        if not (before.text[-1].isalnum() or before.text in (",", "&")) or token.text == "I":
            continue
        if token.text[0].islower() or (before.text[0].isupper() and token.text[0].isupper()):
            token.is_sent_start = False
    return doc


def _after_half_day(token: Token) -> None:
    """ "At 11 a.m. Ann Kell called": one sentence; "… at 9 a.m. At 11 a.m. she called": two."""
    doc, at = token.doc, token.i - 2
    while at > 0 and (doc[at].text[0].isdigit() or doc[at].text == ":" or doc[at].lower_ in BEFORE_A_TIME):
        if doc[at].text[0].isupper():
            break
        at -= 1
    opens = doc[max(at, 0)]
    if opens.lower_ in BEFORE_A_TIME and opens.text[0].isupper() and (opens.i == 0 or not opens.nbor(-1).text[-1].isalnum()):
        token.is_sent_start = False
        opens.is_sent_start = True
    elif token.text[0].islower() or not token.text[0].isalnum():
        token.is_sent_start = False
    elif token.text in OPENERS or (token.text.istitle() and token.text not in OF_A_TIME and at + 1 < token.i - 2):
        token.is_sent_start = True  # "died shortly after 10 p.m. Actor Jonah Pell said …", but "at 10 p.m. Friday"


Language.component("gestae_mends", func=mend)
Language.component("gestae_sentences", func=no_sentence_begins_here)
