"""A page's elements as flowing text: lines, paragraphs, tables, quotations, headings."""

import re

from selectolax.lexbor import LexborNode

from gestae.model.text import MarkKind
from gestae.sources.body import Body
from gestae.sources.table import rows_of

_UNSEEN = {
    "head", "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "canvas", "video", "audio",
    "select", "datalist", "title", "meta", "link", "map", "area", "noembed", "noframes", "-comment", "!doctype",
}  # fmt: skip
_PARAGRAPHS = {
    "p", "div", "article", "section", "main", "header", "footer", "aside", "nav", "blockquote", "pre", "ul", "ol", "dl",
    "table", "form", "fieldset", "figure", "figcaption", "address", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "center",
    "details", "summary", "hgroup", "dialog", "menu", "search", "listing", "xmp", "body",
}  # fmt: skip
_LINES = {"li", "dt", "dd", "tr", "td", "th", "caption", "option", "legend", "thead", "tbody", "tfoot"}
_QUOTE: MarkKind = "quote"
_HEADING: MarkKind = "heading"
_MARKS = {"blockquote": _QUOTE} | dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _HEADING)
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\n\r\f]+")
_BLOCK_IN_CELL = {"table", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "article", "section"}


class Flow:
    """Writes an element and all that is in it to a body. Walks without recursion, however deep the page is."""

    def __init__(self, body: Body) -> None:
        self._body = body
        self._line: list[str] = []
        self._ends_in_space = True
        self._due = 0

    def walk(self, root: LexborNode) -> None:
        """Every element is met twice, before and after what is in it."""
        node, going_in = root, True
        pre = 0
        marks: list[int] = []
        while True:
            tag = node.tag or ""
            if going_in:
                if tag == "-text":
                    self._text(node.text_content or "", pre > 0)
                elif not self._is_unseen(node, tag) and not (tag == "table" and self._table(node)):
                    self._open(tag, marks)
                    pre += tag in ("pre", "textarea", "listing", "xmp")
                    if node.child is not None:
                        node = node.child
                        continue
                    pre -= tag in ("pre", "textarea", "listing", "xmp")
                    self._close(tag, marks)
            else:
                pre -= tag in ("pre", "textarea", "listing", "xmp")
                self._close(tag, marks)
            if node.mem_id == root.mem_id:
                break
            following = node.next
            if following is not None:
                node, going_in = following, True
            else:
                parent = node.parent
                assert parent is not None, "every node met lies within the root"
                node, going_in = parent, False
        self._flush()

    def _is_unseen(self, node: LexborNode, tag: str) -> bool:
        if tag in _UNSEEN:
            return True
        attributes = node.attributes
        return "hidden" in attributes or _HIDDEN.search(attributes.get("style") or "") is not None

    def _open(self, tag: str, marks: list[int]) -> None:
        if tag in _PARAGRAPHS:
            self._gap(2)
        elif tag in _LINES:
            self._gap(1)
        elif tag == "br":
            self._break()
        elif tag == "q":
            self._text("“", is_pre=False)
        if tag in _MARKS:
            marks.append(len(self._body))

    def _close(self, tag: str, marks: list[int]) -> None:
        if tag == "q":
            self._text("”", is_pre=False)
        if tag in _MARKS:
            self._flush()
            self._body.marked(_MARKS[tag], marks.pop())
        if tag in _PARAGRAPHS:
            self._gap(2)
        elif tag in _LINES:
            self._gap(1)

    def _text(self, text: str, is_pre: bool) -> None:
        if is_pre:
            self._line.append(text)
            self._ends_in_space = text.endswith((" ", "\n"))
            return
        text = _SPACES.sub(" ", text)
        if self._ends_in_space:
            text = text.removeprefix(" ")
        if text:
            self._line.append(text)
            self._ends_in_space = text.endswith(" ")

    def _break(self) -> None:
        self._line.append("\n")
        self._ends_in_space = True

    def _gap(self, lines: int) -> None:
        self._flush()
        self._due = max(self._due, lines)

    def _flush(self) -> None:
        """Writes the line in hand, after the gap that is due before it."""
        text = re.sub(r" +\n", "\n", "".join(self._line)).strip("\n")
        text = text.rstrip(" ")
        self._line.clear()
        self._ends_in_space = True
        if text:
            self._body.gap(self._due)
            self._due = 0
            self._body.add(text)

    def _table(self, table: LexborNode) -> bool:
        """Writes a table of data line by line; ``False`` for one that only lays out the page."""
        rows = _cells(table)
        if rows is None:
            return False
        lines = rows_of(rows)
        if not lines:
            return False
        self._gap(2)
        for caption in table.css("caption"):
            self._text(_flat(caption), is_pre=False)
            self._flush()
            self._due = 1
        self._body.gap(self._due)
        self._due = 0
        with self._body.mark("table"):
            self._body.add("\n".join(lines))
        self._gap(2)
        return True


def _cells(table: LexborNode) -> list[list[tuple[str, int, int]]] | None:
    """Rows of (words, columns, rows spanned); ``None`` where cells hold what is no cell's content."""
    rows: list[list[tuple[str, int, int]]] = []
    for row in table.css("tr"):
        cells: list[tuple[str, int, int]] = []
        for cell in row.iter(include_text=False):
            if cell.tag in ("td", "th"):
                if any(cell.css_first(tag) is not None for tag in _BLOCK_IN_CELL):
                    return None
                cells.append((_flat(cell), _span(cell, "colspan"), _span(cell, "rowspan")))
        rows.append(cells)
    return rows if any(len(r) > 1 for r in rows) else None


def _span(cell: LexborNode, name: str) -> int:
    written = str(cell.attributes.get(name) or "1").strip()
    return min(max(int(written), 1), 100) if written.isdecimal() else 1


def _flat(cell: LexborNode) -> str:
    """A cell's visible words on one line."""
    inner = Body()
    flow = Flow(inner)
    flow.walk(cell)
    return " ".join((inner.found().body or "").split())
