"""Descriptions of somebody: the name beside one, its bare words, and those who are known by nothing else."""

from collections.abc import Callable

from gestae.extract.grammar import Token, child, lemma, phrase
from gestae.extract.lexicon import is_occupation, lexicon
from gestae.extract.names.cast import Cast
from gestae.extract.names.figures import Figure, FigureKind, fold
from gestae.extract.parse import Parsed


def beside(cast: Cast, parsed: Parsed, token: Token) -> Figure | None:
    """The name that stands beside a description: "the bin foreman, Glenn Teague"."""
    beside = [
        c
        for c in token.children
        if c.dep_ in ("appos", "flat")
        or (c.dep_ == "compound" and c.pos_ == "PROPN")
        or (c.dep_ == "conj" and c.i > token.i + 1 and token.doc[token.i + 1].text == "," and child(c, "cc") is None)
    ]
    if token.dep_ in ("appos", "nmod:desc", "flat"):
        beside.append(token.head)
    for c in beside:
        figure = cast.tokens.get((parsed.number, c.i))
        if (
            figure is not None
            and (figure.kind == "person" or c.dep_ == "appos")
            and not (c.dep_ == "compound" and figure.kind != "person")
        ):
            return figure
    return None


def unidentified(extras: list[Figure], parsed: Parsed, token: Token, text: str) -> Figure | None:
    """Somebody known only by what the text calls them: the one already called so, or somebody new, added to ``extras``."""
    text = text.strip()
    if not text or not any(c.isalpha() for c in text):
        return None
    words = fold(text)
    start = parsed.words(phrase(token)[0]).start
    for figure in extras:
        if figure.words == words:
            figure.starts.append(start)
            return figure
    kind: FigureKind = (
        "organisation" if lemma(token) in lexicon().organisation_nouns and not is_occupation(lemma(token)) else "unidentified"
    )
    figure = Figure(kind, text, start, forms=[text], starts=[start], plural=token.tag_ in ("NNS", "NNPS"))
    figure.sex = lexicon().sexed.get(lemma(token))
    extras.append(figure)
    return figure


def core(parsed: Parsed, token: Token, agent: Callable[[Token | None, Parsed], Figure | None]) -> str:
    """The words of a noun phrase without its article or quantifier; a possessive pronoun becomes the owner's name."""
    first, last = phrase(token)
    skip = first.i
    owner = ""
    while (
        skip < token.i
        and parsed.doc[skip].dep_ in ("det", "nmod:poss", "case", "punct", "det:predet")
        and parsed.doc[skip].pos_ in ("DET", "PRON", "PUNCT")
    ):
        if parsed.doc[skip].dep_ == "nmod:poss":
            figure = agent(parsed.doc[skip], parsed)
            owner = f"{figure.label}’s " if figure is not None else ""
        skip += 1
    text = parsed.text[parsed.doc[skip].idx : last.idx + len(last)]
    return owner + " ".join(text.split())
