"""Question and answer brought together: the sentences that a short answer stands for."""

from dataclasses import dataclass, field, replace

from gestae.extract.events.clauses import Bit, Clause, bits, plainly, statement_clause
from gestae.extract.events.event import ACTS, SPAN_LIMIT, Event, Scene
from gestae.extract.events.filling import is_time, means_same, placed, with_parts
from gestae.extract.events.questions import Asked, asked
from gestae.extract.events.replies import Reply, is_led, is_negative, replies, taken_back
from gestae.extract.events.retelling import Retold

DEEDS = ACTS | {"concern", "holding", "pointing", "discharge", "contents"}


@dataclass
class Exchange:
    """A question with its answer, and the sentences the answer stands for."""

    question: Scene
    answer: Scene
    asked: Asked | None
    base: Clause | None = None
    clause: Clause | None = None
    last: Clause | None = None
    retold: list[Retold] = field(default_factory=list)
    given: list[Reply] = field(default_factory=list)
    taken_back: int = 0
    cut: int = 0
    is_unknown: bool = False
    is_open: bool = False

    @property
    def past(self) -> int:
        """Where, in the text, the short replies end that only the question makes clear."""
        short = [r.last for r in self.given if r.is_short]
        return self.answer.parsed.words(short[-1]).end if short else 0


def exchanges(scenes: list[Scene], found: list[Event]) -> list[Exchange]:
    found_: list[Exchange] = []
    question: Scene | None = None
    for scene in scenes:
        kind = scene.parsed.block.kind
        if kind == "question":
            question = scene
        elif kind == "answer" and question is not None:
            before = found_[-1] if found_ else None
            found_.append(_exchange(question, scene, before, found))
            question = None
        elif kind not in ("remark", "answer"):
            question = None
    return found_


def _exchange(question: Scene, answer: Scene, before: Exchange | None, found: list[Event]) -> Exchange:
    what = asked(question)
    made = Exchange(question, answer, what)
    made.taken_back, made.cut = taken_back(answer)
    made.given = replies(answer, made.cut)
    earlier = before.base if before is not None else None
    made.is_unknown = any(r.stance == "unknown" for r in made.given[:2]) and not any(r.doer or r.parts for r in made.given)
    own = _own_clause(answer, found, made.cut)
    clause = what.clause if what is not None else None
    if what is not None and clause is None and not what.points_on:
        clause = _pointed(what, earlier)
    if what is not None and clause is not None and not made.is_unknown:
        _resolve(made, what, clause)
    if made.cut and not made.retold and (first := _own_clause(answer, found, 0, made.taken_back)) is not None:
        _amend(made, first)
    if what is not None and what.points_on:
        _predicates(made, Clause((Bit("I"),), (), ()))
    made.clause = clause
    made.base = own or made.last or _told_base(clause) or earlier
    return made


# What a question that only points wants of what was told before


def _pointed(what: Asked, base: Clause | None) -> Clause | None:
    if base is None:
        return None
    if what.subject:
        return replace(base, subject=what.subject, denied=False)
    if what.phrase:
        lead = what.phrase[0].text.lower()
        return base.without({lead}).plus(what.phrase)
    return replace(base, denied=False)


def _told_base(clause: Clause | None) -> Clause | None:
    """What a question has put, for the next to point at."""
    if clause is None:
        return None
    return replace(clause, denied=False) if clause.subject else clause.by((Bit("someone"),))


def _own_clause(answer: Scene, found: list[Event], low: int, high: int = 1 << 30) -> Clause | None:
    """The last clause between these copy offsets of an answer that tells of a deed, taken apart."""
    block = answer.parsed.block
    mine = [
        e
        for e in found
        if block.start <= e.start < block.end
        and e.kind in DEEDS | {"statement"}
        and e.token is not None
        and e.token.doc is answer.parsed.doc
        and low <= e.token.idx < high
        and e.by is answer.refer.author(answer.parsed.number)
    ]
    if not mine:
        return None
    token = mine[-1].token
    tokens = [t for t in token.subtree if not t.is_space and not t.is_punct and t.sent.start == token.sent.start]
    tokens = [
        t
        for t in tokens
        if not any(a.dep_ in ("parataxis", "conj", "discourse") and token.is_ancestor(a) for a in (t, *t.ancestors))
    ]
    made = statement_clause(answer, [t for t in tokens if t.idx < high])
    if made is None:
        return None
    return replace(made, subject=bits(answer, [b.token for b in made.subject]), rest=bits(answer, [b.token for b in made.rest]))


# From replies to sentences


def _resolve(made: Exchange, what: Asked, clause: Clause) -> None:
    closed = not what.gap
    given = _joined(made.given, is_closed=closed or what.knowing != "")
    for reply in given:
        if what.outer is not None and [t.lower_ for t in reply.doer] == ["i"]:
            reply.doer = []  # "Did you see him load it?" - "I did": he saw
        if what.knowing and what.outer is not None and not closed and reply.stance == "no" and not (reply.parts or reply.doer):
            made.is_open = True
            _say(made, reply, what.outer, denied=True, goes_on=False)
        elif what.knowing and reply.stance == "no" and not (reply.parts or reply.doer):
            made.is_open = made.is_unknown = what.outer is not None or what.knowing in ("recall", "remember", "idea")
            if not made.is_unknown:
                _close(made, what, clause, reply)
        elif what.outer is not None and what.sense is None and reply.stance == "yes" and not reply.parts:
            made.is_open = True
        elif closed:
            _close(made, what, clause, reply)
        else:
            _fill(made, what, clause, reply)


