"""Logs of a set: rows of a file as columns, and what could not be taken in. CSV and JSON lines need the standard library only."""

import csv
import json
from array import array
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from gestae.desk.logfile import LogFile, Wanted, refuse_without
from gestae.model import Problem, Refusal

_CHUNK = 20_000
_SHOWN = 3


class Coder(dict[str, int]):
    """Numbers words in the order in which they come."""

    def __missing__(self, word: str) -> int:
        self[word] = len(self)
        return self[word]


def read_log(path: Path, wanted: Wanted, progress: Callable[[str, int, int], None]) -> LogFile:
    """The log at that path, by its ending. A row that cannot be understood is left out and told; nothing else is."""
    if not path.exists():
        raise Refusal(str(path), "there is no such file or case.", "Nothing was checked.", "Give a log, or the folder of a case.")
    if path.suffix.lower() == ".parquet" or path.is_dir():
        from gestae.desk.parquet import read_parquet  # noqa: PLC0415

        log = read_parquet(path, wanted)
    elif path.suffix.lower() in (".jsonl", ".ndjson"):
        log = _read_rows(path, wanted, _jsonl, progress)
    else:
        log = _read_rows(path, wanted, _csv, progress)
    _tell_left_out(log)
    return log


Rows = Iterator[tuple[int, Sequence[str] | None]]


def _read_rows(
    path: Path,
    wanted: Wanted,
    opener: Callable[[Path, Wanted], tuple[tuple[str, ...], Rows]],
    progress: Callable[[str, int, int], None],
) -> LogFile:
    try:
        header, rows = opener(path, wanted)
        refuse_without(path.name, header, wanted)
        log = LogFile(path.name, header)
        _gather(log, rows, wanted, progress)
    except UnicodeDecodeError:
        raise Refusal(
            path.name, "its letters are not UTF-8.", "Names in it could be taken for others.", "Save it as UTF-8."
        ) from None
    except csv.Error as fault:
        raise Refusal(path.name, f"it cannot be read as CSV: {fault}.", "Nothing was checked.", "Save it again as CSV.") from None
    return log


def _csv(path: Path, _wanted: Wanted) -> tuple[tuple[str, ...], Rows]:
    file = path.open(encoding="utf-8-sig", newline="")
    reader = csv.reader(file)
    header = tuple(name.strip() for name in next(reader, ()))
    if not header:
        file.close()
        raise Refusal(path.name, "the file is empty.", "There is nothing to check.", "Give a log with a line of column names.")
    width = len(header)

    def rows() -> Rows:
        with file:
            for number, row in enumerate(reader):
                if row:
                    yield number, row if len(row) == width else None

    return header, rows()


def _jsonl(path: Path, wanted: Wanted) -> tuple[tuple[str, ...], Rows]:
    """The columns are those that the rules look at; a line may leave any of them out."""
    header = tuple(dict.fromkeys(wanted.in_file(c) for c in ("seq", "t", "act", *wanted.columns, *wanted.named)))

    def rows() -> Rows:
        with path.open(encoding="utf-8-sig") as file:
            for number, line in enumerate(file):
                if line.strip():
                    yield number, _object(line, header)

    return header, rows()


def _object(line: str, header: tuple[str, ...]) -> list[str] | None:
    try:
        found = json.loads(line)
    except (json.JSONDecodeError, RecursionError):
        return None
    if not isinstance(found, dict):
        return None
    return ["" if (cell := found.get(name)) is None else cell if isinstance(cell, str) else json.dumps(cell) for name in header]


def _gather(log: LogFile, rows: Rows, wanted: Wanted, progress: Callable[[str, int, int], None]) -> None:
    place = {name: n for n, name in enumerate(log.header)}
    columns = [c for c in dict.fromkeys(("act", *wanted.columns)) if wanted.in_file(c) in place and c not in ("seq", "t")]
    coders = {c: Coder() for c in columns}
    log.codes = {c: array("i") for c in columns}
    moment = _Moments(wanted.zone)
    seq_at, t_at = place.get(wanted.in_file("seq")), place[wanted.in_file("t")]
    while chunk := list(islice(rows, _CHUNK)):
        kept = _kept(log, chunk, (seq_at, t_at, place[wanted.in_file("act")]), moment)
        cells = list(zip(*kept, strict=True)) if kept else []
        for column in columns if kept else ():
            log.codes[column].extend(map(coders[column].__getitem__, cells[place[wanted.in_file(column)]]))
        progress(log.name, log.rows, log.rows + _CHUNK)
    log.words = {c: list(coder) for c, coder in coders.items()}


def _kept(
    log: LogFile, chunk: list[tuple[int, Sequence[str] | None]], at: tuple[int | None, int, int], moment: "_Moments"
) -> list[Sequence[str]]:
    """The rows of a chunk that can be understood; their numbers and times go into the log."""
    seq_at, t_at, act_at = at
    kept: list[Sequence[str]] = []
    for number, row in chunk:
        if row is None:
            _leave(log, "does not have as many cells as there are columns, or is no JSON object", number)
            continue
        t = moment.of(row[t_at])
        if isinstance(t, str):
            _leave(log, t, number)
            continue
        if not row[act_at]:
            _leave(log, "does not say what happened ('act' is empty)", number)
            continue
        try:
            seq = number if seq_at is None else int(row[seq_at])
            log.seq.append(seq)
        except (ValueError, OverflowError):
            _leave(log, "has no whole number as 'seq'", number)
            continue
        log.t.append(t)
        kept.append(row)
    return kept


def _leave(log: LogFile, reason: str, row: int) -> None:
    log.left_out.setdefault(reason, []).append(row)


class _Moments:
    """Times as seconds UTC: whole numbers, or ISO 8601 with an offset, or in the zone that was given."""

    def __init__(self, zone: str | None) -> None:
        self.zone = _zone(zone) if zone else None

    def of(self, text: str) -> int | str:
        """Seconds, or what is wrong with it."""
        try:
            return _in_reach(int(text))
        except ValueError:
            pass
        try:
            found = datetime.fromisoformat(text.strip())
        except ValueError:
            return "has no time that can be read ('t': seconds since 1970 UTC, or such as 2026-03-02T09:00:00Z)"
        if found.tzinfo is None:
            if self.zone is None:
                return "has a time without a zone (add --zone)"
            found = found.replace(tzinfo=self.zone)
        return int(found.timestamp())


def _in_reach(seconds: int) -> int:
    if not -(1 << 40) < seconds < 1 << 40:
        raise ValueError(seconds)
    return seconds


def _zone(name: str) -> Any:
    if name[0] in "+-":
        return datetime.fromisoformat(f"2000-01-01T00:00:00{name}").tzinfo
    return ZoneInfo(name) if name != "UTC" else UTC


def _tell_left_out(log: LogFile) -> None:
    for reason, rows in log.left_out.items():
        shown = ", ".join(str(r + 1) for r in rows[:_SHOWN]) + (", ..." if len(rows) > _SHOWN else "")
        which = f"a row below the heading {reason}" if len(rows) == 1 else f"{len(rows)} rows below the heading: each {reason}"
        log.problems.append(
            Problem(
                severity="error",
                where=log.name,
                what=f"{which} (row {shown}).",
                why="No verdict looks at what was left out.",
                next="Correct the log and check it again.",
            )
        )
