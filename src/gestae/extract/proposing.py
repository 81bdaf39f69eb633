"""From one text to its proposals: lay out, parse, find who speaks and who is meant, run every rule, put together."""

import gc
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from gestae.extract import row_notes, rows
from gestae.extract.assemble import Assembly
from gestae.extract.blocks import Document
from gestae.extract.events import answers, frames, jobs, statements, states, steps
from gestae.extract.events.event import Event, Scene
from gestae.extract.items import Items, Thing
from gestae.extract.layout import lay_out
from gestae.extract.names.cast import cast
from gestae.extract.names.figures import Figure
from gestae.extract.names.refer import Refer
from gestae.extract.names.roles import Job
from gestae.extract.names.served import clients
from gestae.extract.names.stand_ins import with_stand_ins
from gestae.extract.parse import Numbered, sections, tagged
from gestae.extract.speech.occasions import attributions
from gestae.extract.speech.occasions import statements as told_in
from gestae.extract.story_days import narrative, topic
from gestae.extract.times import Narrative
from gestae.extract.timing import Timing
from gestae.model import Proposals, Source, Text, When
from gestae.model.edtf import bounds

EXTRACTOR = "rules-1"
Progress = Callable[[int, int], None]


def propose(
    text: Text, source: Source, date: str | None = None, zone: str | None = None, progress: Progress | None = None
) -> Proposals:
    """What the rules find in a text. The same text, date and zone always give the same proposals, in text order.

    ``date`` (EDTF) is the date of the document: it wins over the one the text states. ``progress`` is told (characters done,
    characters in all).
    """
    swept = gc.get_threshold()
    gc.set_threshold(100_000, 50, 100)  # a parse is many objects that refer to one another, and all of them are still needed
    try:
        document, assembly, found = understand(text, source, date, zone, progress=progress)
        claims = assembly.claims(found)
    finally:
        gc.set_threshold(*swept)
    return Proposals(
        text=text.id,
        extractor=EXTRACTOR,
        date=document.date,
        zone=document.zone,
        agents=tuple(sorted(assembly.agents.values(), key=lambda a: a.id)),
        items=tuple(sorted(assembly.items.values(), key=lambda i: i.id)),
        places=tuple(sorted(assembly.places.values(), key=lambda p: p.id)),
        claims=claims,
    )


def understand(
    text: Text,
    source: Source,
    date: str | None,
    zone: str | None,
    *,
    progress: Progress | None = None,
    visit: Callable[["Section", Assembly], None] | None = None,
) -> tuple[Document, Assembly, list[Event]]:
    """The text laid out, who and what it names, and what the rules find in it. ``visit`` is called with each section once all
    rules have read it, before its parse is let go."""
    document = lay_out(text, date, zone)
    runs = sections(document)
    total = sum(len(block.copy.text) for run in runs for _, block in run)
    days = narrative(document, text.body)
    found: list[Event] = []
    assembly: Assembly | None = None
    before: Section | None = None
    done = 0
    for run in runs:
        section = Section.of(run, document, text.body, days, before)
        if assembly is None:
            assembly = Assembly(text, source, section.refer, section.items)
            positions = [e for d in rows.positions(document, text.body) if (e := assembly.settle(d)) is not None]
            section.refer.jobs.extend(_jobs(positions))
            if positions:
                section.refer.settle()  # counsel's "he" is the client that a field names
            section.survey()
            section.items.point_at(row_notes.noted(document, text.body), text.body)
            found += positions
            found += [e for d in rows.drafts(document, text.body) if (e := assembly.settle(d)) is not None]
        else:
            section.survey()
        found += section.events()
        if visit:
            visit(section, assembly)
        done += sum(len(block.copy.text) for _, block in run)
        before = section
        if progress:
            progress(done, total)
    assert assembly is not None
    return document, assembly, found


def scenes(text: Text, date: str | None = None, zone: str | None = None) -> Iterator[Scene]:
    """The scenes that ``propose`` reads a text's claims from, in text order."""
    document = lay_out(text, date, zone)
    days = narrative(document, text.body)
    before: Section | None = None
    for run in sections(document):
        before = Section.of(run, document, text.body, days, before)
        yield from before.scenes


