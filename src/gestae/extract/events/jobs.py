"""Positions: what the text says people are, by the title before a name, the words beside it, or "X is the ..."."""

from collections.abc import Iterable, Iterator

from gestae.extract.events.event import Event, Scene
from gestae.extract.grammar import Token, child, children, lemma, phrase, preposition
from gestae.extract.lexicon import is_occupation, plain
from gestae.extract.names.figures import Figure, fold
from gestae.extract.names.refer import COUNSEL
from gestae.extract.names.roles import Job
from gestae.extract.names.tokens import Name

CIVIL = frozenset(
    ["mr", "mrs", "ms", "miss", "sir", "madam", "lady", "dame", "lord", "mister", "dr", "doctor", "prof", "hon", "rev"]
)
NOT_JOBS = frozenset(
    [
        "client",
        "colleague",
        "witness",
        "man",
        "woman",
        "victim",
        "partner",
        "wife",
        "husband",
        "member",
        "boss",
        "person",
        "owner",
        "friend",
        "brother",
        "sister",
    ]
)
EMPLOYED = frozenset(("of", "at", "for", "with", "from"))
NOT_TITLE = frozenset(["new", "former", "other", "same", "own", "late", "young", "old", "second", "third", "fellow"])


def events(scene: Scene) -> Iterator[Event]:
    """Positions of a block; each is also kept in ``scene.refer.jobs``."""
    told: set[int] = set()
    for name in scene.refer.cast.names:
        figure = scene.refer.cast.at.get(name.start)
        if figure is None or figure.kind != "person" or name.head is None or name.head.doc is not scene.parsed.doc:
            continue
        yield from _before(scene, name, figure)
        yield from _beside(scene, figure, name.head, told)
    for token in scene.parsed.doc:
        if token.pos_ in ("NOUN", "PROPN") and child(token, "cop") is not None:
            yield from _is(scene, token)
        if token.lower_ == "role" and child(token, "nmod:poss") is not None:
            yield from _role(scene, token)


def _keep(scene: Scene, job: Job, words: tuple[int, int], offset: int) -> Event:
    """A position told in these words of the text, by whoever speaks at the copy offset; kept among the jobs known."""
    if not any(j.figure is job.figure and fold(j.title) == fold(job.title) for j in scene.refer.jobs):
        scene.refer.jobs.append(job)
    voice = scene.voice(offset)
    return Event(
        "position",
        words[0],
        words[1],
        {"agent": job.figure, "title": job.title, "organisation": job.organisation, "serves": job.serves},
        by=voice.by,
        channel=voice.channel,
        way="form",
    )


def _before(scene: Scene, name: Name, figure: Figure) -> Iterator[Event]:
    """ "District Judge Bryan Stone", "assistant director Dave Cole", "the bin foreman, Glenn Cole"."""
    start, end, head = name.title_start, name.end, name.head
    words = [w for w in (name.title or "").split() if plain(w) not in CIVIL]
    if words:
        yield _keep(scene, Job(figure, " ".join(words)), (start, end), head.idx)
        return
    first = next((t for t in head.sent if scene.parsed.words(t).start >= start and not t.is_space), None)
    if first is None:
        return
    run = _run_before(first)
    if (
        run
        and is_occupation(run[-1].text)
        and plain(run[-1].text) not in CIVIL
        and (scene.parsed.number, run[-1].i) not in scene.refer.cast.tokens
    ):
        yield _keep(scene, Job(figure, _glue(run)), (scene.parsed.words(run[0]).start, end), head.idx)
        return
    at = first.i - 1
    if at > head.sent.start and head.doc[at].text == ",":
        run = _run_before(head.doc[at])
        opener = head.doc[run[0].i - 1] if run and run[0].i > head.sent.start else None
        if (
            run
            and is_occupation(run[-1].text)
            and lemma(run[-1]) not in NOT_JOBS
            and run[-1].tag_ not in ("NNS", "NNPS")
            and (
                opener is not None
                and (opener.pos_ in ("DET", "PRON") or opener.tag_ == "POS")
                and (scene.parsed.number, run[-1].i) not in scene.refer.cast.tokens
            )
        ):
            yield from _job(scene, figure, run[-1], (run[0], head), _glue(run))


