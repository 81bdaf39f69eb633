"""What stands round a question proper: "And, sir, is it true that ...", "..., is that right?"."""

import re
from functools import cache

from gestae.extract.events.event import Scene
from gestae.extract.grammar import Token, is_verb
from gestae.rules import cues

PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\n": " ", "\t": " ", "\u00a0": " "})
TAG_VERB = (
    r"(?:do|does|did|is|are|was|were|has|have|had|can|could|will|would|should|ca|wo)(?:n't| not)? ?"
    r"(?:i|you|he|she|it|they|we|there)(?: not)?"
)


@cache
def alternatives(name: str) -> re.Pattern[str]:
    """The words or patterns of a list of rules/cues/answers.yaml, longest first, at the beginning of a text."""
    words = sorted((str(w) for w in cues("answers")[name]), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(words)})(?:(?<= )|(?![\w']))", re.IGNORECASE)


def text_of(scene: Scene, tokens: list[Token]) -> str:
    """The words of these tokens with plain marks, lower case."""
    if not tokens:
        return ""
    return str(scene.parsed.text[tokens[0].idx : tokens[-1].idx + len(tokens[-1])].translate(PLAIN).lower())


def after(tokens: list[Token], length: int) -> list[Token]:
    """The tokens that begin at or past this many characters."""
    return [t for t in tokens if t.idx >= tokens[0].idx + length]


def is_tag(scene: Scene, tokens: list[Token]) -> bool:
    text = text_of(scene, tokens).strip(" ?.,")
    return alternatives("tags").fullmatch(text) is not None or re.fullmatch(TAG_VERB, text) is not None


def without_lead(scene: Scene, tokens: list[Token]) -> list[Token]:
    """Without "And", "So, sir," and the name of the one who is asked."""
    for _ in range(5):
        text = text_of(scene, tokens)
        m = alternatives("leads").match(text)
        if m and (m.end() == len(text) or text[m.end()] in " ,") and len(tokens) > 1:
            tokens = after(tokens, m.end())
        elif (called := _vocative(scene, tokens)) and called < len(tokens):
            tokens = tokens[called:]
        elif tokens and (tokens[0].is_punct and len(tokens) > 1):
            tokens = tokens[1:]
        else:
            break
    return tokens


def _vocative(scene: Scene, tokens: list[Token]) -> int:
    comma = next((n for n, t in enumerate(tokens[:6]) if t.text == ","), 0)
    if not comma:
        return 0
    you = scene.refer.addressee(scene.parsed.number)
    named = {id(f) for t in tokens[:comma] if (f := scene.refer.cast.tokens.get((scene.parsed.number, t.i))) is not None}
    return comma + 1 if you is not None and named == {id(you)} else 0


def without_tag(scene: Scene, tokens: list[Token]) -> tuple[list[Token], bool]:
    """Without ", correct?" and ", did you?"; and whether there was one."""
    text = text_of(scene, tokens).rstrip(" ?.")
    comma = max(text.rfind(","), text.rfind(" - "))
    if comma < 0:
        return tokens, False
    end = text[comma + 1 :].strip(" -,")
    name = alternatives("addresses").fullmatch(end) or _calls(scene, tokens, comma)
    if name:
        return without_tag(scene, [t for t in tokens if t.idx < tokens[0].idx + comma])
    if alternatives("tags").fullmatch(end) or re.fullmatch(TAG_VERB, end):
        return [t for t in tokens if t.idx < tokens[0].idx + comma], True
    return tokens, False


def _calls(scene: Scene, tokens: list[Token], comma: int) -> bool:
    """Whether the end of a question is the name of the one who is asked."""
    you = scene.refer.addressee(scene.parsed.number)
    end = [t for t in tokens if t.idx > tokens[0].idx + comma and not t.is_punct]
    return bool(end) and you is not None and all(scene.refer.cast.tokens.get((scene.parsed.number, t.i)) is you for t in end)


def unwrapped(scene: Scene, tokens: list[Token]) -> tuple[list[Token], bool]:
    """Without "Is it true that", "You're saying"."""
    m = alternatives("wrappers").match(text_of(scene, tokens))
    rest = after(tokens, m.end()) if m else []
    if not m or not any(t.dep_.startswith("nsubj") for t in rest) or not any(is_verb(t) for t in rest):
        return tokens, False
    return rest, True
