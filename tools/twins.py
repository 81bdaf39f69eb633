"""Renamed twins of a document and its gold file: other names, other sexes, other things, places and days, the same story.

    python tools/twins.py DOC.txt DOC.gold.json --seed 3 --to FOLDER

A reader that knows the world by its words, and not by the names in them, finds in the twin what it found in the document. Every
person changes sex; days move by whole weeks, so that weekdays stay true; clock times stay. Names, things and places come from
the gold file.
"""

import argparse
import json
import random
import re
import sys
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from twin_days import Days
from twin_words import (
    FEMALE_TO_MALE,
    FEMININE,
    KEPT_IN_ORGANISATIONS,
    KEPT_IN_PLACES,
    MALE_TO_FEMALE,
    MEN,
    ORGANISATION_WORDS,
    PLACE_WORDS,
    SHORT_FORMS,
    STATES,
    SURNAMES,
    THINGS,
    TRADES,
    WOMEN,
)

Gold = dict[str, Any]
Change = tuple[int, int, str]

_UNSUNG = frozenset(
    [
        "quote",
        "why",
        "id",
        "kind",
        "about",
        "note",
        "polarity",
        "modality",
        "form",
        "act",
        "aware",
        "hedged",
        "basis",
        "zone",
        "acts",
        "state",
        "count",
    ]
)
_WIDENED = 12  # blanks added between the columns of a plain-text table, so that longer names still fit
_OBJECT_HER = re.compile(
    r"[.,;:!?”)]|$|\s+(?:a|an|the|it|that|to|in|on|at|for|from|with|and|but|or|about|again|by|of|one|two|some|this|these|who|if|as|when|not|now|there)\b"
)


@dataclass(frozen=True)
class Twin:
    """A document's text and its gold, told of others."""

    text: str
    gold: Gold


def twin(text: str, gold: Gold, seed: int) -> Twin:
    """The twin of this seed; the same seed always gives the same twin."""
    swap = _Swap.of(text, gold, random.Random(f"{seed} {text[:80]}"))
    changes = swap.changes(text, padded=True)
    return Twin(_apply(text, changes), _Retold(text, changes, swap).gold(gold))


