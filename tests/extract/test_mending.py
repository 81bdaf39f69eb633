"""A small parser makes the same mistakes again and again; they are put right before any rule reads the tree."""

import pytest
import spacy
from spacy.tokens import Doc

from gestae.extract.mending import mend, no_sentence_begins_here

VOCAB = spacy.blank("en").vocab


def _doc(rows: str) -> Doc:
    """A parse written down as ``word/TAG/POS/dep>head`` with the head's number."""
    cells = [r.rsplit("/", 3) for r in rows.split()]
    links = [c[3].split(">") for c in cells]
    return Doc(
        VOCAB,
        words=[c[0] for c in cells],
        tags=[c[1] for c in cells],
        pos=[c[2] for c in cells],
        deps=[link[0] for link in links],
        heads=[int(link[1]) for link in links],
    )


def _links(doc: Doc) -> dict[str, tuple[str, str]]:
    return {t.text: (t.dep_, t.head.text) for t in doc}


def test_the_rifle_that_somebody_was_handed_is_a_thing_and_not_a_deed():
    doc = _doc(
        "Marsh/NNP/PROPN/nsubj>1 handed/VBD/VERB/ROOT>1 Ferry/NNP/PROPN/obj>1 the/DT/DET/det>4 "
        "site/NN/NOUN/nsubj>5 rifle/VBD/VERB/appos>2 that/WDT/PRON/nsubj>7 jammed/VBD/VERB/acl:relcl>5 ././PUNCT/punct>1"
    )

    mended = _links(mend(doc))

    assert mended["rifle"] == ("obj", "handed")
    assert mended["Ferry"] == ("iobj", "handed")
    assert mended["site"] == ("compound", "rifle")
    assert mended["the"] == ("det", "rifle")
    assert doc[5].tag_ == "NN"


def test_that_token_is_what_nobody_was_given():
    doc = _doc(
        "She/PRP/PRON/nsubj>3 did/VBD/AUX/aux>3 not/RB/PART/advmod>3 give/VB/VERB/ROOT>3 anyone/NN/PRON/iobj>3 "
        "that/WDT/PRON/nsubj>6 token/VBP/VERB/acl:relcl>4 ././PUNCT/punct>3"
    )

    mended = _links(mend(doc))

    assert mended["token"] == ("obj", "give")
    assert mended["that"] == ("det", "token")


def test_two_things_taken_together_are_both_taken():
    doc = _doc(
        "I/PRP/PRON/nsubj>1 took/VBD/VERB/ROOT>1 the/DT/DET/det>3 ladder/NN/NOUN/obj>1 and/CC/CCONJ/cc>7 two/CD/NUM/nummod>6 "
        "chain/NN/NOUN/nsubj>7 clamps/VBZ/VERB/conj>1 out/RP/ADP/advmod>7 ././PUNCT/punct>1"
    )

    mended = _links(mend(doc))

    assert mended["clamps"] == ("conj", "ladder")
    assert mended["chain"] == ("compound", "clamps")


def test_who_said_it_at_the_end_governs_what_was_said():
    doc = _doc(
        "He/PRP/PRON/nsubj>1 died/VBD/VERB/ROOT>1 inside/IN/ADP/case>4 a/DT/DET/det>4 tank/NN/NOUN/obl>1 ,/,/PUNCT/punct>8 "
        "the/DT/DET/det>7 office/NN/NOUN/nsubj>8 said/VBD/VERB/conj>1 ././PUNCT/punct>1"
    )

    mended = _links(mend(doc))

    assert mended["said"] == ("ROOT", "said")
    assert mended["died"] == ("ccomp", "said")
    assert mended["."][1] == "said"


def test_a_deed_that_is_only_joined_on_stays_a_deed():
    doc = _doc(
        "He/PRP/PRON/nsubj>1 rose/VBD/VERB/ROOT>1 and/CC/CCONJ/cc>4 she/PRP/PRON/nsubj>4 said/VBD/VERB/conj>1 ././PUNCT/punct>1"
    )

    assert _links(mend(doc))["said"] == ("conj", "rose")


