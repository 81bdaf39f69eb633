"""From one text to its proposals: lay out, parse, find who speaks and who is meant, run every rule, put together."""

from collections.abc import Callable, Iterator
from datetime import date as day

from gestae.extract import rows
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
from gestae.extract.names.stand_ins import with_stand_ins
from gestae.extract.parse import Parsed, parse
from gestae.extract.speech.occasions import attributions
from gestae.extract.times import Narrative, find
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
    document = lay_out(text, date, zone)
    parsed = list(parse(document, progress))
    parsed = with_stand_ins(parsed, cast(parsed, document, text.body))
    scenes, refer, items = _scenes(parsed, document, text.body)
    assembly = Assembly(text, source, refer, items)
    field_events = [e for d in rows.positions(document, text.body) if (e := assembly.settle(d)) is not None]
    refer.jobs.extend(_jobs(field_events))
    found = [e for scene in scenes for e in jobs.events(scene)]
    items.survey(parsed)
    row_events = [e for d in rows.drafts(document, text.body) if (e := assembly.settle(d)) is not None]
    for rule in (frames, steps, states, statements):
        found += [e for scene in scenes for e in rule.events(scene)]
    _unload_into(found)
    found += answers.events(scenes, found)
    claims = assembly.claims([*found, *field_events, *row_events])
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


def _scenes(parsed: list[Parsed], document: Document, body: str) -> tuple[list[Scene], Refer, Items]:
    """Every block with what is known of it, its names, jobs and pronouns settled."""
    speech = {p.number: attributions(p) for p in parsed}
    refer = Refer(cast(parsed, document, body), parsed, speech, body=body)
    refer.identify()
    items = Items(refer)
    narrative = Narrative(anchor=document.date, zone=document.zone)
    scenes = []
    matters: list[str] = []
    written = _written(document)
    for p in parsed:
        if p.block.date is not None:
            narrative.written(p.block.date)
            narrative.about(_topic(document, p, body))
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


def _topic(document: Document, parsed: Parsed, body: str) -> day | None:
    """The day a message's subject is about ("Line 9 - what happened Saturday"), told from when it was written."""
    heads = [
        b for b in document.blocks if b.kind == "headline" and b.end <= parsed.block.start and b.message == parsed.block.message
    ]
    for head in heads[-1:]:
        for mention in find(body[head.start : head.end], parsed.block.date):
            if mention.type == "DATE" and mention.edtf is not None and len(mention.edtf) == 10 and mention.edtf[0].isdigit():
                return day.fromisoformat(mention.edtf)
    return None


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