def _run_before(token: Token) -> list[Token]:
    """The words of a job that end right before this token: "deputy cabinet secretary", "night-shift supervisor"."""
    run: list[Token] = []
    at = token.i - 1
    while at >= token.sent.start and (
        token.doc[at].pos_ in ("NOUN", "ADJ")
        or token.doc[at].text == "-"
        or (token.doc[at].text[:1].islower() and token.doc[at].tag_ == "VBG")
        or token.doc[at].text in ("AD", "UPM", "DP")
        or (token.doc[at].pos_ == "PROPN" and is_occupation(token.doc[at].text) and (run or token.doc[at].text.islower()))
    ):
        run.insert(0, token.doc[at])
        at -= 1
    while run and (run[0].text == "-" or run[0].lower_ in NOT_TITLE):
        run.pop(0)
    return run


def _glue(tokens: Iterable[Token]) -> str:
    """The words of a title without article, owner or number."""
    out = ""
    for t in tokens:
        if t.pos_ == "DET" or t.dep_ == "nmod:poss" or t.tag_ == "POS" or (t.dep_ == "nummod" and not out):
            out = "" if t.tag_ == "POS" else out
            continue
        out += t.text + t.whitespace_
    return out.strip(" ,")


def _beside(scene: Scene, figure: Figure, head: Token, told: set[int]) -> Iterator[Event]:
    """ "Rebecca Stone, deputy secretary of the Department, ..."."""
    beside = [
        c
        for c in children(head, "appos", "list", "parataxis", "conj")
        if c.pos_ in ("NOUN", "PROPN") and c.i > head.i and child(c, "cc") is None and child(c, "cop") is None
    ]
    last = max(
        (
            t
            for t in head.subtree
            if (scene.parsed.number, t.i) in scene.refer.cast.tokens
            and scene.refer.cast.tokens[(scene.parsed.number, t.i)] is figure
        ),
        key=lambda t: t.i,
        default=head,
    )
    if last.i + 2 < head.sent.end and head.doc[last.i + 1].text == ",":
        noun = _run_after(head.doc[last.i + 2])
        if noun is not None and noun not in beside:
            beside.append(noun)
    for c in list(beside):
        beside += children(c, "conj", "appos")
    for noun in beside:
        if noun.i in told or (scene.parsed.number, noun.i) in scene.refer.cast.tokens or not _is_job(noun):
            continue
        told.add(noun.i)
        yield from _job(scene, figure, noun, (min(head, noun, key=lambda t: t.i), max(head, noun, key=lambda t: t.i)))


def _run_after(token: Token) -> Token | None:
    """The job that begins at this token, if one does: "deputy cabinet secretary of ..."."""
    at, last = token.i, None
    while at < token.sent.end and (
        token.doc[at].pos_ in ("NOUN", "ADJ", "DET")
        or token.doc[at].text == "-"
        or (at == token.i and token.doc[at].pos_ == "PRON")
        or token.doc[at].text == "'s"
    ):
        if token.doc[at].pos_ == "NOUN":
            last = token.doc[at]
        at += 1
    return (
        last
        if last is not None and (at >= token.sent.end or token.doc[at].text in (",", ".", ";") or token.doc[at].pos_ == "ADP")
        else None
    )


def _is_job(noun: Token) -> bool:
    word = lemma(noun)
    return (is_occupation(word) and word not in NOT_JOBS and noun.tag_ not in ("NNS", "NNPS")) or (
        any(is_occupation(c.text) and c.dep_ == "compound" for c in noun.children) and word in ("general", "director")
    )