def test_what_somebody_was_unaware_of_is_not_its_subject():
    doc = _doc(
        "She/PRP/PRON/nsubj>2 was/VBD/AUX/cop>2 unaware/JJ/ADJ/ROOT>2 the/DT/DET/det>4 valve/NN/NOUN/nsubj>5 "
        "leaked/VBD/VERB/csubj>2 ././PUNCT/punct>2"
    )

    assert _links(mend(doc))["leaked"] == ("ccomp", "unaware")


def test_a_sentence_hangs_on_its_verb_and_not_on_the_body_before_it():
    doc = _doc(
        "The/DT/DET/det>1 Office/NNP/PROPN/ROOT>1 of/IN/ADP/case>4 the/DT/DET/det>4 state/NN/NOUN/nmod>1 "
        "Labour/NNP/PROPN/compound>6 "
        "Department/NNP/PROPN/nsubj>7 issued/VBD/VERB/acl>1 a/DT/DET/det>9 summons/NN/NOUN/obj>7 ././PUNCT/punct>1"
    )

    mended = _links(mend(doc))

    assert mended["issued"] == ("ROOT", "issued")
    assert mended["Office"] == ("nsubj", "issued")
    assert mended["Department"] == ("nmod", "Office")
    assert mended["of"] == ("case", "Department")


def test_where_somebody_was_is_the_whole_name():
    doc = _doc(
        "We/PRP/PRON/nsubj>3 were/VBD/AUX/cop>3 at/IN/ADP/case>4 Marl/NNP/PROPN/compound>4 Quarry/NNP/PROPN/ROOT>4 "
        "././PUNCT/punct>4"
    )

    mended = _links(mend(doc))

    assert mended["We"] == ("nsubj", "Quarry")
    assert mended["were"] == ("cop", "Quarry")


def test_a_sentence_does_not_hang_on_its_date():
    doc = _doc(
        "On/IN/ADP/case>1 Friday/NNP/PROPN/nmod>2 10/CD/NUM/ROOT>2 May/NNP/PROPN/nmod>2 we/PRP/PRON/nsubj>5 "
        "met/VBD/VERB/parataxis>2 "
        "Ada/NNP/PROPN/obj>5 ././PUNCT/punct>2"
    )

    mended = _links(mend(doc))

    assert mended["met"] == ("ROOT", "met")
    assert mended["10"] == ("obl", "met")


@pytest.mark.parametrize(
    ("words", "may_begin"),
    [
        (["the", "Resources", "Department", "issued"], [None, False, False]),
        (["He", "left", ".", "Then", "she", "did"], [False, None, None, False, False]),
        (["with", "ladders", "I", "climbed"], [False, None, False]),
    ],
)
def test_no_sentence_begins_at_a_small_letter_or_within_a_name(words, may_begin):
    doc = no_sentence_begins_here(Doc(VOCAB, words=words))

    assert [t.is_sent_start or (None if t.is_sent_start is None else False) for t in doc[1:]] == may_begin


def test_a_store_named_by_what_it_is_in_is_the_place_and_not_the_vehicle():
    doc = _doc(
        "Vance/NNP/PROPN/nsubj>1 put/VBD/VERB/ROOT>1 it/PRP/PRON/obj>1 into/IN/ADP/case>5 the/DT/DET/det>5 "
        "truck/NN/NOUN/obl>1 safe/JJ/ADJ/xcomp>1 ././PUNCT/punct>1"
    )

    mended = _links(mend(doc))

    assert mended["safe"] == ("obl", "put")
    assert mended["truck"] == ("compound", "safe")
    assert mended["into"] == ("case", "safe")


def test_whom_somebody_kept_safe_in_the_truck_is_not_in_a_safe():
    doc = _doc(
        "Vance/NNP/PROPN/nsubj>1 kept/VBD/VERB/ROOT>1 them/PRP/PRON/obj>1 in/IN/ADP/case>5 the/DT/DET/det>5 "
        "truck/NN/NOUN/obl>1 safe/JJ/ADJ/xcomp>1 ././PUNCT/punct>1"
    )

    assert _links(mend(doc))["truck"] == ("obl", "kept")


