"""The tree over the entries: every proof it gives holds, and none holds for anything else."""

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gestae.record.proof.tiles import Levels
from gestae.record.proof.tree import EMPTY, Frontier, edge_of, extends, includes, leaf_hash

SIZES = st.integers(1, 70)


def _slow_root(leaves: list[bytes]) -> bytes:
    """RFC 6962, section 2.1, word for word."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return hashlib.sha256(b"\1" + _slow_root(leaves[:k]) + _slow_root(leaves[k:])).digest()


def _leaves(count: int) -> list[bytes]:
    return [leaf_hash(str(i).encode()) for i in range(count)]


@pytest.mark.parametrize("count", [0, 1, 2, 3, 7, 8, 9, 64, 100])
def test_the_root_is_that_of_the_standard_however_it_is_come_by(count):
    leaves = _leaves(count)
    growing = Frontier()
    made = [node for leaf in leaves for node in growing.append(leaf)]
    levels = Levels.of(leaves)

    assert growing.root() == levels.root() == _slow_root(leaves)
    assert all(levels.node(level, index) == hash_ for level, index, hash_ in made)
    assert Frontier(count, edge_of(count, levels.node)).root() == growing.root()


def test_an_empty_record_has_the_root_of_nothing():
    assert Frontier().root() == EMPTY


@settings(max_examples=60)
@given(size=SIZES, data=st.data())
def test_an_entry_is_proven_at_its_place_and_at_no_other(size, data):
    index = data.draw(st.integers(0, size - 1))
    other = data.draw(st.integers(0, size - 1))
    leaves = _leaves(size)
    levels = Levels.of(leaves)
    proof = levels.inclusion(index)

    assert includes(index, size, leaves[index], proof, levels.root())
    assert includes(other, size, leaves[other], proof, levels.root()) == (other == index)
    assert not includes(index, size, leaf_hash(b"something else"), proof, levels.root())
    assert not includes(index, size, leaves[index], [*proof, EMPTY], levels.root())


@settings(max_examples=60)
@given(size=SIZES, data=st.data())
def test_a_record_extends_each_of_its_beginnings_and_no_other_record(size, data):
    first = data.draw(st.integers(1, size))
    leaves = _leaves(size)
    levels = Levels.of(leaves)
    proof = levels.consistency(first, size)
    altered = Levels.of([leaf_hash(b"put in"), *leaves[1:]])

    assert extends(first, size, proof, levels.root(first), levels.root())
    assert not extends(first, size, proof, altered.root(first), levels.root())
    assert not extends(first, size, proof, levels.root(first), altered.root())
    assert not extends(0, size, proof, EMPTY, levels.root())
