"""A question and its answer are one claim: what an answer leaves to its question is said in full, and read like any other
sentence ("Did you give it to anyone?" - "Yes, to Mr. Adler, around noon")."""

from collections.abc import Iterator
from dataclasses import replace

from gestae.extract.events import frames, statements, states, steps
from gestae.extract.events.event import DOERS, Event, Scene
from gestae.extract.events.exchanges import DEEDS, Exchange, exchanges
from gestae.extract.events.holding_asked import contents_asked
from gestae.extract.events.pointing_back import Told, pointing_back
from gestae.extract.events.retelling import Rule, tell
from gestae.extract.events.undertakings import undertakings
from gestae.extract.events.unknowns import not_known, opening
from gestae.extract.names.figures import Figure

RULES: list[Rule] = [frames.events, states.events, steps.events, statements.events]


def events(scenes: list[Scene], found: list[Event]) -> Iterator[Event]:
    """Claims that only question and answer, or a sentence and the one before it, together make."""
    talk = exchanges(scenes, found)
    tell([one for x in talk for one in x.retold], RULES)
    deeds = Told(sorted((e for e in found if e.kind in DEEDS), key=lambda e: e.start))
    by_answer = {x.answer.parsed.number: x for x in talk}
    for scene in scenes:
        exchange = by_answer.get(scene.parsed.number)
        made = list(_settled(exchange, found)) if exchange is not None else []
        yield from made
        if scene.asking:
            continue
        past = exchange.past if exchange is not None else 0
        yield from (event for event in pointing_back(scene, deeds) if event.start >= past)


def _settled(x: Exchange, found: list[Event]) -> Iterator[Event]:
    """The claims of an exchange; the asked ones it answers, and what the answer takes back, are marked as done with."""
    answer, question = x.answer.parsed.block, x.question.parsed.block
    own = [e for e in found if answer.start <= e.start < answer.end and e.modality != "asked"]
    wanted = [e for e in found if question.start <= e.start < question.end and e.modality == "asked" and e.kind != "statement"]
    made: list[Event] = []
    for one in x.retold:
        for event in one.events:
            if event.kind == "awareness" and not any(r.stance == "no" for r in x.given):
                continue
            if event.kind == "statement" and event.roles.get("speaker") is None:
                continue
            for poorer in (e for e in own if _completes(event, e)):
                poorer.is_answered = True
            if any(_repeats(event, e, one.is_plain) for e in own if not e.is_answered) or any(_repeats(event, e) for e in made):
                continue
            made.append(event)
    made = [e for e in made if not _is_state_told(e, [*own, *made])]
    for event in own:
        if event.kind == "awareness" and event.start < x.past and any(r.hedged and r.stance == "no" for r in x.given):
            event.is_answered = True  # "Not that I know of" denies, and no more
    if x.cut:
        edge = x.answer.parsed.span(x.cut - 1, x.cut).end
        for event in own:
            if event.start < edge and any(
                e is not event and e.kind == event.kind and _same_doer(e, event) and e.end > edge for e in (*own, *made)
            ):
                event.is_answered = True
    yield from _concern_told(x, wanted, own, made)
    if not x.is_unknown and not x.is_open:
        for event in wanted:
            event.is_answered = True
    start, end = opening(x.answer)
    requests = [
        e for e in found if question.start <= e.start < question.end and e.kind == "step" and e.roles.get("act") == "request"
    ]
    if requests:
        made = [e for e in made if e.kind not in ("handover", "step")]
        yield from undertakings(x.answer, requests, x.given, own, end)
    for held in contents_asked(x.answer, x.question, x.answer.refer.author(x.answer.parsed.number), start, end):
        if not any(_repeats(held, e) for e in own):
            made.append(held)
    yield from made
    yield from not_known(x.question, x.answer, x.clause, own, made, is_unknown=x.is_unknown)


def _same_doer(a: Event, b: Event) -> bool:
    doer = next((r for r in DOERS if r in a.roles), None)
    return doer is None or a.roles.get(doer) is b.roles.get(doer)


def _is_state_told(event: Event, others: list[Event]) -> bool:
    """ "It was not loaded" tells what it held, not that nobody loaded it; "No, it was empty" tells it once."""
    holding = [e for e in others if e.kind == "contents" and e is not event and e.roles.get("item") is event.roles.get("item")]
    if event.kind == "loading":
        return bool(holding) and event.roles.get("agent") is None
    return event.kind == "contents" and event.polarity == "denies" and any(e.polarity == "asserts" for e in holding)


def _completes(event: Event, own: Event) -> bool:
    """Whether an event says of a fragment what the fragment alone could not: who did it."""
    doer = next((r for r in DOERS if r in own.roles), None)
    return (
        doer is not None
        and own.roles[doer] is None
        and event.roles.get(doer) is not None
        and (event.kind, event.polarity) == (own.kind, own.polarity)
        and event.start <= own.start < event.end
    )


def _repeats(event: Event, own: Event, is_plain: bool = False) -> bool:
    """Whether an event says no more than one the answer itself tells; after a plain yes or no the same doer will do."""
    if event.kind != own.kind or event.polarity != own.polarity:
        return False
    shared = [(event.roles[r], own.roles[r]) for r in event.roles if event.roles[r] is not None and own.roles.get(r) is not None]
    return all(a is b or a == b or isinstance(a, str) for a, b in shared) or (is_plain and _same_doer(event, own))


def _concern_told(x: Exchange, wanted: list[Event], own: list[Event], made: list[Event]) -> Iterator[Event]:
    """ "Did anybody complain?" - "Len did. He came to me and said the brake wasn't holding": what he said was the concern."""
    if not any(e.kind == "concern" for e in wanted):
        return
    raisers = [e.roles.get("agent") for e in made if e.kind == "concern"] or [
        e.roles.get("agent") for e in wanted if e.kind == "concern"
    ]
    told = next(
        (
            e
            for e in own
            if e.kind == "statement"
            and e.polarity == "asserts"
            and e.roles.get("words")
            and (e.roles.get("speaker") in raisers or raisers == [None])
        ),
        None,
    )
    if told is None or any(e.kind == "concern" for e in own):
        return
    dated = next((e.when for e in made if e.kind == "concern" and e.when is not None), None)
    made[:] = [e for e in made if e.kind != "concern"]
    to = told.roles.get("to")
    if to is None and (heard := _came_to(x.answer, told)) is not None:
        to = heard
    yield replace(
        told,
        kind="concern",
        roles={"agent": told.roles.get("speaker"), "to": to, "subject": told.roles["words"]},
        when=told.when or dated,
        basis="unstated",
        token=None,
    )


def _came_to(answer: Scene, told: Event) -> Figure | None:
    """To whom somebody came who then said something: "He came to me and said ..."."""
    verb = told.token
    for token in verb.sent if verb is not None else ():
        if token.lower_ == "to" and token.i < verb.i and token.head.i < verb.i and answer.is_person(token.head):
            return answer.agent(token.head)
    return None
