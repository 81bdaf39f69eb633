"""Remarks: what a log's last column adds to its row, clause by clause."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from gestae.extract.blocks import Row
from gestae.extract.cells import sort_of
from gestae.extract.clock import minutes_of, when_of
from gestae.extract.draft import Draft, Fill, Words
from gestae.extract.layout.names import is_person
from gestae.model import When
from gestae.rules import cues

_NAME = r"[A-Z][\w’'-]*\.?(?:[ ]?(?:[A-Z]\.)+)*(?:[ ](?:[A-Z]\.|[A-Z][\w’'-]+)){0,2}"
_INITIALS = r"(?:[A-Z]\.[ ]?){1,3}(?:[A-Z][\w’'-]+)?"
_CLAUSE = re.compile(
    r"[;,(]\s*|\)\s*[,;.]?\s*|(?:(?<=[\w\d][\w\d])(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bDr)(?<!\bSc)(?<!\bNo)|(?<=[\"”)]))\.\s+|\s+[–—]\s+|\s+/\s+"
)
_QUOTED = re.compile(r"[“\"][^”\"]*[”\"]")
_LATER = re.compile(r"(?i:\b(?:to be|should|must|needs?|will|awaiting|due|please|pending|if)\b)")
_HEDGE = re.compile(r"(?i:\b(?:possibly|probably|believed|apparently|maybe|thought to|perhaps|presumably)\b)")
_PER = re.compile(
    rf"[ ]?\(?(?i:\b(?:per|acc\.? to|according to|as told by|reported by|says|as reported by|stated by|info(?:rmation)? from))\s+(?P<who>{_NAME})\)?"
)
_BY = re.compile(rf"(?i:\bby)\s+(?P<who>{_NAME})")
_NOT = r"(?P<not>(?i:\b(?:not|never|no)\b(?:\s+(?:been|yet))?\s+))?"

_INSPECTED = re.compile(
    rf"{_NOT}(?i:\b(?P<un>un)?(?:inspected|checked(?!\s+(?:out|in)\b)|examined|verified|tested)\b)|(?P<none>(?i:\bno\s+(?:inspection|check)\b))"
)
_RESULT = re.compile(
    r"(?i:(?:\d+|no|none|nil|all|both|zero|half|each|one|two|three)\b|empty|clear|ok\b|okay|barrel|bore|chambers?|cylinder|magazine|safe\b|good|fine|intact|sound|found"
    r"|dummy|damaged|worn|passed|failed|satisfactory|serviceable|dirty|in order|correct|cold|hot|loaded\b|brakes?|seal|crack|leak)"
)
_EXTENT = re.compile(
    r"(?i:(?:only\s+)?(?:\d+|one|two|three|four|five|six)\s+of\s+(?:\d+|one|two|three|four|five|six|eight)\s+\w+)\Z"
)
_UNLOADED = re.compile(
    rf"{_NOT}(?i:\b(?:unloaded|emptied)\b)|(?i:\b(?:removed|ejected|took out)\s+(?=(?:\d+\s+)?[\w\s]*(?:rounds?|blanks?|cartridges?|dumm(?:y|ies)|casings?)\b))"
)
_LOADED = re.compile(r"(?i:(?<!un)\b(?:re)?loaded\b(?!\?)(?:\s+(?:with|w/))?)\s*(?P<rest>.*)\Z")
_NOT_LOADING = re.compile(
    r"(?i:\b(?:of\s+\d+\s+.*loaded|(?:not|found|was|is|still|already|never|none|chambers?|rounds?)\s+(?:re)?loaded)\b)"
)
_SHOWN = re.compile(
    rf"{_NOT}(?i:\b(?:shown|showed|shewn|demonstrated|proved|displayed)(?:\s+(?:as|to be))?\s+(?:clear|empty|safe|cold|unloaded))"
    rf"(?P<ask>\s*\?\s*(?P<answer>(?i:yes|no|y|n)\b)?|:\s*(?P<told>(?i:yes|no|y|n)\b))?(?:\s+(?i:to)\s+(?P<to>{_NAME})(?:(?:\s+and|,|\s*&)\s+(?P<to2>{_NAME}))?)?"
)
_CALLED = r"(?i:\b(?:called|announced|shouted|declared|cried)\b(?:\s+out)?)"
_CALL = re.compile(
    rf"(?:(?P<subject>{_NAME})\s+)?(?:(?P<neg1>(?i:not|never)\s+)?{_CALLED}\s*[:,]?\s*[“\"](?P<after>[^”\"]+)[”\"]|[“\"](?P<before>[^”\"]+)[”\"]\s*(?:(?i:was)\s+)?(?P<neg2>(?i:not|never)\s+)?{_CALLED}"
    rf"|(?P<bare>(?i:\b(?:hot|cold|live|clear|safe)(?:\s+(?:weapon|gun|set|line|firearm|pistol|rifle|revolver))?))\s+(?P<neg3>(?i:not|never)\s+)?{_CALLED})"
)
_FIRED = re.compile(
    r"(?P<not>(?i:\b(?:not|never|none|no\s+(?:shots?|rounds?)|un)\s*))?(?i:\b(?<!dry )(?:fired|discharged|went off|discharge)\b(?P<ask>\?)?|(?<=un)fired\b)"
)
_ACCIDENT = re.compile(r"(?i:\b(?:accident(?:al(?:ly)?)?|negligent(?:ly)?|unintend(?:ed|edly)|unintentional(?:ly)?|by mistake)\b)")
_SET_DOWN = re.compile(
    r"(?P<not>(?i:\bnot\s+))?(?i:\b(?:left|placed|put|set|laid|dropped|abandoned|parked|hung)(?:\s+(?:down|unattended|back|away))?\s+(?:on|in|at|by|under|beside|next to|behind|inside)\s+)(?P<place>.+)\Z"
)
_PICKED = re.compile(
    r"(?P<verb>(?i:\b(?:picked up|collected|retrieved|recovered|found|taken|lifted)))(?:\s+(?i:lying|unattended|again))?\s+(?i:(?:off of|from|on|off|at|in|under|by|beside))\s+(?P<place>.+)\Z"
)
_AT = re.compile(
    rf"(?P<who>{_INITIALS}|{_NAME})\s+(?i:(?:was\s+|is\s+|still\s+)?(?:at|in|on)\s+)(?P<place>[^\d\W][\w ’'-]{{1,40}})\Z"
)
_CONTENTS = re.compile(
    r"(?i:\b(?P<no>no\s+)?(?:(?:\d+|one|two|three|a)\s+)?(?P<what>(?:live|dummy|blank|quarter|half|full|spent)[\w -]*?(?:rounds?|blanks?|cartridges?|bullets?|dummies))\s+(?:found|in|inside|remaining|left|still in|discovered|chambered)\b)"
)
_COUNT = re.compile(r"(?i:(?:with\s+)?(?:\d+|one|two|three|four|five|six|a|an)\s*(?:x\s*|×\s*)?)(?=[^\d\s])")
_RETURNED = re.compile(rf"(?i:\b(?:returned|brought back|handed in|put back)\s+by)\s+(?P<who>{_NAME})")
_NO = frozenset(["no", "n"])


@dataclass(frozen=True)
class Scene:
    """What a remark's row gives: the doer of what has no doer, the giver, the receiver, who held the item before, and the times."""

    body: str
    item: Words | None
    doer: Words | None
    giver: Words | None
    receiver: Words | None
    holder: Words | None
    when: When | None
    date: str | None
    since: When | None = None


