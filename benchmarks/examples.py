"""How much of what a careful reader finds is found: ``python benchmarks/examples.py [--json]``.

One row a document: the seven examples beside the repository and the further ones in ``tests/gold``, judged by the scorer
in ``../shared/examples`` and left out where it is not there; then the documents of the sample case, whose claims were
put down by hand: each is looked for, and a claim found serves one of them only.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterable
from functools import partial
from importlib.resources import files
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

from gestae import sample
from gestae.desk.intake import Offer
from gestae.desk.reading import read
from gestae.present import brief_json

EXAMPLES = Path(__file__).resolve().parents[2] / "shared" / "examples"
FURTHER = Path(__file__).resolve().parents[1] / "tests" / "gold"
FREE = (
    "reason",
    "of",
    "words",
    "subject",
    "cause",
    "result",
    "matter",
    "extent",
    "content",
)  # told in words of one's own: half of them do
SMALL = frozenset(
    (
        "a",
        "an",
        "the",
        "of",
        "to",
        "in",
        "on",
        "at",
        "by",
        "for",
        "from",
        "with",
        "and",
        "his",
        "her",
        "their",
        "its",
        "that",
        "had",
        "was",
        "were",
        "is",
        "mr",
        "mrs",
        "ms",
        "dr",
    )
)
Object = dict[str, Any]


def main(argv: list[str] | None = None) -> int:
    """Prints the table, or the same as JSON."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args(argv)
    figures = {"examples": _examples(), "sample": _sample()}
    if options.json:
        print(json.dumps(figures, ensure_ascii=False))
        return 0
    if not figures["examples"]:
        print(f"The examples are not in {EXAMPLES}; the sample case alone:")
    _table(figures["examples"], ("document", "claims", "recall", "precision", "agents", "positions", "forbidden", "derived"))
    _table(figures["sample"], ("document", "claims", "recall", "missed"))
    return 0


def _examples() -> list[Object]:
    if not (EXAMPLES / "score_reading.py").exists():
        return []
    scorer = _module(EXAMPLES / "score_reading.py")
    folders = (EXAMPLES, EXAMPLES / "reading", FURTHER)
    return [_example(scorer, gold) for folder in folders for gold in sorted(folder.glob("*.gold.json"))]


def _example(scorer: ModuleType, path: Path) -> Object:
    gold = json.loads(path.read_text(encoding="utf-8"))
    text = path.with_name(path.name.replace(".gold.json", ".txt"))
    report = scorer.Scorer(gold, _found([(text.name, text.read_bytes())])).report()
    derived = report["derived"]
    return {
        "document": text.stem,
        **{k: report[k] for k in ("claims", "recall", "precision", "agents", "positions")},
        "forbidden": len(report["forbidden found"]),
        "derived": f"{sum(derived.values())}/{len(derived)}",
    }


def _sample() -> list[Object]:
    expected = json.loads(files("gestae.sample").joinpath("expected.json").read_text(encoding="utf-8"))
    found = _found(sample.documents())
    label = {
        t["id"]: t.get("label") or t.get("name") or "" for group in ("sources", "agents", "items", "places") for t in found[group]
    }
    name_of = {t["id"]: label[t["source"]] for t in found["texts"]}
    bodies = {name_of[t["id"]]: t["body"] for t in found["texts"]}
    rows = []
    for document in expected["documents"]:
        name = document["file"]
        golds = [g for g in expected["claims"] if g["file"] == name]
        claims = [c for c in found["claims"] if name_of.get(c["span"]["text"]) == name]
        hit = _matched([[n for n, c in enumerate(claims) if _is_it(g, c, label, bodies[name])] for g in golds])
        recall = round(len(hit) / len(golds), 3) if golds else None
        missed = [g.get("id") or g["quote"][:30] for n, g in enumerate(golds) if n not in hit]
        rows.append({"document": name, "claims": f"{len(hit)}/{len(golds)}", "recall": recall, "missed": missed})
    return rows


