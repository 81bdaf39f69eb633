"""Canonical bytes: the only place that encodes what is hashed."""

import hashlib
import math
from typing import TypeVar

import msgspec
import rfc8785

T = TypeVar("T")

LARGEST = 2**53 - 1  # the largest number that every reader of JSON takes as it is written


def canonical(value: object) -> bytes:
    """RFC 8785 bytes of a value. No floats: they are refused with ``ValueError``."""
    if _is_simple(value):
        return msgspec.json.encode(value, order="sorted")  # the same bytes, in a tenth of the time
    plain = msgspec.to_builtins(value)
    _is_simple(plain)
    return rfc8785.dumps(plain)


def decode(data: bytes, kind: type[T]) -> T:
    """The value these bytes hold; ``msgspec.ValidationError`` or ``DecodeError`` where they do not hold one."""
    return msgspec.json.decode(data, type=kind)


def digest(data: bytes) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(data).hexdigest()


def _is_simple(plain: object) -> bool:
    """Whether sorting by code points is sorting as RFC 8785 does, and every number one that it allows. Raises at a float."""
    if isinstance(plain, str):
        return True
    if isinstance(plain, float):
        raise ValueError(  # noqa: TRY004 - the type is right, the value cannot be hashed
            f"a float cannot be hashed: {plain if math.isfinite(plain) else 'not a number'}"
        )
    if isinstance(plain, dict):
        return all([_is_simple(v) and isinstance(k, str) and k.isascii() for k, v in plain.items()])  # noqa: C419 - a list is quicker
    if isinstance(plain, list | tuple):
        return all([_is_simple(v) for v in plain])  # noqa: C419
    if isinstance(plain, msgspec.Struct):
        return all([_is_simple(getattr(plain, name)) for name in plain.__struct_fields__])  # noqa: C419
    return plain is None or (isinstance(plain, int) and -LARGEST <= plain <= LARGEST)
