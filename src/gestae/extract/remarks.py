"""Remarks: what a log's last column adds to its row, clause by clause."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from gestae.extract import phrases
from gestae.extract.blocks import Row
from gestae.extract.cells import sort_of
from gestae.extract.clock import minutes_of, when_of
from gestae.extract.draft import Draft, Fill, Words
from gestae.extract.layout.names import is_person
from gestae.model import When
from gestae.rules import cues

_NO = frozenset(("no", "n", "✗"))
_YES = frozenset(("yes", "y", "✓", "✔"))


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
    posts: Mapping[str, Words] = field(default_factory=dict)
    """Who holds a post, by the post in lower case: "1st ad"."""


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

    def held_by(self, m: re.Match[str], group: str) -> Words:
        """Who is meant: the holder of a post that the document's fields fill, else the words themselves."""
        start, end = self.start + m.start(group), self.start + m.end(group)
        start += len(article.group()) if (article := re.match(r"(?i:the)\s+", self.scene.body[start:end])) else 0
        return self.scene.posts.get(self.scene.body[start:end].lower(), Words(start, end))

    def by(self) -> Words | None:
        m = phrases.BY.search(self.words)
        return _name_at(self.scene.body, self.start + m.start("who"), self.start + m.end("who")) if m else None

    def draft(self, kind: str, roles: dict[str, Fill], *, denied: bool = False, end: int | None = None) -> Draft:
        return Draft(
            kind,
            self.start,
            end or self.end,
            roles,
            polarity="denies" if denied else "asserts",
            hedged=bool(phrases.HEDGE.search(self.words)),
            by=self.per,
            basis="unstated" if self.per else "document",
            when=self.scene.when,
            way="form",
        )


def remarks(scene: Scene, cell: Words | None) -> Iterator[Draft]:
    """The claims of one remark."""
    if cell is None or cell.start >= cell.end:
        return
    clauses = list(_clauses(scene.body, cell))
    for n, (start, end) in enumerate(clauses):
        words = scene.body[start:end]
        per = phrases.PER.search(words)
        who = _name_at(scene.body, start + per.start("who"), start + per.end("who")) if per else None
        if per is None and n + 1 < len(clauses) and (next_ := phrases.PER.match(scene.body[slice(*clauses[n + 1])])):
            first = clauses[n + 1][0]
            who = _name_at(scene.body, first + next_.start("who"), first + next_.end("who"))
        clause = _Clause(scene, start, end, words[: per.start()] if per else words, who, tuple(clauses[n + 1 :]))
        if phrases.LATER.search(phrases.QUOTED.sub("", clause.words)):
            continue
        for rule in _RULES:
            if made := rule(clause):
                yield from made
                break


def returned_by(body: str, cell: Words | None) -> Words | None:
    """Who a remark says brought it back."""
    m = phrases.RETURNED.search(body, *cell) if cell else None
    return _name_at(body, m.start("who"), m.end("who")) if m else None


def checks(scene: Scene, columns: tuple[str, ...], row: Row) -> list[Draft]:
    """The claims of columns that are ticked: "Inspected?", "Shown clear"."""
    found: list[Draft] = []
    for head, cell in zip(columns, row.cells, strict=True):
        answer = scene.body[cell.start : cell.end].strip(" .").lower()
        if answer not in _YES | _NO:
            continue
        is_no = answer in _NO
        roles: dict[str, Fill]
        if re.search(r"(?i)\bshown? clear|\bclear(?:ed)? shown", head):
            kind, roles = "showing_clear", {"agent": scene.giver, "item": scene.item, "to": scene.receiver}
        elif re.search(r"(?i)\b(?:inspected|checked|inspection|check)\b", head):
            kind, roles = "inspection", {"agent": None if is_no else scene.doer, "item": scene.item}
        else:
            continue
        found.append(Draft(kind, *cell, roles, polarity="denies" if is_no else "asserts", basis="document", when=scene.when))
    return found


def _clauses(body: str, cell: Words) -> Iterator[tuple[int, int]]:
    words = body[cell.start : cell.end]
    quoted = [(m.start(), m.end()) for m in phrases.QUOTED.finditer(words)]
    at = 0
    for m in phrases.CLAUSE.finditer(words):
        if any(s < m.start() < e for s, e in quoted):
            continue
        stop = m.start() + (1 if m.group().startswith(".") else 0)
        if told := words[at:stop].rstrip():
            yield cell.start + at, cell.start + at + len(told)
        at = m.end()
    if words[at:].strip():
        yield cell.start + at, cell.start + len(words.rstrip())


