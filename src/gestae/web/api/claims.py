"""Claims for programs: list, one, state, decide; and taking two things as one."""

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from gestae.desk import review
from gestae.desk.listed import claims_json
from gestae.desk.review import Decided
from gestae.model import Refusal
from gestae.web.api.answers import Body, Wrong, answer, asked, given, only_has, word
from gestae.web.page import workplace

_WITH = {"reject": ("reason",), "correct": ("change",)}
STANDINGS = ("proposed", "accepted", "corrected", "stated", "rejected")


def listed(request: Request) -> Response:
    wanted, source = request.query_params.get("standing"), request.query_params.get("source")
    if wanted is not None and wanted not in STANDINGS:
        raise Wrong(f"'standing' is not one of {', '.join(STANDINGS)}")
    register = workplace(request).register()
    homes = {t.id: t.source for t in register.dossier.texts}
    claims = [c for c in register.claims() if wanted in (None, c.standing)]
    if source is not None:
        claims = [c for c in claims if c.claim.span is not None and homes.get(c.claim.span.text) == source]
    return answer({"claims": claims_json(register, claims)}, upto=len(register.dossier.entries))


def one(request: Request) -> Response:
    register = workplace(request).register()
    return answer(claims_json(register, [register.claim(request.path_params["id"])])[0], upto=len(register.dossier.entries))


def stated(request: Request, body: Body) -> Response:
    """A claim by hand, in the words of ``gestae claims --state``."""
    done, trouble = workplace(request).decide(lambda case: review.state(case, msgspec.json.encode(body), "the request"))
    if trouble:
        raise Refusal(trouble[0].where, trouble[0].what, "The claim was not taken in.", trouble[0].next)
    return _decided(done, 201)


def decided(request: Request, body: Body) -> Response:
    only_has(body, "do", *_WITH.get(str(body.get("do")), ()))
    id_, here = request.path_params["id"], workplace(request)
    match word(body, "do"):
        case "accept":
            done = here.decide(lambda case: review.accept(case, [id_]))
        case "reject":
            reason = word(body, "reason") if body.get("reason") is not None else None
            done = here.decide(lambda case: review.reject(case, [id_], reason))
        case "correct":
            change = body.get("change")
            if not isinstance(change, dict):
                raise Wrong("'change' is missing or not an object")
            done = here.decide(lambda case: review.correct(case, id_, change))
        case "undo":
            done = here.decide(lambda case: review.undo(case, [id_]))
        case _:
            raise Wrong("'do' is not accept, reject, correct or undo")
    return _decided(done)


def undone(request: Request, body: Body) -> Response:
    only_has(body, "entry")
    entry = word(body, "entry")
    return _decided(workplace(request).decide(lambda case: review.undo(case, [entry])))


def same(request: Request, body: Body) -> Response:
    return _paired(request, body, is_same=True)


def not_same(request: Request, body: Body) -> Response:
    return _paired(request, body, is_same=False)


def _paired(request: Request, body: Body, *, is_same: bool) -> Response:
    only_has(body, "a", "b")
    a, b = word(body, "a"), word(body, "b")
    do = review.same if is_same else review.not_same
    return _decided(workplace(request).decide(lambda case: do(case, a, b)))


def _decided(done: Decided, status: int = 200) -> Response:
    told = {"decided": [{"id": id_, "entry": entry} for id_, entry in done.entries], "unchanged": list(done.unchanged)}
    return answer(told, status)


ROUTES = (
    Route("/api/claims", asked(listed), methods=["GET"]),
    Route("/api/claims", given(stated), methods=["POST"]),
    Route("/api/claims/{id}", asked(one), methods=["GET"]),
    Route("/api/claims/{id}/decisions", given(decided), methods=["POST"]),
    Route("/api/undo", given(undone), methods=["POST"]),
    Route("/api/same", given(same), methods=["POST"]),
    Route("/api/not-same", given(not_same), methods=["POST"]),
)
