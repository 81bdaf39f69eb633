"""Transcripts: a head that says who was there, then turns: questions, answers, and what others put in."""

import re
from dataclasses import dataclass
from typing import Literal

from gestae.extract.blocks import Field
from gestae.extract.draft import Words
from gestae.extract.layout.casts import Cast
from gestae.extract.layout.copying import Range, blocks_of
from gestae.extract.layout.dates import stated_day
from gestae.extract.layout.fields import fields_in
from gestae.extract.layout.names import is_person, named
from gestae.extract.layout.paragraphs import parts_of
from gestae.extract.layout.prose import add_field, lay_part
from gestae.extract.layout.sheet import Grid, Laid, Recogniser, Sheet
from gestae.extract.layout.turns import Turn, turns_of

_TITLE = re.compile(
    r"\b(?:transcript|recorded interview|deposition|interview of|record of (?:taped )?interview|examination|hearing)\b",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"(?:(?:counsel|attorneys?|appearing|solicitors?|representatives?) )?(?:for|on behalf of)\b|(?:also )?present\b"
    r"|witness\Z|deponent\Z|interviewe[er]s?\Z|deposition of\Z|examined by\Z",
    re.IGNORECASE,
)
TurnKind = Literal["question", "answer", "remark"]


def _score(sheet: Sheet) -> int:
    turns = turns_of(sheet)
    titled = 15 * bool(_TITLE.search(sheet.head[:600]))
    marked = sum(t.mark in "QA" and t.mark != "" for t in turns.turns)
    if marked >= 4 or (marked >= 2 and titled):
        return min(93, 70 + titled + marked)
    speakers = {sheet.body[t.label.start : t.label.end] for t in turns.turns if t.label}
    if len(turns.turns) >= 4 and len(speakers) >= 2:
        said = sum(t.end - t.start for t in turns.turns)
        return min(90, 30 + titled + int(50 * said / max(1, len(sheet.body.strip()))))
    return 0


def _lay(sheet: Sheet) -> Laid:
    laid = Laid()
    found = turns_of(sheet)
    first = found.turns[0].first_line if found.turns else None
    for part in parts_of(sheet, 0, first, wrapped=False):
        kind = None
        if not isinstance(part, Grid):
            laid.date = laid.date or stated_day(sheet.words(part))
            kind = _head_kind(sheet, part.start, part.end)
        lay_part(sheet, laid, part, kind)
    _fill_from_below(sheet, laid)
    cast = Cast.of(sheet, laid.fields, found.turns)
    if cast.witness and not any(f.value.start <= cast.witness.start < f.value.end for f in laid.fields):
        add_field(laid, "witness", *cast.witness)
    _Talk(sheet, laid, cast).lay(found.turns)
    return laid


def _fill_from_below(sheet: Sheet, laid: Laid) -> None:
    """ "For the Witness:" with the names on the lines below it."""
    for number, field in enumerate(laid.fields):
        if field.value.end > field.value.start or not _LEADS.match(field.label):
            continue
        at = sheet.line_index(field.at.end)
        while at < len(sheet.lines) and sheet.lines[at].is_blank:
            at += 1
        line = sheet.lines[at] if at < len(sheet.lines) else None
        who = named(sheet.body, line.start, line.end) if line else None
        if line and who and is_person(sheet.body[who.name.start : who.name.end]):
            laid.fields[number] = Field(field.label, Words(field.at.start, line.end), Words(line.start, line.end))


def _head_kind(sheet: Sheet, start: int, end: int) -> Literal["byline", "headline"] | None:
    if fields_in(sheet.body, start, end):
        return None
    return "headline" if sheet.body[start:end].isupper() else "byline"


@dataclass
class _Talk:
    sheet: Sheet
    laid: Laid
    cast: Cast
    question: int | None = None

    def lay(self, turns: list[Turn]) -> None:
        asker = self.cast.interviewer
        for turn in turns:
            if turn.mark == "furniture":
                self.laid.blocks.extend(blocks_of(self.sheet, "byline", list(turn.ranges)))
                continue
            if turn.mark == "examiner":
                asker = self.cast.in_full(turn.label) or asker
                self.laid.blocks.extend(blocks_of(self.sheet, "byline", list(turn.ranges)))
                continue
            if turn.mark == "Q" and turn.label:
                asker = self.cast.in_full(turn.label)
            kind, speaker, addressee = self._read(turn, asker)
            self._add(kind, list(turn.ranges), speaker, addressee)

    def _read(self, turn: Turn, asker: Words | None) -> tuple[TurnKind, Words | None, Words | None]:
        witness = self.cast.witness
        if turn.mark == "Q":
            return "question", asker, witness
        if turn.mark == "A":
            return "answer", witness, asker
        who = self.cast.who(turn.label)
        if who == "witness":
            return "answer", witness or self.cast.in_full(turn.label), asker
        if who == "interviewer":
            own = self.cast.in_full(turn.label)
            second = asker is not None and own in self.cast.others and own != asker  # two officers ask by turns
            return "question", own if second else asker or own, witness
        if turn.label and asker and self._is_same(turn.label, asker) and "?" in self.sheet.body[turn.start : turn.end]:
            return "question", asker, witness
        return "remark", self.cast.in_full(turn.label), None

    def _is_same(self, label: Words, other: Words) -> bool:
        return (
            self.cast.in_full(label) == other
            or self.sheet.body[slice(*label)].split()[-1] == self.sheet.body[slice(*other)].split()[-1]
        )

    def _add(self, kind: TurnKind, ranges: list[Range], speaker: Words | None, addressee: Words | None) -> None:
        begins = len(self.laid.blocks)
        question = self.question if kind == "answer" else None
        self.laid.blocks.extend(blocks_of(self.sheet, kind, ranges, speaker=speaker, addressee=addressee, question=question))
        if kind == "question" and len(self.laid.blocks) > begins:
            self.question = len(self.laid.blocks) - 1


RECOGNISER = Recogniser("transcript", _score, _lay)
