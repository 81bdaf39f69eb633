"""The guard before every page: who asks, from where, and what a browser may do with the answer.

Nothing that a document says can run or be styled as ours: the policy allows our own style sheets and script, nothing inline,
and no address but this one. A form counts only when this desk's own page sent it.
"""

import hashlib
import secrets
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gestae.web import trouble

COOKIE = "gestae"
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), microphone=(), payment=()",
}
_COMING_IN = (
    '<!doctype html><meta charset="utf-8"><title>Gestae</title><link rel="icon" href="data:,">'
    '<meta http-equiv="refresh" content="0;url=/">'
)
_OPEN = ("/health", "/static/")
_SAFE = ("GET", "HEAD")


@dataclass
class Rules:
    """``hosts`` are the names this desk answers to, port included. ``key`` opens the door once; ``sessions`` are those who came in
    by it. ``tokens`` let programs in, and are known by their digests, each with its name. A body may have ``largest`` bytes."""

    hosts: frozenset[str]
    key: str | None = field(default_factory=lambda: secrets.token_urlsafe(24))
    sessions: set[str] = field(default_factory=set)
    tokens: dict[str, str] = field(default_factory=dict)
    largest: int = 512 << 20

    def enter(self, key: str) -> str | None:
        """A new session for who has the key; it opens no second time."""
        if self.key is None or not secrets.compare_digest(key.encode(), self.key.encode()):
            return None
        self.key = None
        session = secrets.token_urlsafe(32)
        self.sessions.add(session)
        return session

    def make_token(self, name: str) -> str:
        """A new token, which nobody can be told again. It holds until it is ended, or the desk is stopped."""
        token = f"gst_{secrets.token_urlsafe(32)}"
        self.tokens[_digest(token)] = name
        return token

    def knows_token(self, authorization: str | None) -> bool:
        scheme, _, token = (authorization or "").partition(" ")
        return scheme.lower() == "bearer" and _digest(token.strip()) in self.tokens

    def knows(self, session: str | None) -> bool:
        return session is not None and any(secrets.compare_digest(session.encode(), s.encode()) for s in self.sessions)


class Guard:
    def __init__(self, app: ASGIApp, rules: Rules) -> None:
        self.app = app
        self.rules = rules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        answer = self._answer(request)
        if answer is not None:
            await answer(scope, receive, _dressed(send))
            return
        await self.app(scope, _counted(receive, self.rules.largest), _dressed(send))

    def _answer(self, request: Request) -> Response | None:
        """What the guard itself says; ``None`` lets the request through."""
        headers, path = request.headers, request.url.path
        if headers.get("host", "").lower() not in self.rules.hosts:
            return trouble.bare(421, "This desk does not go by that name.", "Use the address that gestae serve printed.")
        if path == "/enter":
            return self._enter(request)
        if path.startswith(_OPEN):
            return None
        is_program = path.startswith("/api/") and self.rules.knows_token(headers.get("authorization"))
        is_known = is_program or self.rules.knows(request.cookies.get(COOKIE))
        if not is_known and path.startswith("/api/"):
            return trouble.plain(401, "This needs a token.", "Make one under Settings, and send it as: Authorization: Bearer TOKEN")
        if not is_known:
            return trouble.bare(403, "This desk is locked.", "Open the link that gestae serve printed; it opens once.")
        if request.method not in _SAFE and not is_program and not _is_own(headers):
            return trouble.bare(
                403, "Nothing was changed: this did not come from a page of this desk.", "Open the desk and do it there."
            )
        length = headers.get("content-length", "0")
        if length.isdecimal() and int(length) > self.rules.largest:
            return trouble.too_large(request)
        return None

    def _enter(self, request: Request) -> Response:
        if self.rules.knows(request.cookies.get(COOKIE)):
            return RedirectResponse("/", status_code=303)
        session = self.rules.enter(request.query_params.get("key", ""))
        if session is None:
            return trouble.bare(
                403, "This link has been used, or is not whole.", "Stop gestae serve and start it again for a new one."
            )
        # a redirect from outside would come without the new cookie, which is for this site only; so the page moves on by itself
        came = HTMLResponse(_COMING_IN)
        came.set_cookie(COOKIE, session, httponly=True, samesite="strict", path="/")
        return came


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _is_own(headers: Headers) -> bool:
    """Whether a browser says that a page of this very address sent it. Programs that say nothing are let through: they bring the
    cookie only when somebody gives it to them."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc.lower() == headers.get("host", "").lower()


def _dressed(send: Send) -> Send:
    async def dressed(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("Cache-Control", "no-store")
        await send(message)

    return dressed


def _counted(receive: Receive, largest: int) -> Receive:
    """The body, cut off where it grows larger than it may."""
    taken = 0

    async def counted() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > largest:
            return {"type": "http.disconnect"}
        return message

    return counted
