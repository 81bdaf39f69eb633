"""Names where the form of a document says that a name must stand: after a label, before a colon, under a signature."""

import re
from functools import cache
from typing import NamedTuple

from gestae.extract.draft import Words
from gestae.rules import cues

_RANKS = """
    dc ds di dci dsi pc ps wpc det detective sgt sergeant insp inspector supt superintendent capt captain lt lieutenant
    cpl corporal officer constable deputy sheriff undersheriff marshal trooper agent special investigator commissioner
    chief cmdr commander judge justice magistrate attorney counsel assistant senior principal lead district general state
    ranger warden major col colonel coroner examiner medical hearing engineer hon honorable honourable rev reverend fr sr
    prof professor
"""
COURTESY = frozenset(("mr", "mrs", "ms", "miss", "mx", "dr", "sir", "dame", "lord", "lady", "hon"))
TITLES = COURTESY | frozenset(_RANKS.split())
_PARTICLES = "de|da|do|dos|di|du|del|della|la|le|van|von|der|den|ten|ter|bin|ibn|al|el|y|e|zu|af|av"
_TOKEN = re.compile(
    rf"(?:[^\W\d_a-zß-öø-ÿ]\.(?:[ ]?[^\W\d_a-zß-öø-ÿ]\.)*|[^\W\d_a-zß-öø-ÿ][\w’'‘\-]*\w\.?|(?:{_PARTICLES})\b)(?:[ ]|(?=\W)|\Z)"
)


_COLLAR = re.compile(r"\d{1,6} (?=[A-Z])")  # "PC 1234 Roe"


class Named(NamedTuple):
    """``title`` are the words before the name ("Inspector"), ``rest`` what follows its comma; both may be empty."""

    title: Words
    name: Words
    rest: Words


def named(body: str, start: int, end: int) -> Named | None:
    """The person a value begins with: ``Inspector Anjali Rao, Division of Safety``."""
    at, tokens = start, []
    while at < end and (token := _TOKEN.match(body, at, end)):
        tokens.append((token.start(), token.start() + len(token.group().rstrip())))
        at = token.end()
        if body[slice(*tokens[-1])].lower() in TITLES and (number := _COLLAR.match(body, at, end)):
            at = number.end()
        if body[tokens[-1][1] - 1] == "," or (at < end and body[at - 1] != " "):
            break
    n = 0
    while n < len(tokens) - 1 and body[tokens[n][0] : tokens[n][1]].rstrip(".").lower() in TITLES:
        n += 1
    if len(tokens) == n + 1 and n == 0 and not _is_surname(body[tokens[0][0] : tokens[0][1]]):
        return None
    names = tokens[n:]
    if not names:
        return None
    stop = names[-1][1]
    if (
        body[stop - 1] == "."
        and len(body[names[-1][0] : stop]) > 2
        and not re.match(r"(?:[^\W\d_]\.)+\Z", body[names[-1][0] : stop])
    ):
        stop = stop if body[names[-1][0] : stop] in ("Jr.", "Sr.") else stop - 1
    title = Words(tokens[0][0], tokens[n - 1][1]) if n else Words(start, start)
    rest = stop
    while rest < end and body[rest] in " ,;–—-/(":
        rest += 1
    return Named(title, Words(names[0][0], stop), Words(rest, end) if rest < end else Words(end, end))


def is_person(words: str) -> bool:
    """Whether these words, standing alone, look like one person's name. A first name or an initial settles it."""
    words = words.strip()
    if not _NAME.fullmatch(words) or len(words.split()) > 5:
        return False
    return begins_as_person(words) or not (is_organisation(words) or is_post(words))


def begins_as_person(words: str) -> bool:
    first = words.split(maxsplit=1)[0] if words.split() else ""
    return first.lower() in _words("first_names") or bool(re.match(r"[A-Z]\.", first))


def is_organisation(words: str) -> bool:
    """Whether a capitalised word, or an "&", makes these words a firm or an office."""
    tokens = [w.strip(".,()") for w in words.split()]
    return "&" in tokens or any(t[:1].isupper() and t.lower() in _words("organisation_words") for t in tokens)


def is_post(words: str) -> bool:
    """Whether these words name a job: "Production Manager"."""
    tokens = [w.strip(".,()").lower() for w in words.split()]
    return any(t in _words("occupations") for t in tokens) and not begins_as_person(words)


@cache
def _words(key: str) -> frozenset[str]:
    found = cues("names")[key]
    groups = found.values() if isinstance(found, dict) else [found]
    return frozenset(str(w) for group in groups for w in group)


def _is_surname(word: str) -> bool:
    return len(word) > 1 and word.rstrip(".").lower() not in TITLES


_CAP = r"(?:[^\W\d_a-zß-öø-ÿ][\w’'‘\-]*\w|[^\W\d_a-zß-öø-ÿ]\.?(?:[ ]?[^\W\d_a-zß-öø-ÿ]\.)*)"
_NAME = re.compile(rf"(?:{_CAP}[., ]*)(?:[ ]+(?:{_CAP}|{_PARTICLES})\.?)*")
