"""Clients: for whom a lawyer's letter speaks, told by a line of its head or by its first sentence."""

import re
from collections.abc import Iterator

from gestae.extract.blocks import Document
from gestae.extract.grammar import Token, child, children, lemma, preposition
from gestae.extract.names.figures import Figure
from gestae.extract.names.refer import Refer
from gestae.extract.names.roles import Job
from gestae.extract.parse import Parsed
from gestae.rules import cues

CLIENT = re.compile(r"\bclients?\b", re.IGNORECASE)
TITLE = "counsel"


def clients(refer: Refer, document: Document) -> list[Job]:
    """Whom the author of the document serves: nobody, where it has no author or names no client."""
    author = next((a for p in refer.parsed if (a := refer.author(p.number)) is not None), None)
    if author is None:
        return []
    served = [*_headed(refer, document), *(f for p in refer.parsed for t in p.doc if (f := _acts_for(refer, p, t)) is not None)]
    return [Job(author, TITLE, serves=figure) for figure in dict.fromkeys(served) if figure is not author]


def _headed(refer: Refer, document: Document) -> Iterator[Figure]:
    """ "Our client: Captain Orme", "Re: our client Ada Voss"."""
    for field in document.fields:
        if CLIENT.search(field.label) or CLIENT.search(refer.body[field.value.start : field.value.end]):
            yield from (
                refer.cast.at[n.start]
                for n in refer.cast.names
                if field.value.start <= n.start and n.end <= field.value.end and n.start in refer.cast.at
            )


def _acts_for(refer: Refer, parsed: Parsed, verb: Token) -> Figure | None:
    """ "We act for Captain Orme", "I represent Ada Voss", "we are instructed by Mr Orme"."""
    forms = cues("speech")["acts_for"]
    subject = child(verb, "nsubj", "nsubj:pass")
    if subject is None or subject.lower_ not in ("i", "we") or lemma(verb) not in forms:
        return None
    wanted = forms[lemma(verb)]
    whom = next((c for c in children(verb, "obj") if "obj" in wanted), None) or next(
        (c for c in children(verb, "obl", "obl:agent") if (preposition(c) or "") in wanted), None
    )
    if whom is None:
        return None
    figure = refer.cast.tokens.get((parsed.number, whom.i))
    return figure if figure is not None and figure.kind in ("person", "organisation") else None
