"""Questions: what is not known, and for each what every answer would cost."""

from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from gestae.present.clean import one_line
from gestae.present.markup import join, tag
from gestae.present.reasoned import COST_NOTE, tables
from gestae.present.reasoned_sections import ReasonedSections
from gestae.present.sections import Sections
from gestae.web.page import Page, empty, heading, html
from gestae.web.told import chapters


def questions(request: Request) -> HTMLResponse:
    of, upto = chapters(request)
    make = Sections(of)
    reasoned = ReasonedSections(make)
    rows = {question.id: hypotheses for question, hypotheses in tables(of.case)}
    sections = [
        tag(
            "section",
            tag("h2", one_line(q.says)),
            tag(
                "div",
                make.settled_by(q),
                make.why(q.raised_by),
                join(tag("h3", "What each answer would cost"), reasoned.rows(rows[q.id])) if q.id in rows else None,
            ),
            id=q.id,
            class_="question",
        )
        for q in of.case.questions
    ]
    number = len(sections)
    lede = f"{number} {'question is' if number == 1 else 'questions are'} open." if number else "No question is open."
    note = tag("p", COST_NOTE, class_="small quiet") if rows else None
    nothing = empty("Questions come of what claims leave open.", tag("a", "Accept claims in the sources", href="/sources"))
    return html(
        request, "Questions", heading("What is not known", tag("p", lede, class_="lede"), note), sections or nothing,
        at="questions", upto=upto,
    )  # fmt: skip


PAGE = Page("questions", (Route("/questions", questions),), "Questions", 60)
