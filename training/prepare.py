"""Turn the open treebanks into spaCy training files.

Reads CoNLL-U (gzip) of UD English EWT and the permissive genres of UD English GUM from the folder given,
writes ``parse_train.spacy``, ``ewt_dev.spacy``, ``gum_dev.spacy``, ``names_train.spacy`` and ``names_dev.spacy``.
Documents whose texts have unclear terms (conversations and one court recording, both from the Santa
Barbara Corpus) are left out of training.

    python training/prepare.py TREEBANKS OUT
"""

import gzip
import random
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin, Span

LEFT_OUT = re.compile(r"^GUM_(conversation_|court_carpet)")
NAMED = {"person": "PERSON", "organization": "ORG", "place": "PLACE"}
CHUNK_WORDS = 250


@dataclass
class Sentence:
    rows: list[list[str]] = field(default_factory=list)
    opens_paragraph: bool = False


@dataclass
class Treebank:
    name: str
    sentences: list[Sentence] = field(default_factory=list)


def documents(path: Path) -> Iterator[Treebank]:
    """Documents of a CoNLL-U file; empty nodes and multi-word lines are skipped."""
    doc: Treebank | None = None
    sentence, opens = Sentence(), False
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            line = line.rstrip("\n")
            if line.startswith("# newdoc"):
                if doc:
                    yield doc
                doc = Treebank(line.split("=", 1)[1].strip())
                opens = True
            elif re.match(r"# newpar( |$)", line):
                opens = True
            elif line and not line.startswith("#"):
                cells = line.split("\t")
                if cells[0].isdigit() or ("-" in cells[0] and "SpaceAfter=No" in cells[9]):
                    sentence.rows.append(cells)
            elif not line and sentence.rows and doc:
                sentence.opens_paragraph, opens = opens, False
                doc.sentences.append(settled(sentence))
                sentence = Sentence()
    if doc:
        yield doc


def settled(sentence: Sentence) -> Sentence:
    """Multi-word ranges resolved: no space inside one, its own space after its last word."""
    tight: dict[int, bool] = {}
    out = []
    for cells in sentence.rows:
        if "-" in cells[0]:
            first, last = map(int, cells[0].split("-"))
            tight.update(dict.fromkeys(range(first, last + 1), True))
        else:
            out.append(cells)
    for cells in out:
        if tight.get(int(cells[0])) and "SpaceAfter=No" not in cells[9]:
            cells[9] += "|SpaceAfter=No"
    return Sentence(out, sentence.opens_paragraph)


def entities(rows: list[list[str]], shift: int) -> list[tuple[int, int, str]]:
    """Outermost named mentions of GUM's Entity layer as token ranges, when their head is a proper noun."""
    open_, found = [], []
    for at, cells in enumerate(rows):
        match = re.search(r"Entity=([^|]+)", cells[9])
        if not match:
            continue
        for part in re.findall(r"\([^()]+\)?|[^()]+\)", match.group(1)):
            if part.startswith("("):
                open_.append((part.strip("()").split("-")[0], part.strip("()").split("-")[1], at))
                if not part.endswith(")"):
                    continue
            group = part.strip("()").split("-")[0]
            for k in range(len(open_) - 1, -1, -1):
                if open_[k][0] == group:
                    _, kind, start = open_.pop(k)
                    found.append((start, at + 1, kind))
                    break
    named = []
    for start, end, kind in found:
        if kind not in NAMED:
            continue
        inside = range(start, end)
        heads = [i for i in inside if int(rows[i][6]) - 1 not in inside]
        if any(rows[i][4] in ("NNP", "NNPS") for i in heads):
            # the name itself: the run of proper nouns (and small words between) about the head
            lo, hi = heads[0], heads[-1] + 1
            while lo > start and (rows[lo - 1][4] in ("NNP", "NNPS", "HYPH") or rows[lo - 1][3] == "PROPN"):
                lo -= 1
            while hi < end and (
                rows[hi][4] in ("NNP", "NNPS", "HYPH", "CD")
                or (
                    rows[hi][1] in ("of", "and", "the", "for", "&", ".")
                    and hi + 1 < end
                    and any(rows[j][4] in ("NNP", "NNPS") for j in range(hi + 1, min(hi + 3, end)))
                )
            ):
                hi += 1
            named.append((lo + shift, hi + shift, NAMED[kind]))
    named.sort(key=lambda n: (n[0] - n[1], n[0]))
    taken: set[int] = set()
    out = []
    for lo, hi, kind in named:
        if not taken & set(range(lo, hi)):
            taken |= set(range(lo, hi))
            out.append((lo, hi, kind))
    return sorted(out)