def _inspection(c: _Clause) -> list[Draft]:
    m = phrases.INSPECTED.search(c.words)
    if m is None:
        return []
    denied = bool(m["not"] or m["un"] or m["none"])
    agent = c.by() or (None if denied else c.scene.doer)
    start = m.end()
    result_end = c.end
    for s, e in c.following if not denied else ():
        if not phrases.RESULT.match(c.scene.body, s, e) or any(
            rule(_Clause(c.scene, s, e, c.scene.body[s:e], None, ())) for rule in _RULES[1:]
        ):
            break
        result_end = e
    rest = phrases.BY.sub("", phrases.BOTH.sub("", c.words[start:])).strip(" :-–") if not denied else ""
    extent = rest if phrases.EXTENT.match(rest) else None
    after = c.scene.body[c.following[0][0] : result_end] if result_end > c.end else ""
    result = ", ".join(p for p in (rest if not extent else "", after) if p).rstrip(" .") or None
    roles: dict[str, Fill] = {"agent": agent, "item": c.scene.item, "result": result, "extent": extent}
    pair = (c.scene.giver, c.scene.receiver)
    if not denied and all(pair) and phrases.BOTH.search(c.words):
        return [c.draft("inspection", {**roles, "agent": who}, end=result_end) for who in pair]
    return [c.draft("inspection", roles, denied=denied, end=result_end)]


def _unloading(c: _Clause) -> list[Draft]:
    m = phrases.UNLOADED.search(c.words)
    if m is None:
        return []
    denied = bool(m["not"])
    agent = c.by() or (None if denied else c.scene.doer)
    return [c.draft("unloading", {"agent": agent, "item": c.scene.item, "content": _content(c, m.end())}, denied=denied)]


def _loading(c: _Clause) -> list[Draft]:
    m = phrases.LOADED.search(c.words)
    if m is None or phrases.NOT_LOADING.search(c.words):
        return []
    return [c.draft("loading", {"agent": c.by() or c.scene.doer, "item": c.scene.item, "content": _content(c, m.start("rest"))})]


def _content(c: _Clause, at: int) -> Words | None:
    """What follows, without its number and without "by N. N."."""
    stop = by.start() if (by := phrases.BY.search(c.words, at)) else len(c.words)
    while at < stop and not c.words[at].isalnum():
        at += 1
    if count := phrases.COUNT.match(c.words, at, stop):
        at = count.end()
    while stop > at and not c.words[stop - 1].isalnum():
        stop -= 1
    return Words(c.start + at, c.start + stop) if stop > at else None


def _showing(c: _Clause) -> list[Draft]:
    m = phrases.SHOWN.search(c.words)
    if m is None:
        return _showing_to(c)
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


def _showing_to(c: _Clause) -> list[Draft]:
    """ "shown to the actor and 1st AD", "no show-clear"."""
    m = phrases.SHOWN_TO.search(c.words)
    if m is None or not (m["to"] or "clear" in m.group().lower()):
        return []
    shown: list[Words | None] = [c.held_by(m, group) for group in ("to", "to2") if m[group]] or [c.scene.receiver]
    agent = c.by() or c.scene.giver
    return [c.draft("showing_clear", {"agent": agent, "item": c.scene.item, "to": to}, denied=bool(m["not"])) for to in shown]


def _announcement(c: _Clause) -> list[Draft]:
    m = phrases.CALL.search(c.words)
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
    m = phrases.FIRED.search(c.words)
    if m is None or re.search(r"(?i)\bdry[ -]fire", c.words):
        return []
    agent = c.by() or c.scene.holder
    roles: dict[str, Fill] = {"item": c.scene.item, "agent": agent}
    if phrases.ACCIDENT.search(c.words):
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
    m = phrases.SET_DOWN.search(c.words)
    place = _place(c, m) if m else None
    if m is None or place is None:
        return []
    roles: dict[str, Fill] = {"agent": c.by() or c.scene.doer, "item": c.scene.item, "place": place}
    kind = "storing" if sort_of(c.scene.body[place.start : place.end]) == "store" else "set_down"
    return [c.draft(kind, roles, denied=bool(m["not"]))]


def _picking_up(c: _Clause) -> list[Draft]:
    m = phrases.PICKED_UP.search(c.words)
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


def _taking_out(c: _Clause) -> list[Draft]:
    """ "ex gun safe": the one who gave the item out had taken it from there."""
    m = phrases.TAKEN_OUT.search(c.words)
    if m is None or sort_of(m["place"]) != "store":
        return []
    return [c.draft("taking_out", {"agent": c.by() or c.scene.giver, "item": c.scene.item, "place": c.at(m, "place")})]


def _place(c: _Clause, m: re.Match[str]) -> Words | None:
    """Where, without "by N. N."; ``None`` for a clock time and for "in use"."""
    start = m.start("place")
    stop = by.start() if (by := phrases.BY.search(c.words, start)) else len(c.words)
    if during := phrases.WHILE.search(c.words, start, stop):
        stop = during.start()
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
    m = phrases.IS_AT.match(c.words.strip())
    if m is None or m["place"].strip().lower() in _not_places() or sort_of(m["who"]) != "person" or "." not in m["who"]:
        return []
    return [c.draft("presence", {"agent": c.at(m, "who"), "place": c.at(m, "place")})]


def _contents(c: _Clause) -> list[Draft]:
    m = phrases.CONTENTS.search(c.words)
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
    _inspection, _announcement, _showing, _unloading, _loading, _discharge, _contents, _setting_down, _taking_out,
    _picking_up, _presence,
)  # fmt: skip
