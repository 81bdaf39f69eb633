"""Proceedings: where each interview, subpoena, request, charge stands, from the steps that are told of it."""

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from gestae.derive.bounds import Bounds, yearless
from gestae.derive.making import Making, Part
from gestae.derive.names import name_words, words
from gestae.derive.wording import is_missing
from gestae.model import Claim, Proceeding
from gestae.model.ids import hashed
from gestae.rules import cues, process

_RULINGS = frozenset({"grant", "deny", "quash"})
_FOLLOWING: dict[str, tuple[str | None, ...]] = {
    "subpoena": ("subpoena", "order", "decline", "interview", None),
    "motion": ("subpoena", "order", "decline", "interview", None),
    "hearing": ("subpoena", "order", "decline", "interview", None),
    "interview": ("order", "decline", "interview"),
}


@dataclass(frozen=True)
class _Step:
    """``matter`` are its words; ``party`` whom it is of; ``instrument`` what its words make it a step of."""

    claim: Claim
    act: str
    matter: tuple[str, ...]
    instrument: str | None
    party: str | None
    text: str


_Key = tuple[str, str | None, str]


def run(making: Making) -> Making:
    clients = _clients(making)
    steps = [_step(making, c, clients) for c in making.claims if _is_taken(c)]
    groups: dict[_Key, list[_Step]] = defaultdict(list)
    for step, key in zip(steps, _keys(steps), strict=True):
        groups[key].append(step)
    proceedings = [_proceeding(making, key, found) for key, found in groups.items()]
    return replace(making, proceedings=tuple(sorted(proceedings, key=lambda p: min(making.rank[s] for s in p.steps))))


@cache
def _table() -> dict[str, Any]:
    return process("steps")


def _is_taken(claim: Claim) -> bool:
    """Whether a claim tells a step that was taken. What is denied, asked, or only to come is none, promises apart."""
    if claim.kind != "step" or claim.polarity != "asserts" or claim.words("act") not in _table()["states"]:
        return False
    return claim.modality == "asserted" or (claim.modality == "expected" and claim.words("act") in _table()["taken_when_expected"])


def _step(making: Making, claim: Claim, clients: dict[str, str]) -> _Step:
    act = str(claim.words("act"))
    filler = claim.roles.get("matter")
    told = "" if is_missing(filler) else (claim.words("matter") or _label(making, claim.filler("matter")) or "")
    matter = words(told)
    party = next((p for role in _table()["party"].get(act, ()) if (p := claim.filler(role)) in making.agents), None)
    if act in ("agree", "decline", "cooperate"):
        party = clients.get(party or "", party)
    if party is None:
        party = _named_in(making, matter)
    text = claim.span.text if claim.span else ""
    return _Step(claim=claim, act=act, matter=matter, instrument=_instrument(act, matter), party=party, text=text)


def _label(making: Making, id_: str | None) -> str | None:
    thing = making.items.get(id_ or "") or making.agents.get(id_ or "") or making.places.get(id_ or "")
    if thing:
        return thing.label
    claim = making.claim.get(id_ or "")
    return claim.span.quote if claim and claim.span else None


def _clients(making: Making) -> dict[str, str]:
    """Who speaks through which counsel, where counsel serves one client."""
    served: dict[str, set[str]] = defaultdict(set)
    for claim in making.claims:
        agent, client = claim.filler("agent"), claim.filler("serves")
        if claim.kind != "position" or claim.polarity != "asserts" or not agent or not client:
            continue
        if set(words(claim.words("title") or "")) & set(cues("sameness")["counsel"]):
            served[agent].add(client)
    return {agent: next(iter(clients)) for agent, clients in served.items() if len(clients) == 1}


def _named_in(making: Making, matter: tuple[str, ...]) -> str | None:
    """The one person whose surname is among the words of a matter: ``interview of Ines Vael``."""
    found = [
        a.id
        for a in making.agents.values()
        if a.kind == "person" and a.label and name_words(a.label)[-1:] and name_words(a.label)[-1] in matter
    ]
    return found[0] if len(found) == 1 else None


def _instrument(act: str, matter: tuple[str, ...]) -> str | None:
    plain = set(matter)
    for instrument, telling in _table()["instruments"].items():
        if plain & set(telling):
            return str(instrument)
    found: str | None = _table()["act_instruments"].get(act)
    return found


def _keys(steps: list[_Step]) -> list[_Key]:
    """The proceeding of each step: of an instrument and a party, found step by step from what says most to what says least."""
    keys: list[_Key | None] = [_own_key(s) for s in steps]
    interviewed = {k[1] for k in keys if k and k[0] == "interview"}
    for at, step in enumerate(steps):
        if keys[at] is None and step.party in interviewed and (step.instrument in (None, "subpoena", "investigation", "motion")):
            keys[at] = ("interview", step.party, "")
    for at, step in enumerate(steps):
        if keys[at] is None and step.party and step.instrument == "subpoena" and step.act not in _RULINGS:
            keys[at] = ("subpoena", step.party, "")
    for at in range(len(steps)):
        if keys[at] is None:
            keys[at] = _followed(at, steps, keys)
    return _with_party([k or _alone(s) for k, s in zip(keys, steps, strict=True)])


def _with_party(keys: list[_Key]) -> list[_Key]:
    """A request that names nobody is of whoever answers for that thing, where only one does."""
    answering: dict[str, set[str]] = defaultdict(set)
    for instrument, party, thing in keys:
        if instrument == "records_request" and party:
            answering[thing].add(party)
    return [
        (i, next(iter(answering[thing])), thing)
        if i == "records_request" and not party and len(answering[thing]) == 1
        else (i, party, thing)
        for i, party, thing in keys
    ]