def _found(papers: Iterable[tuple[str, bytes]]) -> Object:
    offers = [Offer(name, partial(bytes, data)) for name, data in papers]
    found: Object = json.loads(json.dumps(brief_json(read(offers, clock=lambda: 0).case)))
    return found


def _is_it(gold: Object, claim: Object, label: dict[str, str], body: str) -> bool:
    """Kind, polarity, modality, speaker, listed roles, and a quote that shares half of the shorter of the two."""
    if (gold["kind"], gold.get("polarity", "asserts"), gold.get("modality", "asserted")) != tuple(
        claim[k] for k in ("kind", "polarity", "modality")
    ):
        return False
    if gold.get("by") and not _alike(gold["by"], label.get(claim["by"], "")):
        return False
    return _overlaps(gold["quote"], claim["span"], body) and all(
        _fills(role, want, claim["roles"].get(role), label) for role, want in gold["roles"].items()
    )


def _fills(role: str, want: Any, got: Object | None, label: dict[str, str]) -> bool:
    found = None if got is None else got["value"] if got["value"] is not None else label.get(got["id"] or "") or got["label"]
    if isinstance(want, list):
        return any(_fills(role, each, got, label) for each in want)
    if want is None or found is None:
        return want is found
    if isinstance(want, (bool, int)) or isinstance(found, (bool, int)):
        return bool(want == found)
    if role in FREE:
        words = _words(want)
        return len(words & _words(found)) * 2 >= len(words)
    return _alike(want, found)


def _alike(want: str, found: str) -> bool:
    a, b = _words(want), _words(found)
    return bool(a and b) and (a <= b or b <= a)


def _words(text: str) -> set[str]:
    plain = re.sub(r"['’]s\b|['’]", "", text.lower())
    return {w for w in re.findall(r"\w+", plain) if w not in SMALL} or set(re.findall(r"\w+", plain))


def _overlaps(quote: str, span: Object, body: str) -> bool:
    """White space, and in a PDF a hyphen at a line's end, do not count."""
    kept = [n for n, c in enumerate(body) if not c.isspace() and not (c in "-\u00ad" and body[n + 1 : n + 2] == "\n")]
    dense, wanted = "".join(body[n] for n in kept), re.sub(r"\s", "", quote)
    at = dense.find(wanted)
    if at < 0:
        dense, wanted = (text.replace("-", "") for text in (dense, wanted))
        kept = [n for n in kept if body[n] != "-"]
        at = dense.find(wanted)
    while at >= 0:
        start, end = kept[at], kept[at + len(wanted) - 1] + 1
        common = min(end, span["end"]) - max(start, span["start"])
        if common * 2 >= min(end - start, span["end"] - span["start"]):
            return True
        at = dense.find(wanted, at + 1)
    return False


def _matched(edges: list[list[int]]) -> set[int]:
    """The gold claims of a largest matching, one claim each."""
    owner: dict[int, int] = {}

    def place(gold: int, seen: set[int]) -> bool:
        for claim in edges[gold]:
            if claim not in seen:
                seen.add(claim)
                if claim not in owner or place(owner[claim], seen):
                    owner[claim] = gold
                    return True
        return False

    return {gold for gold in range(len(edges)) if place(gold, set())}


def _table(rows: list[Object], columns: tuple[str, ...]) -> None:
    if not rows:
        return
    cells = [columns, *(tuple(_cell(row[c]) for c in columns) for row in rows)]
    widths = [max(len(line[n]) for line in cells) for n in range(len(columns))]
    for line in cells:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())
    if all(row["recall"] is None for row in rows):
        return
    known = [row["recall"] for row in rows if row["recall"] is not None]
    print(f"mean recall {sum(known) / len(known):.3f}\n")


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(value)
    return "-" if value is None else str(value)


def _module(path: Path) -> ModuleType:
    spec = spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    sys.exit(main())