@dataclass
class _Swap:
    """What becomes what: words by exact match, the rest by rules."""

    days: Days
    words: dict[str, str] = field(default_factory=dict)
    things: dict[str, str] = field(default_factory=dict)
    people: list[tuple[tuple[str, str], tuple[str, str]]] = field(default_factory=list)

    @classmethod
    def of(cls, text: str, gold: Gold, chance: random.Random) -> "_Swap":
        swap = cls(Days.of(text, gold, chance))
        swap._persons(text, [a["name"] for a in gold["agents"] if a["kind"] == "person"], chance)
        fresh = chance.sample(PLACE_WORDS, len(PLACE_WORDS))
        for agent in gold["agents"]:
            if agent["kind"] != "person":
                swap._organisation(agent["name"], fresh, chance)
        for place in gold.get("places", []):
            swap._proper(place["name"], fresh, KEPT_IN_PLACES)
        for county in re.findall(r"\b([A-Z]\w+|[A-Z]{3,}) (?:County|COUNTY)\b", text):
            swap._proper(county.capitalize(), fresh, frozenset())
        old, new = chance.sample(STATES, 2)
        named = next((s for s in STATES if s[0] in text), old)
        new = new if new != named else old
        swap.words |= {named[0]: new[0], named[0].upper(): new[0].upper()}
        swap.words[named[1]] = new[1]
        swap._things(text, [i["name"] for i in gold["items"]] + [n for i in gold["items"] for n in i.get("also", [])], chance)
        return swap

    def _persons(self, text: str, names: list[str], chance: random.Random) -> None:
        bylines = re.findall(r"^By (\w+ \w+)", text, re.M)
        pools = {"f": chance.sample(WOMEN, len(WOMEN)), "m": chance.sample(MEN, len(MEN))}
        short = {sex: chance.sample(pairs, len(pairs)) for sex, pairs in SHORT_FORMS.items()}
        surnames = [s for s in chance.sample(SURNAMES, len(SURNAMES)) if s not in text]
        taken: set[str] = set()
        for name in [*names, *bylines]:
            given, _, surname = name.rpartition(" ")
            sex = "m" if _is_woman(given, surname, text) else "f"
            called = _short_form(given, text) if given else None
            first, brief = short[sex].pop() if called else (pools[sex].pop(), None)
            last = next(s for s in surnames if first[0] + s[0] not in taken)
            surnames.remove(last)
            taken.add(first[0] + last[0])
            self.people.append(((given, surname), (first, last)))
            self._word(surname, last)
            if given:
                self._word(given, first)
            if called and brief:
                self._word(called, brief)
        for part in re.findall(r"\(([A-Z]{4,})\)", text):  # a character: "Edda Quilter (HOLLIN)"
            if re.search(rf"\b{part.capitalize()}\b", text):
                self._word(part.capitalize(), pools["m"].pop())

    def _word(self, old: str, new: str) -> None:
        self.words[old] = new
        self.words[old.upper()] = new.upper()

    def _organisation(self, name: str, fresh: list[str], chance: random.Random) -> None:
        for word in re.findall(r"[\w’']+", name):
            if word in ORGANISATION_WORDS:
                self._word(word, self.words.get(word) or chance.choice(ORGANISATION_WORDS[word]))
        self._proper(name, fresh, KEPT_IN_ORGANISATIONS | ORGANISATION_WORDS.keys())

    def _proper(self, name: str, fresh: list[str], kept: frozenset[str]) -> None:
        """Words like names become other words like names: "Larch Road plant" has one."""
        if name.split(maxsplit=1)[0] in ("Santa", "San") and name not in self.words:
            self._word(name, fresh.pop())
            return
        for word in re.findall(r"[A-Z]\w{2,}", name):
            if word not in kept and word not in self.words:
                self._word(word, fresh.pop())

    def _things(self, text: str, names: list[str], chance: random.Random) -> None:
        used = set(re.findall(r"\w+", text.lower()))
        for name in names:
            for old in sorted(THINGS, key=len, reverse=True):
                if old in self.things or not re.search(rf"\b{old}s?\b", name.lower()):
                    continue
                free = [n for n in THINGS[old] if n.split()[-1] not in used and n not in self.things.values()]
                if free:
                    self.things[old] = chance.choice(free)

    def changes(self, text: str, *, padded: bool = False) -> list[Change]:
        """Every change, in order, none overlapping another; articles follow the word they now stand before."""
        claimed: list[Change] = []
        for find in (self._mails, self._initials, self.days.changes, self._names, self._objects, self._sexes):
            for change in find(text):
                if all(change[1] <= c[0] or change[0] >= c[1] for c in claimed):
                    claimed.append(change)
        claimed = _articles(text, sorted(claimed))
        return sorted(_columns(text, claimed)) if padded else claimed

    def plain(self, words: str) -> str:
        return _apply(words, self.changes(words))

    def _mails(self, text: str) -> Iterator[Change]:
        for m in re.finditer(r"\b([a-z])\.([a-z]+)@([\w.]+)", text):
            for (given, surname), (first, last) in self.people:
                if (given[:1].lower(), surname.lower()) == (m[1], m[2]):
                    yield m.start(), m.end(), f"{first[0].lower()}.{re.sub(r'[^a-z]', '', last.lower())}@{m[3]}"

    def _initials(self, text: str) -> Iterator[Change]:
        for (given, surname), (first, last) in self.people:
            for m in re.finditer(rf"\b{given[:1] or '-'}\.(?= ?{surname}\b)", text):
                yield m.start(), m.end(), f"{first[0]}."
            for m in re.finditer(rf"\b{given[:1] or '-'}\. ?{surname[0]}\.(?!\w)", text):
                yield m.start(), m.end(), f"{first[0]}.{last[0]}."

    def _names(self, text: str) -> Iterator[Change]:
        longest = sorted(self.words, key=len, reverse=True)
        for m in re.finditer(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)", text):
            new, end = self.words[m[0]], m.end()
            if m[0].endswith("s") and re.match(r"['’](?!\w)", text[end:]) and not new.endswith("s"):
                new, end = f"{new}{text[end]}s", end + 1
            yield m.start(), end, new

    def _objects(self, text: str) -> Iterator[Change]:
        if not self.things:
            return
        longest = "|".join(sorted(self.things, key=len, reverse=True))
        for m in re.finditer(rf"(?<![\w-])({longest})(e?s)?(?![\w-])", text, re.I):
            if re.match(r" (?:medic|grip|up|set)\b", text[m.end() :], re.I):
                continue  # "key medic", "line set" are no things of this sort
            new = self.things[m[1].lower()] + ("s" if m[2] else "")
            yield m.start(), m.end(), _as(m[0], new)

    def _sexes(self, text: str) -> Iterator[Change]:
        for m in re.finditer(r"(?<!\w)([A-Za-z]+)(?![\w-])", text):
            if (new := _other_sex(m[0].lower(), text[m.end() :])) is not None:
                yield m.start(), m.end(), _as(m[0], new)