@pytest.mark.parametrize(
    ("words", "starts"),
    [
        ("It fell at 9 a.m. At 11 a.m. Ann Kell rang .", ["It", "At"]),
        ("By 8:30 p.m. Orme had gone .", ["By"]),
        ("It fell at 9 a.m. Monday .", ["It"]),
        ("It fell at 9 a.m. She rang .", ["It", "She"]),
    ],
)
def test_a_time_of_day_opens_its_sentence_and_does_not_end_it(words, starts):
    doc = no_sentence_begins_here(Doc(VOCAB, words=words.split()))

    assert [t.text for t in doc if t.i == 0 or t.is_sent_start] == starts


def test_a_title_and_the_name_beside_it_are_one_subject():
    doc = _doc(
        "Foreman/NN/NOUN/nsubj>3 Ada/NNP/PROPN/nsubj>3 Voss/NNP/PROPN/flat>1 left/VBD/VERB/ROOT>3 ././PUNCT/punct>3",
    )

    assert _links(mend(doc))["Foreman"] == ("nmod:desc", "Ada")


def test_what_several_said_is_said_by_all_of_them():
    doc = _doc(
        "He/PRP/PRON/nsubj>1 fell/VBD/VERB/ROOT>1 from/IN/ADP/case>4 the/DT/DET/det>4 roof/NN/NOUN/obl>1 ,/,/PUNCT/punct>6 "
        "police/NNS/NOUN/conj>4 and/CC/CCONJ/cc>9 the/DT/DET/det>9 council/NN/NOUN/conj>4 said/VBD/VERB/advcl>1 ././PUNCT/punct>1"
    )

    mended = _links(mend(doc))

    assert mended["said"] == ("ROOT", "said")
    assert mended["fell"] == ("ccomp", "said")
    assert mended["police"] == ("nsubj", "said")
    assert mended["council"] == ("conj", "police")


def test_what_has_an_object_is_a_deed():
    doc = _doc(
        "Bo/NNP/PROPN/nsubj>1 fired/VBD/VERB/ROOT>1 and/CC/CCONJ/cc>5 the/DT/DET/det>5 wad/NN/NOUN/compound>5 hit/NN/NOUN/conj>1 "
        "Ida/NNP/PROPN/obj>5 ././PUNCT/punct>1"
    )

    mended = _links(mend(doc))

    assert doc[5].tag_ == "VBD"
    assert mended["wad"] == ("nsubj", "hit")
    assert mended["the"] == ("det", "wad")


def test_after_a_comma_somebody_does_something():
    doc = _doc(
        "Ash/NNP/PROPN/nsubj>1 refused/VBD/VERB/ROOT>1 ,/,/PUNCT/punct>3 citing/VBG/VERB/advcl>1 advice/NN/NOUN/obj>3 "
        ",/,/PUNCT/punct>8 and/CC/CCONJ/cc>8 the/DT/DET/det>8 council/NN/NOUN/conj>4 applied/VBN/VERB/acl>8 ././PUNCT/punct>1"
    )

    mended = _links(mend(doc))

    assert mended["applied"] == ("conj", "refused")
    assert mended["council"] == ("nsubj", "applied")
    assert mended["and"] == ("cc", "applied")


def test_two_nouns_under_one_article_are_one_thing():
    doc = _doc(
        "Orme/NNP/PROPN/nsubj>1 handed/VBD/VERB/ROOT>1 the/DT/DET/det>3 repair/NN/NOUN/obj>1 log/NN/NOUN/acl>3 "
        "to/IN/ADP/case>6 Ida/NNP/PROPN/obl>4 ././PUNCT/punct>1"
    )

    mended = _links(mend(doc))

    assert mended["log"] == ("obj", "handed")
    assert mended["repair"] == ("compound", "log")
    assert mended["Ida"] == ("obl", "handed")


def test_the_source_at_the_end_is_that_of_the_whole_sentence():
    doc = _doc(
        "Ada/NNP/PROPN/nsubj>1 said/VBD/VERB/ROOT>1 he/PRP/PRON/nsubj>3 passed/VBD/VERB/ccomp>1 it/PRP/PRON/obj>3 "
        "on/RP/ADP/advmod>3 ,/,/PUNCT/punct>10 according/VBG/ADP/case>10 to/IN/ADP/fixed>7 a/DT/DET/det>10 "
        "report/NN/NOUN/obl>3 ././PUNCT/punct>1"
    )

    assert _links(mend(doc))["report"] == ("obl", "said")


