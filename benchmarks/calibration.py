"""Whether confidence means something: ``python benchmarks/calibration.py`` prints, for each level, how many proposals were right.

Over the gold documents of the repository (``tests/gold``) and, where they lie beside it, ``../shared/examples``. A proposal is
wrong when the scorer beside the repository calls it wrong; what repeats a claim or is allowed is not.
"""

import argparse
import importlib.util
import json
import sys
from collections import Counter
from functools import partial
from pathlib import Path
from types import ModuleType

from gestae.desk.intake import Offer
from gestae.desk.reading import read
from gestae.present import brief_json

REPOSITORY = Path(__file__).resolve().parent.parent
EXAMPLES = REPOSITORY.parent / "shared" / "examples"
STEP = 50


def main(argv: list[str] | None = None) -> int:
    """Prints the table; 1 where the scorer is not there."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args(argv)
    if not (EXAMPLES / "score_reading.py").exists():
        print("The scorer is not there: it lies in ../shared/examples, beside the repository.", file=sys.stderr)
        return 1
    scorer = _scorer()
    said: Counter[int] = Counter()
    wrong: Counter[int] = Counter()
    golds = [
        *EXAMPLES.glob("*.gold.json"),
        *EXAMPLES.glob("reading/*.gold.json"),
        *(REPOSITORY / "tests" / "gold").glob("*.gold.json"),
    ]
    for gold in sorted(golds):
        for level, is_wrong in _judged(scorer, gold):
            said[level] += 1
            wrong[level] += is_wrong
    rows, so_far = [], 0
    for level in sorted(said, reverse=True):
        so_far += said[level]
        right = said[level] - wrong[level]
        share = round(right / said[level], 3)
        rows.append(
            {
                "from": level / 1000,
                "proposals": said[level],
                "right": right,
                "share": share,
                "cumulative": round(so_far / said.total(), 2),
            }
        )
    if options.json:
        print(json.dumps(rows))
        return 0
    print("confidence from  proposals  right  share  of all so far")
    for row in rows:
        print(f"{row['from']:15.2f}  {row['proposals']:9}  {row['right']:5}  {row['share']:5.3f}  {row['cumulative']:13.2f}")
    return 0


def _judged(scorer: ModuleType, gold: Path) -> list[tuple[int, bool]]:
    text = gold.with_name(gold.name.removesuffix(".gold.json") + ".txt")
    told = json.loads(gold.read_text(encoding="utf-8"))
    case = json.loads(json.dumps(brief_json(read([Offer(text.name, partial(bytes, text.read_bytes()))], clock=lambda: 0).case)))
    scored = scorer.Scorer(told, case)
    scored.report()
    wrong = {c["id"] for c in scored.wrong}
    return [(round(c["confidence"] * 1000) // STEP * STEP, c["id"] in wrong) for c in case["claims"]]


def _scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_reading", EXAMPLES / "score_reading.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["score_reading"] = module
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    sys.exit(main())
