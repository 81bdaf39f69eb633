"""A small invented case with every feature the brief has to show. Nobody in it exists."""

from gestae.model import (
    Agent,
    Case,
    Claim,
    Custody,
    Dated,
    Filler,
    Finding,
    Item,
    Page,
    Place,
    Problem,
    Proceeding,
    Question,
    Sameness,
    Source,
    Span,
    Spell,
    Text,
    When,
)
from gestae.model.ids import hashed, source_id, text_id

RLO, ESC = chr(0x202E), chr(0x1B)
HOSTILE = (
    "Postscript from the web form.\n"
    '</style><script>alert(1)</script> "><img src=x onerror=alert(2)> ]]> <!-- <svg onload=alert(3)> &lt;b&gt; &#0; {{7*7}}\n'
    f"The {RLO}loaded{chr(0x202C)} pistol was {ESC}[31mred{ESC}[0m hot 🔥🧨 and " + "a" * 400 + ".\n"
    f"Osric Bellamy had the <b>flare pistol</b> {RLO}at one.\n"
)
REPORT = (
    "MARL INJURED AT HARBOUR PAGEANT\n\n"
    "A judge has ordered stage manager Osric Bellamy to be interviewed about the discharge that injured singer Hetty Marl.\n"
    "Bellamy handed Pell Anwar the flare pistol, and it went off on October 21 at the Salt Quay stage.\n"
    "The Marine Safety Office issued the subpoena for the interview, which he had declined two times, citing the pending inquest. "
    "Judge Corin Latch granted the subpoena on Friday.\n"
    "“We need to understand what happened,” said Latch. Anwar has stated that he was unaware the pistol contained a live flare.\n"
    "The office still has to identify who loaded the pistol. No charges have been filed.\n"
)
TVEIT = (
    "Statement of Maren Tveit, pyrotechnician\n\n"
    "I loaded the flare pistol with dummy flares at 11:10. I locked it in the prop safe when they called lunch, at five past "
    "twelve.\n"
    "I think Osric took it out between ten to one and three minutes to one. I never handed it to Pell.\n"
)
ANWAR = (
    "Interview of Pell Anwar\n\nQ Who gave you the pistol?\nA Maren handed me the pistol a little before one, at the quay door.\n"
    "Q Did anybody open it?\nA Osric told me Maren had shown it clear. I don’t know.\n"
    "Page two\nA It went off at 13:06:12 by the camera. Then nobody had it, I think, until Osric picked it up.\n"
)


class _Shelf:
    def __init__(self) -> None:
        self.sources: list[Source] = []
        self.texts: list[Text] = []
        self.claims: list[Claim] = []

    def add(self, name: str, body: str, media_type: str = "text/plain", pages: tuple[Page, ...] = ()) -> Text:
        digest = hashed("src", name)[4:] * 4
        source = Source(id=source_id(digest), name=name, media_type=media_type, size=len(body), digest=digest)
        text = Text(id=text_id("plain-1", body), source=source.id, reader="plain-1", body=body, pages=pages)
        self.sources.append(source)
        self.texts.append(text)
        return text

    def claim(self, text: Text, kind: str, quote: str, roles: dict[str, object], **more: object) -> str:
        start = text.body.index(quote)
        id_ = hashed("clm", text.id, kind, start, len(self.claims))
        filled = {role: _filler(value) for role, value in roles.items()}
        more.setdefault("by", text.source)
        self.claims.append(Claim(id=id_, kind=kind, roles=filled, span=Span.of(text, start, start + len(quote)), **more))
        return id_


def _filler(value: object) -> Filler | None:
    if value is None:
        return None
    if isinstance(value, str) and value[3:4] == "-" and len(value) == 20:
        return Filler(id=value)
    return Filler(value=value, label=str(value))


def _thing(prefix: str, name: str) -> str:
    return hashed(prefix, name)


def _at(said: str, earliest: str | None = None, latest: str | None = None, edtf: str | None = None) -> When:
    def day(clock: str | None) -> str | None:
        return f"2026-10-21T{clock}" if clock and len(clock) < 10 else clock

    return When(said=said, edtf=edtf, earliest=day(earliest), latest=day(latest))


