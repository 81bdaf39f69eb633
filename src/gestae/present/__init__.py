"""A case as words and pictures: JSON for programs, lines for a terminal, one page for a browser and paper."""

from gestae.present.brief_text import brief_text
from gestae.present.page import brief_html
from gestae.present.wire import brief_json

__all__ = ["brief_html", "brief_json", "brief_text"]
