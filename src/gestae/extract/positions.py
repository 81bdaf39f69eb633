"""Positions that a document's form gives: fields of a head, crew lists, lines under a signature."""

import re
from functools import cache
from typing import NamedTuple

from gestae.extract.blocks import Document, Field
from gestae.extract.draft import Draft, Fill, Words
from gestae.extract.layout.names import COURTESY, is_organisation, is_person, is_post, named
from gestae.rules import cues

_SERVES = re.compile(r"(?P<title>.{2,60}?)\s+(?:for|to|of|at|with|,)\s+(?:the\s+)?(?P<whom>.+)\Z")
_PARTED = re.compile(r",\s+|\s+[|–—/-]\s+|\n\s*")
_NEXT = re.compile(r";\s*|\s+and\s+(?=[A-Z])|,\s*(?=(?:[A-Z][\w’'.-]*\s+){1,2}[A-Z][\w’'-]+\s*(?:,|\Z|;|\())")
_TAKEN_BY = re.compile(r"\bby\s+(?=[A-Z])")


_APPEARS = re.compile(  # "For the Witness", "Counsel for Mr. Roe"
    r"(?:(?P<title>[\w ]{4,30}?) |appearing )?(?:for|on behalf of) (?:the )?(?P<party>\S.*)\Z", re.IGNORECASE
)
_ESQUIRE = re.compile(r"\bEsq(?:uire)?\b", re.IGNORECASE)
_WITNESS = frozenset(("witness", "deponent", "interviewee"))


class _Post(NamedTuple):
    title: str
    organisation: Words | None
    serves: Words | None


def positions(document: Document, body: str) -> list[Draft]:
    """One draft for each job that a field, a crew list or a signature gives, in the order they stand."""
    found: list[Draft] = []
    author = _author(document)
    signer: Words | None = None
    for field in document.fields:
        label = _plain(field.label)
        if label == "signature":
            signer = field.value
        elif label == "signature-title":
            _add_under(found, body, field, signer, None if document.genre == "order" else signer)
        elif field.value.end <= field.value.start:
            continue
        elif appears := _APPEARS.match(field.label):
            found.extend(_counsel(document, body, field, appears))
        elif label in _labels("own_job"):
            found.extend(_drafts(field, author, [_post(body, *field.value)], by=author))
        elif label in _labels("participants"):
            for value in _persons(body, field.value):
                found.extend(_participant(body, field, value))
        elif label not in _labels("not_jobs") and "client" not in label.split() and _is_job(document, label):
            for value in _persons(body, field.value):
                found.extend(_listed(body, field, value))
    for block in document.blocks:
        if block.kind == "byline" and document.genre in ("statement", "transcript") and block.end - block.start < 300:
            found.extend(_taken_by(body, block.start, block.end))
    return sorted(found, key=lambda d: (d.start, d.end))


def _drafts(field: Field, agent: Words | None, posts: list[_Post | None], by: Words | None = None) -> list[Draft]:
    out = []
    for post in posts:
        if post and post.title and agent:
            roles: dict[str, Fill] = {"agent": agent, "title": post.title, "organisation": post.organisation, "serves": post.serves}
            out.append(Draft("position", *field.at, roles, by=by, basis="document", way="form"))
    return out


def _participant(body: str, field: Field, value: Words) -> list[Draft]:
    who = named(body, *value)
    if who is None:
        return []
    posts: list[_Post | None] = []
    rest = _post(body, *who.rest) if who.rest.end > who.rest.start and _tells_a_post(body, who.rest) else None
    title = _without_courtesy(body[who.title.start : who.title.end])
    if title and title.rstrip(".").lower() not in COURTESY:
        organisation = rest.organisation if rest and not rest.title else None
        posts.append(_Post(title, organisation, None))
    if rest and rest.title:
        posts.append(rest)
    return _drafts(field, who.name, posts)


def _counsel(document: Document, body: str, field: Field, appears: re.Match[str]) -> list[Draft]:
    """Who appears for whom: an attorney where the list calls one so, else whoever has a title of their own."""
    party: Words | None = Words(field.at.start + appears.start("party"), field.at.start + appears.end("party"))
    if appears["party"].lower() in _WITNESS:
        party = _author(document)
    found: list[Draft] = []
    for value in _persons(body, field.value):
        who = named(body, *value)
        if who is None or not is_person(body[who.name.start : who.name.end]):
            continue
        title = appears["title"] if appears["title"] and is_post(appears["title"]) else None
        if title or _ESQUIRE.search(body, *value):
            found.extend(_drafts(field, who.name, [_Post((title or "attorney").lower(), None, party)]))
        else:
            found.extend(_participant(body, field, value))
    return found


