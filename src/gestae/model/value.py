"""The base of every value: frozen, keyword-only, unknown fields refused."""

import msgspec


class Value(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """An immutable value. Two values with equal fields are equal."""