@dataclass(frozen=True)
class _Clause:
    """``start`` to ``end`` in the body; ``words`` are those, without "per B. Lomax"; ``following`` the clauses after it."""

    scene: Scene
    start: int
    end: int
    words: str
    per: Words | None
    following: tuple[tuple[int, int], ...]

    def at(self, m: re.Match[str], group: str) -> Words | None:
        return Words(self.start + m.start(group), self.start + m.end(group)) if m[group] else None

    def by(self) -> Words | None:
        m = _BY.search(self.words)
        return _name_at(self.scene.body, self.start + m.start("who"), self.start + m.end("who")) if m else None

    def draft(self, kind: str, roles: dict[str, Fill], *, denied: bool = False, end: int | None = None) -> Draft:
        made = Draft(
            kind, self.start, end or self.end, roles, polarity="denies" if denied else "asserts", hedged=bool(_HEDGE.search(self.words)),
            by=self.per, basis="unstated" if self.per else "document", when=self.scene.when, confidence=850,
        )  # fmt: skip
        return made


def remarks(scene: Scene, cell: Words | None) -> Iterator[Draft]:
    """The claims of one remark."""
    if cell is None or cell.start >= cell.end:
        return
    clauses = list(_clauses(scene.body, cell))
    for n, (start, end) in enumerate(clauses):
        words = scene.body[start:end]
        per = _PER.search(words)
        who = _name_at(scene.body, start + per.start("who"), start + per.end("who")) if per else None
        if per is None and n + 1 < len(clauses) and (next_ := _PER.match(scene.body[slice(*clauses[n + 1])])):
            first = clauses[n + 1][0]
            who = _name_at(scene.body, first + next_.start("who"), first + next_.end("who"))
        clause = _Clause(scene, start, end, words[: per.start()] if per else words, who, tuple(clauses[n + 1 :]))
        if _LATER.search(_QUOTED.sub("", clause.words)):
            continue
        for rule in _RULES:
            if made := rule(clause):
                yield from made
                break


