"""What is hashed is encoded in one way only."""

import hashlib
import json

import msgspec
import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from gestae.model import Agent, Claim, Disclosed, Entry, Filler, Span, When
from gestae.model.codec import canonical, decode, digest

whole = st.integers(min_value=-(2**53) + 1, max_value=2**53 - 1)
plain = st.recursive(
    st.none() | st.booleans() | whole | st.text(st.characters(codec="utf-8"), max_size=12),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=6), inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(max_examples=80, deadline=None)
@given(plain)
def test_canonical_bytes_hold_the_value(value: object) -> None:
    assert json.loads(canonical(value)) == value


@settings(max_examples=80, deadline=None)
@given(plain)
def test_canonical_bytes_are_those_of_rfc_8785(value: object) -> None:
    assert canonical(value) == rfc8785.dumps(value)


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=6), whole, max_size=6))
def test_the_order_in_which_a_mapping_was_filled_changes_no_byte(value: dict[str, int]) -> None:
    assert canonical(value) == canonical(dict(reversed(value.items())))


def test_keys_are_sorted_and_nothing_is_spaced() -> None:
    assert canonical({"b": [1, None], "a": "é"}) == '{"a":"é","b":[1,null]}'.encode()


@pytest.mark.parametrize("value", [0.5, {"a": [1, 2.0]}, float("nan"), [float("inf")], {"é": 1.0}, {"é": 1, "a": 1.0}])
def test_a_float_is_refused_wherever_it_hides(value: object) -> None:
    with pytest.raises(ValueError, match="float"):
        canonical(value)


def test_a_claim_comes_back_as_it_went() -> None:
    claim = Claim(
        id="clm-0123456789abcdef",
        kind="handover",
        by="agt-0123456789abcdef",
        roles={"giver": Filler(id="agt-0123456789abcdef", label="Ines Varga"), "item": Filler(label="the key"), "receiver": None},
        span=Span(text="txt-0123456789abcdef", start=3, end=8, quote="“key”"),
        when=When(said="about noon", earliest="2026-03-02T11:30:00", latest="2026-03-02T12:30:00"),
        hedged=True,
    )

    assert decode(canonical(claim), Claim) == claim


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError):
        decode(b'{"id":"agt-0","kind":"person","label":"Ines Varga","colour":"red"}', Agent)


def test_a_digest_is_sha_256_in_hex() -> None:
    assert digest(b"words") == hashlib.sha256(b"words").hexdigest()


def an_entry() -> Entry:
    return Entry(v=1, id="0", case="c", kind="note.added", at=1, by="m", plain={"size": 3}, refs=())


def test_an_entry_always_writes_all_its_fields() -> None:
    assert (
        canonical(an_entry())
        == b'{"_sd":[],"at":1,"by":"m","case":"c","id":"0","kind":"note.added","plain":{"size":3},"refs":[],"v":1}'
    )


def test_a_private_field_is_read_before_a_plain_one_and_a_missing_one_is_nothing() -> None:
    disclosed = Disclosed(entry=an_entry(), private={"note": "ask for the rota"})

    assert [disclosed.field(name) for name in ("note", "size", "colour")] == ["ask for the rota", 3, None]
    assert disclosed.act == "note.added"
