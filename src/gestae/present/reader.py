"""The documents with their marked spans: text on one side, on the other the note on each claim."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from gestae.model import Claim, Source, Text
from gestae.present.chapters import Chapters
from gestae.present.marks import Marked, marked_text
from gestae.present.markup import Markup, tag
from gestae.present.phrases import MEDIA

WHOLE_UP_TO = 200_000
_AROUND = 700
_PARAGRAPH = 6000
_LINE = 62
_ENDS = frozenset('.?!:”"')


Note = Callable[[Claim, int], Markup]
"""What stands in the margin for a claim and its number."""


class Stretch(NamedTuple):
    start: int
    end: int


def documents(of: Chapters) -> list[Markup]:
    """Every source in order, with the text read from it."""
    texts = {t.source: t for t in of.case.texts}
    by_text: dict[str, list[Claim]] = {}
    for claim in of.tell.claims.values():
        if claim.span and of.has_place(claim):
            by_text.setdefault(claim.span.text, []).append(claim)
    return [_document(of, s, texts.get(s.id), by_text.get(texts[s.id].id, []) if s.id in texts else []) for s in of.case.sources]


def stated(of: Chapters) -> Markup | None:
    """The claims whose words stand in no text here: stated by a person without quoting, or their text was erased."""
    notes = [_note(of, c, n) for n, c in enumerate((c for c in of.tell.claims.values() if not of.has_place(c)), 1)]
    return tag("div", notes, class_="notes") if notes else None


def _document(of: Chapters, source: Source, text: Text | None, claims: list[Claim]) -> Markup:
    number = of.cite.number[source.id]
    notes = [MEDIA.get(source.media_type, source.media_type)]
    if text is not None:
        date, zone = of.case.dates.get(text.id, (text.date, text.zone))
        notes += [f"dated {date}"] if date else ["no date given"]
        notes += [zone] if zone else []
        notes.append(f"{len(claims):,} {'claim' if len(claims) == 1 else 'claims'}")
    if source.within in of.cite.number:
        notes.append(f"came within {of.cite.number[source.within]}")
    head = tag(
        "header",
        tag("h3", tag("span", number, class_="quiet"), " ", tag("bdi", source.name)),
        tag("p", ", ".join(notes) + ".", class_="small quiet"),
        class_="doc-head",
    )
    if text is None:
        body = tag("p", "No text was read from this source. Nothing in it counts yet.", class_="quiet")
    else:
        body = _body(of, text, claims)
    return tag("article", head, body, id=f"d-{source.id}", class_="source")


def _body(of: Chapters, text: Text, claims: list[Claim]) -> Markup:
    laid = Laid(of, text, claims, of.standing, lambda claim, number: _note(of, claim, number))
    whole = len(text.body) <= WHOLE_UP_TO
    stretches = [Stretch(0, len(text.body))] if whole else list(_around(text.body, laid.marks))
    parts = []
    if not whole:
        parts.append(
            tag(
                "p",
                f"This text has {len(text.body):,} characters. Only the passages around its claims are shown.",
                class_="quiet cut",
            )
        )
    at = 0
    for stretch in stretches:
        if stretch.start > at:
            parts.append(tag("p", f"… {stretch.start - at:,} characters not shown …", class_="quiet cut"))
        parts += laid.passages(stretch)
        at = stretch.end
    if at < len(text.body):
        parts.append(tag("p", f"… {len(text.body) - at:,} characters not shown …", class_="quiet cut"))
    return tag("div", parts, class_="doc")


def _around(body: str, marks: list[Marked]) -> Iterator[Stretch]:
    """Stretches around the marks, joined where they touch; the beginning where nothing is marked."""
    if not marks:
        yield Stretch(0, min(len(body), 3 * _AROUND))
        return
    start = end = -1
    for mark in marks:
        first, last = _widened(body, mark)
        if end < 0:
            start, end = first, last
        elif first <= end:
            end = max(end, last)
        else:
            yield Stretch(start, end)
            start, end = first, last
    yield Stretch(start, end)


def _widened(body: str, mark: Marked) -> tuple[int, int]:
    """The mark with what is around it, from the beginning of a line to the end of one where these are near."""
    first, last = max(0, mark.start - _AROUND), min(len(body), mark.end + _AROUND)
    line = body.rfind("\n", max(0, first - _AROUND), first + 1)
    end = body.find("\n", last, last + _AROUND)
    return (line + 1 if line >= 0 else first), (end + 1 if end >= 0 else last)


class Laid:
    """A text laid out with the claims on it, which are numbered in the order of their words."""

    def __init__(self, of: Chapters, text: Text, claims: Sequence[Claim], standing: Callable[[Claim], str], note: Note) -> None:
        placed = sorted((c.span.start, c.span.end, c.id, c) for c in claims if c.span is not None)
        self.of = of
        self.text = text
        self.note = note
        self.marks = [Marked(start, end, id_, n, standing(claim)) for n, (start, end, id_, claim) in enumerate(placed, 1)]
        self.by_number = {n: claim for n, (_, _, _, claim) in enumerate(placed, 1)}

    def passages(self, stretch: Stretch) -> Iterator[Markup]:
        """Runs of paragraphs with the notes on them; a run ends when its text is about as tall as its notes."""
        turns: list[Markup] = []
        notes: list[Markup] = []
        tall_text = tall_notes = 0.0
        following = bisect_left(self.marks, stretch.start, key=lambda m: m.start)
        running = [m for m in self.marks[:following] if m.end > stretch.start]
        for start, end in _paragraphs(self.text.body, stretch):
            first_new = following
            while following < len(self.marks) and self.marks[following].start < end:
                following += 1
            new = self.marks[first_new:following]
            running = [m for m in running if m.end > start]
            turns += _turn(self.of, self.text, start, end, [*running, *new])
            running += new
            notes += [self.note(self.by_number[m.number], m.number) for m in new]
            tall_text += (sum(len(line) // _LINE + 1 for line in self.text.body[start:end].split("\n")) + 0.4) * 2.1
            tall_notes += 4.3 * len(new)
            if tall_text >= tall_notes:
                yield _passage(turns, notes)
                turns, notes, tall_text, tall_notes = [], [], 0.0, 0.0
        if turns:
            yield _passage(turns, notes)


def _passage(turns: list[Markup], notes: list[Markup]) -> Markup:
    return tag("div", tag("div", turns, class_="turns"), tag("div", notes, class_="notes") if notes else None, class_="passage")


def _turn(of: Chapters, text: Text, start: int, end: int, marks: list[Marked]) -> list[Markup]:
    page = text.page_at(start)
    place = of.cite.place(text, start, start + 1)
    kinds = {m.kind for m in text.marks if m.start < end and m.end > start}
    style = "said" + (" head" if "heading" in kinds else " table" if "table" in kinds else " aside" if "running" in kinds else "")
    words_end = start + len(text.body[start:end].rstrip("\n"))
    end = end if any(m.start >= words_end for m in marks) else max(words_end, start)
    number = place.removeprefix("l.") if page is None else place.replace("p.", "").replace(" l.", ":")
    return [tag("p", number, class_="line-no", title=place), tag("p", marked_text(text.body, start, end, marks), class_=style)]


def _paragraphs(body: str, stretch: Stretch) -> Iterator[tuple[int, int]]:
    """Paragraphs without gap: each ends at a blank line, after a line that ends a sentence, or where it grows too long."""
    start = at = stretch.start
    while at < stretch.end:
        line = body.find("\n", at, min(stretch.end, start + _PARAGRAPH))
        if line < 0:
            room = start + _PARAGRAPH
            cut = stretch.end if stretch.end <= room else body.rfind(" ", at, room) + 1 or room
            yield start, cut
            start = at = cut
            continue
        at = line + 1
        while at < stretch.end and body[at] == "\n":
            at += 1
        if at > line + 1 or at >= stretch.end or (line > start and body[line - 1] in _ENDS):
            yield start, at
            start = at


def _note(of: Chapters, claim: Claim, number: int) -> Markup:
    standing = of.standing(claim)
    voice, when = of.tell.voice(claim), of.when(claim)
    details = ". ".join(part[:1].upper() + part[1:] for part in (voice, when) if part)
    name = (
        tag("a", str(number), class_="no", href=f"#w-{claim.id}") if of.has_place(claim) else tag("span", str(number), class_="no")
    )
    return tag(
        "div",
        name,
        tag("p", of.tell.line(claim), class_="says"),
        tag("span", standing, class_=f"standing {standing}") if standing != "counts" else None,
        tag("p", f"{details}.", class_="small quiet") if details else None,
        tag("p", claim.note, class_="small quiet") if claim.note else None,
        id=f"c-{claim.id}",
        class_="note",
    )
