"""Statements: each occasion of speech reported in the text is a claim that it took place."""

from collections.abc import Iterator

from gestae.extract.events import steps
from gestae.extract.events.event import SPAN_LIMIT, Event, Meant, Scene
from gestae.extract.grammar import is_negated, lemma
from gestae.extract.names.figures import Figure
from gestae.extract.speech.attribution import Attribution
from gestae.extract.speech.speakers import RECORDS
from gestae.extract.status import status

CALLS = frozenset(["shout", "call", "announce", "yell", "cry"])


def events(scene: Scene) -> Iterator[Event]:
    """The statements of a block, in text order."""
    quoted = scene.refer.quoted.get(scene.parsed.number)
    if quoted is not None and scene.parsed.number not in scene.refer.going_on and scene.parsed.text.strip():
        text = scene.parsed.text
        end = text.rfind(" ", 0, SPAN_LIMIT - 20) if len(text) > SPAN_LIMIT - 20 else len(text)
        words = scene.parsed.span(0, end)
        roles: dict[str, Meant] = {"speaker": quoted, "form": "direct", "words": text.strip('“”"«» ')[:2000], "to": None}
        if words.end - words.start <= SPAN_LIMIT:
            yield Event("statement", words.start, words.end, roles, way="quoted")
    for one in scene.speech:
        made = _statement(scene, one)
        if made is not None:
            yield made


def answer_back(found: list[Event]) -> None:
    """ "I told Sandra ... She said she would see to it": who answers in the next breath speaks to the one who told her."""
    told = sorted((e for e in found if e.kind in ("statement", "concern")), key=lambda e: e.start)
    for n, event in enumerate(told):
        if event.kind != "statement" or event.roles.get("to") is not None or event.token is None:
            continue
        if lemma(event.token) not in ("say", "answer", "reply", "respond", "promise", "agree"):
            continue
        for before in reversed(told[max(0, n - 4) : n]):
            asker = before.roles.get("speaker", before.roles.get("agent"))
            if (
                0 <= event.start - before.end < 120
                and before.by is event.by
                and before.roles.get("to") is event.roles.get("speaker")
            ):
                if asker is not None and asker is not event.roles.get("speaker"):
                    event.roles["to"] = asker
                break


def _statement(scene: Scene, one: Attribution) -> Event | None:
    cue = one.cue
    if cue is None or scene.asking or (one.beyond and not one.content):
        return None  # what is said only elsewhere is claimed there
    if one.speaker is None:
        one.speaker = scene.subject_before(cue)
    if one.speaker is not None and cue.dep_ == "acl" and lemma(one.speaker) in RECORDS:
        return None  # "an affidavit stating who had it": a paper described, not one that spoke
    if one.denied and lemma(cue) in ("tell", "say") and any(t.lower_ in ("can", "could", "ca") for t in cue.children):
        return None  # "I couldn't tell you": not knowing is no denied telling
    if cue.dep_ == "xcomp" and is_negated(cue.head) and lemma(cue.head) not in ("remember", "recall", "recollect"):
        return None  # "I am not going to tell you", "I did not want to say"
    speaker = scene.agent(one.speaker) if one.speaker is not None else None
    if speaker is None and (one.speaker is None or one.speaker.lower_ == "it"):
        return None
    if (
        lemma(cue) in CALLS
        and one.form == "direct"
        and cue.nbor(1 if cue.i + 1 < len(cue.doc) else 0).lower_ in ("out", '"', "“", ":", ",")
    ):
        return None
    if one.asks and not one.content:
        return _request(scene, one, speaker)
    voice = scene.voice(cue.idx, one)
    inner = voice.innermost
    if inner is not None and inner.denied:
        return None
    how = status(cue, inner.cue if inner is not None else None, False)
    if how is None or how.modality == "conditional":
        return None
    words = (
        " … ".join(" ".join(scene.parsed.text[a:b].split()) for a, b in sorted(one.content) if b > a).removeprefix("that ") or None
    )
    start, end = _span(scene, one)
    to = scene.agent(one.to) if one.to is not None else _called(scene, one)
    roles: dict[str, Meant] = {
        "speaker": speaker,
        "form": one.form,
        "words": words[:2000] if words else None,
        "to": to if to is not speaker else None,
    }
    return Event(
        "statement",
        start,
        end,
        roles,
        "denies" if one.denied else "asserts",
        how.hedged,
        how.modality,
        voice.by,
        voice.channel,
        when=scene.timing.of(cue),
        token=cue,
        way="quoted" if one.form == "direct" else "reported",
    )


def _called(scene: Scene, one: Attribution) -> Figure | None:
    """The hearer whom a quotation calls by name: "It just rolled, Terry"."""
    for quote in one.quoted:
        for token in scene.parsed.doc:
            figure = scene.refer.cast.tokens.get((scene.parsed.number, token.i)) if quote.holds(token.idx) and token.i else None
            if (
                figure is not None
                and figure.kind == "person"
                and token.nbor(-1).text == ","
                and token.i + 1 < len(token.doc)
                and token.nbor(1).text in (",", ".", "!", "?", '"')
            ):
                return figure
    return None


def _request(scene: Scene, one: Attribution, speaker: Figure | None) -> Event | None:
    """ "asked me for a revolver": speech without a clause; a step of the inquiry is none."""
    cue = one.cue
    assert cue is not None
    if any(e.token is not None and e.token.i == cue.i for e in steps.events(scene)):
        return None
    voice = scene.voice(cue.idx, one)
    start, end = scene.stretch(cue)
    to = scene.agent(one.to) if one.to is not None else None
    return Event(
        "statement",
        start,
        end,
        {"speaker": speaker, "form": "indirect", "words": scene.text(cue), "to": to},
        by=voice.by,
        channel=voice.channel,
        when=scene.timing.of(cue),
        token=cue,
        way="aside",
    )


def _span(scene: Scene, one: Attribution) -> tuple[int, int]:
    """The whole attribution; where that is too long, the content, and of that its first part."""
    words = scene.parsed.span(one.start, max(one.end, one.start + 1))
    if words.end - words.start <= SPAN_LIMIT:
        return words.start, words.end
    first = min(one.content)
    words = scene.parsed.span(*first)
    if words.end - words.start > SPAN_LIMIT:
        cut = scene.parsed.text.rfind(" ", first[0], first[0] + SPAN_LIMIT - 20)
        words = scene.parsed.span(first[0], cut if cut > first[0] else min(first[1], first[0] + SPAN_LIMIT - 20))
    return words.start, words.end
