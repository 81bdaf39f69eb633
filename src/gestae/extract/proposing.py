"""From one text to its proposals: lay out, parse, find who speaks and who is meant, run every rule, put together."""

from collections.abc import Callable, Iterator

from gestae.extract import rows
from gestae.extract.assemble import Assembly
from gestae.extract.blocks import Document
from gestae.extract.draft import Words
from gestae.extract.events import answers, frames, jobs, states, statements, steps
from gestae.extract.events.event import Event, Scene
from gestae.extract.items import Items
from gestae.extract.layout import lay_out
from gestae.extract.names.cast import cast
from gestae.extract.names.figures import Figure
from gestae.extract.names.refer import Job, Refer
from gestae.extract.parse import Parsed, parse
from gestae.extract.speech.attribution import attributions
from gestae.extract.timing import Timing
from gestae.extract.times import Narrative
from gestae.model import Proposals, Source, Text, When
from gestae.model.edtf import bounds

EXTRACTOR = "rules-1"
Progress = Callable[[int, int], None]


def propose(text: Text, source: Source, date: str | None = None, zone: str | None = None, progress: Progress | None = None) -> Proposals:
    """What the rules find in a text. The same text, date and zone always give the same proposals, in text order.

    ``date`` (EDTF) is the date of the document: it wins over the one the text states. ``progress`` is told (done, in all) in characters.
    """
    document = lay_out(text, date, zone)
    parsed = list(parse(document, progress))
    scenes, refer, items = _scenes(parsed, document, text.body)
    assembly = Assembly(text, source, refer, items)
    field_events = [e for d in rows.positions(document, text.body) if (e := assembly.settle(d)) is not None]
    refer.jobs.extend(_jobs(field_events))
    found = [e for scene in scenes for e in jobs.events(scene)]
    items.survey(parsed)
    for rule in (frames, steps, states, statements):
        found += [e for scene in scenes for e in rule.events(scene)]
    found += answers.events(scenes, found)
    row_events = [e for d in rows.drafts(document, text.body) if (e := assembly.settle(d)) is not None]
    claims = assembly.claims([*found, *field_events, *row_events])
    return Proposals(
        text=text.id, extractor=EXTRACTOR, date=document.date, zone=document.zone,
        agents=tuple(sorted(assembly.agents.values(), key=lambda a: a.id)), items=tuple(sorted(assembly.items.values(), key=lambda i: i.id)),
        places=tuple(sorted(assembly.places.values(), key=lambda p: p.id)), claims=claims,
    )  # fmt: skip


def _scenes(parsed: list[Parsed], document: Document, body: str) -> tuple[list[Scene], Refer, Items]:
    speech = {p.number: attributions(p) for p in parsed}
    refer = Refer(cast(parsed, document, body), parsed, speech)
    items = Items(refer)
    narrative = Narrative(anchor=document.date, zone=document.zone)
    scenes = []
    matters: list[str] = []
    written = _written(document)
    for p in parsed:
        if p.block.date is not None:
            narrative.written(p.block.date)
        scene = Scene(p, speech[p.number], refer, items, Timing(p.doc, narrative.read(p.text)))
        scene.genre, scene.written, scene.matters = document.genre, written, matters
        scenes.append(scene)
    for scene in scenes:  # jobs first by name alone, so that "the judge" can be told when pronouns are settled
        list(jobs.events(scene))
    refer.settle()
    refer.jobs.clear()
    for scene in scenes:
        list(jobs.events(scene))
    return scenes, refer, items


def _written(document: Document) -> When | None:
    """The time of the document itself, for what it does by being written: an order grants on its date."""
    if document.date is None:
        return None
    earliest, latest = bounds(document.date)
    return When(said=document.date, edtf=document.date, earliest=earliest, latest=latest)


def _jobs(events: list[Event]) -> Iterator[Job]:
    for event in events:
        figure, title = event.roles.get("agent"), event.roles.get("title")
        if event.kind == "position" and isinstance(figure, Figure) and isinstance(title, str):
            organisation, serves = event.roles.get("organisation"), event.roles.get("serves")
            yield Job(figure, title, organisation if isinstance(organisation, Figure) else None, serves if isinstance(serves, Figure) else None)


__all__ = ["EXTRACTOR", "Words", "propose"]
