"""Notes below a register that name a row ("Row 6 - ...", "08:31 entry"): what they say of "it" is said of that row's item."""

import re
from collections.abc import Iterator

from gestae.extract.blocks import Document, Row, Table
from gestae.extract.draft import Words
from gestae.extract.layout.tables import column_role

ROW = re.compile(
    r"\b(?i:row|line|entry|item|no\.?|number) ?#?(?P<no>\d{1,4})\b"
    r"|\b(?P<time>\d{1,2}[:.]\d\d)(?: ?(?:hrs|h))? (?i:entry|row|line)\b"
    r"|\b(?i:entry|row|line) (?i:of|for|at) (?P<time2>\d{1,2}[:.]\d\d)\b"
)


def noted(document: Document, body: str) -> Iterator[tuple[int, Words]]:
    """Where a note names a row, and the words of that row's item."""
    if not document.tables:
        return
    past = 0
    for block in document.blocks:
        start, past = past, block.end  # the layout leaves "Row 6 -" before the block that it heads
        if block.kind != "prose":
            continue
        for m in ROW.finditer(body, start, block.end):
            row = _row(document.tables, body, m["no"], m["time"] or m["time2"])
            if row is not None:
                yield m.start(), row


def _row(tables: tuple[Table, ...], body: str, number: str | None, time: str | None) -> Words | None:
    for table in tables:
        roles = [column_role(head) for head in table.columns]
        item = roles.index("item") if "item" in roles else None
        clock = roles.index("time") if "time" in roles else None
        if item is None:
            continue
        at = clock if time is not None else next((n for n, c in enumerate(table.columns) if _counts(c)), None)
        wanted = (time or number or "").replace(".", ":").lstrip("0")
        for row in table.rows:
            told = _words(body, row, at).replace(".", ":").lstrip("0") if at is not None else ""
            if told and told == wanted and row.cells[item].end > row.cells[item].start:
                return row.cells[item]
    return None


def _counts(head: str) -> bool:
    """Whether a column numbers its rows."""
    return head.strip(" .#").lower() in ("no", "row", "entry", "line", "number", "")


def _words(body: str, row: Row, at: int) -> str:
    return body[row.cells[at].start : row.cells[at].end].strip(" .")
