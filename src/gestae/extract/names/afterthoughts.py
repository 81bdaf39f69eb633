"""A name given after the pronoun that needed it: "I handed it to him on Monday, the tall one, Mr. Stroud"."""

from collections.abc import Mapping

from gestae.extract.grammar import Token, child, is_verb
from gestae.extract.names.figures import Figure


def named_after(token: Token, number: int, tokens: Mapping[tuple[int, int], Figure]) -> Figure | None:
    """The person whose name ends the sentence of a pronoun, set off by a comma, with no other clause between."""
    words = [t for t in token.sent if t.i > token.i and not t.is_space and not (t.is_punct and t.i >= token.sent.end - 2)]
    comma = next((k for k in range(len(words) - 1, -1, -1) if words[k].text == ","), None)
    if comma is None or comma + 1 >= len(words):
        return None
    named = {id(f): f for t in words[comma + 1 :] if (f := tokens.get((number, t.i))) is not None}
    spelt = all((number, t.i) in tokens or t.dep_ in ("nmod:desc", "compound") for t in words[comma + 1 :])
    if len(named) != 1 or not spelt or any(is_verb(t) or t.lower_ in ("and", "or") for t in words[:comma]):
        return None
    figure = next(iter(named.values()))
    return figure if figure.kind == "person" else None


def left_nameless(token: Token) -> Token | None:
    """Who the sentence before speaks of without a name: "Your colleague has it"."""
    first = token.sent.start
    if first == 0:
        return None
    before = token.doc[first - 1].sent
    subject = next((t for t in before if t.dep_ == "nsubj" and t.tag_ == "NN" and child(t, "nmod:poss") is not None), None)
    return subject if subject is not None and not any(c.dep_ == "appos" for c in subject.children) else None
