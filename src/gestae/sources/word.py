"""The parts of a Word document, as python-docx opens them."""

from collections.abc import Iterator
from typing import Any, BinaryIO

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def q(path: str) -> str:
    """A path of elements of Word's own namespace."""
    return "/".join(W + name for name in path.split("/"))


def localname(element: Any) -> str:
    """Without its namespace; empty for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


class Word:
    """A document opened. What it links to outside is never fetched."""

    def __init__(self, file: BinaryIO) -> None:
        import docx  # noqa: PLC0415 - a tenth of a second, spent only on Word documents

        self._document: Any = docx.Document(file)
        self._part: Any = self._document.part
        self.body: Any = self._document.element.body
        self._styles: dict[str, str] = {}
        for style in self._document.styles.element.findall(q("style")):
            named = style.find(q("name"))
            if named is not None:
                self._styles[style.get(q("styleId")) or ""] = (named.get(q("val")) or "").lower()

    def style(self, paragraph: Any) -> str:
        """The name of a paragraph's style in lower case, by outline level where it has one of its own."""
        level = paragraph.find(q("pPr/outlineLvl"))
        if level is not None and (level.get(q("val")) or "9") < "9":
            return "heading 1"
        found = paragraph.find(q("pPr/pStyle"))
        return self._styles.get(found.get(q("val")) or "", "") if found is not None else ""

    def running(self, kind: str) -> Iterator[Any]:
        """Heads (``headerReference``) or feet (``footerReference``) in the order of the sections, each wording once."""
        said: set[str] = set()
        for reference in self.body.iter(q(kind)):
            part = self._part.related_parts.get(reference.get(_REL))
            element = getattr(part, "element", None)
            if element is not None:
                wording = " ".join("".join(t.text or "" for t in element.iter(q("t"))).split())
                if wording and wording not in said:
                    said.add(wording)
                    yield element

    def notes(self, kind: str) -> Iterator[Any]:
        """Footnotes or endnotes in order, without the separators Word keeps among them."""
        root = self._related(kind)
        for note in root if root is not None else ():
            if note.get(q("type")) in (None, "normal"):
                yield note

    def has_deletions(self) -> bool:
        return next(self.body.iter(q("del"), q("moveFrom")), None) is not None

    def has_comments(self) -> bool:
        root = self._related("comments")
        return root is not None and len(root) > 0

    def _related(self, kind: str) -> Any:
        from docx.oxml import parse_xml  # noqa: PLC0415

        for relation in self._part.rels.values():
            if relation.reltype.endswith("/" + kind) and not relation.is_external:
                return parse_xml(relation.target_part.blob)
        return None