def _job(scene: Scene, figure: Figure, noun: Token, reach: tuple[Token, Token], title: str = "") -> Iterator[Event]:
    """The position that a job's noun gives a figure: its title, where, and whom it serves; told from ``reach`` to ``reach``."""
    first, (low, high) = phrase(noun)[0], reach
    title = title or _glue(noun.doc[first.i : noun.i + 1])
    if not title or not fold(title):
        return
    organisation, serves = None, None
    owner = child(noun, "nmod:poss")
    if owner is not None:
        holder = scene.agent(owner) if owner.pos_ != "PRON" or scene.is_person(owner) else None
        if (
            holder is not None
            and lemma(noun) in COUNSEL | {"assistant", "spokesman", "spokeswoman", "agent"}
            and holder is not figure
        ):
            serves = holder
        elif holder is not None and holder.kind == "organisation":
            organisation = holder
    for c in children(noun, "nmod"):
        if preposition(c) not in EMPLOYED:
            continue
        held = scene.refer.cast.tokens.get((scene.parsed.number, c.i)) or (scene.agent(c) if scene.is_person(c) else None)
        if held is None or held is figure:
            if (
                preposition(c) == "of"
                and held is None
                and c.pos_ == "NOUN"
                and child(c, "nmod:poss") is None
                and not any(t.pos_ == "PROPN" for t in c.subtree)
            ):
                title = f"{title} of {scene.core(c)}"
            continue
        if held.kind == "person":
            serves = serves or held
        elif held.kind == "organisation":
            organisation = organisation or held
    start = scene.parsed.words(min(low.left_edge, first, key=lambda t: t.i) if low.left_edge.i > noun.sent.start - 1 else low).start
    end = scene.parsed.words(high).end
    for c in noun.subtree:
        end = (
            max(end, scene.parsed.words(c).end)
            if scene.parsed.words(c).end - start < 300
            and not c.is_punct
            and c.dep_ not in ("acl:relcl", "acl")
            and not any(a.dep_ in ("acl:relcl", "acl", "parataxis") and noun.is_ancestor(a) for a in c.ancestors)
            else end
        )
    if end - start > 300:
        start, end = scene.parsed.words(first, noun) if first.i <= noun.i else scene.parsed.words(noun)
    yield _keep(scene, Job(figure, title, organisation, serves), (start, end), noun.idx)


def _is(scene: Scene, noun: Token) -> Iterator[Event]:
    """ "She is the new operator", "My head of department is Piers Cole"; "who was the actor"."""
    subject = child(noun, "nsubj")
    if subject is None or child(noun, "case") is not None:
        return
    figure = scene.refer.cast.tokens.get((scene.parsed.number, noun.i))
    if figure is not None and figure.kind == "person" and is_occupation(lemma(subject)):
        yield from _job(scene, figure, subject, (subject, noun))
        return
    if not _is_job(noun) or any(c.lower_ in ("not", "n't", "no") for c in noun.children):
        return
    stands = scene.standing(noun)
    if stands is None or stands[0].modality != "asserted" or stands[0].polarity != "asserts":
        return
    who = scene.agent(subject) if scene.is_person(subject) or subject.tag_ in ("WP", "WDT") else None
    if who is not None and who.kind == "person":
        low = subject if subject.tag_ not in ("WP", "WDT") else noun
        yield from _job(scene, who, noun, (low, noun))


def _role(scene: Scene, token: Token) -> Iterator[Event]:
    """ "his role in set safety", "her role as supervisor"."""
    holder = scene.agent(child(token, "nmod:poss"))
    about = next((c for c in children(token, "nmod") if preposition(c) in ("in", "as")), None)
    if holder is None or about is None or holder.kind not in ("person", "unidentified"):
        return
    title = " ".join(t.text for t in about.subtree if t.i <= about.i and t.dep_ not in ("case", "det"))
    words = scene.parsed.words(min(token.left_edge, token, key=lambda t: t.i), about)
    made = _keep(scene, Job(holder, title), (words.start, words.end), token.idx)
    made.way = "sentence"
    if scene.refer.jobs and scene.refer.jobs[-1].title == title:
        scene.refer.jobs.pop()
    yield made
