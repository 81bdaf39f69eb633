"""The case in words, for pages: its chapters, with links that lead to pages of the desk. Made once for what was derived."""

import threading
from functools import lru_cache

import msgspec
from starlette.requests import Request

from gestae.desk.register import Register
from gestae.desk.workplace import Seen
from gestae.model import Case, Claim, Custody, Refusal, Source
from gestae.present.chapters import Chapters
from gestae.present.ways import Ways
from gestae.web.page import link, workplace

_making = threading.Lock()


class DeskWays(Ways):
    """A claim's words stand on the page of their source; a claim without has a page of its own."""

    def claim(self, claim: Claim, source: str | None) -> str:
        if source is None:
            return link("claims", claim.id)
        return f"{link('sources', source, at=claim.id)}#w-{claim.id}"


DESK = DeskWays()


def chapters(request: Request) -> tuple[Chapters, int]:
    """All that is derived, in words, and the number of entries it rests on."""
    seen = workplace(request).seen()
    with _making:
        return _chapters(seen), seen.head


def of_register(request: Request) -> tuple[Register, Chapters]:
    """Every claim as it stands at this moment, the rejected ones too, and what tells them. Nothing of it is derived."""
    register = workplace(request).register()
    with _making:
        return register, _told(register)


def source_called(register: Register, id: str) -> Source:
    """The source of this id. Refuses one that is not in the case."""
    found = next((s for s in register.dossier.sources if s.id == id), None)
    if found is None:
        raise Refusal(id, "no source of this id is in the case.", "It may belong to another case.", "Look under Sources.")
    return found


def only(of: Chapters, claims: frozenset[str], items: frozenset[str], span: tuple[str, str] | None = None) -> Chapters:
    """The part of a case that these claims and items make, told with the names of the whole; of who had an item, that which touches
    the ``span``."""
    case = of.case
    part: Case = msgspec.structs.replace(
        case,
        claims=tuple(c for c in case.claims if c.id in claims),
        timeline=tuple(d for d in case.timeline if d.claim in claims),
        custody=tuple(_within(c, span) for c in case.custody if c.item in items),
        findings=tuple(f for f in case.findings if claims.intersection(f.because)),
        questions=(), proceedings=(), hypotheses=(), ranking=(),
    )  # fmt: skip
    told = Chapters(part, of.ways)
    told.contested = of.contested
    told.tell, told.cite = of.tell, of.cite
    return told


def _within(custody: Custody, span: tuple[str, str] | None) -> Custody:
    if span is None:
        return custody
    spells = (s for s in custody.spells if (s.latest or span[0]) >= span[0] and (s.earliest or span[1]) <= span[1])
    return msgspec.structs.replace(custody, spells=tuple(s for s in spells if s.earliest or s.latest))


@lru_cache(maxsize=2)
def _chapters(seen: Seen) -> Chapters:
    return Chapters(seen.case, DESK)


@lru_cache(maxsize=2)
def _told(register: Register) -> Chapters:
    return Chapters(register.as_case(), DESK)