def _own_key(step: _Step) -> _Key | None:
    """Where instrument and party are both told; a subpoena for an interview is a step of the interview. What is requested
    goes by its words: two requests for other things are two."""
    if step.instrument in ("interview", "charge", "citation") and step.party:
        return step.instrument, step.party, ""
    if step.instrument == "subpoena" and step.party and set(step.matter) & set(_table()["instruments"]["interview"]):
        return "interview", step.party, ""
    if step.instrument == "records_request":
        return step.instrument, step.party, _thing(step)
    if step.instrument in ("investigation", "inspection") and step.act not in ("agree", "decline", "cooperate"):
        return step.instrument, None, ""
    return None


def _thing(step: _Step) -> str:
    """The matter by its last noun-like word, so that "the sheets" are "the inspection sheets"."""
    found = [w for w in step.matter if len(w) > 2]
    return found[-1] if found else ""


def _followed(at: int, steps: list[_Step], keys: list[_Key | None]) -> _Key | None:
    """For a step on a subpoena, motion or hearing that names nobody, or a ruling, which may name who moved for it: the only
    proceeding of its text with a subpoena, else with an interview ordered, or declined; else the only one in the case. For a
    step without any matter: that of the same party in its text."""
    step = steps[at]
    if step.instrument == "subpoena" and ("subpoena", step.party, "") in keys:
        return "subpoena", step.party, ""
    if step.instrument in _FOLLOWING and (step.party is None or step.act in _RULINGS):
        for here in (True, False):
            near = [n for n, s in enumerate(steps) if keys[n] and (not here or s.text == step.text)]
            for want in _FOLLOWING[step.instrument]:
                found = {keys[n] for n in near if keys[n] and _is_pursued(keys[n], want, steps[n])}
                if len(found) == 1:
                    return found.pop()
    if step.instrument in (None, "motion") and step.party and step.act != "cooperate":
        found = {keys[n] for n, s in enumerate(steps) if keys[n] and s.party == step.party and s.text == step.text}
        if len(found) == 1 and not step.matter:
            return found.pop()
    if step.instrument == "citation" and step.party is None:
        found = {k for k in keys if k and k[0] == "citation"}
        return found.pop() if len(found) == 1 else None
    return None


def _is_pursued(key: _Key | None, want: str | None, step: _Step) -> bool:
    if key is None or key[0] not in ("interview", "subpoena", "records_request"):
        return False
    if want == "subpoena":
        return step.act in ("subpoena", "serve") or step.instrument == "subpoena"
    if want in ("order", "decline"):
        return key[0] == "interview" and step.act == want
    return key[0] == (want or key[0])


def _alone(step: _Step) -> _Key:
    if step.act == "cooperate" or (
        step.act in ("agree", "decline") and step.instrument in (None, "investigation") and not step.matter
    ):
        return "cooperation", step.party, ""
    instrument = step.instrument or " ".join(step.matter) or step.act
    return instrument, step.party, " ".join(step.matter)


def _proceeding(making: Making, key: _Key, found: list[_Step]) -> Proceeding:
    ordered = _in_order(making, found)
    instrument, party, thing = key
    return Proceeding(
        id=hashed("prc", instrument, party or "", thing),
        instrument=instrument,
        to=party,
        state=_table()["states"][ordered[-1].act],
        steps=tuple(s.claim.id for s in ordered),
    )


def _in_order(making: Making, found: list[_Step]) -> list[_Step]:
    """What time entails; where it is silent, the order in which such steps follow each other; last, as they are told."""
    waiting = sorted(found, key=lambda s: (_place(s), making.rank[s.claim.id]))
    ordered: list[_Step] = []
    while waiting:
        step = next(s for s in waiting if not any(o is not s and _precedes(making, o, s) for o in waiting))
        ordered.append(step)
        waiting.remove(step)
    return ordered


def _precedes(making: Making, a: _Step, b: _Step) -> bool:
    if _taken_within(making, a).precede(_taken_within(making, b)):
        return True
    if _turns(making, a, b):
        return True
    day_a, day_b = yearless(a.claim.when), yearless(b.claim.when)
    return a.text == b.text != "" and day_a is not None and day_b is not None and "X" not in day_a + day_b and day_a < day_b


def _taken_within(making: Making, step: _Step) -> Bounds:
    """When a step was taken. The time of an order "by 28 May" is its deadline: it was made at any time before."""
    bounds = making.bounds.get(step.claim.id, Bounds())
    is_deadline = step.claim.when is not None and bool(set(words(step.claim.when.said)) & set(_table()["deadlines"]))
    return Bounds(None, bounds.latest) if is_deadline and step.act in ("order", "request", "subpoena") else bounds


def _turns(making: Making, a: _Step, b: _Step) -> bool:
    """Whether one of two turns of mind, both without a time, is told in a document of an earlier date."""
    if not {a.act, b.act} <= set(_table()["turning"]) or a.claim.when or b.claim.when:
        return False
    dates = [making.dates.get(s.text, (None, None))[0] for s in (a, b)]
    return dates[0] is not None and dates[1] is not None and dates[0][:10] < dates[1][:10]


def _place(step: _Step) -> int:
    """The place of its act among all; a petition to enforce comes after what it enforces."""
    act, plain = step.act, set(step.matter)
    if act == "petition" and plain & set(_table()["enforcing"]):
        act = "enforce"
    elif act == "grant" and step.instrument == "subpoena" and not plain & {*_table()["enforcing"], "petition", "motion"}:
        act = "grant_subpoena"
    elif act == "hold" and step.instrument == "hearing":
        act = "hearing"
    order: list[str] = _table()["order"]
    return order.index(act) if act in order else len(order)


PART = Part(name="proceedings", needs=("timeline",), run=run)
