"""The witnesses of a case: who is asked, what they have signed, and how many it takes."""

from collections.abc import Sequence

from gestae.desk.case_file import CaseFile
from gestae.desk.receipts import sql_log
from gestae.model import Refusal
from gestae.record import acts
from gestae.record.proof.notes import COSIGNATURE, Checkpoint, NotANote, Note, Signed, Verifier
from gestae.record.proof.witness import Request, cosigned


def witnesses(case: CaseFile) -> list[Verifier]:
    """Whom the case asks; ``case.ledger.need`` says how many of them it takes."""
    return [Verifier.read(key) for key in case.ledger.witnesses]


def ask_of(case: CaseFile, keys: Sequence[str], need: int) -> str:
    """Writes down whom the case asks from now on; the id of the entry. Refuses what is no key of a witness, or a number that
    they cannot meet."""
    read = [_witness(key) for key in keys]
    if not 0 < need <= len(read) or len({key.name for key in read}) < len(read):
        raise Refusal(
            "--need",
            f"{need} of {len(read)} witnesses is not a number that can be met.",
            "Each witness counts once.",
            "Give each witness's key with --set, and how many of them it takes with --need.",
        )
    with case.writing():
        written = case.draft(acts.witnesses_set([str(key) for key in read], need))
        case.append([written])
    return written.entry.id


def request(case: CaseFile, name: str | None, old: int | None) -> tuple[bytes, int]:
    """A request to the witness of this name, and from which size it starts: ``old``, or what it signed last by the record."""
    log = sql_log(case)
    sealed = log.seals.last()
    if sealed is None:
        raise Refusal(case.name, "its record has no seal yet.", "There is nothing to sign.", "What is added next seals it.")
    size, note = sealed
    start = old if old is not None else _signed_last(case, name)
    if not 0 <= start <= size:
        raise Refusal("--old", f"the record has {size} sealed entries.", "A witness cannot have seen more.", "Give what it saw.")
    return Request(start, tuple(log.seals.consistency(start, size)) if start else (), note).write(), start


def take(case: CaseFile, answer: bytes) -> tuple[int, list[Signed]]:
    """Writes down what a witness answered: how many entries it signed for, and who. Refuses an answer by nobody whom the case
    asks, or to other words."""
    keys = witnesses(case)
    if not keys:
        raise Refusal(
            case.name,
            "the case asks no witness yet.",
            "An answer counts when it is from somebody named beforehand.",
            "Name the witness with: gestae witnesses CASE --set KEY",
        )
    for size, note in reversed(sql_log(case).seals.checkpoints()):
        if (found := _cosigned(note, answer, keys)) is not None:
            signed, by = found
            with case.writing():
                case.append([case.draft(acts.checkpoint_cosigned(signed.decode()))])
            return size, by
    raise Refusal(
        "the answer",
        "it is not a signature of what this record was, by a witness of this case.",
        "It was altered, or is of another record, or by somebody else.",
        "Ask for it anew with: gestae receipt CASE --for-witness FILE",
    )


def fullest(case: CaseFile) -> tuple[int, bytes]:
    """The largest checkpoint that a witness has signed, with every such signature under it. Refuses where there is none."""
    lines: dict[str, dict[str, str]] = {}
    for note in case.ledger.cosigned:
        text, _, signatures = note.rpartition("\n\n")
        for line in signatures.splitlines(keepends=True):
            lines.setdefault(text, {}).setdefault(line.split(" ")[1], line)
    if not lines:
        raise Refusal(
            case.name,
            "no witness has signed its record yet.",
            "There is nothing to rest on.",
            "Ask one: gestae receipt CASE --for-witness FILE",
        )
    size, text = max((Checkpoint.read(f"{text}\n".encode()).size, text) for text in lines)
    return size, f"{text}\n\n{''.join(lines[text].values())}".encode()


def _signed_last(case: CaseFile, name: str | None) -> int:
    keys = witnesses(case)
    if name is None and len(keys) > 1:
        raise Refusal(
            "--for-witness",
            f"the case asks {len(keys)} witnesses, and each has seen something else.",
            "A request starts from what the witness saw last.",
            f"Say for whom it is: --witness {keys[0].name}",
        )
    wanted = [key for key in keys if name in (None, key.name)]
    if name is not None and not wanted:
        raise Refusal(name, "the case asks no witness of this name.", "Nothing was written.", "'gestae witnesses CASE' lists them.")
    sizes = [0]
    for note in case.ledger.cosigned:
        read = Note.read(note.encode())
        if any((key.name, key.id) == (by, id_) for key in wanted for by, id_, _ in read.signatures):
            sizes.append(Checkpoint.read(read.text).size)
    return max(sizes)


def _cosigned(note: bytes, answer: bytes, keys: Sequence[Verifier]) -> tuple[bytes, list[Signed]] | None:
    try:
        return cosigned(note, answer, keys)
    except NotANote as e:
        raise Refusal("the answer", f"{e}.", "Nothing was written.", "Name the file that the witness sent back.") from e


def _witness(words: str) -> Verifier:
    try:
        key = Verifier.read(words)
    except NotANote as e:
        raise Refusal(words, f"{e}.", "A witness signs with a key.", "'gestae witness' prints that of whoever runs it.") from e
    if key.type != COSIGNATURE:
        raise Refusal(words, "this key seals a record.", "A witness has a key of another sort.", "'gestae witness' prints it.")
    return key
