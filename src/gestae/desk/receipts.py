"""Receipts: given out today, they prove years later that nothing before them was altered, removed or slipped in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gestae.desk.case_file import CaseFile, Clock, open_case
from gestae.model import Entry, Refusal
from gestae.model.address import Where
from gestae.model.codec import decode
from gestae.record import SqlLog
from gestae.record.joining import joined_roots
from gestae.record.proof.notes import Checkpoint, NotANote, Signed, Verifier
from gestae.record.proof.receipt import Proof

__all__ = ["Checked", "NotANote", "check", "receipt"]


@dataclass(frozen=True)
class Checked:
    """What a receipt proves. ``now`` is how many entries the case has, where there was one to compare with."""

    entry: Entry
    index: int
    checkpoint: Checkpoint
    signed: tuple[Signed, ...]
    now: int | None = None


def receipt(path: Where, entry: str | None, *, clock: Clock, environment: Mapping[str, str]) -> bytes:
    """As ``receipt_of``, of the case that is kept here."""
    with open_case(path, clock=clock, environment=environment) as case:
        return receipt_of(case, entry)


def receipt_of(case: CaseFile, entry: str | None, seal: tuple[int, bytes] | None = None) -> bytes:
    """A receipt of this entry, or of the last that is sealed, resting on the last seal or on the one given. Refuses an
    id that is not in the record, or not sealed."""
    log = sql_log(case)
    sealed = [(size, note) for size, note in log.seals.checkpoints() if size]
    if not sealed:
        raise Refusal(
            log.name,
            "its record has no seal yet.",
            "It was written by an earlier version, or where no key could be kept.",
            "Whatever is added next seals all that is there.",
        )
    size, note = seal or sealed[-1]
    index = size - 1 if entry is None else _place(case, entry)
    if index >= size:
        raise Refusal(
            entry or log.name,
            "this entry is not sealed yet.",
            "It was written where no key could be kept.",
            "Whatever is added next seals it.",
        )
    _, body, _ = next(log.bodies(index))
    return Proof(index, tuple(log.seals.inclusion(index, size)), note, body).write()


def check(data: bytes, keys: Sequence[str], path: Where | None, *, clock: Clock, environment: Mapping[str, str]) -> Checked:
    """What the receipt proves, by these keys or those of the case. Raises ``NotANote`` when it proves nothing, and when the case
    is not the one it was given for, or no longer is."""
    proof = Proof.read(data)
    known = [_key(key) for key in keys]
    if path is None:
        return _checked(proof, known)
    with open_case(path, clock=clock, environment=environment, to="checked a receipt", right=None) as case:
        log = sql_log(case)
        checked = _checked(proof, known or [Verifier.read(key) for key in (*case.ledger.keys, *case.ledger.witnesses)])
        size = checked.checkpoint.size
        if log.head < size:
            raise NotANote(f"the record had {size} entries when the receipt was given, and has {log.head} now: some were removed")
        if checked.checkpoint.root not in (log.root(size), *joined_roots(log, size)):
            raise NotANote(f"the first {size} entries of the record are not those that were there when the receipt was given")
        return Checked(checked.entry, checked.index, checked.checkpoint, checked.signed, log.head)


def _checked(proof: Proof, known: Sequence[Verifier]) -> Checked:
    if not proof.extra:
        raise NotANote("the receipt does not carry the entry that it is of")
    checkpoint, signed = proof.check(proof.extra, known)
    return Checked(decode(proof.extra, Entry), proof.index, checkpoint, tuple(signed))


def _key(words: str) -> Verifier:
    try:
        return Verifier.read(words)
    except NotANote as e:
        raise Refusal(words, f"{e}.", "A receipt is checked by a key.", "'gestae verify CASE' prints the keys of a case.") from e


def _place(case: CaseFile, entry: str) -> int:
    found = [at for at, e in enumerate(sql_log(case).bodies()) if decode(e[1], Entry).id.startswith(entry)]
    if len(found) != 1:
        raise Refusal(
            entry,
            "the record has no such entry." if not found else f"{len(found)} entries begin with this.",
            "A receipt is of one entry.",
            "'gestae claims CASE --format json' and every command that writes name their entries.",
        )
    return found[0]


def sql_log(case: CaseFile) -> SqlLog:
    assert isinstance(case.log, SqlLog)
    return case.log
