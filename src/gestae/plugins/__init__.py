"""How a folder is found: one constant from every module of a folder, and from entry points of others.

Imports only the standard library, so that every room may use it.
"""

import importlib
import pkgutil
from collections.abc import Callable
from importlib.metadata import entry_points
from types import ModuleType
from typing import TypeVar

Part = TypeVar("Part")


def parts(
    folder: ModuleType,
    constant: str,
    kind: type[Part],
    group: str | None = None,
    name: Callable[[Part], str] = lambda part: str(getattr(part, "name", part)),
) -> tuple[Part, ...]:
    """The constants called ``constant`` of a folder's modules, in module order, then those of entry points.

    A module without the constant is passed over; one of another type, or two parts of one name, is a
    fault of the program and raises ``TypeError`` or ``ValueError``.
    """
    found: dict[str, Part] = {}
    for module in _modules(folder):
        if hasattr(module, constant):
            _keep(found, getattr(module, constant), kind, name, module.__name__)
    for point in sorted(entry_points(group=group), key=lambda p: p.name) if group else ():
        _keep(found, point.load(), kind, name, point.value)
    return tuple(found.values())


def _modules(folder: ModuleType) -> list[ModuleType]:
    names = sorted(m.name for m in pkgutil.iter_modules(folder.__path__) if not m.name.startswith("_"))
    return [importlib.import_module(f"{folder.__name__}.{n}") for n in names]


def _keep(found: dict[str, Part], part: object, kind: type[Part], name: Callable[[Part], str], where: str) -> None:
    if not isinstance(part, kind):
        raise TypeError(f"{where} offers {type(part).__name__} where {kind.__name__} is wanted")
    if name(part) in found:
        raise ValueError(f"{where}: there is already a part named {name(part)!r}")
    found[name(part)] = part