class _Retold:
    """The gold of the twin: quotes by their place in the text, all other words by the same changes."""

    def __init__(self, text: str, changes: list[Change], swap: _Swap) -> None:
        self._folded, self._changes, self._swap = _fold(text), changes, swap
        self._twin = _apply(text, changes)
        self._starts = [c[0] for c in changes]

    def gold(self, gold: Gold) -> Gold:
        return {k: self._any(k, v) for k, v in gold.items()}

    def _any(self, key: str, value: Any) -> Any:
        match value:
            case dict():
                return {k: self._any(k, v) for k, v in value.items()}
            case list():
                return [self._any(key, v) for v in value]
            case str() if key == "quote":
                return self._quote(value)
            case str() if key in ("time", "date"):
                return self._swap.days.edtf(value)
            case str() if key not in _UNSUNG:
                return self._swap.plain(value)
        return value

    def _quote(self, quote: str) -> str:
        at = self._folded.find(_fold(quote))
        assert at >= 0, quote
        return self._twin[self._moved(at, True) : self._moved(at + len(quote), False)]

    def _moved(self, offset: int, is_start: bool) -> int:
        n = bisect_right(self._starts, offset if is_start else offset - 1)
        shift = sum(len(new) - (end - start) for start, end, new in self._changes[:n])
        if n and offset < self._changes[n - 1][1]:  # inside a change: take the whole of it
            start, end, new = self._changes[n - 1]
            before = shift - len(new) + end - start
            return start + before if is_start else start + before + len(new)
        return offset + shift


def _apply(text: str, changes: list[Change]) -> str:
    out, at = [], 0
    for start, end, new in changes:
        out += [text[at:start], new]
        at = end
    return "".join([*out, text[at:]])


def _articles(text: str, changes: list[Change]) -> list[Change]:
    more = []
    for start, _end, new in changes:
        m = re.search(r"(?<!\w)(a|an)(\s)$", text[:start], re.I)
        want = "an" if new[:1].lower() in "aeiouéà" else "a"
        if m and m[1].lower() != want:
            more.append((m.start(1), m.end(1), _as(m[1], want)))
    return sorted([*changes, *more])


def _columns(text: str, changes: list[Change]) -> Iterator[Change]:
    """The changes, with the blanks between the cells of a table made to fit, so that its columns stay columns."""
    yield from changes
    for line in re.finditer(r".+", text):
        gaps = list(re.finditer(r"(?<=\S) {2,}(?=\S)", line[0]))
        if len(gaps) < 3 or not re.match(r"\d\d[:.]\d\d |Time\b", line[0]):
            continue
        for before, gap in zip([None, *gaps], gaps, strict=False):
            start, end = line.start() + (before.end() if before else 0), line.start() + gap.start()
            grown = sum(len(c[2]) - (c[1] - c[0]) for c in changes if start <= c[0] < end)
            yield line.start() + gap.start(), line.start() + gap.end(), " " * (len(gap[0]) + _WIDENED - grown)


def _is_woman(given: str, surname: str, text: str) -> bool:
    for titles, answer in ((r"Ms|Mrs|Miss", True), (r"Mr", False)):
        if re.search(rf"\b(?:{titles})\.? (?:{given} )?{surname}\b", text, re.I):
            return answer
    return given in FEMININE or (given.endswith("a") and given != "Luca")


def _short_form(given: str, text: str) -> str | None:
    """ "Terry" of "Terrence": another name in the text that begins as this one does."""
    stem = given[:4] if len(given) > 5 else given
    near = [
        w
        for w in re.findall(r"\b[A-Z][a-z]+\b", text)
        if w != given and len(w) < len(given) and (w[:4] == stem or (given.startswith(w) and len(w) > 2))
    ]
    if not near and re.search(r"\bLen\b", text) and given == "Leonard":
        return "Len"
    return near[0] if near else None


def _other_sex(word: str, after: str) -> str | None:
    if word == "her":
        return "him" if _OBJECT_HER.match(after) else "his"
    if word == "his":
        return "hers" if re.match(r"[.,;:!?”]", after) else "her"
    if word in ("him", "hers"):
        return "her" if word == "him" else "his"
    if m := re.fullmatch(rf"({TRADES})(wo)?m([ae])n", word):
        return f"{m[1]}{'' if m[2] else 'wo'}m{m[3]}n"
    return MALE_TO_FEMALE.get(word) or FEMALE_TO_MALE.get(word)


def _as(old: str, new: str) -> str:
    """With the capitals of the old."""
    if len(old) > 1 and old.isupper():
        return new.upper()
    return new[0].upper() + new[1:] if old[0].isupper() else new


def _fold(text: str) -> str:
    return text.translate(str.maketrans("’‘“”–—\n\u00a0", "''\"\"--  ")).lower()


def main(argv: list[str] | None = None) -> int:
    """Writes the twins of one document."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("text", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--to", type=Path, default=Path())
    options = parser.parse_args(argv)
    made = twin(options.text.read_text(encoding="utf-8"), json.loads(options.gold.read_text(encoding="utf-8")), options.seed)
    options.to.mkdir(parents=True, exist_ok=True)
    stem = f"{options.text.stem}.twin{options.seed}"
    (options.to / f"{stem}.txt").write_text(made.text, encoding="utf-8")
    (options.to / f"{stem}.gold.json").write_text(json.dumps(made.gold, ensure_ascii=False, indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
