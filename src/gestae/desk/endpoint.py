"""The endpoint: where the second reader's model answers, as the settings say. The only place of Gestae that uses a network.

It speaks the chat completions of OpenAI, which most servers of language models understand. What comes back is taken as data:
no link, no redirect and no request to use a tool is followed.
"""

from __future__ import annotations

import hashlib
import ipaddress
import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import msgspec

from gestae.model import Refusal

if TYPE_CHECKING:
    import httpx

LARGEST = 1 << 20  # bytes of an answer: a hundred times what a stretch of text can give rise to
SECONDS = 300.0
TRIES = 3
LONGEST_PAUSE = 30.0
BUSY = (429, 500, 502, 503, 504)
NOT_ALLOWED = (401, 403)
Pause = Callable[[float], None]


@dataclass(frozen=True)
class Endpoint:
    """``url`` is the base, ``https://.../v1``, without a slash at its end. ``seconds`` is how long one answer may take in all."""

    url: str
    model: str
    key: str | None = field(default=None, repr=False)
    seed: int | None = None
    seconds: float = SECONDS


@dataclass(frozen=True)
class Reply:
    """The words of an answer, and the SHA-256 of the bytes it came in."""

    words: str
    digest: str


class Failure(Exception):
    """No answer: what happened, why that matters and what to do next. ``is_final``: asking for other stretches would fail alike."""

    def __init__(self, what: str, next: str, *, is_final: bool = False) -> None:
        super().__init__(what)
        self.what, self.next, self.is_final = what, next, is_final


def endpoint(environment: Mapping[str, str]) -> Endpoint:
    """From the settings. Refuses where one is missing or cannot be used."""
    url = address(environment.get("GESTAE_SECOND_URL", "").strip(), "GESTAE_SECOND_URL")
    model = environment.get("GESTAE_SECOND_MODEL", "").strip()
    if not model or len(model) > 200 or not model.isprintable():
        raise _refusal("GESTAE_SECOND_MODEL", "it does not name a model.", "Set it to the name that the server knows it by.")
    key = environment.get("GESTAE_SECOND_KEY", "").strip()
    if not (key.isascii() and key.isprintable()):
        raise _refusal("GESTAE_SECOND_KEY", "it holds characters that no key has.", "Copy the key again.")
    seed = environment.get("GESTAE_SECOND_SEED", "").strip()
    if seed and not (seed.isascii() and seed.isdigit() and len(seed) < 10):
        raise _refusal("GESTAE_SECOND_SEED", "it is not a whole number.", "Set it to a number such as 7, or leave it unset.")
    seconds = environment.get("GESTAE_SECOND_SECONDS", "").strip()
    if seconds and not (seconds.isascii() and seconds.isdigit() and 0 < int(seconds) <= 86_400):
        raise _refusal("GESTAE_SECOND_SECONDS", "it is not a number of seconds.", "Set it to a number such as 300, or to none.")
    return Endpoint(url, model, key or None, int(seed) if seed else None, float(seconds) if seconds else SECONDS)


def address(given: str, setting: str) -> str:
    """In the one form in which addresses are compared and recorded. Refuses what is none, and what is not safe to send to."""
    if not given:
        raise _refusal(
            setting, "no endpoint is set.", "Set it to the base URL of a model server, such as https://models.example/v1."
        )
    try:
        parts = urlsplit(given)
        host, port = parts.hostname, parts.port
    except ValueError:
        host = None
    if not host or parts.scheme not in ("http", "https") or not given.isascii() or not given.isprintable() or " " in given:
        raise _refusal(setting, "it is not a web address.", "Write it like https://models.example/v1, in plain letters.")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise _refusal(setting, "it holds more than an address.", "Leave out names, keys and what follows '?'.")
    if parts.scheme == "http" and not _is_here(host):
        raise _refusal(setting, "it would send documents unencrypted.", "Use https; http is for a server on this computer only.")
    shown = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{shown}{f':{port}' if port else ''}{parts.path.rstrip('/')}"


