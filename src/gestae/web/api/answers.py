"""What the API answers with: an object, or what is wrong in four parts."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from gestae.model import Refusal
from gestae.web.page import workplace

LARGEST = 4 << 20
Body = dict[str, Any]


class Wrong(Exception):
    """A request that does not fit the description; ``what`` says where."""

    def __init__(self, what: str, status: int = 422) -> None:
        super().__init__(what)
        self.what = what
        self.status = status


def answer(told: object, status: int = 200, upto: int | None = None) -> Response:
    """``Gestae-Entries`` says how many entries what is told rests on."""
    headers = {} if upto is None else {"Gestae-Entries": str(upto)}
    data = json.dumps(told, ensure_ascii=False, allow_nan=False).encode()
    return Response(data, status, headers, "application/json")


def refused(refusal: Refusal, status: int) -> Response:
    return answer({"where": refusal.where, "what": refusal.what, "why": refusal.why, "next": refusal.next}, status)


def given(do: Callable[[Request, Body], Response]) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint that is given the JSON object of the request."""

    async def endpoint(request: Request) -> Response:
        data = await request.body()
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
            return _wrong(Wrong("the request does not say that it brings application/json", 415))
        if len(data) > LARGEST:
            return _wrong(Wrong("the request is too large", 413))
        try:
            body = msgspec.json.decode(data)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return _wrong(Wrong("the request is not JSON", 400))
        if not isinstance(body, dict):
            return _wrong(Wrong("the request is not one JSON object"))
        return await run_in_threadpool(_done, do, request, body)

    return endpoint


def asked(do: Callable[[Request], Response]) -> Callable[[Request], Response]:
    """An endpoint that is only asked."""

    def endpoint(request: Request) -> Response:
        return _done(lambda r, _: do(r), request, {})

    return endpoint


def word(body: Body, name: str) -> str:
    value = body.get(name)
    if not isinstance(value, str) or not value.strip():
        raise Wrong(f"'{name}' is missing or not words")
    return value


def only_has(body: Body, *names: str) -> None:
    if unknown := sorted(set(body) - set(names)):
        raise Wrong(f"there is no field '{unknown[0]}' here")


def _done(do: Callable[[Request, Body], Response], request: Request, body: Body) -> Response:
    try:
        return do(request, body)
    except Wrong as wrong:
        return _wrong(wrong)
    except Refusal as refusal:
        return refused(refusal, 404 if request.method == "GET" else 409)


def _wrong(wrong: Wrong) -> Response:
    told = Refusal("the request", f"{wrong.what}.", "Nothing was changed.", "See /api/openapi.json for what fits.")
    return refused(told, wrong.status)


def head(request: Request) -> int:
    return workplace(request).head()
