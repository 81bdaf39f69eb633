"""Figures by what they are: "the foreman", "her client", "the company"."""

from dataclasses import dataclass

from gestae.extract.names.figures import Figure, fold

PUBLIC = frozenset(
    [
        "bureau",
        "agency",
        "office",
        "department",
        "division",
        "court",
        "county",
        "commission",
        "ministry",
        "police",
        "executive",
    ]
)


FILM = frozenset(
    [
        "film",
        "films",
        "picture",
        "pictures",
        "movie",
        "movies",
        "production",
        "productions",
        "studio",
        "studios",
        "entertainment",
        "media",
    ]
)


@dataclass
class Job:
    """What the text says somebody is: ``title`` at ``organisation``, serving ``serves``."""

    figure: Figure
    title: str
    organisation: Figure | None = None
    serves: Figure | None = None


def counsel(jobs: list[Job], word: str, mine: Figure | None) -> Figure | None:
    """Whom "(her) client" or "(his) lawyer" means; ``mine`` is the one meant by the possessive."""
    if word == "client":
        served = [j.serves for j in jobs if j.serves is not None and (mine is None or j.figure is mine)]
        return served[-1] if served else None
    if mine is not None:
        serving = [j.figure for j in jobs if j.serves is mine]
        if len({id(f) for f in serving}) == 1:
            return serving[0]
    return None


def holder(jobs: list[Job], word: str, text: str, offset: int) -> Figure | None:
    """The person who has this job by name: only for "the foreman", and only when one person in play has it."""
    wanted = set(fold(text)) - {"the", "a"}
    found: list[Figure] = []
    for job in jobs:
        title = fold(job.title)
        named = bool(title) and (word in title or title[-1] == word)
        if named and (wanted <= set(title) or set(title) <= wanted or len(wanted) == 1) and job.figure not in found:
            found.append(job.figure)
    if len(found) == 1:
        return found[0]
    before = [f for f in found if any(s < offset for s in f.starts)]
    return max(before, key=lambda f: max(s for s in f.starts if s < offset)) if before else None


def organisation(figures: list[Figure], word: str, offset: int) -> Figure | None:
    """The body that "the bureau" or "the company" means: the one so called that was named last.

    Where no body is so called, "the company" is the private body that the text has spoken of most.
    """
    bodies = [f for f in figures if f.kind == "organisation"]
    so_called = [f for f in bodies if word in f.words]
    if not so_called and word in ("company", "firm", "employer", "production", "studio", "corporation"):
        private = [f for f in bodies if PUBLIC.isdisjoint(f.words)]
        if word in ("production", "studio"):  # whoever supplies a film does not make it
            private = [f for f in private if not FILM.isdisjoint(f.words)]
        named = [(len(f.starts), max(earlier), f) for f in private if (earlier := [s for s in f.starts if s < offset])]
        return max(named, key=lambda n: n[:2])[2] if named else (private[0] if len(private) == 1 else None)
    before = [(max(s for s in f.starts if s < offset), f) for f in so_called if any(s < offset for s in f.starts)]
    return max(before, key=lambda b: b[0])[1] if before else (so_called[0] if len(so_called) == 1 else None)
