"""Canonical bytes: the only place that encodes what is hashed."""

import hashlib
import math
from typing import TypeVar

import msgspec
import rfc8785

T = TypeVar("T")


def canonical(value: object) -> bytes:
    """RFC 8785 bytes of a value. No floats: they are refused with ``ValueError``."""
    plain = msgspec.to_builtins(value)
    _no_floats(plain)
    return rfc8785.dumps(plain)


def decode(data: bytes, kind: type[T]) -> T:
    """The value these bytes hold; ``msgspec.ValidationError`` or ``DecodeError`` where they do not hold one."""
    return msgspec.json.decode(data, type=kind)


def digest(data: bytes) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(data).hexdigest()


def _no_floats(plain: object) -> None:
    if isinstance(plain, float):
        raise ValueError(  # noqa: TRY004 - the type is right, the value cannot be hashed
            f"a float cannot be hashed: {plain if math.isfinite(plain) else 'not a number'}"
        )
    if isinstance(plain, dict):
        for v in plain.values():
            _no_floats(v)
    elif isinstance(plain, list | tuple):
        for v in plain:
            _no_floats(v)
