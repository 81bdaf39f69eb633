"""Direct speech: a quotation brought to the verb before or after it that says whose it is."""

from gestae.extract.grammar import Token, child, is_negated, is_verb
from gestae.extract.parse import Parsed
from gestae.extract.speech.attribution import Attribution, speech_cues
from gestae.extract.speech.quotes import Quote
from gestae.extract.speech.speakers import counsel_between, hearer_of, speaker_of


def direct(parsed: Parsed, marks: list[Quote]) -> list[Attribution]:
    """The occasions of direct speech: each quotation with its verb; one that goes on from the last joins it."""
    found: list[Attribution] = []
    for n, quote in enumerate(marks):
        before = marks[n - 1] if n else None
        cue = _cue_after(parsed, quote, marks) or _cue_before(parsed, quote, before)
        last = found[-1] if found else None
        if (
            last is not None
            and before is not None
            and (cue is None or cue == last.cue)
            and _continues(parsed.text, before, quote, last)
        ):
            last.content.append((quote.inner_start, quote.inner_end))
            last.quoted.append(quote)
            last.end = max(last.end, quote.end)
            continue
        if cue is None:
            continue
        speaker, to = speaker_of(cue), hearer_of(cue)
        start, end = min(quote.start, _clause_edge(cue, speaker)[0]), max(quote.end, _clause_edge(cue, speaker)[1])
        found.append(
            Attribution(
                parsed.number,
                cue,
                "direct",
                speaker,
                [(quote.inner_start, quote.inner_end)],
                start,
                end,
                to=to,
                through=counsel_between(cue),
                denied=is_negated(cue),
                quoted=[quote],
            )
        )
    return found


def _continues(copy: str, before: Quote, quote: Quote, last: Attribution) -> bool:
    """Whether a quotation goes on from the one before: only the speaker and the verb stand between, or nothing."""
    between = copy[before.end : quote.start]
    return len(between) < 90 and (not between.strip() or (last.cue is not None and before.end <= last.cue.idx < quote.start))


def _clause_edge(cue: Token, speaker: Token | None) -> tuple[int, int]:
    ends = [cue] + ([speaker] if speaker is not None and abs(speaker.i - cue.i) < 25 else [])
    return min(t.idx for t in ends), max(t.idx + len(t) for t in ends)


def _cue_after(parsed: Parsed, quote: Quote, marks: list[Quote]) -> Token | None:
    seen = 0
    for token in parsed.doc:
        if token.idx < quote.end:
            continue
        if any(q.holds(token.idx) for q in marks) or (token.text in (".", "!", "?", ";") and seen) or seen > 14:
            return None
        if token.text == "." and not seen:
            return None
        if not seen and parsed.text[quote.inner_end - 1] == "." and not token.is_punct and token.text[:1].isupper():
            return None  # the quotation ended its sentence; what follows is the next
        if not token.is_punct and not token.is_space:
            seen += 1
        if is_verb(token) and speech_cues().verb(token) and token.tag_ not in ("VBG",):
            ended = parsed.text[quote.inner_end - 1 : quote.end]
            return (
                token if seen <= 2 or any(c in ended for c in ",!?.") or (child(token, "nsubj") is not None and seen <= 4) else None
            )
    return None


def _cue_before(parsed: Parsed, quote: Quote, before: Quote | None) -> Token | None:
    floor = before.end if before else 0
    seen = 0
    for token in reversed([t for t in parsed.doc if t.idx + len(t) <= quote.start]):
        if token.idx < floor or (token.text in (".", "!", "?") and seen) or seen > 12:
            return None
        if not token.is_punct and not token.is_space:
            seen += 1
        if is_verb(token) and speech_cues().verb(token):
            return token
    return None
