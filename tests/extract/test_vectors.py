"""The quicker network says what spaCy's own says."""

from importlib.resources import files

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc

from gestae.extract import vectors
from gestae.extract.lemmas import Forms
from gestae.extract.vectors import Vectors, near

TEXTS = ["The foreman didn't open the gate at 9.15 a.m.", "", "Ilse Brandvold said so.", "Gate", "Nobody saw who opened the gate."]


@pytest.fixture(scope="module")
def plain():
    """The pipeline as it was trained, nothing of it quickened."""
    return spacy.load(str(files("gestae.extract").joinpath("weights")))


def _both(plain, part):
    model = plain.get_pipe("tok2vec").model if part == "tok2vec" else plain.get_pipe("ner").model.get_ref("tok2vec").layers[0]
    return model, Vectors(model)


@pytest.mark.parametrize("part", ["tok2vec", "ner"])
def test_vectors_are_those_of_the_network_whether_words_are_new_or_known(plain, part):
    model, quick = _both(plain, part)
    docs = [plain.make_doc(text) for text in TEXTS]
    wanted = model.predict([doc for doc in docs if len(doc)])

    for _ in range(2):
        found = quick(docs)

        assert [len(rows) for rows in found] == [len(doc) for doc in docs]
        for rows, own in zip([rows for rows in found if len(rows)], wanted, strict=True):
            assert np.allclose(rows, own, atol=1e-4)


def test_what_is_forgotten_is_learnt_anew(plain, monkeypatch):
    monkeypatch.setattr(vectors, "MOST", 3)
    model, quick = _both(plain, "tok2vec")
    docs = [plain.make_doc(text) for text in TEXTS if text]

    quick(docs)

    assert all(np.allclose(a, b, atol=1e-4) for a, b in zip(quick(docs), model.predict(docs), strict=True))


def test_vectors_that_are_brought_are_kept_and_gaps_are_filled(plain):
    model = plain.get_pipe("tok2vec").model
    quick = Vectors(model, brought=True)
    words = plain.make_doc("Early on Monday the foreman of the north gate told Ilse Brandvold that nobody had opened it since noon")
    words = [token.text for token in words]
    old, new = Doc(plain.vocab, words=words), Doc(plain.vocab, words=["Ada" if w == "Ilse" else w for w in words])
    is_new = near(np.array([w == "Ilse" for w in words]))
    new.tensor = quick([old])[0].copy()
    new.tensor[is_new] = np.nan
    untouched = new.tensor[~is_new].copy()

    found = quick([new])[0]

    assert 0 < is_new.sum() < len(words)
    assert (found[~is_new] == untouched).all()
    new.tensor = np.zeros((0, 0), dtype="f")
    assert np.allclose(found, model.predict([new])[0], atol=1e-4)
    new.tensor = found
    assert (quick([new])[0] == found).all()


def test_dictionary_forms_are_those_of_the_lemmatizer(plain):
    forms = Forms(plain.get_pipe("lemmatizer"))
    doc = plain("The foremen were opening the gates, and had opened others.")

    assert forms(doc) == forms(doc) == [token.lemma_ for token in doc]
