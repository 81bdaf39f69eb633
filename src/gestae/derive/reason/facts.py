"""Facts: a puzzle in the words of the rule file."""

from collections.abc import Iterator

from gestae.derive.reason.puzzle import Atom, Event, Puzzle


def facts(puzzle: Puzzle) -> str:
    low, high = puzzle.horizon
    lines = [f"horizon({low},{high}).", f"gap_weight({puzzle.gap_weight})."]
    for event in puzzle.events:
        lines += _of_event(event)
    for item in puzzle.items:
        name = quoted(item.id)
        lines += [f"initdom({name},holder,{quoted(v)})." for v in puzzle.holders_at_first(item)]
        lines += [f"initdom({name},content,{quoted(v)})." for v in puzzle.contents_at_first(item)]
    for atom in puzzle.claims:
        lines += _of_atom(puzzle, atom)
    return "\n".join(lines)


def quoted(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _of_event(event: Event) -> Iterator[str]:
    name = quoted(event.id)
    yield f"event({name},{event.kind})."
    if event.certain:
        yield f"certain({name})."
    if event.item is not None:
        yield f"on_item({name},{quoted(event.item)})."
    if event.kind == "presence":
        yield f"at({name},{quoted(event.person or '')},{quoted(event.place or '')})."
    if event.fixed is not None:
        yield from (f"fixed({name},{point},{event.fixed})." for point in event.points)
    for role, candidates in event.roles.items():
        yield from (f"dom({name},{role},{quoted(v)})." for v in candidates)


def _of_atom(puzzle: Puzzle, atom: Atom) -> Iterator[str]:
    name, event = quoted(atom.id), quoted(atom.event)
    yield f"claim({name},{atom.weight})."
    if atom.hard:
        yield f"hard({name})."
    yield f"{'says_not' if atom.says == 'not_occurs' else 'says_occurs'}({name},{event})."
    match atom.says:
        case "time":
            point = puzzle.point_of(atom)
            if atom.lo is not None:
                yield f"says_lo({name},{event},{point},{atom.lo})."
            if atom.hi is not None:
                yield f"says_hi({name},{event},{point},{atom.hi})."
        case "order":
            other = quoted(atom.event2 or "")
            points = f"{event},{puzzle.point_of(atom)},{other},{puzzle.point2_of(atom)}"
            yield f"says_occurs({name},{other})."
            if atom.min is not None:
                yield f"says_gap_min({name},{points},{atom.min})."
            if atom.max is not None:
                yield f"says_gap_max({name},{points},{atom.max})."
        case "role" | "not_role":
            yield f"says_{atom.says}({name},{event},{atom.role},{quoted(atom.value or '')})."
