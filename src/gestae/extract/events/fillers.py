"""What fills a role of an event: a person, a thing, a place, or words; and what may stay empty."""

from collections.abc import Mapping
from functools import cache

from gestae.extract.events.event import Meant, Scene
from gestae.extract.goods import goods
from gestae.extract.grammar import Token, children, lemma, preposition
from gestae.extract.names.figures import fold
from gestae.extract.parts import SPANS
from gestae.rules import cues

AGENTS = frozenset(("agent", "giver", "receiver", "holder", "to"))
THINGS = frozenset(("item", "content"))
FIXED = frozenset(
    [
        "brake",
        "mast",
        "line",
        "panel",
        "switch",
        "valve",
        "monitor",
        "conveyor",
        "platform",
        "scaffold",
        "boiler",
        "furnace",
        "motor",
        "engine",
    ]
)  # not handed to anybody
VESSELS = frozenset(["syringe", "tank", "cylinder", "chamber", "magazine", "barrel", "vat", "drum", "line", "pipe"])
UNSAID = frozenset(("who", "whom", "whoever", "someone", "somebody", "anyone", "anybody", "nobody", "one"))


@cache
def body_parts() -> frozenset[str]:
    """Words of the body: where somebody is hurt, never where it happens."""
    return frozenset(cues("events")["body_parts"])


def is_open(kind: str, role: str, token: Token | None) -> bool:
    """Whether a needed role may stay empty: somebody unknown, or a pronoun of a sure deed that points at nothing found."""
    if is_gap(token):
        return True
    return (
        token is not None
        and kind in ("inspection", "handover", "pick_up", "loading")
        and role in ("item", "receiver")
        and ((token.pos_ == "PRON" and token.lower_ not in ("that", "this", "which", "what")) or token.pos_ == "NUM")
    )


def is_gap(token: Token | None) -> bool:
    """Whether the token stands for somebody unknown: "who", "somebody"."""
    return token is not None and (token.lower_ in UNSAID or token.tag_ in ("WP", "WP$"))


def fill(scene: Scene, role: str, token: Token | None, kind: str, check: Mapping[str, str]) -> Meant:
    """What fills a role; ``None`` when nothing does; ``False`` when what stands there cannot be it."""
    if token is None:
        return None
    if role in AGENTS:
        if is_gap(token):
            return None
        if kind in ("death", "injury") and role == "agent" and token.pos_ == "PRON" and token.lower_ in ("it", "they"):
            return False
        if not scene.is_person(token):
            return False
        figure = scene.agent(token)
        if figure is None:
            return None if token.pos_ == "PRON" else False
        return False if check.get(role) == "person" and figure.kind == "organisation" else figure
    if role in THINGS:
        sort = check.get(role, "")
        if role == "content" and not scene.is_thing(token):
            return (
                scene.text(token)
                if kind in ("loading", "contents") and token.pos_ in ("NOUN", "ADJ") and sort != "thing"
                else False
            )
        if (
            (sort == "followed" or (sort == "known" and token.pos_ != "PRON"))
            and not scene.is_thing(token, listed=True)
            and not scene.items.follows(lemma(token))
        ):
            return False
        if not scene.is_thing(token, listed=sort == "firearm"):
            return False
        thing = scene.item(token)
        if thing is None:
            return None
        if kind == "handover" and (lemma(token) in FIXED or thing.heads & FIXED):
            return None if token.pos_ == "PRON" else False
        if sort == "firearm" and thing.kind != "firearm":
            return False
        if sort == "container" and thing.kind not in ("container", "firearm") and not thing.heads & VESSELS:
            return False
        if kind == "contents" and role == "item" and thing.kind == "document":
            return False
        if sort == "machine" and thing.kind == "document":
            return False
        if sort == "followed" and not thing.is_followed and thing.kind not in ("firearm", "ammunition", "key", "document"):
            return False
        return thing
    if role == "place":
        if lemma(token) in body_parts():
            return None
        if (lemma(token) in ("time", "day", "moment", "hospital") and kind not in ("death", "injury")) or token.pos_ == "PRON":
            return None
        kept = check.get("place")
        heads = {lemma(token), *fold(scene.core(token))}
        if kept == "store" and not heads & goods().stores:
            return False
        if kept == "surface" and not heads & (goods().surfaces | goods().stores):
            return False
        return scene.items.place(token, scene.parsed)
    if role in ("struck", "at"):
        return scene.agent(token) if scene.is_person(token) else bare(scene, token)
    return bare(scene, token)


def _is_apart(scene: Scene, part: Token) -> bool:
    """Whether a phrase hung on another tells when, where, or to whom, and is no part of its name."""
    name = preposition(part)
    if name in ("to", "with", "by", "from"):
        return scene.is_person(part) and lemma(part) not in body_parts()
    return name in ("at", "on", "in") and (part.pos_ in ("PROPN", "NUM") or lemma(part) in SPANS)


def bare(scene: Scene, token: Token) -> str | None:
    """The words of a phrase without its preposition, and without the times and places told after it."""
    own = children(token, "case", "mark")
    first = max((c.right_edge.i + 1 for c in own if c.i < token.i), default=token.left_edge.i)
    later = (c for c in children(token, "nmod", "obl", "nmod:unmarked") if c.i > token.i)
    cut = (c.left_edge.i for c in later if _is_apart(scene, c))
    last = min(cut, default=token.right_edge.i + 1) - 1
    if not first <= token.i <= last:
        return scene.text(token)
    text = scene.parsed.text[token.doc[first].idx : token.doc[last].idx + len(token.doc[last])]
    return " ".join(text.split()).strip(' ,;."”“') or None


def is_load(token: Token | None, sorts: tuple[str, ...]) -> bool:
    """Whether a content is of one of these sorts, or a load of some kind."""
    if token is None:
        return False
    words = {lemma(token), *(lemma(c) for c in token.subtree)}
    return any(
        goods().kind_of.get(w) in sorts or w in ("weight", "load", "charge", "drum", "pallet", "sack", "crate", "round", "shell")
        for w in words
    )
