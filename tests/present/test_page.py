"""The brief as one page: complete, inert, linked, the same each time."""

import re
import xml.etree.ElementTree as ET  # our own output, not foreign XML
from html.parser import HTMLParser

import msgspec
import pytest
from pageant import ESC, HOSTILE, RLO, the_pageant

from gestae.model import Case, Claim, Filler, Source, Span, Text
from gestae.model.ids import hashed, source_id, text_id
from gestae.present import brief_html
from gestae.present.clean import clean
from gestae.present.reader import WHOLE_UP_TO

VOID = {"meta", "link", "br", "hr"}
KNOWN = frozenset(
    [
        "html",
        "head",
        "meta",
        "link",
        "title",
        "style",
        "body",
        "header",
        "nav",
        "main",
        "footer",
        "section",
        "article",
        "div",
        "p",
        "span",
        "a",
        "b",
        "i",
        "ul",
        "ol",
        "li",
        "h1",
        "h2",
        "h3",
        "small",
        "sup",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "time",
        "details",
        "summary",
        "mark",
        "bdi",
        "figure",
        "figcaption",
        "svg",
        "g",
        "path",
        "rect",
        "polygon",
        "circle",
        "text",
        "tspan",
        "defs",
        "pattern",
    ]
)


class Tree(HTMLParser):
    """Elements, ids, links and texts of a page; strict about nesting."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str | None]] = []
        self.marks: dict[str, str] = {}
        self._open: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, k, v) for k, v in attrs]
        if tag not in VOID:
            self._open.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        for tag, attributes in self._open:
            for claim in (attributes.get("data-claims") or "").split() if tag == "mark" else ():
                self.marks[claim] = self.marks.get(claim, "") + data

    @property
    def ids(self) -> list[str]:
        return [v or "" for _, k, v in self.attributes if k == "id"]


@pytest.fixture(scope="module")
def page() -> str:
    return brief_html(the_pageant())


@pytest.fixture(scope="module")
def tree(page: str) -> Tree:
    return Tree(page)


def test_no_element_comes_from_a_document(tree: Tree) -> None:
    assert set(tree.tags) <= KNOWN
    assert tree.tags.count("style") == tree.tags.count("title") - len(re.findall(r"<title id=", brief_html(the_pageant()))) == 1


def test_no_script_no_handler_no_address_outside_the_page(tree: Tree) -> None:
    for tag, name, value in tree.attributes:
        assert not name.startswith("on")
        assert name not in ("src", "srcset", "style", "action", "data", "xlink:href")
        if name == "href":
            assert re.fullmatch(r"#[a-z0-9-]+|data:,", value or ""), (tag, value)
    assert (
        "meta",
        "content",
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'",
    ) in (tree.attributes)


def test_the_style_asks_for_nothing_outside(page: str) -> None:
    style = page.split("<style>", 1)[1].split("</style>", 1)[0]

    assert not re.search(r"url\((?!#)|@import|expression|</", style)


def test_hostile_words_are_shown_as_they_are_but_for_signs_that_steer(page: str) -> None:
    assert "<script" not in page
    assert "&lt;/style&gt;&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "&amp;lt;b&amp;gt;" in page
    assert RLO not in page
    assert ESC not in page
    assert "🔥🧨" in page


def test_every_link_leads_to_an_element_and_every_id_is_unique(tree: Tree) -> None:
    links = {v[1:] for _, k, v in tree.attributes if k == "href" and v and v.startswith("#")}
    named = {v for _, k, v in tree.attributes if k == "aria-labelledby" and v}

    assert len(tree.ids) == len(set(tree.ids))
    assert links | named <= set(tree.ids)


def test_every_claim_is_linked_to_its_words_and_back(tree: Tree) -> None:
    for claim in the_pageant().claims:
        assert f"w-{claim.id}" in tree.ids
        assert f"c-{claim.id}" in tree.ids
        assert ("a", "href", f"#w-{claim.id}") in tree.attributes
        assert ("a", "href", f"#c-{claim.id}") in tree.attributes


def test_the_marks_of_a_claim_hold_exactly_its_words(tree: Tree) -> None:
    for claim in the_pageant().claims:
        assert claim.span is not None

        assert tree.marks[claim.id] == clean(claim.span.quote)


def test_overlapping_marks_do_not_nest(page: str) -> None:
    depth = 0
    for found in re.findall(r"<(/?)mark\b", page):
        depth += -1 if found else 1

        assert depth in (0, 1)


def test_every_derived_line_has_its_why(page: str) -> None:
    custody = page.split('id="custody"', 1)[1].split("</section></div></section>", 1)[0]

    assert custody.count('<details class="why">') == 8
    assert page.split('id="open"', 1)[1].split("</section>", 1)[0].count('<details class="why">') == 2


def test_the_drawings_are_well_formed_and_their_ids_stay_their_own(page: str) -> None:
    drawings = re.findall(r"<svg\b.*?</svg>", page, re.S)

    assert sum('class="lanes"' in d for d in drawings) == 2
    assert sum('class="lanes tall"' in d for d in drawings) == 2
    for drawing in drawings:
        root = ET.fromstring(drawing)
        own = {e.get("id") for e in root.iter() if e.get("id")}
        used = {m for e in root.iter() for v in e.attrib.values() for m in re.findall(r"url\(#([^)]+)\)", v)}

        assert used <= own
        assert all(float(n) == float(n) for e in root.iter() for n in (e.get("x"), e.get("y"), e.get("cx")) if n)


def test_every_drawing_is_also_given_in_words(page: str) -> None:
    words = page.split('id="order"', 1)[1]

    assert "12:50–12:57" in words
    assert words.index("12:05–12:12") < words.index("13:06:12")


def test_the_first_line_answers(page: str) -> None:
    assert "<h1>Who loaded the flare pistol?</h1>" in page
    assert "Nobody says who had the flare pistol from 21 October 2026, 13:06–13:07 until 13:15–13:24." in page


def test_the_same_case_gives_the_same_bytes(page: str) -> None:
    assert brief_html(the_pageant()) == page


def test_a_hostile_name_cannot_leave_its_place_anywhere() -> None:
    evil = HOSTILE.splitlines()[1]
    case = the_pageant()
    case = msgspec.structs.replace(
        case,
        name=evil,
        agents=tuple(msgspec.structs.replace(a, label=evil, forms=(evil,)) for a in case.agents),
        items=tuple(msgspec.structs.replace(i, label=evil, marks=(evil,)) for i in case.items),
        places=tuple(msgspec.structs.replace(p, label=evil) for p in case.places),
        sources=tuple(msgspec.structs.replace(s, name=evil, media_type=evil) for s in case.sources),
        findings=tuple(msgspec.structs.replace(f, says=evil) for f in case.findings),
        questions=tuple(msgspec.structs.replace(q, says=evil) for q in case.questions),
        proceedings=tuple(msgspec.structs.replace(p, instrument=evil, state=evil) for p in case.proceedings),
        problems=tuple(msgspec.structs.replace(p, where=evil, what=evil, why=evil, next=evil) for p in case.problems),
        dates={text.id: (evil, evil) for text in case.texts},
        rules_digest=evil,
    )
    tree = Tree(brief_html(case))

    assert set(tree.tags) <= KNOWN
    assert not [a for a in tree.attributes if a[1].startswith("on")]
    assert not [v for _, k, v in tree.attributes if k == "href" and v and v[0] != "#" and v != "data:,"]


def test_a_very_long_text_shows_the_passages_around_its_claims_and_says_so() -> None:
    body = "A line of nothing much.\n" * 12_000 + "Ida put the gun down.\n" + "x" * 300_000 + " and Teo took it. " + "y" * 50_000
    page = brief_html(_long(body, ("Ida put the gun down", "Teo took it")))
    tree = Tree(page)

    assert len(body) > WHOLE_UP_TO
    assert f"This text has {len(body):,} characters. Only the passages around its claims are shown." in page
    assert "characters not shown" in page
    assert len(page) < 60_000
    assert sorted(tree.marks.values()) == ["Ida put the gun down", "Teo took it"]


def test_a_long_text_without_a_claim_shows_its_beginning() -> None:
    page = brief_html(_long("Nothing was said here.\n" * 20_000, ()))

    assert page.count("Nothing was said here.") < 200
    assert "characters not shown" in page


def test_a_source_without_a_text_says_that_nothing_in_it_counts() -> None:
    case = the_pageant()
    scan = Source(id=source_id("f" * 64), name="scan.pdf", media_type="application/pdf", size=9, digest="f" * 64)
    page = brief_html(msgspec.structs.replace(case, sources=(*case.sources, scan)))

    assert "No text was read from this source. Nothing in it counts yet." in page


def test_a_claim_stated_by_hand_has_its_own_note() -> None:
    case = the_pageant()
    gun = case.items[0].id
    stated = Claim(id=hashed("clm", "by hand"), kind="discharge", by=case.agents[0].id, roles={"item": Filler(id=gun)})
    tree = Tree(brief_html(msgspec.structs.replace(case, claims=(*case.claims, stated))))

    assert f"c-{stated.id}" in tree.ids
    assert ("a", "href", f"#c-{stated.id}") in tree.attributes


def test_a_claim_whose_text_was_erased_keeps_its_words_and_its_links() -> None:
    case = the_pageant()
    gone = case.texts[1]
    page = brief_html(msgspec.structs.replace(case, texts=tuple(t for t in case.texts if t.id != gone.id)))
    tree = Tree(page)
    links = {v[1:] for _, k, v in tree.attributes if k == "href" and v and v.startswith("#")}

    assert links <= set(tree.ids)
    assert "text not here" in page
    assert "I never handed it to Pell" in page


def test_a_proposal_is_marked_as_one_and_counts_for_nothing() -> None:
    case = the_pageant()
    derived = ("timeline", "custody", "findings", "questions", "proceedings", "sameness")
    page = brief_html(msgspec.structs.replace(case, **dict.fromkeys(derived, ()), claims=(), proposed=case.claims))

    assert page.count('<span class="standing proposed">proposed</span>') == len(case.claims)
    assert 'id="order"' not in page


def test_an_empty_case_makes_a_page() -> None:
    case = the_pageant()
    names = [f for f in case.__struct_fields__ if f not in ("name", "rules_digest", "dates")]
    page = brief_html(msgspec.structs.replace(case, **dict.fromkeys(names, ()), dates={}))

    assert "There is no source yet." in page
    assert set(Tree(page).tags) <= KNOWN


def _long(body: str, quotes: tuple[str, ...]) -> Case:
    digest = "e" * 64
    source = Source(id=source_id(digest), name="long.txt", media_type="text/plain", size=len(body), digest=digest)
    text = Text(id=text_id("plain-1", body), source=source.id, reader="plain-1", body=body)
    claims = tuple(
        Claim(id=hashed("clm", q), kind="holding", by=source.id, roles={"holder": None, "item": None},
              span=Span.of(text, body.index(q), body.index(q) + len(q)))
        for q in quotes
    )  # fmt: skip
    case = the_pageant()
    names = [f for f in case.__struct_fields__ if f not in ("name", "rules_digest", "dates")]
    empty = msgspec.structs.replace(case, **dict.fromkeys(names, ()), dates={})
    return msgspec.structs.replace(empty, sources=(source,), texts=(text,), claims=claims)