def returned_by(body: str, cell: Words | None) -> Words | None:
    """Who a remark says brought it back."""
    m = _RETURNED.search(body, *cell) if cell else None
    return _name_at(body, m.start("who"), m.end("who")) if m else None


def checks(scene: Scene, columns: tuple[str, ...], row: Row) -> list[Draft]:
    """The claims of columns that are ticked: "Inspected?", "Shown clear"."""
    found: list[Draft] = []
    for head, cell in zip(columns, row.cells, strict=True):
        answer = scene.body[cell.start : cell.end].strip(" .").lower()
        if answer not in ("y", "yes", "n", "no", "✓", "✔", "x", "✗"):
            continue
        is_no = answer in ("n", "no", "✗")
        if answer == "x":
            continue
        if re.search(r"(?i)\bshown? clear|\bclear(?:ed)? shown", head):
            roles: dict[str, Fill] = {"agent": scene.giver, "item": scene.item, "to": scene.receiver}
            found.append(
                Draft("showing_clear", *cell, roles, polarity="denies" if is_no else "asserts", basis="document", when=scene.when)
            )
        elif re.search(r"(?i)\b(?:inspected|checked|inspection|check)\b", head):
            roles = {"agent": None if is_no else scene.doer, "item": scene.item}
            found.append(
                Draft("inspection", *cell, roles, polarity="denies" if is_no else "asserts", basis="document", when=scene.when)
            )
    return found


def _clauses(body: str, cell: Words) -> Iterator[tuple[int, int]]:
    words = body[cell.start : cell.end]
    quoted = [(m.start(), m.end()) for m in _QUOTED.finditer(words)]
    at = 0
    for m in _CLAUSE.finditer(words):
        if any(s < m.start() < e for s, e in quoted):
            continue
        stop = m.start() + (1 if m.group().startswith(".") else 0)
        if told := words[at:stop].rstrip():
            yield cell.start + at, cell.start + at + len(told)
        at = m.end()
    if words[at:].strip():
        yield cell.start + at, cell.start + len(words.rstrip())


