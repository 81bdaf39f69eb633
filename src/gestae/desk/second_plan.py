"""The plan of a second reading: which texts of a case would be sent, and how much of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gestae.desk.case_file import CaseFile
from gestae.desk.endpoint import Endpoint
from gestae.desk.ledger import WITHHELD
from gestae.desk.register import SECOND, Register
from gestae.desk.stated import source_called
from gestae.model import Proposals, Source, Text

if TYPE_CHECKING:
    from gestae.extract.second import Stretch


@dataclass(frozen=True)
class Part:
    """A text to be read. ``first`` is what the rules propose for it; ``earlier`` what this same second reader proposed already."""

    source: Source
    text: Text
    waiting: tuple[Stretch, ...]
    first: Proposals | None = None
    earlier: Proposals | None = None


@dataclass(frozen=True)
class Plan:
    """``read`` counts the texts that this second reader has read already."""

    parts: tuple[Part, ...]
    read: int = 0

    @property
    def characters(self) -> int:
        return sum(stretch.end - stretch.start for part in self.parts for stretch in part.waiting)

    @property
    def stretches(self) -> int:
        return sum(len(part.waiting) for part in self.parts)


def plan(case: CaseFile, to: Endpoint, names: Sequence[str] = (), *, again: bool = False) -> Plan:
    """Every text of the case, or of the sources named, that this model has not read with this prompt, in the order of their names;
    with ``again``, those it has, too. A source that is withheld is never in it. Refuses a name that not exactly one source bears.
    """
    from gestae.extract.second import VERSION, stretches  # noqa: PLC0415

    register = Register.of(case)
    wanted = {source_called(name, register, "Nothing was sent.").id for name in names}
    extractor = f"{SECOND}-{VERSION} {to.model}"
    parts: list[Part] = []
    read = 0
    sources: dict[str, Source] = {s.id: s for s in register.dossier.sources}
    for text in sorted(register.dossier.texts, key=lambda t: (sources[t.source].name, t.id)):
        sharers = set(case.ledger.sharers.get(text.id, ()))
        if any(sources[s].name == WITHHELD for s in sharers if s in sources) or (names and not wanted & sharers):
            continue
        by_family = {p.family: p for p in register.dossier.proposals if p.text == text.id}
        first = next((p for family, p in sorted(by_family.items()) if family != SECOND), None)
        earlier = by_family.get(SECOND)
        waiting = tuple(stretches(text.body))
        if earlier is not None and earlier.extractor == extractor and not again:
            unread: Any = case.ledger.proposals[text.id][SECOND].field("unread") or ()
            waiting = tuple(s for s in waiting if any(s.start < end and start < s.end for start, end in unread))
        else:
            earlier = None
        if waiting:
            parts.append(Part(sources[text.source], text, waiting, first, earlier))
        else:
            read += 1
    return Plan(tuple(parts), read)