def _joined(given: list[Reply], *, is_closed: bool = False) -> list[Reply]:
    """Fragments after a reply go with it: "Yes. To Mr. Adler. Around noon."; after "Not me." they are a reply of their own."""
    joined: list[Reply] = []
    for reply in given:
        if is_closed and not reply.stance and len(reply.parts) == 1 and is_negative(reply.parts[0]) and len(reply.parts[0]) == 1:
            reply.stance, reply.parts = "no", []
        last = joined[-1] if joined else None
        extends = reply.parts and not reply.stance and not reply.doer and not reply.predicate
        if last is not None and extends and not last.is_narrow and not last.is_whole and not last.predicate:
            last.parts += reply.parts
            last.last, last.hedged = reply.last, last.hedged or reply.hedged
        elif reply.is_short:
            joined.append(replace(reply, parts=list(reply.parts)))
    return joined


def _close(made: Exchange, what: Asked, clause: Clause, reply: Reply) -> None:
    """Answer a question of yes or no."""
    if reply.predicate:
        _predicates(made, clause)
        return
    if reply.doer:
        same = means_same(made.answer, clause, reply.doer)
        if reply.stance == "no" and not same:
            _say(made, reply, clause, denied=True)
        doer = clause if same else clause.by(bits(made.answer, reply.doer))
        _say(made, reply, with_parts(made.answer, doer, reply, []), denied=reply.doer_denied)
        return
    if reply.stance == "no":
        _deny(made, clause, reply)
        return
    if reply.stance != "yes" and not reply.parts:
        return
    if clause.denied and not reply.parts:
        if reply.agrees:
            _say(made, reply, clause, denied=True)
        return  # a plain "yes" to "you did not check it?" may mean either
    if what.is_either and reply.parts and any(made.answer.is_person(t) for t in reply.parts[0]):
        _say(made, reply, clause.by(bits(made.answer, reply.parts[0])))
        return
    filled = with_parts(made.answer, clause, reply, reply.parts)
    if reply.stance != "yes" and filled is clause:
        return
    if reply.stance == "yes" or not clause.denied:
        _say(made, reply, filled)


def _deny(made: Exchange, clause: Clause, reply: Reply) -> None:
    if reply.is_narrow:
        if any(is_time(made.answer, p) for p in reply.parts) or not reply.parts:
            _say(made, reply, clause, denied=True)
            return
        changed = with_parts(made.answer, clause, reply, reply.parts)
        if changed is not clause:
            _say(made, reply, changed, denied=True)
        return
    instead = [p for p in reply.parts if not is_negative(p)]
    if not instead:
        _say(made, reply, clause, denied=True)
        return
    changed = with_parts(made.answer, clause, reply, instead)
    if not clause.is_vague and not all(is_time(made.answer, p) for p in instead):
        _say(made, reply, clause, denied=True)
    if changed is not clause:
        _say(made, reply, changed)


def _fill(made: Exchange, what: Asked, clause: Clause, reply: Reply) -> None:
    """Answer a question that wants a part."""
    scene = made.answer
    if reply.predicate:
        if what.gap != "subject":
            _predicates(made, clause)
        return
    if reply.doer:
        if what.gap == "subject":
            subject = bits(scene, reply.doer)
            _say(made, reply, with_parts(made.answer, clause.by(subject), reply, reply.parts), denied=reply.doer_denied)
        return
    if not reply.parts:
        return
    if what.clause is None and what.gap == "object":
        return
    parts, filled = list(reply.parts), None
    if (
        len(parts) > 1
        and len(parts[0]) == 1
        and parts[0][0].pos_ == "PRON"
        and not is_led(parts[1])
        and made.answer.is_person(parts[1][-1])
    ):
        parts = parts[1:]  # "Him. Mr. Cole."
    for part in parts:
        found = placed(made.answer, what, clause, part)
        if found is not None:
            filled = found
            parts.remove(part)
            break
    if filled is None:
        return
    filled = with_parts(made.answer, filled, reply, parts)
    _say(made, reply, filled, denied=reply.is_narrow)


def _predicates(made: Exchange, clause: Clause) -> None:
    """ "Locked it in the safe": what the one who was asked of did."""
    for reply in made.given:
        if reply.predicate and clause.subject:
            _say(made, reply, Clause(clause.subject, (), plainly(bits(made.answer, reply.predicate))))


def _amend(made: Exchange, first: Clause) -> None:
    """ "I gave it to Priya. No, sorry, to Marcus": the clause before with the piece set right."""
    for reply in _joined(made.given):
        if reply.parts and not reply.stance:
            changed = with_parts(made.answer, first, reply, reply.parts)
            if changed is not first:
                _say(made, reply, changed)


def _say(made: Exchange, reply: Reply, clause: Clause, *, denied: bool = False, goes_on: bool = True) -> None:
    """Have the answer stand for this clause; with ``goes_on``, the next question may point at it."""
    start, end = _stretch(made.answer, reply)
    own = any(is_time(made.answer, p) for p in reply.parts)
    basis = made.asked.sense if made.asked is not None else None
    plain = reply.stance in ("yes", "no") and not reply.parts and not reply.hedged
    words = clause.said(denied=denied)
    made.retold.append(Retold(made.answer, words, start, end, reply.hedged, plain, own, basis))
    if goes_on:
        made.last = replace(clause, denied=False)


def _stretch(scene: Scene, reply: Reply) -> tuple[int, int]:
    """The words of a reply; of a single short word, with the rest of what is said in that breath."""
    last = reply.last
    if last.i - reply.first.i < 6:
        for sent in scene.parsed.doc.sents:
            if sent.end > last.i + 1 and last.i - reply.first.i < 6:
                last = next((t for t in reversed(list(sent)) if not t.is_space), last)
    words = scene.parsed.words(reply.first, last)
    return words.start, min(words.end, words.start + SPAN_LIMIT - 80)
