"""What an entry says in clear, and what it keeps to itself."""

import base64
import hashlib
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gestae.model import Refusal
from gestae.record import Act, uuid7, write
from gestae.record.proof.tree import leaf_hash
from gestae.record.writing import LARGEST, body, private_fields

AT = 1_790_000_000_000


def an_entry(private=None, plain=None, **more):
    return write(Act("note.added", plain or {}, private or {}, **more), case=uuid7(AT), at=AT, by="mbr-1")


def test_an_entry_holds_what_decision_one_says_and_nothing_else():
    told = json.loads(body(an_entry({"note": "the key was gone"}, {"n": 1}, refs=("e1",)).entry))

    assert sorted(told) == ["_sd", "at", "by", "case", "id", "kind", "plain", "refs", "v"]
    assert told["v"] == 1
    assert told["plain"] == {"n": 1}
    assert told["refs"] == ["e1"]
    assert len(told["_sd"]) == 1


def test_names_and_words_never_stand_in_clear_in_an_entry():
    data = body(an_entry({"name": "Perrin Oyelaran", "quote": "I never had it"}).entry)

    assert b"Perrin" not in data
    assert b"never had" not in data


def test_a_digest_is_the_sha256_of_salt_name_and_value_in_canonical_json():
    written = an_entry({"name": "Zoë"})
    (told,) = written.disclosures
    array = f'["{told.salt}","name","Zoë"]'.encode()

    assert written.entry.sd == (base64.urlsafe_b64encode(hashlib.sha256(array).digest()).rstrip(b"=").decode(),)
    assert len(base64.urlsafe_b64decode(told.salt + "==")) == 16


def test_equal_words_in_two_entries_have_digests_that_do_not_give_them_away():
    assert an_entry({"name": "Ida"}).entry.sd != an_entry({"name": "Ida"}).entry.sd


def test_a_field_whose_disclosure_is_gone_counts_as_withheld():
    written = an_entry({"name": "Ida", "reason": "wrong day"})

    told, withheld = private_fields(written.entry, [d for d in written.disclosures if d.name == "name"])

    assert told == {"name": "Ida"}
    assert withheld == 1


def test_a_changed_disclosure_is_not_believed():
    written = an_entry({"name": "Ida"})
    (honest,) = written.disclosures
    forged = type(honest)(salt=honest.salt, name="name", value='"Ivo"')

    assert private_fields(written.entry, [forged]) == ({}, 1)


def test_an_entry_of_sixty_four_kibibytes_is_refused():
    with pytest.raises(Refusal, match="would take"):
        body(an_entry(plain={"n": "x" * LARGEST}).entry)


def test_a_long_private_field_does_not_make_an_entry_long():
    assert len(body(an_entry({"claim": "x" * LARGEST}).entry)) < 1000


def test_the_leaf_hash_is_that_of_rfc_6962():
    assert leaf_hash(b"").hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"


@given(st.integers(0, 2**48 - 1))
@settings(max_examples=50)
def test_a_uuid7_carries_its_instant_version_and_variant(at):
    id_ = uuid7(at)

    assert int(id_.replace("-", "")[:12], 16) == at
    assert id_[14] == "7"
    assert id_[19] in "89ab"
