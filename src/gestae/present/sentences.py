"""A claim as a sentence, and whose it is."""

import re
from functools import cached_property

from gestae.model import Agent, Case, Claim, Item, Place, Source
from gestae.present.clean import one_line, shortened
from gestae.present.phrases import (
    ACTS,
    ASKED_FOR,
    ASKING,
    ASSISTING,
    BASIS,
    DOINGS,
    ECHOES,
    EMPTY_ASKED,
    KINDS,
    LOADING_ALONE,
    MANY,
    NOTHING,
    OTHER_ACT,
    PASSIVE,
    PLACED,
    PRONOUNS,
    TIMES,
    WHOLE_BODIES,
)
from gestae.rules import kinds

_SLOT = re.compile(r"\{(\w+)(?:\|([^}]*))?\}")
_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_VERB = re.compile(r"<(\w+)\|(\w+)>")
_DETERMINERS = frozenset({
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "no", "some", "several", "many", "a", "an",
    "the",    "his", "her", "their", "its", "this", "that", "nothing", "somebody", "another",
})  # fmt: skip
_NOBODY = re.compile(r"\{(\w+)\|somebody\}")
_ASKING = ("who ", "what ", "where ")
_UNSAID = {"matter": "it"}
_MAIL_MARK = re.compile(r"\n[ \t]*(?:>[ \t]?)+")
_ASKED = re.compile(r"\bask(?:s|ed|ing)?\b")
_AFTER_HEAD = re.compile(r" (?:of|for|at|in|from|with|on|to)\b")
_DEPTH = 3


