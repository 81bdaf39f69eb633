"""The ledger: what the entries so far come to. Read on from where it stopped; ``projection`` keeps it where that is long."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice

import msgspec

from gestae.model import Disclosed, Problem, Source
from gestae.model.claim import family
from gestae.model.ids import SourceId
from gestae.record import Log

DECISIONS = frozenset(
    {"claim.accepted", "claim.rejected", "claim.corrected", "claim.stated", "same", "not_same", "undone"},
)
WITHHELD = "(withheld)"
ERASED = "(erased)"
MOST_REMEMBERED = 20_000  # entries kept in memory without being asked for
STEP = 1_000

Progress = Callable[[str, int, int], None]


@dataclass
class Ledger:
    """``keys`` names the member of every key that seals the record, that of who opened the case first; those that were
    ``ended`` seal no more. ``need`` of the ``witnesses`` are asked to sign; ``cosigned`` are the notes that one signed.
    ``texts`` names the blob of each text, ``proposals`` the last entry of each family of extractors that read it; ``sharers``
    the sources that have it, in the order received. What was ``erased`` is told by entries; ``erased_sources`` are those that
    are not in again, ``erased_entries`` the ids of entries whose private fields are gone. ``bundles`` are the digests of what
    each bundle that the case came in tells of itself. A case ``is_shared`` once its members have ``roles``; ``noted`` is the
    last that an entry says of the access log: lines, digest, when."""

    log: Log
    head: int = 0
    case: str = ""
    name: str = ""
    members: dict[str, str] = field(default_factory=dict)
    is_shared: bool = False
    roles: dict[str, str] = field(default_factory=dict)
    noted: tuple[int, str, int] | None = None
    keys: dict[str, str] = field(default_factory=dict)
    ended: set[str] = field(default_factory=set)
    witnesses: tuple[str, ...] = ()
    need: int = 0
    cosigned: list[str] = field(default_factory=list)
    sources: dict[str, Source] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    sharers: dict[str, list[str]] = field(default_factory=dict)
    proposals: dict[str, dict[str, Disclosed]] = field(default_factory=dict)
    bundles: list[str] = field(default_factory=list)
    erased: list[Disclosed] = field(default_factory=list)
    erased_entries: set[str] = field(default_factory=set)
    erased_sources: dict[str, Source] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    damage: list[Problem] = field(default_factory=list)
    remembered: list[Disclosed] | None = field(default_factory=list)
    is_wanted_whole: bool = False

    @property
    def entries(self) -> list[Disclosed]:
        """All of them; of a long record they are read when they are first asked for."""
        self.is_wanted_whole = True
        if self.remembered is None:
            self.remembered = [e for e in islice(self.log.since(), self.head) if isinstance(e, Disclosed)]
        return self.remembered

    def refresh(self, progress: Progress | None = None, until: int | None = None) -> None:
        """Takes in what was appended since."""
        total = self.log.head if progress is not None else 0
        for found in self.log.since(self.head):
            if until is not None and self.head >= until:
                break
            self.head += 1
            if progress is not None and self.head % STEP == 0:
                progress("the record", self.head, total)
            if isinstance(found, Problem):
                self.damage.append(found)
            else:
                self._remember(found)
                self._take(found)

    def _remember(self, found: Disclosed) -> None:
        if self.remembered is not None:
            self.remembered.append(found)
            if len(self.remembered) > MOST_REMEMBERED and not self.is_wanted_whole:
                self.remembered = None

    def undone(self) -> set[str]:
        """Ids of entries that a later one undid. Undoing an undoing brings back what it undid."""
        dead: set[str] = set()
        for entry in reversed(self.entries):
            if entry.act == "undone" and entry.entry.id not in dead:
                dead.update(entry.entry.refs)
        return dead

    def decisions(self) -> Iterator[Disclosed]:
        """What people decided, in the order they did, the undone ones left out."""
        dead = self.undone()
        return (e for e in self.entries if e.act in DECISIONS and e.entry.id not in dead)

    def seals(self, key: str) -> bool:
        """Whether this key may seal what is added now."""
        return key in self.keys and key not in self.ended

    def member_name(self, member: str) -> str:
        return self.members.get(member, WITHHELD)

    def _take(self, found: Disclosed) -> None:
        match found.act:
            case "case.opened":
                self.case = self.case or found.entry.case
                self.name = self.name or _words(found, "name")
            case "member.added" | "member.changed" | "member.removed":
                self._take_member(found)
            case "access.noted":
                self.noted = (int(str(found.field("lines"))), _words(found, "digest"), found.entry.at)
            case "key.added":
                self.keys[_words(found, "key")] = _words(found, "member")
                self.ended.discard(_words(found, "key"))
            case "key.changed":
                self.keys.setdefault(_words(found, "key"), _words(found, "member"))
                self.ended.add(_words(found, "follows"))
            case "witnesses.set":
                self.witnesses = tuple(_list(found, "keys"))
                self.need = int(str(found.field("need")))
            case "checkpoint.cosigned":
                self.cosigned.append(_words(found, "note"))
            case "import.made":
                self.bundles.append(_words(found, "bundle"))
            case "erased":
                self._erase(found)
            case "source.received":
                self._take_source(found)
            case "text.read":
                text = _words(found, "text")
                self.texts.setdefault(text, _words(found, "blob"))
                self.sharers.setdefault(text, []).append(_words(found, "source"))
            case "claims.proposed":
                self.proposals.setdefault(_words(found, "text"), {})[family(_words(found, "extractor"))] = found
            case _:
                pass

    def _take_member(self, found: Disclosed) -> None:
        member = _words(found, "member")
        if found.act == "member.added":
            self.members[member] = _words(found, "name")
        if found.act == "member.removed":
            self.roles.pop(member, None)
            self.ended.update(key for key, holder in self.keys.items() if holder == member)
        elif found.act == "member.changed" or "role" in found.private:
            self.is_shared = True
            self.roles[member] = _words(found, "role")

    def _erase(self, found: Disclosed) -> None:
        self.erased.append(found)
        self.erased_entries.update(found.entry.refs)
        for at, each in enumerate(self.remembered or ()):
            if self.remembered is not None and each.entry.id in found.entry.refs and each.private:
                told = _problems(each)
                self.problems = [p for p in self.problems if p not in told]
                self.remembered[at] = msgspec.structs.replace(each, private={}, withheld=len(each.entry.sd))
        gone, blobs = set(_list(found, "sources")), set(_list(found, "blobs"))
        for id_ in gone & set(self.sources):
            self.erased_sources[id_] = msgspec.structs.replace(self.sources.pop(id_), name=ERASED)
        for text, blob in list(self.texts.items()):
            self.sharers[text] = [s for s in self.sharers[text] if s not in gone]
            if blob in blobs or not self.sharers[text]:
                del self.texts[text], self.sharers[text]
                self.proposals.pop(text, None)

    def _take_source(self, found: Disclosed) -> None:
        plain = found.entry.plain
        id_ = str(plain["source"])
        if id_ in self.sources:
            return
        self.erased_sources.pop(id_, None)
        self.sources[id_] = Source(
            id=SourceId(id_),
            name=_words(found, "name"),
            media_type=str(plain["media_type"]),
            size=int(str(plain["size"])),
            digest=str(plain["digest"]),
            received=found.entry.at,
            received_by=found.entry.by,
            within=SourceId(str(plain["within"])) if plain.get("within") else None,
        )
        self.problems += _problems(found)


def _problems(found: Disclosed) -> list[Problem]:
    told = found.private.get("problems")
    return [Problem(**each) for each in told] if isinstance(told, list) else []


def _list(found: Disclosed, name: str) -> list[str]:
    value = found.field(name)
    return [str(each) for each in value] if isinstance(value, list | tuple) else []


def _words(found: Disclosed, name: str) -> str:
    value = found.field(name)
    return value if isinstance(value, str) else WITHHELD
