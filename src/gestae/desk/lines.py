"""Lines of JSON as people and programs write them: read one by one, a bad one set aside with the reason."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec

from gestae.model import Problem, Relation, When
from gestae.model.edtf import bounds

Object = Mapping[str, Any]
_LONGEST_S = 1 << 28


class Misfit(Exception):
    """A line that does not fit: what was found, and what to write instead."""

    def __init__(self, what: str, next: str) -> None:
        super().__init__(what)
        self.what, self.next = what, next

    def problem(self, where: str) -> Problem:
        return Problem(severity="error", where=where, what=self.what, why="It was left out; the others went in.", next=self.next)


@dataclass(frozen=True)
class Line:
    """A line and its number, from 1; its object, or why there is none."""

    number: int
    value: Object | Misfit


def read_lines(data: bytes) -> Iterator[Line]:
    """Empty lines are passed over, and counted."""
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        if line.strip():
            yield Line(number, _object(line.strip()))


def read_object(data: bytes) -> Object:
    """The one object of a file. Refuses with ``Misfit``."""
    found = _object(data.removeprefix(b"\xef\xbb\xbf").strip())
    if isinstance(found, Misfit):
        raise found
    return found


def words(value: object, name: str) -> str | None:
    """A string without outer space; ``None`` for null and for nothing but space."""
    if value is None:
        return None
    if not isinstance(value, str):
        raise Misfit(f"'{name}' is {_sort(value)}, not words.", f"Write '{name}' as words in quotation marks, or leave it out.")
    return _sound(value, name).strip() or None


def truth(value: object, name: str) -> bool:
    if not isinstance(value, bool):
        raise Misfit(f"'{name}' is {_sort(value)}.", f"Write true or false for '{name}'.")
    return value


def one_of(value: object, name: str, allowed: tuple[str, ...]) -> str:
    if not isinstance(value, str) or value not in allowed:
        shown = f"'{value}'" if isinstance(value, str) else _sort(value)
        raise Misfit(f"'{name}' is {shown}.", f"It can be {', '.join(allowed)}.")
    return value


def plain_value(value: object, name: str) -> str | int | bool:
    """Words, a whole number, or true and false."""
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        if abs(value) >= 1 << 53:
            raise Misfit(f"'{name}' is a number too large to keep exactly.", "Write it in quotation marks.")
        return value
    if isinstance(value, float):
        raise Misfit(f"'{name}' is a number with a fraction.", "Write it in quotation marks, as it was said.")
    found = words(value, name)
    if found is None:
        raise Misfit(f"'{name}' is empty.", "Leave it out, or write null.")
    return found


def when(value: object) -> When | None:
    """A time as told: words alone, or an object of said, edtf, earliest, latest, relations. Bounds left out come from the EDTF."""
    if value is None:
        return None
    if isinstance(value, str):
        return When(said=_sound(value, "when"))
    if not isinstance(value, dict):
        raise Misfit(f"'when' is {_sort(value)}.", "Write an object of said, edtf, earliest, latest and relations.")
    if unknown := sorted(set(value) - {"said", "edtf", "earliest", "latest", "relations"}):
        raise Misfit(f"'when' has no field '{unknown[0]}'.", "It has said, edtf, earliest, latest and relations.")
    edtf = words(value.get("edtf"), "edtf")
    earliest, latest = _edge(value.get("earliest"), "earliest"), _edge(value.get("latest"), "latest")
    if edtf is not None:
        first, last = _bounds(edtf)
        earliest, latest = earliest or first, latest or last
    if earliest and latest and earliest > latest:
        raise Misfit(f"the time begins at {earliest}, after its end at {latest}.", "Give an earliest that is not after the latest.")
    relations = _relations(value.get("relations"))
    said = words(value.get("said"), "said") or edtf or earliest or latest or (relations and f"after {relations[0].event}")
    return When(said=said, edtf=edtf, earliest=earliest, latest=latest, relations=relations) if said else None


def _relations(value: object) -> tuple[Relation, ...]:
    """How long after other events: a list of objects of event, least and most, in seconds."""
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(v, dict) for v in value):
        raise Misfit("'relations' is not a list of objects.", 'Write it like [{"event": "h1", "least": 60, "most": 600}].')
    return tuple(_relation(v) for v in value)


def _relation(value: Object) -> Relation:
    event, least, most = words(value.get("event"), "event"), value.get("least"), value.get("most")
    ends = [n for n in (least, most) if n is not None]
    if event is None or set(value) - {"event", "least", "most"} or not ends:
        raise Misfit("a relation has the wrong fields.", "It has an event, and least or most seconds after it.")
    if any(isinstance(n, bool) or not isinstance(n, int) or abs(n) > _LONGEST_S for n in ends):
        raise Misfit("'least' and 'most' are seconds.", "Write whole numbers of seconds; a negative one means before.")
    if len(ends) == 2 and ends[0] > ends[1]:
        raise Misfit("'least' is more than 'most'.", "Give a least that is not above the most.")
    return Relation(event=event, least=least, most=most)


def per_mille(value: object, name: str) -> int:
    """A share between 0 and 1, as it is kept."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 1:
        raise Misfit(f"'{name}' is {_sort(value)}, not a share.", f"Write '{name}' as a number between 0 and 1, such as 0.85.")
    return min(999, max(1, round(1000 * value)))


def _bounds(edtf: str) -> tuple[str | None, str | None]:
    try:
        return bounds(edtf)
    except ValueError:
        raise Misfit(f"'{edtf}' is not a time in EDTF.", "Write it like 2026-09-17T12:50:00, 2026-09-17 or 2026-09.") from None


def _edge(value: object, name: str) -> str | None:
    given = words(value, name)
    if given is None:
        return None
    try:
        at = datetime.fromisoformat(given)
    except ValueError:
        at = None
    if at is None or at.tzinfo is not None:
        raise Misfit(
            f"'{name}' is '{given}', which is not a local date and time.", "Write it like 2026-09-17T12:50:00, without a zone."
        )
    if len(given) == len("2026-09-17") and name == "latest":
        at = at.replace(hour=23, minute=59, second=59)
    return at.replace(microsecond=0).isoformat()


def _object(line: bytes) -> Object | Misfit:
    try:
        found = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return Misfit("this is not JSON.", "Write one JSON object on one line.")
    if not isinstance(found, dict):
        return Misfit(f"this is {_sort(found)}.", "Write one JSON object on one line.")
    return found


def _sound(value: str, name: str) -> str:
    try:
        value.encode()
    except UnicodeEncodeError:
        raise Misfit(f"'{name}' holds half a character.", "Save the file as UTF-8 and try again.") from None
    return value


def _sort(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int() | float():
            return "a number"
        case str():
            return "words"
        case list() | tuple():
            return "a list"
        case _:
            return "an object"