class Teller:
    """Says the claims of one case in words. Everything it gives is one line, cleaned."""

    def __init__(self, case: Case) -> None:
        things: tuple[Agent | Item | Place, ...] = (*case.agents, *case.items, *case.places)
        self.things: dict[str, Agent | Item | Place] = {t.id: t for t in things}
        self.sources: dict[str, Source] = {s.id: s for s in case.sources}
        self.claims: dict[str, Claim] = {c.id: c for c in (*case.proposed, *case.claims)}

    def name(self, id_: str | None) -> str:
        """The name to show for any id, without an article; ``somebody`` where there is none."""
        if id_ is None:
            return "somebody"
        if id_ in self.things:
            return one_line(self.things[id_].label) or "without a name"
        if id_ in self.sources:
            return one_line(self.sources[id_].name) or "without a name"
        if id_ in self.claims:
            return self.sentence(self.claims[id_])
        return "not named here"

    def in_short(self, said: str) -> str:
        """The sentence with surnames for persons, where the surname is one person's alone. For drawings, where room is short."""
        for name, surname in self._surnames.items():
            said = said.replace(name, surname)
        return said

    @cached_property
    def _surnames(self) -> dict[str, str]:
        names = [one_line(t.label) for t in self.things.values() if isinstance(t, Agent) and t.kind == "person"]
        last = [n.rsplit(" ", 1)[-1] for n in names]
        return {n: s for n, s in sorted(zip(names, last, strict=True), key=lambda p: -len(p[0])) if " " in n and last.count(s) == 1}

    def noun(self, id_: str, article: str = "the") -> str:
        """The name as a noun inside a sentence: ``the prop gun``, ``Dave Halls``, ``the Safety Bureau``."""
        name, thing = self.name(id_), self.things.get(id_)
        if isinstance(thing, Agent) and thing.kind == "person":
            return name
        if isinstance(thing, Agent) and thing.kind == "organisation":
            return f"the {name}" if name.split(" ")[-1].lower() in WHOLE_BODIES else with_article(name, "the")
        if id_ in self.sources:
            return name
        if re.match(r"(?:[A-Z]\S* )+[A-Z]\S*[’']s ", name):
            return name  # "Bea Tolliver's letter"
        if isinstance(thing, Agent) and name.rsplit(" ", 1)[-1].islower() and name.split(" ", 1)[0].lower() not in _DETERMINERS:
            return f"the {name}"
        return with_article(name, article)

    def sentence(self, claim: Claim, depth: int = 0) -> str:
        """What is claimed, as one sentence without its full stop and without its claimant.

        A denial is said as a denial only where the claimant is a document; who denies is said by ``line``.
        """
        template = self._template(claim)
        negative = claim.polarity == "denies" and self.speaks_for_itself(claim)
        if negative and (doer := _NOBODY.match(template)) and self._slot(claim, doer.group(1), depth) is None:
            template, negative = f"nobody{template[doer.end() :]}", False
        said = _OPTIONAL.sub(lambda m: self._optional(claim, m.group(1), depth), template)
        are_many = self._are_many(claim, template)
        said = _VERB.sub(lambda m: _verb(m.group(1), m.group(2), claim.modality, negative, are_many), said)
        said = _SLOT.sub(lambda m: self._slot(claim, m.group(1), depth) or m.group(2) or _UNSAID.get(m.group(1), ""), said)
        said += self._where(claim)
        said = re.sub(r"\s+([,.;:])", r"\1", re.sub(r"\s+", " ", said)).strip(" ,:")
        if claim.modality == "asked" and not said.startswith(_ASKING):
            return re.sub(r"\bwho\b", "whom", said) if re.search(r"\b(who|what|where)$|\bwho\b", said) else f"whether {said}"
        return said

    def _are_many(self, claim: Claim, template: str) -> bool:
        """Whether the sentence's subject is in the plural: "the state regulators", "the revolvers"."""
        opens = _SLOT.search(template)
        if opens is None or not template.startswith(opens.group(0)):
            return False
        filler = claim.roles.get(opens.group(1))
        thing = self.things.get((filler.id if filler else None) or "")
        if isinstance(thing, Agent) and thing.kind == "person":
            return False
        head = _AFTER_HEAD.split(self.name(thing.id) if thing else claim.words(opens.group(1)) or "")[0]
        last = head.rsplit(" ", 1)[-1]
        return (last.islower() and last.endswith("s") and not last.endswith(("ss", "us", "is"))) or last == "people"

    def line(self, claim: Claim) -> str:
        """The sentence as it stands in a list: capital, denials and open stances with their claimant, a full stop."""
        said = self.sentence(claim)
        who = self.speaker(claim)
        if claim.modality == "asked":
            said = f"open: {said}"
        elif claim.polarity == "denies" and not self.speaks_for_itself(claim):
            said = f"{who} denies that {self._without(claim, said)}"
        elif claim.polarity == "unsure":
            said = f"{who} takes no side on whether {said}"
        if claim.modality == "conditional":
            said = f"{said} (only under a condition)"
        return said[:1].upper() + said[1:] + ("" if said.endswith((".", "”", "?")) else ".")

    def speaker(self, claim: Claim) -> str:
        """Who makes the claim; ``the document`` where nobody is named."""
        return self.name(claim.by) if claim.by else "the document"

    def voice(self, claim: Claim) -> str | None:
        """Who says so and how, ``Teo Brandvold thinks so, was told, via Ida Fennimore``; ``None`` for a document's plain words."""
        if self.speaks_for_itself(claim) or self.names_claimant(claim):
            return self.manner(claim)
        verb = "asks" if claim.modality == "asked" else "thinks so" if claim.hedged else "says so"
        how = self._how(claim)
        return f"{self.speaker(claim)} {verb}" + (f", {how}" if how else "")

    def stance(self, claim: Claim) -> str:
        """The claimant and the stance before quoted words: ``Ida Fennimore (denies, via Teo Brandvold)``."""
        notes = self.notes(claim)
        return f"{self.speaker(claim)} ({notes})" if notes else self.speaker(claim)

    def notes(self, claim: Claim) -> str:
        """The stance alone: ``denies, via Teo Brandvold``; empty for a plain saying."""
        stances = {"denies": "denies", "unsure": "takes no side"}
        stance = [stances[claim.polarity]] if claim.polarity in stances else []
        stance += ["asks"] if claim.modality == "asked" else []
        stance += ["thinks"] if claim.hedged else []
        stance += [claim.modality] if claim.modality in ("expected", "ordered", "conditional") else []
        how = self._how(claim)
        return ", ".join((*stance, *([how] if how else [])))

    def names_claimant(self, claim: Claim) -> bool:
        """Whether ``line`` already says who makes the claim."""
        return claim.polarity != "asserts" and claim.modality != "asked" and not self.speaks_for_itself(claim)

    def manner(self, claim: Claim) -> str | None:
        """How the claimant knows, and through whom it comes, without the claimant."""
        how = self._how(claim)
        return ", ".join((*(["thinks so"] if claim.hedged else []), *([how] if how else []))) or None

    def _how(self, claim: Claim) -> str | None:
        own = claim.basis == "document" and self.speaks_for_itself(claim)
        own |= claim.basis == "did" and (claim.polarity != "asserts" or claim.kind not in DOINGS)
        basis = [BASIS[claim.basis]] if claim.basis in BASIS and not own else []
        via = ["via " + ", ".join(self.name(c) for c in claim.channel)] if claim.channel else []
        return ", ".join((*basis, *via)) or None

    def title_of(self, claim: Claim) -> str:
        """A position without its holder: ``attorney, for Dave Halls``."""
        title = self._slot(claim, "title", 0) or ""
        body, serves = self._slot(claim, "organisation", 0), self._slot(claim, "serves", 0)
        said = f"{title} of {body}" if title and body else title or (f"of {body}" if body else "")
        if serves:
            said = f"{said}, for {serves}" if said else f"works for {serves}"
        said = said or "position not named"
        return f"not {said}" if claim.polarity == "denies" else said

    def _without(self, claim: Claim, said: str) -> str:
        """The sentence with its claimant as ``he`` or ``she`` where it begins with that name and the sex is known."""
        agent = self.things.get(claim.by or "")
        name = self.name(claim.by)
        if isinstance(agent, Agent) and agent.sex and said.startswith(f"{name} "):
            return ("she" if agent.sex == "f" else "he") + said[len(name) :]
        return said

    def speaks_for_itself(self, claim: Claim) -> bool:
        return claim.by is None or claim.by in self.sources

    def _where(self, claim: Claim) -> str:
        place = claim.where
        if place not in self.things or claim.kind not in PLACED or claim.roles.get("place"):
            return ""
        told = " ".join(claim.words(role) or "" for role in ("cause", "struck"))
        return "" if self.name(place).lower() in told.lower() else f" at {self.noun(place)}"

    def _template(self, claim: Claim) -> str:
        if claim.kind == "step":
            return self._step(claim)
        if claim.kind == "awareness":
            return self._awareness(claim)
        if claim.kind in KINDS:
            if claim.kind == "loading" and not claim.roles.get("item") and claim.roles.get("content"):
                return LOADING_ALONE
            if claim.kind == "statement" and _is_question(claim):
                return ASKING
            passive = PASSIVE.get(claim.kind)
            return passive if passive and not claim.roles.get("agent") else KINDS[claim.kind]
        known = kinds().get(claim.kind)
        if known is None:
            return f"{claim.kind}: " + "".join(f"[{{{role}}} ]" for role in claim.roles)
        return _SLOT.sub(lambda m: f"[{m.group(0)}]", known.sentence)

    def _step(self, claim: Claim) -> str:
        act = ACTS.get(claim.words("act") or "", OTHER_ACT)
        if claim.words("act") == "agree" and (claim.words("matter") or "").lower().endswith(("investigation", "inquiry")):
            act = ASSISTING
        return (act.active if claim.roles.get("actor") else act.passive) + "[ {count}][, citing {reason}]"

    def _awareness(self, claim: Claim) -> str:
        filler = claim.roles.get("aware")
        unaware = filler is not None and (filler.value is False or claim.words("aware") in ("false", "False", "no"))
        if (claim.words("of") or "").lower().startswith(ASKED_FOR):
            return "{agent|somebody} did not know {of}" if unaware else "{agent|somebody} <knew|know> {of}"
        verb = "was not aware" if unaware else "<was|be> aware"
        of = claim.filler("of")
        if of in self.claims:
            return f"{{agent|somebody}} {verb}{'' if self.claims[of].modality == 'asked' else ' that'} {{of}}"
        return f"{{agent|somebody}} {verb}" + (" of {of}" if claim.words("of") else " of it")

    def _optional(self, claim: Claim, part: str, depth: int) -> str:
        return "" if any(self._slot(claim, slot.group(1), depth) is None for slot in _SLOT.finditer(part)) else part

    def _slot(self, claim: Claim, role: str, depth: int) -> str | None:
        """What fills a role, as words; what an asked claim leaves empty is asked for."""
        filler = claim.roles.get(role)
        if filler is None:
            known = kinds().get(claim.kind)
            shape = known.roles.get(role) if known else None
            asked = claim.modality == "asked" and shape is not None and shape.needed | (role == "agent")
            return EMPTY_ASKED[shape.of] if asked and shape else None
        if filler.id in self.claims and filler.id is not None:
            return self.sentence(self.claims[filler.id], depth + 1) if depth < _DEPTH else "something else"
        if role == "content" and (claim.words(role) or "").lower() in NOTHING:
            return "nothing"
        if role == "place" and self.name(filler.id).lower() in (claim.words("cause") or "").lower():
            return None
        if filler.id is not None and (filler.id in self.things or filler.id in self.sources):
            article = "a" if role == "content" else "the"
            return self.noun(filler.id, article)
        words = claim.words(role)
        if words is None or not words.strip():
            return None
        if role == "place" and words.lower() in (claim.words("cause") or "").lower():
            return None
        return _as_words(claim, role, words) or None


