"""What keeping a record costs: appending, proving an entry, verifying it whole, opening a case of a million entries.

What waits for the disk is told beside the disk's own sync rate, the rest beside pymerkle (where it is installed), all in the same
run; those ratios can be compared between machines. Computing is told in processor time, so that a busy machine does not count.
Entries are drafted beforehand: what is timed is what makes them durable.

    python benchmarks/record.py [--entries 1000000] [--folder DIR] [--postgres ADDRESS] [--json]

``--folder`` lies on the disk that is measured; ``--postgres`` is a place for a new case on a server that waits for its disk, such
as postgresql://host/database/bench. Without it PostgreSQL is left out.
"""

import argparse
import importlib.util
import itertools
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from gestae.desk.case_file import new, open_case
from gestae.desk.projection import WORTH_KEEPING
from gestae.model.address import Address
from gestae.record import Act, SqliteLog, SqlLog, Written, uuid7, write
from gestae.record.proof.notes import opened
from gestae.record.proof.tree import Frontier, extends, includes, leaf_hash
from gestae.record.sequencer import Sequencer
from gestae.record.verify import verify

AT = 1_790_000_000_000
MEMBER = "mbr-" + "0" * 32
WRITERS, EACH = 64, 60
PEER_ENTRIES = 20_000
OPENING = """
import os, sys, time
from pathlib import Path
start = time.perf_counter()
from gestae.desk.case_file import open_case
with open_case(Path(sys.argv[1]), clock=lambda: 0, environment=os.environ) as case:
    told = len(case.ledger.sources), case.ledger.head, case.projected
    seconds = time.perf_counter() - start
most = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
print(*told, seconds, time.process_time(), int(most.split()[1]) // 1024)
"""


class Figure(NamedTuple):
    name: str
    value: float
    unit: str
    wanted: str = ""


def main() -> int:
    options = _options()
    folder = Path(tempfile.mkdtemp(prefix="record-", dir=options.folder))
    os.environ["GESTAE_CONFIG_HOME"] = str(folder / "config")
    try:
        figures = [*_figures(folder, options)]
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if options.json:
        print(json.dumps([f._asdict() for f in figures], indent=2))
    else:
        for f in figures:
            print(f"{f.name:58} {f.value:>12,.3f} {f.unit:10} {f.wanted}")
    return 0


def _figures(folder: Path, options: argparse.Namespace) -> Iterator[Figure]:
    disk = Disk(folder)
    with _case(folder / "small") as case:
        log = _log(case)
        alone, sync = disk.beside(drafts(case, 300), lambda w: log.append([w]))
        yield Figure("the disk: append and sync", 1 / sync, "/s")
        yield Figure("SQLite, one entry a commit", 1 / alone, "/s")
        yield Figure("SQLite, one entry a commit, x the disk", sync / alone, "x", "0.6")
        hundred, sync = disk.beside([drafts(case, 100) for _ in range(100)], log.append)
        yield Figure("SQLite, a hundred entries a commit", 100 / hundred, "/s", "15,000")
        yield Figure("SQLite, a hundred entries a commit, x the disk", 100 * sync / hundred, "x")
    if options.postgres:
        yield from _postgres(Address(options.postgres), disk)
    yield from _whole(folder / "large", options.entries)
    yield from _peer(folder)


def _postgres(address: Address, disk: "Disk") -> Iterator[Figure]:
    new(address, "bench", clock=lambda: AT, environment=os.environ)
    with open_case(address, clock=lambda: AT, environment=os.environ) as case, case.writing():
        signer = case.log.signer
        written = drafts(case, WRITERS * EACH)
        more = drafts(case, 200)
    with open_case(address, clock=lambda: AT, environment=os.environ) as case:
        log = _log(case)
        log.signer = signer
        alone, sync = disk.beside(more, lambda w: log.append([w]))
        yield Figure("PostgreSQL, one entry a commit", 1 / alone, "/s")
        yield Figure("PostgreSQL, one entry a commit, x the disk", sync / alone, "x")
        waits: list[float] = []
        with Sequencer(log) as sequencer:

            def work(mine: Sequence[Written]) -> None:
                for one in mine:
                    start = time.perf_counter()
                    sequencer.append([one])
                    waits.append(time.perf_counter() - start)

            threads = [threading.Thread(target=work, args=(written[n::WRITERS],)) for n in range(WRITERS)]
            start = time.perf_counter()
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            rate = len(written) / (time.perf_counter() - start)
        waits.sort()
        yield Figure(f"PostgreSQL, {WRITERS} writers", rate, "/s", "5,000")
        yield Figure(f"PostgreSQL, {WRITERS} writers, x the disk", rate * sync, "x")
        yield Figure(f"PostgreSQL, {WRITERS} writers, 99 of 100 within", waits[int(len(waits) * 0.99)] * 1000, "ms", "150")


