"""A case file: an open case, who works on it, and what time it is. Everything done to a case goes through one."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

from gestae.desk import derivation, projection
from gestae.desk.ledger import Ledger, Progress
from gestae.desk.member import Member, this_member
from gestae.model import Disclosed, Refusal
from gestae.model.address import Where
from gestae.record import Act, Blobs, Log, MemoryBlobs, MemoryLog, Signer, Store, Written, acts, create, open_store, uuid7, write

ERASING = "erasing"

Clock = Callable[[], int]
"""Milliseconds UTC."""


@dataclass
class CaseFile:
    """Use it in a ``with``: leaving it puts the folder in order. ``is_sound`` is false once something in the folder was found
    not to be what was recorded. ``memory`` is what a desk that stays open has worked out already; a single command has none.
    ``projected`` is up to which entry the ledger was taken from the cache."""

    log: Log
    blobs: Blobs
    member: Member
    clock: Clock
    store: Store | None = None
    environment: Mapping[str, str] = field(default_factory=dict)
    is_sound: bool = True
    memory: dict[str, object] | None = None
    progress: Progress | None = None
    ledger: Ledger = field(init=False)
    projected: int = field(init=False)

    def __post_init__(self) -> None:
        self.ledger = Ledger(self.log)
        self.projected = projection.take_up(self.ledger, self.cache)
        self.ledger.refresh(self.progress)
        projection.keep(self.ledger, self.cache, self.projected)

    def __enter__(self) -> "CaseFile":
        return self

    def __exit__(self, kind: type[BaseException] | None, trouble: BaseException | None, trace: TracebackType | None) -> None:
        if self.store is not None:
            self.store.close()

    @property
    def cache(self) -> Path | None:
        return self.store.cache if self.store is not None else None

    def read_anew(self) -> None:
        """Every entry from the first on, whatever was kept of them."""
        if self.projected:
            self.ledger, self.projected = Ledger(self.log), 0
            self.ledger.refresh(self.progress)

    @property
    def name(self) -> str:
        return self.ledger.name

    @contextmanager
    def writing(self) -> Iterator[Ledger]:
        """Inside, the ledger is up to date and stays so: nobody else writes."""
        if self.store is not None and not self.store.can_write:
            raise Refusal(
                str(self.store.where),
                "this case cannot be written to.",
                "It lies on a medium, or has rights, that only allow reading.",
                "Copy the folder to a place of your own and work there, or ask who keeps the database.",
            )
        if self.store is not None and self.log.signer is None:
            self.log.signer = _signer(self.ledger.case, self.environment)
        with self.log.writing():
            self.ledger.refresh()
            before = self.ledger.head
            yield self.ledger
        self.ledger.refresh()
        if self._has_erased(before):
            projection.drop(self.cache)
            derivation.drop(self.cache)

    def _has_erased(self, since: int) -> bool:
        return any(isinstance(e, Disclosed) and e.act == "erased" for e in self.log.since(since))

    def reread(self) -> None:
        """Lets go of all that was read, and reads the record anew."""
        if self.memory is not None:
            self.memory.clear()
        self.ledger, self.projected = Ledger(self.log), 0
        self.ledger.refresh()

    @property
    def erasing(self) -> Path | None:
        """The file that is there while an erasure is under way, or was cut off; ``None`` where there is no folder for it."""
        return self.cache / ERASING if self.cache is not None else None

    def draft(self, act: Act, id: str | None = None) -> Written:
        """An entry of this act, by this member, now. Not yet in the record."""
        return write(act, case=self.ledger.case, at=self.clock(), by=self.member.id, id=id)

    def fresh_id(self) -> str:
        return uuid7(self.clock())

    def append(self, written: Sequence[Written]) -> None:
        """All or none, within ``writing``; a member or a key new to the case is named first."""
        if written:
            self._require(w.entry.kind for w in written if w.entry.by == self.member.id)
            self.log.append([*self._introduction(), *written])

    def require(self, right: str) -> None:
        """Refuses what this member may not do in a shared case; for work that begins before the first entry of it is written."""
        if self.ledger.is_shared:
            from gestae.desk.access import require  # noqa: PLC0415 - most cases are not shared, and need no table

            require(self.ledger, self.member, right)

    def _require(self, kinds: Iterable[str]) -> None:
        if self.ledger.is_shared:
            from gestae.desk.access import require_acts  # noqa: PLC0415 - most cases are not shared, and need no table

            require_acts(self.ledger, self.member, kinds)

    def introduce(self) -> None:
        """Within ``writing``, before entries of others are brought in: names this member and the key, where they are new."""
        self._require([acts.LOG_JOINED])
        self.log.append(self._introduction())
        self.ledger.refresh()

    def _introduction(self) -> list[Written]:
        named = [] if self.member.id in self.ledger.members else [self.draft(acts.member_added(self.member.id, self.member.name))]
        if self.log.signer is not None and not self.ledger.seals(str(self.log.signer.verifier)):
            from gestae.desk.own_key import naming  # noqa: PLC0415 - as with the key itself

            named += [self.draft(act) for act in naming(self.log.signer, self.ledger, self.member, self.environment)]
        return [*named, *self._noted()]

    @property
    def folder(self) -> Path | None:
        """The folder of the case; ``None`` where it lies in a database, or in memory."""
        return self.store.where if self.store is not None and isinstance(self.store.where, Path) else None

    def _noted(self) -> list[Written]:
        if not self.ledger.is_shared or self.folder is None:
            return []
        from gestae.desk import access_log  # noqa: PLC0415 - the same

        log = access_log.read(self.folder)
        if not log.digests or not access_log.is_due(self.ledger.noted, self.clock()):
            return []
        return [self.draft(acts.access_noted(len(log.digests), log.digests[-1]))]

    def admit(self, did: str, right: str | None = "read") -> None:
        """In a shared case: refuses whoever may not, and writes down who had it open for what."""
        if not self.ledger.is_shared:
            return
        from gestae.desk import access_log  # noqa: PLC0415 - the same

        if right is not None:
            self.require(right)
        if self.folder is not None and self.store is not None and self.store.can_write:
            access_log.add(self.folder, self.clock(), self.member.id, did)


def new(path: Where, name: str, *, clock: Clock, environment: Mapping[str, str], opening: Act | None = None) -> None:
    """Makes an empty case, opened by this act or by its name. Refuses a place that is taken."""
    first = _first(opening or acts.case_opened(name), this_member(environment), clock)
    entry = first[0].entry
    seal = _signer(entry.case, environment)
    if seal is not None:
        added = acts.key_added(str(seal.verifier), entry.by)
        first.append(write(added, case=entry.case, at=entry.at, by=entry.by))
    create(path, first, seal)


def open_case(
    path: Where, *, clock: Clock, environment: Mapping[str, str], progress: Progress | None = None, to: str = "opened",
    right: str | None = "read",
) -> CaseFile:  # fmt: skip
    """Refuses a place where no case is, and in a shared case whoever has not this right; ``None`` asks for none. ``to`` is what the
    access log says. ``progress`` hears of a long record being read."""
    store = open_store(path)
    try:
        case = CaseFile(store.log, store.blobs, this_member(environment), clock, store, environment, progress=progress)
        case.admit(to, right)
    except BaseException:
        store.close()
        raise
    return case


def in_memory(name: str, *, member: Member, clock: Clock) -> CaseFile:
    """A case that leaves nothing behind."""
    log = MemoryLog()
    log.append(_first(acts.case_opened(name), member, clock))
    return CaseFile(log, MemoryBlobs(), member, clock)


def _first(opening: Act, member: Member, clock: Clock) -> list[Written]:
    at = clock()
    case = uuid7(at)
    return [write(act, case=case, at=at, by=member.id) for act in (opening, acts.member_added(member.id, member.name))]


def _signer(case: str, environment: Mapping[str, str]) -> Signer | None:
    from gestae.desk.keys import signer  # noqa: PLC0415 - reading needs no key, and need not wait for what opens one

    return signer(case, environment)
