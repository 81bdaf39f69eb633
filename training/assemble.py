"""Put the trained parts together into the one pipeline that ships.

    python training/assemble.py PARSE_MODEL NAMES_MODEL OUT

Adds the lemma tables (spacy-lookups-data, needed here only) and drops what is not needed at run time.
"""

import shutil
import sys
from pathlib import Path

import spacy


def main(parse: Path, names: Path, out: Path) -> None:
    nlp = spacy.load(parse)
    nlp.add_pipe("lemmatizer", config={"mode": "rule"}).initialize()
    nlp.add_pipe("ner", source=spacy.load(names))
    nlp.meta.update(
        {"name": "gestae_small", "version": "1", "license": "CC BY-SA 4.0", "author": "", "url": "", "email": "", "description": ""}
    )
    nlp.meta.pop("performance", None)
    kept = {p: p.read_bytes() for p in out.glob("*") if p.is_file() and p.name in ("LICENSE.md", "MODEL_CARD.md")}
    shutil.rmtree(out, ignore_errors=True)
    nlp.to_disk(out)
    for path, data in kept.items():
        path.write_bytes(data)
    print(nlp.pipe_names, sum(p.stat().st_size for p in out.rglob("*") if p.is_file()) // 1024, "kB")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
