"""What a verification found, in words and as JSON."""

from typing import TYPE_CHECKING

from gestae.cli.show import count, moment, problem_json

if TYPE_CHECKING:
    from gestae.desk.verify import Anchored, Anchors, Findings, Held

MOST = 5  # stretches, or entries, that are told one by one before they are only counted


def lines(found: "Findings") -> list[str]:
    record = found.record
    broken = len(record.problems) + len(found.problems)
    sealed = f"{record.sealed} of them sealed by {count(record.checkpoints, 'signed checkpoint')}"
    bytes_ = f"{count(found.sources, 'source')} and {count(found.texts, 'text')} by their bytes"
    told = [
        f"{'The case holds' if found.holds else 'The case does not hold'}: {count(record.entries, 'entry', 'entries')}, {sealed}; "
        f"{bytes_}; {count(found.quotes, 'quote')} against the texts."
    ]
    if broken:
        told.append(f"{count(broken, 'fault')}, listed below. What is not named there still holds.")
    if found.left_out:
        told.append(f"{count(found.left_out, 'source')} more were left out of the bundle it came in; their digests are here.")
    if found.unsealed:
        told.append(f"The last {count(found.unsealed, 'entry', 'entries')} are not sealed yet: what is added next seals them.")
    if record.continues is not None:
        there = count(record.continues.size, "entry", "entries")
        told.append(
            f"It continues the record {record.continues.origin}, whose key was lost: its {there} are here as they were sealed."
        )
    told += signed(found)
    for each in found.erasures:
        what = ", ".join(each.sources) or "no source"
        words = f"the names and words of {count(each.entries, 'entry', 'entries')}"
        told.append(f"Erased {moment(each.at)}, as {each.decided_by} decided ({each.reason}): {what}; {words}.")
    told.append("That nothing was cut off at the end is shown by a receipt somebody else holds: gestae check-receipt.")
    return told


def signed(found: "Findings") -> list[str]:
    """Whose keys sealed it, who else signed it, and what was recorded late."""
    keys = [line for held in found.record.chain.held for line in _key(found, held)]
    return [*keys, *_anchored(found), *_late(found.record.anchors)]


def _key(found: "Findings", held: "Held") -> list[str]:
    """Whose key it is, what it sealed, and why it may be trusted."""
    name = found.sealer(held.key)
    spans = [f"{a + 1} to {b + 1}" if a != b else str(a + 1) for a, b in held.sealed]
    more = f" and {len(spans) - MOST} stretches more" if len(spans) > MOST else ""
    sealed = f"entries {', '.join(spans[:MOST])}{more}" if spans else "nothing so far"
    ended = "" if held.until is None else ", and may seal no more"
    return [f"Sealed with the key of {name}: {held.key}", f"  It sealed {sealed}{ended}; {_why(found, held)}."]


def _why(found: "Findings", held: "Held") -> str:
    match held.how:
        case "opened":
            return "it opened the case"
        case "follows":
            return f"it follows {held.follows}, signed by both"
        case "brought":
            return f"it was brought in by {found.sealer(held.by.key) if held.by else 'somebody'}"
        case "unshown":
            return "the seals that show who vouches for it are not here, as in a bundle"
        case _:
            return "it named itself: no key that was known before vouches for it"


def _anchored(found: "Findings") -> list[str]:
    """What others signed, and when the record existed by that."""
    anchors, sealed = found.record.anchors, found.record.sealed
    told = []
    both = [("The", each) for each in _newest(anchors)]
    both += [("Of the record that it continues, the", each) for each in (_newest(anchors.earlier) if anchors.earlier else ())]
    for of, each in both:
        by = f"the witness {each.by}"
        if each.root:
            stranger = "; not one that you have named" if found.roots and each.root not in found.roots else ""
            by = f"the authority {each.by} (root certificate {each.root[:16]}{stranger})"
        told.append(f"{of} first {count(each.size, 'entry', 'entries')} existed no later than {moment(each.at)}, says {by}.")
    if anchors.need:
        met = anchors.witnessed()
        asked = f"{anchors.need} of {count(len(anchors.witnesses), 'witness', 'witnesses')}"
        if met is None:
            told.append(f"The case asks for {asked}: that many have not signed yet.")
        else:
            behind = f"; {count(sealed - met.size, 'entry', 'entries')} came after" if sealed > met.size else ""
            there = count(met.size, "entry", "entries")
            told.append(f"As many as the case asks for ({asked}) had signed for the first {there} by {moment(met.at)}{behind}.")
    return told


def _newest(anchors: "Anchors") -> list["Anchored"]:
    """The largest that each witness or authority signed, the first to sign it first."""
    newest: dict[str, Anchored] = {}
    for each in anchors.found:
        known = newest.get(each.by)
        if known is None or (each.size, -each.at) > (known.size, -known.at):
            newest[each.by] = each
    return sorted(newest.values(), key=lambda a: (a.at, a.by))


def _late(anchors: "Anchors") -> list[str]:
    if not anchors.late:
        return []
    first = anchors.late[:MOST]
    places = "; ".join(f"entry {each.index + 1} says {moment(each.at)}" for each in first)
    more = f"; and {len(anchors.late) - MOST} more" if len(anchors.late) > MOST else ""
    return [
        f"Recorded later than the time they name: {count(len(anchors.late), 'entry', 'entries')}. Others had signed what comes "
        f"before by {moment(first[0].anchored)}, and {places}{more}. That may be quite in order."
    ]


def wire(found: "Findings") -> dict[str, object]:
    record = found.record
    return {
        "holds": found.holds,
        "entries": record.entries,
        "sealed": record.sealed,
        "checkpoints": record.checkpoints,
        "root": record.root.hex(),
        "sources": found.sources,
        "texts": found.texts,
        "quotes": found.quotes,
        "left_out": found.left_out,
        "keys": [
            {
                "key": str(held.key),
                "member": found.sealer(held.key),
                "since": held.since,
                "until": held.until,
                "how": held.how,
                "vouched_by": str(held.by.key) if held.by else None,
                "sealed": [list(span) for span in held.sealed],
            }
            for held in record.chain.held
        ],
        "anchors": _anchors(record.anchors),
        "earlier_anchors": _anchors(record.anchors.earlier) if record.anchors.earlier else [],
        "witnesses": {
            "asked": [str(w) for w in record.anchors.witnesses],
            "need": record.anchors.need,
            "met": (met := record.anchors.witnessed()) and {"size": met.size, "at": met.at},
        },
        "late": [{"index": each.index, "at": each.at, "anchored": each.anchored} for each in record.anchors.late],
        "erased": [
            {"at": e.at, "sources": list(e.sources), "entries": e.entries, "reason": e.reason, "decided_by": e.decided_by}
            for e in found.erasures
        ],
        "continues": record.continues and {"origin": record.continues.origin, "size": record.continues.size},
        "problems": problem_json([*record.problems, *found.problems, *found.warnings]),
    }


def _anchors(anchors: "Anchors") -> list[dict[str, object]]:
    return [
        {"size": a.size, "at": a.at, "by": a.by, "kind": "stamp" if a.root else "witness", "root": a.root} for a in anchors.found
    ]
