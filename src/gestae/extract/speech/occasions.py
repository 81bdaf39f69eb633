"""Every occasion of speech in a block: quotations, reported clauses, "according to"."""

from gestae.extract.parse import Parsed
from gestae.extract.speech.attribution import Attribution
from gestae.extract.speech.direct import direct
from gestae.extract.speech.quotes import is_utterance, quotes
from gestae.extract.speech.reported import according, indirect, mix


def attributions(parsed: Parsed) -> list[Attribution]:
    """Every occasion of speech in a block, in text order."""
    copy = parsed.text
    marks = quotes(copy)
    found = direct(parsed, [q for q in marks if is_utterance(copy, q)])
    for token in parsed.doc:
        if any(a.cue is not None and a.cue.i == token.i for a in found):
            mix(token, next(a for a in found if a.cue is not None and a.cue.i == token.i), marks)
        else:
            one = indirect(parsed, token, marks, found)
            if one is not None:
                found.append(one)
    found.extend(according(parsed))
    return sorted(found, key=lambda a: (a.start, -a.end))
