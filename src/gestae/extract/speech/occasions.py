"""Every attribution of a run of blocks: what is said, thought, known or wanted, by whom, in which words."""

import re

from gestae.extract.grammar import Token, is_negated, is_verb
from gestae.extract.parse import Parsed
from gestae.extract.speech import holders
from gestae.extract.speech.across import join_paragraphs
from gestae.extract.speech.ascription import Ascription, Range, Reading
from gestae.extract.speech.attribution import Attribution, Form
from gestae.extract.speech.constructions import constructed
from gestae.extract.speech.extents import cue_words, measure
from gestae.extract.speech.quoting import join_quotes
from gestae.extract.speech.reported import reported
from gestae.extract.speech.settling import settle
from gestae.extract.speech.speakers import counsel_between, hearer_of, speaker_of
from gestae.extract.speech.ways import ways

AGE = re.compile(r"(, \d{1,2}),")
SPOKEN = ("quote", "label", "signed", "announced", "according", "going on")
CLAUSES = ("clause", "that", "host")
NEAR = 25  # tokens between speaker and verb that still are one clause


def attributions(blocks: list[Parsed]) -> dict[int, list[Attribution]]:
    """All that consecutive blocks ascribe to somebody, by block, in text order. A quotation may go on over several blocks.

    Those that may be claimed as statements are marked; see ``statements``.
    """
    readings: list[Reading] = []
    for parsed in blocks:
        readings.append(_read(parsed, goes_on=bool(readings) and readings[-1].is_left_quoting))
    join_paragraphs(readings)
    return {reading.parsed.number: _attributions(reading) for reading in readings}


def statements(found: list[Attribution]) -> list[Attribution]:
    """Those that may be claimed as statements: somebody spoke or wrote, and the text says so."""
    return [one for one in found if one.is_statement]


def _read(parsed: Parsed, goes_on: bool) -> Reading:
    reading = Reading(parsed, goes_on)
    for one in constructed(reading):
        reading.add(one)
    join_quotes(reading)
    for one in reading.found:
        measure(reading, one)
    settle(reading)
    return reading


def _attributions(reading: Reading) -> list[Attribution]:
    found: list[Attribution] = []
    for one in reading.found:
        made = _of(reading, one)
        if one.way in SPOKEN:
            made.is_statement = one.sort in ways().statements and bool(one.content or one.beyond)
        found.append(made)
    by_cue = {a.cue.i: n for n, a in enumerate(found) if reading.found[n].way != "going on"}
    held = {i for one in reading.found for i in one.content}
    for token in reading.doc:
        at = by_cue.get(token.i)
        if at is not None and found[at].is_statement:
            continue
        told = reported(reading.parsed, token, reading.marks, reading.by_cue[token.i].follows if at is not None else None)
        if told is None:
            continue
        if at is None:
            _name(reading, told)
            told.is_nested = token.i in reading.spoken or token.i in held
            found.append(told)
        else:
            found[at] = _joined(told, found[at], way=reading.by_cue[token.i].way)
    return sorted(found, key=lambda a: (a.start, -a.end))


def _of(reading: Reading, one: Ascription) -> Attribution:
    """An ascription as an attribution, not yet a statement."""
    cue = one.cue
    content = reading.ranges(one.content)
    source = _with_age(reading, reading.ranges(one.source))
    speaker = speaker_of(one.follows or cue) if is_verb(cue) and one.sort in ways().statements else None
    if speaker is None or speaker.i in one.content:
        speaker = _head(reading, one.source)
    edges = content if content and one.way == "going on" else [*content, (cue.idx, cue.idx + len(cue))]
    if speaker is not None and one.follows is None and abs(speaker.i - cue.i) < NEAR:
        edges.append(((speaker if one.quoted else speaker.left_edge).idx, speaker.idx + len(speaker)))
    return Attribution(
        reading.parsed.number,
        cue,
        _form(reading, one),
        speaker,
        content,
        min(a for a, _ in edges),
        max(b for _, b in edges),
        to=hearer_of(cue) if is_verb(cue) and one.sort in ways().statements else None,
        through=counsel_between(cue),
        denied=is_negated(cue),
        quoted=one.quoted,
        sort=one.sort,
        is_statement=False,
        is_nested=one.is_nested,
        cue_at=reading.ranges(one.words) or [(cue.idx, cue.idx + len(cue))],
        source_at=source,
        beyond=one.beyond,
    )


def _with_age(reading: Reading, source: list[Range]) -> list[Range]:
    """The words of the source with an age that ends them ("Nora Quill, 41, said"), which the parser does not see."""
    if not source:
        return source
    start, end = source[-1]
    age = AGE.match(reading.copy, end)
    return [*source[:-1], (start, age.end(1) if age else end)]


def _form(reading: Reading, one: Ascription) -> Form:
    """Direct, indirect or mixed: quotation marks within what another says, told of here, are that other's."""
    if one.cue.i in reading.quote_at:
        return "indirect"
    spoken = {i for i in one.content if not reading.doc[i].is_punct}
    quoted = spoken & reading.quote_at.keys()
    if (spoken and quoted == spoken) or (not spoken and one.beyond):
        return "direct"
    inner = (reading.by_cue[i] for i in one.content & reading.by_cue.keys() if i != one.cue.i)
    for other in inner:
        quoted -= other.content if other.quoted else set()
    return "mixed" if quoted else "indirect"


def _head(reading: Reading, source: set[int]) -> Token | None:
    """The head of the source's words."""
    return next((reading.doc[i] for i in sorted(source) if reading.doc[i].head.i not in source or reading.doc[i].head.i == i), None)


def _name(reading: Reading, one: Attribution) -> None:
    """Fills in the words of cue and source of an occasion that no construction brought."""
    words = cue_words(reading, one.cue, "")
    one.cue_at = reading.ranges(words)
    if one.speaker is not None:
        one.source_at = reading.ranges(holders.words_of(one.speaker, one.cue) - words)


def _joined(one: Attribution, wide: Attribution, way: str) -> Attribution:
    """A reported statement with the extents of its construction."""
    if one.size and way in CLAUSES:
        one.content, one.form = wide.content, wide.form
        one.start, one.end = wide.start, wide.end
    one.sort, one.is_nested, one.beyond = wide.sort, wide.is_nested, wide.beyond
    one.cue_at, one.source_at, one.quoted = wide.cue_at, wide.source_at, wide.quoted
    return one