@dataclass
class Section:
    """A run of blocks with all that is known of them. Figures, jobs and things of the section before go on in it."""

    scenes: list[Scene]
    refer: Refer
    items: Items
    told: list[Event] = field(default_factory=list)

    @classmethod
    def of(cls, run: list[Numbered], document: Document, body: str, days: Narrative, before: "Section | None") -> "Section":
        parsed = list(tagged(run))
        known = before.refer.cast if before is not None else None
        heard = cast(parsed, document, body)
        parsed = with_stand_ins(parsed, heard)
        speech = {number: told_in(found) for number, found in attributions(parsed).items()}
        refer = Refer(cast(parsed, document, body, known, heard), parsed, speech, body=body)
        if before is not None:
            refer.extras = before.refer.extras
        refer.identify()
        refer.announce()
        items = Items(refer)
        if before is not None:
            items.things, items.places = before.items.things, before.items.places
        scenes = []
        matters: list[str] = before.scenes[-1].matters if before is not None and before.scenes else []
        written = _written(document)
        for p in parsed:
            if p.block.date is not None:
                days.written(p.block.date)
                days.about(topic(document, p.block, body))
            scene = Scene(p, speech[p.number], refer, items, Timing(p.doc, days.read(p.text)))
            scene.genre, scene.written, scene.matters = document.genre, written, matters
            scenes.append(scene)
        held = list(before.refer.jobs) if before is not None else clients(refer, document)
        refer.jobs.extend(held)
        for scene in scenes:  # jobs first by name alone, so that "the judge" can be told when pronouns are settled
            list(jobs.events(scene))
        refer.settle()
        refer.announce()  # once more, now that it is known who "he said" is
        refer.jobs[:] = held
        for scene in scenes:
            list(jobs.events(scene))
        return cls(scenes, refer, items)

    def survey(self) -> None:
        """Note what is named, so that pronouns can look back; positions are kept for the events."""
        self.told = [e for scene in self.scenes for e in jobs.events(scene)]
        self.items.survey([scene.parsed for scene in self.scenes])

    def events(self) -> list[Event]:
        """All that the rules find, free of the parse."""
        found = list(self.told)
        for rule in (frames, steps, states, statements):
            found += [e for scene in self.scenes for e in rule.events(scene)]
        found += answers.events(self.scenes, found)
        _unload_into(found)
        statements.answer_back(found)
        found = [event for event in found if not event.is_answered]
        for event in found:  # keep the place, let the parse go
            event.at, event.token = (event.token.i if event.token is not None else None), None
        return found


def _written(document: Document) -> When | None:
    """The time of the document itself, for what it does by being written: an order grants on its date."""
    if document.date is None:
        return None
    earliest, latest = bounds(document.date)
    return When(said=document.date, edtf=document.date, earliest=earliest, latest=latest)


def _unload_into(events: list[Event]) -> None:
    """ "Who loaded them?" asks of the drums told to be on the forks: they are the content, the forks the item."""
    holds = [e for e in events if e.kind == "contents"]
    for event in events:
        thing = event.roles.get("item")
        if (
            event.kind == "loading"
            and event.roles.get("content") is None
            and isinstance(thing, Thing)
            and thing.kind in ("container", "ammunition", "substance")
        ):
            into = next((e.roles["item"] for e in holds if e.roles.get("content") is thing), None)
            if into is not None or thing.kind != "container":  # a drum may be loaded itself
                event.roles = {**event.roles, "item": into, "content": thing}


def _jobs(events: list[Event]) -> Iterator[Job]:
    """The jobs that position events tell of."""
    for event in events:
        figure, title = event.roles.get("agent"), event.roles.get("title")
        if event.kind == "position" and isinstance(figure, Figure) and isinstance(title, str):
            organisation, serves = event.roles.get("organisation"), event.roles.get("serves")
            yield Job(
                figure,
                title,
                organisation if isinstance(organisation, Figure) else None,
                serves if isinstance(serves, Figure) else None,
            )
