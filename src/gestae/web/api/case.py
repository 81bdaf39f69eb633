"""The case for programs: its brief, its sources and how far new ones are, its record, and where words stand."""

from importlib.resources import files

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from gestae.desk.intake import Received
from gestae.desk.listed import claims_json
from gestae.model import Refusal
from gestae.present import brief_json
from gestae.present.entry_words import entry_words, moment
from gestae.web.api.answers import Wrong, answer, asked, head, refused
from gestae.web.arriving import arrivals, offered
from gestae.web.page import posted, workplace
from gestae.web.told import of_register

AT_MOST = 1_000


def description(_: Request) -> Response:
    return Response(files("gestae.web.api").joinpath("openapi.json").read_bytes(), media_type="application/json")


def case(request: Request) -> Response:
    here = workplace(request)
    return answer({"name": here.name, "entries": head(request)})


def brief(request: Request) -> Response:
    """The contract's object. It may rest on fewer entries than there are by now; the header says on how many."""
    seen = workplace(request).seen()
    return answer(brief_json(seen.case), upto=seen.head)


def sources(request: Request) -> Response:
    register = workplace(request).register()
    told = [
        {
            "id": s.id,
            "name": s.name,
            "media_type": s.media_type,
            "digest": s.digest,
            "size": s.size,
            "received": moment(s.received or 0),
        }
        for s in register.as_case().sources
    ]
    return answer({"sources": told}, upto=len(register.dossier.entries))


def added(request: Request, form: FormData) -> Response:
    """Files are read one after the other; ``arrivals`` tells how far each is."""
    numbers = offered(request, form)
    if not numbers:
        none = Refusal(
            "the request", "there is no file in the field 'files'.", "Nothing was added.", "Send each file with its name."
        )
        return refused(none, 409)
    return answer({"arrivals": numbers}, 202)


def arriving(request: Request) -> Response:
    told = [
        {
            "number": a.number,
            "name": a.name,
            "state": "over" if a.is_over else "reading" if a.is_reading else "waiting",
            "done": a.done,
            "total": a.total,
            "received": [_received(r) for r in a.received],
            "trouble": a.stopped.what if a.stopped else None,
        }
        for a in arrivals(request).all()
    ]
    return answer({"arrivals": told})


def _received(one: Received) -> dict[str, object]:
    return {"name": one.name, "outcome": one.outcome, "source": one.source, "proposed": one.proposed, "reason": one.reason}


def record(request: Request) -> Response:
    """Entries from the index ``since`` on, a thousand at most."""
    since = request.query_params.get("since", "0")
    if not since.isascii() or not since.isdecimal() or len(since) > 12:
        raise Wrong("'since' is not a number")
    _, of = of_register(request)
    with workplace(request).opened() as opened:
        entries, names = opened.ledger.entries[int(since) : int(since) + AT_MOST], dict(opened.ledger.members)
    told = [
        {
            "index": int(since) + n, "id": e.entry.id, "act": e.act, "at": moment(e.entry.at),
            "by": names.get(e.entry.by, "(withheld)"), "says": entry_words(e, of.tell), "refs": list(e.entry.refs),
        }
        for n, e in enumerate(entries)
    ]  # fmt: skip
    return answer({"entries": told}, upto=head(request))


def find(request: Request) -> Response:
    """Claims whose words or sentence hold these, in any case."""
    wanted = request.query_params.get("q", "").strip().casefold()
    if not wanted:
        raise Wrong("'q' is missing")
    register, of = of_register(request)
    found = [
        c
        for c in register.claims()
        if wanted in of.tell.line(c.claim).casefold() or (c.claim.span is not None and wanted in c.claim.span.quote.casefold())
    ]
    return answer({"claims": claims_json(register, found[:AT_MOST])})


ROUTES = (
    Route("/api/openapi.json", description, methods=["GET"]),
    Route("/api/case", asked(case), methods=["GET"]),
    Route("/api/brief", asked(brief), methods=["GET"]),
    Route("/api/sources", asked(sources), methods=["GET"]),
    Route("/api/sources", posted(added), methods=["POST"]),
    Route("/api/arrivals", asked(arriving), methods=["GET"]),
    Route("/api/record", asked(record), methods=["GET"]),
    Route("/api/find", asked(find), methods=["GET"]),
)
