"""The Merkle tree over the entries (RFC 6962, section 2.1) and its two proofs (RFC 9162, sections 2.1.3 and 2.1.4).

Hashes are 32 bytes. A tree is read through ``Nodes``: the hash of every whole subtree, level 0 being the leaves.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence

Nodes = Callable[[int, int], bytes]
"""``nodes(level, index)``: the hash of the whole subtree over the leaves from ``index << level`` to ``(index + 1) << level``."""

Stretch = tuple[int, int]
"""Leaves from the first number to before the second."""

EMPTY = hashlib.sha256(b"").digest()


def leaf_hash(data: bytes) -> bytes:
    return hashlib.sha256(b"\0" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\1" + left + right).digest()


class Frontier:
    """A growing tree, of which only the whole subtrees at its right edge are kept: at most one a level."""

    def __init__(self, size: int = 0, edge: Sequence[bytes] = ()) -> None:
        """``edge``: the hashes of the whole subtrees from left to right, one for every bit set in ``size``."""
        if size.bit_count() != len(edge):
            raise ValueError(f"a tree of {size} leaves has {size.bit_count()} whole subtrees at its edge, not {len(edge)}")
        self.size = size
        self._edge = list(edge)

    def append(self, leaf: bytes) -> list[tuple[int, int, bytes]]:
        """Takes a leaf hash; gives every subtree that it makes whole as (level, index, hash), the leaf itself first."""
        index, level, hash_ = self.size, 0, leaf
        made = [(0, index, leaf)]
        while index & 1:
            hash_ = node_hash(self._edge.pop(), hash_)
            index >>= 1
            level += 1
            made.append((level, index, hash_))
        self._edge.append(hash_)
        self.size += 1
        return made

    def root(self) -> bytes:
        return fold(self._edge)


def fold(edge: Sequence[bytes]) -> bytes:
    """The root over whole subtrees of falling size."""
    if not edge:
        return EMPTY
    root = edge[-1]
    for hash_ in reversed(edge[:-1]):
        root = node_hash(hash_, root)
    return root


def edge_of(size: int, nodes: Nodes) -> list[bytes]:
    """The whole subtrees of a tree of this size, from left to right."""
    return [nodes(level, index) for level, index in whole(0, size)]


def root_of(size: int, nodes: Nodes) -> bytes:
    return fold(edge_of(size, nodes))


def inclusion(index: int, size: int, nodes: Nodes) -> list[bytes]:
    """The proof that the leaf ``index`` is in the tree of ``size``. Raises ``ValueError`` outside it."""
    return [_hash(stretch, nodes) for stretch in inclusion_path(index, size)]


def consistency(first: int, second: int, nodes: Nodes) -> list[bytes]:
    """The proof that the tree of ``first`` leaves is the beginning of that of ``second``; 0 < first <= second."""
    return [_hash(stretch, nodes) for stretch in consistency_path(first, second)]


def inclusion_path(index: int, size: int) -> list[Stretch]:
    """The stretches whose roots are the proof that ``inclusion`` gives, in its order."""
    if not 0 <= index < size:
        raise ValueError(f"there is no leaf {index} in a tree of {size}")
    start, end, path = 0, size, []
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            path.append((middle, end))
            end = middle
        else:
            path.append((start, middle))
            start = middle
    return path[::-1]


def consistency_path(first: int, second: int) -> list[Stretch]:
    """The stretches whose roots are the proof that ``consistency`` gives, in its order."""
    if not 0 < first <= second:
        raise ValueError(f"no proof leads from a tree of {first} to one of {second}")
    start, end, path, is_whole = 0, second, [], True
    while first != end:
        middle = start + _split(end - start)
        if first <= middle:
            path.append((middle, end))
            end = middle
        else:
            path.append((start, middle))
            start, is_whole = middle, False
    if not is_whole:
        path.append((start, end))
    return path[::-1]


def includes(index: int, size: int, leaf: bytes, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether the proof shows this leaf hash at ``index`` of the tree of ``size`` with this root."""
    if not 0 <= index < size or len(leaf) != len(EMPTY):
        return False
    at, last, hash_ = index, size - 1, leaf
    for step in proof:
        if last == 0 or len(step) != len(EMPTY):
            return False
        if at & 1 or at == last:
            hash_ = node_hash(step, hash_)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            hash_ = node_hash(hash_, step)
        at, last = at >> 1, last >> 1
    return last == 0 and hash_ == root


def extends(first: int, second: int, proof: Sequence[bytes], root1: bytes, root2: bytes) -> bool:
    """Whether the proof shows the tree of ``first`` with ``root1`` to be the beginning of that of ``second`` with ``root2``.

    A proof from an empty tree is refused: it would show nothing.
    """
    if not 0 < first <= second or any(len(step) != len(EMPTY) for step in proof):
        return False
    if first == second:
        return not proof and root1 == root2
    path = list(proof)
    if first & (first - 1) == 0:
        path.insert(0, root1)
    if not path:
        return False
    at, last = first - 1, second - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    old = new = path[0]
    for step in path[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            old, new = node_hash(step, old), node_hash(step, new)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            new = node_hash(new, step)
        at, last = at >> 1, last >> 1
    return last == 0 and old == root1 and new == root2


def whole(start: int, end: int) -> Iterator[tuple[int, int]]:
    """The whole subtrees over leaves from ``start`` to ``end``, as (level, index); ``start`` a multiple of what follows."""
    while start < end:
        level = (end - start).bit_length() - 1
        yield level, start >> level
        start += 1 << level


def _hash(stretch: Stretch, nodes: Nodes) -> bytes:
    return fold([nodes(level, index) for level, index in whole(*stretch)])


def _split(length: int) -> int:
    """The largest power of two below a length of two or more."""
    return 1 << ((length - 1).bit_length() - 1)
