"""Who a nameless person is when a later sentence says it: "A worker was killed. ... The man was identified as Caleb Rourke"."""

from gestae.extract.grammar import Token, child, children, lemma
from gestae.extract.lexicon import is_occupation
from gestae.extract.names.cast import Cast
from gestae.extract.names.descriptions import beside
from gestae.extract.names.figures import Figure
from gestae.extract.parse import Parsed

SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer")


def identified(blocks: list[Parsed], cast: Cast) -> dict[tuple[int, int], Figure]:
    """Whom the nameless person of earlier sentences is, by block number and token, where a later sentence gives the name."""
    found: dict[tuple[int, int], Figure] = {}
    for k, parsed in enumerate(blocks):
        for token in parsed.doc:
            nameless = child(token, "nsubj:pass") if lemma(token) in ("identify", "name") else None
            if nameless is None or nameless.pos_ != "NOUN" or nameless.tag_ == "NNS":
                continue
            named = next(
                (
                    f
                    for t in token.subtree
                    if t.i > token.i and (f := cast.tokens.get((parsed.number, t.i))) is not None and f.kind == "person"
                ),
                None,
            )
            if named is None:
                continue
            found[(parsed.number, nameless.i)] = named
            first = _nameless(cast, blocks[max(0, k - 3) : k + 1], parsed, token)
            if first is not None:
                found[(first[0].number, first[1].i)] = named
    return found


def _nameless(cast: Cast, around: list[Parsed], parsed: Parsed, verb: Token) -> tuple[Parsed, Token] | None:
    """The first "a seasonal worker" that something happened to, when just one such person is told of."""
    found = [
        (p, t)
        for p in around
        for t in p.doc
        if t.dep_ in SUBJECTS
        and t.pos_ == "NOUN"
        and t.tag_ == "NN"
        and (p is not parsed or t.i < verb.i)
        and (is_occupation(lemma(t)) or lemma(t) in ("man", "woman", "person", "victim"))
        and any(d.lower_ in ("a", "an") for d in children(t, "det"))
        and beside(cast, p, t) is None
    ]
    return found[0] if len(found) == 1 else None
