"""Dictionary forms: spaCy's lemmatizer, asked once for each word of its sort, not wherever the word stands."""

from typing import Any

MOST = 30_000  # words kept


class Forms:
    """The dictionary forms of a document's words, in order."""

    def __init__(self, lemmatizer: Any) -> None:
        self._lemmatizer = lemmatizer
        self._known: dict[tuple[int, int, int], str] = {}

    def __call__(self, doc: Any) -> list[str]:
        if len(self._known) > MOST:
            self._known = {}
            self._lemmatizer.cache.clear()
        known = self._known
        rows = [tuple(row) for row in doc.to_array(["ORTH", "POS", "MORPH"]).tolist()]
        for at, row in enumerate(rows):
            if row not in known:
                known[row] = self._lemmatizer.lemmatize(doc[at])[0]
        return [known[row] for row in rows]
