"""Live: tells an open page when the record has grown, and who else looks at the same document. The words stay where they are.

A page asks every few seconds while it can be seen. A stream held open would be quicker by a second, but a browser holds six
connections to one address at most: with a seventh tab the desk would seem to stand still.
"""

import re
import time
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from gestae.web.page import Page, workplace

FORGOTTEN_S = 12.0
_PAGE = re.compile(r"[0-9a-f]{8,32}\Z")


@dataclass
class Present:
    """Which pages are open now: each by a random number of its own, with the source it shows and when it was last heard of."""

    pages: dict[str, tuple[str, float]] = field(default_factory=dict)

    def others(self, page: str, source: str) -> int:
        """How many other pages show this source; ``page`` is heard of."""
        now = time.monotonic()
        heard = {**self.pages, page: (source, now)}
        self.pages = {n: seen for n, seen in heard.items() if now - seen[1] < FORGOTTEN_S}
        return sum(source != "" and shown == source for n, (shown, _) in self.pages.items() if n != page)


def live(request: Request) -> JSONResponse:
    page, source = request.query_params.get("page", ""), request.query_params.get("source", "")
    others = request.app.state.present.others(page, source) if _PAGE.match(page) else 0
    return JSONResponse({"head": workplace(request).head(), "others": others})


PAGE = Page("live", (Route("/live", live),))