def to_doc(nlp: spacy.Language, sentences: list[Sentence], with_names: bool) -> Doc:
    words, spaces, tags, pos, morphs, lemmas, heads, deps, starts = [], [], [], [], [], [], [], [], []
    names = []
    for number, sentence in enumerate(sentences):
        if number and sentence.opens_paragraph:
            words.append("\n\n"), spaces.append(False), tags.append("_SP"), pos.append("SPACE"), morphs.append("")
            lemmas.append("\n\n"), heads.append(len(words) - 2), deps.append("dep"), starts.append(False)
            if len(words) > 1:
                spaces[-2] = False
        shift = len(words)
        names += entities(sentence.rows, shift)
        for at, cells in enumerate(sentence.rows):
            words.append(cells[1])
            spaces.append("SpaceAfter=No" not in cells[9])
            tags.append(cells[4])
            pos.append(cells[3])
            morphs.append("" if cells[5] == "_" else cells[5])
            lemmas.append(cells[2])
            head = int(cells[6])
            heads.append(shift + (head - 1 if head else at))
            deps.append("ROOT" if not head else cells[7])
            starts.append(at == 0)
    doc = Doc(
        nlp.vocab,
        words=words,
        spaces=spaces,
        tags=tags,
        pos=pos,
        morphs=morphs,
        lemmas=lemmas,
        heads=heads,
        deps=deps,
        sent_starts=None,
    )
    if with_names:
        doc.ents = [Span(doc, lo, hi, label=kind) for lo, hi, kind in names]
    return doc


def chunks(doc: Treebank, words: int) -> Iterator[list[Sentence]]:
    """Runs of whole sentences of about so many words, cut at paragraphs where there are any."""
    run: list[Sentence] = []
    count = 0
    for sentence in doc.sentences:
        if run and ((count >= words and sentence.opens_paragraph) or count >= 2 * words):
            yield run
            run, count = [], 0
        run.append(sentence)
        count += len(sentence.rows)
    if run:
        yield run


def main(treebanks: Path, out: Path) -> None:
    nlp = spacy.blank("en")
    out.mkdir(parents=True, exist_ok=True)
    rng = random.Random(7)
    ewt = list(documents(treebanks / "ewt_train.conllu.gz"))
    gum = [d for d in documents(treebanks / "gum_train_permissive.conllu.gz") if not LEFT_OUT.match(d.name)]
    train = [to_doc(nlp, run, False) for doc in ewt + gum for run in chunks(doc, CHUNK_WORDS)]
    rng.shuffle(train)
    DocBin(docs=train, store_user_data=False).to_disk(out / "parse_train.spacy")
    names = [to_doc(nlp, run, True) for doc in gum for run in chunks(doc, CHUNK_WORDS)]
    rng.shuffle(names)
    DocBin(docs=names).to_disk(out / "names_train.spacy")
    for source, target in (("ewt_dev", "ewt_dev"), ("gum_dev_permissive", "gum_dev")):
        docs = [to_doc(nlp, d.sentences, target == "gum_dev") for d in documents(treebanks / f"{source}.conllu.gz")]
        DocBin(docs=docs).to_disk(out / f"{target}.spacy")
        print(target, len(docs), sum(len(d) for d in docs), "ents", sum(len(d.ents) for d in docs))
    print("train", len(train), sum(len(d) for d in train), "names", sum(len(d.ents) for d in names))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
