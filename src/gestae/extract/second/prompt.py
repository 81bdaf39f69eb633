"""The prompt: what the model is told, made from the kinds, and how a stretch of text is put to it."""

import json
from functools import cache

from gestae.extract.second.stretches import Stretch
from gestae.model import Kind, Role
from gestae.rules import kinds, prompts

_PROMPT = prompts("second")
VERSION: int = _PROMPT["version"]


@cache
def instructions() -> str:
    """The same for every document. Nothing of a case is in it."""
    return str(_PROMPT["instructions"]).replace("{kinds}", "\n".join(_kind(kind) for kind in kinds().values()).strip())


def question(body: str, stretch: Stretch) -> str:
    """A stretch as data: one JSON object, whose strings no text can break out of."""
    sent = {"before": body[stretch.before : stretch.start], "text": body[stretch.start : stretch.end]}
    return json.dumps(sent, ensure_ascii=False)


def _kind(kind: Kind) -> str:
    roles = "; ".join(f'"{name}"{"*" if role.needed else ""}: {_filled(role)}' for name, role in kind.roles.items())
    return f'- "{kind.name}" ({kind.sentence}). {roles}'


def _filled(role: Role) -> str:
    if role.values:
        return "one of " + ", ".join(json.dumps(value) for value in role.values)
    return str(_PROMPT["filled_by"][role.of])
