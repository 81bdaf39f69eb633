"""The record: every entry, newest first; receipts to give away; and the check whether all of it holds."""

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from gestae.desk.receipts import receipt_of
from gestae.model import Disclosed
from gestae.present.chapters import Chapters
from gestae.present.clean import one_line
from gestae.present.entry_words import entry_time, entry_words
from gestae.present.markup import Markup, tag
from gestae.web.page import Page, heading, html, link, workplace
from gestae.web.told import of_register

AT_ONCE = 100


def record(request: Request) -> HTMLResponse:
    _, of = of_register(request)
    with workplace(request).opened() as case:
        entries, names, damage = list(case.ledger.entries), dict(case.ledger.members), list(case.ledger.damage)
    asked = request.query_params.get("before", "")
    end = min(int(asked), len(entries)) if asked.isdecimal() else len(entries)
    start = max(0, end - AT_ONCE)
    rows = [_row(of, n, entries[n], names) for n in range(end - 1, start - 1, -1)]
    head = tag("tr", [tag("th", name, scope="col") for name in ("Entry", "When, universal time", "Who", "What", "Receipt")])
    table = tag("table", tag("thead", head), tag("tbody", rows), class_="record")
    older = tag("p", tag("a", "Older entries", href=link("record", before=start), rel="next"), class_="go") if start else None
    trouble = [tag("p", f"{p.where}: {p.what} {p.why} {p.next}", class_="trouble", role="alert") for p in damage]
    lede = tag("p", f"{len(entries):,} entries. Lines are only ever added.", class_="lede")
    return html(request, "Record", heading("The record", lede, trouble), table, older, at="record")


def _row(of: Chapters, number: int, entry: Disclosed, names: dict[str, str]) -> Markup:
    return tag(
        "tr",
        tag("td", f"{number + 1:,}", class_="num"),
        tag("td", tag("time", entry_time(entry.entry.at))),
        tag("td", tag("bdi", one_line(names.get(entry.entry.by, "somebody")))),
        tag("td", entry_words(entry, of.tell)),
        tag("td", tag("a", "receipt", href=link("record", entry.entry.id, "receipt"), download=True)),
    )


def receipt(request: Request) -> Response:
    """Three lines of proof and the entry, to keep elsewhere."""
    id_ = request.path_params["id"]
    with workplace(request).opened() as case:
        data = receipt_of(case, id_)
    name = f"receipt-{id_[:8]}.txt"
    return Response(data, media_type="text/plain; charset=utf-8", headers={"Content-Disposition": f'attachment; filename="{name}"'})


PAGE = Page("record", (Route("/record", record), Route("/record/{id}/receipt", receipt)), "Record", 90)