def test_a_name_between_commas_is_that_of_whom_the_words_before_it_describe():
    doc = _doc(
        "He/PRP/PRON/nsubj>1 gave/VBD/VERB/ROOT>1 it/PRP/PRON/obj>1 to/IN/ADP/case>5 a/DT/DET/det>5 contractor/NN/NOUN/obl>1 "
        ",/,/PUNCT/punct>7 Odell/NNP/PROPN/dep>1 Pryce/NNP/PROPN/flat>7 ././PUNCT/punct>1"
    )

    assert _links(mend(doc))["Odell"] == ("appos", "contractor")


def test_she_was_handed_one_and_it_was_not_hers():
    doc = _doc(
        "I/PRP/PRON/nsubj>1 handed/VBD/VERB/ROOT>1 her/PRP/PRON/nmod:poss>3 one/CD/NUM/obj>1 of/IN/ADP/case>5 them/PRP/PRON/nmod>3 "
        "././PUNCT/punct>1"
    )

    assert _links(mend(doc))["her"] == ("iobj", "handed")


def test_what_he_would_not_do_is_said_with_what_he_had_done():
    doc = _doc(
        "Oke/NNP/PROPN/nsubj>1 said/VBD/VERB/ROOT>1 he/PRP/PRON/nsubj>3 helped/VBD/VERB/ccomp>1 and/CC/CCONJ/cc>7 "
        "would/MD/AUX/aux>7 not/RB/PART/advmod>7 speak/VB/VERB/conj>1 ././PUNCT/punct>1"
    )

    assert _links(mend(doc))["speak"] == ("conj", "helped")


def test_what_was_given_to_her_on_a_monday_was_given_to_her():
    doc = _doc(
        "I/PRP/PRON/nsubj>1 gave/VBD/VERB/ROOT>1 it/PRP/PRON/obj>1 to/IN/ADP/case>6 her/PRP$/PRON/nmod:poss>6 "
        "Monday/NNP/PROPN/compound>6 afternoon/NN/NOUN/obl>1 ././PUNCT/punct>1"
    )

    mended = _links(mend(doc))

    assert mended["her"] == ("obl", "gave")
    assert mended["to"] == ("case", "her")
    assert mended["afternoon"] == ("obl:unmarked", "gave")


def test_a_personal_pronoun_is_somebody():
    doc = _doc("I/PRP/PRON/nsubj>1 told/VBD/VERB/ROOT>1 her/PRP/DET/iobj>1 ././PUNCT/punct>1")

    assert mend(doc)[2].pos_ == "PRON"


def test_the_job_before_a_name_between_commas_is_the_doer_of_what_is_said():
    doc = _doc(
        "Marsh/NNP/PROPN/nsubj>1 said/VBD/VERB/ROOT>1 the/DT/DET/det>3 film/NN/NOUN/nmod:poss>5 's/POS/PART/case>3 "
        "armorer/RB/ADV/ccomp>1 ,/,/PUNCT/punct>7 Nora/NNP/PROPN/parataxis>1 Quill/NNP/PROPN/flat>7 ,/,/PUNCT/punct>10 "
        "checked/VBN/VERB/acl>7 it/PRP/PRON/obj>10 ././PUNCT/punct>1"
    )

    mended = _links(mend(doc))

    assert mended["checked"] == ("ccomp", "said")
    assert mended["armorer"] == ("nsubj", "checked")
    assert mended["Nora"] == ("appos", "armorer")
    assert doc[10].tag_ == "VBD"


def test_a_name_beside_a_job_that_nobody_speaks_of_stays_where_it_is():
    doc = _doc(
        "He/PRP/PRON/nsubj>1 saw/VBD/VERB/ROOT>1 the/DT/DET/det>3 foreman/NN/NOUN/obj>1 ,/,/PUNCT/punct>5 Tom/NNP/PROPN/appos>3 "
        "Harker/NNP/PROPN/flat>5 ,/,/PUNCT/punct>8 covered/VBN/VERB/acl>3 in/IN/ADP/case>10 dust/NN/NOUN/obl>8 ././PUNCT/punct>1"
    )

    mended = _links(mend(doc))

    assert mended["covered"] == ("acl", "foreman")
