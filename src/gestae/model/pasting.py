"""Words put so that a shell takes them back as they were."""

import shlex


def pasteable(path: object) -> str:
    """A path as it can be pasted into a shell, on one line, whatever is in it."""
    words = str(path)
    if words.isprintable():
        return shlex.quote(words)
    parts = (c if c.isprintable() and c not in "'\\" else _escaped(c) for c in words)
    return f"$'{''.join(parts)}'"


def _escaped(char: str) -> str:
    if char in "'\\":
        return f"\\{char}"
    return "".join(f"\\x{byte:02x}" for byte in char.encode("utf-8", "surrogateescape"))
