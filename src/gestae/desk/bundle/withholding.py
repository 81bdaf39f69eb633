"""What of a case goes into a bundle, and what stays out of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from gestae.desk.bundle.asking import Asked, asked, strings
from gestae.desk.bundle.needles import Needles
from gestae.desk.case_file import CaseFile
from gestae.desk.left_out import left_out
from gestae.desk.register import Register
from gestae.model import Claim, Disclosed, Problem, Refusal, Text
from gestae.record.bundle.verifier import named_files

ASKED_FOR = "it is withheld"
HOLDS = "it holds something that is withheld"
UNSEARCHED = "it could not be read whole, so it could not be searched for what is withheld"
WITHIN = "a file within it is left out"
ERASED = "it was erased"


@dataclass
class Withheld:
    """``named`` is the folder of every file that the record names, by digest; ``files`` folder and reason of those left out;
    ``fields`` (entry id, name) of what is not disclosed; ``needles`` what must not be found in the rest."""

    named: dict[str, str] = field(default_factory=dict)
    fields: set[tuple[str, str]] = field(default_factory=set)
    files: dict[str, tuple[str, str]] = field(default_factory=dict)
    needles: Needles = field(default_factory=lambda: Needles(()))


def withheld(case: CaseFile, entries: Sequence[Disclosed], rules: Sequence[str]) -> Withheld:
    """Refuses a rule that says nothing, and a case that has lost a file."""
    found = Withheld(named_files({"kind": e.act, "plain": e.entry.plain} for e in entries))
    absent = {**left_out(case.ledger, case.blobs), **dict.fromkeys(_erased(entries), ERASED)}
    for digest, folder in found.named.items():
        data = case.blobs.get(digest)
        if isinstance(data, Problem) and digest not in absent:
            raise Refusal(data.where, data.what, "Only what holds is handed over.", data.next)
        if isinstance(data, Problem):
            found.files[digest] = (folder, absent[digest])
    if rules:
        register = Register.of(case)
        wish = asked(rules, register)
        found.needles = Needles(wish.words)
        _Choice(case, entries, register, wish, found).make()
    return found


def _erased(entries: Sequence[Disclosed]) -> Iterator[str]:
    for entry in entries:
        blobs = entry.entry.plain.get("blobs") if entry.act == "erased" else None
        yield from map(str, blobs if isinstance(blobs, list | tuple) else ())


@dataclass
class _Choice:
    case: CaseFile
    entries: Sequence[Disclosed]
    register: Register
    wish: Asked
    found: Withheld

    def make(self) -> None:
        texts: dict[str, Text] = {t.id: t for t in self.register.dossier.texts}
        sources = self._sources(texts)
        gone = {t for t, sharers in self.case.ledger.sharers.items() if any(sources.get(s, WITHIN) != WITHIN for s in sharers)}
        for entry in self.entries:
            self._leave_out(entry, sources, gone)
            self._withhold(entry, sources)

    def _sources(self, texts: Mapping[str, Text]) -> dict[str, str]:
        """The sources that are left out, and why; whatever one of them came in is left out, too."""
        ledger = self.case.ledger
        why: dict[str, str] = {}
        for id_, source in ledger.sources.items():
            read = [texts[t] for t, sharers in ledger.sharers.items() if id_ in sharers and t in texts]
            if id_ in self.wish.sources:
                why[id_] = ASKED_FOR
            elif any(self.found.needles.found_in(t.body) for t in read):
                why[id_] = HOLDS
            elif self.found.needles and (not read or self._is_partly_read(id_)):
                why[id_] = UNSEARCHED
            elif source.digest in self.found.files:
                why[id_] = self.found.files[source.digest][1]
        for id_ in list(why):
            outer = ledger.sources[id_].within
            while outer is not None and outer in ledger.sources:
                why.setdefault(outer, WITHIN)
                outer = ledger.sources[outer].within
        return why

    def _is_partly_read(self, source: str) -> bool:
        told = next((e.private.get("problems") for e in self.entries if e.entry.plain.get("source") == source), None)
        return isinstance(told, list) and any(problem.get("severity") != "note" for problem in told)

    def _leave_out(self, entry: Disclosed, sources: Mapping[str, str], gone: set[str]) -> None:
        plain = entry.entry.plain
        for digest, folder in named_files([{"kind": entry.act, "plain": plain}]).items():
            if folder == "evidence":
                why = sources.get(str(plain["source"]))
            elif plain.get("text") in gone:
                why = HOLDS if self.found.needles else ASKED_FOR
            else:
                why = HOLDS if self._holds(digest) else None
            if why is not None:
                self.found.files.setdefault(digest, (folder, why))

    def _holds(self, digest: str) -> bool:
        data = self.case.blobs.get(digest)
        if isinstance(data, Problem):
            return False
        try:
            told = [*strings(msgspec.json.decode(data))]
        except (msgspec.DecodeError, UnicodeDecodeError):
            told = [data.decode("utf-8", "replace")]
        return any(self.found.needles.found_in(words) for words in told)

    def _withhold(self, entry: Disclosed, sources: Mapping[str, str]) -> None:
        names = {name for name, value in entry.private.items() if name in self.wish.fields or self._has_needle(value)}
        told: Any = entry.private.get("claim")
        if isinstance(told, dict) and self._is_withheld(msgspec.convert(told, type=Claim), sources):
            names.add("claim")
        if entry.entry.plain.get("source") in self.wish.sources:
            names.update(entry.private)
        if names & {"claim", "things"}:
            names |= {"claim", "things"} & entry.private.keys()  # a claim without those whom it names could not be shown
        self.found.fields.update((entry.entry.id, name) for name in names)

    def _has_needle(self, value: object) -> bool:
        return any(self.found.needles.found_in(words) for words in strings(value))

    def _is_withheld(self, claim: Claim, sources: Mapping[str, str]) -> bool:
        sharers: Iterator[str] = iter(self.case.ledger.sharers.get(claim.span.text, ()) if claim.span else ())
        return self.wish.withholds(claim) or any(sources.get(s) == ASKED_FOR for s in sharers)
