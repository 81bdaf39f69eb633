"""What somebody asks to have withheld, one rule each, and what that comes to in a case.

=================== =============================================================================================
``NAME``,           all that holds a name of this person, whichever of them the case knows; of an organisation, item or
``person:NAME``     place likewise
``words:TEXT``      all that holds these words, one after another
``field:NAME``      this field of every entry (``reason``, ``name``), or every claim in which it is filled in (``note``)
``kind:NAME``       every claim of this kind
``source:NAME``     this source, its text, and the claims that quote it
=================== =============================================================================================
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import msgspec

from gestae.desk.brief import brief
from gestae.desk.bundle.needles import words
from gestae.desk.register import Register, Thing
from gestae.desk.stated import sources_called
from gestae.model import Agent, Claim, Refusal
from gestae.rules import cues, kinds

SORTS = ("person", "words", "field", "kind", "source")
IN_CLAIMS = ("note", "event", "where", "when")


@dataclass
class Asked:
    """``words`` must not be found in anything handed over; ``fields``, ``kinds`` and ``sources`` (ids) are withheld as such."""

    words: set[str] = field(default_factory=set)
    fields: set[str] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)

    def withholds(self, claim: Claim) -> bool:
        """Whether a claim is withheld for what it is, whatever its words."""
        return claim.kind in self.kinds or any(name in self.fields and getattr(claim, name) is not None for name in IN_CLAIMS)


def asked(rules: Sequence[str], register: Register) -> Asked:
    """Refuses a rule that is of no form, or that nothing in the case answers to."""
    found = Asked()
    for rule in rules:
        sort, colon, value = rule.partition(":")
        if not colon or sort.strip() not in SORTS:
            sort, value = "person", rule
        _TAKE[sort.strip()](value.strip(), register, found)
    for claim in (listed.claim for listed in register.by_id.values()):
        if found.withholds(claim):
            found.words.update(w for w in (claim.note, claim.span.quote if claim.span else None) if w)
    return found


def _person(value: str, register: Register, found: Asked) -> None:
    wanted = words(value)
    named: set[str] = {t.id for t in register.things.values() if wanted and wanted in [words(n) for n in (t.label, *t.forms)]}
    for each in brief(register.case).sameness if named else ():
        if named & set(each.members):
            named.update(each.members)
    if not named:
        raise _nothing(value, "nobody and nothing in the case is called this.", f'To withhold words, write "words:{value}".')
    for thing in (register.things[i] for i in sorted(named) if i in register.things):
        found.words.update(_names(thing))


def _names(thing: Thing) -> Iterator[str]:
    """Of a person every word of the name by itself; what only describes somebody, and titles, are no names."""
    if not isinstance(thing, Agent) or thing.kind != "person":
        yield from (thing.label, *(form for form in thing.forms if _is_name(form)))
        return
    told = cues("sameness")
    passed = {*told["titles"], *told["articles"], *told["hollow"], *told["generations"]}
    label = set(words(thing.label))
    for form in (thing.label, *(f for f in thing.forms if _is_name(f))):
        parts = [part for part in form.split() if part[:1].isupper()]
        for part in (w for p in parts for w in words(p)):
            if part not in passed and (part in label or len(parts) == 1 or not label & set(words(form))):
                yield part


def _is_name(form: str) -> bool:
    return form[:1].isupper() and words(form)[:1] not in [[article] for article in cues("sameness")["articles"]]


def _words(value: str, register: Register, found: Asked) -> None:  # noqa: ARG001 - each sort is asked alike
    if not any(len(w) > 2 for w in words(value)):
        raise _nothing(value, "there is no word of three letters in it.", "Write more of what is to be withheld.")
    found.words.add(value)


def _field(value: str, register: Register, found: Asked) -> None:
    entries = [e for e in register.dossier.entries if value in e.private]
    if not entries and value not in IN_CLAIMS:
        known = sorted({name for e in register.dossier.entries for name in e.private} | set(IN_CLAIMS))
        raise _nothing(value, "no entry of the case has a field of this name.", f"Fields are {', '.join(known)}.")
    found.fields.add(value)
    found.words.update(str(e.private[value]) for e in entries if isinstance(e.private[value], str))


def _kind(value: str, register: Register, found: Asked) -> None:  # noqa: ARG001 - as above
    if value not in kinds():
        raise _nothing(value, "there is no kind of claim of this name.", f"Kinds are {', '.join(sorted(kinds()))}.")
    found.kinds.add(value)


def _source(value: str, register: Register, found: Asked) -> None:
    sources = sources_called(value, register)
    if not sources:
        raise _nothing(value, "no source of the case is called this.", "Write its name or id, as 'gestae brief' shows it.")
    found.sources.update(s.id for s in sources)


_TAKE: dict[str, Callable[[str, Register, Asked], None]] = {
    "person": _person, "words": _words, "field": _field, "kind": _kind, "source": _source,
}  # fmt: skip


def strings(value: object) -> Iterator[str]:
    """Every string in a plain value, names of fields left out."""
    match value:
        case str():
            yield value
        case dict():
            for inner in value.values():
                yield from strings(inner)
        case list() | tuple():
            for inner in value:
                yield from strings(inner)
        case msgspec.Struct():
            yield from strings(msgspec.to_builtins(value))


def _nothing(value: str, what: str, next_: str) -> Refusal:
    return Refusal(f"--withhold “{value}”", what, "Nothing was handed over.", next_)
