"""Markup that cannot be broken out of: whatever is not Markup already is escaped, in text and in attributes alike."""

import html
from collections.abc import Iterable

from gestae.present.clean import clean

_VOID = frozenset({"meta", "link", "br", "hr"})


class Markup(str):
    """Finished markup. Only ``tag``, ``join`` and ``raw`` make it; any other string is text."""

    __slots__ = ()


Child = str | None | Iterable["Child"]


def esc(text: str) -> Markup:
    """Text, cleaned and escaped for element content and for quoted attributes."""
    return Markup(html.escape(clean(text), quote=True))


def join(*children: Child) -> Markup:
    """Children one after the other: markup as it is, strings as text, ``None`` as nothing."""
    return Markup("".join(_flat(children)))


def tag(name: str, /, *children: Child, **attributes: str | int | float | bool | None) -> Markup:
    """One element. ``class_`` gives class, ``data_1`` data-1, ``view_box`` stays the caller's affair: use ``viewBox``.

    ``None`` and ``False`` drop an attribute, ``True`` gives it bare.
    """
    said = "".join(_attribute(key, value) for key, value in attributes.items() if value is not None and value is not False)
    if name in _VOID:
        return Markup(f"<{name}{said}>")
    return Markup(f"<{name}{said}>{join(*children)}</{name}>")


def raw(trusted: str) -> Markup:
    """Our own files only: the style sheet and the pieces of the page's frame."""
    return Markup(trusted)


def _attribute(key: str, value: str | int | float | bool) -> str:
    name = key.rstrip("_").replace("_", "-")
    if value is True:
        return f" {name}"
    return f' {name}="{esc(number(value) if isinstance(value, int | float) else value)}"'


def number(value: float) -> str:
    """A number for a drawing: one decimal at most."""
    return f"{value:.1f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def _flat(children: Iterable[Child]) -> Iterable[str]:
    for child in children:
        if child is None:
            continue
        if isinstance(child, Markup):
            yield child
        elif isinstance(child, str):
            yield esc(child)
        else:
            yield from _flat(child)