def _is_here(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _refusal(setting: str, what: str, next_: str) -> Refusal:
    return Refusal(setting, what, "Nothing was sent.", next_)


def refuse_without_client() -> None:
    """Says so where the extra is not installed."""
    if find_spec("httpx") is None:
        raise Refusal(
            "gestae second",
            "the package httpx is not installed.",
            "The second reader is an extra.",
            "Install it with: pip install 'gestae[llm]'",
        )


@contextmanager
def connected(to: Endpoint, pause: Pause = time.sleep) -> Iterator[Asking]:
    """A connection to ask by. Proxies and passwords of the environment are not used."""
    refuse_without_client()
    import httpx  # noqa: PLC0415 - an extra; and nobody else waits for it

    limits = httpx.Timeout(to.seconds, connect=min(20.0, to.seconds))
    verify = ssl.create_default_context()
    with httpx.Client(timeout=limits, verify=verify, follow_redirects=False, trust_env=False) as client:
        yield Asking(to, client, pause)


@dataclass
class Asking:
    """``is_plain`` once the server was found not to understand how the form of an answer is asked for."""

    to: Endpoint
    client: httpx.Client
    pause: Pause
    is_plain: bool = False

    def ask(self, instructions: str, question: str) -> Reply:
        """One question, asked again a few times where the server is busy or breaks off. Raises ``Failure``."""
        failure = Failure("No answer came.", "Try again later.")
        for attempt in range(TRIES):
            try:
                return self._once(instructions, question)
            except _Again as again:
                failure = again.failure
                if attempt < TRIES - 1:
                    self.pause(min(again.seconds or 2.0**attempt, LONGEST_PAUSE))
        raise failure

    def _once(self, instructions: str, question: str) -> Reply:
        status, wait, data = self._post(self._body(instructions, question))
        if status in (400, 422) and not self.is_plain:
            self.is_plain = True
            status, wait, data = self._post(self._body(instructions, question))
        if status in BUSY:
            raise _Again(Failure(f"The server is busy or out of order ({status}).", "Try again later."), wait)
        if 300 <= status < 400:
            raise Failure(
                "The server points to another address, which is not followed.",
                "Look after GESTAE_SECOND_URL.",
                is_final=True,
            )
        if status in NOT_ALLOWED:
            raise Failure(f"The server does not let you in ({status}).", "Look after GESTAE_SECOND_KEY.", is_final=True)
        if status == 404:
            raise Failure(
                "The server knows no such address or model (404).", "Look after GESTAE_SECOND_URL and _MODEL.", is_final=True
            )
        if status != 200:
            raise Failure(f"The server did not take the question ({status}).", "Look after the settings, or try another model.")
        return Reply(_content(data), hashlib.sha256(data).hexdigest())

    def _body(self, instructions: str, question: str) -> dict[str, Any]:
        body: dict[str, Any] = {
            "model": self.to.model,
            "messages": [{"role": "system", "content": instructions}, {"role": "user", "content": question}],
            "temperature": 0,
            "stream": False,
        }
        if self.to.seed is not None:
            body["seed"] = self.to.seed
        if not self.is_plain:
            body["response_format"] = {"type": "json_object"}
        return body

    def _post(self, body: dict[str, Any]) -> tuple[int, float | None, bytes]:
        """Status, how long the server asks to wait, and the bytes of the answer."""
        import httpx  # noqa: PLC0415

        until = time.monotonic() + self.to.seconds
        head = {"Accept": "application/json", "Accept-Encoding": "identity", "Content-Type": "application/json"}
        if self.to.key:
            head["Authorization"] = f"Bearer {self.to.key}"
        try:
            with self.client.stream(
                "POST", f"{self.to.url}/chat/completions", content=msgspec.json.encode(body), headers=head
            ) as answer:
                data = bytearray()
                for part in answer.iter_raw():
                    data += part
                    if len(data) > LARGEST:
                        raise Failure("The answer is far too long and was not taken.", "Try another model.")
                    if time.monotonic() > until:
                        raise httpx.ReadTimeout("slow")
                return answer.status_code, _wait(answer.headers.get("Retry-After", "")), bytes(data)
        except httpx.ConnectError as e:
            what = "The server's certificate is not trusted." if "CERTIFICATE" in str(e) else "The server cannot be reached."
            raise _Again(Failure(what, "Look after GESTAE_SECOND_URL and the network.", is_final=True)) from None
        except httpx.TimeoutException:
            what = f"No whole answer came within {self.to.seconds:g} seconds."
            raise _Again(Failure(what, "Set GESTAE_SECOND_SECONDS higher, or try again later.")) from None
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError):
            raise _Again(Failure("The connection broke off.", "Try again later.")) from None


class _Again(Exception):
    """What may be better at the next try, after so many seconds."""

    def __init__(self, failure: Failure, seconds: float | None = None) -> None:
        super().__init__(failure.what)
        self.failure, self.seconds = failure, seconds


def _wait(header: str) -> float | None:
    return float(header) if header.isascii() and header.isdigit() and len(header) < 6 else None


def _content(data: bytes) -> str:
    """The words of the first choice. What else an answer holds, such as a wish to call a tool, is not looked at."""
    try:
        told = msgspec.json.decode(data)
        choice = told["choices"][0]
        words = choice["message"]["content"]
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, KeyError, IndexError, TypeError):
        raise Failure("The answer is not what a model server sends.", "Look after GESTAE_SECOND_URL, or try again.") from None
    if not isinstance(words, str) or not words.strip():
        raise Failure("The answer is empty.", "Try again, or another model.")
    if choice.get("finish_reason") == "length":
        raise Failure("The answer was cut off: the model may not write that much.", "Give the model more room, or try another.")
    return words
