"""Claims stated by hand: a line of labels becomes a claim of ids, and a correction a changed claim."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, get_args

import msgspec

from gestae.desk.labels import Labels, normalised
from gestae.desk.lines import Misfit, Object, one_of, per_mille, plain_value, truth, when, words
from gestae.desk.quotes import find
from gestae.desk.register import Register, resolve
from gestae.model import Claim, Filler, Kind, Refusal, Source, Span
from gestae.model.claim import Basis, Modality, Polarity
from gestae.model.ids import ClaimId
from gestae.rules import kinds

FIELDS = (
    "kind", "by", "channel", "polarity", "hedged", "modality", "basis", "roles", "when", "where", "source", "quote", "event",
    "note", "credibility",
)  # fmt: skip


@dataclass(frozen=True)
class Made:
    """A claim with the label of its source as the person wrote it."""

    claim: Claim
    labels: Labels
    source: str | None


def gather(lines: Iterable[Object], register: Register) -> tuple[set[str], set[str]]:
    """The labels that these lines use as agents, and as places."""
    agents: set[str] = set()
    places: set[str] = set()
    for line in lines:
        kind = kinds().get(str(line.get("kind")))
        given = line.get("roles")
        roles = given if isinstance(given, dict) else {}
        channel = line.get("channel")
        said = [line.get("by"), *(channel if isinstance(channel, list) else [])]
        said += [v for r, v in roles.items() if kind and r in kind.roles and kind.roles[r].of == "agent"]
        agents |= {normalised(s) for s in said if isinstance(s, str)}
        set_in = [line.get("where"), *(v for r, v in roles.items() if kind and r in kind.roles and kind.roles[r].of == "place")]
        places |= {normalised(s) for s in set_in if isinstance(s, str)}
    return agents - {normalised(s.name) for s in register.dossier.sources}, places


def make(line: Object, id: str, register: Register, said: tuple[set[str], set[str]], base: Claim | None = None) -> Made:
    """The claim of a line; with a ``base``, that claim with what the line gives changed. Refuses with ``Misfit``."""
    _check_fields(line)
    near = tuple(register.things_in(base.span.text)) if base and base.span else ()
    labels = Labels(register.things, near, *said)
    kind = _kind(line, base)
    label, source = _source(line, register)
    given: dict[str, Any] = {"roles": _roles(line, kind, labels, register, base), "confidence": 1000}
    if "quote" in line:
        given["span"] = _span(line, source, register)
    if "by" in line:
        given["by"] = _by(line["by"], labels, register)
    elif base is None:
        given["by"] = source.id if source else None
    if "channel" in line:
        given["channel"] = tuple(labels.agent(name) for name in _names(line["channel"]))
    if line.get("polarity") is not None:
        given["polarity"] = one_of(line["polarity"], "polarity", get_args(Polarity))
    if line.get("modality") is not None:
        given["modality"] = one_of(line["modality"], "modality", get_args(Modality))
    if line.get("basis") is not None:
        given["basis"] = one_of(line["basis"], "basis", get_args(Basis))
    if line.get("hedged") is not None:
        given["hedged"] = truth(line["hedged"], "hedged")
    if "when" in line:
        given["when"] = when(line["when"])
    if "where" in line:
        place = words(line["where"], "where")
        given["where"] = labels.place(place) if place else None
    if "credibility" in line:
        given["credibility"] = None if line["credibility"] is None else per_mille(line["credibility"], "credibility")
    for name in ("event", "note"):
        if name in line:
            given[name] = words(str(line[name]) if isinstance(line[name], int) else line[name], name)
    if base is not None:
        return Made(msgspec.structs.replace(base, kind=kind.name, **given), labels, label)
    return Made(Claim(id=ClaimId(id), kind=kind.name, **given), labels, label)


def _check_fields(line: Object) -> None:
    if unknown := sorted(set(line) - set(FIELDS)):
        raise Misfit(f"there is no field '{unknown[0]}'.", f"A claim has {', '.join(FIELDS)}.")


def _kind(line: Object, base: Claim | None) -> Kind:
    if "kind" not in line and base is not None:
        return kinds()[base.kind]
    if line.get("kind") is None:
        raise Misfit("the claim has no kind.", f"Give it one of {', '.join(sorted(kinds()))}.")
    return kinds()[one_of(line["kind"], "kind", tuple(sorted(kinds())))]


def _roles(line: Object, kind: Kind, labels: Labels, register: Register, base: Claim | None) -> dict[str, Filler | None]:
    given = line.get("roles")
    if given is None:
        given = {}
    if not isinstance(given, dict):
        raise Misfit("'roles' is not an object.", f'Write it like {{"{next(iter(kind.roles))}": "..."}}.')
    if unknown := sorted(set(given) - set(kind.roles)):
        raise Misfit(f"{kind.name} has no role '{unknown[0]}'.", f"It has {', '.join(kind.roles)}.")
    kept = base.roles if base is not None else {}
    return {name: _filler(given[name], name, kind, labels, register) if name in given else kept.get(name) for name in kind.roles}


def _filler(value: object, name: str, kind: Kind, labels: Labels, register: Register) -> Filler | None:
    role = kind.roles[name]
    if value is None or value == "":
        return None
    if role.of == "value":
        told = plain_value(value, name)
        if kind.name == "step" and name == "act":
            one_of(told, "act", tuple(str(v) for v in role.values))
        return Filler(value=told)
    label = words(value, name)
    if label is None:
        return None
    match role.of:
        case "claim":
            return _claim(label, register)
        case "agent":
            moving = kind.moves is not None and name in (kind.moves.leaves, kind.moves.comes, kind.moves.holds)
            return Filler(id=labels.holder(label) if moving else labels.agent(label))
        case "item":
            return Filler(id=labels.item(label))
        case "place":
            return Filler(id=labels.place(label))
        case _:
            return Filler(id=labels.thing(label))


def _claim(label: str, register: Register) -> Filler:
    """A claim of the case by its id; anything else is only words."""
    if not label.startswith("clm-"):
        return Filler(label=label)
    try:
        return Filler(id=resolve(label, register.by_id, "claim"))
    except Refusal as refusal:
        raise Misfit(f"'{label}': {refusal.what}", refusal.next) from None


def _names(value: object) -> list[str]:
    if value is None:
        return []
    if not isinstance(value, list):
        raise Misfit("'channel' is not a list.", 'Write the persons between the source and the speaker like ["...", "..."].')
    return [name for name in (words(v, "channel") for v in value) if name]


def _by(value: object, labels: Labels, register: Register) -> str | None:
    label = words(value, "by")
    if label is None:
        return None
    own = [s.id for s in register.dossier.sources if normalised(label) in (s.id, normalised(s.name))]
    return own[0] if len(own) == 1 else labels.agent(label)


def _source(line: Object, register: Register) -> tuple[str | None, Source | None]:
    label = words(line.get("source"), "source")
    if label is None:
        return None, None
    found = sources_called(label, register)
    if len(found) > 1:
        raise Misfit(f"more than one source is called '{label}'.", f"Give its id: {', '.join(s.id for s in found[:5])}.")
    return label, found[0] if found else None


def sources_called(label: str, register: Register) -> list[Source]:
    """Sources of this id or name, with or without the ending of the name."""
    wanted = normalised(label)
    every = register.dossier.sources
    return (
        [s for s in every if wanted in (s.id, normalised(s.name))]
        or [s for s in every if normalised(s.name.rpartition(".")[0]) == wanted]
        or [s for s in every if label.startswith("src-") and len(label) >= len("src-1234") and s.id.startswith(label)]
    )


def source_called(name: str, register: Register, why: str = "Nothing was changed.") -> Source:
    """The one source of this id or name. Refuses none, and several."""
    found = sources_called(name, register)
    if len(found) == 1:
        return found[0]
    what = f"more than one source is called '{name}'." if found else f"no source is called '{name}'."
    ids = ", ".join(s.id for s in found[:5])
    raise Refusal(name, what, why, f"Give its id: {ids}." if found else "Write its name as it was added.")


def _span(line: Object, source: Source | None, register: Register) -> Span | None:
    quote = words(line.get("quote"), "quote")
    if quote is None:
        return None
    label = words(line.get("source"), "source")
    if label is not None and source is None:
        raise Misfit(
            f"no source is called '{label}', so the quote cannot be found in it.", "Add the source first, or leave out the quote."
        )
    texts = [t for t in register.dossier.texts if source is None or register.has_text(source, t)]
    found = [span for span in (find(quote, text) for text in texts) if span is not None]
    if not found:
        where = f"in {source.name}" if source else "in any source"
        raise Misfit(
            f"the words “{_cut(quote)}” are not found {where}.", "Copy them exactly as they stand there, or leave out the quote."
        )
    if len(found) > 1:
        raise Misfit(f"the words “{_cut(quote)}” stand in more than one source.", "Name the source too.")
    return found[0]


def _cut(quote: str) -> str:
    return quote if len(quote) <= 60 else f"{quote[:60]}…"