def the_pageant() -> Case:
    """The whole case; the same each time."""
    shelf = _Shelf()
    report = shelf.add("report.txt", REPORT)
    tveit = shelf.add("tveit-statement.docx", TVEIT, "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
    half = ANWAR.index("Page two")
    pages = (Page(label="1", start=0, end=half), Page(label="2", start=half, end=len(ANWAR)))
    anwar = shelf.add("anwar.pdf", ANWAR, "application/pdf", pages)
    form = shelf.add('odd "name"\n<b>.txt', HOSTILE)

    bellamy, maren, pell, hetty, latch, office, ghost = (
        _thing("agt", n) for n in ("Bellamy", "Tveit", "Anwar", "Marl", "Latch", "Office", "ghost")
    )
    pistol, flare = _thing("itm", "pistol"), _thing("itm", "flare")
    safe, stage = _thing("plc", "safe"), _thing("plc", "stage")

    c = shelf.claim
    c(
        report,
        "position",
        "stage manager Osric Bellamy",
        {"agent": bellamy, "title": "stage manager", "organisation": None, "serves": None},
    )
    c(report, "position", "Judge Corin Latch", {"agent": latch, "title": "Judge", "organisation": None, "serves": None})
    c(
        tveit,
        "position",
        "Maren Tveit, pyrotechnician",
        {"agent": maren, "title": "pyrotechnician", "organisation": None, "serves": None},
    )
    order = c(
        report,
        "step",
        "A judge has ordered stage manager Osric Bellamy to be interviewed",
        {"act": "order", "actor": latch, "target": bellamy, "matter": "interview", "reason": None, "count": None},
    )
    c(report, "injury", "injured singer Hetty Marl", {"agent": hetty, "cause": None, "place": None})
    h1 = c(report, "handover", "Bellamy handed Pell Anwar the flare pistol", {"giver": bellamy, "item": pistol, "receiver": pell})
    went_off = c(
        report,
        "discharge",
        "it went off on October 21 at the Salt Quay stage",
        {"item": pistol, "agent": None, "struck": None, "intended": None},
        when=_at("October 21", edtf="XXXX-10-21"),
        where=stage,
    )
    subpoena = c(
        report,
        "step",
        "The Marine Safety Office issued the subpoena for the interview",
        {"act": "subpoena", "actor": office, "target": bellamy, "matter": "interview", "reason": None, "count": None},
    )
    declined = c(
        report,
        "step",
        "which he had declined two times, citing the pending inquest",
        {"act": "decline", "actor": bellamy, "target": None, "matter": "interview", "reason": "the pending inquest", "count": 2},
    )
    granted = c(
        report,
        "step",
        "Judge Corin Latch granted the subpoena on Friday",
        {"act": "grant", "actor": latch, "target": None, "matter": "subpoena", "reason": None, "count": None},
        when=_at("Friday"),
    )
    c(
        report,
        "statement",
        "“We need to understand what happened,” said Latch",
        {"speaker": latch, "form": "direct", "words": "We need to understand what happened", "to": None},
    )
    c(
        report,
        "statement",
        "Anwar has stated that he was unaware the pistol contained a live flare",
        {"speaker": pell, "form": "indirect", "words": "he was unaware the pistol contained a live flare", "to": None},
    )
    live = c(report, "contents", "the pistol contained a live flare", {"item": pistol, "content": flare}, by=pell)
    c(report, "awareness", "he was unaware the pistol contained a live flare", {"agent": pell, "of": live, "aware": False}, by=pell)
    who = c(report, "loading", "identify who loaded the pistol", {"agent": None, "item": pistol, "content": None}, modality="asked")
    c(
        report,
        "step",
        "No charges have been filed",
        {"act": "charge", "actor": None, "target": None, "matter": None, "reason": None, "count": None},
        polarity="denies",
    )
    loaded = c(
        tveit,
        "loading",
        "I loaded the flare pistol with dummy flares at 11:10",
        {"agent": maren, "item": pistol, "content": "dummy flares"},
        by=maren,
        basis="did",
        when=_at("11:10", "11:10:00", "11:10:59", "2026-10-21T11:10:00"),
    )
    stored = c(
        tveit,
        "storing",
        "I locked it in the prop safe when they called lunch, at five past twelve",
        {"agent": maren, "item": pistol, "place": safe},
        by=maren,
        basis="did",
        when=_at("five past twelve", "12:05:00", "12:12:00"),
    )
    taken = c(
        tveit,
        "taking_out",
        "I think Osric took it out between ten to one and three minutes to one",
        {"agent": bellamy, "item": pistol, "place": safe},
        by=maren,
        hedged=True,
        basis="inferred",
        when=_at("between ten to one and three minutes to one", "12:50:00", "12:57:00"),
    )
    never = c(
        tveit,
        "handover",
        "I never handed it to Pell",
        {"giver": maren, "item": pistol, "receiver": pell},
        by=maren,
        polarity="denies",
    )
    h2 = c(
        anwar,
        "handover",
        "Maren handed me the pistol a little before one, at the quay door",
        {"giver": maren, "item": pistol, "receiver": pell},
        by=pell,
        basis="did",
        when=_at("a little before one", "12:45:00", "13:00:00"),
    )
    c(
        anwar,
        "showing_clear",
        "Maren had shown it clear",
        {"agent": maren, "item": pistol, "to": bellamy, "extent": None},
        by=bellamy,
        channel=(pell,),
        basis="told",
    )
    fired = c(
        anwar,
        "discharge",
        "It went off at 13:06:12 by the camera",
        {"item": pistol, "agent": pell, "struck": hetty, "intended": None},
        by=pell,
        basis="device",
        when=_at("13:06:12", "13:06:12", "13:06:12", "2026-10-21T13:06:12"),
    )
    up = c(
        anwar,
        "pick_up",
        "until Osric picked it up",
        {"agent": bellamy, "item": pistol, "place": None},
        by=pell,
        hedged=True,
        when=_at("then", "13:15:00", "13:24:00"),
    )
    c(form, "holding", f"Osric Bellamy had the <b>flare pistol</b> {RLO}at one", {"holder": bellamy, "item": pistol})
    c(form, "announcement", HOSTILE.splitlines()[1], {"agent": ghost, "words": HOSTILE.splitlines()[1], "item": None})
    c(
        form,
        "contents",
        f"pistol was {ESC}[31mred{ESC}[0m hot 🔥🧨 and " + "a" * 400,
        {"item": pistol, "content": "a" * 400},
        modality="conditional",
    )

    def day(clock: str) -> str:
        return f"2026-10-21T{clock}:00"

    spells = (
        Spell(
            holder=maren,
            earliest=day("11:10"),
            starts_by=day("11:10"),
            ends_from=day("12:05"),
            latest=day("12:12"),
            standing="known",
            because=(loaded, stored),
        ),
        Spell(
            holder=safe,
            earliest=day("12:05"),
            starts_by=day("12:12"),
            ends_from=day("12:50"),
            latest=day("12:57"),
            standing="known",
            because=(stored, taken),
        ),
        Spell(
            holder=bellamy,
            earliest=day("12:50"),
            starts_by=day("12:57"),
            ends_from=day("12:57"),
            latest=day("13:00"),
            standing="contested",
            because=(taken, h1),
        ),
        Spell(
            holder=maren,
            earliest=day("12:45"),
            starts_by=day("12:57"),
            ends_from=day("12:57"),
            latest=day("13:00"),
            standing="contested",
            because=(h2, never),
        ),
        Spell(
            holder=pell,
            earliest=day("12:57"),
            starts_by=day("13:00"),
            ends_from=day("13:06"),
            latest=day("13:07"),
            standing="known",
            because=(h2, fired),
        ),
        Spell(
            holder=None,
            earliest=day("13:06"),
            starts_by=day("13:07"),
            ends_from=day("13:15"),
            latest=day("13:24"),
            standing="unknown",
        ),
        Spell(
            holder=bellamy,
            earliest=day("13:15"),
            starts_by=day("13:24"),
            ends_from=None,
            latest=None,
            standing="known",
            because=(up,),
        ),
    )
    undated = (
        Spell(holder=bellamy, earliest=None, latest=None, standing="known", because=(h1,)),
        Spell(holder=pell, earliest=None, latest=None, standing="known", because=(h1,)),
    )
    by_id = {k.id: k for k in shelf.claims}
    order_in_time = (loaded, stored, h2, taken, fired, up, went_off, granted)
    return Case(
        name="Salt Quay",
        sources=tuple(shelf.sources),
        texts=tuple(shelf.texts),
        dates={
            tveit.id: ("2026-10-23", "Europe/Oslo"),
            anwar.id: ("2026-10-28", None),
            report.id: (None, None),
            form.id: (None, None),
        },
        agents=(
            Agent(id=bellamy, kind="person", label="Osric Bellamy", forms=("Osric Bellamy", "Bellamy", "Osric")),
            Agent(id=maren, kind="person", label="Maren Tveit", forms=("Maren Tveit", "Maren"), sex="f"),
            Agent(id=pell, kind="person", label="Pell Anwar", forms=("Pell Anwar", "Pell")),
            Agent(id=hetty, kind="person", label="Hetty Marl"),
            Agent(id=latch, kind="person", label="Corin Latch"),
            Agent(id=office, kind="organisation", label="Marine Safety Office"),
            Agent(id=ghost, kind="unidentified", label='"><script>alert(4)</script>'),
        ),
        items=(
            Item(id=pistol, kind="firearm", label="flare pistol", marks=("F-2",)),
            Item(id=flare, kind="ammunition", label="live flare"),
        ),
        places=(Place(id=safe, label="prop safe"), Place(id=stage, label="Salt Quay stage")),
        claims=tuple(shelf.claims),
        proposed=(),
        timeline=tuple(
            Dated(claim=i, earliest=by_id[i].when.earliest, latest=by_id[i].when.latest) for i in order_in_time if by_id[i].when
        ),
        custody=(Custody(item=pistol, spells=spells), Custody(item=flare, spells=undated)),
        findings=(
            Finding(
                id=_thing("fnd", "1"),
                rule="disagree",
                topic="conflict",
                verdict="contested",
                severity="warning",
                says="Did Maren Tveit hand the flare pistol to Pell Anwar?",
                because=(h2, never),
            ),
            Finding(
                id=_thing("fnd", "2"),
                rule="gap",
                topic="gap",
                verdict="not_evaluable",
                severity="note",
                says="From 13:06–13:07 until 13:15–13:24 nobody says who had the flare pistol.",
                because=(fired, up),
                about=(pistol,),
            ),
        ),
        questions=(
            Question(
                id=_thing("qst", "1"), says="Who loaded the flare pistol?", raised_by=(who, loaded), settled_by=(maren, bellamy)
            ),
            Question(
                id=_thing("qst", "2"), says="Who had the flare pistol after 13:07?", raised_by=(_thing("fnd", "2"),), settled_by=()
            ),
        ),
        proceedings=(
            Proceeding(
                id=_thing("prc", "1"),
                instrument="interview",
                to=bellamy,
                state="ordered",
                steps=(declined, subpoena, granted, order),
            ),
        ),
        sameness=(Sameness(thing=bellamy, members=(bellamy, _thing("agt", "b2")), rule="same full name"),),
        problems=(
            Problem(
                severity="note",
                where="report.txt",
                what="Two damaged characters were repaired.",
                why="Nothing else changed.",
                next="",
            ),
            Problem(
                severity="warning",
                where="scan <3>.pdf, page 9",
                what="A photograph of handwriting was not read.",
                why="Nothing on it counts yet.",
                next="Type what it says, or leave it.",
            ),
        ),
    )


def ids_of(case: Case) -> dict[str, str]:
    """Labels of things to their ids."""
    return {thing.label: thing.id for thing in (*case.agents, *case.items, *case.places)}


__all__ = ["ESC", "HOSTILE", "RLO", "ids_of", "the_pageant"]
