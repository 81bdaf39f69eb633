"""Words that must not be found: whole words, whatever their case, of three letters or more."""

import re
import unicodedata
from collections.abc import Iterable

FEWEST = 3
_WORD = re.compile(r"[^\W_]+")
_HYPHENED = re.compile(r"[-\u2010\u2011\xad]\s*\n\s*")
_UNSEEN = re.compile(r"[\xad\u200b-\u200f\u2060\ufeff\u0300-\u036f]")


def words(text: str) -> list[str]:
    """As they are compared: case and accents set aside, and what nobody sees."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    return _WORD.findall(_UNSEEN.sub("", folded))


class Needles:
    """Each is one word, or several that stand one after another. What has no word of three letters is passed over."""

    def __init__(self, wanted: Iterable[str]) -> None:
        split = {tuple(words(text)): text for text in wanted}
        split = {found: text for found, text in split.items() if any(len(word) >= FEWEST for word in found)}
        self._single = {found[0]: text for found, text in split.items() if len(found) == 1}
        self._phrases = {found: text for found, text in split.items() if len(found) > 1}

    def __bool__(self) -> bool:
        return bool(self._single or self._phrases)

    def found_in(self, text: str) -> str | None:
        """The first of them that stands in the text, a word parted at a line end being one, too."""
        for each in (text, _HYPHENED.sub("", text)) if _HYPHENED.search(text) else (text,):
            there = words(each)
            single = self._single.keys() & set(there)
            if single:
                return self._single[min(single)]
            line = f" {' '.join(there)} "
            for phrase, told in self._phrases.items():
                if f" {' '.join(phrase)} " in line:
                    return told
        return None
