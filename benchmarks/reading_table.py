"""All figures of reading beside those of others, words per second, and proposals per 1,000 words of each sort of document."""

import importlib
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from importlib.resources import files
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from gestae.extract import propose
from gestae.extract.layout import lay_out
from gestae.model import Source, Text
from gestae.model.codec import digest
from gestae.model.ids import source_id, text_id

HERE = Path(__file__).parent
SHARED = HERE.parents[1] / "shared"
GOLDS = (SHARED / "examples", SHARED / "examples" / "reading", HERE.parent / "tests" / "gold")
WIDTH = 46


class Measure(NamedTuple):
    """A set of gold rows, its scorer, and where the scorer's answer has each figure: an F1 unless its name says else."""

    name: str
    task: str
    gold: str
    options: tuple[str, ...]
    figures: "Places"


Places = Mapping[str, tuple[str, ...]]
_TIMES: Places = {"strict": ("strict", "f1"), "relaxed": ("relaxed", "f1"), "value": ("value", "f1")}
_QUOTES: Places = {
    "fragments": ("content_frag_spans", "strict", "f1"),
    "cue": ("cue_spans", "strict", "f1"),
    "source": ("source_spans", "strict", "f1"),
    "overlap P": ("content", "overlap", "p"),
    "overlap R": ("content", "overlap", "r"),
    "overlap": ("content", "overlap", "f1"),
    "direct exact": ("recall_by_kind", "direct", "strict"),
    "direct R": ("recall_by_kind", "direct", "overlap"),
    "source given quote": ("attribution", "source_exact"),
}
_NAMES: Places = {
    "overlap P": ("typed", "overlap", "p"),
    "overlap R": ("typed", "overlap", "r"),
    "overlap": ("typed", "overlap", "f1"),
}
MEASURES = (
    Measure("TBAQ dev", "times", "timex/tbaq.jsonl", (), _TIMES),
    Measure("WikiWars dev", "times", "timex/wikiwars.jsonl", (), _TIMES),
    Measure("PolNeAR dev", "quotes", "polnear/dev.jsonl", (), _QUOTES),
    Measure(
        "EWT transfers dev",
        "events",
        "ewt_events/dev.jsonl",
        ("--kind", "transfer"),
        {"trigger": ("trigger", "f1"), "roles": ("all roles", "overlap", "f1")},
    ),
    Measure("GUM dev, named", "entities", "ud_en/entities_dev.jsonl", ("--named", "--types", "person,organization,place"), _NAMES),
    Measure("re3d dev", "entities", "re3d/dev.jsonl", ("--types", "person,organization"), _NAMES),
)
SCORERS = {
    "times": "score_timex.py",
    "quotes": "score_quotes.py",
    "events": "score_events.py",
    "entities": "score_entities.py",
}


def table(documents: int | None) -> int:
    """Prints it, over the first ``documents`` rows of each set or all; says what is missing."""
    peers = yaml.safe_load((HERE / "peers.yaml").read_text(encoding="utf-8"))
    if documents:
        print(f"Only the first {documents} documents of each set: no figures to quote.\n")
    for measure in MEASURES:
        print(measure.name)
        missing = _missing(measure)
        if missing:
            print(f"  not measured: {missing}\n")
            continue
        figures, speed = _ours(measure, documents)
        others = [p for p in peers[measure.task] if p["set"] == measure.name]
        _row("", [*figures, "words/s", "from"])
        _row("Gestae", [*(f"{v:.1f}" for v in figures.values()), f"{speed:,}", "measured now"])
        for peer in others:
            cells = [str(peer["figures"].get(name, "-")) for name in figures]
            _row(peer["system"], [*cells, str(peer.get("words_per_second", "-")), peer["from"]])
        print()
    _proposals()
    return 0


def _row(head: str, cells: list[str]) -> None:
    print(f"  {head:{WIDTH}}" + "".join(f"{cell:>{max(10, len(cell) + 2)}}" for cell in cells))


def _missing(measure: Measure) -> str | None:
    """What is not there to measure with, in words; ``None`` when all is."""
    needed = (
        HERE / f"reading_{measure.task}.py",
        SHARED / "benchmarks" / SCORERS[measure.task],
        SHARED / "benchmarks" / measure.gold,
    )
    absent = [str(path) for path in needed if not path.is_file()]
    return f"{' and '.join(absent)} not there" if absent else None


def _ours(measure: Measure, documents: int | None) -> tuple[dict[str, float], int]:
    predict: Callable[[dict[str, Any]], dict[str, Any]] = importlib.import_module(f"reading_{measure.task}").predict
    lines = islice((SHARED / "benchmarks" / measure.gold).open(encoding="utf-8"), documents)
    rows = [json.loads(line) for line in lines]
    predict(rows[0])  # loads rules and weights
    began = time.process_time()
    predictions = [predict(row) for row in rows]
    seconds = time.process_time() - began
    with tempfile.TemporaryDirectory() as folder:
        gold, out = Path(folder) / "gold.jsonl", Path(folder) / "out.jsonl"
        for path, content in ((gold, rows), (out, predictions)):
            path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in content), encoding="utf-8")
        scorer = SHARED / "benchmarks" / SCORERS[measure.task]
        command = [sys.executable, str(scorer), str(gold), str(out), "--json", *measure.options]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{scorer.name} could not score {measure.name}: {done.stderr.strip() or done.stdout.strip()}")
    answer = json.loads(done.stdout)
    words = sum(len(str(row["text"]).split()) for row in rows)
    return {name: _at(answer, path) for name, path in measure.figures.items()}, round(words / max(seconds, 1e-9))


def _at(answer: Any, path: tuple[str, ...]) -> float:
    for key in path:
        answer = answer[key]
    return float(answer)


def _proposals() -> None:
    """Proposals per 1,000 words, by sort of document, over the examples and the sample case."""
    words: Counter[str] = Counter()
    claims: Counter[str] = Counter()
    count: Counter[str] = Counter()
    for body in _bodies():
        source = Source(id=source_id(digest(body.encode())), name="paper.txt", media_type="text/plain", size=1, digest="0" * 64)
        text = Text(id=text_id("plain-1", body), source=source.id, reader="plain-1", body=body)
        genre: str = lay_out(text).genre
        words[genre] += len(body.split())
        claims[genre] += len(propose(text, source).claims)
        count[genre] += 1
    print("Proposals per 1,000 words (the examples and the sample case)")
    _row("", ["documents", "words", "proposals", "per 1,000"])
    for sort in sorted(words):
        _row(sort, [str(count[sort]), str(words[sort]), str(claims[sort]), f"{1000 * claims[sort] / words[sort]:.0f}"])


def _bodies() -> Iterator[str]:
    for folder in GOLDS:
        for gold in sorted(folder.glob("*.gold.json")):
            yield gold.with_name(gold.name.replace(".gold.json", ".txt")).read_text(encoding="utf-8")
    for paper in sorted(Path(str(files("gestae.sample"))).rglob("*.txt")):
        yield paper.read_text(encoding="utf-8")