def _without_courtesy(title: str) -> str:
    """ "Mrs Justice" is a Justice."""
    words = title.split()
    while len(words) > 1 and words[0].rstrip(".").lower() in COURTESY:
        words.pop(0)
    return " ".join(words)


def _tells_a_post(body: str, rest: Words) -> bool:
    words = body[rest.start : rest.end]
    return len(words.split()) <= 14 and "@" not in words and not words[0].isdigit()


def _listed(body: str, field: Field, value: Words) -> list[Draft]:
    words = body[value.start : value.end]
    who = named(body, *value)
    if who is None or not is_person(body[who.name.start : who.name.end]) or is_organisation(words):
        return []
    return _drafts(field, who.name, [_Post(field.label, None, None)])


def _add_under(found: list[Draft], body: str, field: Field, signer: Words | None, by: Words | None) -> None:
    """A line under a signature: a title, or the organisation of the title above it."""
    post = _post(body, *field.value)
    if post is None or signer is None:
        return
    if not post.title and post.organisation and found and found[-1].roles.get("agent") == signer:
        if not found[-1].roles.get("organisation"):
            found[-1].roles["organisation"] = post.organisation
        return
    if post.title and not re.search(r"\d", post.title):
        found.extend(_drafts(field, signer, [post], by=by))


def _post(body: str, start: int, end: int) -> _Post | None:
    """Title, organisation and whom it serves: "attorney for Mr. Boyle", "Judge of the Superior Court", "Division of Safety"."""
    while end > start and body[end - 1] in " .,;)":
        end -= 1
    words = body[start:end]
    if not words:
        return None
    if parted := _PARTED.search(body, start, end):
        first, second = _post(body, start, parted.start()), _post(body, parted.end(), end)
        if first and second and first.title:
            return _Post(first.title, first.organisation or second.organisation, first.serves or second.serves)
        return first or second
    m = _SERVES.match(words)
    if (m and words[0].islower()) or (m and not _is_all_organisation(words)):
        whom = Words(start + m.start("whom"), start + m.end("whom"))
        name = body[whom.start : whom.end]
        if m.re is _SERVES and is_organisation(name):
            return _Post(m["title"], whom, None)
        joint = words[m.end("title") : m.start("whom")].split()[0]
        if joint in ("for", "to") and is_person(re.sub(r"^(?:Mr|Mrs|Ms|Miss|Dr)\.?\s+", "", name)):
            return _Post(m["title"], None, whom)
    if _is_all_organisation(words):
        return _Post("", Words(start, end), None)
    return _Post(words, None, None)


def _is_all_organisation(words: str) -> bool:
    return words[0].isupper() and is_organisation(words) and not is_post(re.split(r" (?:of|for|to|at) ", words)[0])


def _persons(body: str, value: Words) -> list[Words]:
    """The persons of a value, parted by semicolons, "and", or commas before another full name."""
    found, at = [], value.start
    for m in re.finditer(
        r";\s*|\s+and\s+(?=[A-Z])|,\s*(?=(?:[A-Z][\w’'.-]*\s+){1,2}[A-Z][\w’'-]+\s*(?:,|\Z|;|\())", body[value.start : value.end]
    ):
        before = body[at : value.start + m.start()]
        who = named(body, value.start + m.end(), value.end)
        is_titled = who is not None and who.title.end > who.title.start and is_person(body[who.name.start : who.name.end])
        if m.group().strip() == "," and not is_titled and is_organisation(body[value.start + m.end() : value.end]):
            continue
        if not is_titled and is_post(body[value.start + m.end() : value.end]) and m.group().strip() == ",":
            continue
        if before.strip() and (m.group().strip() != "," or is_person(before.strip())):
            found.append(Words(at, value.start + m.start()))
            at = value.start + m.end()
    found.append(Words(at, value.end))
    return found


def _taken_by(body: str, start: int, end: int) -> list[Draft]:
    """ "Taken at ... by DC Howard Priestley"."""
    for m in _TAKEN_BY.finditer(body, start, end):
        who = named(body, m.end(), end)
        if who and who.title.end > who.title.start:
            title = body[who.title.start : who.title.end]
            if title.rstrip(".").lower() not in COURTESY:
                at = Words(who.title.start, who.name.end)
                return _drafts(Field("by", at, at), who.name, [_Post(title, None, None)])
    return []


def _is_job(document: Document, label: str) -> bool:
    return document.genre == "log" or is_post(label)


def _author(document: Document) -> Words | None:
    """Whose words the document is: the speaker of its prose, or of its answers."""
    spoken = [b for b in document.blocks if b.speaker and b.kind in ("prose", "answer")]
    return spoken[0].speaker if spoken else None


def _plain(label: str) -> str:
    return re.sub(r"\s+", " ", label.strip().lower())


@cache
def _labels(name: str) -> frozenset[str]:
    return frozenset(str(w) for w in cues("remarks")[name])