def with_article(name: str, article: str) -> str:
    """A common noun with its article; names, plurals and what has a determiner stay as they are."""
    first = name.split(" ", 1)[0].lower()
    plain = name[:1].islower() and first not in _DETERMINERS
    if not article or not plain or first.endswith(("’s", "'s", "s’", "s'")):
        return name
    last = name.rsplit(" ", 1)[-1]
    if article == "a":
        if last.endswith("s") and not last.endswith("ss"):
            return name
        return f"{'an' if first[:1] in 'aeio' else 'a'} {name}"
    return f"the {name}"


def _as_words(claim: Claim, role: str, words: str) -> str:
    line = one_line(words)
    if role == "of":
        return line if line.lower() in PRONOUNS else quoted(words)
    if role == "matter" and line.lower() in ECHOES.get(claim.words("act") or "", ()):
        return ""
    if role == "words":
        return quoted(words) if claim.kind != "statement" or claim.words("form") != "indirect" else f"as reported, {quoted(words)}"
    if role == "count":
        return TIMES.get(line, f"{line} times" if line.isdigit() else line)
    if role == "matter":
        act = ACTS.get(claim.words("act") or "", OTHER_ACT)
        return with_article(line, act.article)
    if role in ("content", "item", "place", "struck", "at"):
        return with_article(shortened(line, 80), "a")
    return shortened(line)


