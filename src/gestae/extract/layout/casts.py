"""Who takes part in a transcript: who asks, who answers, and whom a turn's label stands for."""

import re
from collections import Counter
from dataclasses import dataclass
from typing import Literal

from gestae.extract.blocks import Field
from gestae.extract.draft import Words
from gestae.extract.layout.names import TITLES, is_person, named
from gestae.extract.layout.sheet import Sheet
from gestae.extract.layout.turns import Turn

_ASKS = frozenset(["interviewer", "investigator", "examiner", "question", "inspector", "detective", "officer", "q"])
_ANSWERS = frozenset(["witness", "interviewee", "deponent", "answer", "a", "respondent", "suspect"])
_ASKER_FIELD = re.compile(
    r"(?:(?:lead )?interviewers?|interviewed by|interviewing officers?|examiner|examined by|conducted by|(?:lead )?investigator"
    r"|questions? by|questioned by|interview by|examination by"
    r"|present for the (?:agency|commission|board|department|division|inspectorate|bureau|authority|office|state|county|police))\Z",
    re.IGNORECASE,
)
_WITNESS_FIELD = re.compile(
    r"(?:witness|interviewee|deponent|person interviewed|name of (?:witness|interviewee|person interviewed)"
    r"|(?:transcript of )?interview (?:of|with)"
    r"|(?:videotaped |oral )?deposition of|testimony of|deposition|statement of|subject|name)\Z",
    re.IGNORECASE,
)
_OF = re.compile(
    r"(?:interview|deposition|testimony|examination|transcript|statement)\s+(?:of|with)\s*:?\s+(?=[A-Z])(?!the\b)", re.IGNORECASE
)
_SWORN = re.compile(
    r"^[ \t\d:]*(?P<who>(?:[A-Z][\w.’'-]*[ ]){0,3}[A-Z][\w’'-]+),?\s+"
    r"(?:(?:the (?:witness|deponent)|a witness|called as|produced as)\b"
    r"[^.;]{0,160}?)?(?:having (?:been|first)|(?:was|being) (?:first )?(?:duly )?sworn)\b",
    re.MULTILINE,
)


@dataclass(frozen=True)
class Cast:
    """Who asks and who answers, where the head or the turns say so."""

    witness: Words | None
    interviewer: Words | None
    body: str
    asks: frozenset[str]
    answers: frozenset[str]
    others: tuple[Words, ...] = ()

    @classmethod
    def of(cls, sheet: Sheet, fields: list[Field], turns: list[Turn]) -> "Cast":
        witness = _from_fields(sheet.body, fields, _WITNESS_FIELD) or _from_title(sheet, turns)
        present = _people(sheet, fields, turns)
        interviewer = _from_fields(sheet.body, fields, _ASKER_FIELD)
        labels = [_key(sheet.body, t.label) for t in turns if t.label and t.mark == ""]
        asks, answers = set(_ASKS), set(_ANSWERS)
        if interviewer:
            asks |= _keys(sheet.body, interviewer)
        for f in (f for f in fields if _ASKER_FIELD.match(f.label)):
            for second in (who.name for s, e in _entries(sheet.body, f.value) if (who := named(sheet.body, s, e))):
                asks |= _keys(sheet.body, second) if is_person(sheet.body[second.start : second.end]) else set()
        if witness:
            answers |= _keys(sheet.body, witness)
        marked = any(t.mark in ("Q", "A") for t in turns)
        if not marked and not any(set(k.split()) & asks for k in labels):
            asks |= {_most_asking(sheet, turns)} - {""}
        if not marked and not any(set(k.split()) & answers for k in labels):
            rest = Counter(k for k in labels if not set(k.split()) & asks and k not in asks)
            answers |= {k for k, _ in rest.most_common(1)}
        return cls(witness, interviewer, sheet.body, frozenset(asks), frozenset(answers), present)

    def in_full(self, label: Words | None) -> Words | None:
        """Whom initials, or a title and surname, stand for, where the head names just one such person; else the label."""
        key = _key(self.body, label).replace(".", "")
        if label is None or not key or (" " in key and len(key) > 3):
            return label
        fitting = {self.body[w.start : w.end].lower(): w for w in reversed(self.others) if key in _keys(self.body, w)}
        return next(iter(fitting.values())) if len(fitting) == 1 else label

    def who(self, label: Words | None) -> Literal["witness", "interviewer"] | None:
        if label is None:
            return None
        key = _key(self.body, label)
        words = set(key.split()) | {key}
        if words & self.answers:
            return "witness"
        return "interviewer" if words & self.asks else None


def _people(sheet: Sheet, fields: list[Field], turns: list[Turn]) -> tuple[Words, ...]:
    """Everyone whom the head names: in a field, or at the beginning of a line."""
    body = sheet.body
    stop = turns[0].start if turns else 0
    heads = [(line.start, line.end) for line in sheet.lines if not line.is_blank and line.end <= stop]
    found = [who.name for f in fields for s, e in _entries(body, f.value) if (who := named(body, s, e))]
    found += [who.name for s, e in heads if (who := named(body, s, e)) and " " in body[who.name.start : who.name.end]]
    return tuple(w for w in found if is_person(body[w.start : w.end]))


def _entries(body: str, value: Words) -> list[tuple[int, int]]:
    """The parts of a value that a semicolon or "and" sets off."""
    found, at = [], value.start
    for m in re.compile(r";\s*|\s+(?:and|&)\s+(?=[A-Z])|,\s+(?=(?:[A-Z][\w’'.-]*\s+){1,2}[A-Z][\w’'-]+\s*(?:[,;(]|\Z))").finditer(
        body, *value
    ):
        found.append((at, m.start()))
        at = m.end()
    return [*found, (at, value.end)]


def _from_fields(body: str, fields: list[Field], shape: re.Pattern[str]) -> Words | None:
    for f in fields:
        if shape.match(f.label) and (who := named(body, *f.value)):
            return who.name
    return None


def _from_title(sheet: Sheet, turns: list[Turn]) -> Words | None:
    stop = turns[0].start if turns else len(sheet.head)
    for shape in (_OF, _SWORN):
        for m in shape.finditer(sheet.body, 0, stop):
            start = m.end() if shape is _OF else m.start("who")
            end = sheet.body.find("\n", start, stop)
            who = named(sheet.body, start, end if end >= 0 else stop)
            if who and is_person(sheet.body[who.name.start : who.name.end]):
                return who.name
    return None


def _most_asking(sheet: Sheet, turns: list[Turn]) -> str:
    asked: Counter[str] = Counter()
    for t in turns:
        if t.label and t.ranges and t.mark == "":
            asked[_key(sheet.body, t.label)] += sheet.body[t.start : t.end].rstrip().endswith("?")
    best = asked.most_common(1)
    return best[0][0] if best and best[0][1] else ""


def _key(body: str, words: Words | None) -> str:
    """A label without titles, lower case."""
    if words is None:
        return ""
    tokens = [w.strip(".,").lower() for w in body[words.start : words.end].split()]
    kept = [t for t in tokens if t not in TITLES and t != "the"]
    return " ".join(kept or tokens)


def _keys(body: str, name: Words) -> set[str]:
    """How turns may call this person: whole name, surname, initials."""
    tokens = [w.strip(".,").lower() for w in body[name.start : name.end].split()]
    return {" ".join(tokens), tokens[-1], "".join(t[0] for t in tokens)}
