"""When a clause says it happened: the time expressions of a block, each brought to the predicate it belongs to."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Any

from gestae.extract.grammar import Token, child, is_verb, lemma
from gestae.model.when import When

POINTS = ("DATE", "TIME")
DOCUMENTS = (
    "letter", "report", "statement", "notice", "email", "mail", "memo", "sheet", "order", "article", "note", "release", "register",
    "log", "record", "minutes", "rota", "roster", "invoice", "book", "footage", "recording", "account", "figures", "timesheet",
    "diary",
)  # fmt: skip


class Timing:
    """The times of one parsed block. ``mentions`` have copy offsets ``start`` and ``end``, a ``type`` and ``when()``."""

    def __init__(self, doc: Any, mentions: Sequence[Any]) -> None:
        self.doc = doc
        self.mentions = [m for m in mentions if m.type in POINTS]
        self._semicolons = [t.i for t in doc if t.text == ";"]
        starts = [t.idx for t in doc]
        self.heads = [(m, self._head(m, starts)) for m in self.mentions]

    def _head(self, mention: Any, starts: list[int]) -> Token | None:
        """The token of a mention on which its other words hang."""
        first = bisect_left(starts, mention.start)
        inside = [
            t
            for t in self.doc[max(0, first - 1) :][:24]
            if t.idx < mention.end and t.idx + len(t) > mention.start and not t.is_space
        ]
        mine = {t.i for t in inside}
        tops = [t for t in inside if t.head.i not in mine or t.head.i == t.i]
        nouns = [t for t in tops if t.pos_ in ("NOUN", "PROPN", "NUM", "ADV")]
        return (nouns or tops or inside or [None])[0]

    def of(self, predicate: Token) -> When | None:
        """The time told for this predicate: hung on it, on its parts, or opening its clause; ``None`` when none is."""
        best: tuple[int, int, Any] | None = None
        for mention, head in self.heads:
            if head is None or head.sent.start != predicate.sent.start or self._is_parted(head, predicate):
                continue
            distance = self._distance(head, predicate)
            if distance is not None and (best is None or (distance, abs(head.i - predicate.i)) < best[:2]):
                best = (distance, abs(head.i - predicate.i), mention)
        return best[2].when() if best is not None else None

    def _is_parted(self, head: Token, predicate: Token) -> bool:
        """Whether a semicolon stands between a time and a predicate before it: "asked on 2 May; an answer is due on 9 May"."""
        after = bisect_right(self._semicolons, predicate.i)
        return after < len(self._semicolons) and self._semicolons[after] < head.i

    def _distance(self, head: Token, predicate: Token) -> int | None:
        """Steps up from the time to the predicate without crossing another clause, or the clause that the predicate continues."""
        opens = child(head, "case")
        for_a_time = opens is not None and opens.lower_ == "for" and opens.i > 0 and lemma(opens.nbor(-1)) in DOCUMENTS
        of_a_paper = for_a_time or (lemma(head.head) in DOCUMENTS and head.dep_.startswith("nmod"))
        is_on = opens is not None and opens.lower_ == "on" and is_verb(predicate) and predicate.i < head.head.i
        if of_a_paper and not is_on and (is_verb(predicate) or predicate.i != head.head.i):
            return None  # "your letter of 24 September asks ...": the day of the letter; but "asked for the book on 2 May"
        node, steps = head, 0
        while steps < 10:
            if node.i == predicate.i:
                return steps
            if node.head.i == node.i:
                break
            if is_clause(node) and node.i != head.i:
                break
            node, steps = node.head, steps + 1
        governor, shared, hops = node, predicate, 0
        while hops < 4:
            if shared.i == governor.i:
                return 20 + hops
            goes_on = (
                (shared.dep_ == "conj" and head.i < predicate.i)
                or (shared.dep_ in ("xcomp", "advcl") and shared.tag_ in ("VB", "VBN", "VBG"))
                or (not is_verb(shared) and shared.dep_ in ("nsubj", "obj", "nmod", "nsubj:pass", "obl"))
            )
            if not goes_on or self._own(shared):
                return None
            shared, hops = shared.head, hops + 1
        return None

    def _own(self, predicate: Token) -> bool:
        """Whether a time of its own hangs on this predicate."""
        return any(head is not None and head.head.i == predicate.i for _, head in self.heads)


def is_clause(token: Token) -> bool:
    """Whether a token heads a clause of its own."""
    return (is_verb(token) and token.dep_ not in ("amod", "compound", "fixed", "case", "aux", "aux:pass", "cop")) or child(
        token, "cop"
    ) is not None