def _inspection(c: _Clause) -> list[Draft]:
    m = _INSPECTED.search(c.words)
    if m is None:
        return []
    denied = bool(m["not"] or m["un"] or m["none"])
    agent = c.by() or (None if denied else c.scene.doer)
    start = m.end()
    result_end = c.end
    for s, e in c.following if not denied else ():
        if not _RESULT.match(c.scene.body, s, e) or any(
            rule(_Clause(c.scene, s, e, c.scene.body[s:e], None, ())) for rule in _RULES[1:]
        ):
            break
        result_end = e
    rest = _BY.sub("", c.words[start:]).strip(" :-–") if not denied else ""
    extent = rest if _EXTENT.match(rest) else None
    after = c.scene.body[c.following[0][0] : result_end] if result_end > c.end else ""
    result = ", ".join(p for p in (rest if not extent else "", after) if p).rstrip(" .") or None
    roles: dict[str, Fill] = {"agent": agent, "item": c.scene.item, "result": result, "extent": extent}
    return [c.draft("inspection", roles, denied=denied, end=result_end)]


def _unloading(c: _Clause) -> list[Draft]:
    m = _UNLOADED.search(c.words)
    if m is None:
        return []
    return [
        c.draft(
            "unloading",
            {"agent": c.by() or c.scene.doer, "item": c.scene.item, "content": _content(c, m.end())},
            denied=bool(m["not"]),
        )
    ]


def _loading(c: _Clause) -> list[Draft]:
    m = _LOADED.search(c.words)
    if m is None or _NOT_LOADING.search(c.words):
        return []
    return [c.draft("loading", {"agent": c.by() or c.scene.doer, "item": c.scene.item, "content": _content(c, m.start("rest"))})]


def _content(c: _Clause, at: int) -> Words | None:
    """What follows, without its number and without "by N. N."."""
    stop = by.start() if (by := _BY.search(c.words, at)) else len(c.words)
    while at < stop and not c.words[at].isalnum():
        at += 1
    if count := _COUNT.match(c.words, at, stop):
        at = count.end()
    while stop > at and not c.words[stop - 1].isalnum():
        stop -= 1
    return Words(c.start + at, c.start + stop) if stop > at else None


def _showing(c: _Clause) -> list[Draft]:
    m = _SHOWN.search(c.words)
    if m is None:
        return []
    answer = (m["answer"] or m["told"] or "").lower()
    denied = bool(m["not"]) or answer in _NO
    made = []
    for group in ("to", "to2"):
        to = c.at(m, group)
        if to is None and (group == "to2" or m["to"]):
            continue
        roles: dict[str, Fill] = {"agent": c.by() or c.scene.giver, "item": c.scene.item, "to": to or c.scene.receiver}
        draft = c.draft("showing_clear", roles, denied=denied)
        made.append(replace(draft, modality="asked") if m["ask"] and not answer else draft)
    return made


def _announcement(c: _Clause) -> list[Draft]:
    m = _CALL.search(c.words)
    if m is None:
        return []
    denied = bool(m["neg1"] or m["neg2"] or m["neg3"])
    agent = c.by() or (c.at(m, "subject") if m["subject"] and m["after"] else c.scene.doer if m["after"] else None)
    draft = c.draft(
        "announcement", {"agent": agent, "words": m["after"] or m["before"] or m["bare"], "item": c.scene.item}, denied=denied
    )
    rest = c.words[m.end() :]
    minutes = minutes_of(rest)
    if minutes is None:
        return [draft]
    said = re.search(r"\d[\d:.h]*(?:\s*[ap]\.?m\.?)?", rest)
    return [replace(draft, when=when_of(said.group() if said else rest, c.scene.date, minutes))]


