"""The second reading: texts of a case put to a language model, stretch by stretch, and what it answers kept as proposals.

Nothing is sent without a standing consent for the address. Every answer is checked against the text before it is kept; a stretch
without a usable answer is told as a problem and can be asked for again. What was answered is kept when the work is stopped.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec

from gestae.desk.case_file import CaseFile
from gestae.desk.consent import consent
from gestae.desk.endpoint import Asking, Endpoint, Failure, Pause, connected
from gestae.desk.second_plan import Part, Plan
from gestae.desk.stopping import Stopping
from gestae.model import Claim, Problem, Proposals, Refusal, Text
from gestae.model.codec import canonical, digest
from gestae.record import acts

if TYPE_CHECKING:
    from gestae.desk.intake import Progress
    from gestae.extract.blocks import Block
    from gestae.extract.second import Grounded, Stretch

ROUND = 100  # stretches of one text after which what was answered is written down
KNOWN = "already proposed"
PATIENCE = 3  # stretches without an answer, one after the other, after which no more are sent


@dataclass
class Heard:
    """What came of one document: how many claims the model told, how many of them are new proposals, why others are not."""

    source: str
    name: str
    sent: int = 0
    told: int = 0
    proposed: int = 0
    dropped: Counter[str] = field(default_factory=Counter)


@dataclass
class SecondReading:
    heard: list[Heard] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def dropped(self) -> Counter[str]:
        total: Counter[str] = Counter()
        for each in self.heard:
            total.update(each.dropped)
        return total


def read_again(
    case: CaseFile, to: Endpoint, plan: Plan, *, progress: Progress | None = None, pause: Pause = time.sleep
) -> SecondReading:
    """Sends what the plan holds and keeps what comes back. Refuses without consent."""
    if consent(case, to.url) is None:
        raise Refusal(
            to.url, "nobody has allowed texts of this case to be sent there.", "Nothing was sent.", "Say so first, if you want it."
        )
    with case.writing():
        pass  # a case that cannot be written to refuses before anything is sent
    reading = SecondReading()
    with Stopping() as stopping, connected(to, pause) as asking:
        for part in plan.parts:
            heard = Heard(part.source.id, part.source.name)
            reading.heard.append(heard)
            work = _Work(case, to, part, heard, reading.problems, stopping, progress)
            if not work.run(asking):
                break
    return reading


@dataclass
class _Round:
    """What was answered since the last entry of this text."""

    grounded: list[Grounded] = field(default_factory=list)
    digests: list[str] = field(default_factory=list)
    read: list[Stretch] = field(default_factory=list)
    dropped: Counter[str] = field(default_factory=Counter)


@dataclass
class _Work:
    """The reading of one text."""

    case: CaseFile
    to: Endpoint
    part: Part
    heard: Heard
    problems: list[Problem]
    stopping: Stopping
    progress: Progress | None
    round: _Round = field(default_factory=_Round)
    blocks: tuple[Block, ...] | None = None

    def __post_init__(self) -> None:
        self.unread = list(self.part.waiting)
        self.earlier = self.part.earlier
        first = self.part.first
        self.date, self.zone = (first.date, first.zone) if first else (None, None)

    def run(self, asking: Asking) -> bool:
        """Whether the next text should be read, too."""
        try:
            goes_on = self._ask_all(asking)
        except KeyboardInterrupt:
            self._tell(self.part.waiting[0], "The work was stopped.", "Run the command again when you like: the rest is read then.")
            goes_on = False
        self._write_down()
        return goes_on

    def _ask_all(self, asking: Asking) -> bool:
        failed = 0
        waiting = self.part.waiting
        for done, stretch in enumerate(waiting):
            if self.progress:
                self.progress(self.part.source.name, done, len(waiting))
            self.case.ledger.refresh()
            if self.stopping.is_asked:
                raise KeyboardInterrupt
            if consent(self.case, self.to.url) is None:
                self._tell(stretch, "The consent to send was taken back.", "Allow it again to have the rest read.")
                return False
            try:
                self._ask(asking, stretch)
                failed = 0
            except Failure as failure:
                failed += 1
                self._tell(stretch, failure.what, failure.next)
                if failure.is_final or failed == PATIENCE:
                    return False
            if len(self.round.read) == ROUND:
                self._write_down()
        return True

    def _ask(self, asking: Asking, stretch: Stretch) -> None:
        from gestae.extract import second  # noqa: PLC0415

        body = self.part.text.body
        self.heard.sent += 1
        reply = asking.ask(second.instructions(), second.question(body, stretch))
        parsed = second.parse(reply.words)
        if parsed is None:
            raise Failure("The answer is not in the form that was asked for.", "Run the command again, or try another model.")
        told, dropped = parsed
        blocks = self._blocks()
        grounded: list[Grounded] = []
        for each in told:
            try:
                grounded.append(second.ground(each, body, stretch, blocks))
            except second.Missing as reason:
                dropped[str(reason)] += 1
        self.heard.told += len(grounded) + dropped.total()
        self.round.grounded += grounded
        self.round.dropped += dropped
        self.round.digests.append(reply.digest)
        self.round.read.append(stretch)
        self.unread.remove(stretch)

    def _blocks(self) -> tuple[Block, ...]:
        """The text laid out, once."""
        if self.blocks is None:
            from gestae.extract import second  # noqa: PLC0415

            self.blocks = second.lay_out(self.part.text, self.date, self.zone).blocks
        return self.blocks

    def _tell(self, stretch: Stretch, what: str, next_: str) -> None:
        self.problems.append(
            Problem(
                severity="warning",
                where=f"{self.part.source.name}, {_place(self.part.text, stretch.start)}",
                what=what,
                why="This part has no second reading; what was answered for others is kept.",
                next=next_,
            )
        )

    def _write_down(self) -> None:
        """One entry for what was answered since the last: all that is proposed for this text now, and how it came about."""
        from gestae.extract import second  # noqa: PLC0415

        answered, self.round = self.round, _Round()
        if not answered.read:
            return
        with self.stopping.writing():
            text, source = self.part.text, self.part.source
            found, left_out = second.propose(text, source, answered.grounded, self.to.model, date=self.date, zone=self.zone)
            self.heard.proposed += len(found.claims)
            dropped = answered.dropped + left_out
            self.heard.dropped += dropped
            merged = _merged(self.earlier, found)
            self.earlier = merged
            how = acts.Answers(
                url=self.to.url,
                seed=self.to.seed,
                prompt=digest(second.instructions().encode()),
                digests=tuple(answered.digests),
                dropped=dropped.total(),
                unread=_joined(self.unread),
            )
            blob = self.case.blobs.put(canonical(merged))
            with self.case.writing():
                self.case.append([self.case.draft(acts.second_proposed(merged, blob, how))])


def _merged(earlier: Proposals | None, found: Proposals) -> Proposals:
    """What is proposed for a text once more of it was read."""
    if earlier is None:
        return found
    claims: dict[str, Claim] = {c.id: c for c in (*earlier.claims, *found.claims)}
    return msgspec.structs.replace(
        found,
        agents=tuple(sorted({a.id: a for a in (*earlier.agents, *found.agents)}.values(), key=lambda a: a.id)),
        items=tuple(sorted({i.id: i for i in (*earlier.items, *found.items)}.values(), key=lambda i: i.id)),
        places=tuple(sorted({p.id: p for p in (*earlier.places, *found.places)}.values(), key=lambda p: p.id)),
        claims=tuple(sorted(claims.values(), key=lambda c: (c.span.start, c.span.end, c.kind) if c.span else (0, 0, c.kind))),
    )


def _joined(unread: Sequence[Stretch]) -> tuple[tuple[int, int], ...]:
    """Stretches that follow each other as one."""
    joined: list[tuple[int, int]] = []
    for stretch in sorted(unread):
        if joined and joined[-1][1] == stretch.start:
            joined[-1] = (joined[-1][0], stretch.end)
        else:
            joined.append((stretch.start, stretch.end))
    return tuple(joined)


def _place(text: Text, offset: int) -> str:
    page = text.page_at(offset)
    line = f"line {text.line_at(offset)}"
    return f"page {page.label}, {line}" if page else line