def _whole(path: Path, entries: int) -> Iterator[Figure]:
    """A case of so many entries: proofs, verifying, opening."""
    with _case(path) as case:
        log = _log(case)
        spent = 0.0
        while log.head < entries:
            written = drafts(case, min(1000, entries - log.head))
            start = time.perf_counter()
            log.append(written)
            spent += time.perf_counter() - start
        key = log.signer.verifier if log.signer is not None else None
        assert key is not None
        yield Figure(f"SQLite, a thousand entries a commit, up to {entries:,}", entries / spent, "/s")
    log = SqliteLog(path / "log.sqlite")
    size, note = log.seals.last() or (0, b"")
    root, chance = log.root(size), random.Random(1)
    places = [chance.randrange(size) for _ in range(2000)]
    leaves = {at: leaf_hash(next(log.bodies(at))[1]) for at in places[:200]}
    spent = _seconds(lambda: [log.seals.inclusion(at, size) for at in places]) / len(places)
    yield Figure("proof that an entry is in it", spent * 1000, "ms")
    proofs = [(at, log.seals.inclusion(at, size)) for at in leaves]
    assert all(includes(at, size, leaves[at], proof, root) for at, proof in proofs)
    check = _seconds(lambda: [includes(at, size, leaves[at], proof, root) for at, proof in proofs]) / len(proofs)
    yield Figure("the same, and its check", (spent + check) * 1000, "ms", "0.1")
    first, before = size // 3, log.root(size // 3)
    spent = _seconds(lambda: [log.seals.consistency(at + 1, size) for at in places]) / len(places)
    proof = log.seals.consistency(first, size)
    assert extends(first, size, proof, before, root)
    check = _seconds(lambda: [extends(first, size, proof, before, root) for _ in range(200)]) / 200
    yield Figure("proof that it only grew, and its check", (spent + check) * 1000, "ms", "0.1")

    def sealed() -> None:
        point, _ = opened(note, [key])
        grown = Frontier()
        for _, body, _ in log.bodies():
            grown.append(leaf_hash(body))
        assert grown.root() == point.root

    rate = size / _seconds(sealed)
    yield Figure("verify: every hash, the tree, the signature", rate, "entries/s", "300,000")
    found: list[Any] = []
    yield Figure(
        "verify: the same, all seals, form and id of every entry", size / _seconds(lambda: found.append(verify(log))), "entries/s"
    )
    assert found[0].problems == []
    log.close()
    yield from _opening(path)


def _opening(path: Path) -> Iterator[Figure]:
    for words, wanted in (("the first time", "60"), ("by the projection", "2")):
        done = subprocess.run([sys.executable, "-c", OPENING, str(path)], capture_output=True, text=True, check=True)
        _, _, projected, seconds, processor, megabytes = done.stdout.split()
        assert (words == "the first time") == (projected == "0")
        yield Figure(f"opening it, {words}", float(seconds), "s", wanted)
        yield Figure(f"opening it, {words}, of the processor", float(processor), "s")
        yield Figure(f"opening it, {words}, memory", float(megabytes), "MB", "500" if wanted == "2" else "")


