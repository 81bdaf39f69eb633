"""Wording: claims and things in words, for findings and questions. Templates are in rules/phrases."""

import re

from gestae.derive.bounds import Bounds, clock_words, day_words
from gestae.derive.making import Making
from gestae.derive.names import words as words_of
from gestae.model import Claim, Filler
from gestae.rules import cues, kinds, phrases

_SLOT = re.compile(r"\{(\w+)(?:\|([^}]*))?\}")
_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_UNKNOWN = frozenset(cues("sameness")["nobody_named"])
_NOTHING = frozenset(cues("sameness")["nothing_inside"])
_SOME = re.compile(r"\bsome(body|thing)\b")
_TWICE = re.compile(r"\b(about|of|to|with|by|for|at|on|in|from) \1\b")
_LONGEST = 90
_DEPTH = 2


def name(making: Making, id_: str | None) -> str | None:
    """The name of an agent, item, place, or source, without article; ``None`` where there is none."""
    if id_ is None:
        return None
    thing = making.agents.get(id_) or making.items.get(id_) or making.places.get(id_)
    if thing:
        return _one_line(thing.label)
    return _one_line(making.source[id_].name) if id_ in making.source else None


def noun(making: Making, id_: str) -> str | None:
    """The name as it stands in a sentence: ``the prop gun``, ``Pistol P-3``, ``Ines Vael``."""
    label = name(making, id_)
    if label is None:
        return None
    if id_ in making.agents and making.agents[id_].kind == "person":
        return label
    return with_article(label)


def with_article(label: str) -> str:
    """With "the" where a label begins like a common noun; ``colt W-03`` needs none."""
    first = label.partition(" ")[0]
    if first.lower() in ("the", "a", "an", "his", "her", "their", "its", "my", "our", "your", "some", "no", "nothing"):
        return label
    is_tagged = any(ch.isdigit() for ch in label.rsplit(" ", maxsplit=1)[-1]) and len(label.split(" ")) == 2
    return f"the {label}" if first[:1].islower() and not is_tagged and not any(ch.isdigit() for ch in first) else label


def is_missing(filler: Filler | None) -> bool:
    """Whether a role is not filled: empty, or only a word such as "who"."""
    if filler is None or (filler.id is None and filler.value is None and not filler.label):
        return True
    if filler.id is not None or filler.value is not None:
        return False
    label = (filler.label or "").strip(" []().").lower()
    return not label or label in _UNKNOWN


def sentence(making: Making, claim: Claim, form: str | None = None, depth: int = 0) -> str:
    """A claim in words, without full stop: what it says or denies. ``form`` picks another template of its kind: ``whether``."""
    table = phrases()["kinds"].get(claim.kind)
    if table is None:
        return _filled(making, claim, kinds()[claim.kind].sentence, depth) if claim.kind in kinds() else claim.kind
    return _filled(making, claim, table[form or ("says" if asserts(claim) else "denies")], depth)


def denied(making: Making, claim: Claim) -> str:
    """What a claim denies, to follow "denies that"."""
    said = sentence(making, claim, "says")
    return _SOME.sub(lambda found: f"any{found[1]}", said)


def question(making: Making, claim: Claim, role: str) -> str:
    """The question for one role of a claim, with the words of its time."""
    asks = phrases()["kinds"].get(claim.kind, {}).get("asks", {})
    template = asks.get(role)
    if template is None:
        return f"Who or what is the {role} here: {sentence(making, claim)}?"
    said = _filled(making, claim, template, 0)
    time = claim.when.said.strip() if claim.when and claim.modality == "asked" else ""
    return f"{said[:-1]} {_one_line(time)}?" if time and time.lower() not in said.lower() else said


def asserts(claim: Claim) -> bool:
    """What a claim comes to: a denied ignorance is knowledge, an asserted one is not."""
    positive = claim.polarity != "denies"
    if claim.kind == "awareness":
        aware = claim.roles.get("aware")
        if aware is not None and (aware.value is False or str(aware.value or aware.label).lower() in ("false", "no")):
            return not positive
    return positive


def span_words(bounds: Bounds) -> str:
    """`` between 08:31 and 08:47 on 27 March 2024``; empty where nothing is known."""
    spans = phrases()["spans"]
    first, last = bounds
    if first is None and last is None:
        return ""
    if first is None or last is None:
        form = spans["after"] if first else spans["before"]
        return str(form).format(first=first and clock_words(first), last=last and clock_words(last))
    if first[:10] == last[:10]:
        if first[11:] == "00:00:00" and last[11:] == "23:59:59":
            return f" on {day_words(first)}"
        return str(spans["between_moments"]).format(first=clock_words(first, with_day=False), last=clock_words(last))
    return str(spans["between_days"]).format(first=clock_words(first), last=clock_words(last))


def phrase(group: str, key: str, **slots: str) -> str:
    """A finding or question sentence with its slots filled, beginning with a capital."""
    said = str(phrases()[group][key]).format(**slots)
    return said[:1].upper() + said[1:]


def _filled(making: Making, claim: Claim, template: str, depth: int) -> str:
    def slot(found: re.Match[str]) -> str:
        return _words(making, claim, found[1], depth) or found[2] or ""

    def optional(found: re.Match[str]) -> str:
        inner = found[1]
        return inner if all(_words(making, claim, m[1], depth) for m in _SLOT.finditer(inner)) else ""

    said = _SLOT.sub(slot, _OPTIONAL.sub(optional, template))
    said = _TWICE.sub(r"\1", re.sub(r"\s+", " ", said))
    return re.sub(r"[.!,;:]+\?\Z", "?", re.sub(r"\s+([,.;:?])", r"\1", said).strip(" ,:"))


def _words(making: Making, claim: Claim, role: str, depth: int) -> str | None:
    filler = claim.roles.get(role)
    if filler is None or is_missing(filler):
        return None
    if role == "content" and set(words_of(filler.label or str(filler.value or ""))) & _NOTHING and filler.id is None:
        return "nothing"
    if filler.id is None:
        words = str(filler.value) if filler.value is not None else str(filler.label)
        return _one_line(words)
    if role == "content" and filler.id in making.items and set(words_of(making.items[filler.id].label)) <= _NOTHING:
        return "nothing"
    if filler.id in making.items and making.items[filler.id].kind == "ammunition" and role == "content":
        return _indefinite(_one_line(making.items[filler.id].label))
    found = noun(making, filler.id)
    if found is None and depth < _DEPTH:
        inner = making.claim.get(filler.id)
        found = sentence(making, inner, depth=depth + 1) if inner else None
    return found or (_one_line(filler.label) if filler.label else None)


def _indefinite(label: str) -> str:
    first = label.partition(" ")[0].lower()
    if label.endswith(("s", "ition")) or first in ("a", "an", "the", "no", "some") or first[:1].isdigit():
        return label
    return f"an {label}" if first[:1] in "aeiou" else f"a {label}"


def _one_line(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"