def quoted(words: str, limit: int = 160) -> str:
    """Somebody's words in quotation marks, shortened in the middle; words that open with their own marks keep those."""
    line = shortened(unmailed(words), limit)
    return line if opens_with_quote(line) else f"“{line}”"


def unmailed(words: str) -> str:
    """Words of a quoted mail without the marks that the mail put before its lines."""
    return _MAIL_MARK.sub("\n", words)


def opens_with_quote(line: str) -> bool:
    return line.startswith(("“", '"', "‘", "'", "«"))


def _is_question(claim: Claim) -> bool:
    """Whether what somebody is reported to have said is a question: "I asked who had held it"."""
    words = (claim.words("words") or "").lower()
    if claim.words("form") != "indirect" or not words.startswith(ASKED_FOR) or claim.span is None:
        return False
    return _ASKED.search(claim.span.quote.lower().partition(words)[0]) is not None


def repeats_words(claim: Claim) -> bool:
    """Whether the sentence of a claim already gives all the words it rests on that were said."""
    words = claim.words("words")
    return bool(words and claim.span and len(one_line(words)) <= 160 and one_line(words) in one_line(claim.span.quote))


def _verb(past: str, infinitive: str, modality: str, negative: bool, are_many: bool) -> str:
    no = "not " if negative else ""
    is_, past = ("are", MANY.get(past, past)) if are_many else ("is", past)
    match modality:
        case "expected":
            return f"{is_} {no}expected to {infinitive}"
        case "ordered":
            return f"{is_} ordered {no}to {infinitive}"
        case "conditional":
            return f"would {no}{infinitive}"
        case _ if not negative:
            return past
    if infinitive == "be":
        return f"{past} not"
    return f"did not {infinitive}"
