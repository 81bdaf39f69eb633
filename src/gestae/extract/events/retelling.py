"""A sentence that an answer stands for is put together, parsed and read like any other; its claims lie on the answer."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from gestae.extract.blocks import Block, Copy
from gestae.extract.events.clauses import Bit, Bits
from gestae.extract.events.event import Event, Scene
from gestae.extract.parse import Parsed, parse
from gestae.extract.speech.occasions import attributions, statements
from gestae.extract.times import TimeMention
from gestae.extract.timing import Timing
from gestae.model.claim import Basis

Rule = Callable[[Scene], Iterator[Event]]
NUMBERS_FROM = 1 << 40  # blocks that no document has
APART = ("advcl", "acl", "acl:relcl", "advcl:relcl", "parataxis")


@dataclass
class Retold:
    """``words`` as a sentence of the one who answers in ``scene``; what it claims lies on ``start`` to ``end`` of the text.

    ``is_plain``: the answer is no more than yes or no. ``own_times``: only the answer's times count, not the question's.
    ``basis`` is how the one who answers knows, where the question says it."""

    scene: Scene
    words: Bits
    start: int
    end: int
    hedged: bool = False
    is_plain: bool = False
    own_times: bool = False
    basis: Basis | None = None
    events: list[Event] = field(default_factory=list)


def tell(wanted: list[Retold], rules: list[Rule]) -> None:
    """Read each sentence by the rules; its claims go to its ``events``."""
    made = [_sentence(one) for one in wanted]
    numbered = [(NUMBERS_FROM + n, block) for n, (block, _) in enumerate(made)]
    for one, (_, places), parsed in zip(wanted, made, parse(numbered), strict=True):
        scene = _scene(one, places, parsed)
        for rule in rules:
            one.events += [_placed(one, event, scene) for event in rule(scene) if _is_its_own(event)]
        _forget(scene)


def _sentence(one: Retold) -> tuple[Block, list[tuple[int, Bit]]]:
    text, pieces, places = "", [], []
    origin = one.scene.parsed.block
    for bit in one.words:
        if text and bit.text not in (",", ".", "'s", "’s", "n't", "n’t"):
            text += " "
        at = bit.scene.parsed.words(bit.token).start if bit.scene is not None else one.start
        pieces.append((len(text), at))
        places.append((len(text), bit))
        text += bit.text
    text = text[:1].upper() + text[1:] + "."
    block = replace(origin, kind="answer", copy=Copy(text, tuple(pieces)), is_quoted=False)
    return block, places


def _scene(one: Retold, places: list[tuple[int, Bit]], parsed: Parsed) -> Scene:
    """The sentence with everything known of the words it is made of: who and what they mean, what times they tell."""
    origin = one.scene
    refer, items = origin.refer, origin.items
    refer.by_number[parsed.number] = parsed
    starts = dict(places)
    for token in parsed.doc:
        bit = starts.get(token.idx)
        if bit is None or bit.scene is None or bit.token is None:
            continue
        old, new = (bit.scene.parsed.number, bit.token.i), (parsed.number, token.i)
        for table in (refer.cast.tokens, refer.pronouns, refer.identified):
            if old in table:
                table[new] = table[old]
        if items.knows(old):
            items.note(new, items.item(bit.token, bit.scene.parsed))
    speech = statements(attributions([parsed])[parsed.number])
    refer.speech[parsed.number] = speech
    scene = Scene(parsed, speech, refer, items, Timing(parsed.doc, _mentions(one, places)))
    scene.genre, scene.written, scene.matters = origin.genre, origin.written, origin.matters
    return scene


def _mentions(one: Retold, places: list[tuple[int, Bit]]) -> list[TimeMention]:
    """The times told in the words the sentence is made of; with ``own_times``, those of the answer alone."""
    found = []
    by_scene: dict[int, dict[int, int]] = {}
    scenes = {}
    for at, bit in places:
        if bit.scene is not None and bit.token is not None:
            by_scene.setdefault(id(bit.scene), {})[bit.token.idx] = at
            scenes[id(bit.scene)] = bit.scene
    for key, offsets in by_scene.items():
        if one.own_times and scenes[key] is not one.scene:
            continue
        for mention in scenes[key].timing.mentions:
            place = offsets.get(mention.start)
            if place is not None:
                found.append(mention.moved(place - mention.start))
    return sorted(found, key=lambda m: m.start)


def _is_its_own(event: Event) -> bool:
    """Whether the event is what the sentence tells, not what a clause within takes for granted."""
    node = event.token
    while node is not None and node.head.i != node.i:
        if node.dep_ in APART:
            return False
        node = node.head
    return event.modality != "asked"


def _placed(one: Retold, event: Event, scene: Scene) -> Event:
    mentions = scene.timing.mentions
    if event.when is None and len(mentions) == 1 and event.token.dep_ == "ROOT":
        event.when = mentions[0].when()  # one clause, one time
    return replace(
        event,
        start=one.start,
        end=one.end,
        hedged=event.hedged or one.hedged,
        way="answer",
        basis=one.basis or event.basis,
        token=None,
    )


def _forget(scene: Scene) -> None:
    number = scene.parsed.number
    del scene.refer.by_number[number], scene.refer.speech[number]
    for token in scene.parsed.doc:
        for table in (scene.refer.cast.tokens, scene.refer.pronouns, scene.refer.identified):
            table.pop((number, token.i), None)
        scene.items.forget((number, token.i))
