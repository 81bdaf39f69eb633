"""Gestae's own results among the documents: a brief repeats what its documents say, and is no document itself."""

import re

from gestae.sources.kinds import Unread

_PAGE = re.compile(rb"""<meta name="generator" content="Gestae [\w.+-]+">""")
_JSON = re.compile(rb"""\s*\{\s*"gestae":\s*"[\w.+-]+",\s*"sources":""")
_SCREEN = re.compile(r"\s*[^\n]+\n\u2500+\n(?:\d+ claims? rests? on|There is no source yet)")
_FORMS = (("text/html", "a page"), ("application/json", "JSON"), ("text/plain", "text"))


def own(data: bytes) -> Unread | None:
    """What this file is when Gestae made it; ``None`` when it did not."""
    head = data[:4096]
    found = _PAGE.search(head), _JSON.match(head), _SCREEN.match(head.decode("utf-8", "ignore").replace("\r\n", "\n"))
    for (media_type, form), is_it in zip(_FORMS, found, strict=True):
        if is_it:
            return Unread(media_type, f"It is a brief that Gestae made, as {form}.", "Add the documents it rests on.")
    return None
