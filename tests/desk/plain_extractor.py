"""A reader of one sentence, "X handed the Y to Z.", so that what the desk does can be seen without the whole of English."""

import re

from gestae.model import Agent, Claim, Filler, Item, Proposals, Span
from gestae.model.ids import agent_id, claim_id, item_id

SENTENCE = re.compile(r"([A-Z]\w+(?: [A-Z]\w+)?) handed the (\w+) to ([A-Z]\w+(?: [A-Z]\w+)?)\.")


def propose(text, source, date=None, zone=None, progress=None):
    agents, items, claims = {}, {}, []
    for found in SENTENCE.finditer(text.body):
        for group in (1, 3):
            name = found[group]
            agents.setdefault(name, Agent(id=agent_id(text.id, found.start(group)), kind="person", label=name, forms=(name,)))
        items.setdefault(found[2], Item(id=item_id(text.id, found.start(2)), kind="other", label=found[2], forms=(found[2],)))
        claims.append(
            Claim(
                id=claim_id(text.id, "handover", found.start(), found.end(), 0),
                kind="handover",
                by=source.id,
                roles={
                    "giver": Filler(id=agents[found[1]].id),
                    "item": Filler(id=items[found[2]].id),
                    "receiver": Filler(id=agents[found[3]].id),
                },
                span=Span.of(text, found.start(), found.end()),
                confidence=800,
            )
        )
    if progress:
        progress(1, 1)
    return Proposals(
        text=text.id, extractor="plain-1", date=date, zone=zone,
        agents=tuple(agents.values()), items=tuple(items.values()), claims=tuple(claims),
    )  # fmt: skip