def _peer(folder: Path) -> Iterator[Figure]:
    """The same by pymerkle, which keeps its tree in memory or in SQLite."""
    if importlib.util.find_spec("pymerkle") is None:
        print("pymerkle is not installed, and is left out: pip install pymerkle", file=sys.stderr)
        return
    from pymerkle import InmemoryTree, SqliteTree, verify_inclusion  # type: ignore[import-not-found]  # noqa: PLC0415

    data = [os.urandom(300) for _ in range(PEER_ENTRIES)]
    kept = SqliteTree(str(folder / "peer.db"), algorithm="sha256")
    yield Figure("pymerkle, SQLite, one entry a commit", _rate(data[:200], kept.append_entry), "/s")
    tree = InmemoryTree(algorithm="sha256")
    for each in data:
        tree.append_entry(each)
    places = [random.randrange(1, PEER_ENTRIES) for _ in range(200)]
    state = tree.get_root()

    def prove() -> None:
        for at in places:
            verify_inclusion(tree.get_leaf(at), state, tree.prove_inclusion(at))

    yield Figure(f"pymerkle, in memory, proof and check at {PEER_ENTRIES:,}", _seconds(prove) / len(places) * 1000, "ms")
    ours = SqliteLog(folder / "beside.sqlite", create=True)
    ours.append([write(Act("note.added"), case=uuid7(AT), at=AT, by=MEMBER) for _ in range(PEER_ENTRIES)])
    spent = _seconds(lambda: [ours.seals.inclusion(at, PEER_ENTRIES) for at in places]) / len(places)
    yield Figure(f"ours, in SQLite, proof at {PEER_ENTRIES:,}", spent * 1000, "ms")
    ours.close()


class _case:  # noqa: N801 - used like a function
    """A new case with one source in a hundred entries, open for writing, its key known."""

    def __init__(self, path: Path) -> None:
        ticks = itertools.count(AT, 7)
        new(path, path.name, clock=lambda: next(ticks), environment=os.environ)
        self._opened = open_case(path, clock=lambda: next(ticks), environment=os.environ)

    def __enter__(self) -> Any:
        with self._opened.writing():
            pass
        return self._opened

    def __exit__(self, *_: object) -> None:
        self._opened.__exit__(None, None, None)


def drafts(case: Any, count: int) -> list[Written]:
    """Decisions, with a source now and then."""
    claim = {"kind": "handover", "by": "Ida Fennimore", "roles": {"item": "lamp", "giver": "Ida Fennimore"}}
    decided = Act("claim.accepted", {"claim": "clm-0123456789abcdef"}, {"claim": claim, "things": {}})
    written = [case.draft(decided) for _ in range(count - count // 100)]
    for number in range(count // 100):
        digest = f"{random.getrandbits(256):064x}"
        plain = {"source": f"src-{digest[:16]}", "digest": digest, "size": 3, "media_type": "text/plain", "within": None}
        written.append(case.draft(Act("source.received", plain, {"name": f"{number}.txt", "problems": []})))
    return written


def _log(case: Any) -> SqlLog:
    assert isinstance(case.log, SqlLog)
    return case.log


class Disk:
    """What the disk can do at best: a line of the length of an entry, durable."""

    def __init__(self, folder: Path) -> None:
        self._descriptor = os.open(folder / "sync", os.O_CREAT | os.O_WRONLY | os.O_APPEND)

    def beside(self, each: Sequence[Any], do: Callable[[Any], object]) -> tuple[float, float]:
        """The seconds that ``do`` takes and that the disk takes, in turns, so that a busy machine is as busy for both: medians."""
        ours, its = [], []
        for one in each:
            start = time.perf_counter()
            do(one)
            middle = time.perf_counter()
            os.write(self._descriptor, b"x" * 400)
            os.fdatasync(self._descriptor)
            ours.append(middle - start)
            its.append(time.perf_counter() - middle)
        return statistics.median(ours), statistics.median(its)


def _rate(each: Sequence[Any], do: Callable[[Any], object]) -> float:
    start = time.perf_counter()
    for one in each:
        do(one)
    return len(each) / (time.perf_counter() - start)


def _seconds(do: Callable[[], object]) -> float:
    """Of the processor."""
    start = time.process_time()
    do()
    return time.process_time() - start


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, default=None)
    parser.add_argument("--postgres", default=None)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if options.entries < WORTH_KEEPING:
        parser.error(f"--entries: a case of fewer than {WORTH_KEEPING:,} has no projection to open it by")
    return options


if __name__ == "__main__":
    sys.exit(main())
