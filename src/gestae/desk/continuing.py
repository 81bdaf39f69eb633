"""A key that was lost: the record goes on in a new one, under another origin, with every entry of the old as it was.

The first entry holds the last seal of the old record, so that whoever has a receipt of that can follow it here. Nothing is edited.
"""

import re
from collections.abc import Iterator, Mapping

from gestae.desk.case_file import CaseFile, Clock, new, open_case
from gestae.desk.keys import origin
from gestae.model import Entry, Problem, Refusal
from gestae.model.address import Where
from gestae.model.codec import decode
from gestae.record import SqlLog, Written, acts
from gestae.record.verify import verify

DIGEST = re.compile(r"[0-9a-f]{64}")
BLOBS = ("digest", "blob", "answers", "bundle")


def go_on(old: Where, path: Where, name: str, *, clock: Clock, environment: Mapping[str, str]) -> int:
    """Makes the case ``path`` that continues ``old``, which stays as it is; how many entries came along. Refuses an old record that
    does not verify or was never sealed."""
    with open_case(old, clock=clock, environment=environment) as earlier:
        log = sound(earlier, old)
        sealed = log.seals.checkpoints()
        if not sealed:
            raise _unfit(old, "its record was never sealed.", "Add to it as it is: what is added next seals it.")
        written = written_in(log)
        act = acts.case_continued(name, origin(earlier.ledger.case), sealed[-1][1].decode())
        new(path, name, clock=clock, environment=environment, opening=act)
        with open_case(path, clock=clock, environment=environment) as later:
            for digest in dict.fromkeys(d for w in written for d in named_blobs(w.entry)):
                data = earlier.blobs.get(digest)
                if not isinstance(data, Problem):
                    later.blobs.put(data)
            with later.writing():
                later.log.append(written)
    return len(written)


def sound(case: CaseFile, path: Where) -> SqlLog:
    """The log of a case whose record verifies; any other is refused."""
    assert isinstance(case.log, SqlLog)
    if verify(case.log).problems:
        raise _unfit(path, "its record does not verify.", "Restore it from a copy first; 'gestae verify' says what is wrong.")
    return case.log


def written_in(log: SqlLog) -> list[Written]:
    """The entries of a log as they were written, each with what is disclosed of it."""
    entries = [decode(body, Entry) for _, body, _ in log.bodies()]
    told = log.disclosures([entry.id for entry in entries])
    return [Written(entry=entry, disclosures=tuple(told.get(entry.id, ()))) for entry in entries]


def named_blobs(entry: Entry) -> Iterator[str]:
    """The blobs that an entry names."""
    for field in BLOBS:
        value = entry.plain.get(field)
        for each in value if isinstance(value, list | tuple) else (value,):
            if isinstance(each, str) and DIGEST.fullmatch(each):
                yield each


def _unfit(path: Where, what: str, next_: str) -> Refusal:
    return Refusal(str(path), what, "Only what holds can be gone on from.", next_)
