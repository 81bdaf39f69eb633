"""The benchmark door for quotations shows what the reader reads."""

import importlib.util
from pathlib import Path
from types import ModuleType

from gestae.extract import propose
from gestae.model import Source, Text
from gestae.model.ids import SourceId, TextId

DOOR = Path(__file__).resolve().parents[2] / "benchmarks" / "reading_quotes.py"
BODY = """Nora Quill, the night foreman, told the inspector on Friday that the hoist was already running when she arrived.

“Nobody had locked it out,” she said. “I asked who had signed the permit.”

According to the permit book, Tom Harker signed it at noon. Mr. Harker denied that he had signed anything, and his lawyer said he
would not speak to the inspector. The clerk testified that Ms. Quill had told her the hoist was broken.

“We are sorry for the family of our colleague,” the company wrote.
"""


def door() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reading_quotes", DOOR)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_statement_that_is_proposed_is_among_the_spans_of_the_door() -> None:
    shown = door().predict({"doc": "a", "text": BODY})
    hulls = []
    for one in shown["quotes"] + shown["nested"]:
        spans = one["content"] + one["cue"] + one["source"]
        hulls.append((min(s for s, _ in spans), max(e for _, e in spans)))
    source = Source(id=SourceId("src-a"), name="a.txt", media_type="text/plain", digest="0" * 64, size=len(BODY))
    text = Text(id=TextId("txt-a"), source=source.id, reader="plain-1", body=BODY)
    spans = [claim.span for claim in propose(text, source).claims if claim.kind == "statement"]

    assert len(spans) >= 6
    assert [BODY[s.start : s.end] for s in spans if not any(a <= s.start and s.end <= b for a, b in hulls)] == []


def test_the_door_gives_the_words_of_content_cue_and_source() -> None:
    shown = door().predict({"doc": "a", "text": BODY})
    words = [{k: [BODY[s:e] for s, e in one[k]] for k in ("content", "cue", "source")} for one in shown["quotes"]]

    assert {
        "content": ["Nobody had locked it out", "I asked who had signed the permit."],
        "cue": ["said"],
        "source": ["she"],
    } in words