def _discharge(c: _Clause) -> list[Draft]:
    m = _FIRED.search(c.words)
    if m is None or re.search(r"(?i)\bdry[ -]fire", c.words):
        return []
    agent = c.by() or c.scene.holder
    roles: dict[str, Fill] = {"item": c.scene.item, "agent": agent}
    if _ACCIDENT.search(c.words):
        roles["intended"] = False
    draft = c.draft("discharge", roles, denied=bool(m["not"]))
    told = (
        c.following[0]
        if c.following and re.match(r"\d+ (?:casings?|shells?|cases?|shots?)\b", c.scene.body[slice(*c.following[0])])
        else None
    )
    draft = replace(draft, end=told[1] if told else draft.end, when=_by_then(c.scene))
    return [replace(draft, modality="asked") if m["ask"] else draft]


def _by_then(scene: Scene) -> When | None:
    """A shot written down at the next hand-over had been fired by then, and since the holder took the item."""
    if scene.when is None or scene.when.latest is None:
        return scene.when
    return When(said=scene.when.said, earliest=scene.since.earliest if scene.since else None, latest=scene.when.latest)


def _setting_down(c: _Clause) -> list[Draft]:
    m = _SET_DOWN.search(c.words)
    place = _place(c, m) if m else None
    if m is None or place is None:
        return []
    roles: dict[str, Fill] = {"agent": c.by() or c.scene.doer, "item": c.scene.item, "place": place}
    kind = "storing" if sort_of(c.scene.body[place.start : place.end]) == "store" else "set_down"
    return [c.draft(kind, roles, denied=bool(m["not"]))]


def _picking_up(c: _Clause) -> list[Draft]:
    m = _PICKED.search(c.words)
    place = _place(c, m) if m else None
    if m is None or place is None:
        return []
    agent = c.by() or c.scene.doer
    words = c.scene.body[place.start : place.end]
    sort = sort_of(words)
    if sort == "person" and words[0].isupper() and is_person(words):
        return [c.draft("handover", {"giver": place, "item": c.scene.item, "receiver": agent})]
    kind = "taking_out" if sort == "store" and m["verb"].lower() != "found" else "pick_up"
    return [c.draft(kind, {"agent": agent, "item": c.scene.item, "place": place})]


def _place(c: _Clause, m: re.Match[str]) -> Words | None:
    """Where, without "by N. N."; ``None`` for a clock time and for "in use"."""
    start = m.start("place")
    stop = by.start() if (by := _BY.search(c.words, start)) else len(c.words)
    if at := re.compile(r"\s+(?:at|@)\s+\d").search(c.words, start, stop):
        stop = at.start()
    if article := re.compile(r"(?i)(?:the|a|an)\s+").match(c.words, start, stop):
        start = article.end()
    while stop > start and not c.words[stop - 1].isalnum():
        stop -= 1
    words = c.words[start:stop]
    if not words or words[0].isdigit() or words.lower() in _not_places():
        return None
    return Words(c.start + start, c.start + stop)


def _presence(c: _Clause) -> list[Draft]:
    m = _AT.match(c.words.strip())
    if m is None or m["place"].strip().lower() in _not_places() or sort_of(m["who"]) != "person" or "." not in m["who"]:
        return []
    return [c.draft("presence", {"agent": c.at(m, "who"), "place": c.at(m, "place")})]


def _contents(c: _Clause) -> list[Draft]:
    m = _CONTENTS.search(c.words)
    return [c.draft("contents", {"item": c.scene.item, "content": c.at(m, "what")}, denied=bool(m["no"]))] if m else []


def _name_at(body: str, start: int, end: int) -> Words:
    """A name without the words that cannot belong to it: a full stop that ends the sentence."""
    words = body[start:end].rstrip()
    if words.endswith(".") and not re.search(r"(?:\A|[ .])[A-Z]\.\Z", words):
        words = words[:-1]
    return Words(start, start + len(words))


@cache
def _not_places() -> frozenset[str]:
    return frozenset(cues("remarks")["not_places"])


_RULES: tuple[Callable[[_Clause], list[Draft]], ...] = (
    _inspection, _announcement, _showing, _unloading, _loading, _discharge, _setting_down, _picking_up, _contents, _presence,
)  # fmt: skip
