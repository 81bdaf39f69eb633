"""Rows: what a log's table says, row by row: who took, gave, put back what, and what the remarks add."""

from collections.abc import Iterator
from dataclasses import dataclass

from gestae.extract.blocks import Document, Row, Table
from gestae.extract.cells import Party, is_ditto, party
from gestae.extract.clock import Clock, clock_rows
from gestae.extract.draft import Draft, Fill, Words
from gestae.extract.layout.names import named
from gestae.extract.layout.tables import column_role, is_log
from gestae.extract.positions import positions
from gestae.extract.remarks import Scene, checks, remarks, returned_by
from gestae.model import When
from gestae.rules import cues

__all__ = ["drafts", "positions"]


def drafts(document: Document, body: str) -> list[Draft]:
    """The claims of every log table and of the fields, in the order they stand."""
    found = positions(document, body)
    posts = {f.label.lower(): who.name for f in document.fields if (who := named(body, *f.value))}
    for table in document.tables:
        if is_log(table.columns):
            found.extend(_table(table, body, posts))
    return sorted(found, key=lambda d: (d.start, d.end))


@dataclass(frozen=True)
class _Cells:
    """One row by what its columns hold."""

    row: Row
    by_role: dict[str, Words]
    item: Words | None
    giver: Party
    receiver: Party
    person: Party
    place: Party


def _table(table: Table, body: str, posts: dict[str, Words]) -> Iterator[Draft]:
    roles = [column_role(head) for head in table.columns]
    clocks = clock_rows(table, roles, body)
    last: dict[str, tuple[Party, When | None]] = {}
    before: _Cells | None = None
    for row, clock in zip(table.rows, clocks, strict=True):
        cells = _cells(row, roles, body, before)
        before = cells
        key = body[cells.item.start : cells.item.end].lower() if cells.item else ""
        yield from _row(cells, clock, table, body, last=last.get(key), posts=posts)
        last[key] = (cells.receiver if cells.receiver.sort != "none" else cells.giver, clock.when)


def _cells(row: Row, roles: list[str | None], body: str, before: _Cells | None) -> _Cells:
    by_role: dict[str, Words] = {}
    for role, cell in zip(roles, row.cells, strict=True):
        if role and (role not in by_role or by_role[role].start == by_role[role].end):
            by_role[role] = cell
    if before:
        for role, cell in by_role.items():
            if role in ("item", "from", "to", "person", "place") and is_ditto(body[cell.start : cell.end]):
                by_role[role] = before.by_role.get(role, cell)
    item = by_role.get("item")
    return _Cells(
        row,
        by_role,
        item if item and item.end > item.start else None,
        party(body, by_role.get("from")),
        party(body, by_role.get("to")),
        party(body, by_role.get("person")),
        party(body, by_role.get("place")),
    )


def _row(
    cells: _Cells, clock: Clock, table: Table, body: str, *, last: tuple[Party, When | None] | None, posts: dict[str, Words]
) -> Iterator[Draft]:
    giver, receiver = cells.giver, cells.receiver
    doer = receiver.agent or giver.agent or cells.person.agent
    holder = giver.agent or (cells.person.agent if "from" not in cells.by_role else None)
    since = last[1] if last and last[0].agent and holder and _same(body, last[0].agent, holder) else None
    scene = Scene(body, cells.item, doer, giver.agent or doer, receiver.agent, holder, clock.when, clock.date, since, posts)
    said = list(remarks(scene, cells.by_role.get("remarks")))
    said += checks(scene, table.columns, cells.row)
    told = {d.kind for d in said if d.kind != "pick_up" or not _is_passed_on(d, receiver.agent, body)}
    for moved in _movements(cells, clock, body):
        if not _is_retold(moved, told):
            yield moved
    is_stored = receiver.sort == "store"
    yield from (
        d for d in said if not (d.kind == "storing" and is_stored) and not (d.kind == "taking_out" and giver.sort == "store")
    )


def _is_passed_on(picked: Draft, receiver: Words | None, body: str) -> bool:
    """Whether another than the receiver picked it up, so that the row's own movement stands beside it."""
    agent = picked.roles.get("agent")
    return receiver is not None and isinstance(agent, Words) and not _same(body, agent, receiver)


def _is_retold(moved: Draft, told: set[str]) -> bool:
    """Whether the remark tells this movement more nearly: set down or picked up, not from hand to hand."""
    if moved.kind == "handover":
        return bool(told & {"set_down", "pick_up", "handover"})
    return moved.kind in told and moved.kind in ("set_down", "pick_up")


def _movements(cells: _Cells, clock: Clock, body: str) -> Iterator[Draft]:
    if "from" in cells.by_role or ("to" in cells.by_role and not clock.spells):
        if told := _between(cells, body):
            kind, roles = told
            used = [cells.by_role[r] for r in ("time", "item", "from", "to") if r in cells.by_role]
            yield _draft(kind, cells, roles, used, clock.when)
        return
    who = cells.receiver if "to" in cells.by_role else cells.person
    if clock.spells or not cells.by_role.get("action"):
        for kind, when, cell, rest in clock.spells:
            agent = (
                party(body, rest).agent
                or (returned_by(body, cells.by_role.get("remarks")) if kind == "storing" else None)
                or who.agent
            )
            roles = {"agent": agent, "item": cells.item, "place": cells.place.place}
            used = [c for r, c in cells.by_role.items() if r in ("date", "item", "person", "to")]
            yield _draft(kind, cells, roles, [*used, cell], when)
        return
    action = cells.by_role["action"]
    words = body[action.start : action.end].strip(" .").lower()
    moved = "taking_out" if words in cues("remarks")["outward"] else "storing" if words in cues("remarks")["inward"] else None
    if moved:
        roles = {"agent": who.agent, "item": cells.item, "place": cells.place.place}
        yield _draft(moved, cells, roles, [c for r, c in cells.by_role.items() if r != "remarks"], clock.when)


def _between(cells: _Cells, body: str) -> tuple[str, dict[str, Fill]] | None:
    """The movement that From and To tell together; ``None`` where they tell none."""
    giver, receiver, item = cells.giver, cells.receiver, cells.item
    if giver.sort == "store" and receiver.sort in ("person", "unreadable", "blank"):
        return "taking_out", {"agent": receiver.agent, "item": item, "place": giver.place}
    if receiver.sort == "store" and giver.sort in ("person", "unreadable", "blank", "place"):
        return "storing", {"agent": giver.agent, "item": item, "place": receiver.place}
    if giver.sort == "person" and receiver.sort == "place":
        return "set_down", {"agent": giver.agent, "item": item, "place": receiver.place}
    if giver.sort == "place" and receiver.sort in ("person", "unreadable"):
        return "pick_up", {"agent": receiver.agent, "item": item, "place": giver.place}
    if giver.agent and receiver.agent and _same(body, giver.agent, receiver.agent):
        return None
    if (
        "person" in (giver.sort, receiver.sort)
        and giver.sort in ("person", "unreadable", "blank")
        and receiver.sort in ("person", "unreadable")
    ):
        return "handover", {"giver": giver.agent, "item": item, "receiver": receiver.agent}
    return None


def _draft(kind: str, cells: _Cells, roles: dict[str, Fill], used: list[Words], when: When | None) -> Draft:
    shown = [c for c in used if c.end > c.start] or [cells.row.at]
    start, end = min(c.start for c in shown), max(c.end for c in shown)
    return Draft(kind, max(start, cells.row.at.start), end, roles, when=when, basis="document", way="form")


def _same(body: str, a: Words, b: Words) -> bool:
    return body[a.start : a.end].lower() == body[b.start : b.end].lower()
